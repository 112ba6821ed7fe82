//! The objects of the measurement: sets of several teams with probes, resources, environment and claims, as large as
//! they are in practice. One in fifty fails, one in fifty is starting, the others run.

use serde_json::{Value, json};

/// Programs that the sets run.
const PROGRAMS: [&str; 8] =
    ["postgresql", "redis", "kafka", "zookeeper", "elasticsearch", "rabbitmq", "minio", "etcd"];

/// What the sets are for.
const PURPOSES: [&str; 10] = [
    "orders",
    "payments",
    "inventory",
    "search",
    "sessions",
    "audit",
    "metrics",
    "catalog",
    "billing",
    "mail",
];

/// Sets to a namespace.
const SETS_TO_A_NAMESPACE: u32 = 50;

/// How much there is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    /// StatefulSets.
    pub sets: u32,
    /// Pods of all of them.
    pub pods: u32,
}

impl Size {
    /// So many sets with so many pods in all.
    pub const fn new(sets: u32, pods: u32) -> Self {
        Self { sets, pods }
    }
}

/// How many namespaces so many sets take.
pub const fn namespaces(sets: u32) -> u32 {
    sets.div_ceil(SETS_TO_A_NAMESPACE)
}

/// The name of a namespace.
pub fn namespace(index: u32) -> String {
    format!("team-{index:03}")
}

/// An object with a name alone.
pub fn named(name: &str) -> Value {
    json!({ "metadata": { "name": name } })
}

/// How a set is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// All pods are ready.
    Runs,
    /// The last pod is not ready yet.
    Starts,
    /// The last pod crashes again and again.
    Fails,
}

/// All that the objects of a set are made from.
#[derive(Debug)]
pub struct Plan {
    /// Its namespace.
    pub namespace: String,
    /// Its name.
    pub name: String,
    /// How many pods it has.
    pub replicas: u32,
    program: &'static str,
    fate: Fate,
    index: u32,
}

/// The set of this number, of so many.
pub fn plan(size: Size, index: u32) -> Plan {
    // The pods are spread evenly, whatever their number: those of the sets before it are already given out.
    let before = |index: u32| u64::from(size.pods) * u64::from(index) / u64::from(size.sets);
    let replicas = u32::try_from(before(index + 1) - before(index)).unwrap_or(u32::MAX);
    let pick = |words: &[&'static str], index: u32| words[index as usize % words.len()];
    let program = pick(&PROGRAMS, index);
    let fate = match index % 50 {
        7 => Fate::Fails,
        13 => Fate::Starts,
        _ => Fate::Runs,
    };
    let purpose = pick(&PURPOSES, index / 8);
    Plan {
        namespace: namespace(index / SETS_TO_A_NAMESPACE),
        name: format!("{purpose}-{program}-{index}"),
        replicas,
        program,
        fate: if replicas == 0 { Fate::Runs } else { fate },
        index,
    }
}

impl Plan {
    fn selector(&self) -> Value {
        json!({ "app.kubernetes.io/name": self.program, "app.kubernetes.io/instance": self.name })
    }

    fn labels(&self) -> Value {
        json!({
            "app.kubernetes.io/name": self.program,
            "app.kubernetes.io/instance": self.name,
            "app.kubernetes.io/component": "server",
            "app.kubernetes.io/part-of": self.namespace,
            "app.kubernetes.io/managed-by": "Helm",
            "helm.sh/chart": format!("{}-12.4.{}", self.program, self.index % 7),
        })
    }

    fn revision(&self) -> String {
        format!("{}-{:08x}", self.name, self.index.wrapping_mul(2_654_435_761))
    }

    fn is_ready(&self, ordinal: u32) -> bool {
        self.fate == Fate::Runs || ordinal + 1 < self.replicas
    }

    fn image(&self) -> String {
        format!("registry.example.com/platform/{}:16.{}.2-debian", self.program, self.index % 9)
    }

    fn containers(&self) -> Value {
        let probe = |path: &str| {
            json!({
                "httpGet": { "path": path, "port": "main" },
                "initialDelaySeconds": 10, "periodSeconds": 10, "timeoutSeconds": 5, "failureThreshold": 6,
            })
        };
        let resources = json!({
            "requests": { "cpu": "250m", "memory": "512Mi" }, "limits": { "cpu": "2", "memory": "1Gi" },
        });
        json!([
            {
                "name": "main", "image": self.image(), "resources": resources,
                "ports": [{ "name": "main", "containerPort": 5432 }, { "name": "peer", "containerPort": 5433 }],
                "env": [
                    { "name": "POD_NAME", "valueFrom": { "fieldRef": { "fieldPath": "metadata.name" } } },
                    { "name": "CLUSTER_DOMAIN", "value": "cluster.local" },
                    { "name": "PEER_SERVICE", "value": format!("{}-headless", self.name) },
                    { "name": "PASSWORD",
                      "valueFrom": { "secretKeyRef": { "name": self.name, "key": "password" } } },
                ],
                "livenessProbe": probe("/healthz"), "readinessProbe": probe("/readyz"),
                "volumeMounts": [{ "name": "data", "mountPath": "/var/lib/data" }],
            },
            {
                "name": "exporter", "image": "registry.example.com/platform/exporter:1.19.0",
                "resources": resources, "ports": [{ "name": "metrics", "containerPort": 9187 }],
                "env": [{ "name": "TARGET", "value": "127.0.0.1:5432" }], "livenessProbe": probe("/metrics"),
            },
        ])
    }
}

/// The set as its owner wrote it.
pub fn set(plan: &Plan) -> Value {
    let spread = json!([{
        "maxSkew": 1, "topologyKey": "topology.kubernetes.io/zone", "whenUnsatisfiable": "ScheduleAnyway",
        "labelSelector": { "matchLabels": plan.selector() },
    }]);
    json!({
        "metadata": {
            "name": plan.name, "labels": plan.labels(),
            "annotations": {
                "meta.helm.sh/release-name": plan.name, "meta.helm.sh/release-namespace": plan.namespace,
                "kubesphere.io/description": format!("{} of team {}", plan.program, plan.namespace),
            },
        },
        "spec": {
            "replicas": plan.replicas, "serviceName": format!("{}-headless", plan.name),
            "selector": { "matchLabels": plan.selector() },
            "template": {
                "metadata": { "labels": plan.labels() },
                "spec": { "containers": plan.containers(), "topologySpreadConstraints": spread },
            },
            "volumeClaimTemplates": [{
                "metadata": { "name": "data" },
                "spec": {
                    "accessModes": ["ReadWriteOnce"], "storageClassName": "fast",
                    "resources": { "requests": { "storage": "20Gi" } },
                },
            }],
        },
    })
}

/// The set's status as the controller would have left it.
pub fn set_status(plan: &Plan) -> Value {
    let ready = (0..plan.replicas).filter(|ordinal| plan.is_ready(*ordinal)).count();
    json!({ "status": {
        "observedGeneration": 1, "replicas": plan.replicas, "readyReplicas": ready, "availableReplicas": ready,
        "currentReplicas": plan.replicas, "updatedReplicas": plan.replicas, "collisionCount": 0,
        "currentRevision": plan.revision(), "updateRevision": plan.revision(),
    }})
}

/// One of the set's pods.
pub fn pod(plan: &Plan, uid: &str, ordinal: u32) -> Value {
    let name = format!("{}-{ordinal}", plan.name);
    let mut labels = plan.labels();
    labels["controller-revision-hash"] = json!(plan.revision());
    labels["statefulset.kubernetes.io/pod-name"] = json!(name);
    labels["apps.kubernetes.io/pod-index"] = json!(ordinal.to_string());
    json!({
        "metadata": {
            "name": name, "labels": labels,
            "ownerReferences": [{
                "apiVersion": "apps/v1", "kind": "StatefulSet", "name": plan.name, "uid": uid,
                "controller": true, "blockOwnerDeletion": true,
            }],
        },
        "spec": {
            "nodeName": format!("node-{}", (plan.index + ordinal) % 3), "hostname": name,
            "subdomain": format!("{}-headless", plan.name), "containers": plan.containers(),
            "automountServiceAccountToken": false,
            "volumes": [{ "name": "data", "persistentVolumeClaim": { "claimName": format!("data-{name}") } }],
        },
    })
}

/// A pod's status as its kubelet would have left it.
pub fn pod_status(plan: &Plan, ordinal: u32) -> Value {
    const SINCE: &str = "2026-11-20T08:00:00Z";
    let ready = plan.is_ready(ordinal);
    let condition = |kind: &str, holds: bool| json!({ "type": kind, "status": if holds { "True" } else { "False" }, "lastTransitionTime": SINCE });
    let crashes = !ready && plan.fate == Fate::Fails;
    let state = if crashes {
        let message = "back-off 5m0s restarting failed container=main";
        json!({ "waiting": { "reason": "CrashLoopBackOff", "message": message } })
    } else {
        json!({ "running": { "startedAt": SINCE } })
    };
    let last = json!({ "terminated": { "exitCode": 1, "reason": "Error", "startedAt": SINCE, "finishedAt": SINCE } });
    let container = |name: &str, image: String, ready: bool, state: Value, last: Value| {
        let id = format!("containerd://{:064x}", plan.index);
        json!({
            "name": name, "image": image, "imageID": image, "containerID": id, "ready": ready, "started": ready,
            "restartCount": if crashes { 12 } else { 0 }, "state": state, "lastState": last,
        })
    };
    let last = if crashes { last } else { json!({}) };
    let exporter = "registry.example.com/platform/exporter:1.19.0".to_owned();
    json!({ "status": {
        "phase": "Running", "startTime": SINCE, "hostIP": "10.0.0.1",
        "podIP": format!("10.{}.{}.{ordinal}", plan.index / 250, plan.index % 250),
        "conditions": [
            condition("Initialized", true), condition("PodScheduled", true),
            condition("ContainersReady", ready), condition("Ready", ready),
        ],
        "containerStatuses": [
            container("main", plan.image(), ready, state, last),
            container("exporter", exporter, true, json!({ "running": { "startedAt": SINCE } }), json!({})),
        ],
    }})
}

#[cfg(test)]
mod tests {
    use super::{Size, plan};

    #[test]
    fn there_are_as_many_pods_as_were_asked_for() {
        for size in [Size::new(2_000, 5_000), Size::new(7, 3), Size::new(500, 500)] {
            let pods: u32 = (0..size.sets).map(|index| plan(size, index).replicas).sum();
            assert_eq!(pods, size.pods);
        }
    }
}
