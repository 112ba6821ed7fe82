//! Objects as a real API server and kubelet write them.

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use workload::rows::claim::PvcRow;
use workload::rows::event::EventRow;
use workload::rows::pod::PodRow;
use workload::rows::set::SetRow;

pub const OLD: &str = "web-6c5d8f7b9d";
pub const NEW: &str = "web-7b9f64c5d8";

pub fn decode<T: DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

/// Merges `patch` into `value` as a JSON merge patch does (RFC 7386).
pub fn patched(mut value: Value, patch: Value) -> Value {
    let Value::Object(patch) = patch else { return patch };
    if !value.is_object() {
        value = json!({});
    }
    let map = value.as_object_mut().unwrap();
    for (key, change) in patch {
        if change.is_null() {
            map.shift_remove(&key);
        } else {
            let old = map.get(&key).cloned().unwrap_or(Value::Null);
            map.insert(key, patched(old, change));
        }
    }
    value
}

/// A set `web` of three replicas, all ready, one revision.
pub fn set_value(patch: Value) -> Value {
    let base = json!({
        "apiVersion": "apps/v1",
        "kind": "StatefulSet",
        "metadata": {
            "name": "web", "namespace": "shop", "uid": "5f0c7a52-8f0b-4b0a-9c51-000000000001",
            "resourceVersion": "84211", "generation": 1, "creationTimestamp": "2026-11-21T09:00:00Z",
            "labels": {"app": "web"},
            "annotations": {"kubectl.kubernetes.io/last-applied-configuration": "{\"apiVersion\":\"apps/v1\"}\n"},
            "managedFields": [{"manager": "kubectl", "operation": "Update", "fieldsV1": {"f:spec": {}}}]
        },
        "spec": {
            "replicas": 3,
            "selector": {"matchLabels": {"app": "web"}},
            "serviceName": "web",
            "podManagementPolicy": "OrderedReady",
            "updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"partition": 0}},
            "revisionHistoryLimit": 10,
            "persistentVolumeClaimRetentionPolicy": {"whenDeleted": "Retain", "whenScaled": "Retain"},
            "template": {
                "metadata": {"creationTimestamp": null, "labels": {"app": "web"}},
                "spec": {"containers": [{"name": "nginx", "image": "nginx:1.27"}]}
            },
            "volumeClaimTemplates": [{
                "apiVersion": "v1", "kind": "PersistentVolumeClaim",
                "metadata": {"name": "data", "creationTimestamp": null},
                "spec": {"accessModes": ["ReadWriteOnce"], "resources": {"requests": {"storage": "10Gi"}}},
                "status": {"phase": "Pending"}
            }]
        },
        "status": {
            "observedGeneration": 1, "replicas": 3, "readyReplicas": 3, "availableReplicas": 3,
            "currentReplicas": 3, "updatedReplicas": 3, "currentRevision": OLD, "updateRevision": OLD,
            "collisionCount": 0
        }
    });
    patched(base, patch)
}

pub fn set(patch: Value) -> SetRow {
    decode(set_value(patch))
}

/// A set in the middle of a rollout from [`OLD`] to [`NEW`].
pub fn rolling(status: Value) -> SetRow {
    let revisions = json!({"status": {"currentRevision": OLD, "updateRevision": NEW}});
    set(patched(revisions, json!({"metadata": {"generation": 1}, "status": status})))
}

/// A ready pod of the set `web`.
pub fn pod_value(ordinal: u32, revision: &str, patch: Value) -> Value {
    let base = json!({
        "metadata": {
            "name": format!("web-{ordinal}"), "namespace": "shop",
            "uid": format!("9d1c2f6e-0000-4000-8000-{ordinal:012}"), "resourceVersion": "84000",
            "creationTimestamp": "2026-11-21T09:00:05Z",
            "labels": {
                "app": "web", "apps.kubernetes.io/pod-index": ordinal.to_string(),
                "controller-revision-hash": revision, "statefulset.kubernetes.io/pod-name": format!("web-{ordinal}")
            },
            "ownerReferences": [{
                "apiVersion": "apps/v1", "kind": "StatefulSet", "name": "web",
                "uid": "5f0c7a52-8f0b-4b0a-9c51-000000000001", "controller": true, "blockOwnerDeletion": true
            }]
        },
        "spec": {"nodeName": "node-1", "containers": [{"name": "nginx", "image": "nginx:1.27"}]},
        "status": {
            "phase": "Running", "podIP": "10.244.1.7",
            "conditions": [
                {"type": "PodReadyToStartContainers", "status": "True", "lastProbeTime": null, "lastTransitionTime": "2026-11-21T09:00:07Z"},
                {"type": "Initialized", "status": "True", "lastProbeTime": null, "lastTransitionTime": "2026-11-21T09:00:05Z"},
                {"type": "Ready", "status": "True", "lastProbeTime": null, "lastTransitionTime": "2026-11-21T09:00:09Z"},
                {"type": "ContainersReady", "status": "True", "lastProbeTime": null, "lastTransitionTime": "2026-11-21T09:00:09Z"},
                {"type": "PodScheduled", "status": "True", "lastProbeTime": null, "lastTransitionTime": "2026-11-21T09:00:05Z"}
            ],
            "containerStatuses": [container("nginx", json!({
                "ready": true, "started": true, "state": {"running": {"startedAt": "2026-11-21T09:00:08Z"}}
            }))]
        }
    });
    patched(base, patch)
}

pub fn pod(ordinal: u32, revision: &str, patch: Value) -> Arc<PodRow> {
    Arc::new(decode(pod_value(ordinal, revision, patch)))
}

pub fn ready(ordinal: u32, revision: &str) -> Arc<PodRow> {
    pod(ordinal, revision, json!({}))
}

pub fn container(name: &str, patch: Value) -> Value {
    let base = json!({
        "name": name, "image": "nginx:1.27", "imageID": "", "ready": false, "restartCount": 0,
        "started": false, "lastState": {}, "state": {}
    });
    patched(base, patch)
}

/// The status of a pod that is not ready, with the given container statuses.
pub fn unready(phase: &str, containers: Value) -> Value {
    json!({"status": {
        "phase": phase,
        "conditions": [
            {"type": "Initialized", "status": "True", "lastTransitionTime": "2026-11-21T09:00:05Z"},
            {"type": "Ready", "status": "False", "reason": "ContainersNotReady",
             "message": "containers with unready status: [nginx]", "lastTransitionTime": "2026-11-21T09:00:05Z"},
            {"type": "PodScheduled", "status": "True", "lastTransitionTime": "2026-11-21T09:00:05Z"}
        ],
        "containerStatuses": containers
    }})
}

pub fn waiting(reason: &str, message: &str) -> Value {
    json!([container("nginx", json!({"state": {"waiting": {"reason": reason, "message": message}}}))])
}

pub fn terminating() -> Value {
    json!({"metadata": {"deletionTimestamp": "2026-11-21T09:30:30Z", "deletionGracePeriodSeconds": 30}})
}

pub fn pending(conditions: Value) -> Value {
    json!({
        "spec": {"nodeName": null},
        "status": {"phase": "Pending", "podIP": null, "conditions": conditions, "containerStatuses": null}
    })
}

pub fn unschedulable(message: &str) -> Value {
    pending(json!([{
        "type": "PodScheduled", "status": "False", "reason": "Unschedulable", "message": message,
        "lastTransitionTime": "2026-11-21T09:10:00Z"
    }]))
}

/// An event about the object of a uid.
pub fn event(uid: &str, kind: &str, reason: &str, message: &str, last: &str) -> Arc<EventRow> {
    Arc::new(decode(json!({
        "metadata": {"name": "web.17d0", "namespace": "shop", "uid": "e", "creationTimestamp": "2026-11-21T09:00:05Z"},
        "involvedObject": {"kind": "StatefulSet", "namespace": "shop", "name": "web", "uid": uid},
        "reason": reason, "message": message, "type": kind, "count": 4,
        "firstTimestamp": "2026-11-21T09:00:05Z", "lastTimestamp": last,
        "eventTime": null, "source": {"component": "statefulset-controller"},
        "reportingComponent": "statefulset-controller", "reportingInstance": ""
    })))
}

pub fn claim(name: &str, phase: &str) -> Arc<PvcRow> {
    Arc::new(decode(json!({
        "metadata": {"name": name, "namespace": "shop", "uid": format!("pvc-{name}")},
        "spec": {"accessModes": ["ReadWriteOnce"], "storageClassName": "fast", "resources": {"requests": {"storage": "10Gi"}}},
        "status": {"phase": phase}
    })))
}
