//! Whether the person may create the sets that are written. For other kinds the check tells, in the server's words.

use std::collections::BTreeSet;

use kubewire::access::Verdict;
use leptos::prelude::*;
use workload::permission::lack;
use workload::text::Locale;

use crate::pages::statefulsets::actions::to_create;
use crate::pages::statefulsets::create::model::Model;
use crate::store::use_store;

impl Model {
    /// The permission that is missing for the first set that cannot be created; none while all can be, or may be.
    pub(super) fn barred(self, locale: Signal<Locale>) -> Memo<Option<String>> {
        let store = use_store();
        let places = Memo::new(move |_| {
            let sets =
                |entries: &Vec<_>| entries.iter().filter_map(namespace_of_set).collect::<BTreeSet<_>>();
            self.entries.with(sets)
        });
        Memo::new(move |_| {
            let refused = |namespace: &String| {
                let ask = to_create(namespace);
                let verdict = store.rights().may(ask.clone()).get();
                (verdict == Verdict::Denied).then(|| lack(locale.get(), &ask))
            };
            places.with(|places| places.iter().find_map(refused))
        })
    }
}

fn namespace_of_set(entry: &workload::creation::entry::Entry) -> Option<String> {
    let identity = entry.identity.as_ref()?;
    (entry.kind() == "StatefulSet")
        .then(|| identity.namespace.clone())
        .filter(|namespace| !namespace.is_empty())
}
