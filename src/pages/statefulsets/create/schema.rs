//! The editor's schema follows the kinds that the text names.

use std::collections::BTreeSet;

use leptos::prelude::*;
use workload::documents::identity::Identity;
use workload::schema::Kind;

use crate::pages::statefulsets::create::model::{Model, Work};
use crate::store::openapi::{self, Schema};
use crate::store::use_store;

/// The schema for the text as it is, once the cluster's answer is there; the editor works without.
pub(super) fn follow(model: Model) -> Schema {
    let kinds = Memo::new(move |before: Option<&BTreeSet<Kind>>| {
        let mut now = model.entries.with(|entries| {
            let kind = |identity: &Identity| Kind {
                api_version: identity.api_version.clone(),
                kind: identity.kind.clone(),
            };
            entries.iter().filter_map(|entry| entry.identity.as_ref().map(kind)).collect::<BTreeSet<_>>()
        });
        // A document with half a key in it cannot be read: what it was before completes the key.
        if model.draft.with(|draft| draft.broken().is_some()) {
            now.extend(before.into_iter().flatten().cloned());
        }
        now
    });
    // What a run wrote may have defined a kind.
    let at_work = Memo::new(move |_| model.work.get() != Work::Idle);
    let schema = openapi::schema_of(use_store(), kinds.into(), at_work.into());
    Effect::new(move || model.served.set(schema.served.get()));
    schema
}
