//! The objects of one collection, each in a signal of its own.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use kubewire::object::Object;
use leptos::prelude::*;

/// The uid of an object.
pub type Uid = Arc<str>;

/// The objects of one collection. A change of one object notifies that object's readers and those of
/// [`Cache::all`]; only an object's coming or going notifies those of [`Cache::order`].
#[derive(Debug)]
pub struct Cache<K: Object> {
    rows: RwLock<HashMap<Uid, ArcRwSignal<Arc<K>>>>,
    order: ArcRwSignal<Arc<[Uid]>>,
    all: ArcRwSignal<Arc<[Arc<K>]>>,
    loaded: ArcRwSignal<bool>,
}

impl<K: Object> Default for Cache<K> {
    fn default() -> Self {
        Self {
            rows: RwLock::default(),
            order: ArcRwSignal::new(Arc::new([])),
            all: ArcRwSignal::new(Arc::new([])),
            loaded: ArcRwSignal::new(false),
        }
    }
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
}
