//! What a session knows: the person, the cluster, and where that is.

use kubewire::caller::User;
use kubewire::error::ApiError;

/// Who the person is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// The API server has not answered yet.
    Asking,
    /// The API server knows them. The name is empty where it is too old to tell.
    User(User),
    /// The API server does not know them.
    Nobody(Why),
}

/// Why the person is nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// There is no credential.
    NoCredential,
    /// The token that was good until now is so no longer.
    Ended,
}

/// Which cluster this is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// The uid of its `kube-system` namespace, or why it is not known.
    pub uid: Result<String, ApiError>,
    /// Such as `v1.36.1`; empty where it is not told.
    pub version: String,
}

/// Where the cluster is and what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// As configured, or host and port.
    pub name: String,
    /// Path of its API on this origin; empty for the root.
    pub prefix: String,
}
