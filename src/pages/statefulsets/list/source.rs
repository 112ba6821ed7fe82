//! What the list is made of: the watches, and the lines joined from them.

use std::sync::Arc;

use kubewire::health::Health;
use kubewire::object::Object;
use kubewire::resource::{EVENTS, PODS, Resource, STATEFUL_SETS};
use kubewire::scope::Scope;
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use workload::rows::event::EventRow;
use workload::rows::pod::PodRow;
use workload::rows::set::SetRow;

use crate::pages::freshness::use_freshness;
use crate::pages::statefulsets::actions::Known;
use crate::pages::statefulsets::list::line::Lines;
use crate::route::namespaces::Namespaces;
use crate::store::use_store;
use crate::store::watched::Watched;

/// Only the warnings about sets themselves: why the controller may not create a pod.
const REFUSALS: &str = "involvedObject.kind=StatefulSet,type=Warning";

/// The list's data.
#[derive(Clone, Copy)]
pub struct Source {
    /// Every line of the scope.
    pub lines: Memo<Lines>,
    /// How fresh the sets are.
    pub health: Signal<Health>,
    /// Whether the sets have been listed completely once.
    pub loaded: Signal<bool>,
    /// How fresh the pods are.
    pub pods: Signal<Health>,
}

impl Source {
    /// Watches some namespaces, or all, for as long as the current owner lives.
    pub fn watch(namespaces: &Namespaces) -> Self {
        let sets = Joined::<SetRow>::watch(namespaces, STATEFUL_SETS, None);
        let pods = Joined::<PodRow>::watch(namespaces, PODS, None);
        let events = Joined::<EventRow>::watch(namespaces, EVENTS, Some(REFUSALS));
        let (set_health, set_loaded, pod_health) = (sets.0.clone(), sets.0.clone(), pods.0.clone());
        let lines = Memo::new(move |before: Option<&Lines>| {
            let (sets, pods, events) = (sets.all(), pods.loaded().then(|| pods.all()), events.all());
            before.cloned().unwrap_or_default().join(&sets, pods.as_deref(), &events)
        });
        let health = Signal::derive(move || Joined(set_health.clone()).health());
        let loaded = Signal::derive(move || Joined(set_loaded.clone()).loaded());
        use_freshness().follow(health, loaded);
        let pods = Signal::derive(move || Joined(pod_health.clone()).health());
        Self { lines, health, loaded, pods }
    }

    /// What is known of one set, read reactively.
    pub fn find(&self, uid: &str) -> Option<Known> {
        self.lines.with(|lines| lines.get(uid).map(|line| line.known()))
    }
}

/// One resource of several namespaces: one watch for each.
struct Joined<K: Object>(Arc<[Watched<K>]>);

impl<K: Object + DeserializeOwned> Joined<K> {
    fn watch(namespaces: &Namespaces, resource: Resource, fields: Option<&str>) -> Self {
        let store = use_store();
        let scopes = if namespaces.is_all() {
            vec![Scope::all(resource)]
        } else {
            namespaces.names().iter().map(|name| Scope::namespaced(resource, name)).collect()
        };
        let narrowed = |scope| Scope { field_selector: fields.map(str::to_owned), ..scope };
        Self(scopes.into_iter().map(|scope| store.watch(narrowed(scope))).collect())
    }

    fn all(&self) -> Vec<Arc<K>> {
        self.0.iter().flat_map(|one| one.all().get().to_vec()).collect()
    }

    /// Whether all that may be listed has been; those that may not are said in the health.
    fn loaded(&self) -> bool {
        let done = |one: &Watched<K>| one.loaded().get() || matches!(one.health().get(), Health::Denied(_));
        self.0.iter().any(|one| one.loaded().get()) && self.0.iter().all(done)
    }

    /// The least fresh of those that may be listed, or a refusal where none may.
    fn health(&self) -> Health {
        let rank = |health: &Health| match health {
            Health::Denied(_) => 0,
            Health::Live { .. } => 1,
            Health::Polling => 2,
            Health::Loading => 3,
            Health::Reconnecting { .. } => 4,
            Health::Stale { .. } => 5,
        };
        self.0.iter().map(|one| one.health().get()).max_by_key(rank).unwrap_or(Health::Loading)
    }
}
