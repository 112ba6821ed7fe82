//! What the console knows of the cluster, as signals, and the commands that change it.
//!
//! A page asks for a collection with [`Store::watch`] and reads signals; it never sees a request. All who ask for
//! the same [`Scope`] share one watch, which ends some seconds after the last of them is gone. Nothing is changed
//! optimistically: a command returns what the API server answered, and the watch brings the truth.

pub mod cache;
pub mod commands;
pub mod config;
pub mod link;
pub mod openapi;
pub mod watched;

use std::sync::Arc;

use kubewire::object::Object;
use kubewire::scope::Scope;
use leptos::prelude::*;
use serde::de::DeserializeOwned;

use crate::kube::api::Api;
use crate::store::config::Config;
use crate::store::link::Link;
use crate::store::watched::Watched;

/// The store of the application. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    api: Api,
    link: ArcRwSignal<Link>,
    config: ArcRwSignal<Config>,
}

/// The store that [`Store::provide`] put into the context.
///
/// # Panics
/// Outside of the application's component tree.
pub fn use_store() -> Store {
    use_context().unwrap_or_else(|| panic!("use_store is called below App only"))
}

impl Store {
    /// Creates the store and provides it to the current owner and all below it. Called once, by the application.
    pub fn provide() -> Self {
        let shared = Shared {
            api: Api {},
            link: ArcRwSignal::new(Link::Connected),
            config: ArcRwSignal::new(Config::default()),
        };
        let store = Self { shared: Arc::new(shared) };
        provide_context(store.clone());
        store
    }

    /// Watches a collection for as long as the current reactive owner lives. All who watch the same scope share one
    /// connection.
    pub fn watch<K: Object + DeserializeOwned>(&self, scope: Scope) -> Watched<K> {
        Watched::new(scope)
    }

    /// The typed verbs, for commands and one-shot reads.
    pub fn api(&self) -> Api {
        self.shared.api.clone()
    }

    /// Whether the API server can be reached, and if not, what is in the way.
    pub fn link(&self) -> Signal<Link> {
        self.shared.link.clone().into()
    }

    /// What whoever serves the console configured.
    pub fn config(&self) -> Signal<Config> {
        self.shared.config.clone().into()
    }
}
