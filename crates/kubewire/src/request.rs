//! Requests as values. Every one asks for `pretty=false`: the API server pretty-prints JSON for browsers, which
//! doubles every list.

use std::fmt::Write;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::endpoint::{Endpoint, group_version};
use crate::error::ApiError;
use crate::percent::encode;
use crate::scope::Scope;

/// How many objects one page of a list holds, as in client-go.
pub const PAGE_SIZE: u32 = 500;

/// Who the API server notes as the author of what is written (`metadata.managedFields`); without it, it would take the
/// beginning of the browser's name.
pub const FIELD_MANAGER: &str = "ordinal";

/// HTTP method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Read.
    Get,
    /// Create.
    Post,
    /// Change a part.
    Patch,
    /// Delete.
    Delete,
}

impl Method {
    /// As it stands on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// A body and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// `Content-Type`; always given, because the API server takes an empty one for JSON.
    pub content_type: &'static str,
    /// The bytes.
    pub text: String,
}

/// One request, relative to the API's base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// How.
    pub method: Method,
    /// Path and query, beginning with `/`.
    pub target: String,
    /// What is sent.
    pub body: Option<Body>,
}

/// Whether the API server stores what it is asked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DryRun {
    /// It does.
    No,
    /// It runs admission and validation and stores nothing.
    All,
}

/// What the API server does with fields that it does not know or that come twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldValidation {
    /// It refuses, naming every one.
    Strict,
    /// It drops them and warns.
    Warn,
}

/// What becomes of an object's dependants when it is deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Propagation {
    /// The object goes at once, its dependants after it.
    Background,
    /// The dependants go first.
    Foreground,
    /// The dependants stay, owned by nobody.
    Orphan,
}

impl Propagation {
    /// As it stands on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Background => "Background",
            Self::Foreground => "Foreground",
            Self::Orphan => "Orphan",
        }
    }
}

/// The watch that continues from a resource version. The server ends it after `timeout_s` seconds and sends a
/// bookmark two seconds before (`apiserver:pkg/storage/cacher/cacher.go` `nextBookmarkTime`).
pub fn watch(scope: &Scope, resource_version: &str, timeout_s: u32) -> Result<Request, ApiError> {
    let mut target = selected(scope)?;
    // Writing to a String cannot fail.
    let _ = write!(
        target,
        "&watch=1&allowWatchBookmarks=true&timeoutSeconds={timeout_s}&resourceVersion={}",
        encode(resource_version)
    );
    Ok(get(target))
}

/// One page of a list; the first without a token.
pub fn list(scope: &Scope, continue_token: Option<&str>) -> Result<Request, ApiError> {
    let mut target = selected(scope)?;
    let _ = write!(target, "&limit={PAGE_SIZE}");
    if let Some(token) = continue_token {
        let _ = write!(target, "&continue={}", encode(token));
    }
    Ok(get(target))
}

/// One page of a list of a kind that was discovered, in one namespace or, without one, in all.
pub fn list_of(
    endpoint: &Endpoint,
    namespace: Option<&str>,
    continue_token: Option<&str>,
) -> Result<Request, ApiError> {
    let mut target = format!("{}?pretty=false&limit={PAGE_SIZE}", endpoint.collection(namespace)?);
    if let Some(token) = continue_token {
        let _ = write!(target, "&continue={}", encode(token));
    }
    Ok(get(target))
}

/// The groups that are served.
pub fn groups() -> Request {
    get("/apis?pretty=false".to_owned())
}

/// A list of one object, whose answer says how many more there are ([`crate::page::Count`]).
pub fn count(scope: &Scope) -> Result<Request, ApiError> {
    Ok(get(format!("{}&limit=1", selected(scope)?)))
}

/// One object.
pub fn read(endpoint: &Endpoint, namespace: &str, name: &str) -> Result<Request, ApiError> {
    Ok(get(format!("{}?pretty=false", endpoint.object(namespace, name)?)))
}

/// The one object that a scope names; `None` where it can be several.
pub fn read_one(scope: &Scope) -> Option<Result<Request, ApiError>> {
    let name = scope.object_name()?;
    Some(read(&scope.resource.into(), scope.namespace.as_deref().unwrap_or_default(), name))
}

/// The resources of a group's version.
pub fn discover(group: &str, version: &str) -> Request {
    get(format!("{}?pretty=false", group_version(group, version)))
}

/// Whether the API server is ready. Unlike `/version` it says no while etcd is away or caches are filling; every user
/// may ask (the `system:public-info-viewer` role), though gateways need not pass it on.
pub fn ready() -> Request {
    get("/readyz".to_owned())
}

/// Creates an object.
pub fn create(
    endpoint: &Endpoint,
    namespace: &str,
    object: &Value,
    dry_run: DryRun,
    validation: FieldValidation,
) -> Result<Request, ApiError> {
    let mut target = written(endpoint.collection(Some(namespace))?);
    target.push_str(match validation {
        FieldValidation::Strict => "&fieldValidation=Strict",
        FieldValidation::Warn => "&fieldValidation=Warn",
    });
    if dry_run == DryRun::All {
        target.push_str("&dryRun=All");
    }
    Ok(post(target, object))
}

/// Changes what a patch names of an object, or of a subresource of it. Lists are merged by their keys where the patch
/// is a strategic one, which the kinds of Kubernetes itself know; else they are replaced.
pub fn patch(
    endpoint: &Endpoint,
    namespace: &str,
    name: &str,
    subresource: &str,
    strategic: bool,
    patch: &Value,
) -> Result<Request, ApiError> {
    let content_type =
        if strategic { "application/strategic-merge-patch+json" } else { "application/merge-patch+json" };
    let target = written(format!("{}{subresource}", endpoint.object(namespace, name)?));
    Ok(Request { method: Method::Patch, target, body: Some(Body { content_type, text: patch.to_string() }) })
}

/// Puts a merge patch on an object, which the API server checks strictly: a field that it does not know is refused.
pub fn update(
    endpoint: &Endpoint,
    namespace: &str,
    name: &str,
    change: &Value,
    dry_run: DryRun,
) -> Result<Request, ApiError> {
    let mut request = patch(endpoint, namespace, name, "", false, change)?;
    request.target.push_str("&fieldValidation=Strict");
    if dry_run == DryRun::All {
        request.target.push_str("&dryRun=All");
    }
    Ok(request)
}

/// Sets the number of replicas through the scale subresource, whose permission is one of its own.
pub fn scale(endpoint: &Endpoint, namespace: &str, name: &str, replicas: u32) -> Result<Request, ApiError> {
    let body = Body {
        content_type: "application/merge-patch+json",
        text: json!({ "spec": { "replicas": replicas } }).to_string(),
    };
    let target = written(format!("{}/scale", endpoint.object(namespace, name)?));
    Ok(Request { method: Method::Patch, target, body: Some(body) })
}

/// Deletes an object if it is still the one of that uid; else the answer is a conflict.
pub fn delete(
    endpoint: &Endpoint,
    namespace: &str,
    name: &str,
    uid: &str,
    propagation: Propagation,
) -> Result<Request, ApiError> {
    let options = json!({
        "apiVersion": "v1",
        "kind": "DeleteOptions",
        "propagationPolicy": propagation.as_str(),
        "preconditions": { "uid": uid },
    });
    let body = Body { content_type: "application/json", text: options.to_string() };
    let target = format!("{}?pretty=false", endpoint.object(namespace, name)?);
    Ok(Request { method: Method::Delete, target, body: Some(body) })
}

/// The target of a request that writes.
fn written(path: String) -> String {
    format!("{path}?pretty=false&fieldManager={FIELD_MANAGER}")
}

pub(crate) fn get(target: String) -> Request {
    Request { method: Method::Get, target, body: None }
}

pub(crate) fn post(target: String, object: &Value) -> Request {
    let body = Body { content_type: "application/json", text: object.to_string() };
    Request { method: Method::Post, target, body: Some(body) }
}

fn selected(scope: &Scope) -> Result<String, ApiError> {
    let mut target = Endpoint::from(scope.resource).collection(scope.namespace.as_deref())?;
    target.push_str("?pretty=false");
    for (key, selector) in
        [("labelSelector", &scope.label_selector), ("fieldSelector", &scope.field_selector)]
    {
        if let Some(selector) = selector {
            let _ = write!(target, "&{key}={}", encode(selector));
        }
    }
    Ok(target)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::{PODS, STATEFUL_SETS};

    #[test]
    fn a_list_asks_for_compact_pages() {
        let first = list(&Scope::all(STATEFUL_SETS), None).unwrap();
        assert_eq!(first.target, "/apis/apps/v1/statefulsets?pretty=false&limit=500");
        let next = list(&Scope::namespaced(PODS, "shop").labelled("app in (a,b)"), Some("a+b=")).unwrap();
        assert_eq!(
            next.target,
            "/api/v1/namespaces/shop/pods?pretty=false&labelSelector=app%20in%20%28a%2Cb%29&limit=500&continue=a%2Bb%3D"
        );
    }

    #[test]
    fn a_watch_continues_from_a_version_with_bookmarks_and_an_end() {
        let request = watch(&Scope::named(STATEFUL_SETS, "shop", "db"), "42", 10).unwrap();
        assert_eq!(
            request.target,
            "/apis/apps/v1/namespaces/shop/statefulsets?pretty=false&fieldSelector=metadata.name%3Ddb&watch=1\
             &allowWatchBookmarks=true&timeoutSeconds=10&resourceVersion=42"
        );
    }

    #[test]
    fn create_can_be_a_strict_rehearsal() {
        let sets = Endpoint::from(STATEFUL_SETS);
        let request = create(&sets, "shop", &json!({"a": 1}), DryRun::All, FieldValidation::Strict).unwrap();
        assert_eq!(
            request.target,
            "/apis/apps/v1/namespaces/shop/statefulsets?pretty=false&fieldManager=ordinal&fieldValidation=Strict&dryRun=All"
        );
        assert_eq!(request.body.unwrap().text, r#"{"a":1}"#);
        assert!(create(&sets, "", &json!({}), DryRun::No, FieldValidation::Warn).is_err());
    }

    #[test]
    fn an_update_can_be_a_strict_rehearsal() {
        let sets = Endpoint::from(STATEFUL_SETS);
        let request = update(&sets, "shop", "db", &json!({"a": 1}), DryRun::All).unwrap();
        assert_eq!(
            request.target,
            "/apis/apps/v1/namespaces/shop/statefulsets/db?pretty=false&fieldManager=ordinal&fieldValidation=Strict&dryRun=All"
        );
        assert_eq!(request.body.unwrap().content_type, "application/merge-patch+json");
    }

    #[test]
    fn scale_patches_the_subresource_only() {
        let request = scale(&STATEFUL_SETS.into(), "shop", "db", 3).unwrap();
        assert_eq!(
            request.target,
            "/apis/apps/v1/namespaces/shop/statefulsets/db/scale?pretty=false&fieldManager=ordinal"
        );
        let body = request.body.unwrap();
        assert_eq!(
            (body.content_type, body.text.as_str()),
            ("application/merge-patch+json", r#"{"spec":{"replicas":3}}"#)
        );
    }

    #[test]
    fn delete_names_the_object_it_means() {
        let request = delete(&STATEFUL_SETS.into(), "shop", "db", "u-1", Propagation::Orphan).unwrap();
        let body: Value = serde_json::from_str(&request.body.unwrap().text).unwrap();
        assert_eq!(body["preconditions"]["uid"], "u-1");
        assert_eq!(body["propagationPolicy"], "Orphan");
    }
}
