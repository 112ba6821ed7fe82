//! The only loop that does IO for a watched collection: it carries the machine's wishes out, tells it what came of
//! them, and hands what changed to the cache in batches.

use std::future::pending;
use std::sync::Arc;

use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender};
use futures::future::{Either, LocalBoxFuture, select};
use futures::stream::LocalBoxStream;
use futures::{FutureExt, StreamExt};
use kubewire::error::ApiError;
use kubewire::health::{Health, Transport};
use kubewire::object::Object;
use kubewire::page::Page;
use kubewire::watch::machine::Machine;
use kubewire::watch::message::{Delta, Input, Output};
use leptos::prelude::*;

use crate::store::cache::Cache;

/// What the loop needs of the world: the cluster, and time.
pub trait Source<K>: 'static {
    /// Unix time in milliseconds.
    fn now_ms(&self) -> u64;
    /// Ends at that time, or a little later.
    fn sleep_until(&self, at_ms: u64) -> LocalBoxFuture<'static, ()>;
    /// Ends when what has arrived is to be shown.
    fn frame(&self) -> LocalBoxFuture<'static, ()>;
    /// One page of the list.
    fn page(&self, continue_token: Option<String>) -> LocalBoxFuture<'static, Result<Page<K>, ApiError>>;
    /// Whether it is one object by its name.
    fn is_single(&self) -> bool;
    /// That object; `None` where it is not there.
    fn object(&self) -> LocalBoxFuture<'static, Result<Option<K>, ApiError>>;
    /// A watch; dropping it closes it.
    fn watch(
        &self,
        transport: Transport,
        resource_version: &str,
        timeout_s: u32,
    ) -> LocalBoxStream<'static, Input<K>>;
    /// Something that must not be silent, though it heals by itself.
    fn report(&self, error: ApiError);
}

/// What happens around all watches at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum World {
    /// The page can be seen.
    Visible,
    /// The page cannot be seen.
    Hidden,
    /// Nobody is signed in.
    SignedOut,
    /// The server can be reached again, and by the same person.
    Recovered,
    /// Whether something goes on by what this watch brings, see [`crate::store::feeds::Need`].
    Needed(bool),
}

/// How a watch tells the one who keeps the link what it sees of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Something works.
    Alive,
    /// Something does not; whose fault it is, is to be found out.
    Trouble,
    /// Something around is different now, so that a look is worth while.
    Changed,
}

/// Where the loop puts what it learns.
pub struct Sinks<K: Object> {
    /// The objects.
    pub cache: Arc<Cache<K>>,
    /// Their freshness.
    pub health: ArcRwSignal<Health>,
    /// The state of the link.
    pub signs: UnboundedSender<Sign>,
}

/// Follows a collection until it is dropped.
pub async fn follow<K: Object, S: Source<K>>(
    source: S,
    sinks: Sinks<K>,
    mut world: UnboundedReceiver<World>,
    seed: u64,
) {
    let machine = Machine::new(seed);
    let mut reflector = Reflector {
        machine: if source.is_single() { machine.single() } else { machine },
        source,
        sinks,
        open: None,
        wake: never(),
        frame: None,
        deltas: Vec::new(),
    };
    reflector.put(Input::Start);
    loop {
        match reflector.next(&mut world).await {
            Happened::World(World::Visible) => reflector.put(Input::Visible),
            Happened::World(World::Hidden) => reflector.put(Input::Hidden),
            Happened::World(World::SignedOut) => reflector.put(Input::SignedOut),
            Happened::World(World::Recovered) => reflector.put(Input::Recovered),
            Happened::World(World::Needed(needed)) => reflector.put(Input::Needed(needed)),
            Happened::Arrived(input) => reflector.put_all(input),
            Happened::Elapsed => reflector.put(Input::Elapsed),
            Happened::Frame => reflector.draw(),
        }
    }
}

#[allow(clippy::large_enum_variant, reason = "it lives for one turn of the loop, on the stack")]
enum Happened<K> {
    World(World),
    Arrived(Input<K>),
    Elapsed,
    Frame,
}

struct Reflector<K: Object, S> {
    machine: Machine<K>,
    source: S,
    sinks: Sinks<K>,
    open: Option<LocalBoxStream<'static, Input<K>>>,
    wake: LocalBoxFuture<'static, ()>,
    frame: Option<LocalBoxFuture<'static, ()>>,
    deltas: Vec<Delta<K>>,
}

fn never() -> LocalBoxFuture<'static, ()> {
    pending().boxed_local()
}

impl<K: Object, S: Source<K>> Reflector<K, S> {
    async fn next(&mut self, world: &mut UnboundedReceiver<World>) -> Happened<K> {
        let arrived = async {
            match &mut self.open {
                Some(open) => match open.next().await {
                    Some(input) => input,
                    None => pending().await,
                },
                None => pending().await,
            }
        };
        let frame = async {
            match &mut self.frame {
                Some(frame) => frame.await,
                None => pending().await,
            }
        };
        let world = async {
            match world.next().await {
                Some(world) => world,
                None => pending().await,
            }
        };
        futures::pin_mut!(arrived, frame, world);
        let io = select(world, arrived);
        let time = select(&mut self.wake, frame);
        match select(io, time).await {
            Either::Left((Either::Left((world, _)), _)) => Happened::World(world),
            Either::Left((Either::Right((input, _)), _)) => Happened::Arrived(input),
            Either::Right((Either::Left(_), _)) => Happened::Elapsed,
            Either::Right((Either::Right(_), _)) => Happened::Frame,
        }
    }

    /// Puts an input in, and all that have arrived behind it.
    fn put_all(&mut self, first: Input<K>) {
        let mut input = Some(first);
        while let Some(arrived) = input {
            self.put(arrived);
            // What was opened meanwhile has replaced what was read so far, and has nothing to say yet.
            input = self.open.as_mut().and_then(|open| open.next().now_or_never()).flatten();
        }
    }

    fn put(&mut self, input: Input<K>) {
        let now = self.source.now_ms();
        if input == Input::Elapsed {
            self.wake = never();
        }
        for output in self.machine.on(now, input) {
            self.perform(output);
        }
    }

    fn perform(&mut self, output: Output<K>) {
        match output {
            Output::FetchPage { continue_token } => {
                let page = self.source.page(continue_token);
                self.open = Some(page.map(Input::Page).into_stream().boxed_local());
            }
            Output::FetchObject => {
                let object = self.source.object();
                self.open = Some(object.map(Input::Object).into_stream().boxed_local());
            }
            Output::OpenWatch { transport, resource_version, timeout_s } => {
                // The old connection is closed first: it may hold the slot that the new one needs.
                self.open = None;
                self.open = Some(self.source.watch(transport, &resource_version, timeout_s));
            }
            Output::Close => self.open = None,
            Output::Emit(delta) => {
                self.deltas.push(delta);
                if self.frame.is_none() {
                    self.frame = Some(self.source.frame());
                }
            }
            Output::Health(health) => {
                let sign = if health.is_fresh() { Sign::Alive } else { Sign::Trouble };
                if health != Health::Loading {
                    let _nobody_listens_when_the_store_is_gone = self.sinks.signs.unbounded_send(sign);
                }
                self.sinks.health.set(health);
            }
            Output::Report(error) => self.source.report(error),
            Output::Wake(at) => self.wake = self.source.sleep_until(at),
        }
    }

    fn draw(&mut self) {
        self.frame = None;
        self.sinks.cache.apply(std::mem::take(&mut self.deltas));
    }
}

#[cfg(test)]
mod tests {
    use std::cell::{Cell, RefCell};
    use std::rc::Rc;

    use futures::channel::mpsc::{Sender, channel, unbounded};
    use futures::channel::oneshot;
    use futures::executor::LocalPool;
    use futures::task::LocalSpawnExt;
    use kubewire::object::ObjectKey;
    use kubewire::watch::event::WatchEvent;
    use kubewire::watch::message::End;

    use super::*;

    #[derive(Debug, Clone, PartialEq)]
    struct Thing(ObjectKey);

    impl Object for Thing {
        fn key(&self) -> &ObjectKey {
            &self.0
        }
    }

    fn thing(uid: &str, version: &str) -> Thing {
        let (uid, name) = (uid.to_owned(), uid.to_owned());
        Thing(ObjectKey { uid, name, resource_version: version.into(), ..ObjectKey::default() })
    }

    /// When each timer ends, and how to end it.
    type Timers = Vec<(u64, oneshot::Sender<()>)>;

    /// A cluster and a clock in the test's hands: every list is of one object, `a`, at version 1.
    #[derive(Clone, Default)]
    struct Fake {
        now: Rc<Cell<u64>>,
        timers: Rc<RefCell<Timers>>,
        watches: Rc<RefCell<Vec<Sender<Input<Thing>>>>>,
        lists: Rc<Cell<usize>>,
    }

    impl Source<Thing> for Fake {
        fn now_ms(&self) -> u64 {
            self.now.get()
        }

        fn sleep_until(&self, at_ms: u64) -> LocalBoxFuture<'static, ()> {
            let (send, receive) = oneshot::channel();
            self.timers.borrow_mut().push((at_ms, send));
            receive.map(|_| ()).boxed_local()
        }

        fn frame(&self) -> LocalBoxFuture<'static, ()> {
            std::future::ready(()).boxed_local()
        }

        fn page(&self, _: Option<String>) -> LocalBoxFuture<'static, Result<Page<Thing>, ApiError>> {
            self.lists.set(self.lists.get() + 1);
            let page = Page { items: vec![thing("a", "1")], resource_version: "1".into(), next: None };
            std::future::ready(Ok(page)).boxed_local()
        }

        fn is_single(&self) -> bool {
            false
        }

        fn object(&self) -> LocalBoxFuture<'static, Result<Option<Thing>, ApiError>> {
            std::future::ready(Ok(None)).boxed_local()
        }

        fn watch(&self, _: Transport, _: &str, _: u32) -> LocalBoxStream<'static, Input<Thing>> {
            let (send, receive) = channel(16);
            self.watches.borrow_mut().push(send);
            receive.boxed_local()
        }

        fn report(&self, _: ApiError) {}
    }

    impl Fake {
        fn say(&self, input: Input<Thing>) {
            self.watches.borrow_mut().last_mut().unwrap().try_send(input).unwrap();
        }

        fn requests(&self) -> usize {
            self.lists.get() + self.watches.borrow().len()
        }
    }

    struct Bench {
        pool: LocalPool,
        fake: Fake,
        cache: Arc<Cache<Thing>>,
        health: ArcRwSignal<Health>,
        world: UnboundedSender<World>,
        signs: UnboundedReceiver<Sign>,
    }

    impl Bench {
        fn new() -> Self {
            let pool = LocalPool::new();
            let fake = Fake::default();
            let (cache, health) = (Arc::new(Cache::default()), ArcRwSignal::new(Health::Loading));
            let (world, receive) = unbounded();
            let (send_signs, signs) = unbounded();
            let sinks = Sinks { cache: cache.clone(), health: health.clone(), signs: send_signs };
            pool.spawner().spawn_local(follow(fake.clone(), sinks, receive, 1)).unwrap();
            let mut bench = Self { pool, fake, cache, health, world, signs };
            bench.pool.run_until_stalled();
            bench
        }

        fn say(&mut self, input: Input<Thing>) {
            self.fake.say(input);
            self.pool.run_until_stalled();
        }

        fn advance(&mut self, ms: u64) {
            for _ in 0..ms / 100 {
                self.fake.now.set(self.fake.now.get() + 100);
                let timers = std::mem::take(&mut *self.fake.timers.borrow_mut());
                let (due, later): (Vec<_>, Vec<_>) =
                    timers.into_iter().partition(|(at, _)| *at <= self.fake.now.get());
                self.fake.timers.borrow_mut().extend(later);
                for (_, timer) in due {
                    let _the_wait_may_have_been_given_up = timer.send(());
                }
                self.pool.run_until_stalled();
            }
        }

        fn uids(&self) -> Vec<String> {
            self.cache.all().get_untracked().iter().map(|o| o.key().uid.clone()).collect()
        }
    }

    #[test]
    fn a_collection_is_listed_and_followed() {
        let mut bench = Bench::new();
        assert_eq!(bench.uids(), ["a"]);
        bench.say(Input::Opened);
        assert!(bench.health.get_untracked().is_fresh());
        assert_eq!(bench.signs.try_recv().ok(), Some(Sign::Alive));
        bench.say(Input::Event(Ok(WatchEvent::Applied(thing("b", "2")))));
        bench.say(Input::Event(Ok(WatchEvent::Deleted(thing("a", "3")))));
        assert_eq!(bench.uids(), ["b"]);
    }

    #[test]
    fn nothing_of_a_replaced_connection_is_heard() {
        let mut bench = Bench::new();
        bench.fake.say(Input::Opened);
        bench.fake.say(Input::Event(Ok(WatchEvent::Applied(thing("b", "2")))));
        bench.fake.say(Input::Ended(End::Closed));
        bench.fake.say(Input::Event(Ok(WatchEvent::Applied(thing("ghost", "9")))));
        bench.pool.run_until_stalled();
        assert_eq!(bench.uids(), ["a", "b"]);
        assert!(bench.fake.watches.borrow()[0].is_closed(), "dropped with what it still had to say");
        assert_eq!(bench.fake.watches.borrow().len(), 2);
    }

    #[test]
    fn silence_is_noticed_told_and_answered() {
        let mut bench = Bench::new();
        bench.say(Input::Opened);
        let before = bench.fake.requests();
        bench.advance(12_000);
        assert!(!bench.health.get_untracked().is_fresh());
        assert!(bench.fake.requests() > before);
        assert_eq!(bench.signs.try_recv().ok(), Some(Sign::Alive));
        assert_eq!(bench.signs.try_recv().ok(), Some(Sign::Trouble));
    }

    #[test]
    fn the_world_is_heard_while_a_watch_is_silent() {
        let mut bench = Bench::new();
        bench.say(Input::Opened);
        bench.advance(3_000);
        let before = bench.fake.requests();
        bench.world.unbounded_send(World::Recovered).unwrap();
        bench.pool.run_until_stalled();
        assert_eq!(bench.fake.requests(), before + 1);
    }
}
