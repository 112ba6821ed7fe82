//! Whether the person may create the sets that are written, and change the one that was opened for it. For other kinds
//! the check tells, in the server's words.

use kubewire::access::{Ask, Verdict};
use leptos::prelude::*;
use workload::creation::entry::Entry;
use workload::group_kind::STATEFUL_SET;
use workload::permission::lack;
use workload::text::Locale;

use crate::pages::statefulsets::actions::{edit, to_create};
use crate::pages::statefulsets::create::edited::Edited;
use crate::pages::statefulsets::create::model::Model;
use crate::store::use_store;

impl Model {
    /// The permission that is missing for the first set that cannot be written; none while all can be, or may be.
    pub(super) fn barred(self, locale: Signal<Locale>) -> Memo<Option<String>> {
        let store = use_store();
        let asks = Memo::new(move |_| {
            let mut asks: Vec<Ask> = Vec::new();
            self.entries.with(|entries| {
                for ask in entries.iter().filter_map(|entry| ask(self.edited, entry)) {
                    if !asks.contains(&ask) {
                        asks.push(ask);
                    }
                }
            });
            asks
        });
        Memo::new(move |_| {
            let refused = |ask: &Ask| {
                let verdict = store.rights().may(ask.clone()).get();
                (verdict == Verdict::Denied).then(|| lack(locale.get(), ask))
            };
            asks.with(|asks| asks.iter().find_map(refused))
        })
    }
}

fn ask(edited: Edited, entry: &Entry) -> Option<Ask> {
    let identity = entry.identity.as_ref()?;
    if entry.group_kind() != STATEFUL_SET || identity.namespace.is_empty() {
        return None;
    }
    let is_edited = edited.is_of(entry);
    Some(if is_edited {
        edit::ask(&identity.namespace, &identity.name)
    } else {
        to_create(&identity.namespace)
    })
}
