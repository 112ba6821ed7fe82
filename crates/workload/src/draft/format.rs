//! YAML and JSON as two ways to write the same draft.
//!
//! What was written first is kept beside what was made of it: going to the other format and back without an edit
//! brings every byte back, and with an edit only what was edited changes in it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::emit;

/// How the draft is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Documents with `---` between them.
    #[default]
    Yaml,
    /// One object, or a `List` of several as `kubectl get -o json` writes it.
    Json,
}

/// The format of a draft and what it was made of.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Frame {
    pub format: Format,
    pub source: Option<Arc<Source>>,
}

/// A text in the other format, and what was made of it.
#[derive(Debug, PartialEq)]
pub(super) struct Source {
    pub text: String,
    pub made: String,
    /// Several documents became the items of a `List`.
    pub listed: bool,
    /// The text may hold a Secret.
    pub is_secret: bool,
}

/// The documents in a format.
pub(super) fn write(format: Format, documents: &[Value]) -> String {
    match (format, documents) {
        (Format::Yaml, documents) => emit::documents(documents),
        (Format::Json, []) => String::new(),
        (Format::Json, [only]) => emit::json(only),
        (Format::Json, several) => emit::json(&json!({"apiVersion": "v1", "kind": "List", "items": several})),
    }
}

/// The format that a text is in: what begins like JSON is JSON.
pub(super) fn of(text: &str) -> Format {
    if text.trim_start().starts_with(['{', '[']) { Format::Json } else { Format::Yaml }
}
