//! Creating what a text of several documents says: what each document is, in which order they go, what became of
//! each. The page does the requests; every decision is here.
//!
//! The whole text is checked by the server (dry run) before anything is created. What was created stays known by
//! its identity while the text is changed, so that "the rest" can be created later and nothing twice.

pub mod difference;
pub mod elsewhere;
pub mod entry;
pub mod finding;
pub mod outcome;
pub mod update;

use serde_json::Value;

use crate::creation::entry::Entry;
use crate::group_kind::{DEFINITION, GroupKind, NAMESPACE};

/// The order in which documents are created: namespaces, then custom kinds, then all else as written.
pub fn order(entries: &[Entry]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..entries.len()).collect();
    crate::order::sort_by_key(&mut order, |index| match entries[*index].group_kind() {
        NAMESPACE => 0,
        DEFINITION => 1,
        _ => 2,
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
        match other.group_kind() {
            NAMESPACE => !identity.namespace.is_empty() && other.name() == identity.namespace,
            DEFINITION => other.value.as_ref().is_some_and(|crd| defines(crd, identity.group_kind())),
            _ => false,
        }
    })
}

/// Whether a `CustomResourceDefinition` defines a kind.
pub(crate) fn defines(definition: &Value, kind: GroupKind<'_>) -> bool {
    let text = |pointer: &str| definition.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    GroupKind::new(text("/spec/group"), text("/spec/names/kind")) == kind
}
