//! What is wrong with a draft, as far as it can be told without a server: each with its place and how grave it is, and
//! where that is simple, with the edit that mends it.
//!
//! Invariant: only what is certain is an error. What the server may know better (an object that is in the cluster
//! already) is a note.

mod across;
mod names;
mod object;
mod place;
mod pod;
mod reading;
mod set;

use serde_json::Value;

use crate::documents::{self, identity::Identity};
use crate::draft::Draft;
use crate::draft::edit::Edit;
use crate::draft::issue::place::Places;
use crate::path::{Path, Step};
use crate::text::Message;

/// How grave an issue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The server would refuse it, or it cannot be read.
    Error,
    /// It does not do what it says.
    Warning,
    /// Worth knowing.
    Note,
}

/// A part of the text as an editor counts it: lines and columns from 1, columns in UTF-16 units, the end behind the
/// last character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The line where it begins.
    pub line: usize,
    /// The column where it begins.
    pub column: usize,
    /// The line where it ends.
    pub end_line: usize,
    /// The column where it ends.
    pub end_column: usize,
}

/// What mends an issue.
#[derive(Debug, Clone, PartialEq)]
pub struct Fix {
    /// What it does.
    pub label: Message,
    /// The edit of the draft that has the issue.
    pub edit: Edit,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Issue {
    /// How grave it is.
    pub severity: Severity,
    /// The document, from 0; none where the text as a whole cannot be read.
    pub document: Option<usize>,
    /// The place in what the document says; empty for the document, and for what cannot be read.
    pub path: Path,
    /// The place in the text.
    pub span: Span,
    /// What is wrong.
    pub message: Message,
    /// What mends it.
    pub fix: Option<Fix>,
}

impl Draft {
    /// What is wrong, by its place in the text.
    pub fn issues(&self) -> Vec<Issue> {
        let mut places = Places::of(self.text());
        let documents = match self.documents() {
            Ok(documents) => documents,
            Err(problem) => return vec![reading::issue(&places, None, problem)],
        };
        let mut issues = reading::issues(&places, documents);
        let objects: Vec<Object<'_>> = documents
            .iter()
            .enumerate()
            .filter_map(|(at, document)| Some((at, document.content.as_ref().ok()?)))
            .flat_map(|(at, content)| objects(at, content))
            .collect();
        let mut found = Found { format: self.format(), all: Vec::new() };
        for object in &objects {
            for check in object::CHECKS {
                check(object, &mut found);
            }
            if object.kind() == "StatefulSet" {
                for check in set::CHECKS.iter().chain(&pod::CHECKS) {
                    check(object, &mut found);
                }
            }
        }
        for typed in &self.typed {
            let Some(message) = typed.wrong() else { continue };
            let (document, path) = (typed.document, typed.slot.path.clone());
            found.all.push(Finding { severity: Severity::Error, document, path, message, fix: None });
        }
        for check in across::CHECKS {
            check(&objects, &mut found);
        }
        issues.extend(found.all.into_iter().map(|finding| finding.placed(&mut places, documents)));
        crate::order::sort_by_key(&mut issues, |issue| (issue.span.line, issue.span.column, issue.severity));
        issues
    }
}

/// An object of a draft: a document, or an item of a `List`.
struct Object<'a> {
    document: usize,
    /// Its place in its document.
    base: Vec<Step>,
    value: &'a Value,
    identity: Option<Identity>,
}

/// A check of one object.
type Check = fn(&Object<'_>, &mut Found);

fn objects(document: usize, content: &Value) -> Vec<Object<'_>> {
    let object =
        |(base, value): (Path, _)| Object { document, base: base.0, value, identity: Identity::of(value) };
    documents::places(content).into_iter().map(object).collect()
}

impl Object<'_> {
    fn kind(&self) -> &str {
        self.identity.as_ref().map_or("", |identity| &identity.kind)
    }

    fn name(&self) -> &str {
        self.identity.as_ref().map_or("", |identity| &identity.name)
    }

    fn namespace(&self) -> &str {
        self.identity.as_ref().map_or("", |identity| &identity.namespace)
    }

    /// What stands at a place such as `/spec/replicas`.
    fn at(&self, pointer: &str) -> &Value {
        self.value.pointer(pointer).unwrap_or(&Value::Null)
    }

    /// A place of this object in its document.
    fn path(&self, field: &str) -> Path {
        Path([self.base.clone(), Path::parse(field).0].concat())
    }
}

/// What the checks have found.
struct Found {
    format: crate::draft::format::Format,
    all: Vec<Finding>,
}

/// An issue before its place in the text is known.
struct Finding {
    severity: Severity,
    document: usize,
    path: Path,
    message: Message,
    fix: Option<Fix>,
}

impl Found {
    /// Notes an issue at a field of an object.
    fn add(
        &mut self,
        severity: Severity,
        object: &Object<'_>,
        field: &str,
        message: Message,
    ) -> &mut Finding {
        let path = object.path(field);
        let at = self.all.len();
        self.all.push(Finding { severity, document: object.document, path, message, fix: None });
        &mut self.all[at]
    }
}

impl Finding {
    fn mended_by(&mut self, label: Message, edit: Edit) {
        self.fix = Some(Fix { label, edit });
    }

    fn placed(self, places: &mut Places<'_>, documents: &[documents::Document]) -> Issue {
        let Self { severity, document, path, message, fix } = self;
        let span = places.of_path(documents, document, &path);
        Issue { severity, document: Some(document), path, span, message, fix }
    }
}
