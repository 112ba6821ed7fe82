//! Block style: indentation decides.

use std::ops::Range;

use crate::documents::tree::cursor::starts_blank;
use crate::documents::tree::{Entry, Item, Node, Shape, scalar};

/// Deeper texts are refused by the parser as well.
const DEEPEST: usize = 128;

/// Walks over a text once.
pub(super) struct Scanner<'a> {
    pub text: &'a str,
    pub at: usize,
    pub depth: usize,
    pub plain: Vec<Range<usize>>,
    /// The scalar that comes has a tag, which says itself how it is read.
    pub tagged: bool,
}

impl<'a> Scanner<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0, depth: 0, plain: Vec::new(), tagged: false }
    }

    /// The whole document.
    pub fn document(&mut self) -> Option<Node> {
        self.prolog();
        let root = self.node(-1, false)?;
        self.blank();
        self.rest().is_empty().then_some(root)
    }

    fn prolog(&mut self) {
        loop {
            self.blank();
            let rest = self.rest();
            if rest.starts_with('%') {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else {
                self.at += if rest.strip_prefix("---").is_some_and(starts_blank) { 3 } else { 0 };
                return;
            }
        }
    }

    /// The value of a key at column `parent`, or of an item whose dash is there. A list may stand at its key's own
    /// column.
    fn node(&mut self, parent: isize, list_at_parent: bool) -> Option<Node> {
        let behind = self.at;
        self.blank();
        let mut start = self.at;
        if !self.belongs(parent, list_at_parent) {
            return Some(empty(behind));
        }
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let first = self.at;
        if self.properties() {
            let behind = self.at;
            self.blank();
            if self.text[behind..self.at].contains('\n') {
                start = self.at;
                if !self.belongs(parent, list_at_parent) {
                    self.depth -= 1;
                    return Some(empty(behind));
                }
            } else if self.rest().is_empty() {
                self.depth -= 1;
                return Some(empty(behind));
            }
        }
        let node = self.content(parent, first, start)?;
        self.tagged = false;
        self.depth -= 1;
        Some(node)
    }

    fn content(&mut self, parent: isize, first: usize, start: usize) -> Option<Node> {
        let at = self.at;
        let byte = self.peek()?;
        // Behind a key of the same line there is no room for a block.
        let column = self.column(start);
        match byte {
            b'-' if self.is_indicator() => self.list(column),
            b'?' if self.is_indicator() => None,
            b'|' | b'>' => self.block_string(parent),
            b'[' | b'{' => {
                let node = self.flow()?;
                (!self.is_at_colon()).then_some(node)
            }
            b'*' => {
                self.at += scalar::word(self.rest());
                (!self.is_at_colon()).then_some(Node { span: at..self.at, shape: Shape::Alias })
            }
            b'"' | b'\'' => {
                self.at += scalar::quoted(self.rest())?;
                if self.is_at_colon() {
                    self.at = start;
                    return self.map(column);
                }
                Some(Node { span: at..self.at, shape: Shape::Scalar })
            }
            _ => {
                let line = self.line();
                let end = scalar::plain_end(line, false);
                if line[end..].starts_with(':') {
                    self.at = start;
                    return self.map(column);
                }
                debug_assert!(first <= at);
                Some(self.plain(parent, end))
            }
        }
    }

    fn map(&mut self, column: isize) -> Option<Node> {
        let start = self.at;
        let mut entries: Vec<Entry> = Vec::new();
        loop {
            self.tagged = false;
            if self.properties() {
                self.spaces();
            }
            let key = self.key()?;
            self.spaces();
            self.at += usize::from(self.peek()? == b':');
            let name = scalar::name(self.text.get(key.clone())?);
            let colon = self.at;
            self.tagged = false;
            let value = self.node(column, true)?;
            entries.push(Entry { key, name, colon, value });
            self.blank();
            if self.rest().is_empty() || self.column(self.at) < column {
                let end = entries.last()?.value.span.end;
                return Some(Node { span: start..end, shape: Shape::Map { entries, flow: false } });
            }
            if self.column(self.at) > column || self.is_same_line(entries.last()?.value.span.end) {
                return None;
            }
        }
    }

    fn key(&mut self) -> Option<Range<usize>> {
        let start = self.at;
        match self.peek()? {
            b'"' | b'\'' => self.at += scalar::quoted(self.rest())?,
            b'?' | b'-' if self.is_indicator() => return None,
            b'*' | b'[' | b'{' => return None,
            _ => {
                let line = self.line();
                let end = line[..scalar::plain_end(line, false)].trim_end_matches(scalar::BLANK).len();
                self.at += end;
                if !self.tagged {
                    self.plain.push(start..self.at);
                }
            }
        }
        (self.at > start && self.is_at_colon()).then_some(start..self.at)
    }

    fn list(&mut self, column: isize) -> Option<Node> {
        let start = self.at;
        let mut items: Vec<Item> = Vec::new();
        loop {
            let dash = self.at;
            self.at += 1;
            let value = self.node(column, false)?;
            items.push(Item { start: dash, value });
            self.blank();
            let here = self.column(self.at);
            if self.rest().is_empty() || here < column || (here == column && !self.is_indicator_dash()) {
                let end = items.last()?.value.span.end;
                return Some(Node { span: start..end, shape: Shape::List { items, flow: false } });
            }
            if here > column {
                return None;
            }
        }
    }

    fn plain(&mut self, parent: isize, first_end: usize) -> Node {
        let (start, line) = (self.at, self.line());
        let mut end = start + line[..first_end].trim_end_matches(scalar::BLANK).len();
        self.at = start + first_end;
        let mut lines = 1;
        // A comment ends it.
        while self.at == self.line_end(self.at) {
            let next = scalar::next_line(self.text, self.at);
            let goes_on =
                next < self.text.len() && self.column(next) > parent && !self.text[next..].starts_with('#');
            if !goes_on {
                break;
            }
            let line = &self.text[next..self.line_end(next)];
            let length = scalar::plain_end(line, false);
            end = next + line[..length].trim_end_matches(scalar::BLANK).len();
            self.at = next + length;
            lines += 1;
        }
        if lines == 1 && !self.tagged {
            self.plain.push(start..end);
        }
        self.at = end;
        Node { span: start..end, shape: Shape::Scalar }
    }

    fn block_string(&mut self, parent: isize) -> Option<Node> {
        let start = self.at;
        let (end, next) = scalar::block(self.text, start, parent)?;
        self.at = next;
        Some(Node { span: start..end, shape: Shape::Block })
    }
}

const fn empty(at: usize) -> Node {
    Node { span: at..at, shape: Shape::Empty }
}
