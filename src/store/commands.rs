//! What the console can do to the cluster, and one-shot reads. Each command is one request; it returns what the API
//! server answered and leaves words to `workload::notice`.

use kubewire::answer::Answer;
use kubewire::error::ApiError;
use kubewire::resource::Resource;
use serde_json::Value;

use crate::store::Store;

/// Whether the API server stores what it is asked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DryRun {
    /// It does.
    No,
    /// It runs admission and validation and stores nothing.
    All,
}

/// What the API server does with fields that it does not know or that come twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldValidation {
    /// It refuses, naming every one.
    Strict,
    /// It drops them and warns.
    Warn,
}

/// What becomes of a set's pods when the set is deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Propagation {
    /// The set goes at once, its pods after it.
    Background,
    /// The pods go first.
    Foreground,
    /// The pods stay, owned by nobody.
    Orphan,
}

/// Creates an object of any kind. `namespace` is used where the document names none and its kind lives in one.
pub async fn create(
    _store: &Store,
    _document: &Value,
    _namespace: &str,
    _dry_run: DryRun,
    _validation: FieldValidation,
) -> Result<Answer<Value>, ApiError> {
    Err(ApiError::NotConnected)
}

/// Sets the number of replicas through the scale subresource.
pub async fn scale(
    _store: &Store,
    _namespace: &str,
    _name: &str,
    _replicas: u32,
) -> Result<Answer<()>, ApiError> {
    Err(ApiError::NotConnected)
}

/// Deletes a set, if it is still the one of that uid; else the answer is a conflict.
pub async fn delete_set(
    _store: &Store,
    _namespace: &str,
    _name: &str,
    _uid: &str,
    _propagation: Propagation,
) -> Result<Answer<()>, ApiError> {
    Err(ApiError::NotConnected)
}

/// Reads one object whole, managed fields included. `namespace` is ignored for resources that live in none.
pub async fn get_value(
    _store: &Store,
    _resource: Resource,
    _namespace: &str,
    _name: &str,
) -> Result<Answer<Value>, ApiError> {
    Err(ApiError::NotConnected)
}
