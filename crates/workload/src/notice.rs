//! Failures in words: what was refused, why in the server's words, and what to do now.
//!
//! Pure and exhaustive: every operation with every failure gives a title, and each failure that a person can do
//! something about a hint. The server's words are never translated or shortened, they stand in [`Notice::detail`];
//! what this program finds out itself (a kind that is not served) it says in its own.

mod cause;
mod doing;

use kubewire::discovery::unmatched;
use kubewire::error::ApiError;
use kubewire::resource::Resource;
use kubewire::status::{Status, StatusCause};

use crate::api_versions::{not_served, removed_version};
use crate::notice::cause::Cause;
use crate::shown::shown;
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
    /// It did not happen, or it is not known whether it did, and trying again may help.
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
    /// Why: the words of who answered, verbatim, where there are any.
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

impl Op {
    /// Whether it changes something in the cluster.
    pub const fn is_write(&self) -> bool {
        matches!(self, Self::Create(_) | Self::Change(_) | Self::Scale { .. } | Self::Delete(_))
    }

    /// The object that it is about; none for a list.
    pub const fn target(&self) -> Option<&Target> {
        match self {
            Self::List { .. } | Self::Watch { .. } => None,
            Self::Read(target)
            | Self::Check(target)
            | Self::Create(target)
            | Self::Change(target)
            | Self::Delete(target)
            | Self::Scale { target, .. } => Some(target),
        }
    }
}

/// Puts a failure into words.
pub fn explain(locale: Locale, op: &Op, error: &ApiError) -> Notice {
    let cause = Cause::of(error);
    let (doing, outcome) = (op.doing(locale), cause.outcome(locale));
    Notice {
        severity: cause.severity(),
        title: match locale {
            Locale::En => format!("{doing} {outcome}"),
            Locale::Zh => format!("{doing}{outcome}"),
        },
        detail: detail(locale, error),
        hint: cause.hint(op, locale).filter(|_| unmatched(error).is_none()),
        fields: match error {
            ApiError::Server(status) => fields(locale, status, error),
            _ => Vec::new(),
        },
    }
}

fn detail(locale: Locale, error: &ApiError) -> Option<String> {
    if let Some((api_version, kind)) = unmatched(error) {
        return Some(shown(not_served(api_version, kind).get(locale)).into_owned());
    }
    let words = match error {
        ApiError::Server(status) => &status.message,
        ApiError::Blocked { body, .. } => body,
        ApiError::Decode(words) => words,
        ApiError::Offline | ApiError::TimedOut | ApiError::Cancelled | ApiError::NotConnected => return None,
    };
    Some(shown(words.trim()).into_owned()).filter(|words| !words.is_empty())
}

fn fields(locale: Locale, status: &Status, error: &ApiError) -> Vec<FieldProblem> {
    if let (Some((api_version, kind)), Some(message)) = (unmatched(error), detail(locale, error)) {
        let is_removed = removed_version(api_version, kind).is_some();
        let field = if is_removed { "apiVersion" } else { "kind" };
        return vec![FieldProblem { field: field.to_owned(), message }];
    }
    let causes = status.details.as_ref().map(|details| details.causes.as_slice()).unwrap_or_default();
    let named = causes.iter().filter(|cause| !cause.field.is_empty());
    let visible = |text: &str| shown(text).into_owned();
    let problem =
        |cause: &StatusCause| FieldProblem { field: visible(&cause.field), message: visible(&cause.message) };
    let fields: Vec<FieldProblem> = named.map(problem).collect();
    if !fields.is_empty() {
        return fields;
    }
    strict(&status.message).into_iter().chain(wrong_type(&status.message)).collect()
}

/// The fields that strict decoding complains of: `strict decoding error: unknown field "spec.replica", duplicate
/// field "metadata.name"` (`apimachinery:pkg/runtime/error.go`). Such a failure has no causes.
fn strict(message: &str) -> Vec<FieldProblem> {
    let Some((_, complaints)) = message.split_once("strict decoding error: ") else { return Vec::new() };
    let problem = |complaint: &str| {
        let (_, quoted) = complaint.split_once(" field \"")?;
        let (field, _) = quoted.split_once('"')?;
        Some(FieldProblem { field: field.to_owned(), message: complaint.trim().to_owned() })
    };
    complaints.split(", ").filter_map(problem).collect()
}

/// The field whose value is of the wrong type: `json: cannot unmarshal string into Go struct field
/// StatefulSetSpec.spec.replicas of type int32`. Go names the fields on the way without their indices.
fn wrong_type(message: &str) -> Option<FieldProblem> {
    let (_, words) = message.split_once("json: cannot unmarshal ")?;
    let (_, place) = words.split_once(" into Go struct field ")?;
    let (_, path) = place.split(' ').next()?.split_once('.')?;
    Some(FieldProblem { field: path.to_owned(), message: format!("cannot unmarshal {words}") })
}
