//! One object of a text as the page lists it.

use std::collections::HashMap;

use serde_json::Value;

use crate::documents::identity::Identity;
use crate::documents::problem::Problem;
use crate::documents::{Document, objects};
use crate::draft::edit::{Change, Edit};
use crate::draft::issue::{Issue, Severity, Span};
use crate::group_kind::GroupKind;
use crate::locate::{line_of, lines_of};
use crate::path::Path;
use crate::text::{Locale, Message};

/// One object of the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its place among the objects, from 0.
    pub index: usize,
    /// The place of its document among the documents, from 0.
    pub document: usize,
    /// Its first line in the text, from 1.
    pub first_line: usize,
    /// The last line of its document.
    pub last_line: usize,
    /// The first line of its document.
    pub document_line: usize,
    /// Its place in the `items` of a `List`, from 0.
    pub item: Option<usize>,
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

impl EntryProblem {
    /// The same as an issue of a draft.
    pub fn issue(&self, entry: &Entry) -> Issue {
        let (line, column) = self.place();
        let column = column.max(1);
        Issue {
            severity: Severity::Error,
            document: Some(entry.document),
            path: Path::default(),
            span: Span { line, column, end_line: line, end_column: column },
            message: Message::of(|locale| self.say(locale)),
            fix: None,
        }
    }
}

impl Entry {
    fn of(mut self, value: Value, namespace: &str) -> Self {
        match Identity::of(&value) {
            None => self.problems.push(EntryProblem::NoKind { line: self.first_line }),
            Some(found) => {
                let resolved = resolve(found, &value, namespace);
                if resolved.name.is_empty() {
                    self.problems.push(EntryProblem::NoName { line: self.first_line });
                }
                self.identity = Some(resolved);
            }
        }
        self.value = Some(value);
        self
    }

    /// A place of this object in its document.
    pub fn path(&self, field: &str) -> Path {
        let prefix = self.item.map(|item| format!("items[{item}].")).unwrap_or_default();
        Path::parse(&format!("{prefix}{field}"))
    }

    /// The edit that takes it out of its text.
    pub fn removal(&self) -> Edit {
        match self.item {
            None => Edit::Remove { document: self.document },
            Some(item) => {
                let path = Path::parse(&format!("items[{item}]"));
                Edit::Value { document: self.document, change: Change::Unset(path) }
            }
        }
    }

    /// The line of a field of this object, given the text that it stands in.
    pub fn line_of(&self, text: &str, field: &str) -> usize {
        match self.item {
            None => line_of(text, self.first_line, self.last_line, field),
            Some(item) => {
                line_of(text, self.document_line, self.last_line, &format!("items[{item}].{field}"))
            }
        }
    }

    /// Its kind, as far as it can be told.
    pub fn kind(&self) -> &str {
        self.identity.as_ref().map_or("", |identity| &identity.kind)
    }

    /// Its kind in its API group, as far as it can be told: what it is judged by.
    pub fn group_kind(&self) -> GroupKind<'_> {
        self.identity.as_ref().map_or(GroupKind::new("", ""), Identity::group_kind)
    }

    /// Its name; that of an object whose name the server makes ends in `*`.
    pub fn name(&self) -> &str {
        self.identity.as_ref().map_or("", |identity| &identity.name)
    }
}

/// The objects of a text as the page lists them: one for each document, or for each item of a `List`. `namespace`
/// is for those that name none.
pub fn entries(text: &str, documents: &[Document], namespace: &str) -> Vec<Entry> {
    // Whichever version two documents are written in, it is one object.
    let mut seen: HashMap<(String, Identity), usize> = HashMap::new();
    let mut found: Vec<Entry> = documents
        .iter()
        .enumerate()
        .flat_map(|(at, document)| split(text, at, document, namespace))
        .collect();
    for (index, entry) in found.iter_mut().enumerate() {
        entry.index = index;
        let Some(identity) = entry.identity.as_ref().filter(|identity| has_fixed_name(identity)) else {
            continue;
        };
        let group = identity.group_kind().group.to_owned();
        let key = (group, Identity { api_version: String::new(), ..identity.clone() });
        match seen.get(&key) {
            Some(other) => {
                entry.problems.push(EntryProblem::Twice { line: entry.first_line, other: *other });
            }
            None => drop(seen.insert(key, entry.first_line)),
        }
    }
    found
}

fn has_fixed_name(identity: &Identity) -> bool {
    !identity.name.is_empty() && !identity.name.ends_with('*')
}

fn split(text: &str, at: usize, document: &Document, namespace: &str) -> Vec<Entry> {
    let (first, last) = (document.first_line, document.last_line);
    let blank = Entry {
        index: 0,
        document: at,
        first_line: first,
        last_line: last,
        document_line: first,
        item: None,
        identity: None,
        value: None,
        problems: Vec::new(),
        warnings: document.warnings.clone(),
    };
    let value = match &document.content {
        Ok(value) => value.clone(),
        Err(problem) => {
            return vec![Entry { problems: vec![EntryProblem::Unreadable(problem.clone())], ..blank }];
        }
    };
    let mut objects = objects(value.clone());
    if objects.len() == 1 && objects[0] == value {
        return vec![blank.of(objects.remove(0), namespace)];
    }
    let places: Vec<Path> = (0..objects.len()).map(|at| Path::parse(&format!("items[{at}]"))).collect();
    let lines = lines_of(text, (first, last), &places);
    let item = |(at, object): (usize, Value)| {
        let first_line = lines[at];
        // The remarks on the whole document stand once.
        let warnings = if at == 0 { blank.warnings.clone() } else { Vec::new() };
        Entry { item: Some(at), first_line, warnings, ..blank.clone() }.of(object, namespace)
    };
    objects.into_iter().enumerate().map(item).collect()
}

fn resolve(mut identity: Identity, value: &Value, namespace: &str) -> Identity {
    if identity.name.is_empty() {
        let prefix = value.pointer("/metadata/generateName").and_then(Value::as_str);
        identity.name =
            prefix.filter(|prefix| !prefix.is_empty()).map(|prefix| format!("{prefix}*")).unwrap_or_default();
    }
    if identity.group_kind().is_cluster_scoped() {
        identity.namespace.clear();
    } else if identity.namespace.is_empty() {
        namespace.clone_into(&mut identity.namespace);
    }
    identity
}
