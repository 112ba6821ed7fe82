//! What the console knows of the cluster, as signals, and the commands that change it.
//!
//! A page asks for a collection with [`Store::watch`] and reads signals; it never sees a request. All who ask for
//! the same [`Scope`] share one watch, which ends some seconds after the last of them is gone. Nothing is changed
//! optimistically: a command returns what the API server answered, and the watch brings the truth.

pub mod batch;
mod browser;
pub mod cache;
pub mod cluster_storage;
pub mod commands;
pub mod config;
mod feeds;
pub mod journal;
pub mod link;
pub mod openapi;
mod pace;
pub mod record;
pub mod reflector;
pub mod rights;
pub mod session;
pub mod site;
pub mod watched;

use std::sync::Arc;

use futures::StreamExt;
use futures::channel::mpsc::{UnboundedSender, unbounded};
use futures::stream::select;
use kubewire::object::Object;
use kubewire::scope::Scope;
use kubewire::server_clock::ServerClock;
use leptos::prelude::*;
use serde::de::DeserializeOwned;

use crate::kube::api::Api;
use crate::platform::{clock, task, timer};
use crate::store::batch::Batch;
use crate::store::browser::Collection;
use crate::store::cluster_storage::ClusterStorage;
use crate::store::config::Config;
use crate::store::feeds::{Departure, Feeds, LINGER, Need};
use crate::store::link::{Keeper, Link, watch_the_world};
use crate::store::openapi::Published;
use crate::store::pace::Pace;
use crate::store::reflector::{Sign, Sinks, follow};
use crate::store::rights::Rights;
use crate::store::session::Session;
use crate::store::site::Site;
use crate::store::watched::Watched;

/// The store of the application. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {
    api: Api,
    feeds: Arc<Feeds>,
    link: ArcRwSignal<Link>,
    config: ArcRwSignal<Config>,
    signs: UnboundedSender<Sign>,
    published: Arc<Published>,
    session: Session,
    rights: Rights,
    batch: Batch,
}

/// The store that [`Store::provide`] put into the context.
///
/// # Panics
/// Outside of the application's component tree.
pub fn use_store() -> Store {
    use_context().unwrap_or_else(|| panic!("use_store is called below App only"))
}

impl Store {
    /// Creates the store of one cluster and provides it to the current owner and all below it. `restart` drops that
    /// owner and begins anew: the person or the cluster is another one.
    pub fn provide(site: &Site, restart: Callback<()>) -> Self {
        let ((signs, received), (wanted, told)) = (unbounded(), unbounded());
        let api = Api::new(site.connection().clone(), wanted);
        let (link, free) = (ArcRwSignal::new(Link::Connected), ArcRwSignal::new(false));
        let session = Session::new(api.clone(), site.place().clone(), restart);
        let rights = Rights::new(api.clone());
        let batch = Batch::new(&api, &free, &session, &rights);
        let store = Self {
            feeds: Arc::default(),
            link,
            config: ArcRwSignal::new(site.config().clone()),
            signs,
            published: Arc::default(),
            session,
            rights,
            batch,
            api,
        };
        let keeper = Keeper {
            api: store.api.clone(),
            session: store.session.clone(),
            link: store.link.clone(),
            free,
            feeds: store.feeds.clone(),
        };
        keeper.start(select(received, told.map(|()| Sign::Changed)));
        watch_the_world(&store.feeds, store.signs.clone());
        let (feeds, gate) = (store.feeds.clone(), store.api.gate().clone());
        on_cleanup(move || {
            gate.retire();
            feeds.clear();
        });
        let (link, rights) = (store.link.clone(), store.rights.clone());
        Effect::new(move || {
            if link.get() == Link::Connected {
                rights.ask_unknown();
            }
        });
        store.batch.begin(&store);
        provide_context(store.clone());
        store
    }

    /// Watches a collection for as long as the current reactive owner lives. All who watch the same scope share one
    /// connection.
    pub fn watch<K: Object + DeserializeOwned>(&self, scope: Scope) -> Watched<K> {
        self.watch_for(scope, Need::Screen)
    }

    /// Watches a collection by which a run goes on: it never pauses, whether the page is seen or not.
    fn watch_for_run<K: Object + DeserializeOwned>(&self, scope: Scope) -> Watched<K> {
        self.watch_for(scope, Need::Run)
    }

    fn watch_for<K: Object + DeserializeOwned>(&self, scope: Scope, need: Need) -> Watched<K> {
        let (feed, lease) = self.feeds.lease::<K>(&scope, need, |feed, world, number| {
            let source = Collection { api: self.api.clone(), scope: scope.clone(), pace: Pace::default() };
            let (cache, health) = (feed.cache.clone(), feed.health.clone());
            let sinks = Sinks { cache, health, signs: self.signs.clone() };
            task::spawn_abortable(follow(source, sinks, world, clock::now_ms() ^ (number << 48)))
        });
        let feeds = self.feeds.clone();
        on_cleanup(move || {
            if let Some(departure) = feeds.release(lease) {
                linger(feeds, departure);
            }
        });
        Watched::new(feed)
    }

    /// The typed verbs, for commands and one-shot reads.
    pub fn api(&self) -> &Api {
        &self.api
    }

    /// Whether the API server can be reached, and if not, what is in the way.
    pub fn link(&self) -> Signal<Link> {
        self.link.read_only().into()
    }

    /// What is known of the API server's clock.
    pub fn server_clock(&self) -> Signal<ServerClock> {
        self.api.clock().read_only().into()
    }

    /// Who the person is and which cluster this is.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// What the person may do.
    pub fn rights(&self) -> &Rights {
        &self.rights
    }

    /// What is being done to many objects.
    pub fn batch(&self) -> &Batch {
        &self.batch
    }

    /// What the browser keeps of this cluster; none until it is known which one it is, a moment after the start.
    pub fn kept(&self) -> Signal<Option<ClusterStorage>> {
        self.session.kept()
    }

    /// What whoever serves the console configured.
    pub fn config(&self) -> Signal<Config> {
        self.config.read_only().into()
    }
}

/// Ends a watch some time after its last reader left. The owner is gone, so the task is its own.
fn linger(feeds: Arc<Feeds>, departure: Departure) {
    let _ends_by_itself = task::spawn_abortable(async move {
        timer::sleep(LINGER).await;
        feeds.end(&departure);
    });
}
