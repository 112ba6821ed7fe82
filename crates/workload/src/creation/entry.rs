//! One document as the page lists it.

use std::collections::HashMap;

use serde_json::Value;

use crate::creation::CLUSTER_SCOPED;
use crate::documents::Document;
use crate::documents::identity::Identity;
use crate::documents::problem::Problem;
use crate::text::Locale;

/// One document of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its place among the documents, from 0.
    pub index: usize,
    /// Its first line in the text, from 1.
    pub first_line: usize,
    /// Its last line.
    pub last_line: usize,
    /// What it is about, with the namespace that it will be created in; none where it cannot be told.
    pub identity: Option<Identity>,
    /// What it says; none where it cannot be read.
    pub value: Option<Value>,
    /// Why it cannot be created as it is.
    pub problems: Vec<EntryProblem>,
    /// What may surprise.
    pub warnings: Vec<Problem>,
}

/// Why a document cannot be created as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntryProblem {
    /// It cannot be read.
    Unreadable(Problem),
    /// It has no `apiVersion` or no `kind`.
    NoKind {
        /// Line, from 1.
        line: usize,
    },
    /// It has neither a name nor a `generateName`.
    NoName {
        /// Line, from 1.
        line: usize,
    },
    /// Another document of the text is about the same object.
    Twice {
        /// Line, from 1.
        line: usize,
        /// Where the other one begins.
        other: usize,
    },
}

impl EntryProblem {
    /// Its place: line and column, from 1; column 0 is the whole line.
    pub fn place(&self) -> (usize, usize) {
        match self {
            Self::Unreadable(problem) => (problem.line, problem.column),
            Self::NoKind { line } | Self::NoName { line } | Self::Twice { line, .. } => (*line, 0),
        }
    }

    /// In words.
    pub fn say(&self, locale: Locale) -> String {
        match (self, locale) {
            (Self::Unreadable(problem), locale) => problem.say(locale),
            (Self::NoKind { .. }, Locale::En) => {
                "apiVersion and kind say what this is; one is missing".into()
            }
            (Self::NoKind { .. }, Locale::Zh) => "缺少 apiVersion 或 kind，无法判断这是什么对象".into(),
            (Self::NoName { .. }, Locale::En) => "metadata.name is missing".into(),
            (Self::NoName { .. }, Locale::Zh) => "缺少 metadata.name".into(),
            (Self::Twice { other, .. }, Locale::En) => format!("the same object as on line {other}"),
            (Self::Twice { other, .. }, Locale::Zh) => format!("与第 {other} 行的文档是同一个对象"),
        }
    }
}

impl Entry {
    /// Its kind, as far as it can be told.
    pub fn kind(&self) -> &str {
        self.identity.as_ref().map_or("", |identity| &identity.kind)
    }

    /// Its name; that of an object whose name the server makes ends in `*`.
    pub fn name(&self) -> &str {
        self.identity.as_ref().map_or("", |identity| &identity.name)
    }
}

/// The documents as the page lists them. `namespace` is for those that name none.
pub fn entries(documents: &[Document], namespace: &str) -> Vec<Entry> {
    let mut seen: HashMap<Identity, usize> = HashMap::new();
    documents
        .iter()
        .enumerate()
        .map(|(index, document)| {
            let mut entry = entry(index, document, namespace);
            if let Some(identity) = entry.identity.as_ref().filter(|identity| !identity.name.is_empty()) {
                let other = *seen.entry(identity.clone()).or_insert(entry.first_line);
                if other != entry.first_line && !identity.name.ends_with('*') {
                    entry.problems.push(EntryProblem::Twice { line: entry.first_line, other });
                }
            }
            entry
        })
        .collect()
}

fn entry(index: usize, document: &Document, namespace: &str) -> Entry {
    let (first_line, last_line) = (document.first_line, document.last_line);
    let mut problems = Vec::new();
    let mut identity = None;
    match &document.content {
        Err(problem) => problems.push(EntryProblem::Unreadable(problem.clone())),
        Ok(value) => match Identity::of(value) {
            None => problems.push(EntryProblem::NoKind { line: first_line }),
            Some(found) => {
                let resolved = resolve(found, value, namespace);
                if resolved.name.is_empty() {
                    problems.push(EntryProblem::NoName { line: first_line });
                }
                identity = Some(resolved);
            }
        },
    }
    let value = document.content.as_ref().ok().cloned();
    Entry { index, first_line, last_line, identity, value, problems, warnings: document.warnings.clone() }
}

fn resolve(mut identity: Identity, value: &Value, namespace: &str) -> Identity {
    if identity.name.is_empty() {
        let prefix = value.pointer("/metadata/generateName").and_then(Value::as_str);
        identity.name =
            prefix.filter(|prefix| !prefix.is_empty()).map(|prefix| format!("{prefix}*")).unwrap_or_default();
    }
    if CLUSTER_SCOPED.contains(&identity.kind.as_str()) {
        identity.namespace.clear();
    } else if identity.namespace.is_empty() {
        namespace.clone_into(&mut identity.namespace);
    }
    identity
}
