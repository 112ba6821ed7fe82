//! The only loop that does IO for a watched collection: it carries the machine's wishes out, tells it what came of
//! them, and hands what changed to the cache once a frame.

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
    /// Ends when the browser is about to draw.
    fn frame(&self) -> LocalBoxFuture<'static, ()>;
    /// One page of the list.
    fn page(&self, continue_token: Option<String>) -> LocalBoxFuture<'static, Result<Page<K>, ApiError>>;
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
    /// The server can be reached again.
    Recovered,
}

/// How a watch tells the one who keeps the link what it sees of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Something works.
    Alive,
    /// Something does not; whose fault it is, is to be found out.
    Trouble,
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
    let mut reflector = Reflector {
        machine: Machine::new(seed),
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
            Happened::World(World::Recovered) => reflector.put(Input::Recovered),
            Happened::Arrived(input) => reflector.put_all(input),
            Happened::Elapsed => reflector.put(Input::Elapsed),
            Happened::Frame => reflector.draw(),
        }
    }
}

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
