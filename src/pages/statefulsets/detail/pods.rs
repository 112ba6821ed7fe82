//! The pods of the set: found by its selector in one watch, or, where they may not be listed, each by its name.

use std::sync::Arc;

use kubewire::access::{Ask, Verdict};
use kubewire::health::Health;
use kubewire::resource::PODS;
use kubewire::scope::Scope;
use leptos::prelude::*;
use workload::rows::pod::PodRow;
use workload::rows::set::SetRow;

use crate::store::use_store;
use crate::store::watched::Watched;

/// With more pods than these they are not read one by one: each is a request every few seconds.
const MOST: u32 = 12;

/// What is known of the pods.
#[derive(Clone, Copy)]
pub struct Pods {
    /// They, those of others among them; none while they are not loaded or denied.
    pub all: Memo<Option<Arc<[Arc<PodRow>]>>>,
    /// How fresh they are.
    pub health: Signal<Health>,
    /// Whether they have been read.
    pub loaded: Signal<bool>,
}

impl Pods {
    /// Follows them for as long as the current owner lives. The selector of a set is immutable.
    pub fn watch(set: Signal<Arc<SetRow>>) -> Self {
        let scope = set.with_untracked(|set| {
            Scope::namespaced(PODS, set.meta.namespace()).labelled(set.spec.selector.to_query())
        });
        let listed = use_store().watch::<PodRow>(scope);
        let by_name = by_name(set, listed.health());
        let (all, loaded, health) = (listed.all(), listed.loaded(), listed.health());
        let are_loaded = Memo::new(move |_| match &*by_name.read() {
            Some(each) => each.iter().all(|pod| pod.loaded().get()),
            None => loaded.get(),
        });
        let all = Memo::new(move |_| {
            let found = || match &*by_name.read() {
                Some(each) => each.iter().flat_map(|pod| pod.all().get().to_vec()).collect(),
                None => all.get(),
            };
            are_loaded.get().then(found)
        });
        let health = Signal::derive(move || {
            let worst = by_name.with(|by_name| {
                by_name.as_ref().and_then(|each| Health::worst(each.iter().map(|pod| pod.health().get())))
            });
            worst.unwrap_or_else(|| health.get())
        });
        Self { all, health, loaded: are_loaded.into() }
    }
}

/// A watch of each pod by its name, while they may not be listed and each may be read.
fn by_name(set: Signal<Arc<SetRow>>, listed: Signal<Health>) -> RwSignal<Option<Vec<Watched<PodRow>>>> {
    let (store, watched) = (use_store(), RwSignal::new(None));
    let namespace = set.with_untracked(|set| set.meta.namespace().to_owned());
    let names = Memo::new(move |_| {
        let is_denied = listed.with(|health| matches!(health, Health::Denied(_)));
        if is_denied { set.with(|set| names(set)) } else { Vec::new() }
    });
    let (rights, place) = (store.rights().clone(), namespace.clone());
    let readable = Memo::new(move |_| {
        let may_read =
            |name: &String| rights.may(Ask::new("get", PODS, &*place).named(name)).get() == Verdict::Allowed;
        names.with(|names| !names.is_empty() && names.iter().all(may_read))
    });
    // The watches belong to this run of the effect: other names end them.
    Effect::new(move || {
        let watch = |name: &String| store.watch(Scope::named(PODS, &*namespace, name));
        watched.set(readable.get().then(|| names.with(|names| names.iter().map(watch).collect())));
    });
    watched
}

/// The names that its pods have, or will have; none where they are too many.
fn names(set: &SetRow) -> Vec<String> {
    let count = set.replicas().max(set.status.replicas);
    if count > MOST {
        return Vec::new();
    }
    let start = set.start();
    (start..start.saturating_add(count)).map(|ordinal| format!("{}-{ordinal}", set.meta.name())).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use workload::rows::set::SetRow;

    use super::names;

    fn set(replicas: u32, created: u32) -> SetRow {
        serde_json::from_value(json!({
            "metadata": {"name": "web"},
            "spec": {"replicas": replicas, "ordinals": {"start": 5}},
            "status": {"replicas": created},
        }))
        .expect("a set")
    }

    #[test]
    fn pods_are_called_by_their_ordinals_and_few_of_them_are_read_by_name() {
        assert_eq!(names(&set(2, 0)), ["web-5", "web-6"]);
        assert_eq!(names(&set(1, 3)).len(), 3, "those that end are still there");
        assert!(names(&set(40, 1)).is_empty());
    }
}
