//! Objects as one would write them: without what the API server fills in, and what else they need to work.

use serde_json::{Map, Value};

use crate::draft::link::reference::named;
use crate::group_kind::{CONFIG_MAP, GroupKind, SECRET, SERVICE, STATEFUL_SET};

/// What the API server, controllers and kubectl keep in the metadata. Owners are named by uid, which elsewhere is
/// nobody's: an object that came with them would be collected as garbage.
const METADATA: [&str; 9] = [
    "uid",
    "resourceVersion",
    "generation",
    "creationTimestamp",
    "deletionTimestamp",
    "deletionGracePeriodSeconds",
    "managedFields",
    "selfLink",
    "ownerReferences",
];
const LAST_APPLIED: &str = "kubectl.kubernetes.io/last-applied-configuration";

/// An object that another one names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// Of which kind.
    pub kind: Referred,
    /// Its name; it is in the same namespace.
    pub name: String,
}

/// The kinds that a set names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Referred {
    /// The governing Service.
    Service,
    /// Configuration.
    ConfigMap,
    /// Secrets, those for pulling images among them.
    Secret,
}

impl Referred {
    /// The kind.
    pub const fn kind(self) -> GroupKind<'static> {
        match self {
            Self::Service => SERVICE,
            Self::ConfigMap => CONFIG_MAP,
            Self::Secret => SECRET,
        }
    }
}

/// An object without what is not its author's. The PVC templates are part of a set and stay.
pub fn clean(mut object: Value) -> Value {
    if let Some(top) = object.as_object_mut() {
        top.shift_remove("status");
        clean_metadata(top);
        if let Some(spec) = top.get_mut("spec").and_then(Value::as_object_mut) {
            clean_spec(spec);
        }
    }
    object
}

fn clean_metadata(object: &mut Map<String, Value>) {
    let Some(metadata) = object.get_mut("metadata").and_then(Value::as_object_mut) else { return };
    for key in METADATA {
        metadata.shift_remove(key);
    }
    if let Some(annotations) = metadata.get_mut("annotations").and_then(Value::as_object_mut) {
        annotations.shift_remove(LAST_APPLIED);
        if annotations.is_empty() {
            metadata.shift_remove("annotations");
        }
    }
}

fn clean_spec(spec: &mut Map<String, Value>) {
    if let Some(template) = spec.get_mut("template").and_then(Value::as_object_mut) {
        clean_metadata(template);
    }
    let claims = spec.get_mut("volumeClaimTemplates").and_then(Value::as_array_mut);
    for claim in claims.into_iter().flatten().filter_map(Value::as_object_mut) {
        claim.shift_remove("status");
        clean_metadata(claim);
    }
    // The addresses of a Service are the cluster's; that it has none is its author's.
    if spec.get("clusterIP").is_some_and(|address| address != "None") {
        spec.shift_remove("clusterIP");
        spec.shift_remove("clusterIPs");
        spec.shift_remove("healthCheckNodePort");
    }
}

/// What a set names, each once: its Service, and the `ConfigMaps` and Secrets of its pods. A set that was read from a
/// list does not say its kind.
pub fn references(set: &Value) -> Vec<Reference> {
    let mut set = set.clone();
    if let Some(top) = set.as_object_mut() {
        top.insert("apiVersion".to_owned(), "apps/v1".into());
        top.insert("kind".to_owned(), STATEFUL_SET.kind.into());
    }
    let mut found: Vec<Reference> = [Referred::Service, Referred::ConfigMap, Referred::Secret]
        .into_iter()
        .flat_map(|kind| {
            let names = named(&set, kind.kind()).into_iter().filter(|name| !name.is_empty());
            names.map(move |name| Reference { kind, name })
        })
        .collect();
    crate::order::sort(&mut found);
    found.dedup();
    found
}
