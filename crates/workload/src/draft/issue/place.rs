//! From what a document says to where that stands in the text.

use std::ops::Range;

use crate::documents::Document;
use crate::documents::problem::Problem;
use crate::documents::tree;
use crate::draft::issue::Span;
use crate::path::Path;

/// The places of one text.
pub(super) struct Places<'a> {
    pub text: &'a str,
    /// Where each line begins.
    lines: Vec<usize>,
}

impl<'a> Places<'a> {
    pub fn of(text: &'a str) -> Self {
        // Neither problems nor editors count a byte order mark.
        let first = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
        let lines = std::iter::once(first).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { text, lines }
    }

    /// The place of a problem in bytes; the problem counts characters.
    pub fn offset(&self, problem: &Problem) -> usize {
        let line = problem.line.clamp(1, self.lines.len()) - 1;
        let text = self.line(line);
        let column = text.char_indices().nth(problem.column.max(1) - 1).map_or(text.len(), |(at, _)| at);
        self.lines[line] + column
    }

    /// A part of the text as an editor counts it.
    pub fn span(&self, place: &Range<usize>) -> Span {
        let (line, column) = self.place(place.start);
        let (end_line, end_column) = self.place(place.end);
        Span { line, column, end_line, end_column }
    }

    /// The word at a place, or the rest of its line where that is no word.
    pub fn word(&self, at: usize) -> Range<usize> {
        let line = self.text[at..].lines().next().unwrap_or_default();
        let word = line.find(|c: char| c.is_whitespace() || matches!(c, ':' | ',')).unwrap_or(line.len());
        at..at + if word > 0 { word } else { line.len() }
    }

    /// Where a place of a document stands: a scalar itself, of anything else the key or the dash that it belongs to.
    /// What is not there stands where the deepest part does that is.
    pub fn of_path(&self, documents: &[Document], document: usize, path: &Path) -> Span {
        let Some(found) = documents.get(document) else { return self.span(&(0..0)) };
        let start = found.span.start;
        let place = found.places().and_then(|root| tree::place(root, path));
        let place = place.map(|place| start + place.start..start + place.end);
        self.span(&place.unwrap_or_else(|| self.first_line(found.first_line)))
    }

    /// What stands on a line, from 1.
    fn first_line(&self, line: usize) -> Range<usize> {
        let line = line.clamp(1, self.lines.len()) - 1;
        let text = self.line(line);
        let start = self.lines[line] + text.len() - text.trim_start().len();
        start..start + text.trim().len()
    }

    fn line(&self, line: usize) -> &'a str {
        self.text[self.lines[line]..].lines().next().unwrap_or_default()
    }

    fn place(&self, at: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= at).max(1);
        let start = self.lines[line - 1];
        let before = &self.text[start..at.max(start)];
        (line, before.encode_utf16().count() + 1)
    }
}
