//! What is wrong with a draft, as far as it can be told without a server: each with its place and how grave it is, and
//! where that is simple, with the edit that mends it.
//!
//! Invariant: only what is certain is an error. What the server may know better (an object that is in the cluster
//! already) is a note.

mod across;
mod labels;
mod names;
mod object;
mod place;
mod pod;
mod reading;
mod set;
mod values;
mod version;

use serde_json::Value;

use crate::api_versions::Served;
use crate::documents::{self, identity::Identity};
use crate::draft::Draft;
use crate::draft::edit::Edit;
use crate::draft::issue::place::Places;
use crate::field;
use crate::group_kind::{GroupKind, STATEFUL_SET};
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
    /// What is wrong, by its place in the text, as far as it can be told without a cluster.
    pub fn issues(&self) -> Vec<Issue> {
        self.issues_for(&Served::default())
    }

    /// What is wrong, by its place in the text, for a cluster of which one knows what it serves.
    pub fn issues_for(&self, served: &Served) -> Vec<Issue> {
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
        let mut found = Found { format: self.format(), served, all: Vec::new() };
        for object in &objects {
            for check in object::CHECKS.iter().chain(&values::CHECKS).chain(&labels::CHECKS) {
                check(object, &mut found);
            }
            if object.group_kind() == STATEFUL_SET {
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
type Check = fn(&Object<'_>, &mut Found<'_>);

fn objects(document: usize, content: &Value) -> Vec<Object<'_>> {
    let object =
        |(base, value): (Path, _)| Object { document, base: base.0, value, identity: Identity::of(value) };
    documents::places(content).into_iter().map(object).collect()
}

impl<'a> Object<'a> {
    fn kind(&self) -> &str {
        self.identity.as_ref().map_or("", |identity| &identity.kind)
    }

    fn group_kind(&self) -> GroupKind<'_> {
        self.identity.as_ref().map_or(GroupKind::new("", ""), Identity::group_kind)
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

    /// What stands at each place that a path such as `spec.ports[*].name` means, with the field.
    fn places(&self, path: &str) -> Vec<(String, &'a Value)> {
        let places =
            field::places(self.value, &Path::parse(path).0).into_iter().map(|(steps, _)| Path(steps));
        places.filter_map(|path| Some((path.to_string(), path.get(self.value)?))).collect()
    }

    /// The texts among them.
    fn texts(&self, path: &str) -> Vec<(String, &'a str)> {
        let all = self.places(path).into_iter();
        all.filter_map(|(field, value)| Some((field, value.as_str()?))).collect()
    }

    /// A place of this object in its document.
    fn path(&self, field: &str) -> Path {
        Path([self.base.clone(), Path::parse(field).0].concat())
    }
}

/// What the checks have found.
struct Found<'a> {
    format: crate::draft::format::Format,
    served: &'a Served,
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

impl Found<'_> {
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
