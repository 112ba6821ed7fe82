//! Changes of a text that are collected and made at once, and the lines that they go by.

use std::ops::Range;

use crate::draft::lines::{line_break, with_breaks};
use crate::draft::rewrite::Writer;
use crate::order;

/// Changes of a text.
#[derive(Default)]
pub(super) struct Patches(Vec<(Range<usize>, String)>);

impl Patches {
    /// Puts a text in the place of another.
    pub fn put(&mut self, place: Range<usize>, text: String) {
        self.0.push((place, text));
    }

    /// The changed text; none where two changes overlap.
    pub fn apply(mut self, text: &str) -> Option<String> {
        order::sort_by_key(&mut self.0, |(place, _)| (place.start, place.end));
        let line_break = line_break(text);
        let mut out = String::with_capacity(text.len() + 64);
        let mut at = 0;
        for (place, new) in self.0 {
            out.push_str(text.get(at..place.start)?);
            let is_new_end = place.end == text.len() && !text.ends_with('\n') && new.contains('\n');
            out.push_str(&with_breaks(line_break, new));
            if is_new_end {
                out.push_str(line_break);
            }
            at = place.end;
        }
        out.push_str(text.get(at..)?);
        Some(out)
    }
}

impl Writer<'_> {
    pub(super) fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |line| line + 1)
    }

    /// Where the line ends that a value ends on; a block string ends behind its line break.
    pub(super) fn line_end(&self, end: usize) -> usize {
        let from = if end > 0 && self.text[..end].ends_with('\n') { end - 1 } else { end };
        let line = self.text[from..].find('\n').map_or(self.text.len(), |length| from + length);
        if self.text[..line].ends_with('\r') { line - 1 } else { line }
    }

    /// Where the line before ends; the line's own start where there is none.
    pub(super) fn line_before(&self, at: usize) -> usize {
        let start = self.line_start(at);
        let end = start.saturating_sub(1);
        if self.text[..end].ends_with('\r') { end - 1 } else { end }
    }

    /// Where the comments end that follow a line and are indented more than a column: they belong to what ends there,
    /// and a block string that came before them would take them for its text.
    pub(super) fn behind_comments(&self, line_end: usize, column: usize) -> usize {
        let mut at = line_end;
        let mut from = line_end;
        while let Some(length) = self.text[from..].find('\n') {
            let start = from + length + 1;
            let line = self.text[start..].lines().next().unwrap_or_default();
            let indent = line.len() - line.trim_start_matches(' ').len();
            let is_comment = line[indent..].starts_with('#');
            if !(line.trim().is_empty() || is_comment && indent > column) {
                break;
            }
            from = start + line.len();
            at = if is_comment { from } else { at };
        }
        at
    }

    /// Whether only spaces stand before it on its line.
    pub(super) fn begins_line(&self, at: usize) -> bool {
        self.text[self.line_start(at)..at].trim_matches(' ').is_empty()
    }

    pub(super) fn column(&self, at: usize) -> usize {
        at - self.line_start(at)
    }

    /// The place without the spaces before it, but not before `least`.
    pub(super) fn without_space(&self, at: usize, least: usize) -> usize {
        if self.begins_line(at) {
            return at;
        }
        self.text[..at].trim_end_matches([' ', '\t']).len().max(least.min(at))
    }
}
