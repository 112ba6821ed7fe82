//! Failures in words: what was refused, why in the server's words, and what to do now.

use kubewire::error::ApiError;
use kubewire::resource::Resource;

use crate::text::Locale;

/// What was tried.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Op {
    /// List objects of a resource, in one namespace or, where it is empty, in all.
    List {
        /// Of which resource.
        resource: Resource,
        /// Where.
        namespace: String,
    },
    /// Follow the changes of a resource.
    Watch {
        /// Of which resource.
        resource: Resource,
        /// Where.
        namespace: String,
    },
    /// Read one object.
    Read(Target),
    /// Have the server check an object without storing it.
    Check(Target),
    /// Create an object.
    Create(Target),
    /// Change an object.
    Change(Target),
    /// Set the number of replicas.
    Scale {
        /// Of which set.
        target: Target,
        /// To how many.
        replicas: u32,
    },
    /// Delete an object.
    Delete(Target),
}

/// The object that an operation is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Its kind as written in objects; documents may hold any.
    pub kind: String,
    /// Its name.
    pub name: String,
    /// Its namespace, empty for cluster-scoped kinds.
    pub namespace: String,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Severity {
    /// It did not happen.
    Error,
    /// It did not happen, and a second try may do.
    Warning,
    /// Nothing is wrong.
    Info,
}

/// A failure in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// How bad it is.
    pub severity: Severity,
    /// What happened to what.
    pub title: String,
    /// Why: the server's words, verbatim, where there are any.
    pub detail: Option<String>,
    /// What to do now.
    pub hint: Option<String>,
    /// What is wrong with single fields, in the server's words.
    pub fields: Vec<FieldProblem>,
}

/// What is wrong with one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldProblem {
    /// Path, for example `spec.template.spec.containers[0].image`.
    pub field: String,
    /// The server's words.
    pub message: String,
}

/// Puts a failure into words.
pub fn explain(locale: Locale, op: &Op, error: &ApiError) -> Notice {
    let _ = locale;
    Notice {
        severity: Severity::Error,
        title: format!("{op:?}"),
        detail: Some(format!("{error:?}")),
        hint: None,
        fields: Vec::new(),
    }
}
