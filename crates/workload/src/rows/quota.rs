//! A `ResourceQuota` as lists show it (`api:core/v1/types.go`).

use std::collections::BTreeMap;

use kubewire::object::{Object, ObjectKey};
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::rows::lenient;
use crate::rows::meta::Meta;

/// One `v1` `ResourceQuota`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct QuotaRow {
    /// Metadata.
    #[serde(rename = "metadata")]
    pub meta: Meta,
    spec: QuotaSpec,
    /// What is enforced and used; empty until the controller has counted.
    #[serde(deserialize_with = "lenient::or_default")]
    pub status: QuotaStatus,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct QuotaSpec {
    #[serde(deserialize_with = "lenient::or_default")]
    scopes: Vec<String>,
    #[serde(deserialize_with = "is_there")]
    scope_selector: bool,
}

/// `ResourceQuotaStatus`: quantities by resource name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
pub struct QuotaStatus {
    /// The limits.
    #[serde(deserialize_with = "lenient::or_default")]
    pub hard: BTreeMap<String, String>,
    /// What is used of them.
    #[serde(deserialize_with = "lenient::or_default")]
    pub used: BTreeMap<String, String>,
}

fn is_there<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    Ok(Option::<IgnoredAny>::deserialize(deserializer)?.is_some())
}

impl QuotaRow {
    /// Whether it counts only some of the pods, for example those of a priority class.
    pub fn is_scoped(&self) -> bool {
        !self.spec.scopes.is_empty() || self.spec.scope_selector
    }
}

impl Object for QuotaRow {
    fn key(&self) -> &ObjectKey {
        &self.meta.key
    }
}
