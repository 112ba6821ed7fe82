//! What has to change in an object, besides its `apiVersion`, when it is written in the version that took the place of
//! its own. Only what means the same afterwards is done.

use serde_json::{Map, Value, json};

/// Changes an object whose `apiVersion` is the new one already; says whether it is whole now.
pub(super) type Mend = fn(&mut Value) -> bool;

/// Nothing else changed.
pub(super) fn same(_: &mut Value) -> bool {
    true
}

/// Too much changed.
pub(super) fn never(_: &mut Value) -> bool {
    false
}

/// The selector was that of the template's labels where there was none, and is required now.
pub(super) fn workload(object: &mut Value) -> bool {
    let labels = object.pointer("/spec/template/metadata/labels").cloned();
    let Some(spec) = object.get_mut("spec").and_then(Value::as_object_mut) else { return true };
    if spec.contains_key("rollbackTo") || spec.contains_key("templateGeneration") {
        return false;
    }
    if spec.get("selector").is_some_and(|selector| !selector.is_null()) {
        return true;
    }
    match labels.filter(|labels| labels.as_object().is_some_and(|labels| !labels.is_empty())) {
        Some(labels) => drop(spec.insert("selector".to_owned(), json!({ "matchLabels": labels }))),
        None => return false,
    }
    true
}

/// Metrics are written otherwise.
pub(super) fn autoscaler(object: &mut Value) -> bool {
    object.pointer("/spec/metrics").is_none()
}

/// An empty selector chose no pod, and chooses all now.
pub(super) fn budget(object: &mut Value) -> bool {
    let is_empty = |selector: &Value| {
        ["matchLabels", "matchExpressions"].iter().all(|key| {
            selector
                .get(key)
                .is_none_or(|value| value.is_null() || *value == json!({}) || *value == json!([]))
        })
    };
    object.pointer("/spec/selector").is_none_or(|selector| selector.is_null() || !is_empty(selector))
}

/// `topology` became several fields.
pub(super) fn slice(object: &mut Value) -> bool {
    let endpoints = object.get("endpoints").and_then(Value::as_array).into_iter().flatten();
    endpoints.into_iter().all(|endpoint| endpoint.get("topology").is_none())
}

/// `assuredConcurrencyShares` became `nominalConcurrencyShares`.
pub(super) fn shares(object: &mut Value) -> bool {
    object.pointer("/spec/limited/assuredConcurrencyShares").is_none()
}

/// A backend names its Service and port in a map of its own, the default one has another name, and each path says how
/// it is compared.
pub(super) fn ingress(object: &mut Value) -> bool {
    let Some(spec) = object.get_mut("spec").and_then(Value::as_object_mut) else { return true };
    if let Some(backend) = spec.get("backend").cloned() {
        let renamed = |key: String| if key == "backend" { "defaultBackend".to_owned() } else { key };
        *spec = std::mem::take(spec).into_iter().map(|(key, value)| (renamed(key), value)).collect();
        match new_backend(&backend) {
            Some(backend) => drop(spec.insert("defaultBackend".to_owned(), backend)),
            None => return false,
        }
    }
    let rules = spec.get_mut("rules").and_then(Value::as_array_mut).into_iter().flatten();
    rules.into_iter().all(|rule| {
        let paths = rule.pointer_mut("/http/paths").and_then(Value::as_array_mut).into_iter().flatten();
        paths.into_iter().all(|path| path.as_object_mut().is_some_and(new_path))
    })
}

fn new_path(path: &mut Map<String, Value>) -> bool {
    let Some(backend) = path.get("backend").and_then(new_backend) else { return false };
    if !path.contains_key("pathType") {
        path.insert("pathType".to_owned(), "ImplementationSpecific".into());
    }
    path.insert("backend".to_owned(), backend);
    true
}

fn new_backend(backend: &Value) -> Option<Value> {
    if backend.get("resource").is_some() {
        return Some(backend.clone());
    }
    let (name, port) = (backend.get("serviceName")?, backend.get("servicePort")?);
    let key = if port.is_number() { "number" } else { "name" };
    Some(json!({ "service": { "name": name, "port": { key: port } } }))
}
