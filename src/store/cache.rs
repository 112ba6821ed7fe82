//! The objects of one collection, each in a signal of its own.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, PoisonError, RwLock};

use kubewire::object::Object;
use kubewire::watch::message::Delta;
use leptos::prelude::*;
use rustc_hash::FxHashSet;
use workload::order;

use crate::store::journal::{Journal, Since};

/// The uid of an object.
pub type Uid = Arc<str>;

/// Some uids, to be looked up by the thousand.
pub type UidSet = FxHashSet<Uid>;

/// The objects of one collection. A change of one object notifies that object's readers and, at most once per batch,
/// those of [`Cache::version`] and [`Cache::all`]; only an object's coming or going notifies those of [`Cache::order`].
#[derive(Debug)]
pub struct Cache<K: Object> {
    rows: Rows<K>,
    staged: RwLock<Option<Staged<K>>>,
    journal: RwLock<Journal>,
    version: ArcRwSignal<u64>,
    /// The version of the last coming or going.
    membership: ArcRwSignal<u64>,
    order: ArcMemo<Arc<[Uid]>>,
    all: ArcMemo<Arc<[Arc<K>]>>,
    loaded: ArcRwSignal<bool>,
}

type Rows<K> = Arc<RwLock<HashMap<Uid, ArcRwSignal<Arc<K>>>>>;

impl<K: Object> Default for Cache<K> {
    fn default() -> Self {
        let (version, membership) = (ArcRwSignal::new(0), ArcRwSignal::new(0));
        let rows = Rows::default();
        // Sorted only where someone reads it, and not compared: whenever it is made anew it is another.
        let (held, touched) = (Arc::clone(&rows), version.clone());
        let sort = move |_: Option<&Arc<[Arc<K>]>>| {
            touched.track();
            sorted(&held).into()
        };
        let all = ArcMemo::new_with_compare(sort, |_, _| true);
        let (held, touched) = (Arc::clone(&rows), membership.clone());
        let sort = move |_: Option<&Arc<[Uid]>>| {
            touched.track();
            sorted(&held).iter().map(|object| Uid::from(object.key().uid.as_str())).collect()
        };
        let order = ArcMemo::new_with_compare(sort, |_, _| true);
        let (staged, journal, loaded) = (RwLock::default(), RwLock::default(), ArcRwSignal::new(false));
        Self { rows, staged, journal, version, membership, order, all, loaded }
    }
}

/// A list under way; it takes the rows' place when it is complete.
#[derive(Debug)]
struct Staged<K> {
    uids: HashSet<Uid>,
    /// What a later list has brought so far. The first one's objects are rows at once: they replace nothing.
    held: Vec<K>,
}

/// What a batch changed, gathered first: readers are notified when no lock is held.
struct Changes<K: Object> {
    /// Rows whose object is another now; the latest state of each.
    changed: HashMap<Uid, (ArcRwSignal<Arc<K>>, Arc<K>)>,
    /// Those that came or went.
    membership: Vec<Uid>,
    listed: bool,
}

impl<K: Object> Cache<K> {
    /// One object.
    pub fn row(&self, uid: &Uid) -> Option<ArcReadSignal<Arc<K>>> {
        let rows = self.rows.read().unwrap_or_else(PoisonError::into_inner);
        rows.get(uid).map(ArcRwSignal::read_only)
    }

    /// The uids, sorted by namespace and name.
    pub fn order(&self) -> ArcMemo<Arc<[Uid]>> {
        self.order.clone()
    }

    /// All objects, sorted by namespace and name.
    pub fn all(&self) -> ArcMemo<Arc<[Arc<K>]>> {
        self.all.clone()
    }

    /// A number that grows with each batch that changes anything.
    pub fn version(&self) -> ArcReadSignal<u64> {
        self.version.read_only()
    }

    /// What has changed since a version, for those who keep something made of it.
    pub fn since(&self, version: u64) -> Since<K> {
        let changed = self.journal.read().unwrap_or_else(PoisonError::into_inner).since(version);
        let rows = self.rows.read().unwrap_or_else(PoisonError::into_inner);
        match changed {
            Some(uids) => {
                let now = |uid: Uid| (rows.get(&uid).map(ArcRwSignal::get_untracked), uid);
                Since::Changes(uids.into_iter().map(now).map(|(object, uid)| (uid, object)).collect())
            }
            None => Since::Everything(rows.values().map(ArcRwSignal::get_untracked).collect()),
        }
    }

    /// Whether the collection has been listed completely once. Until then it grows page by page.
    pub fn loaded(&self) -> ArcReadSignal<bool> {
        self.loaded.read_only()
    }

    /// Applies what arrived, and notifies each reader at most once.
    pub fn apply(&self, deltas: Vec<Delta<K>>) {
        let mut changes = Changes { changed: HashMap::new(), membership: Vec::new(), listed: false };
        let first = !self.loaded.get_untracked();
        {
            let mut rows = self.rows.write().unwrap_or_else(PoisonError::into_inner);
            let mut staged = self.staged.write().unwrap_or_else(PoisonError::into_inner);
            for delta in deltas {
                match delta {
                    Delta::Init => *staged = Some(Staged { uids: HashSet::new(), held: Vec::new() }),
                    Delta::InitPage(objects) => {
                        if let Some(staged) = staged.as_mut() {
                            changes.page(&mut rows, staged, objects, first);
                        }
                    }
                    Delta::InitDone => {
                        if let Some(staged) = staged.take() {
                            changes.swap(&mut rows, staged);
                        }
                    }
                    Delta::Apply(object) => changes.put(&mut rows, object),
                    Delta::Delete(object) => changes.remove(&mut rows, object.key().uid.as_str()),
                }
            }
        }
        self.notify(changes);
    }

    fn notify(&self, changes: Changes<K>) {
        let membership = !changes.membership.is_empty();
        let uids: Vec<Uid> = changes.changed.keys().cloned().chain(changes.membership).collect();
        for (signal, object) in changes.changed.into_values() {
            signal.set(object);
        }
        if !uids.is_empty() {
            let version = self.journal.write().unwrap_or_else(PoisonError::into_inner).note(uids);
            self.version.set(version);
            if membership {
                self.membership.set(version);
            }
        }
        if changes.listed && !self.loaded.get_untracked() {
            self.loaded.set(true);
        }
    }
}

fn sorted<K: Object>(rows: &Rows<K>) -> Vec<Arc<K>> {
    let rows = rows.read().unwrap_or_else(PoisonError::into_inner);
    let mut sorted: Vec<Arc<K>> = rows.values().map(ArcRwSignal::get_untracked).collect();
    order::sort_by(&mut sorted, |a, b| {
        let (a, b) = (a.key(), b.key());
        (&a.namespace, &a.name, &a.uid).cmp(&(&b.namespace, &b.name, &b.uid))
    });
    sorted
}

impl<K: Object> Changes<K> {
    fn page(
        &mut self,
        rows: &mut HashMap<Uid, ArcRwSignal<Arc<K>>>,
        staged: &mut Staged<K>,
        objects: Vec<K>,
        first: bool,
    ) {
        staged.uids.extend(objects.iter().map(|object| Uid::from(object.key().uid.as_str())));
        if first {
            for object in objects {
                self.put(rows, object);
            }
        } else {
            staged.held.extend(objects);
        }
    }

    fn put(&mut self, rows: &mut HashMap<Uid, ArcRwSignal<Arc<K>>>, object: K) {
        let uid = Uid::from(object.key().uid.as_str());
        let Some(row) = rows.get(&uid) else {
            rows.insert(uid.clone(), ArcRwSignal::new(Arc::new(object)));
            self.membership.push(uid);
            return;
        };
        let same = match self.changed.get(&uid) {
            Some((_, pending)) => **pending == object,
            None => row.with_untracked(|known| **known == object),
        };
        if !same {
            self.changed.insert(uid, (row.clone(), Arc::new(object)));
        }
    }

    fn remove(&mut self, rows: &mut HashMap<Uid, ArcRwSignal<Arc<K>>>, uid: &str) {
        self.changed.remove(uid);
        if let Some((uid, _)) = rows.remove_entry(uid) {
            self.membership.push(uid);
        }
    }

    fn swap(&mut self, rows: &mut HashMap<Uid, ArcRwSignal<Arc<K>>>, listed: Staged<K>) {
        let gone: HashSet<Uid> = rows.keys().filter(|uid| !listed.uids.contains(*uid)).cloned().collect();
        for uid in gone {
            self.remove(rows, &uid);
        }
        for object in listed.held {
            self.put(rows, object);
        }
        self.listed = true;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use kubewire::object::ObjectKey;
    use leptos::reactive::effect::ImmediateEffect;

    use super::*;

    #[derive(Debug, Clone, PartialEq)]
    struct Thing(ObjectKey);

    impl Object for Thing {
        fn key(&self) -> &ObjectKey {
            &self.0
        }
    }

    fn thing(name: &str, version: &str) -> Thing {
        Thing(ObjectKey {
            uid: format!("uid-{name}"),
            name: name.into(),
            namespace: "n".into(),
            resource_version: version.into(),
        })
    }

    fn listed(names: &[&str]) -> Vec<Delta<Thing>> {
        let page = Delta::InitPage(names.iter().map(|name| thing(name, "1")).collect());
        vec![Delta::Init, page, Delta::InitDone]
    }

    fn order(cache: &Cache<Thing>) -> Vec<String> {
        cache.order().get_untracked().iter().map(ToString::to_string).collect()
    }

    /// How often a signal's readers are notified. The first run, which subscribes, is not counted.
    fn count<T: Send + Sync + 'static>(
        signal: impl With<Value = T> + Send + Sync + 'static,
    ) -> (Arc<AtomicUsize>, ImmediateEffect) {
        let runs = Arc::new(AtomicUsize::new(0));
        let counter = runs.clone();
        let effect = ImmediateEffect::new(move || {
            signal.with(|_| ());
            counter.fetch_add(1, Ordering::Relaxed);
        });
        runs.store(0, Ordering::Relaxed);
        (runs, effect)
    }

    #[test]
    fn a_later_list_changes_nothing_before_it_is_complete() {
        let cache = Cache::default();
        cache.apply(listed(&["a", "b"]));
        cache.apply(listed(&["b", "c"])[..2].to_vec());
        assert_eq!(order(&cache), ["uid-a", "uid-b"]);
        cache.apply(vec![Delta::InitDone]);
        assert_eq!(order(&cache), ["uid-b", "uid-c"]);
    }

    #[test]
    fn the_first_list_is_shown_page_by_page_and_is_loaded_when_it_is_complete() {
        let cache = Cache::default();
        cache.apply(listed(&["b", "a"])[..2].to_vec());
        assert_eq!(order(&cache), ["uid-a", "uid-b"]);
        assert!(!cache.loaded().get_untracked());
        cache.apply(vec![Delta::InitPage(vec![thing("c", "1")]), Delta::InitDone]);
        assert_eq!(order(&cache), ["uid-a", "uid-b", "uid-c"]);
        assert!(cache.loaded().get_untracked());
    }

    #[test]
    fn a_list_that_is_begun_again_forgets_what_it_had() {
        let cache = Cache::default();
        cache.apply(listed(&["a"])[..2].to_vec());
        cache.apply(listed(&["b"]));
        assert_eq!(order(&cache), ["uid-b"]);
    }

    #[test]
    fn a_relist_keeps_the_rows_that_are_the_same_and_drops_those_that_are_gone() {
        let cache = Cache::default();
        cache.apply(listed(&["a", "b"]));
        let row = cache.row(&"uid-a".into()).unwrap();
        let (rows, _effect) = count(row);
        let (orders, _other) = count(cache.order());
        cache.apply(listed(&["a", "b"]));
        assert_eq!((rows.load(Ordering::Relaxed), orders.load(Ordering::Relaxed)), (0, 0));
        cache.apply(listed(&["a"]));
        assert_eq!((rows.load(Ordering::Relaxed), orders.load(Ordering::Relaxed)), (0, 1));
        assert!(cache.row(&"uid-b".into()).is_none());
    }

    #[test]
    fn many_changes_of_one_object_notify_its_readers_once_and_the_others_never() {
        let cache = Cache::default();
        cache.apply(listed(&["a", "b"]));
        let a = cache.row(&"uid-a".into()).unwrap();
        let (changed, _one) = count(a.clone());
        let (unchanged, _two) = count(cache.row(&"uid-b".into()).unwrap());
        let (orders, _three) = count(cache.order());
        let (all, _four) = count(cache.all());
        cache.apply((2..9).map(|n| Delta::Apply(thing("a", &n.to_string()))).collect());
        let runs = |counter: &AtomicUsize| counter.load(Ordering::Relaxed);
        assert_eq!((runs(&changed), runs(&unchanged), runs(&orders), runs(&all)), (1, 0, 0, 1));
        assert_eq!(a.get_untracked().0.resource_version, "8");
    }

    /// A set that is deleted and created again under its name is another one.
    #[test]
    fn an_object_that_comes_again_in_the_same_batch_is_a_new_row() {
        let cache = Cache::default();
        cache.apply(listed(&["a"]));
        let again = Thing(ObjectKey { uid: "uid-new".into(), ..thing("a", "9").0 });
        cache.apply(vec![Delta::Apply(thing("a", "7")), Delta::Delete(thing("a", "8")), Delta::Apply(again)]);
        assert_eq!(order(&cache), ["uid-new"]);
        assert_eq!(cache.all().get_untracked().len(), 1);
    }

    #[test]
    fn an_unknown_object_that_goes_changes_nothing() {
        let cache = Cache::default();
        cache.apply(listed(&["a"]));
        let (all, _effect) = count(cache.all());
        cache.apply(vec![Delta::Delete(thing("z", "9"))]);
        assert_eq!(all.load(Ordering::Relaxed), 0);
    }

    #[test]
    fn whoever_keeps_something_made_of_it_is_told_what_has_changed_since() {
        let cache = Cache::default();
        let told = |version| match cache.since(version) {
            Since::Everything(all) => format!("all {}", all.len()),
            Since::Changes(changes) => {
                let one = |(uid, object): (Uid, Option<Arc<Thing>>)| {
                    format!("{uid}{}", object.map_or(String::new(), |o| format!("@{}", o.0.resource_version)))
                };
                let mut lines: Vec<String> = changes.into_iter().map(one).collect();
                lines.sort();
                lines.join(" ")
            }
        };
        cache.apply(listed(&["a", "b"]));
        let listed = cache.version().get_untracked();
        assert_eq!((told(0).as_str(), told(listed).as_str()), ("uid-a@1 uid-b@1", ""));
        cache.apply(vec![Delta::Apply(thing("a", "2")), Delta::Delete(thing("b", "2"))]);
        cache.apply(vec![Delta::Apply(thing("a", "3"))]);
        assert_eq!(told(listed), "uid-a@3 uid-b", "each once, as it is now");
        for n in 0..10_000 {
            cache.apply(vec![Delta::Apply(thing("a", &format!("v{n}")))]);
        }
        assert_eq!(told(listed), "all 1", "too long ago");
    }
}
