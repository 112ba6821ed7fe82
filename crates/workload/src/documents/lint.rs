//! Plain scalars that readers of YAML understand differently: read as kubectl does, and warned of.

use std::ops::Range;

use crate::documents::plain;
use crate::documents::problem::{Problem, Reading, What};
use crate::documents::tree::yaml;

/// The ambiguous plain scalars of a document's text whose first line has the number `first_line`.
pub fn ambiguous(text: &str, first_line: usize) -> Vec<Problem> {
    let read = yaml::read(text).ok().flatten();
    read.map(|read| problems(text, 0, first_line, &read.ambiguous)).unwrap_or_default()
}

/// How a plain scalar is read, where readers differ.
pub fn reading(scalar: &str) -> Option<Reading> {
    plain::reading(scalar)
}

/// The same in words, of what was read from a place in the text on.
pub(super) fn problems(
    text: &str,
    from: usize,
    first_line: usize,
    found: &[(Range<usize>, Reading)],
) -> Vec<Problem> {
    let (mut line, mut at) = (first_line, 0);
    let mut problems = Vec::with_capacity(found.len());
    for (place, old) in found {
        let start = from + place.start;
        line += text[at..start].matches('\n').count();
        at = start;
        let column = text[..at].rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let scalar = text[start..from + place.end].to_owned();
        problems.push(Problem { line, column, what: What::Ambiguous { scalar, old: old.clone() } });
    }
    problems
}
