//! A document's text so that it says something else, with every other byte left alone.
//!
//! Between what it says and what it shall say, the differences are found value by value, and each is written where it
//! belongs: a scalar in its place, a key or an item on lines of its own. In flow style the innermost collection that
//! gains or loses something is written anew, and where comments are lost by that, whoever asked is told. What no such
//! change can express (a value that aliases point at, a key that came by a merge) writes the whole document anew, and whoever asked is told. In the end the
//! text is read again and compared with the value, so no text is ever returned that says something else.

mod collection;
mod patch;

use serde_json::Value;

use crate::documents::tree::{Node, Shape};
use crate::documents::{self, Document};
use crate::draft::lines::{in_breaks_of, indent};
use crate::draft::rewrite::patch::Patches;
use crate::emit;

/// A document that was changed.
pub(super) struct Rewritten {
    pub text: String,
    /// What it was found to be when it was compared.
    pub read: Option<Document>,
    /// Whether it, or a part of it with comments in flow style, was written anew, so that comments are lost.
    pub anew: bool,
}

/// The text of a document, changed to say `new` where it said `old`.
pub(super) fn rewrite(text: &str, root: Option<&Node>, old: &Value, new: &Value) -> Rewritten {
    let surgical = root.and_then(|root| {
        let mut writer = Writer { text, patches: Patches::default(), loses_comments: false };
        writer.value(root, old, new, Place::Root)?;
        let text = writer.patches.apply(text)?;
        Some((says(&text, new)?, text, writer.loses_comments))
    });
    let (said, text, anew) = surgical.unwrap_or_else(|| {
        let (said, text) = anew(text, root, new);
        (said, text, true)
    });
    let Said(read) = said;
    Rewritten { text, read, anew }
}

/// What a text was found to be that says what it shall; nothing where that is no document.
struct Said(Option<Document>);

fn says(text: &str, value: &Value) -> Option<Said> {
    let mut found = documents::read(text).ok()?;
    match (found.pop(), found.is_empty()) {
        (Some(only), true) => (only.content.as_ref() == Ok(value)).then_some(Said(Some(only))),
        (None, _) => value.is_null().then_some(Said(None)),
        _ => None,
    }
}

/// The document written anew, under its own marker and with the comments before and after it.
fn anew(text: &str, root: Option<&Node>, new: &Value) -> (Said, String) {
    let is_json = text.trim_start().starts_with(['{', '[']);
    let body = in_breaks_of(text, if is_json { emit::json_by(new, indent(text)) } else { emit::yaml(new) });
    // JSON may end without a line break; YAML's last line breaks may be a text's own.
    let body = if is_json && !text.ends_with('\n') { body.trim_end() } else { body.as_str() };
    let framed = root.and_then(|root| {
        let behind = text.get(root.span.end..).unwrap_or_default();
        let behind = behind.strip_prefix("\r\n").or_else(|| behind.strip_prefix('\n')).unwrap_or(behind);
        let comments: String =
            behind.split_inclusive('\n').filter(|line| line.trim_start().starts_with('#')).collect();
        let before = text.get(..root.span.start).unwrap_or_default();
        let before = before.trim_end_matches([' ', '\t']);
        let text = format!("{before}{body}{comments}");
        Some((says(&text, new)?, text))
    });
    framed.unwrap_or_else(|| {
        let marker = if text.starts_with("---") { "---\n" } else { "" };
        (Said(None), format!("{marker}{body}"))
    })
}

/// Where a value stands.
#[derive(Debug, Clone, Copy)]
enum Place {
    Root,
    /// Behind a colon, in a block map whose keys stand at a column.
    Member {
        colon: usize,
        column: usize,
    },
    /// Behind a dash.
    Item {
        dash: usize,
    },
    /// In flow style.
    Flow,
}

struct Writer<'a> {
    text: &'a str,
    patches: Patches,
    /// A collection in flow style was written anew that has comments in it.
    loses_comments: bool,
}

impl Writer<'_> {
    fn value(&mut self, node: &Node, old: &Value, new: &Value, place: Place) -> Option<()> {
        if old == new {
            return Some(());
        }
        match (&node.shape, old, new) {
            (Shape::Map { entries, flow: false }, Value::Object(old), Value::Object(new))
                if !new.is_empty() =>
            {
                self.map(entries, old, new)
            }
            (Shape::List { items, flow: false }, Value::Array(old), Value::Array(new)) if !new.is_empty() => {
                self.list(items, old, new)
            }
            (Shape::Map { entries, flow: true }, Value::Object(old), Value::Object(now))
                if old.len() == now.len() && entries.iter().all(|entry| now.contains_key(&entry.name)) =>
            {
                for entry in entries {
                    self.value(&entry.value, old.get(&entry.name)?, now.get(&entry.name)?, Place::Flow)?;
                }
                Some(())
            }
            (Shape::List { items, flow: true }, Value::Array(old), Value::Array(now))
                if old.len() == now.len() && items.len() == now.len() =>
            {
                let mut all = items.iter().zip(old.iter().zip(now));
                all.try_for_each(|(item, (old, new))| self.value(&item.value, old, new, Place::Flow))
            }
            _ => self.replace(node, new, place),
        }
    }

    /// Puts a value in the place of one of another shape, or of a scalar.
    fn replace(&mut self, node: &Node, new: &Value, place: Place) -> Option<()> {
        let span = node.span.clone();
        let is_flow = matches!(node.shape, Shape::Map { flow: true, .. } | Shape::List { flow: true, .. });
        let keeps_flow = is_flow && (new.is_object() || new.is_array());
        match place {
            _ if keeps_flow => {
                self.loses_comments |= self.has_comment(node);
                self.patches.put(span.clone(), self.in_flow(new, span.start));
            }
            Place::Root => return None,
            Place::Flow => {
                if node.shape == Shape::Empty && !self.text[..span.start].ends_with(':') {
                    return None;
                }
                let space = if node.shape == Shape::Empty { " " } else { "" };
                self.patches.put(span.clone(), format!("{space}{}", self.in_flow(new, span.start)));
            }
            // `? key` alone.
            Place::Member { colon, column } if !self.text[..colon].ends_with(':') => {
                let at = self.line_end(colon);
                let pad = " ".repeat(column);
                self.patches.put(at..at, format!("\n{pad}{}", emit::behind_key(new, column)));
            }
            Place::Member { colon, column } => {
                let written = emit::behind_key(new, column);
                let behind = if matches!(node.shape, Shape::Empty) { span.start } else { colon };
                self.exchange(node, behind, written.strip_prefix(':')?);
            }
            Place::Item { dash } => {
                let column =
                    if node.shape == Shape::Empty { self.column(dash) + 2 } else { self.column(span.start) };
                self.exchange(node, dash + 1, &format!(" {}", emit::item(new, column)));
            }
        }
        Some(())
    }

    /// Whether there is a comment within a value in flow style.
    fn has_comment(&self, node: &Node) -> bool {
        let mut scalars = Vec::new();
        node.scalars(&mut scalars);
        let text = &self.text[node.span.clone()];
        let begins = |(at, _): &(usize, &str)| text[..*at].ends_with(char::is_whitespace);
        let is_text = |at: usize| scalars.iter().any(|scalar| scalar.contains(&(node.span.start + at)));
        text.match_indices('#').filter(begins).any(|(at, _)| !is_text(at))
    }

    /// Exchanges a value for what is written behind its colon or dash; a comment on its line stays there.
    fn exchange(&mut self, node: &Node, behind: usize, written: &str) {
        let (head, tail) =
            written.split_once('\n').map_or((written, None), |(head, tail)| (head, Some(tail)));
        let span = node.span.clone();
        let begins_line = self.begins_line(span.start);
        let is_block = matches!(node.shape, Shape::Map { flow: false, .. } | Shape::List { flow: false, .. });
        if is_block && begins_line {
            // Its lines go, and what comes instead stands behind the colon.
            self.patches.put(behind..behind, head.to_owned());
            let tail = tail.map(|tail| format!("\n{tail}")).unwrap_or_default();
            self.patches.put(self.line_before(span.start)..self.line_end(span.end), tail);
            return;
        }
        let start =
            if node.shape == Shape::Empty { span.start } else { self.without_space(span.start, behind) };
        let end = if matches!(node.shape, Shape::Block) { self.line_end(span.end) } else { span.end };
        let end = if is_block { self.line_end(end) } else { end };
        if is_block || node.shape == Shape::Block {
            self.patches.put(start..end, written.to_owned());
            return;
        }
        self.patches.put(start..end, head.to_owned());
        if let Some(tail) = tail {
            let at = self.line_end(end);
            self.patches.put(at..at, format!("\n{tail}"));
        }
    }

    /// A value as it is written in flow style: as JSON in JSON, over several lines where it was before.
    fn in_flow(&self, value: &Value, at: usize) -> String {
        let is_json = self.text.trim_start().starts_with(['{', '[']);
        let is_wide = value.is_object() || value.is_array();
        let line = &self.text[self.line_start(at)..];
        if is_wide && (is_json && self.text.trim_end().contains('\n')) {
            let before = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
            return emit::pretty(value, indent(self.text)).replace('\n', &format!("\n{before}"));
        }
        if is_json { value.to_string() } else { emit::flow(value) }
    }
}
