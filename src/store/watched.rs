//! A watched collection as a page sees it.

use std::sync::Arc;

use kubewire::health::Health;
use kubewire::object::Object;
use leptos::prelude::*;

use crate::store::cache::Uid;
use crate::store::feeds::Feed;
use crate::store::journal::Since;

/// A collection that follows the cluster. Cheap to clone; it follows as long as the owner that asked for it lives.
#[derive(Debug)]
pub struct Watched<K: Object> {
    feed: Arc<Feed<K>>,
}

// By hand: a derived one would ask for `K: Clone` and clone nothing of it.
impl<K: Object> Clone for Watched<K> {
    fn clone(&self) -> Self {
        Self { feed: self.feed.clone() }
    }
}

impl<K: Object> Watched<K> {
    pub(super) fn new(feed: Arc<Feed<K>>) -> Self {
        Self { feed }
    }

    /// The objects' uids, sorted by namespace and name; changes only when an object comes or goes.
    pub fn order(&self) -> Signal<Arc<[Uid]>> {
        self.feed.cache.order().into()
    }

    /// One object; `None` where there is none of that uid. The signal outlives the object and keeps its last state.
    pub fn row(&self, uid: &Uid) -> Option<ArcReadSignal<Arc<K>>> {
        self.feed.cache.row(uid)
    }

    /// All objects, sorted by namespace and name; changes at most once a frame.
    pub fn all(&self) -> Signal<Arc<[Arc<K>]>> {
        self.feed.cache.all().into()
    }

    /// A number that grows with each change, for [`Watched::since`].
    pub fn version(&self) -> ArcReadSignal<u64> {
        self.feed.cache.version()
    }

    /// What has changed since a version: for joins over many objects.
    pub fn since(&self, version: u64) -> Since<K> {
        self.feed.cache.since(version)
    }

    /// How fresh the collection is.
    pub fn health(&self) -> Signal<Health> {
        self.feed.health.read_only().into()
    }

    /// Whether it has been listed completely once: an empty collection is then really empty.
    pub fn loaded(&self) -> Signal<bool> {
        self.feed.cache.loaded().into()
    }
}
