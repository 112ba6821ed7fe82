//! Which cluster this is: what it serves and the one thing of it that never changes.

use serde::Deserialize;

use crate::request::{Request, get};

/// The namespace whose uid stands for the cluster: it is made with the cluster and cannot be deleted.
pub const IDENTIFYING_NAMESPACE: &str = "kube-system";

/// The version that an API server says it has (`apimachinery:pkg/version/types.go`).
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Version {
    /// `v1.36.1+k3s1`.
    pub git_version: String,
}

/// Asks for the version; everybody may.
pub fn version() -> Request {
    get("/version?pretty=false".to_owned())
}
