//! What is different between two states of an object, place by place, for people to read.

use serde_json::{Map, Value};

use crate::merge::field_path::{FieldPath, ItemKey, PathElement};
use crate::merge::items::Keyed;
use crate::merge::schema::{ListType, MergeSchema, present};

/// One difference. Where a part came or went whole, it is one difference where it is an item of a list with keys,
/// and one for each field that holds a value otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where.
    pub path: FieldPath,
    /// What was there.
    pub before: Option<Value>,
    /// What is there.
    pub after: Option<Value>,
}

impl Change {
    /// Whether it is only the order of a list's items.
    pub fn is_order(&self) -> bool {
        matches!((&self.before, &self.after), (Some(Value::Array(before)), Some(Value::Array(after)))
            if before.len() == after.len() && before.iter().all(|item| after.contains(item)))
    }
}

/// Returns what is different in `after`. Amounts that are the same are no difference, however they are written.
pub fn changes(before: &Value, after: &Value) -> Vec<Change> {
    let mut found = Finder { schema: MergeSchema::of(after), changes: Vec::new() };
    found.compare(&FieldPath::default(), Some(before), Some(after));
    found.changes
}

struct Finder {
    schema: MergeSchema,
    changes: Vec<Change>,
}

impl Finder {
    fn compare(&mut self, path: &FieldPath, before: Option<&Value>, after: Option<&Value>) {
        let nothing = Map::new();
        match (present(before), present(after)) {
            (None, None) => {}
            (Some(before), Some(after)) if self.schema.is_same(path, before, after) => {}
            (Some(Value::Object(before)), Some(Value::Object(after))) => self.fields(path, before, after),
            (Some(Value::Object(before)), None) if !before.is_empty() && !is_item(path) => {
                self.fields(path, before, &nothing);
            }
            (None, Some(Value::Object(after))) if !after.is_empty() && !is_item(path) => {
                self.fields(path, &nothing, after);
            }
            (before, after) => {
                let is_list = |value: Option<&Value>| value.is_none_or(Value::is_array);
                if !is_list(before) || !is_list(after) || !self.lists(path, before, after) {
                    self.note(path, before, after);
                }
            }
        }
    }

    fn fields(&mut self, path: &FieldPath, before: &Map<String, Value>, after: &Map<String, Value>) {
        let new = after.keys().filter(|name| !before.contains_key(*name));
        for name in before.keys().chain(new) {
            self.compare(&path.field(name), before.get(name), after.get(name));
        }
    }

    /// Compares lists item by item; false where nothing can be said so.
    fn lists(&mut self, path: &FieldPath, before: Option<&Value>, after: Option<&Value>) -> bool {
        let found = self.changes.len();
        match self.schema.list(path) {
            ListType::Map(fields) => {
                let (Some(old), Some(new)) = (Keyed::of(fields, before), Keyed::of(fields, after)) else {
                    return false;
                };
                let place = |key: &ItemKey| path.with(PathElement::Item(key.clone()));
                for (key, item) in &old.items {
                    self.compare(&place(key), Some(item), new.get(key));
                }
                for (key, item) in new.items.iter().filter(|(key, _)| old.get(key).is_none()) {
                    self.compare(&place(key), None, Some(item));
                }
            }
            ListType::Atomic => {
                let list =
                    |value: Option<&Value>| value.and_then(Value::as_array).cloned().unwrap_or_default();
                let (old, new) = (list(before), list(after));
                for (at, item) in old.iter().enumerate().filter(|(_, item)| !new.contains(item)) {
                    self.note(&path.with(PathElement::Index(at)), Some(item), None);
                }
                for (at, item) in new.iter().enumerate().filter(|(_, item)| !old.contains(item)) {
                    self.note(&path.with(PathElement::Index(at)), None, Some(item));
                }
            }
        }
        self.changes.len() > found
    }

    fn note(&mut self, path: &FieldPath, before: Option<&Value>, after: Option<&Value>) {
        let change = Change { path: path.clone(), before: before.cloned(), after: after.cloned() };
        self.changes.push(change);
    }
}

fn is_item(path: &FieldPath) -> bool {
    matches!(path.0.last(), Some(PathElement::Item(_)))
}
