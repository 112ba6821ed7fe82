//! What the console can do to the cluster, and one-shot reads. Each command returns what the API server answered and
//! leaves words to `workload::notice`; what it changed is seen when the watch brings it.

use kubewire::answer::Answer;
use kubewire::discovery::{GroupList, ResourceList, no_match, split_api_version};
use kubewire::endpoint::Endpoint;
use kubewire::error::ApiError;
use kubewire::page::Count;
use kubewire::request::{self, Request};
pub use kubewire::request::{DryRun, FieldValidation, Propagation};
use kubewire::resource::{Resource, STATEFUL_SETS};
use kubewire::scope::Scope;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::{Value, json};

use crate::store::Store;

/// Creates an object of any kind. `namespace` is used where the document names none and its kind lives in one.
pub async fn create(
    store: &Store,
    document: &Value,
    namespace: &str,
    dry_run: DryRun,
    validation: FieldValidation,
) -> Result<Answer<Value>, ApiError> {
    let endpoint = endpoint_of(store, document).await?;
    let own = document.pointer("/metadata/namespace").and_then(Value::as_str).unwrap_or_default();
    let namespace = if own.is_empty() { namespace } else { own };
    let answer =
        store.api().call(request::create(&endpoint, namespace, document, dry_run, validation)?).await;
    answer.inspect_err(|error| doubt(store, namespace, error))
}

/// Reads the object of any kind that a document describes.
pub async fn read(
    store: &Store,
    document: &Value,
    (namespace, name): (&str, &str),
) -> Result<Answer<Value>, ApiError> {
    let endpoint = endpoint_of(store, document).await?;
    store.api().call(request::read(&endpoint, namespace, name)?).await
}

/// Puts a merge patch on the object of any kind that a document describes.
pub async fn update(
    store: &Store,
    document: &Value,
    (namespace, name): (&str, &str),
    patch: &Value,
    dry_run: DryRun,
) -> Result<Answer<Value>, ApiError> {
    let endpoint = endpoint_of(store, document).await?;
    let answer = store.api().call(request::update(&endpoint, namespace, name, patch, dry_run)?).await;
    answer.inspect_err(|error| doubt(store, namespace, error))
}

async fn endpoint_of(store: &Store, document: &Value) -> Result<Endpoint, ApiError> {
    let text = |path: &str| document.pointer(path).and_then(Value::as_str).unwrap_or_default();
    endpoint(store, text("/apiVersion"), text("/kind")).await
}

/// Where a kind is served, by asking the API server: documents may hold any kind.
async fn endpoint(store: &Store, api_version: &str, kind: &str) -> Result<Endpoint, ApiError> {
    let (group, version) = split_api_version(api_version);
    let listed: Result<Answer<ResourceList>, _> = store.api().call(request::discover(group, version)).await;
    let missing = || no_match(api_version, kind);
    match listed {
        Ok(list) => list.value.endpoint(group, version, kind).ok_or_else(missing),
        // The server answers for an unknown group or version as for an unknown path: in plain text or by a `Status`.
        Err(ApiError::Blocked { code: 404, .. }) => Err(missing()),
        Err(error) if error.is_not_found() => Err(missing()),
        Err(error) => Err(error),
    }
}

/// Whether a kind is served; none where that cannot be found out. It asks for nothing that is not there.
pub async fn is_served(store: &Store, api_version: &str, kind: &str) -> Option<bool> {
    let (group, version) = split_api_version(api_version);
    if !group.is_empty() {
        let groups: Answer<GroupList> = store.api().call(request::groups()).await.ok()?;
        if !groups.value.versions().any(|served| served == (group, version)) {
            return Some(false);
        }
    }
    let list: Answer<ResourceList> = store.api().call(request::discover(group, version)).await.ok()?;
    Some(list.value.endpoint(group, version, kind).is_some())
}

/// Sets the number of replicas through the scale subresource.
pub async fn scale(
    store: &Store,
    namespace: &str,
    name: &str,
    replicas: u32,
) -> Result<Answer<()>, ApiError> {
    let request = request::scale(&STATEFUL_SETS.into(), namespace, name, replicas)?;
    let answer = store.api().call::<IgnoredAny>(request).await;
    Ok(answer.inspect_err(|error| doubt(store, namespace, error))?.map(drop))
}

/// Deletes a set, if it is still the one of that uid; else the answer is a conflict.
pub async fn delete_set(
    store: &Store,
    namespace: &str,
    name: &str,
    uid: &str,
    propagation: Propagation,
) -> Result<Answer<()>, ApiError> {
    let request = request::delete(&STATEFUL_SETS.into(), namespace, name, uid, propagation)?;
    let answer = store.api().call::<IgnoredAny>(request).await;
    Ok(answer.inspect_err(|error| doubt(store, namespace, error))?.map(drop))
}

/// Deletes an object of any kind, given by a document that describes it and by namespace, name and uid, if it is still
/// the one of that uid; else the answer is a conflict.
pub async fn delete(
    store: &Store,
    document: &Value,
    (namespace, name, uid): (&str, &str, &str),
    propagation: Propagation,
) -> Result<Answer<()>, ApiError> {
    let endpoint = endpoint_of(store, document).await?;
    let request = request::delete(&endpoint, namespace, name, uid, propagation)?;
    let answer = store.api().call::<IgnoredAny>(request).await;
    Ok(answer.inspect_err(|error| doubt(store, namespace, error))?.map(drop))
}

/// What was known of the person's rights has just been shown wrong.
fn doubt(store: &Store, namespace: &str, error: &ApiError) {
    if error.is_forbidden() {
        store.rights().doubt(namespace);
    }
}

/// How many objects a collection has, without reading them; none where the server does not say.
pub async fn count(store: &Store, scope: &Scope) -> Result<Option<u64>, ApiError> {
    Ok(store.api().call::<Count>(request::count(scope)?).await?.value.0)
}

/// Reads a collection whole, page by page; one object by its name also where it may not be listed.
pub async fn list_values(store: &Store, scope: &Scope, take: &mut dyn FnMut(Value)) -> Result<(), ApiError> {
    match pages(store, &|token| request::list(scope, token), take).await {
        Err(error) if error.is_forbidden() => read_named(store, scope, error, take).await,
        read => read,
    }
}

/// Reads a collection of a kind that was discovered whole; without a namespace that of all.
pub async fn list_of(
    store: &Store,
    endpoint: &Endpoint,
    namespace: Option<&str>,
    take: &mut dyn FnMut(Value),
) -> Result<(), ApiError> {
    pages(store, &|token| request::list_of(endpoint, namespace, token), take).await
}

async fn pages(
    store: &Store,
    page: &dyn Fn(Option<&str>) -> Result<Request, ApiError>,
    take: &mut dyn FnMut(Value),
) -> Result<(), ApiError> {
    let mut token = None::<String>;
    loop {
        let list: Value = ask(store, page(token.as_deref())?).await?;
        let next = list.pointer("/metadata/continue").and_then(Value::as_str);
        token = next.filter(|token| !token.is_empty()).map(str::to_owned);
        take(list);
        if token.is_none() {
            return Ok(());
        }
    }
}

/// Reads the one object that a scope names, where it may not be listed.
async fn read_named(
    store: &Store,
    scope: &Scope,
    refused: ApiError,
    take: &mut dyn FnMut(Value),
) -> Result<(), ApiError> {
    let Some(request) = request::read_one(scope) else { return Err(refused) };
    match store.api().call::<Value>(request?).await {
        Ok(answer) => take(json!({ "items": [answer.value] })),
        Err(error) if error.is_not_found() => {}
        Err(error) => return Err(error),
    }
    Ok(())
}

/// Asks the API server what it is.
pub async fn ask<T: DeserializeOwned>(store: &Store, request: Request) -> Result<T, ApiError> {
    Ok(store.api().call(request).await?.value)
}

/// Reads one object whole, managed fields included. `namespace` is ignored for resources that live in none.
pub async fn get_value(
    store: &Store,
    resource: Resource,
    namespace: &str,
    name: &str,
) -> Result<Answer<Value>, ApiError> {
    store.api().call(request::read(&resource.into(), namespace, name)?).await
}
