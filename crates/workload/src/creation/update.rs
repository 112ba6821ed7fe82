//! An object that exists already: what a document would make of it, and the patch that does so.
//!
//! A document is put over what is there: of a map, what it does not name stays, so that what controllers and other
//! people wrote is kept; a list is as the document has it. The server then says by a dry run what would come of it.

use kubewire::answer::Answer;
use serde_json::{Map, Value, json};

use crate::creation::difference::{Difference, difference, is_same};
use crate::export::clean;

/// What an update would do, by the server's dry run.
#[derive(Debug, Clone, PartialEq)]
pub struct Existing {
    /// The object as it is, without what is only the server's.
    pub now: Value,
    /// As it would be.
    pub then: Value,
    /// The merge patch, for the object as it was read: if it has been changed since, the answer is a conflict.
    pub patch: Value,
    /// What would change, place by place: `lost` of what is there now, `added` to it.
    pub difference: Difference,
    /// What the server remarked.
    pub warnings: Vec<String>,
    /// Somebody changed the object after the person had chosen to update it.
    pub again: bool,
}

impl Existing {
    /// What the dry run of a patch gave; none where the object would stay as it is.
    pub fn of(live: &Value, patch: Value, answer: Answer<Value>) -> Option<Self> {
        let (now, then) = (clean(live.clone()), clean(answer.value));
        let difference = difference(&now, &then);
        let is_any = difference != Difference::default();
        is_any.then_some(Self { now, then, patch, difference, warnings: answer.warnings, again: false })
    }

    /// Whether a person who has seen one has seen the other.
    pub fn is_like(&self, other: &Self) -> bool {
        self.now == other.now && self.then == other.then
    }
}

/// The merge patch (RFC 7386) that puts a document over an object as it was read; none where it says nothing new.
/// `base` is what the document was made of, where it was made of this object: what stood there and does not any more
/// was taken out by the person, and goes.
pub fn patch(live: &Value, document: &Value, base: Option<&Value>) -> Option<Value> {
    let document = clean(document.clone());
    let kept = base.map_or_else(|| live.clone(), |base| without(live, base, &document));
    let wanted = over(&kept, &document);
    let mut patch = merge_patch(live, &wanted)?;
    let version = live.pointer("/metadata/resourceVersion").cloned().unwrap_or_default();
    if !patch["metadata"].is_object() {
        patch["metadata"] = json!({});
    }
    patch["metadata"]["resourceVersion"] = version;
    Some(patch)
}

/// An object without what the base had and the document has not; of a map that is gone with all that the base had in
/// it, what others have put in since stays.
fn without(live: &Value, base: &Value, document: &Value) -> Value {
    let (Value::Object(live), Value::Object(base)) = (live, base) else { return live.clone() };
    let nothing = Map::new();
    let document = document.as_object().unwrap_or(&nothing);
    let part = |(key, now): (&String, &Value)| {
        let left = match (base.get(key), document.get(key)) {
            (Some(base), Some(document)) if document.is_object() => without(now, base, document),
            (Some(base), None) => {
                let left = without(now, base, &Value::Null);
                left.as_object().filter(|left| !left.is_empty())?;
                left
            }
            _ => now.clone(),
        };
        Some((key.clone(), left))
    };
    live.iter().filter_map(part).collect()
}

/// An object with a document over it.
fn over(live: &Value, document: &Value) -> Value {
    let (Value::Object(live), Value::Object(document)) = (live, document) else {
        return if is_same(document, live) { live.clone() } else { document.clone() };
    };
    let mut out = live.clone();
    for (key, wanted) in document {
        let now = live.get(key).filter(|now| !is_other_strategy(key, now, wanted));
        match (now, wanted) {
            (_, Value::Null) => drop(out.shift_remove(key)),
            (Some(now), wanted) => drop(out.insert(key.clone(), over(now, wanted))),
            (None, wanted) => drop(out.insert(key.clone(), wanted.clone())),
        }
    }
    Value::Object(out)
}

/// What belongs to one update strategy is refused beside another one.
fn is_other_strategy(key: &str, now: &Value, wanted: &Value) -> bool {
    matches!(key, "strategy" | "updateStrategy")
        && wanted.get("type").is_some_and(|kind| now.get("type") != Some(kind))
}

/// The patch from one value to another; none where they are alike.
fn merge_patch(old: &Value, new: &Value) -> Option<Value> {
    let (Value::Object(before), Value::Object(after)) = (old, new) else {
        return (old != new).then(|| new.clone());
    };
    let gone = before.keys().filter(|key| !after.contains_key(*key));
    let mut patch: Map<String, Value> = gone.map(|key| (key.clone(), Value::Null)).collect();
    for (key, value) in after {
        let change = match before.get(key) {
            Some(old) => merge_patch(old, value),
            None => Some(value.clone()),
        };
        if let Some(change) = change {
            patch.insert(key.clone(), change);
        }
    }
    (!patch.is_empty()).then_some(Value::Object(patch))
}

/// A value with the keys of its maps in the order in which another one has them, so that the two can be compared
/// line by line; what the other does not have comes last.
pub fn in_order_of(value: &Value, order: &Value) -> Value {
    match (value, order) {
        (Value::Object(map), Value::Object(order)) => {
            let known = order.iter().filter_map(|(key, order)| {
                map.get(key).map(|value| (key.clone(), in_order_of(value, order)))
            });
            let new = map.iter().filter(|(key, _)| !order.contains_key(*key));
            Value::Object(known.chain(new.map(|(key, value)| (key.clone(), value.clone()))).collect())
        }
        (Value::Array(items), Value::Array(order)) => {
            let null = Value::Null;
            let ordered = |(at, item)| in_order_of(item, order.get(at).unwrap_or(&null));
            Value::Array(items.iter().enumerate().map(ordered).collect())
        }
        (value, _) => value.clone(),
    }
}
