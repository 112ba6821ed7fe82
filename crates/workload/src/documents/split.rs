//! Cuts a text into its documents at the markers `---` and `...`.
//!
//! A marker stands at the very beginning of a line, where YAML allows no content of a multi-line scalar (YAML 1.2.2
//! §9.1.2 c-forbidden), so cutting by lines is exact.

use crate::documents::problem::{Problem, What};
use crate::documents::tree::{Fault, Wrong};

/// The text of one document.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece<'a> {
    /// Directives, marker and content.
    pub text: &'a str,
    /// Where `text` begins in the whole.
    pub start: usize,
    /// Line of `text` in the whole, from 1.
    pub first_line: usize,
}

impl<'a> Piece<'a> {
    /// A byte order mark at its beginning is no part of it.
    fn new(text: &'a str, start: usize, first_line: usize) -> Self {
        let body = text.trim_start_matches('\u{feff}');
        Self { text: body, start: start + text.len() - body.len(), first_line }
    }

    /// First and last line of the content, in the whole text.
    pub fn lines(&self) -> (usize, usize) {
        let is_content = |line: &str| !line.trim().is_empty() && line.trim_end() != "---";
        let first = self.text.lines().position(is_content).unwrap_or(0);
        let last = self.text.trim_end().lines().count().max(1) - 1;
        (self.first_line + first, self.first_line + last.max(first))
    }

    /// The line of a place in `text`, in the whole text.
    pub fn line_at(&self, offset: usize) -> usize {
        self.first_line + self.before(offset).matches('\n').count()
    }

    /// What is wrong in it, with its place in the whole text.
    pub fn problem(&self, fault: Fault) -> Problem {
        let (line, mut column) = (self.line_at(fault.at), self.column_at(fault.at));
        let what = match fault.wrong {
            Wrong::Twice { key, first } => What::Duplicate { key, first: Some(self.line_at(first)) },
            Wrong::Syntax { words, doing } => {
                if let Some(tab) = self.tab_at(fault.at) {
                    column = tab + 1;
                    What::Tab
                } else {
                    let doing = doing.map(|(doing, since)| {
                        let (line, column) = (self.line_at(since), self.column_at(since));
                        format!(", {doing} at line {line} column {column}")
                    });
                    What::Syntax(format!("{words}{}", doing.unwrap_or_default()))
                }
            }
            Wrong::Other(what) => what,
        };
        Problem { line, column, what }
    }

    fn before(&self, offset: usize) -> &str {
        self.text.get(..offset).unwrap_or(self.text)
    }

    fn column_at(&self, offset: usize) -> usize {
        self.before(offset).rsplit('\n').next().unwrap_or_default().chars().count() + 1
    }

    /// Where there is a tab in the indentation of a line.
    fn tab_at(&self, offset: usize) -> Option<usize> {
        let start = self.before(offset).rfind('\n').map_or(0, |at| at + 1);
        let line = self.text[start..].lines().next().unwrap_or_default();
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        line[..indent].find('\t')
    }
}

pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let whole = text.len();
    // Before a marker it is no part of the first line either.
    let text = text.trim_start_matches('\u{feff}');
    let skipped = whole - text.len();
    let mut pieces = Vec::new();
    let (mut start, mut start_line) = (0, 1);
    let (mut offset, mut is_prolog) = (0, true);
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let (opens, ends) = (is_marker(line, "---"), is_end(line));
        // Directives belong to the marker that follows them, so they open the piece and the marker continues it.
        if (opens && !(is_prolog && has_directive(&text[start..offset]))) || ends {
            pieces.push(Piece::new(&text[start..offset], skipped + start, start_line));
            let skipped = if ends { line.len() } else { 0 };
            (start, start_line) = (offset + skipped, index + 1 + usize::from(ends));
            is_prolog = true;
        }
        is_prolog &= ends || is_empty(line);
        offset += line.len();
    }
    pieces.push(Piece::new(&text[start..], skipped + start, start_line));
    pieces
}

fn is_marker(line: &str, marker: &str) -> bool {
    line.strip_prefix(marker).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']))
}

/// An end with anything but a comment behind it is left to the reader, which refuses that.
fn is_end(line: &str) -> bool {
    is_marker(line, "...") && line.get(3..).is_some_and(|rest| is_empty(rest.trim_start()))
}

fn is_empty(line: &str) -> bool {
    line.trim().is_empty() || line.starts_with(['#', '%'])
}

fn has_directive(prolog: &str) -> bool {
    prolog.lines().any(|line| line.starts_with('%'))
}
