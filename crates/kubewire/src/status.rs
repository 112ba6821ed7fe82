//! The API server's own account of a failure: `meta/v1 Status`
//! (`apimachinery:pkg/apis/meta/v1/types.go`).

use serde::{Deserialize, Serialize};

/// A `Status` object as the API server answers it. Unknown fields are ignored, unknown reasons kept verbatim.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Status {
    /// `Success` or `Failure`.
    pub status: String,
    /// For people, in the server's words.
    pub message: String,
    /// For machines, for example `NotFound`, `AlreadyExists`, `Conflict`, `Expired`.
    pub reason: String,
    /// The HTTP status code, 0 where the server gave none.
    pub code: u16,
    /// What the failure is about.
    pub details: Option<StatusDetails>,
}

/// Which object and which of its fields a `Status` is about.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct StatusDetails {
    /// Name of the object.
    pub name: String,
    /// API group of the object.
    pub group: String,
    /// Kind or plural of the object.
    pub kind: String,
    /// uid of the object.
    pub uid: String,
    /// One entry for each thing that is wrong.
    pub causes: Vec<StatusCause>,
    /// How long to wait before trying again, in seconds; 0 where the server gave none.
    pub retry_after_seconds: u32,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct StatusCause {
    /// For machines, for example `FieldValueInvalid`.
    pub reason: String,
    /// For people, in the server's words.
    pub message: String,
    /// Path of the field, for example `spec.template.spec.containers[0].image`.
    pub field: String,
}
