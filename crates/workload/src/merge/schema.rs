//! How the parts of an object are merged: which lists have items with keys, which maps are free for anybody's entries,
//! and where quantities stand.
//!
//! The tables are those of the kinds of Kubernetes itself: `x-kubernetes-list-map-keys`, and where that is not given
//! `x-kubernetes-patch-merge-key`, of the API server's OpenAPI document. What is not in them, and every list of any
//! other kind, is merged as a whole: a change by two is then a conflict, and nothing is put together that nobody wrote.

use serde_json::Value;

use crate::merge::field_path::{FieldPath, KeyField};
use crate::quantity::Quantity;

/// How a list is merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListType {
    /// Item by item: each is known by these fields, or by itself where there are none.
    Map(&'static [KeyField]),
    /// As one value.
    Atomic,
}

const fn key(name: &'static str) -> KeyField {
    KeyField { name, default: None }
}

const NAME: &[KeyField] = &[key("name")];
const PROTOCOL: KeyField = KeyField { name: "protocol", default: Some("TCP") };
/// The item itself is its key.
const ITSELF: &[KeyField] = &[];

/// The lists with keys, by the last fields of their place.
const LISTS: &[(&[&str], &[KeyField])] = &[
    (&["metadata", "finalizers"], ITSELF),
    (&["metadata", "ownerReferences"], &[key("uid")]),
    (&["spec", "containers"], NAME),
    (&["spec", "initContainers"], NAME),
    (&["spec", "ephemeralContainers"], NAME),
    (&["spec", "volumes"], NAME),
    (&["spec", "imagePullSecrets"], NAME),
    (&["spec", "resourceClaims"], NAME),
    (&["spec", "schedulingGates"], NAME),
    (&["spec", "hostAliases"], &[key("ip")]),
    (&["spec", "topologySpreadConstraints"], &[key("topologyKey"), key("whenUnsatisfiable")]),
    (&["containers", "env"], NAME),
    (&["containers", "ports"], &[key("containerPort"), PROTOCOL]),
    (&["containers", "volumeMounts"], &[key("mountPath")]),
    (&["containers", "volumeDevices"], &[key("devicePath")]),
    (&["initContainers", "env"], NAME),
    (&["initContainers", "ports"], &[key("containerPort"), PROTOCOL]),
    (&["initContainers", "volumeMounts"], &[key("mountPath")]),
    (&["initContainers", "volumeDevices"], &[key("devicePath")]),
];

/// Lists with keys that only one kind has, by their whole place.
const LISTS_OF: &[(&str, &[&str], &[KeyField])] = &[
    ("Service", &["spec", "ports"], &[key("port"), PROTOCOL]),
    ("ServiceAccount", &["secrets"], NAME),
    ("ServiceAccount", &["imagePullSecrets"], NAME),
    ("ValidatingWebhookConfiguration", &["webhooks"], NAME),
    ("MutatingWebhookConfiguration", &["webhooks"], NAME),
];

/// Maps with keys that people and controllers choose, by the last fields of their place.
const FREE_MAPS: &[&[&str]] = &[
    &["metadata", "labels"],
    &["metadata", "annotations"],
    &["matchLabels"],
    &["nodeSelector"],
    &["data"],
    &["binaryData"],
    &["stringData"],
    &["resources", "limits"],
    &["resources", "requests"],
    &["hard"],
];

/// Maps whose values are quantities, by the last fields of their place.
const QUANTITY_MAPS: &[&[&str]] = &[
    &["resources", "limits"],
    &["resources", "requests"],
    &["spec", "overhead"],
    &["spec", "capacity"],
    &["spec", "hard"],
    &["spec", "limits", "max"],
    &["spec", "limits", "min"],
    &["spec", "limits", "default"],
    &["spec", "limits", "defaultRequest"],
    &["spec", "limits", "maxLimitRequestRatio"],
];

/// Fields that hold a quantity, by the last fields of their place.
const QUANTITIES: &[&[&str]] = &[
    &["emptyDir", "sizeLimit"],
    &["resourceFieldRef", "divisor"],
    &["target", "averageValue"],
    &["target", "value"],
];

/// How an object of a kind is merged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergeSchema {
    /// The kind, where it is one of Kubernetes itself.
    kind: Option<String>,
}

impl MergeSchema {
    /// Returns how objects are merged that are of the same kind as this one.
    pub fn of(object: &Value) -> Self {
        let text = |field: &str| object.get(field).and_then(Value::as_str).unwrap_or_default();
        let group = text("apiVersion").split_once('/').map_or("", |(group, _)| group);
        let is_built_in = !group.contains('.') || group.ends_with(".k8s.io");
        Self { kind: is_built_in.then(|| text("kind").to_owned()) }
    }

    /// Returns how the list at a place is merged.
    pub fn list(&self, path: &FieldPath) -> ListType {
        let fields = path.fields();
        let Some(kind) = &self.kind else {
            return if fields == ["metadata", "finalizers"] {
                ListType::Map(ITSELF)
            } else {
                ListType::Atomic
            };
        };
        let own = LISTS_OF.iter().find(|(of, place, _)| of == kind && fields == *place).map(|row| row.2);
        let common = || LISTS.iter().find(|(end, _)| fields.ends_with(end)).map(|row| row.1);
        own.or_else(common).map_or(ListType::Atomic, ListType::Map)
    }

    /// Whether the map at a place holds entries that are independent of each other.
    pub fn is_free_map(&self, path: &FieldPath) -> bool {
        let fields = path.fields();
        match &self.kind {
            None => matches!(fields.as_slice(), ["metadata", "labels" | "annotations"]),
            Some(kind) if kind == "Service" && fields == ["spec", "selector"] => true,
            Some(_) => FREE_MAPS.iter().any(|end| fields.ends_with(end)),
        }
    }

    /// Whether a place holds a quantity.
    pub fn is_quantity(&self, path: &FieldPath) -> bool {
        let fields = path.fields();
        let Some((_, map)) = fields.split_last().filter(|_| self.kind.is_some()) else { return false };
        QUANTITY_MAPS.iter().any(|end| map.ends_with(end))
            || QUANTITIES.iter().any(|end| fields.ends_with(end))
    }

    /// Whether two values at a place are one: written the same, or the same amount where it is a quantity.
    /// A field that is `null` is one that is not there.
    pub fn is_same(&self, path: &FieldPath, left: &Value, right: &Value) -> bool {
        match (left, right) {
            (Value::Object(left), Value::Object(right)) => {
                let same = |name: &String| match (present(left.get(name)), present(right.get(name))) {
                    (Some(left), Some(right)) => {
                        left == right || self.is_same(&path.field(name), left, right)
                    }
                    (None, None) => true,
                    _ => false,
                };
                left.keys().chain(right.keys()).all(same)
            }
            (Value::Array(left), Value::Array(right)) => {
                left.len() == right.len()
                    && left.iter().zip(right).all(|(left, right)| self.is_same(path, left, right))
            }
            (left, right) => left == right || (self.is_quantity(path) && is_same_quantity(left, right)),
        }
    }
}

/// A value, unless it is `null`.
pub(crate) fn present(value: Option<&Value>) -> Option<&Value> {
    value.filter(|value| !value.is_null())
}

/// Whether two values are the same amount: `0.5` is `500m`.
pub fn is_same_quantity(left: &Value, right: &Value) -> bool {
    let quantity = |value: &Value| match value {
        Value::String(text) => Quantity::parse(text),
        Value::Number(number) => Quantity::parse(&number.to_string()),
        _ => None,
    };
    quantity(left).is_some_and(|left| quantity(right) == Some(left))
}
