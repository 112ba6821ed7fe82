//! What the API server found wrong with a document, each at its line.

use crate::creation::entry::Entry;
use crate::creation::outcome::Outcome;
use crate::locate::quoted_fields;
use crate::notice::{self, Notice};
use crate::text::Locale;

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Line in the whole text, from 1.
    pub line: usize,
    /// The field that the server named; empty where it named none.
    pub field: String,
    /// The server's words.
    pub message: String,
}

/// A refusal in words, with the place of each cause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What was refused, why, what to do.
    pub notice: Notice,
    /// The causes; at least one.
    pub findings: Vec<Finding>,
}

/// The refusal of a document, if it was refused, or of what it would make of an object that exists.
pub fn refusal(locale: Locale, text: &str, entry: &Entry, outcome: &Outcome) -> Option<Refusal> {
    let (Outcome::Refused { op, error } | Outcome::Differs { op, error }) = outcome else { return None };
    let notice = notice::explain(locale, op, error);
    let at = |path: &str| entry.line_of(text, path);
    let mut findings: Vec<Finding> = notice
        .fields
        .iter()
        .map(|problem| Finding {
            line: at(&problem.field),
            field: problem.field.clone(),
            message: problem.message.clone(),
        })
        .collect();
    let words = notice.detail.clone().unwrap_or_else(|| notice.title.clone());
    if findings.is_empty() {
        findings = quoted_fields(&words)
            .into_iter()
            .map(|path| Finding { line: at(path), field: path.to_owned(), message: words.clone() })
            .collect();
    }
    if findings.is_empty() {
        findings.push(Finding { line: entry.first_line, field: String::new(), message: words });
    }
    Some(Refusal { notice, findings })
}
