//! The watches that are running, one for each collection, shared by all who look at it.

use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use futures::future::AbortHandle;
use kubewire::health::Health;
use kubewire::object::Object;
use kubewire::scope::Scope;
use leptos::prelude::*;

use crate::store::cache::Cache;
use crate::store::reflector::World;

/// A watch outlives its last reader by this much: going from one page to the next and back costs no list.
pub(super) const LINGER: Duration = Duration::from_secs(10);

/// Who needs a watch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// Who looks at it: out of sight it may pause.
    Screen,
    /// A run, which goes on by what the watch brings whether the page is seen or not.
    Run,
}

/// One running watch.
#[derive(Debug)]
pub(super) struct Feed<K: Object> {
    pub(super) cache: Arc<Cache<K>>,
    pub(super) health: ArcRwSignal<Health>,
}

type Key = (Scope, TypeId);

#[derive(Debug)]
struct Entry {
    feed: Arc<dyn Any + Send + Sync>,
    task: AbortHandle,
    world: UnboundedSender<World>,
    readers: usize,
    /// How many of them are runs.
    runs: usize,
    /// Counts the times that the last reader left, so that only the latest of them can end the watch.
    departures: u64,
}

impl Entry {
    fn count(&mut self, need: Need) {
        self.readers += 1;
        if need == Need::Run {
            self.runs += 1;
            self.say(World::Needed(true));
        }
    }

    fn discount(&mut self, need: Need) {
        self.readers -= 1;
        if need == Need::Run {
            self.runs -= 1;
            self.say(World::Needed(self.runs > 0));
        }
    }

    fn say(&self, world: World) {
        let _the_watch_may_just_have_ended = self.world.unbounded_send(world);
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// All running watches.
#[derive(Debug, Default)]
pub(super) struct Feeds {
    entries: Mutex<HashMap<Key, Entry>>,
    started: AtomicU64,
    /// The page is out of sight: a watch that begins then has to know.
    hidden: AtomicBool,
}

/// Names one reader's hold on a watch.
#[derive(Debug, Clone)]
pub(super) struct Lease(Key, Need);

/// The last reader of a watch left, for the `n`th time.
#[derive(Debug)]
pub(super) struct Departure(Key, u64);

impl Feeds {
    /// The watch of a collection, begun by `start` if it is not running. `start` is also given a number that no
    /// other watch has.
    pub(super) fn lease<K: Object>(
        &self,
        scope: &Scope,
        need: Need,
        start: impl FnOnce(&Feed<K>, UnboundedReceiver<World>, u64) -> AbortHandle,
    ) -> (Arc<Feed<K>>, Lease) {
        let key = (scope.clone(), TypeId::of::<K>());
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(entry) = entries.get_mut(&key)
            && let Ok(feed) = entry.feed.clone().downcast::<Feed<K>>()
        {
            entry.count(need);
            return (feed, Lease(key, need));
        }
        let feed =
            Arc::new(Feed { cache: Arc::new(Cache::default()), health: ArcRwSignal::new(Health::Loading) });
        let (world, receive) = unbounded();
        let task = start(&feed, receive, self.started.fetch_add(1, Ordering::Relaxed));
        let mut entry = Entry { feed: feed.clone(), task, world, readers: 0, runs: 0, departures: 0 };
        if self.hidden.load(Ordering::Relaxed) {
            entry.say(World::Hidden);
        }
        entry.count(need);
        entries.insert(key.clone(), entry);
        (feed, Lease(key, need))
    }

    /// Gives a hold back; tells if it was the last.
    pub(super) fn release(&self, lease: Lease) -> Option<Departure> {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let entry = entries.get_mut(&lease.0)?;
        entry.discount(lease.1);
        if entry.readers > 0 {
            return None;
        }
        entry.departures += 1;
        Some(Departure(lease.0, entry.departures))
    }

    /// Ends a watch, if nobody came after that departure.
    pub(super) fn end(&self, departure: &Departure) {
        let mut entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let over = entries
            .get(&departure.0)
            .is_some_and(|entry| entry.readers == 0 && entry.departures == departure.1);
        if over {
            entries.remove(&departure.0);
        }
    }

    /// Tells all watches.
    pub(super) fn tell(&self, world: World) {
        match world {
            World::Visible => self.hidden.store(false, Ordering::Relaxed),
            World::Hidden => self.hidden.store(true, Ordering::Relaxed),
            World::SignedOut | World::Recovered | World::Needed(_) => {}
        }
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        for entry in entries.values() {
            entry.say(world);
        }
    }

    /// Ends all watches.
    pub(super) fn clear(&self) {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kubewire::object::ObjectKey;
    use kubewire::resource::STATEFUL_SETS;

    #[derive(Debug, Clone, PartialEq)]
    struct Thing(ObjectKey);

    impl Object for Thing {
        fn key(&self) -> &ObjectKey {
            &self.0
        }
    }

    fn lease(feeds: &Feeds, scope: &Scope) -> (Arc<Feed<Thing>>, Lease, bool) {
        let mut begun = false;
        let (feed, lease) = feeds.lease::<Thing>(scope, Need::Screen, |_, _, _| {
            begun = true;
            AbortHandle::new_pair().0
        });
        (feed, lease, begun)
    }

    #[test]
    fn readers_of_one_collection_share_one_watch() {
        let feeds = Feeds::default();
        let here = Scope::namespaced(STATEFUL_SETS, "a");
        let (first, _, begun_first) = lease(&feeds, &here);
        let (second, _, begun_second) = lease(&feeds, &here);
        assert!(begun_first && !begun_second && Arc::ptr_eq(&first, &second));
        let (_, _, begun_elsewhere) = lease(&feeds, &Scope::namespaced(STATEFUL_SETS, "b"));
        assert!(begun_elsewhere);
    }

    #[test]
    fn a_watch_ends_with_its_last_reader_unless_another_comes_meanwhile() {
        let feeds = Feeds::default();
        let scope = Scope::all(STATEFUL_SETS);
        let (_, one, _) = lease(&feeds, &scope);
        let (_, two, _) = lease(&feeds, &scope);
        assert!(feeds.release(one).is_none());
        let left = feeds.release(two).unwrap();
        let (_, back, begun) = lease(&feeds, &scope);
        feeds.end(&left);
        assert!(!begun && !feeds.entries.lock().unwrap().is_empty(), "someone came back");
        let left_again = feeds.release(back).unwrap();
        feeds.end(&left);
        assert!(!feeds.entries.lock().unwrap().is_empty(), "an old departure ends nothing");
        feeds.end(&left_again);
        assert!(feeds.entries.lock().unwrap().is_empty());
    }

    #[test]
    fn a_watch_knows_whether_a_run_needs_it() {
        let (feeds, scope) = (Feeds::default(), Scope::all(STATEFUL_SETS));
        let (_, screen, _) = lease(&feeds, &scope);
        let (mut world, told) = {
            let (send, receive) = unbounded();
            let mut entries = feeds.entries.lock().unwrap();
            entries.values_mut().for_each(|entry| entry.world = send.clone());
            (receive, |world: &mut UnboundedReceiver<World>| world.try_recv().ok())
        };
        let begin = |_: &Feed<Thing>, _, _| AbortHandle::new_pair().0;
        let (_, one) = feeds.lease(&scope, Need::Run, begin);
        let (_, two) = feeds.lease(&scope, Need::Run, begin);
        assert_eq!([told(&mut world), told(&mut world)], [Some(World::Needed(true)); 2]);
        feeds.release(one);
        feeds.release(screen);
        assert_eq!(told(&mut world), Some(World::Needed(true)), "the other run goes on");
        assert!(feeds.release(two).is_some());
        assert_eq!((told(&mut world), told(&mut world)), (Some(World::Needed(false)), None));
    }
}
