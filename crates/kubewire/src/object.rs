//! What the protocol must know of any object, however slim the struct it is decoded into.

use serde::Deserialize;

/// The metadata by which the protocol identifies an object and its version.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ObjectKey {
    /// Unique over the life of the cluster; a re-created object of the same name has another one.
    pub uid: String,
    /// `metadata.name`.
    pub name: String,
    /// `metadata.namespace`; empty for a cluster-scoped object.
    pub namespace: String,
    /// Opaque version; compare for equality only, unless the server promises order (KEP-5504, 1.35).
    pub resource_version: String,
}

/// An object that can be listed, watched and cached.
pub trait Object: Clone + PartialEq + Send + Sync + 'static {
    /// The metadata that identifies it.
    fn key(&self) -> &ObjectKey;
}
