//! The patches: what they say, whether a set is so already, and the patch that brings it back.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::plan::{Pair, Tag};
use crate::rows::meta::{PARTITION_BEFORE_PAUSE, REPLICAS_BEFORE_STOP, RESTARTED_AT};
use crate::rows::set::{Container, SetRow};

pub(super) const REPLICAS: &str = "/spec/replicas";
pub(super) const PARTITION: &str = "/spec/updateStrategy/rollingUpdate/partition";
const RESTARTED: &str = "/spec/template/metadata/annotations";
const CONTAINERS: [(&str, &str); 2] = [
    ("containers", "/spec/template/spec/containers"),
    ("initContainers", "/spec/template/spec/initContainers"),
];

/// What becomes of the number that a stop or a pause remembers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Record {
    /// Nothing.
    Keep,
    /// It is this one.
    Write(u32),
    /// It is there no more.
    Forget,
}

/// So many replicas.
pub fn replicas(replicas: u32, record: Record) -> Value {
    recorded(json!({"spec": {"replicas": replicas}}), REPLICAS_BEFORE_STOP, record)
}

fn recorded(mut body: Value, key: &str, record: Record) -> Value {
    let record = match record {
        Record::Keep => return body,
        Record::Write(count) => Value::String(count.to_string()),
        Record::Forget => Value::Null,
    };
    body["metadata"]["annotations"][key] = record;
    body
}

/// The note of a restart.
pub fn restart(at: &str) -> Value {
    json!({"spec": {"template": {"metadata": {"annotations": {RESTARTED_AT: at}}}}})
}

/// The partition: so many pods from the first one on keep the old revision.
pub fn partition(partition: u32, record: Record) -> Value {
    let body = json!({"spec": {"updateStrategy": {"rollingUpdate": {"partition": partition}}}});
    recorded(body, PARTITION_BEFORE_PAUSE, record)
}

/// Labels and annotations of the set.
pub fn mark(labels: &[Pair], annotations: &[Pair]) -> Value {
    let mut body = json!({"metadata": {}});
    for (part, pairs) in [("labels", labels), ("annotations", annotations)] {
        for (key, value) in pairs {
            body["metadata"][part][key.as_str()] = value.clone().map_or(Value::Null, Value::String);
        }
    }
    body
}

/// The images that differ, by container; none where no container has such an image.
pub fn images(set: &SetRow, tags: &[Tag]) -> Option<Value> {
    let mut body = json!({"spec": {"template": {"spec": {}}}});
    let mut is_any = false;
    for (key, containers) in [("containers", set.containers()), ("initContainers", set.init_containers())] {
        for container in containers {
            let Some(tag) = tags.iter().find(|tag| tag.is_for(container)) else { continue };
            is_any = true;
            let image = tag.image();
            if image != container.image {
                push(&mut body["spec"]["template"]["spec"][key], &container.name, &image);
            }
        }
    }
    is_any.then_some(body)
}

fn push(list: &mut Value, name: &str, image: &str) {
    let entry = json!({"name": name, "image": image});
    match list {
        Value::Array(list) => list.push(entry),
        _ => *list = Value::Array(vec![entry]),
    }
}

/// Whether a patch is of nothing but the number of replicas, which the scale subresource takes with a lesser right.
pub fn is_scale(body: &Value) -> bool {
    let is_one = |value: Option<&Value>, key: &str| {
        value.and_then(Value::as_object).is_some_and(|map| map.len() == 1 && map.contains_key(key))
    };
    is_one(Some(body), "spec") && is_one(body.get("spec"), "replicas")
}

/// Whether a patch must be a strategic one: else its containers would replace all others.
pub fn is_strategic(body: &Value) -> bool {
    CONTAINERS.iter().any(|(_, path)| body.pointer(path).is_some())
}

/// The patch for the set as it was read: a set that has been changed since answers with a conflict.
pub fn guarded(mut body: Value, set: &SetRow) -> Value {
    body["metadata"]["resourceVersion"] = set.meta.key.resource_version.clone().into();
    body
}

fn number(body: &Value, path: &str) -> Option<u64> {
    body.pointer(path).and_then(Value::as_u64)
}

fn map<'a>(body: &'a Value, path: &str) -> Option<&'a Map<String, Value>> {
    body.pointer(path).and_then(Value::as_object)
}

fn image<'a>(containers: &'a [Container], name: &str) -> Option<&'a str> {
    containers.iter().find(|container| container.name == name).map(|container| container.image.as_str())
}

/// Names and images that a patch gives to containers of one sort.
fn wanted_images<'a>(body: &'a Value, path: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let list = body.pointer(path).and_then(Value::as_array).into_iter().flatten();
    list.filter_map(|entry| Some((entry.get("name")?.as_str()?, entry.get("image")?.as_str()?)))
}

/// Whether an annotation is one of the console's own, which every row keeps.
fn is_own(key: &str) -> bool {
    [REPLICAS_BEFORE_STOP, PARTITION_BEFORE_PAUSE].contains(&key)
}

/// The patch that brings a set back to how it is now, once this one has changed it. `annotations` are all of the
/// set's, of which its row keeps few; none where they are not known. There is none where something would be guessed,
/// and for a restart: pods that ended do not come back.
pub fn inverse(body: &Value, set: &SetRow, annotations: Option<&BTreeMap<String, String>>) -> Option<Value> {
    let mut back = Value::Null;
    if map(body, RESTARTED).is_some() {
        return None;
    }
    if number(body, REPLICAS).is_some() {
        back["spec"]["replicas"] = set.replicas().into();
    }
    if number(body, PARTITION).is_some() {
        back["spec"]["updateStrategy"]["rollingUpdate"]["partition"] =
            set.spec.update_strategy.partition().into();
    }
    for (key, path) in CONTAINERS {
        let containers = if key == "containers" { set.containers() } else { set.init_containers() };
        for (name, _) in wanted_images(body, path) {
            push(&mut back["spec"]["template"]["spec"][key], name, image(containers, name)?);
        }
    }
    for key in map(body, "/metadata/labels").into_iter().flat_map(Map::keys) {
        back["metadata"]["labels"][key.as_str()] = set.meta.labels.get(key).cloned().into();
    }
    for key in map(body, "/metadata/annotations").into_iter().flat_map(Map::keys) {
        let known = if is_own(key) { &set.meta.annotations } else { annotations? };
        back["metadata"]["annotations"][key.as_str()] = known.get(key).cloned().into();
    }
    (!back.is_null()).then_some(back)
}

/// Whether a set is already as a patch wants it. What its row does not know, it is not.
pub fn holds(body: &Value, set: &SetRow, annotations: Option<&BTreeMap<String, String>>) -> bool {
    let is = |path: &str, now: u32| number(body, path).is_none_or(|wanted| wanted == u64::from(now));
    let same = |wanted: &Value, now: Option<&String>| wanted.as_str() == now.map(String::as_str);
    let labels = map(body, "/metadata/labels").into_iter().flatten();
    let notes = map(body, "/metadata/annotations").into_iter().flatten();
    let known = |key: &str| if is_own(key) { Some(&set.meta.annotations) } else { annotations };
    let images = CONTAINERS.iter().all(|(key, path)| {
        let containers = if *key == "containers" { set.containers() } else { set.init_containers() };
        wanted_images(body, path).all(|(name, wanted)| image(containers, name) == Some(wanted))
    });
    let restarted = map(body, RESTARTED)
        .is_none_or(|map| map.get(RESTARTED_AT).and_then(Value::as_str) == Some(set.restarted_at()));
    is(REPLICAS, set.replicas())
        && is(PARTITION, set.spec.update_strategy.partition())
        && images
        && restarted
        && labels.into_iter().all(|(key, wanted)| same(wanted, set.meta.labels.get(key)))
        && notes.into_iter().all(|(key, wanted)| known(key).is_some_and(|known| same(wanted, known.get(key))))
}
