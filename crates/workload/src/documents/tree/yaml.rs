//! YAML: the events of libyaml put together. kubectl's reader is a port of libyaml as well, so both take the same text
//! for the same.

use std::collections::HashMap;
use std::ops::Range;

use serde_json::{Map, Value};

use crate::documents::plain::{self, Plain};
use crate::documents::problem::{Reading, What};
use crate::documents::tree::gap::{behind_blanks, behind_mark, block_end, properties};
use crate::documents::tree::libyaml::{Error, Event, Kind, Parser, Properties, Style};
use crate::documents::tree::{DEEPEST, Entry, Fault, Item, Node, Read, Shape, Wrong};

/// What aliases may bring in all, so that a text of a few lines does not become one of a thousand million values.
const MOST_REPEATED: usize = 100_000;
const MERGE: &str = "<<";
/// Begins the tags that YAML itself knows.
const CORE: &str = "tag:yaml.org,2002:";
const NO_DOCUMENT_START: &str = "did not find expected <document start>";

/// Reads a text of one document; none where it says nothing.
pub(crate) fn read(text: &str) -> Result<Option<Read>, Fault> {
    let mut reader = Reader::new(text);
    reader.next()?;
    if let Kind::StreamEnd = reader.next()?.kind {
        return Ok(None);
    }
    let first = reader.next()?;
    let (value, root) = reader.node(first)?;
    reader.nothing_behind()?;
    Ok(Some(Read { value, root, ambiguous: reader.ambiguous }))
}

/// A value that has a name.
struct Anchored {
    value: Value,
    size: usize,
}

struct Reader<'a> {
    text: &'a str,
    parser: Parser<'a>,
    /// None of one that is being read: it would be within itself.
    anchors: HashMap<String, Option<Anchored>>,
    ambiguous: Vec<(Range<usize>, Reading)>,
    depth: usize,
    /// How many values there are, and how many of them aliases brought.
    size: usize,
    repeated: usize,
}

/// A scalar as it comes.
struct Scalar {
    tag: Option<String>,
    text: String,
    is_plain: bool,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str) -> Self {
        let (anchors, ambiguous) = (HashMap::new(), Vec::new());
        Self { text, parser: Parser::new(text), anchors, ambiguous, depth: 0, size: 0, repeated: 0 }
    }

    fn next(&mut self) -> Result<Event, Fault> {
        self.parser.next().map_err(fault)
    }

    /// There may be one document only: whatever comes behind it would be lost.
    fn nothing_behind(&mut self) -> Result<(), Fault> {
        loop {
            let event = self.next()?;
            match event.kind {
                Kind::StreamEnd => return Ok(()),
                Kind::Frame => {}
                Kind::Scalar { .. } if event.span.is_empty() => {}
                _ => return Err(Fault::new(event.span.start, What::Behind)),
            }
        }
    }

    fn node(&mut self, event: Event) -> Result<(Value, Node), Fault> {
        let start = event.span.start;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(words(start, "recursion limit exceeded"));
        }
        self.size += 1;
        let (size, repeated) = (self.size, self.repeated);
        let (anchor, found) = match event.kind {
            Kind::Alias(anchor) => {
                let node = Node { span: event.span, shape: Shape::Alias };
                (None, (self.alias(&anchor, start)?, node))
            }
            Kind::Scalar { properties: Properties { anchor, tag }, text, style } => {
                let scalar = Scalar { tag, text, is_plain: style == Style::Plain };
                (anchor, self.scalar(scalar, style == Style::Block, event.span)?)
            }
            Kind::List(properties) => {
                let at = self.open(start, &properties)?;
                (properties.anchor, self.list(at)?)
            }
            Kind::Map { properties, is_flow } => {
                let at = self.open(start, &properties)?;
                (properties.anchor, self.map(at, is_flow)?)
            }
            _ => return Err(words(start, "did not find expected node content")),
        };
        self.depth -= 1;
        if let Some(anchor) = anchor {
            let size = self.size - size + self.repeated - repeated + 1;
            self.anchors.insert(anchor, Some(Anchored { value: found.0.clone(), size }));
        }
        Ok(found)
    }

    /// Where a collection begins behind its anchor and tag.
    fn open(&mut self, start: usize, own: &Properties) -> Result<usize, Fault> {
        if let Some(anchor) = &own.anchor {
            self.anchors.insert(anchor.clone(), None);
        }
        match own.tag.as_deref() {
            Some(tag) if tag != "!" && !tag.starts_with(CORE) => Err(Fault::new(start, What::Tag)),
            None if own.anchor.is_none() => Ok(start),
            _ => Ok(properties(self.text, start).next),
        }
    }

    fn alias(&mut self, anchor: &str, at: usize) -> Result<Value, Fault> {
        let anchored = match self.anchors.get(anchor) {
            Some(Some(anchored)) => anchored,
            Some(None) => return Err(words(at, "this value would contain itself")),
            None => return Err(words(at, "unknown anchor")),
        };
        self.repeated += anchored.size;
        if self.repeated > MOST_REPEATED {
            return Err(words(at, "repetition limit exceeded"));
        }
        Ok(anchored.value.clone())
    }

    fn scalar(&mut self, scalar: Scalar, is_block: bool, span: Range<usize>) -> Result<(Value, Node), Fault> {
        if span.is_empty() {
            return Ok((Value::Null, Node { span, shape: Shape::Empty }));
        }
        let found = properties(self.text, span.start);
        if scalar.is_plain && scalar.text.is_empty() {
            let span = found.end..found.end;
            let value = self.meaning(scalar, span.clone(), found.is_text)?;
            return Ok((value, Node { span, shape: Shape::Empty }));
        }
        let span = found.next..span.end;
        let value = self.meaning(scalar, span.clone(), found.is_text)?;
        if is_block {
            let end = block_end(self.text, span.start, span.end);
            return Ok((value, Node { span: span.start..end, shape: Shape::Block }));
        }
        Ok((value, Node { span, shape: Shape::Scalar }))
    }

    fn meaning(&mut self, scalar: Scalar, span: Range<usize>, is_text: bool) -> Result<Value, Fault> {
        let plain = self.plain(&scalar, &span, is_text)?;
        plain.value(scalar.text).map_err(|what| Fault::new(span.start, what))
    }

    /// What a scalar means by its tag, or else by how it is written.
    fn plain(&mut self, scalar: &Scalar, span: &Range<usize>, is_text: bool) -> Result<Plain, Fault> {
        let Some(tag) = scalar.tag.as_ref().filter(|tag| *tag != "!") else {
            if !scalar.is_plain || is_text {
                return Ok(Plain::Text);
            }
            self.ambiguous.extend(plain::reading(&scalar.text).map(|reading| (span.clone(), reading)));
            return Ok(Plain::of(&scalar.text));
        };
        let plain = Plain::of(&scalar.text);
        match (tag.strip_prefix(CORE), &plain) {
            (Some("str" | "merge" | "timestamp"), _) => Ok(Plain::Text),
            (Some("null"), Plain::Null)
            | (Some("bool"), Plain::Bool(_))
            | (Some("int" | "float"), Plain::Integer(_) | Plain::TooLarge)
            | (Some("float"), Plain::Float(_)) => Ok(plain),
            _ => Err(Fault::new(span.start, What::Tag)),
        }
    }

    fn list(&mut self, start: usize) -> Result<(Value, Node), Fault> {
        let (mut values, mut items) = (Vec::new(), Vec::<Item>::new());
        let is_flow = self.text[start..].starts_with('[');
        let mut end = start;
        loop {
            let event = self.next()?;
            if let Kind::ListEnd = event.kind {
                let end = if is_flow { event.span.end } else { end };
                let node = Node { span: start..end, shape: Shape::List { items, flow: is_flow } };
                return Ok((Value::Array(values), node));
            }
            let (value, mut node) = self.node(event)?;
            let start = if is_flow {
                node.span.start
            } else {
                let behind = behind_mark(self.text, end, '-', false).unwrap_or(node.span.start + 1);
                self.settle(&mut node, behind);
                end = node.span.end.max(behind);
                behind - 1
            };
            values.push(value);
            items.push(Item { start, value: node });
        }
    }

    fn map(&mut self, start: usize, is_flow: bool) -> Result<(Value, Node), Fault> {
        let (mut members, mut entries) = (Members::default(), Vec::<Entry>::new());
        let is_braced = is_flow && self.text[start..].starts_with('{');
        let mut end = start + usize::from(is_braced);
        loop {
            let event = self.next()?;
            if let Kind::MapEnd = event.kind {
                let end = if is_braced { event.span.end } else { end };
                let node = Node { span: start..end, shape: Shape::Map { entries, flow: is_flow } };
                return Ok((Value::Object(members.map), node));
            }
            let begin = self.question(end, is_flow).unwrap_or(event.span.start);
            let Key { span: key, name, merges } = self.key(event)?;
            let first =
                || entries.iter().find(|entry| entry.name == name).map_or(begin, |entry| entry.key.start);
            members.free(&name, merges).ok_or_else(|| {
                let wrong = Wrong::Twice { key: name.clone(), first: first() };
                Fault { at: key.start, wrong }
            })?;
            let colon = behind_mark(self.text, key.end, ':', is_flow).unwrap_or(key.end);
            let event = self.next()?;
            let (value, mut node) = self.node(event)?;
            self.settle(&mut node, colon);
            if merges {
                members.merge(value).ok_or_else(|| Fault::new(node.span.start, What::Merge))?;
            } else {
                members.put(name.clone(), value);
            }
            end = node.span.end.max(colon);
            entries.push(Entry { start: begin, key, name, colon, value: node });
        }
    }

    /// A value that is not there, and has neither anchor nor tag, stands behind its mark.
    fn settle(&self, node: &mut Node, behind: usize) {
        if node.shape == Shape::Empty
            && properties(self.text, behind_blanks(self.text, behind)).end != node.span.end
        {
            node.span = behind..behind;
        }
    }

    /// The place of the `?` before a key.
    fn question(&self, from: usize, is_flow: bool) -> Option<usize> {
        let from = if is_flow { behind_mark(self.text, from, ',', true).unwrap_or(from) } else { from };
        behind_mark(self.text, from, '?', false).map(|behind| behind - 1)
    }

    fn key(&mut self, event: Event) -> Result<Key, Fault> {
        let start = event.span.start;
        match event.kind {
            Kind::Scalar { properties: Properties { anchor, tag }, text, style } => {
                let found = properties(self.text, start);
                let span = found.next.min(event.span.end)..event.span.end;
                let scalar = Scalar { tag, text, is_plain: style == Style::Plain };
                let merges = match scalar.tag.as_deref().map(|tag| tag.strip_prefix(CORE)) {
                    None => scalar.is_plain && !found.is_text && scalar.text == MERGE,
                    Some(tag) => tag == Some("merge") && scalar.text == MERGE,
                };
                let plain = self.plain(&scalar, &span, found.is_text)?;
                let wrong = |what| Fault::new(span.start, what);
                if let Some(anchor) = anchor {
                    let value = plain.clone().value(scalar.text.clone()).map_err(wrong)?;
                    self.anchors.insert(anchor, Some(Anchored { value, size: 1 }));
                }
                let name = plain.key(scalar.text).map_err(wrong)?;
                Ok(Key { span, name, merges })
            }
            Kind::Alias(anchor) => {
                let name = match self.alias(&anchor, start)? {
                    Value::String(text) => text,
                    value @ (Value::Bool(_) | Value::Number(_)) => value.to_string(),
                    _ => return Err(Fault::new(start, What::Key)),
                };
                Ok(Key { span: event.span, name, merges: false })
            }
            _ => Err(Fault::new(start, What::Key)),
        }
    }
}

struct Key {
    span: Range<usize>,
    name: String,
    merges: bool,
}

/// What a map says, and which of it a merge brought.
#[derive(Default)]
struct Members {
    map: Map<String, Value>,
    merged: Vec<String>,
    has_merged: bool,
}

impl Members {
    /// Whether a key may stand here: none is given twice, but one that was merged may be given anew.
    fn free(&mut self, name: &str, merges: bool) -> Option<()> {
        if merges {
            return (!std::mem::replace(&mut self.has_merged, true)).then_some(());
        }
        let is_merged = || self.merged.iter().any(|merged| merged == name);
        (!self.map.contains_key(name) || is_merged()).then_some(())
    }

    fn put(&mut self, name: String, value: Value) {
        if self.has_merged
            && let Some(at) = self.merged.iter().position(|merged| *merged == name)
        {
            self.merged.swap_remove(at);
            self.map.shift_remove(&name);
        }
        self.map.insert(name, value);
    }

    /// Adds what `<<` brings, as kubectl does: over what stands before it, under what stands behind it; earlier
    /// sources win over later ones.
    fn merge(&mut self, sources: Value) -> Option<()> {
        let sources = match sources {
            Value::Array(sources) => sources,
            source => vec![source],
        };
        for source in sources.into_iter().rev() {
            let Value::Object(source) = source else { return None };
            for (key, value) in source {
                if !self.map.contains_key(&key) {
                    self.merged.push(key.clone());
                }
                self.map.insert(key, value);
            }
        }
        Some(())
    }
}

fn words(at: usize, words: &str) -> Fault {
    Fault { at, wrong: Wrong::Syntax { words: words.to_owned(), doing: None } }
}

fn fault(Error { at, words, doing }: Error) -> Fault {
    if words == NO_DOCUMENT_START {
        return Fault::new(at, What::Behind);
    }
    Fault { at, wrong: Wrong::Syntax { words, doing } }
}
