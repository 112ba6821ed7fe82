//! Text of one or many YAML or JSON documents, taken apart with the place of everything that is wrong.
//!
//! Invariants: no text makes it panic; every problem has its line and column in the whole text; a document that
//! cannot be read does not hide the others; what is read twice (duplicate keys) is refused, never merged silently.

pub mod bytes;
pub mod identity;
pub mod lint;
mod node;
pub mod problem;
mod reread;
mod split;
pub(crate) mod tree;

use std::ops::Range;

use serde_json::Value;

use crate::documents::problem::{Problem, What};
pub(crate) use crate::documents::reread::reread;
use crate::documents::split::Piece;
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
    let ambiguous = lint::found(piece.text);
    let content = match serde_yaml::Deserializer::from_str(&lint::as_kubectl(piece.text, &ambiguous)).next() {
        Some(yaml) => node::read(yaml).map_err(|error| with_first(&piece, problem(&piece, &error))),
        None => Ok(Value::Null),
    };
    if content == Ok(Value::Null) {
        return Vec::new();
    }
    let ambiguous = if content.is_ok() { ambiguous } else { Vec::new() };
    let warnings = lint::problems(piece.text, piece.first_line, &ambiguous);
    let (first_line, last_line) = piece.lines();
    let span = piece.start..piece.start + piece.text.len();
    vec![Document { span, first_line, last_line, content, warnings }]
}

/// A piece that is JSON, one value or several behind each other. It is tried first because YAML 1.1 parsers stumble
/// over JSON's surrogate escapes; what is no JSON may still be YAML in flow style.
fn json(piece: &Piece<'_>) -> Option<Vec<Document>> {
    let body = piece.text.trim_start();
    if !body.starts_with(['{', '[']) {
        return None;
    }
    let skipped = piece.text.len() - body.len();
    let mut stream = serde_json::Deserializer::from_str(body).into_iter::<node::Json>();
    let mut documents = Vec::new();
    let mut start = skipped;
    while let Some(value) = stream.next() {
        // Where one ends that cannot be read is not known: all that is left is taken for it.
        let end = if value.is_ok() { skipped + stream.byte_offset() } else { piece.text.len() };
        let content = match value {
            Ok(value) => Ok(value.0),
            // Two keys alike are an error in YAML as well; anything else may be flow-style YAML.
            Err(error) => Err(duplicate(piece, skipped, &error)?),
        };
        let text = &piece.text[start..end.max(start)];
        let lead = text.len() - text.trim_start().len();
        let first_line = piece.line_at(start + lead);
        let span = piece.start + start + lead..piece.start + end.max(start + lead);
        let last_line = piece.line_at(end);
        documents.push(Document { span, first_line, last_line, content, warnings: Vec::new() });
        start = end;
    }
    Some(documents)
}

fn duplicate(piece: &Piece<'_>, skipped: usize, error: &serde_json::Error) -> Option<Problem> {
    let words = error.to_string();
    let what = node::marked(&words).filter(|what| matches!(what, What::Duplicate { .. }))?;
    let line = piece.line_at(skipped) + error.line() - 1;
    Some(with_first(piece, Problem { line, column: error.column().max(1), what }))
}

/// A key given twice is wrong at both its places.
fn with_first(piece: &Piece<'_>, mut problem: Problem) -> Problem {
    if let What::Duplicate { key, first } = &mut problem.what {
        let root = tree::of(piece.text).root;
        let places = root.and_then(|root| tree::twice(&root, key));
        *first = places.map(|(first, _)| piece.line_at(first));
    }
    problem
}

fn problem(piece: &Piece<'_>, error: &serde_yaml::Error) -> Problem {
    let (line, column) =
        error.location().map_or((1, 1), |place| (place.line().max(1), place.column().max(1)));
    // The parser counts NEL, LS and lone CR as line breaks, an editor does not.
    let line = line.min(piece.text.matches('\n').count() + 1);
    let text = piece.text.lines().nth(line - 1).unwrap_or_default();
    let indent = text.len() - text.trim_start_matches([' ', '\t']).len();
    let tab = text[..indent].find('\t');
    let words = error.to_string();
    let (column, what) = match (node::marked(&words), tab) {
        (Some(what), _) => (column, what),
        (None, Some(tab)) => (tab + 1, What::Tab),
        (None, None) => (column, What::Syntax(node::without_place(&words, piece.first_line))),
    };
    Problem { line: piece.first_line + line - 1, column, what }
}
