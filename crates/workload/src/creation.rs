//! Creating what a text of several documents says: what each document is, in which order they go, what became of
//! each. The page does the requests; every decision is here.
//!
//! The whole text is checked by the server (dry run) before anything is created. What was created stays known by
//! its identity while the text is changed, so that "the rest" can be created later and nothing twice.

pub mod difference;
pub mod entry;
pub mod finding;
pub mod outcome;
pub mod update;

use serde_json::Value;

use crate::creation::entry::Entry;

/// Kinds of the standard API that live in no namespace and that people write by hand. Where a kind is not known
/// here, the API server decides.
pub(crate) const CLUSTER_SCOPED: [&str; 11] = [
    "Namespace",
    "CustomResourceDefinition",
    "ClusterRole",
    "ClusterRoleBinding",
    "PersistentVolume",
    "StorageClass",
    "VolumeSnapshotClass",
    "PriorityClass",
    "RuntimeClass",
    "IngressClass",
    "Node",
];

/// The order in which documents are created: namespaces, then custom kinds, then all else as written.
pub fn order(entries: &[Entry]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    crate::order::sort_by_key(&mut order, |index| {
        match entries[*index].identity.as_ref().map(|identity| identity.kind.as_str()) {
            Some("Namespace") => 0,
            Some("CustomResourceDefinition") => 1,
            _ => 2,
        }
    });
    order
}

/// Whether a document can only be checked once another one of the same text exists: its namespace, or the
/// definition of its kind. `exists` says what has been created meanwhile.
pub fn waits_for<'a>(
    entry: &Entry,
    entries: &'a [Entry],
    exists: impl Fn(&Entry) -> bool,
) -> Option<&'a Entry> {
    let identity = entry.identity.as_ref()?;
    entries.iter().filter(|other| other.index != entry.index && !exists(other)).find(|other| {
        other.identity.as_ref().is_some_and(|other_identity| match other_identity.kind.as_str() {
            "Namespace" => !identity.namespace.is_empty() && other_identity.name == identity.namespace,
            "CustomResourceDefinition" => {
                other.value.as_ref().is_some_and(|crd| defines(crd, &identity.api_version, &identity.kind))
            }
            _ => false,
        })
    })
}

fn defines(definition: &Value, api_version: &str, kind: &str) -> bool {
    let text = |pointer: &str| definition.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    let group = api_version.split_once('/').map_or("", |(group, _)| group);
    text("/spec/group") == group && text("/spec/names/kind") == kind
}
