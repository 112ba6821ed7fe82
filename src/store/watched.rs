//! A watched collection as a page sees it.

use std::sync::Arc;

use kubewire::health::Health;
use kubewire::object::Object;
use kubewire::scope::Scope;
use leptos::prelude::*;

use crate::store::cache::{Cache, Uid};

/// A collection that follows the cluster. Cheap to clone; it stays alive as long as the owner that asked for it.
#[derive(Debug, Clone)]
pub struct Watched<K: Object> {
    cache: Arc<Cache<K>>,
    health: ArcRwSignal<Health>,
}

impl<K: Object> Watched<K> {
    pub(super) fn new(_scope: Scope) -> Self {
        Self { cache: Arc::new(Cache::default()), health: ArcRwSignal::new(Health::Loading) }
    }

    /// The objects' uids, sorted by namespace and name; changes only when an object comes or goes.
    pub fn order(&self) -> Signal<Arc<[Uid]>> {
        self.cache.order().into()
    }

    /// One object; `None` where there is none of that uid. The signal outlives the object and keeps its last state.
    pub fn row(&self, uid: &Uid) -> Option<ArcReadSignal<Arc<K>>> {
        self.cache.row(uid)
    }

    /// All objects in the order of [`Watched::order`], for joins; changes at most once a frame.
    pub fn all(&self) -> Signal<Arc<[Arc<K>]>> {
        self.cache.all().into()
    }

    /// How fresh the collection is.
    pub fn health(&self) -> Signal<Health> {
        self.health.clone().into()
    }

    /// Whether it has been listed completely once: an empty collection is then really empty.
    pub fn loaded(&self) -> Signal<bool> {
        self.cache.loaded().into()
    }
}
