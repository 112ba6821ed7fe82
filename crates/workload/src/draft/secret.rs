//! Whether a text may hold the values of a Secret: then it is not kept in the browser. In doubt it may.

use serde_json::Value;

const KIND: &str = "secret";

/// Whether a text may hold a Secret. `values` is what its documents say, where all of them can be read.
pub(super) fn may_be_in(text: &str, values: Option<&[Value]>) -> bool {
    match values {
        Some(values) => values.iter().any(is_in) || text.lines().any(is_commented_out),
        None => may_be_written(text),
    }
}

/// A Secret as a document or in a list is one whatever else it has; deeper within an object, what is called so may only
/// name one, as references do.
fn is_in(document: &Value) -> bool {
    let items = document.get("items").and_then(Value::as_array);
    is_called_so(document) || items.is_some_and(|items| items.iter().any(is_in)) || is_within(document)
}

fn is_within(value: &Value) -> bool {
    match value {
        Value::Object(map) => {
            let has_values = ["data", "stringData"].iter().any(|key| map.contains_key(*key));
            (has_values && is_called_so(value)) || map.values().any(is_within)
        }
        Value::Array(list) => list.iter().any(is_within),
        _ => false,
    }
}

/// In whatever case: one who is still writing it has not written it right yet.
fn is_called_so(object: &Value) -> bool {
    let kind = object.get("kind").and_then(Value::as_str).unwrap_or_default().trim().to_ascii_lowercase();
    kind == KIND || kind == "secretlist"
}

/// A document that is commented out is still there for whoever reads the text.
fn is_commented_out(line: &str) -> bool {
    line.trim_start().starts_with('#') && line.contains("kind") && has_word(line)
}

/// Of a text that cannot be read nothing is known but its letters: it may be a Secret if the word stands in it, or could
/// stand in it by escapes.
fn may_be_written(text: &str) -> bool {
    ["\\x", "\\u", "\\U", "\\\n", "\\\r", "!!binary"].iter().any(|escape| text.contains(escape))
        || has_word(text)
}

/// Whether the word stands in a text by itself, and not in `secretKeyRef` or `db-secret`.
fn has_word(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let is_letter = |letter: char| letter.is_alphanumeric() || "-_.".contains(letter);
    lower.match_indices(KIND).any(|(at, _)| {
        let rest = &lower[at + KIND.len()..];
        let rest = rest.strip_prefix("list").unwrap_or(rest);
        !lower[..at].ends_with(is_letter) && !rest.starts_with(is_letter)
    })
}
