//! What the page knows: the set, its pods, PVCs and events, and what follows from them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use kubewire::health::Health;
use kubewire::resource::{EVENTS, PERSISTENT_VOLUME_CLAIMS};
use kubewire::scope::Scope;
use leptos::prelude::*;
use workload::age::Timestamp;
use workload::order;
use workload::pod_status::pod_state;
use workload::rows::claim::PvcRow;
use workload::rows::event::EventRow;
use workload::rows::pod::PodRow;
use workload::rows::set::SetRow;
use workload::status::claims::broken_claim;
use workload::status::finding::{delay, failure};
use workload::status::reason::Reason;
use workload::status::{Evidence, SetView, derive, own_pods};
use workload::strip::{Cell, Strip, strip};

use crate::pages::freshness::use_freshness;
use crate::pages::now::use_now;
use crate::pages::statefulsets::detail::pods::Pods;
use crate::pages::statefulsets::detail::presence::Presence;
use crate::store::use_store;
use crate::widgets::pod_table::PodLine;

/// The page's knowledge. All of it follows the cluster.
#[derive(Clone, Copy)]
pub struct Model {
    /// The set, as it was last seen.
    pub set: Signal<Arc<SetRow>>,
    /// Whether it is there.
    pub presence: Memo<Presence>,
    /// How fresh it is.
    pub health: Signal<Health>,
    /// Pods that the set's selector finds; none while they are not loaded or denied.
    pub pods: Memo<Option<Arc<[Arc<PodRow>]>>>,
    /// How fresh they are.
    pub pods_health: Signal<Health>,
    /// Events about the set, its pods and its PVCs, newest first.
    pub events: Memo<Vec<Arc<EventRow>>>,
    /// Whether the events have been listed.
    pub events_known: Signal<bool>,
    /// How fresh they are.
    pub events_health: Signal<Health>,
    /// How the set is.
    pub view: Memo<SetView>,
    /// Its ordinals.
    pub strip: Memo<Strip>,
    /// The lines of the pod table.
    pub lines: Memo<Vec<PodLine>>,
    /// The time of day, to the second.
    pub now: Signal<Timestamp>,
}

impl Model {
    /// Follows a set for as long as the current owner lives. Its selector never changes: it is immutable.
    pub fn watch(set: Signal<Arc<SetRow>>, presence: Memo<Presence>, health: Signal<Health>) -> Self {
        let store = use_store();
        let (namespace, labels) = set.with_untracked(|set| {
            (set.meta.namespace().to_owned(), pairs(set.spec.selector.match_labels.iter()))
        });
        let Pods { all: pods, health: pods_health, loaded } = Pods::watch(set);
        use_freshness().follow(pods_health, loaded);
        let claims = claims(set, &namespace, labels);
        let watched = store.watch::<EventRow>(Scope::namespaced(EVENTS, &namespace));
        let (all_events, events_known, events_health) = (watched.all(), watched.loaded(), watched.health());
        let events = Memo::new(move |_| {
            let claims = claims.get();
            all_events.with(|events| set.with(|set| about(set, &claims, events)))
        });
        let view = Memo::new(move |_| {
            let (set, pods, claims) = (set.get(), pods.get(), claims.get());
            events.with(|events| derive(&set, Evidence { pods: pods.as_deref(), claims: &claims, events }))
        });
        let strip = Memo::new(move |_| set.with(|set| pods.with(|pods| strip(set, pods.as_deref()))));
        let lines = Memo::new(move |_| {
            let pods = pods.get().unwrap_or_default();
            let claims = claims.get();
            let lines = |events: &Vec<_>| {
                let evidence = Evidence { pods: Some(&pods), claims: &claims, events };
                set.with(|set| strip.with(|strip| lines(set, strip, evidence)))
            };
            events.with(lines)
        });
        let now = use_now();
        Self {
            set,
            presence,
            health,
            pods,
            pods_health,
            events,
            events_known,
            events_health,
            view,
            strip,
            lines,
            now,
        }
    }

    /// How many of the known pods are the set's own.
    pub fn own_count(&self) -> usize {
        let pods = self.pods.get().unwrap_or_default();
        self.set.with(|set| own_pods(set, &pods).len())
    }
}

/// PVCs carry the labels of the set's selector
/// (`k/k pkg/controller/statefulset/stateful_set_utils.go` getPersistentVolumeClaims). A set without templates has
/// none, and none are asked for.
fn claims(set: Signal<Arc<SetRow>>, namespace: &str, labels: String) -> Signal<Arc<[Arc<PvcRow>]>> {
    if set.with_untracked(|set| set.claim_templates().next().is_none()) {
        let none: Arc<[Arc<PvcRow>]> = Arc::new([]);
        return Signal::stored(none);
    }
    let scope = Scope::namespaced(PERSISTENT_VOLUME_CLAIMS, namespace);
    let scope = if labels.is_empty() { scope } else { scope.labelled(labels) };
    use_store().watch::<PvcRow>(scope).all()
}

fn pairs<'a>(labels: impl Iterator<Item = (&'a String, &'a String)>) -> String {
    labels.map(|(key, value)| format!("{key}={value}")).collect::<Vec<_>>().join(",")
}

/// Of all events of the namespace those about the set, its pods and its PVCs, newest first. Pods and PVCs go by
/// their names: an event outlives the pod that it is about, and tells why that one ended.
fn about(set: &SetRow, claims: &[Arc<PvcRow>], events: &[Arc<EventRow>]) -> Vec<Arc<EventRow>> {
    let templates: HashSet<&str> = set.claim_templates().collect();
    let known: HashSet<&str> = claims.iter().map(|claim| claim.meta.name()).collect();
    let is_of_claim = |name: &str| {
        let template = pod_of(name, set.meta.name()).and_then(|(before, _)| before.strip_suffix('-'));
        template.is_some_and(|template| templates.contains(template))
            || known.contains(name) && !templates.is_empty()
    };
    let concerns = |event: &&Arc<EventRow>| match event.about.kind.as_str() {
        "StatefulSet" => event.about.uid == set.meta.key.uid,
        "Pod" => {
            is_since(set, event)
                && pod_of(&event.about.name, set.meta.name()).is_some_and(|(before, _)| before.is_empty())
        }
        "PersistentVolumeClaim" => is_since(set, event) && is_of_claim(&event.about.name),
        _ => false,
    };
    let mut about: Vec<_> = events.iter().filter(concerns).cloned().collect();
    order::sort_by_key(&mut about, |event| std::cmp::Reverse(event.last_seen()));
    about
}

/// An event from before the set was created is about the pods of a namesake.
fn is_since(set: &SetRow, event: &EventRow) -> bool {
    event.last_seen() >= set.meta.created
}

/// What stands before the name of the set's pod, and the pod's ordinal: `data-web-3` is `data-` and 3 of `web`.
fn pod_of<'a>(name: &'a str, set: &str) -> Option<(&'a str, u32)> {
    let (rest, ordinal) = name.rsplit_once('-')?;
    Some((rest.strip_suffix(set)?, ordinal.parse().ok()?))
}

fn lines(set: &SetRow, strip: &Strip, evidence: Evidence<'_>) -> Vec<PodLine> {
    let Strip::Cells(cells) = strip else { return Vec::new() };
    let own = evidence.pods.unwrap_or_default().iter().filter(|pod| pod.owner_uid() == set.meta.key.uid);
    let own: HashMap<u32, &Arc<PodRow>> = own.filter_map(|pod| Some((pod.ordinal()?, pod))).collect();
    let line = |cell: &Cell| {
        let pod = own.get(&cell.ordinal).copied().cloned();
        let why = pod.as_ref().filter(|pod| !pod.is_ready()).and_then(|pod| why(set, pod, evidence));
        PodLine { cell: cell.clone(), name: format!("{}-{}", set.meta.name(), cell.ordinal), pod, why }
    };
    cells.cells.iter().map(line).collect()
}

/// A claim's own complaint says more than the scheduler's about the pod that waits for it.
fn why(set: &SetRow, pod: &PodRow, Evidence { claims, events, .. }: Evidence<'_>) -> Option<Reason> {
    broken_claim(set, pod.meta.name(), claims, events)
        .or_else(|| failure(pod, events))
        .or_else(|| delay(pod, &pod_state(pod).word, events))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use serde_json::json;
    use workload::rows::event::EventRow;
    use workload::rows::set::SetRow;

    use super::{about, pod_of};

    fn set() -> SetRow {
        serde_json::from_value(json!({
            "metadata": {"uid": "u1", "name": "web", "creationTimestamp": "2026-11-21T09:00:00Z"},
            "spec": {"volumeClaimTemplates": [{"metadata": {"name": "data"}}]},
        }))
        .expect("a set")
    }

    fn event(kind: &str, name: &str, uid: &str, minute: u32) -> Arc<EventRow> {
        let time = format!("2026-11-21T09:{minute:02}:00Z");
        let value = json!({
            "metadata": {"name": format!("{name}.{minute}")},
            "involvedObject": {"kind": kind, "name": name, "uid": uid},
            "lastTimestamp": time,
        });
        Arc::new(serde_json::from_value(value).expect("an event"))
    }

    #[test]
    fn a_name_is_taken_apart_from_its_end() {
        assert_eq!(pod_of("web-3", "web"), Some(("", 3)));
        assert_eq!(pod_of("data-web-3", "web"), Some(("data-", 3)));
        assert_eq!(
            (pod_of("web-a", "web"), pod_of("webx-1", "web"), pod_of("web", "web")),
            (None, None, None)
        );
    }

    #[test]
    fn events_of_the_set_its_pods_and_claims_are_kept_newest_first() {
        let events = [
            event("Pod", "web-0", "p0", 5),
            event("StatefulSet", "web", "u1", 1),
            event("PersistentVolumeClaim", "data-web-0", "c0", 9),
            event("StatefulSet", "web", "an earlier web", 9),
            event("Pod", "api-web-0", "p1", 9),
            event("PersistentVolumeClaim", "logs-web-0", "c1", 9),
            event("Node", "web-0", "n", 9),
        ];
        let kept = about(&set(), &[], &events);
        let names: Vec<&str> = kept.iter().map(|event| event.about.name.as_str()).collect();
        assert_eq!(names, ["data-web-0", "web-0", "web"]);
    }

    #[test]
    fn events_of_a_namesakes_pods_from_before_the_set_are_left_out() {
        let old: EventRow = serde_json::from_value(json!({
            "involvedObject": {"kind": "Pod", "name": "web-0"}, "lastTimestamp": "2026-11-21T08:59:59Z",
        }))
        .expect("an event");
        assert!(about(&set(), &[], &[Arc::new(old)]).is_empty());
    }
}
