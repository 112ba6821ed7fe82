//! What one document says and where everything of that stands in its text, of one reading: values and places cannot
//! disagree.
//!
//! YAML is read by libyaml's events, JSON by a reader of its own. Whoever changes a text by the places reads the result
//! again and compares.

mod gap;
pub(crate) mod json;
mod libyaml;
pub(crate) mod yaml;

use std::ops::Range;

use serde_json::Value;

use crate::documents::problem::{Reading, What};
pub(super) use crate::documents::tree::gap::behind_blanks;
use crate::path::{Path, Step};

/// Deeper texts are refused, as by other readers.
const DEEPEST: usize = 128;

/// A document that was read.
pub(crate) struct Read {
    pub value: Value,
    pub root: Node,
    /// The scalars without quotes in it that readers understand differently, in order.
    pub ambiguous: Vec<(Range<usize>, Reading)>,
}

/// Why a document cannot be read.
#[derive(Debug)]
pub(crate) struct Fault {
    /// The place, in bytes.
    pub at: usize,
    pub wrong: Wrong,
}

#[derive(Debug)]
pub(crate) enum Wrong {
    /// A key stands twice in a map, and stood first at this place.
    Twice { key: String, first: usize },
    /// The parser's words, and what it was doing since which place.
    Syntax { words: String, doing: Option<(String, usize)> },
    /// Anything else.
    Other(What),
}

impl Fault {
    pub const fn new(at: usize, what: What) -> Self {
        Self { at, wrong: Wrong::Other(what) }
    }

    /// The same in a text that has so many bytes before.
    pub fn moved(mut self, by: usize) -> Self {
        self.at += by;
        match &mut self.wrong {
            Wrong::Twice { first, .. } | Wrong::Syntax { doing: Some((_, first)), .. } => *first += by,
            Wrong::Syntax { .. } | Wrong::Other(_) => {}
        }
        self
    }
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    /// Without anchor and tag; a block string's ends behind its last line break.
    pub span: Range<usize>,
    /// What it is.
    pub shape: Shape,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    /// A map; in flow style between braces.
    Map { entries: Vec<Entry>, flow: bool },
    /// A list; in flow style between brackets.
    List { items: Vec<Item>, flow: bool },
    /// Without quotes, or in quotes.
    Scalar,
    /// `|` or `>`.
    Block,
    /// `*name`.
    Alias,
    /// Nothing, which is null.
    Empty,
}

/// An entry of a map.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Entry {
    /// Where it begins: with its key, or what stands before that (`?`, anchor, tag).
    pub start: usize,
    /// The key as written.
    pub key: Range<usize>,
    /// The key as read.
    pub name: String,
    /// Behind its colon; behind the key where it has none.
    pub colon: usize,
    pub value: Node,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item {
    /// The place of its dash, or in flow style where it begins.
    pub start: usize,
    pub value: Node,
}

/// Takes the text of one document apart: directives, marker and content. None where it cannot be read, or says nothing.
pub(crate) fn of(text: &str) -> Option<Node> {
    if text.starts_with(['{', '['])
        && let Ok(read) = json::read(text)
        && text[read.root.span.end..].trim().is_empty()
    {
        return Some(read.root);
    }
    yaml::read(text).ok().flatten().map(|read| read.root)
}

impl Node {
    /// The places of all scalars in it, keys among them.
    pub fn scalars(&self, found: &mut Vec<Range<usize>>) {
        match &self.shape {
            Shape::Map { entries, .. } => {
                for entry in entries {
                    found.push(entry.key.clone());
                    entry.value.scalars(found);
                }
            }
            Shape::List { items, .. } => items.iter().for_each(|item| item.value.scalars(found)),
            _ => found.push(self.span.clone()),
        }
    }
}

/// Where a place stands in a tree; none where not even its first step is there.
pub(crate) fn place(root: &Node, path: &Path) -> Option<Range<usize>> {
    let (mut node, mut mark) = (root, None);
    for step in &path.0 {
        match (&node.shape, step) {
            (Shape::Map { entries, .. }, Step::Key(key)) => {
                let Some(entry) = entries.iter().find(|entry| entry.name == *key) else { return mark };
                mark = Some(entry.key.clone());
                node = &entry.value;
            }
            (Shape::List { items, .. }, Step::Index(at)) => {
                let Some(item) = items.get(*at) else { return mark };
                let first = first_key(&item.value).unwrap_or(item.start..item.start + 1);
                mark = Some(first);
                node = &item.value;
            }
            _ => return mark,
        }
    }
    if node.shape == Shape::Scalar { Some(node.span.clone()) } else { mark }
}

/// An item that is a map is shown by its first key: its dash alone is hard to see.
fn first_key(node: &Node) -> Option<Range<usize>> {
    match &node.shape {
        Shape::Map { entries, .. } => entries.first().map(|entry| entry.key.clone()),
        _ => None,
    }
}
