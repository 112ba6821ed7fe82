//! Objects that name another namespace than the chosen one: before they are written there, the person is asked.

use std::collections::BTreeSet;

use crate::creation::entry::Entry;
use crate::creation::outcome::{Outcome, Outcomes};

/// One object and where it goes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Elsewhere {
    /// The namespace that it names.
    pub namespace: String,
    /// Its kind.
    pub kind: String,
    /// Its name.
    pub name: String,
}

/// The objects that a run may write into another namespace than the chosen one, by namespace. Where none is chosen, all
/// are where they shall be; an object that exists and is left as it is goes nowhere.
pub fn elsewhere(entries: &[Entry], outcomes: &Outcomes, chosen: &str) -> BTreeSet<Elsewhere> {
    let is_written = |entry: &&Entry| match outcomes.get(entry) {
        Some(Outcome::Exists(_)) => outcomes.is_chosen(entry),
        Some(outcome) => !outcome.is_there(),
        None => true,
    };
    let place = |entry: &Entry| {
        let identity = entry.identity.as_ref()?;
        let (namespace, kind, name) =
            (identity.namespace.clone(), identity.kind.clone(), identity.name.clone());
        let is_other = !chosen.is_empty() && !namespace.is_empty() && namespace != chosen;
        is_other.then_some(Elsewhere { namespace, kind, name })
    };
    entries.iter().filter(is_written).filter_map(place).collect()
}
