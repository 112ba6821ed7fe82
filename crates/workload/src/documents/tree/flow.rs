//! Flow style: brackets and braces decide, as in JSON.

use crate::documents::tree::block::Scanner;
use crate::documents::tree::{Entry, Item, Node, Shape, scalar};

/// Deeper texts are refused by the parser as well.
const DEEPEST: usize = 128;

impl Scanner<'_> {
    /// A value in flow style.
    pub(super) fn flow(&mut self) -> Option<Node> {
        self.depth += 1;
        self.blank();
        self.tagged = false;
        if self.properties() {
            self.blank();
        }
        let start = self.at;
        let shape = match self.peek().filter(|_| self.depth <= DEEPEST)? {
            b'[' => self.flow_list()?,
            b'{' => self.flow_map()?,
            b'*' => {
                self.at += flow_word(self.rest());
                Shape::Alias
            }
            b',' | b']' | b'}' | b':' if self.is_punctuation() => Shape::Empty,
            b'"' | b'\'' => {
                self.at += scalar::quoted(self.rest())?;
                Shape::Scalar
            }
            _ => {
                self.flow_plain()?;
                Shape::Scalar
            }
        };
        self.depth -= 1;
        self.tagged = false;
        Some(Node { span: start..self.at, shape })
    }

    fn flow_list(&mut self) -> Option<Shape> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.blank();
            if self.peek()? == b']' {
                self.at += 1;
                return Some(Shape::List { items, flow: true });
            }
            let value = self.flow()?;
            items.push(Item { start: value.span.start, value });
            self.blank();
            match self.peek()? {
                b',' => self.at += 1,
                b']' => {}
                _ => return None,
            }
        }
    }

    fn flow_map(&mut self) -> Option<Shape> {
        self.at += 1;
        let mut entries = Vec::new();
        loop {
            self.blank();
            if self.peek()? == b'}' {
                self.at += 1;
                return Some(Shape::Map { entries, flow: true });
            }
            if self.peek()? == b'?' && self.is_punctuation() {
                return None;
            }
            let key = self.flow()?;
            if key.shape != Shape::Scalar {
                return None;
            }
            self.blank();
            let name = scalar::name(self.text.get(key.span.clone())?);
            let has_value = self.peek()? == b':';
            self.at += usize::from(has_value);
            let colon = self.at;
            let value =
                if has_value { self.flow()? } else { Node { span: colon..colon, shape: Shape::Empty } };
            entries.push(Entry { key: key.span, name, colon, value });
            self.blank();
            match self.peek()? {
                b',' => self.at += 1,
                b'}' => {}
                _ => return None,
            }
        }
    }

    /// A scalar without quotes, which may go on in the next lines.
    fn flow_plain(&mut self) -> Option<()> {
        let start = self.at;
        let mut lines = 0;
        loop {
            let line = &self.text[self.at..self.line_end(self.at)];
            let length = scalar::plain_end(line, true);
            let end = self.at + line[..length].trim_end_matches(scalar::BLANK).len();
            let is_whole_line = length == line.len();
            self.at = end;
            lines += 1;
            let next = scalar::next_line(self.text, end);
            let ends =
                self.text[next..].starts_with([',', ']', '}', '[', '{', '#']) || next == self.text.len();
            let is_colon = self.text[next..].starts_with(':');
            if !is_whole_line || ends || is_colon || next == end {
                break;
            }
            self.at = next;
        }
        if lines == 1 && !self.tagged {
            self.plain.push(start..self.at);
        }
        (self.at > start).then_some(())
    }

    /// Whether a flow indicator stands here rather than a scalar that begins with it.
    fn is_punctuation(&self) -> bool {
        let mut rest = self.rest().chars();
        match rest.next() {
            Some(':' | '?') => {
                rest.next().is_none_or(|c| c.is_whitespace() || matches!(c, ',' | '[' | ']' | '{' | '}'))
            }
            _ => true,
        }
    }
}

fn flow_word(rest: &str) -> usize {
    rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}')).unwrap_or(rest.len())
}
