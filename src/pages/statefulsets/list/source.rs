//! What the list is made of: the watches, and the lines joined from them.

use std::sync::Arc;

use kubewire::health::Health;
use kubewire::resource::{EVENTS, PODS, STATEFUL_SETS};
use kubewire::scope::Scope;
use leptos::prelude::*;
use workload::rows::event::EventRow;
use workload::rows::pod::PodRow;
use workload::rows::set::SetRow;

use crate::pages::freshness::use_freshness;
use crate::pages::statefulsets::actions::Known;
use crate::pages::statefulsets::list::line::Lines;
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
    /// Watches a namespace, or all where it is empty, for as long as the current owner lives.
    pub fn watch(namespace: &str) -> Self {
        let store = use_store();
        let scope = |resource| match namespace {
            "" => Scope::all(resource),
            namespace => Scope::namespaced(resource, namespace),
        };
        let sets: Watched<SetRow> = store.watch(scope(STATEFUL_SETS));
        let pods: Watched<PodRow> = store.watch(scope(PODS));
        let warnings = Scope { field_selector: Some(REFUSALS.to_owned()), ..scope(EVENTS) };
        let events: Watched<EventRow> = store.watch(warnings);
        let (all_sets, all_pods, all_events) = (sets.all(), pods.all(), events.all());
        let pods_known = pods.loaded();
        let lines = Memo::new(move |before: Option<&Lines>| {
            let (sets, pods, events) = (all_sets.get(), all_pods.get(), all_events.get());
            let pods: Option<&[Arc<PodRow>]> = pods_known.get().then_some(&*pods);
            before.cloned().unwrap_or_default().join(&sets, pods, &events)
        });
        use_freshness().follow(sets.health());
        Self { lines, health: sets.health(), loaded: sets.loaded(), pods: pods.health() }
    }

    /// What is known of one set, read reactively.
    pub fn find(&self, uid: &str) -> Option<Known> {
        self.lines.with(|lines| lines.get(uid).map(|line| line.known()))
    }
}
