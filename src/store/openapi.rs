//! What the cluster publishes of its kinds (`/openapi/v3`), read when an editor needs it and kept for the life of
//! the page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use kubewire::error::ApiError;
use kubewire::request::{Method, Request};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use workload::api_versions::Served;
use workload::schema::{Index, Kind, OpenApi, combine};

use crate::platform::task::spawn_scoped;
use crate::platform::timer::sleep;
use crate::store::{Store, commands};

/// Whoever writes the name of a kind makes a pause behind it.
const PAUSE: Duration = Duration::from_millis(400);
/// Read even before a document names a kind, so that there is something to choose from.
const ALWAYS: [&str; 2] = ["v1", "apps/v1"];

/// What has been read.
#[derive(Debug, Default)]
pub(super) struct Published {
    index: Mutex<Option<Arc<Index>>>,
    documents: Mutex<BTreeMap<String, Arc<OpenApi>>>,
}

/// What the cluster publishes of some kinds, as it becomes known.
#[derive(Debug, Clone, Copy)]
pub struct Schema {
    /// Which of them it serves.
    pub served: Signal<Served>,
    /// JSON schema, as text.
    pub text: Signal<Option<String>>,
    /// Why there is none.
    pub error: Signal<Option<ApiError>>,
}

/// The JSON schema of the kinds; reads what is missing whenever the kinds change, or `again` does.
pub fn schema_of(store: Store, kinds: Signal<BTreeSet<Kind>>, again: Signal<bool>) -> Schema {
    let (text, set_text) = signal(None);
    let (error, set_error) = signal(None);
    let (served, set_served) = signal(Served::default());
    Effect::new(move || {
        again.track();
        let (wanted, store) = (kinds.get(), store.clone());
        spawn_scoped(async move {
            match read(&store, &wanted).await {
                Ok(documents) => {
                    let documents: Vec<&OpenApi> = documents.iter().map(Arc::as_ref).collect();
                    // The editor begins anew with a schema, so it is given none that it has.
                    let schema = Some(combine(&documents, &wanted).to_string());
                    if text.with_untracked(|now| *now != schema) {
                        set_text.set(schema);
                    }
                    set_error.set(None);
                    let is_current = || kinds.with_untracked(|kinds| *kinds == wanted);
                    if let Some(found) = which_are_served(&store, &documents, &wanted, is_current).await {
                        set_served.set(found);
                    }
                }
                Err(error) => set_error.set(Some(error)),
            }
        });
    });
    Schema { text: text.into(), error: error.into(), served: served.into() }
}

/// Whether each kind is served. The server is asked only for what it does not describe, and not while one writes.
async fn which_are_served(
    store: &Store,
    documents: &[&OpenApi],
    wanted: &BTreeSet<Kind>,
    is_current: impl Fn() -> bool,
) -> Option<Served> {
    let (known, open): (Vec<&Kind>, Vec<&Kind>) =
        wanted.iter().partition(|kind| documents.iter().any(|document| document.has(kind)));
    let mut served = Served::default();
    for kind in known {
        served.note(kind.clone(), true);
    }
    if !open.is_empty() {
        sleep(PAUSE).await;
    }
    for kind in open {
        if !is_current() {
            return None;
        }
        if let Some(is_served) = commands::is_served(store, &kind.api_version, &kind.kind).await {
            served.note(kind.clone(), is_served);
        }
    }
    is_current().then_some(served)
}

async fn read(store: &Store, wanted: &BTreeSet<Kind>) -> Result<Vec<Arc<OpenApi>>, ApiError> {
    let index = index(store).await?;
    let named = wanted.iter().map(|kind| kind.api_version.as_str());
    let versions: BTreeSet<&str> = ALWAYS.into_iter().chain(named).collect();
    let mut documents = Vec::new();
    for version in versions {
        // A version that the cluster does not serve has no schema; an issue of the draft says so.
        if let Some(address) = index.address(version) {
            documents.push(document(store, version, address).await?);
        }
    }
    Ok(documents)
}

async fn index(store: &Store) -> Result<Arc<Index>, ApiError> {
    let kept = store.published.index.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if let Some(index) = kept {
        return Ok(index);
    }
    let index: Arc<Index> = Arc::new(get(store, "/openapi/v3").await?);
    *store.published.index.lock().unwrap_or_else(PoisonError::into_inner) = Some(index.clone());
    Ok(index)
}

async fn document(store: &Store, version: &str, address: &str) -> Result<Arc<OpenApi>, ApiError> {
    let documents = &store.published.documents;
    let kept = documents.lock().unwrap_or_else(PoisonError::into_inner).get(version).cloned();
    if let Some(document) = kept {
        return Ok(document);
    }
    let document: Arc<OpenApi> = Arc::new(get(store, address).await?);
    documents.lock().unwrap_or_else(PoisonError::into_inner).insert(version.to_owned(), document.clone());
    Ok(document)
}

async fn get<T: DeserializeOwned>(store: &Store, target: &str) -> Result<T, ApiError> {
    let request = Request { method: Method::Get, target: target.to_owned(), body: None };
    store.api().unlabelled(request).await
}
