//! A line of the list: a set joined with its pods and the events about it. Joined once per batch of changes; a line
//! whose parts did not change is the same `Arc` as before, so that one event renders one row.

use std::collections::HashMap;
use std::sync::Arc;

use workload::rows::event::EventRow;
use workload::rows::pod::PodRow;
use workload::rows::set::SetRow;
use workload::status::{self, Evidence, SetView};
use workload::strip::{self, Strip};

use crate::pages::statefulsets::actions::Known;

/// One set and what is known of it.
#[derive(Debug)]
pub struct Line {
    /// The set.
    pub set: Arc<SetRow>,
    /// How it is.
    pub view: SetView,
    uid: Arc<str>,
    pods: Option<Vec<Arc<PodRow>>>,
    events: Vec<Arc<EventRow>>,
}

impl Line {
    /// Its uid, which is its identity in the list.
    pub fn uid(&self) -> &Arc<str> {
        &self.uid
    }

    /// The set and its pods, for dialogs about it.
    pub fn known(&self) -> Known {
        Known { set: Arc::clone(&self.set), pods: self.pods.clone() }
    }

    /// Its ordinals. Not kept: only the rows that are drawn need it.
    pub fn strip(&self) -> Strip {
        strip::strip(&self.set, self.pods.as_deref())
    }
}

/// All lines of the list by the uid of their set.
#[derive(Debug, Clone, Default)]
pub struct Lines(HashMap<String, Arc<Line>>);

/// Equal when each line is the same `Arc`.
impl PartialEq for Lines {
    fn eq(&self, other: &Self) -> bool {
        self.0.len() == other.0.len()
            && self.0.iter().all(|(uid, line)| other.0.get(uid).is_some_and(|there| Arc::ptr_eq(line, there)))
    }
}

impl Lines {
    /// The line of a set.
    pub fn get(&self, uid: &str) -> Option<&Arc<Line>> {
        self.0.get(uid)
    }

    /// All lines, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Line>> {
        self.0.values()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Joins sets with their pods, none where pods are not loaded or denied, and with the events about them, in time
    /// proportional to their number; lines of `self` that would come out the same are kept.
    #[must_use]
    pub fn join(&self, sets: &[Arc<SetRow>], pods: Option<&[Arc<PodRow>]>, events: &[Arc<EventRow>]) -> Self {
        let mut owned: Option<HashMap<&str, Vec<Arc<PodRow>>>> = pods.map(|pods| {
            let mut owned: HashMap<&str, Vec<Arc<PodRow>>> = HashMap::with_capacity(sets.len());
            for pod in pods {
                owned.entry(pod.owner_uid()).or_default().push(Arc::clone(pod));
            }
            owned
        });
        let mut about: HashMap<&str, Vec<Arc<EventRow>>> = HashMap::new();
        for event in events {
            about.entry(event.about.uid.as_str()).or_default().push(Arc::clone(event));
        }
        let lines = sets.iter().map(|set| {
            let uid = set.meta.key.uid.as_str();
            let pods = owned.as_mut().map(|owned| owned.remove(uid).unwrap_or_default());
            let events = about.remove(uid).unwrap_or_default();
            (uid.to_owned(), self.line(set, pods, events))
        });
        Self(lines.collect())
    }

    fn line(
        &self,
        set: &Arc<SetRow>,
        pods: Option<Vec<Arc<PodRow>>>,
        events: Vec<Arc<EventRow>>,
    ) -> Arc<Line> {
        let kept = self.0.get(&set.meta.key.uid).filter(|line| {
            let pods_same = match (&line.pods, &pods) {
                (Some(before), Some(now)) => same(before, now),
                (before, now) => before.is_none() && now.is_none(),
            };
            Arc::ptr_eq(&line.set, set) && pods_same && same(&line.events, &events)
        });
        if let Some(kept) = kept {
            return Arc::clone(kept);
        }
        let view = status::derive(set, Evidence { pods: pods.as_deref(), claims: &[], events: &events });
        let uid = Arc::from(set.meta.key.uid.as_str());
        Arc::new(Line { set: Arc::clone(set), view, uid, pods, events })
    }
}

/// Whether two lists hold the same objects, not merely equal ones, in the same order.
fn same<T>(a: &[Arc<T>], b: &[Arc<T>]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| Arc::ptr_eq(a, b))
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::Arc;

    use serde_json::json;
    use workload::rows::pod::PodRow;
    use workload::rows::set::SetRow;

    use super::Lines;

    pub fn set(uid: &str, name: &str, namespace: &str, replicas: u32, ready: u32) -> Arc<SetRow> {
        let value = json!({
            "metadata": {"uid": uid, "name": name, "namespace": namespace, "generation": 1,
                "creationTimestamp": format!("2026-11-0{}T00:00:00Z", name.len().min(9))},
            "spec": {"replicas": replicas},
            "status": {"observedGeneration": 1, "replicas": replicas, "readyReplicas": ready, "availableReplicas": ready,
                "updatedReplicas": replicas, "currentRevision": "a", "updateRevision": "a"},
        });
        Arc::new(serde_json::from_value(value).expect("a set"))
    }

    fn pod(owner: &str, name: &str) -> Arc<PodRow> {
        let value = json!({
            "metadata": {"uid": format!("{owner}/{name}"), "name": name,
                "ownerReferences": [{"uid": owner, "kind": "StatefulSet", "controller": true}]},
            "status": {"phase": "Running", "conditions": [{"type": "Ready", "status": "True"}]},
        });
        Arc::new(serde_json::from_value(value).expect("a pod"))
    }

    #[test]
    fn a_change_of_one_set_or_of_its_pods_leaves_the_other_lines_alone() {
        let (web, db) = (set("1", "web", "shop", 1, 1), set("2", "db", "shop", 1, 1));
        let pods = [pod("1", "web-0"), pod("2", "db-0")];
        let first = Lines::default().join(&[web.clone(), db.clone()], Some(&pods), &[]);
        let again = first.join(&[db.clone(), web.clone()], Some(&pods), &[]);
        assert!(first == again, "the same objects in another order are the same list");

        let scaled = set("2", "db", "shop", 2, 1);
        let after = first.join(&[web.clone(), scaled.clone()], Some(&pods), &[]);
        assert!(Arc::ptr_eq(&first.0["1"], &after.0["1"]));
        assert!(!Arc::ptr_eq(&first.0["2"], &after.0["2"]));

        let restarted = [pods[0].clone(), pod("2", "db-0")];
        let later = after.join(&[web, scaled], Some(&restarted), &[]);
        assert!(Arc::ptr_eq(&after.0["1"], &later.0["1"]));
        assert!(!Arc::ptr_eq(&after.0["2"], &later.0["2"]));
    }

    #[test]
    fn pods_of_a_namesake_do_not_join() {
        let lines =
            Lines::default().join(&[set("new", "web", "shop", 1, 0)], Some(&[pod("old", "web-0")]), &[]);
        assert_eq!(lines.0["new"].pods.as_ref().map(Vec::len), Some(0));
    }
}
