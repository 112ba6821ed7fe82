//! What cannot be read, and what readers of YAML understand differently.

use crate::documents::Document;
use crate::documents::problem::{Problem, Reading, What};
use crate::draft::edit::Edit;
use crate::draft::issue::place::Places;
use crate::draft::issue::{Fix, Issue, Severity};
use crate::path::Path;
use crate::text::Message;

pub(super) fn issues(places: &Places<'_>, documents: &[Document]) -> Vec<Issue> {
    let each = |(at, document): (usize, &Document)| {
        let broken = document.content.as_ref().err().into_iter();
        let all = broken.chain(&document.warnings);
        all.map(|problem| issue(places, Some(at), problem)).collect::<Vec<_>>()
    };
    documents.iter().enumerate().flat_map(each).collect()
}

pub(super) fn issue(places: &Places<'_>, document: Option<usize>, problem: &Problem) -> Issue {
    let at = places.offset(problem);
    let severity = if problem.is_warning() { Severity::Warning } else { Severity::Error };
    let (place, fix) = match &problem.what {
        What::Ambiguous { scalar, old } => (at..at + scalar.len(), Some(clear(at, scalar, old))),
        _ => (places.word(at), None),
    };
    Issue {
        severity,
        document,
        path: Path::default(),
        span: places.span(&place),
        message: Message::of(|locale| problem.say(locale)),
        fix,
    }
}

/// Writes what is ambiguous so that all read what kubectl reads.
fn clear(at: usize, scalar: &str, old: &Reading) -> Fix {
    let new = match old {
        Reading::Bool(value) => value.to_string(),
        Reading::Number(value) => value.clone(),
        Reading::Elsewhere(Some(_)) => format!("\"{scalar}\""),
        Reading::Elsewhere(None) => decimal(scalar).unwrap_or_else(|| scalar.to_owned()),
    };
    Fix {
        label: Message { zh: format!("写成 {new}"), en: format!("Write {new}") },
        edit: Edit::Replace { at, old: scalar.to_owned(), new },
    }
}

/// `0o644` as 420.
fn decimal(scalar: &str) -> Option<String> {
    let (sign, digits) = match scalar.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", scalar.strip_prefix('+').unwrap_or(scalar)),
    };
    let number = u64::from_str_radix(digits.strip_prefix("0o")?, 8).ok()?;
    Some(format!("{sign}{number}"))
}
