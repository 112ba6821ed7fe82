//! What the API server would make of a document: what it drops or changes without a word, and what it fills in.

use serde_json::{Map, Value};

use crate::documents;
use crate::export::clean;
use crate::merge::schema::is_same_quantity;
use crate::path::{Path, Step};

/// What the server would keep otherwise than written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Difference {
    /// What was written and would not be there, or not so; with the value in its place.
    pub lost: Vec<(Path, Option<Value>)>,
    /// What was not written and would be there.
    pub added: Vec<(Path, Value)>,
}

/// Compares what was sent with what the server answered.
pub fn difference(sent: &Value, answer: &Value) -> Difference {
    let mut found = Difference::default();
    let mut answer = clean(answer.clone());
    documents::strip_server_fields(&mut answer);
    compare(&mut found, &mut Path::default(), sent, &answer);
    found
}

fn compare(found: &mut Difference, path: &mut Path, sent: &Value, answer: &Value) {
    match (sent, answer) {
        (Value::Object(sent), Value::Object(answer)) => compare_maps(found, path, sent, answer),
        (Value::Array(sent), Value::Array(answer)) if sent.len() == answer.len() => {
            for (at, (sent, answer)) in sent.iter().zip(answer).enumerate() {
                path.0.push(Step::Index(at));
                compare(found, path, sent, answer);
                path.0.pop();
            }
        }
        _ if is_same(sent, answer) => {}
        _ => found.lost.push((path.clone(), Some(answer.clone()))),
    }
}

fn compare_maps(
    found: &mut Difference,
    path: &mut Path,
    sent: &Map<String, Value>,
    answer: &Map<String, Value>,
) {
    for (key, value) in sent {
        path.0.push(Step::Key(key.clone()));
        match answer.get(key) {
            Some(answer) => compare(found, path, value, answer),
            None if is_empty(value) || is_of_server(path) => {}
            None => found.lost.push((path.clone(), None)),
        }
        path.0.pop();
    }
    for (key, value) in answer.iter().filter(|(key, value)| !sent.contains_key(*key) && !is_empty(value)) {
        path.0.push(Step::Key(key.clone()));
        // What a Secret or an empty namespace is given is not a default.
        if !is_of_server(path) {
            found.added.push((path.clone(), value.clone()));
        }
        path.0.pop();
    }
}

/// What the server never gives back as written, or fills in for itself.
fn is_of_server(path: &Path) -> bool {
    let keys: Vec<&str> = path
        .0
        .iter()
        .map(|step| match step {
            Step::Key(key) => key.as_str(),
            Step::Index(_) => "",
        })
        .collect();
    matches!(
        keys.as_slice(),
        ["stringData" | "status", ..]
            | [
                "metadata",
                "namespace"
                    | "creationTimestamp"
                    | "uid"
                    | "generation"
                    | "resourceVersion"
                    | "managedFields"
                    | "selfLink"
                    | "ownerReferences"
            ]
    ) || keys.last() == Some(&"creationTimestamp")
}

/// The server writes quantities its own way: `0.5` is `500m`. It changes nothing else that looks like one.
fn is_same(sent: &Value, answer: &Value) -> bool {
    sent == answer || (is_empty(sent) && is_empty(answer)) || is_same_quantity(sent, answer)
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Object(map) => map.values().all(Value::is_null),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}
