//! What the cluster publishes of its kinds (`/openapi/v3`), read when an editor needs it and kept for the life of
//! the page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use kubewire::error::ApiError;
use kubewire::request::{Method, Request};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use workload::schema::{Index, Kind, OpenApi, combine};

use crate::platform::task::spawn_scoped;
use crate::store::Store;

/// Read even before a document names a kind, so that there is something to choose from.
const ALWAYS: [&str; 2] = ["v1", "apps/v1"];

/// What has been read.
#[derive(Debug, Default)]
pub(super) struct Published {
    index: Mutex<Option<Arc<Index>>>,
    documents: Mutex<BTreeMap<String, Arc<OpenApi>>>,
}

/// The schema of some kinds, as it becomes known.
#[derive(Debug, Clone, Copy)]
pub struct Schema {
    /// JSON schema, as text.
    pub text: Signal<Option<String>>,
    /// Why there is none.
    pub error: Signal<Option<ApiError>>,
}

/// The JSON schema of the kinds; reads what is missing whenever the kinds change.
pub fn schema_of(store: Store, kinds: Signal<BTreeSet<Kind>>) -> Schema {
    let (text, set_text) = signal(None);
    let (error, set_error) = signal(None);
    Effect::new(move || {
        let (wanted, store) = (kinds.get(), store.clone());
        spawn_scoped(async move {
            match read(&store, &wanted).await {
                Ok(documents) => {
                    let documents: Vec<&OpenApi> = documents.iter().map(Arc::as_ref).collect();
                    set_text.set(Some(combine(&documents, &wanted).to_string()));
                    set_error.set(None);
                }
                Err(error) => set_error.set(Some(error)),
            }
        });
    });
    Schema { text: text.into(), error: error.into() }
}

async fn read(store: &Store, wanted: &BTreeSet<Kind>) -> Result<Vec<Arc<OpenApi>>, ApiError> {
    let index = index(store).await?;
    let named = wanted.iter().map(|kind| kind.api_version.as_str());
    let versions: BTreeSet<&str> = ALWAYS.into_iter().chain(named).collect();
    let mut documents = Vec::new();
    for version in versions {
        // A version that the cluster does not serve has no schema; the dry run will say so.
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
