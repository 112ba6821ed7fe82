//! A `PersistentVolumeClaim` as a set's storage shows it.

use std::collections::BTreeMap;

use kubewire::object::{Object, ObjectKey};
use serde::Deserialize;

use crate::rows::lenient;
use crate::rows::meta::Meta;

/// One `v1` `PersistentVolumeClaim`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PvcRow {
    /// Metadata.
    #[serde(rename = "metadata")]
    pub meta: Meta,
    /// Spec.
    pub spec: PvcSpec,
    /// Status.
    pub status: PvcStatus,
}

/// `PersistentVolumeClaimSpec`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PvcSpec {
    /// `None`: the default class; `Some("")`: no class, on purpose.
    pub storage_class_name: Option<String>,
    /// For example `ReadWriteOnce`.
    #[serde(deserialize_with = "lenient::or_default")]
    pub access_modes: Vec<String>,
    /// Requests and limits.
    pub resources: PvcResources,
    /// The bound volume, empty until there is one.
    pub volume_name: String,
    /// `Filesystem` or `Block`.
    pub volume_mode: String,
}

/// `VolumeResourceRequirements`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PvcResources {
    /// Quantities by resource name; `storage` is the only one.
    #[serde(deserialize_with = "lenient::or_default")]
    pub requests: BTreeMap<String, String>,
}

/// `PersistentVolumeClaimStatus`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PvcStatus {
    /// `Pending`, `Bound` or `Lost`.
    pub phase: String,
    /// Quantities by resource name.
    #[serde(deserialize_with = "lenient::or_default")]
    pub capacity: BTreeMap<String, String>,
}

impl PvcRow {
    /// The requested size, a quantity such as `10Gi`; empty where there is none.
    pub fn requested(&self) -> &str {
        self.spec.resources.requests.get("storage").map_or("", String::as_str)
    }

    /// The size of the bound volume, a quantity; empty until bound.
    pub fn capacity(&self) -> &str {
        self.status.capacity.get("storage").map_or("", String::as_str)
    }
}

impl Object for PvcRow {
    fn key(&self) -> &ObjectKey {
        &self.meta.key
    }
}
