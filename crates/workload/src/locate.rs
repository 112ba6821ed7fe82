//! The line of a field in a text, so that the API server's words stand where they belong.
//!
//! The server names a field by a path (`spec.template.spec.containers[0].image`). The search stops at the deepest part
//! that it finds, for example at a key that is not there: the answer is then the line of what surrounds the field,
//! which is still the right place to look.

use crate::documents::tree;
use crate::path::Path;

/// The line of a field, from 1, within the document that goes from `first` to `last` (both from 1, inclusive).
pub fn line_of(text: &str, first: usize, last: usize, path: &str) -> usize {
    lines_of(text, (first, last), &[Path::parse(path)]).first().copied().unwrap_or(first)
}

/// The lines of several fields of one document, in their order.
pub fn lines_of(text: &str, (first, last): (usize, usize), paths: &[Path]) -> Vec<usize> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let last = last.min(lines.len());
    let document: String = lines.get(first - 1..last).unwrap_or_default().concat();
    let line_at = |at: usize| first + document[..at].matches('\n').count();
    let says = |line: &str| !matches!(line.trim_start().as_bytes(), [] | [b'#', ..] | [b'-', b'-', b'-', ..]);
    let begin = first + document.lines().position(says).unwrap_or(0);
    let root = tree::of(&document);
    let place = |path| root.as_ref().and_then(|root| tree::place(root, path));
    paths.iter().map(|path| place(path).map_or(begin, |place| line_at(place.start))).collect()
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
