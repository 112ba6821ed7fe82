//! A namespace as the picker shows it.

use kubewire::object::{Object, ObjectKey};
use serde::Deserialize;

use crate::rows::meta::Meta;

/// One `v1` `Namespace`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct NamespaceRow {
    /// Metadata.
    #[serde(rename = "metadata")]
    pub meta: Meta,
    /// Status.
    pub status: NamespaceStatus,
}

/// `NamespaceStatus`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct NamespaceStatus {
    /// `Active` or `Terminating`.
    pub phase: String,
}

impl Object for NamespaceRow {
    fn key(&self) -> &ObjectKey {
        &self.meta.key
    }
}
