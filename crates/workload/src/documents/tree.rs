//! Where everything of one document stands in its text: what the parser does not tell, and what an edit that leaves
//! every other byte alone must know.
//!
//! It reads block and flow style with comments, anchors and tags. What it does not know (keys that are no scalar,
//! pairs without braces in flow lists) ends it: the scalars found until then stay known, the tree is none. Whoever
//! changes a text by it reads the result again and compares.

mod block;
mod cursor;
mod flow;
mod scalar;

use std::ops::Range;

use crate::documents::tree::block::Scanner;
use crate::path::{Path, Step};

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
    /// The key as written.
    pub key: Range<usize>,
    /// The key as read.
    pub name: String,
    /// Behind its colon.
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

/// What a text was found to be.
pub(crate) struct Found {
    /// The plain scalars of one line, keys among them, in order.
    pub plain: Vec<Range<usize>>,
    /// All of it; none where something is not known here.
    pub root: Option<Node>,
}

/// Takes the text of one document apart: directives, marker and content.
pub(crate) fn of(text: &str) -> Found {
    let mut scanner = Scanner::new(text);
    let root = scanner.document();
    Found { plain: scanner.plain, root }
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

/// The places of a key that stands twice in one map, of the first and of the second; of several, where the second
/// comes first, which is where reading stops.
pub(crate) fn twice(node: &Node, key: &str) -> Option<(usize, usize)> {
    let inner: Vec<&Node> = match &node.shape {
        Shape::Map { entries, .. } => entries.iter().map(|entry| &entry.value).collect(),
        Shape::List { items, .. } => items.iter().map(|item| &item.value).collect(),
        _ => return None,
    };
    let own = match &node.shape {
        Shape::Map { entries, .. } => {
            let mut same = entries.iter().filter(|entry| entry.name == key).map(|entry| entry.key.start);
            same.next().zip(same.next())
        }
        _ => None,
    };
    inner.into_iter().filter_map(|node| twice(node, key)).chain(own).min_by_key(|(_, second)| *second)
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
