//! A document put over an object that it was not made of.

use serde_json::Value;

use crate::merge::field_path::{FieldPath, ItemKey, PathElement};
use crate::merge::items::Keyed;
use crate::merge::merge;
use crate::merge::schema::{ListType, MergeSchema};

/// Puts a document over an object: what it does not name stays, items of lists with keys among it, and a field that is
/// `null` in it goes. It is a merge in which the person began with the parts of the object that the document names.
pub fn overlay(document: &Value, live: &Value) -> Value {
    let schema = MergeSchema::of(live);
    let base = named(&schema, &FieldPath::default(), document, live);
    merge(&base, document, live, &[]).value
}

/// The parts of an object that a document names.
fn named(schema: &MergeSchema, path: &FieldPath, document: &Value, live: &Value) -> Value {
    match (document, live) {
        (Value::Object(document), Value::Object(live)) => {
            let part = |(name, wanted): (&String, &Value)| {
                let now = live.get(name)?;
                let whole = is_other_strategy(name, now, wanted);
                let now = if whole { now.clone() } else { named(schema, &path.field(name), wanted, now) };
                Some((name.clone(), now))
            };
            Value::Object(document.iter().filter_map(part).collect())
        }
        (Value::Array(_), Value::Array(_)) => {
            items(schema, path, document, live).unwrap_or_else(|| live.clone())
        }
        (_, live) => live.clone(),
    }
}

/// The items of a list that a document's list names; none where items have no keys.
fn items(schema: &MergeSchema, path: &FieldPath, document: &Value, live: &Value) -> Option<Value> {
    let ListType::Map(fields) = schema.list(path) else { return None };
    let (document, live) = (Keyed::of(fields, Some(document))?, Keyed::of(fields, Some(live))?);
    let part = |(key, now): &(ItemKey, &Value)| {
        let wanted = document.get(key)?;
        Some(named(schema, &path.with(PathElement::Item(key.clone())), wanted, now))
    };
    Some(Value::Array(live.items.iter().filter_map(part).collect()))
}

/// What belongs to one update strategy is refused beside another one.
fn is_other_strategy(name: &str, now: &Value, wanted: &Value) -> bool {
    matches!(name, "strategy" | "updateStrategy")
        && wanted.get("type").is_some_and(|kind| now.get("type") != Some(kind))
}
