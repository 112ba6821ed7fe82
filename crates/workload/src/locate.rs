//! The line of a field in YAML text, so that the API server's words stand where they belong.
//!
//! The server names a field by a path (`spec.template.spec.containers[0].image`). The search follows block style by
//! indentation and stops at the deepest part that it finds: at a flow collection (`{…}`), at a key that is not
//! there, at JSON. The answer is then the line of what surrounds the field, which is still the right place to look.

use crate::path::{Path, Step};

/// The line of a field, from 1, within the document that goes from `first` to `last` (both from 1, inclusive).
pub fn line_of(text: &str, first: usize, last: usize, path: &str) -> usize {
    let lines: Vec<Line<'_>> = text
        .lines()
        .enumerate()
        .map(|(index, text)| (index + 1, text))
        .filter(|(number, _)| (first..=last).contains(number))
        .filter_map(|(number, text)| Line::of(number, text))
        .collect();
    let mut value = lines.as_slice();
    let mut found = value.first().map_or(first, |line| line.number);
    for step in Path::parse(path).0 {
        let inner = match step {
            Step::Key(key) => member(value, &key),
            Step::Index(index) => item(value, index),
        };
        let Some((line, inner)) = inner else { break };
        found = line;
        value = inner;
    }
    found
}

/// The path that a strict decoding error quotes: `strict decoding error: unknown field "spec.serviceNam"`
/// (`apimachinery:pkg/runtime/error.go` and `sigs.k8s.io/json`).
pub fn quoted_fields(message: &str) -> Vec<&str> {
    ["unknown field \"", "duplicate field \""]
        .iter()
        .flat_map(|before| message.match_indices(before).map(|(at, found)| &message[at + found.len()..]))
        .filter_map(|rest| rest.split_once('"').map(|(path, _)| path))
        .collect()
}

/// A line that says something.
#[derive(Debug, Clone, Copy)]
struct Line<'a> {
    /// In the whole text, from 1.
    number: usize,
    /// Columns before the content; a dash is not content.
    column: usize,
    /// Columns before the dash, if the line begins an item of a sequence.
    dash: Option<usize>,
    content: &'a str,
}

impl<'a> Line<'a> {
    fn of(number: usize, text: &'a str) -> Option<Self> {
        let content = text.trim_start();
        if content.is_empty() || content.starts_with('#') || content.starts_with("---") {
            return None;
        }
        let column = text.len() - content.len();
        let behind = content.strip_prefix('-').filter(|rest| rest.is_empty() || rest.starts_with(' '));
        Some(match behind {
            Some(rest) => {
                let content = rest.trim_start();
                Self { number, column: text.len() - content.len(), dash: Some(column), content }
            }
            None => Self { number, column, dash: None, content },
        })
    }

    fn is_key(&self, key: &str) -> bool {
        let Some((name, rest)) = self.content.split_once(':') else { return false };
        name.trim().trim_matches(['"', '\'']) == key && (rest.is_empty() || rest.starts_with(' '))
    }

    /// Whether the line is part of the value of a key at this column. A sequence may stand at its key's own column.
    fn is_below(&self, column: usize) -> bool {
        self.dash.map_or(self.column > column, |dash| dash >= column)
    }
}

/// The line of a mapping's key, and its value's lines.
fn member<'a, 'b>(mapping: &'b [Line<'a>], key: &str) -> Option<(usize, &'b [Line<'a>])> {
    let column = mapping.first()?.column;
    let at = mapping.iter().position(|line| line.column == column && line.is_key(key))?;
    let rest = &mapping[at + 1..];
    let length = rest.iter().take_while(|line| line.is_below(column)).count();
    Some((mapping[at].number, &rest[..length]))
}

/// The line of a sequence's item, from 0, and the item's lines.
fn item<'a, 'b>(sequence: &'b [Line<'a>], index: usize) -> Option<(usize, &'b [Line<'a>])> {
    let dash = sequence.first()?.dash?;
    let is_start = |line: &Line<'_>| line.dash == Some(dash);
    let at = sequence.iter().enumerate().filter(|(_, line)| is_start(line)).nth(index)?.0;
    let length = 1 + sequence[at + 1..].iter().take_while(|line| !is_start(line)).count();
    let lines = &sequence[at..at + length];
    // A dash alone on its line: the item begins on the next one.
    let value = if lines[0].content.is_empty() { &lines[1..] } else { lines };
    Some((lines[0].number, value))
}
