//! Which object a document is about.

use serde_json::Value;

use crate::group_kind::GroupKind;

/// `apiVersion`, `kind` and name of an object.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Identity {
    /// For example `apps/v1`.
    pub api_version: String,
    /// For example `StatefulSet`.
    pub kind: String,
    /// `metadata.namespace`, empty where it names none.
    pub namespace: String,
    /// `metadata.name`, empty where it names none (`generateName`).
    pub name: String,
}

impl Identity {
    /// Its kind in its API group.
    pub fn group_kind(&self) -> GroupKind<'_> {
        GroupKind::of(&self.api_version, &self.kind)
    }

    /// The identity of a document; none where `apiVersion` or `kind` is missing or no text.
    pub fn of(document: &Value) -> Option<Self> {
        let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
        let meta = document.get("metadata");
        let identity = Self {
            api_version: text(document.get("apiVersion")),
            kind: text(document.get("kind")),
            namespace: text(meta.and_then(|meta| meta.get("namespace"))),
            name: text(meta.and_then(|meta| meta.get("name"))),
        };
        (!identity.api_version.is_empty() && !identity.kind.is_empty()).then_some(identity)
    }
}
