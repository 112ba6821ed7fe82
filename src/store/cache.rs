//! The objects of one collection, each in a signal of its own.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, PoisonError, RwLock};

use kubewire::object::Object;
use kubewire::watch::message::Delta;
use leptos::prelude::*;

/// The uid of an object.
pub type Uid = Arc<str>;

/// The objects of one collection. A change of one object notifies that object's readers and those of
/// [`Cache::all`]; only an object's coming or going notifies those of [`Cache::order`].
#[derive(Debug)]
pub struct Cache<K: Object> {
    rows: RwLock<HashMap<Uid, ArcRwSignal<Arc<K>>>>,
    /// What a list has brought so far; it takes the rows' place when it is complete.
    staged: RwLock<Option<HashMap<Uid, K>>>,
    order: ArcRwSignal<Arc<[Uid]>>,
    all: ArcRwSignal<Arc<[Arc<K>]>>,
    loaded: ArcRwSignal<bool>,
}

impl<K: Object> Default for Cache<K> {
    fn default() -> Self {
        Self {
            rows: RwLock::default(),
            staged: RwLock::default(),
            order: ArcRwSignal::new(Arc::new([])),
            all: ArcRwSignal::new(Arc::new([])),
            loaded: ArcRwSignal::new(false),
        }
    }
}

/// What a batch changed, gathered first: readers are notified when no lock is held.
struct Changes<K: Object> {
    /// Rows whose object is another now; the latest state of each.
    changed: HashMap<Uid, (ArcRwSignal<Arc<K>>, Arc<K>)>,
    membership: bool,
    listed: bool,
}

impl<K: Object> Cache<K> {
    /// The uids, sorted by namespace and name.
    pub fn order(&self) -> ArcReadSignal<Arc<[Uid]>> {
        self.order.read_only()
    }

    /// One object.
    pub fn row(&self, uid: &Uid) -> Option<ArcReadSignal<Arc<K>>> {
        let rows = self.rows.read().unwrap_or_else(PoisonError::into_inner);
        rows.get(uid).map(ArcRwSignal::read_only)
    }

    /// All objects, in order.
    pub fn all(&self) -> ArcReadSignal<Arc<[Arc<K>]>> {
        self.all.read_only()
    }

    /// Whether the collection has been listed completely once.
    pub fn loaded(&self) -> ArcReadSignal<bool> {
        self.loaded.read_only()
    }

    /// Applies what arrived, and notifies each reader at most once.
    pub fn apply(&self, deltas: Vec<Delta<K>>) {
        let mut changes = Changes { changed: HashMap::new(), membership: false, listed: false };
        {
            let mut rows = self.rows.write().unwrap_or_else(PoisonError::into_inner);
            let mut staged = self.staged.write().unwrap_or_else(PoisonError::into_inner);
            for delta in deltas {
                match delta {
                    Delta::Init => *staged = Some(HashMap::new()),
                    Delta::InitPage(objects) => {
                        if let Some(staged) = staged.as_mut() {
                            staged.extend(objects.into_iter().map(|o| (Uid::from(o.key().uid.as_str()), o)));
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
        let touched = changes.membership || !changes.changed.is_empty();
        for (signal, object) in changes.changed.into_values() {
            signal.set(object);
        }
        if touched {
            let (order, all) = self.sorted();
            if changes.membership {
                self.order.set(order);
            }
            self.all.set(all);
        }
        if changes.listed && !self.loaded.get_untracked() {
            self.loaded.set(true);
        }
    }

    fn sorted(&self) -> (Arc<[Uid]>, Arc<[Arc<K>]>) {
        let rows = self.rows.read().unwrap_or_else(PoisonError::into_inner);
        let mut sorted: Vec<(Uid, Arc<K>)> =
            rows.iter().map(|(uid, row)| (uid.clone(), row.get_untracked())).collect();
        sorted.sort_by(|(_, a), (_, b)| {
            let (a, b) = (a.key(), b.key());
            (&a.namespace, &a.name, &a.uid).cmp(&(&b.namespace, &b.name, &b.uid))
        });
        let (order, all): (Vec<Uid>, Vec<Arc<K>>) = sorted.into_iter().unzip();
        (order.into(), all.into())
    }
}

impl<K: Object> Changes<K> {
    fn put(&mut self, rows: &mut HashMap<Uid, ArcRwSignal<Arc<K>>>, object: K) {
        let uid = Uid::from(object.key().uid.as_str());
        let Some(row) = rows.get(&uid) else {
            rows.insert(uid, ArcRwSignal::new(Arc::new(object)));
            self.membership = true;
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
        self.membership |= rows.remove(uid).is_some();
    }

    fn swap(&mut self, rows: &mut HashMap<Uid, ArcRwSignal<Arc<K>>>, listed: HashMap<Uid, K>) {
        let gone: HashSet<Uid> = rows.keys().filter(|uid| !listed.contains_key(*uid)).cloned().collect();
        for uid in gone {
            self.remove(rows, &uid);
        }
        for object in listed.into_values() {
            self.put(rows, object);
        }
        self.listed = true;
    }
}
