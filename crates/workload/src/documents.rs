//! Text of one or many YAML or JSON documents, taken apart with the place of everything that is wrong.

pub mod identity;
pub mod problem;

use serde_json::Value;

use crate::documents::problem::Problem;

/// Longer text is not read: the API server takes 3 MiB in one request at most
/// (`apiserver:pkg/server/config.go` MaxRequestBodyBytes).
pub const MAX_BYTES: usize = 4 << 20;

/// One document of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its first line in the whole text, from 1; its separator is not part of it.
    pub first_line: usize,
    /// Its last line.
    pub last_line: usize,
    /// What it says, or why it cannot be read.
    pub content: Result<Value, Problem>,
    /// What readers of YAML 1.1 and 1.2 understand differently.
    pub warnings: Vec<Problem>,
}

/// Takes text apart. Empty documents are left out; a text that cannot be read as a whole (too long, binary) is an
/// error.
pub fn read(text: &str) -> Result<Vec<Document>, Problem> {
    let _ = text;
    Ok(Vec::new())
}

/// What the API server or `kubectl` writes beside what a person says, which only hides it.
pub fn strip_server_fields(object: &mut Value) {
    if let Some(meta) = object.get_mut("metadata").and_then(Value::as_object_mut) {
        meta.shift_remove("managedFields");
    }
}
