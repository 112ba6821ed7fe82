//! Names: an object gets another name, and whoever names it follows.

use serde_json::Value;

use crate::documents::identity::Identity;
use crate::draft::link::reference::{each, names, pod_spec, visit};
use crate::group_kind::{GroupKind, NAMESPACE, SERVICE, STATEFUL_SET};

/// The labels that by custom hold an object's name.
const NAME_LABELS: [&str; 3] = ["app", "app.kubernetes.io/name", "app.kubernetes.io/instance"];

pub(super) fn follow(old: &[Value], new: &mut [Value], changed: usize) {
    let (Some(before), Some(after)) = (Identity::of(&old[changed]), Identity::of(&new[changed])) else {
        return;
    };
    if before.group_kind() != after.group_kind() || before.namespace != after.namespace {
        return;
    }
    if before.name != after.name && !before.name.is_empty() && !after.name.is_empty() {
        renamed(new, &before, &after.name);
        if before.group_kind() == STATEFUL_SET {
            with_set(old, new, changed, &before.name, &after.name);
        }
    }
    let service =
        |object: &Value| object.pointer("/spec/serviceName").and_then(Value::as_str).map(str::to_owned);
    if let (STATEFUL_SET, Some(from), Some(to)) =
        (before.group_kind(), service(&old[changed]), service(&new[changed]))
    {
        with_service(new, &service_of(&before, from), &to);
    }
    volumes(&old[changed], &mut new[changed]);
}

/// The Service of a name beside a set.
fn service_of(set: &Identity, name: String) -> Identity {
    Identity { api_version: "v1".into(), kind: SERVICE.kind.into(), name, ..set.clone() }
}

/// Those that name the object follow, unless another one of the draft has the old name.
fn renamed(new: &mut [Value], before: &Identity, to: &str) {
    let kind = before.group_kind();
    if new.iter().any(|object| is_of(object, before)) {
        return;
    }
    for object in new.iter_mut() {
        if kind == NAMESPACE {
            visit(object, "metadata.namespace", &mut |value| replace(value, &before.name, to));
            visit(object, "subjects[*].namespace", &mut |value| replace(value, &before.name, to));
        } else if kind.is_cluster_scoped() || namespace(object) == before.namespace {
            each(object, kind, &mut |value| replace(value, &before.name, to));
        }
    }
}

/// A set's own labels and its Service follow its name, as long as they were the same: two sets with the same labels
/// would take each other's pods.
fn with_set(old: &[Value], new: &mut [Value], changed: usize, from: &str, to: &str) {
    for place in ["/metadata/labels", "/spec/selector/matchLabels", "/spec/template/metadata/labels"] {
        if let Some(labels) = new[changed].pointer_mut(place) {
            for key in NAME_LABELS {
                visit_label(labels, key, &mut |value| replace(value, from, to));
            }
        }
    }
    let service = service_of(&Identity::of(&old[changed]).unwrap_or_default(), from.to_owned());
    if names(&new[changed], SERVICE, from) {
        with_service(new, &service, to);
        if !new.iter().any(|object| is_of(object, &service)) {
            visit(&mut new[changed], "spec.serviceName", &mut |value| replace(value, from, to));
        }
    }
}

/// A Service gets another name, if it is of the draft and no other object than one set names it.
fn with_service(new: &mut [Value], service: &Identity, to: &str) {
    let is_taken =
        new.iter().any(|object| is_of(object, &Identity { name: to.to_owned(), ..service.clone() }));
    let users = new.iter().filter(|object| names(object, SERVICE, &service.name)).count();
    if service.name == to || is_taken || users > 1 {
        return;
    }
    let Some(object) = new.iter_mut().find(|object| is_of(object, service)) else { return };
    visit(object, "metadata.name", &mut |value| replace(value, &service.name, to));
    renamed(new, service, to);
}

/// A volume or a claim template gets another name: the mounts follow.
fn volumes(old: &Value, new: &mut Value) {
    for (list, name) in [
        ("/spec/volumeClaimTemplates", "/metadata/name"),
        ("/spec/template/spec/volumes", "/name"),
        ("/spec/volumes", "/name"),
    ] {
        let items =
            |object: &Value| object.pointer(list).and_then(Value::as_array).cloned().unwrap_or_default();
        let (before, after) = (items(old), items(new));
        if before.len() != after.len() {
            continue;
        }
        let name = |item: &Value| item.pointer(name).and_then(Value::as_str).map(str::to_owned);
        let has =
            |items: &[Value], wanted: &str| items.iter().any(|item| name(item).as_deref() == Some(wanted));
        for pair in before.iter().zip(&after) {
            let (Some(from), Some(to)) = (name(pair.0), name(pair.1)) else { continue };
            // Volumes that only changed places have their names still.
            if has(&after, &from) || has(&before, &to) {
                continue;
            }
            let Some(pod) = pod_spec(new) else { continue };
            for path in ["*ontainers[*].volumeMounts[*].name", "*ontainers[*].volumeDevices[*].name"] {
                visit(pod, path, &mut |value| replace(value, &from, &to));
            }
        }
    }
}

fn is_of(object: &Value, identity: &Identity) -> bool {
    let text = |pointer: &str| object.pointer(pointer).and_then(Value::as_str).unwrap_or_default();
    GroupKind::of_object(object) == identity.group_kind()
        && text("/metadata/name") == identity.name
        && namespace(object) == identity.namespace
}

fn namespace(object: &Value) -> &str {
    object.pointer("/metadata/namespace").and_then(Value::as_str).unwrap_or_default()
}

/// Labels have dots in their keys, which are no steps.
pub(super) fn visit_label(labels: &mut Value, key: &str, found: &mut dyn FnMut(&mut Value)) {
    if let Some(value) = labels.get_mut(key) {
        found(value);
    }
}

pub(super) fn replace(value: &mut Value, from: &str, to: &str) {
    if value == from {
        *value = Value::String(to.to_owned());
    }
}
