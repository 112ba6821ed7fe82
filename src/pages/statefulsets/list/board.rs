//! The sets joined with their pods and the events about them, kept up to date change by change: what a change does
//! not touch is not looked at, so that hundreds of changes a second cost little even among thousands of sets.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

use kubewire::object::Object;
use workload::rows::event::EventRow;
use workload::rows::pod::PodRow;
use workload::rows::set::SetRow;

use crate::pages::statefulsets::list::line::Line;
use crate::store::cache::{Uid, UidSet};
use crate::store::journal::{Journal, Since};

/// All lines of the list by the uid of their set. Cheap to clone; equal while nothing has changed.
#[derive(Debug, Clone, Default)]
pub struct Lines {
    version: u64,
    board: Arc<RwLock<Board>>,
}

impl PartialEq for Lines {
    fn eq(&self, other: &Self) -> bool {
        self.version == other.version && Arc::ptr_eq(&self.board, &other.board)
    }
}

/// What has changed in one namespace, or in all.
#[derive(Debug, Default)]
pub struct Changes {
    /// Of the sets.
    pub sets: Option<Since<SetRow>>,
    /// Of the pods.
    pub pods: Option<Since<PodRow>>,
    /// Of the warnings about sets.
    pub events: Option<Since<EventRow>>,
}

/// Of which namespaces all pods are known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Known {
    /// Of these.
    In(Vec<String>),
    /// Of all.
    #[default]
    Everywhere,
}

impl Lines {
    /// The line of a set.
    pub fn get(&self, uid: &str) -> Option<Arc<Line>> {
        self.read().lines.get(uid).cloned()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.read().lines.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.read().lines.is_empty()
    }

    /// All lines by uid.
    pub fn with<T>(&self, read: impl FnOnce(&HashMap<Uid, Arc<Line>>) -> T) -> T {
        read(&self.read().lines)
    }

    /// For [`Lines::since`].
    pub const fn version(&self) -> u64 {
        self.version
    }

    /// Which lines are others since a version; none where that is too long ago.
    pub fn since(&self, version: u64) -> Option<UidSet> {
        self.read().journal.since(version)
    }

    fn read(&self) -> RwLockReadGuard<'_, Board> {
        self.board.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// After changes; `part` says which watch they are from, for what a watch brings anew takes only its own place.
    #[must_use]
    pub fn after(&self, changes: Vec<Changes>, known: Known) -> Self {
        let mut board = self.board.write().unwrap_or_else(PoisonError::into_inner);
        let mut touched = HashSet::new();
        if board.known != known {
            board.known = known;
            touched.extend(board.sets.all.keys().cloned());
        }
        for (part, change) in changes.into_iter().enumerate() {
            board.take(part, change, &mut touched);
        }
        let rebuilt = board.rebuild(touched);
        let version = if rebuilt.is_empty() { self.version } else { board.journal.note(rebuilt) };
        Self { version, board: Arc::clone(&self.board) }
    }
}

#[derive(Debug, Default)]
struct Board {
    sets: Objects<SetRow>,
    pods: Objects<PodRow>,
    events: Objects<EventRow>,
    known: Known,
    lines: HashMap<Uid, Arc<Line>>,
    journal: Journal,
}

/// Objects of one kind, by the uid of the set that they are about.
#[derive(Debug)]
struct Objects<K> {
    /// Each with the watch that brought it.
    all: HashMap<Uid, (usize, Arc<K>)>,
    about: HashMap<Uid, Vec<Arc<K>>>,
}

impl<K> Default for Objects<K> {
    fn default() -> Self {
        Self { all: HashMap::new(), about: HashMap::new() }
    }
}

impl<K: Object> Objects<K> {
    fn take(&mut self, part: usize, since: Since<K>, about: impl Fn(&K) -> &str, touched: &mut HashSet<Uid>) {
        match since {
            Since::Changes(changes) => {
                for (uid, object) in changes {
                    self.put(part, uid, object, &about, touched);
                }
            }
            Since::Everything(objects) => {
                let objects: HashMap<Uid, Arc<K>> = objects
                    .into_iter()
                    .map(|object| (Uid::from(object.key().uid.as_str()), object))
                    .collect();
                let own = self.all.iter().filter(|(uid, (of, _))| *of == part && !objects.contains_key(*uid));
                let gone: Vec<Uid> = own.map(|(uid, _)| Uid::clone(uid)).collect();
                let gone = gone.into_iter().map(|uid| (uid, None));
                for (uid, object) in gone.chain(objects.into_iter().map(|(uid, object)| (uid, Some(object))))
                {
                    self.put(part, uid, object, &about, touched);
                }
            }
        }
    }

    /// Puts one object in its place, or takes it away. The order of the others stays: a line tells by it whether it
    /// is the same.
    fn put(
        &mut self,
        part: usize,
        uid: Uid,
        object: Option<Arc<K>>,
        about: impl Fn(&K) -> &str,
        touched: &mut HashSet<Uid>,
    ) {
        let before = self.all.remove(&uid).map(|(_, before)| before);
        if let (Some(before), Some(now)) = (&before, &object)
            && Arc::ptr_eq(before, now)
        {
            self.all.insert(uid, (part, Arc::clone(now)));
            return;
        }
        let subject = |object: &Arc<K>| Uid::from(about(object));
        let moved = before.as_ref().map(&subject) != object.as_ref().map(&subject);
        if let Some(before) = &before {
            let subject = subject(before);
            if let Some(others) = self.about.get_mut(&subject) {
                let place = others.iter().position(|other| Arc::ptr_eq(other, before));
                match (place, &object) {
                    (Some(place), Some(now)) if !moved => others[place] = Arc::clone(now),
                    (Some(place), _) => drop(others.remove(place)),
                    (None, _) => {}
                }
                if others.is_empty() {
                    self.about.remove(&subject);
                }
            }
            touched.insert(subject);
        }
        if let Some(now) = object {
            let subject = subject(&now);
            if moved {
                self.about.entry(Uid::clone(&subject)).or_default().push(Arc::clone(&now));
            }
            touched.insert(subject);
            self.all.insert(uid, (part, now));
        }
    }
}

impl Board {
    fn take(&mut self, part: usize, changes: Changes, touched: &mut HashSet<Uid>) {
        if let Some(sets) = changes.sets {
            self.sets.take(part, sets, |set| &set.meta.key.uid, touched);
        }
        if let Some(pods) = changes.pods {
            self.pods.take(part, pods, PodRow::owner_uid, touched);
        }
        if let Some(events) = changes.events {
            self.events.take(part, events, |event| &event.about.uid, touched);
        }
    }

    /// Makes the touched lines anew; returns those that there are or were.
    fn rebuild(&mut self, touched: HashSet<Uid>) -> Vec<Uid> {
        let mut changed = Vec::new();
        for uid in touched {
            let Some((_, set)) = self.sets.all.get(&uid) else {
                changed.extend(self.lines.remove(&uid).map(|_| uid));
                continue;
            };
            let known = match &self.known {
                Known::Everywhere => true,
                Known::In(namespaces) => namespaces.iter().any(|name| name == set.meta.namespace()),
            };
            let pods = known.then(|| self.pods.about.get(&uid).cloned().unwrap_or_default());
            let events = self.events.about.get(&uid).cloned().unwrap_or_default();
            let line = Line::new(Uid::clone(&uid), Arc::clone(set), pods, events);
            self.lines.insert(Uid::clone(&uid), Arc::new(line));
            changed.push(uid);
        }
        changed
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::sync::Arc;

    use serde_json::json;
    use workload::rows::pod::PodRow;
    use workload::rows::set::SetRow;

    use super::{Changes, Known, Lines};
    use crate::store::cache::Uid;
    use crate::store::journal::Since;

    pub fn set(uid: &str, name: &str, namespace: &str, replicas: u32, ready: u32) -> Arc<SetRow> {
        let value = json!({
            "metadata": {"uid": uid, "name": name, "namespace": namespace, "generation": 1,
                "labels": {"app.kubernetes.io/name": name.split('-').next()},
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

    /// The lines of some sets without pods.
    pub fn lines(sets: &[Arc<SetRow>]) -> Lines {
        let sets = Some(Since::Everything(sets.to_vec()));
        Lines::default().after(vec![Changes { sets, ..Changes::default() }], Known::In(Vec::new()))
    }

    fn pods(pods: Vec<Arc<PodRow>>) -> Changes {
        Changes { pods: Some(Since::Everything(pods)), ..Changes::default() }
    }

    fn changed(set: &Arc<SetRow>) -> Changes {
        let change = (Uid::from(set.meta.key.uid.as_str()), Some(Arc::clone(set)));
        Changes { sets: Some(Since::Changes(vec![change])), ..Changes::default() }
    }

    #[test]
    fn a_change_of_one_set_or_of_its_pods_leaves_the_other_lines_alone() {
        let both = [set("1", "web", "shop", 1, 1), set("2", "db", "shop", 1, 1)];
        let pair = vec![pod("1", "web-0"), pod("2", "db-0")];
        let first = lines(&both).after(vec![pods(pair.clone())], Known::Everywhere);
        let [web, db] = ["1", "2"].map(|uid| first.get(uid).expect("a line"));
        assert_eq!(web.known().pods.map(|pods| pods.len()), Some(1));

        let again = first.after(vec![pods(pair.clone())], Known::Everywhere);
        assert!(first == again, "the same objects make the same list");

        let scaled = again.after(vec![changed(&set("2", "db", "shop", 2, 1))], Known::Everywhere);
        assert!(scaled != again && Arc::ptr_eq(&web, &scaled.get("1").expect("web")));
        let db_scaled = scaled.get("2").expect("db");
        assert!(!Arc::ptr_eq(&db, &db_scaled));

        let restarted = scaled.after(vec![pods(vec![pair[0].clone(), pod("2", "db-0")])], Known::Everywhere);
        assert!(Arc::ptr_eq(&web, &restarted.get("1").expect("web")));
        assert!(!Arc::ptr_eq(&db_scaled, &restarted.get("2").expect("db")));
    }

    #[test]
    fn pods_of_a_namesake_do_not_join_and_those_that_came_first_wait_for_their_set() {
        let early = Lines::default()
            .after(vec![pods(vec![pod("old", "web-0"), pod("new", "web-0")])], Known::Everywhere);
        assert!(early.is_empty());
        let joined = early.after(vec![changed(&set("new", "web", "shop", 1, 0))], Known::Everywhere);
        assert_eq!(joined.get("new").and_then(|line| line.known().pods).map(|pods| pods.len()), Some(1));
    }

    #[test]
    fn where_pods_are_not_known_nothing_is_said_of_them() {
        let both = [set("1", "web", "shop", 1, 1), set("2", "web", "data", 1, 1)];
        let some = lines(&both).after(vec![], Known::In(vec!["data".into()]));
        let known = |uid: &str| some.get(uid).expect("a line").known().pods.is_some();
        assert_eq!((known("1"), known("2")), (false, true));
    }

    #[test]
    fn a_watch_that_begins_anew_takes_only_its_own_sets_away() {
        let everything = |sets: &[Arc<SetRow>]| Changes {
            sets: Some(Since::Everything(sets.to_vec())),
            ..Changes::default()
        };
        let (shop, data) = (set("1", "web", "shop", 1, 1), set("2", "web", "data", 1, 1));
        let both = Lines::default().after(vec![everything(&[shop]), everything(&[data])], Known::Everywhere);
        let one = both.after(vec![everything(&[]), Changes::default()], Known::Everywhere);
        assert!(one.get("1").is_none() && one.get("2").is_some());
    }
}
