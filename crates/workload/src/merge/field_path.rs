//! A place inside an object that stays the same place when a list around it gains or loses items: list items go by
//! their keys, as in `structured-merge-diff` (`fieldpath.PathElement`).

use std::fmt;

use serde_json::Value;

use crate::path::{Path, Step};

/// One field of the key of a list's items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyField {
    /// The name of the field.
    pub name: &'static str,
    /// What it is where it is not given.
    pub default: Option<&'static str>,
}

/// One element of a [`FieldPath`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathElement {
    /// A field of a map.
    Field(String),
    /// An item of a list, by its key.
    Item(ItemKey),
    /// An item of a list whose items have no keys, from 0.
    Index(usize),
}

/// What tells an item of a list from all others of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemKey {
    /// Of which fields it consists; of none where the item itself is the key.
    fields: &'static [KeyField],
    /// What they hold, in the same order.
    values: Vec<String>,
}

impl ItemKey {
    /// Returns the key of an item of a list whose keys consist of `fields`, or `None` if it lacks one of them.
    pub fn of(item: &Value, fields: &'static [KeyField]) -> Option<Self> {
        let values: Option<Vec<String>> = if fields.is_empty() {
            scalar(item).map(|value| vec![value])
        } else {
            let value = |field: &KeyField| match item.get(field.name) {
                None | Some(Value::Null) => field.default.map(str::to_owned),
                Some(value) => scalar(value),
            };
            fields.iter().map(value).collect()
        };
        Some(Self { fields, values: values? })
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A place inside an object.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FieldPath(pub Vec<PathElement>);

impl FieldPath {
    /// Returns the place of a field inside this place.
    pub fn field(&self, name: &str) -> Self {
        self.with(PathElement::Field(name.to_owned()))
    }

    /// Returns the place of an element inside this place.
    pub fn with(&self, element: PathElement) -> Self {
        let mut path = self.clone();
        path.0.push(element);
        path
    }

    /// Returns the names of the fields on the way, without the items of lists.
    pub fn fields<'a>(&'a self) -> Vec<&'a str> {
        let name = |element: &'a PathElement| match element {
            PathElement::Field(name) => Some(name.as_str()),
            PathElement::Item(_) | PathElement::Index(_) => None,
        };
        self.0.iter().filter_map(name).collect()
    }

    /// Whether this place is another one or inside of it.
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }

    /// Returns where this place is in an object as it stands, or the innermost place around it that is there.
    pub fn locate(&self, object: &Value) -> Path {
        let mut steps = Vec::new();
        let mut value = object;
        for element in &self.0 {
            let step = match element {
                PathElement::Field(name) => Step::Key(name.clone()),
                PathElement::Index(index) => Step::Index(*index),
                PathElement::Item(key) => {
                    let is_it = |item: &Value| ItemKey::of(item, key.fields).as_ref() == Some(key);
                    let items = value.as_array().map(Vec::as_slice).unwrap_or_default();
                    match items.iter().position(is_it) {
                        Some(at) => Step::Index(at),
                        None => break,
                    }
                }
            };
            let inner = match &step {
                Step::Key(key) => value.get(key),
                Step::Index(index) => value.get(index),
            };
            let Some(inner) = inner else { break };
            value = inner;
            steps.push(step);
        }
        Path(steps)
    }
}

impl fmt::Display for ItemKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.values.join("/"))
    }
}

impl fmt::Display for FieldPath {
    /// As `spec.template.spec.containers[main].ports[8080/TCP]`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, element) in self.0.iter().enumerate() {
            match element {
                PathElement::Index(index) => write!(f, "[{index}]")?,
                PathElement::Item(key) => write!(f, "[{key}]")?,
                PathElement::Field(name) if name.contains(['.', '[', ']']) => write!(f, "[{name}]")?,
                PathElement::Field(name) if at == 0 => f.write_str(name)?,
                PathElement::Field(name) => write!(f, ".{name}")?,
            }
        }
        Ok(())
    }
}
