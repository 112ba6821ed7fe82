//! Text of one or many YAML or JSON documents, taken apart with the place of everything that is wrong.
//!
//! Invariants: no text makes it panic; every problem has its line and column in the whole text; a document that
//! cannot be read does not hide the others; what is read twice (duplicate keys) is refused, never merged silently.

pub mod bytes;
pub mod identity;
pub mod lint;
mod plain;
pub mod problem;
mod reread;
mod split;
pub(crate) mod tree;

use std::ops::Range;
use std::sync::Arc;

use serde_json::Value;

use crate::documents::problem::{Problem, What};
pub(crate) use crate::documents::reread::reread;
use crate::documents::split::Piece;
use crate::documents::tree::{Fault, Node, Read, json, yaml};
use crate::path::{Path, Step};

/// Longer text is not read: the API server takes 3 MiB in one request at most
/// (`apiserver:pkg/server/config.go` `MaxRequestBodyBytes`).
pub const MAX_BYTES: usize = 4 << 20;

/// One document of a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Where its text is in the whole: with its directives and marker, or for JSON the value alone.
    pub span: Range<usize>,
    /// Its first line in the whole text, from 1; its separator is not part of it.
    pub first_line: usize,
    /// Its last line.
    pub last_line: usize,
    /// What it says, or why it cannot be read.
    pub content: Result<Value, Problem>,
    /// What readers of YAML 1.1 and 1.2 understand differently.
    pub warnings: Vec<Problem>,
    /// Where everything of it stands, counted from the begin of its span; none where it cannot be read.
    places: Option<Arc<Node>>,
}

impl Document {
    /// Where everything of it stands, counted from the begin of its span; none where it cannot be read.
    pub(crate) fn places(&self) -> Option<&Node> {
        self.places.as_deref()
    }
}

/// Takes text apart. Empty documents are left out; a text that cannot be read as a whole (too long, binary) is an
/// error.
pub fn read(text: &str) -> Result<Vec<Document>, Problem> {
    bytes::check(text)?;
    Ok(split::pieces(text).into_iter().flat_map(documents).collect())
}

/// Whether a document is a `List`, such as `kubectl get -o yaml` writes, rather than one object.
pub(crate) fn is_list(content: &Value) -> bool {
    content.get("kind").and_then(Value::as_str).is_some_and(|kind| kind.ends_with("List"))
}

/// The objects of a document as they stand in it, each with its place: the items of a `List`, else the whole.
pub fn places(content: &Value) -> Vec<(Path, &Value)> {
    match content.get("items").and_then(Value::as_array).filter(|_| is_list(content)) {
        None => vec![(Path::default(), content)],
        Some(items) => {
            let place = |at| Path(vec![Step::Key("items".to_owned()), Step::Index(at)]);
            items.iter().enumerate().map(|(at, item)| (place(at), item)).collect()
        }
    }
}

/// The objects of a document: itself, or the items of a `List`.
pub fn objects(content: Value) -> Vec<Value> {
    let is_list = is_list(&content);
    match content {
        Value::Object(mut map) if is_list => match map.shift_remove("items") {
            Some(Value::Array(items)) => items,
            Some(other) => {
                map.insert("items".to_owned(), other);
                vec![Value::Object(map)]
            }
            None => vec![Value::Object(map)],
        },
        other => vec![other],
    }
}

/// Takes out what the API server keeps for itself and what only hides the rest: `metadata.managedFields`.
pub fn strip_server_fields(object: &mut Value) {
    if let Some(meta) = object.get_mut("metadata").and_then(Value::as_object_mut) {
        meta.shift_remove("managedFields");
    }
}

fn documents(piece: Piece<'_>) -> Vec<Document> {
    if let Some(documents) = json(&piece) {
        return documents;
    }
    let read = match yaml::read(piece.text) {
        Ok(Some(read)) if !read.value.is_null() => Ok(read),
        Ok(_) => return Vec::new(),
        Err(fault) => Err(fault),
    };
    let (first_line, last_line) = piece.lines();
    vec![Document { first_line, last_line, ..document(&piece, 0..piece.text.len(), 0, read) }]
}

/// A piece that is JSON, one value or several behind each other. It is tried first because YAML 1.1 parsers stumble
/// over JSON's surrogate escapes; what is no JSON may still be YAML in flow style.
fn json(piece: &Piece<'_>) -> Option<Vec<Document>> {
    let text = piece.text;
    let mut documents = Vec::new();
    let mut end = 0;
    loop {
        let start = if documents.is_empty() {
            text.len() - text.trim_start_matches([' ', '\t', '\r', '\n']).len()
        } else {
            tree::behind_blanks(text, end)
        };
        if start == text.len() && !documents.is_empty() {
            return Some(documents);
        }
        let is_json = text[start..].starts_with(['{', '[']);
        // What is no JSON behind JSON is YAML to the end, as to kubectl; where one ends that cannot be read is not known:
        // all that is left is taken for it.
        end = text.len();
        let read = match json::read(&text[start..]) {
            Ok(read) if is_json => {
                end = start + read.root.span.end;
                Ok(read)
            }
            Err(Some(fault)) if is_json => Err(fault),
            _ if documents.is_empty() => return None,
            _ if is_json => {
                yaml::read(&text[start..]).and_then(|read| read.ok_or(Fault::new(0, What::Behind)))
            }
            _ => Err(Fault::new(0, What::Behind)),
        };
        documents.push(document(piece, start..end, start, read));
    }
}

/// A document of a piece that was read from a place in it.
fn document(piece: &Piece<'_>, span: Range<usize>, from: usize, read: Result<Read, Fault>) -> Document {
    let (first_line, last_line) = (piece.line_at(span.start), piece.line_at(span.end));
    let span = piece.start + span.start..piece.start + span.end;
    let (content, warnings, places) = match read {
        Ok(read) => {
            let warnings = lint::problems(piece.text, from, piece.first_line, &read.ambiguous);
            (Ok(read.value), warnings, Some(Arc::new(read.root)))
        }
        Err(fault) => (Err(piece.problem(fault.moved(from))), Vec::new(), None),
    };
    Document { span, first_line, last_line, content, warnings, places }
}
