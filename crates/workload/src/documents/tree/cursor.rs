//! Where the scanner stands: columns, lines, what is blank.

use crate::documents::tree::block::Scanner;
use crate::documents::tree::scalar;

impl Scanner<'_> {
    pub fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    pub fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Skips spaces, line breaks and comments.
    pub fn blank(&mut self) {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' => self.at += 1,
                b'#' if self.at == 0 || bytes[self.at - 1].is_ascii_whitespace() => {
                    self.at = self.line_end(self.at);
                }
                _ => return,
            }
        }
    }

    pub fn spaces(&mut self) {
        self.at += blanks(self.rest());
    }

    /// Skips anchor and tag; whether there was one.
    pub fn properties(&mut self) -> bool {
        let start = self.at;
        while let Some(byte @ (b'&' | b'!')) = self.peek() {
            self.tagged |= byte == b'!';
            self.at += scalar::word(self.rest());
            self.spaces();
        }
        // What follows on the next line is found by whoever asked.
        self.at > start
    }

    pub fn belongs(&self, parent: isize, list_at_parent: bool) -> bool {
        let column = self.column(self.at);
        !self.rest().is_empty()
            && (column > parent || (list_at_parent && column == parent && self.is_indicator_dash()))
    }

    pub fn is_indicator(&self) -> bool {
        starts_blank(&self.rest()[1..])
    }

    pub fn is_indicator_dash(&self) -> bool {
        self.peek() == Some(b'-') && self.is_indicator()
    }

    /// Whether a key ends here.
    pub fn is_at_colon(&self) -> bool {
        let rest = self.rest();
        rest[blanks(rest)..].strip_prefix(':').is_some_and(starts_blank)
    }

    pub fn line(&self) -> &str {
        &self.text[self.at..self.line_end(self.at)]
    }

    pub fn line_end(&self, from: usize) -> usize {
        let rest = &self.text.as_bytes()[from..];
        let line =
            rest.iter().position(|byte| *byte == b'\n').map_or(self.text.len(), |length| from + length);
        if line > from && self.text.as_bytes()[line - 1] == b'\r' { line - 1 } else { line }
    }

    pub fn is_same_line(&self, before: usize) -> bool {
        !self.text.as_bytes()[before.saturating_sub(1)..self.at].contains(&b'\n')
    }

    pub fn column(&self, at: usize) -> isize {
        let before = &self.text.as_bytes()[..at];
        let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |line| line + 1);
        isize::try_from(at - start).unwrap_or(isize::MAX)
    }
}

/// How many spaces and tabs a text begins with.
fn blanks(text: &str) -> usize {
    text.bytes().take_while(|byte| matches!(byte, b' ' | b'\t')).count()
}

pub(super) fn starts_blank(rest: &str) -> bool {
    matches!(rest.as_bytes().first(), None | Some(b' ' | b'\t' | b'\r' | b'\n'))
}
