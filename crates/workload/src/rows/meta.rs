//! `ObjectMeta` (`apimachinery:pkg/apis/meta/v1/types.go`) as far as rows need it.

use std::collections::BTreeMap;

use kubewire::object::ObjectKey;
use serde::Deserialize;

use crate::age::Timestamp;
use crate::rows::lenient;
use crate::shown::shown;

/// Where a stopped set remembers its replica count; the value is a decimal number.
pub const REPLICAS_BEFORE_STOP: &str = "ordinal/replicas-before-stop";
/// Where a set whose rollout is paused remembers the partition that it had; the value is a decimal number.
pub const PARTITION_BEFORE_PAUSE: &str = "ordinal/partition-before-pause";
/// Why a revision was made, as `kubectl rollout history` shows it.
pub const CHANGE_CAUSE: &str = "kubernetes.io/change-cause";
/// The container that `kubectl logs` and `exec` take when none is named.
pub const DEFAULT_CONTAINER: &str = "kubectl.kubernetes.io/default-container";
/// A description for people, shared with `KubeSphere`.
pub const DESCRIPTION: &str = "kubesphere.io/description";
/// A display name for people, shared with `KubeSphere`.
pub const ALIAS: &str = "kubesphere.io/alias-name";

/// Which application of Argo CD keeps the object as it is in Git.
pub const ARGO_TRACKING: &str = "argocd.argoproj.io/tracking-id";
/// When `kubectl rollout restart` was last asked to restart the pods; an annotation of the pod template.
pub const RESTARTED_AT: &str = "kubectl.kubernetes.io/restartedAt";

/// When the object was changed, as `KubeSphere` notes it.
const UPDATE_TIME: &str = "updateTime";

/// The labels that name the application an object belongs to, the first that is there counts: the recommended one,
/// `KubeSphere`'s, and the instance of a chart.
const APPLICATION: [&str; 3] =
    ["app.kubernetes.io/name", "app.kubesphere.io/instance", "app.kubernetes.io/instance"];

/// Annotations may be a megabyte of `last-applied-configuration`; rows keep only those that they show.
const KEPT_ANNOTATIONS: [&str; 7] = [
    REPLICAS_BEFORE_STOP,
    PARTITION_BEFORE_PAUSE,
    CHANGE_CAUSE,
    DEFAULT_CONTAINER,
    DESCRIPTION,
    ALIAS,
    ARGO_TRACKING,
];

/// The metadata of a row.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(from = "RawMeta")]
pub struct Meta {
    /// uid, name, namespace and resource version.
    pub key: ObjectKey,
    /// `metadata.labels`.
    pub labels: BTreeMap<String, String>,
    /// Those of `metadata.annotations` that rows show.
    pub annotations: BTreeMap<String, String>,
    /// `metadata.creationTimestamp`.
    pub created: Option<Timestamp>,
    /// When someone last changed what is wanted, see [`Meta::updated`].
    changed: Option<Timestamp>,
    /// `metadata.deletionTimestamp`: the object is being deleted; for a pod, when its grace period ends.
    pub deletion: Option<Timestamp>,
    /// `metadata.generation`: counts changes of the spec.
    pub generation: i64,
    /// `metadata.finalizers`: what holds a deletion back.
    pub finalizers: Vec<String>,
    /// The owner that controls the object.
    pub controller: Option<Owner>,
}

impl Meta {
    /// `metadata.name`.
    pub fn name(&self) -> &str {
        &self.key.name
    }

    /// `metadata.namespace`, empty for cluster-scoped objects.
    pub fn namespace(&self) -> &str {
        &self.key.namespace
    }

    /// When it was last changed by someone: by `KubeSphere`'s note, or else by who manages its fields, status left
    /// out; when it was created where neither says.
    pub fn updated(&self) -> Option<Timestamp> {
        self.changed.or(self.created)
    }

    /// The application that it belongs to, empty where no label says.
    pub fn application(&self) -> &str {
        APPLICATION.iter().map(|key| self.label(key)).find(|name| !name.is_empty()).unwrap_or_default()
    }

    /// Whether the API server was asked to delete the object.
    pub fn is_deleting(&self) -> bool {
        self.deletion.is_some()
    }

    /// The value of a label, empty where there is none.
    pub fn label(&self, key: &str) -> &str {
        self.labels.get(key).map_or("", String::as_str)
    }
}

/// An owner reference.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Owner {
    /// Kind of the owner.
    #[serde(deserialize_with = "lenient::shown")]
    pub kind: String,
    /// Name of the owner.
    #[serde(deserialize_with = "lenient::shown")]
    pub name: String,
    /// uid of the owner; the only thing that tells it from a namesake.
    pub uid: String,
    /// Whether this owner is the managing controller.
    #[serde(deserialize_with = "lenient::or_default")]
    pub controller: bool,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct RawMeta {
    uid: String,
    name: String,
    namespace: String,
    resource_version: String,
    #[serde(deserialize_with = "lenient::or_default")]
    labels: BTreeMap<String, String>,
    #[serde(deserialize_with = "lenient::or_default")]
    annotations: BTreeMap<String, String>,
    #[serde(deserialize_with = "lenient::timestamp")]
    creation_timestamp: Option<Timestamp>,
    #[serde(deserialize_with = "lenient::timestamp")]
    deletion_timestamp: Option<Timestamp>,
    generation: i64,
    #[serde(deserialize_with = "lenient::or_default")]
    finalizers: Vec<String>,
    #[serde(deserialize_with = "lenient::or_default")]
    owner_references: Vec<Owner>,
    #[serde(deserialize_with = "lenient::or_default")]
    managed_fields: Vec<Managed>,
}

/// `ManagedFieldsEntry`, without the fields.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Managed {
    subresource: String,
    #[serde(deserialize_with = "lenient::timestamp")]
    time: Option<Timestamp>,
}

impl From<RawMeta> for Meta {
    fn from(raw: RawMeta) -> Self {
        let mut annotations = raw.annotations;
        let noted = annotations.get(UPDATE_TIME).and_then(|text| Timestamp::parse(text));
        let managed = raw.managed_fields.iter().filter(|entry| entry.subresource != "status");
        let changed = noted.or_else(|| managed.filter_map(|entry| entry.time).max());
        annotations.retain(|key, _| KEPT_ANNOTATIONS.contains(&key.as_str()));
        for text in annotations.values_mut() {
            *text = shown(text).into_owned();
        }
        Self {
            key: ObjectKey {
                uid: raw.uid,
                name: raw.name,
                namespace: raw.namespace,
                resource_version: raw.resource_version,
            },
            labels: raw.labels,
            annotations,
            created: raw.creation_timestamp,
            changed,
            deletion: raw.deletion_timestamp,
            generation: raw.generation,
            finalizers: raw.finalizers,
            controller: raw.owner_references.into_iter().find(|owner| owner.controller),
        }
    }
}
