//! One resource of several namespaces: one watch for each, or one for all.

use std::sync::{Arc, Mutex, PoisonError};

use kubewire::health::Health;
use kubewire::object::Object;
use kubewire::resource::Resource;
use kubewire::scope::Scope;
use kubewire::status::Status;
use leptos::prelude::*;
use serde::de::DeserializeOwned;

use crate::route::namespaces::Namespaces;
use crate::store::journal::Since;
use crate::store::use_store;
use crate::store::watched::Watched;

/// A namespace that may not be listed, and the server's refusal; the name is empty where it is all.
pub type Refusal = (String, Status);

/// The scopes of a resource in some namespaces.
pub fn scopes(namespaces: &Namespaces, resource: Resource) -> Vec<Scope> {
    if namespaces.is_all() {
        return vec![Scope::all(resource)];
    }
    namespaces.names().iter().map(|name| Scope::namespaced(resource, name)).collect()
}

/// Several watches of one resource.
#[derive(Debug)]
pub struct Joined<K: Object> {
    parts: Arc<[(Option<String>, Watched<K>)]>,
    /// What of each part has been taken already.
    taken: Arc<Mutex<Vec<u64>>>,
}

// By hand: a derived one would ask for `K: Clone` and clone nothing of it.
impl<K: Object> Clone for Joined<K> {
    fn clone(&self) -> Self {
        Self { parts: Arc::clone(&self.parts), taken: Arc::clone(&self.taken) }
    }
}

impl<K: Object + DeserializeOwned> Joined<K> {
    /// Watches for as long as the current owner lives.
    pub fn watch(namespaces: &Namespaces, resource: Resource, fields: Option<&str>) -> Self {
        let store = use_store();
        let watch = |scope: Scope| {
            let namespace = scope.namespace.clone();
            (namespace, store.watch(Scope { field_selector: fields.map(str::to_owned), ..scope }))
        };
        let parts: Arc<[_]> = scopes(namespaces, resource).into_iter().map(watch).collect();
        let taken = Arc::new(Mutex::new(vec![0; parts.len()]));
        Self { parts, taken }
    }

    /// What has changed in each part since the last time that this was asked. Tracks all of them.
    pub fn changes(&self) -> Vec<Since<K>> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let change = |((_, watched), taken): (&(_, Watched<K>), &mut u64)| {
            let version = watched.version().get();
            watched.since(std::mem::replace(taken, version))
        };
        self.parts.iter().zip(taken.iter_mut()).map(change).collect()
    }

    /// All objects.
    pub fn all(&self) -> Vec<Arc<K>> {
        self.parts.iter().flat_map(|(_, watched)| watched.all().get().to_vec()).collect()
    }

    /// Whether all that may be listed has been; those that may not are among the refusals.
    pub fn loaded(&self) -> bool {
        let refused =
            |watched: &Watched<K>| watched.health().with(|health| matches!(health, Health::Denied(_)));
        self.parts.iter().any(|(_, watched)| watched.loaded().get())
            && self.parts.iter().all(|(_, watched)| watched.loaded().get() || refused(watched))
    }

    /// The namespaces that have been listed; none where all are followed as one.
    pub fn listed(&self) -> Vec<String> {
        let listed = self.parts.iter().filter(|(_, watched)| watched.loaded().get());
        listed.filter_map(|(namespace, _)| namespace.clone()).collect()
    }

    /// Those that may not be listed.
    pub fn refusals(&self) -> Vec<Refusal> {
        let refusal = |(namespace, watched): &(Option<String>, Watched<K>)| match watched.health().get() {
            Health::Denied(status) => Some((namespace.clone().unwrap_or_default(), status)),
            _ => None,
        };
        self.parts.iter().filter_map(refusal).collect()
    }

    /// The least fresh of those that may be listed, or a refusal where none may.
    pub fn health(&self) -> Health {
        Health::worst(self.parts.iter().map(|(_, watched)| watched.health().get())).unwrap_or(Health::Loading)
    }
}
