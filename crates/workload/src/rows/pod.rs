//! A pod as a set's page shows it (`api:core/v1/types.go`).

use std::collections::HashMap;
use std::sync::Arc;

use kubewire::object::{Object, ObjectKey};
use serde::Deserialize;

use crate::age::Timestamp;
use crate::rows::lenient;
use crate::rows::meta::Meta;
use crate::rows::set::Container;

const POD_INDEX: &str = "apps.kubernetes.io/pod-index";
const REVISION: &str = "controller-revision-hash";

/// One `v1` `Pod`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodRow {
    /// Metadata.
    #[serde(rename = "metadata")]
    pub meta: Meta,
    /// Spec.
    pub spec: PodSpec,
    /// Status.
    #[serde(deserialize_with = "lenient::or_default")]
    pub status: PodStatus,
}

/// `PodSpec`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodSpec {
    /// The node, empty until scheduled.
    pub node_name: String,
    /// Containers.
    pub containers: Vec<Container>,
    /// Init containers, sidecars among them.
    #[serde(deserialize_with = "lenient::or_default")]
    pub init_containers: Vec<Container>,
    /// Conditions besides the containers' that readiness waits for.
    #[serde(deserialize_with = "lenient::or_default")]
    pub readiness_gates: Vec<ReadinessGate>,
}

/// `PodReadinessGate`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ReadinessGate {
    /// The condition's type.
    pub condition_type: String,
}

/// `PodStatus`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PodStatus {
    /// `Pending`, `Running`, `Succeeded`, `Failed` or `Unknown`.
    pub phase: String,
    /// For machines, for example `Evicted`.
    #[serde(deserialize_with = "lenient::shown")]
    pub reason: String,
    /// For people, in the kubelet's or controller's words.
    #[serde(deserialize_with = "lenient::shown")]
    pub message: String,
    /// Address, empty until there is one.
    #[serde(rename = "podIP")]
    pub pod_ip: String,
    /// Conditions.
    #[serde(deserialize_with = "lenient::or_default")]
    pub conditions: Vec<Condition>,
    /// One per container that the kubelet knows of.
    #[serde(deserialize_with = "lenient::or_default")]
    pub container_statuses: Vec<ContainerStatus>,
    /// One per init container that the kubelet knows of.
    #[serde(deserialize_with = "lenient::or_default")]
    pub init_container_statuses: Vec<ContainerStatus>,
}

/// `PodCondition`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Condition {
    /// For example `Ready` or `PodScheduled`.
    #[serde(rename = "type", deserialize_with = "lenient::shown")]
    pub kind: String,
    /// `True`, `False` or `Unknown`.
    pub status: String,
    /// For machines, for example `Unschedulable`.
    #[serde(deserialize_with = "lenient::shown")]
    pub reason: String,
    /// For people.
    #[serde(deserialize_with = "lenient::shown")]
    pub message: String,
    /// Since when it has this status.
    #[serde(rename = "lastTransitionTime", deserialize_with = "lenient::timestamp")]
    pub since: Option<Timestamp>,
}

/// `ContainerStatus`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ContainerStatus {
    /// Name of the container.
    pub name: String,
    /// Image that runs or should run.
    #[serde(deserialize_with = "lenient::shown")]
    pub image: String,
    /// Whether its readiness probe passes.
    pub ready: bool,
    /// Whether its startup probe has passed.
    pub started: Option<bool>,
    /// How often it was started again.
    pub restart_count: u32,
    /// What it does now.
    #[serde(deserialize_with = "lenient::or_default")]
    pub state: ContainerState,
    /// What it did before its last restart.
    #[serde(deserialize_with = "lenient::or_default")]
    pub last_state: ContainerState,
}

/// `ContainerState`: at most one of the three; none means waiting.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ContainerState {
    /// Not yet running.
    pub waiting: Option<Waiting>,
    /// Running.
    pub running: Option<Running>,
    /// Ended.
    pub terminated: Option<Terminated>,
}

/// `ContainerStateWaiting`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Waiting {
    /// For example `ImagePullBackOff`.
    #[serde(deserialize_with = "lenient::shown")]
    pub reason: String,
    /// The kubelet's words.
    #[serde(deserialize_with = "lenient::shown")]
    pub message: String,
}

/// `ContainerStateRunning`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Running {
    /// Since when.
    #[serde(deserialize_with = "lenient::timestamp")]
    pub started_at: Option<Timestamp>,
}

/// `ContainerStateTerminated`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Terminated {
    /// Exit code.
    pub exit_code: i32,
    /// Signal that ended it, 0 where none did.
    pub signal: i32,
    /// For example `Error` or `OOMKilled`.
    #[serde(deserialize_with = "lenient::shown")]
    pub reason: String,
    /// Its termination message.
    #[serde(deserialize_with = "lenient::shown")]
    pub message: String,
    /// When it ended.
    #[serde(deserialize_with = "lenient::timestamp")]
    pub finished_at: Option<Timestamp>,
}

impl PodRow {
    /// Its place in the set: the number at the end of its name, which the controller itself goes by
    /// (`k/k pkg/controller/statefulset/stateful_set_utils.go` getParentNameAndOrdinal), or else the label.
    pub fn ordinal(&self) -> Option<u32> {
        let tail = self.meta.name().rsplit_once('-').and_then(|(_, tail)| tail.parse().ok());
        tail.or_else(|| self.meta.label(POD_INDEX).parse().ok())
    }

    /// uid of the controller that owns it, empty for an orphan.
    pub fn owner_uid(&self) -> &str {
        self.meta.controller.as_ref().map_or("", |owner| &owner.uid)
    }

    /// Name of the `ControllerRevision` it was made from, empty where unknown.
    pub fn revision(&self) -> &str {
        self.meta.label(REVISION)
    }

    /// A condition by its type.
    pub fn condition(&self, kind: &str) -> Option<&Condition> {
        self.status.conditions.iter().find(|condition| condition.kind == kind)
    }

    /// Whether the `Ready` condition holds.
    pub fn is_ready(&self) -> bool {
        self.condition("Ready").is_some_and(|ready| ready.status == "True")
    }

    /// Whether it has ended as a whole: a set's controller deletes such a pod by itself and makes it anew, whatever its
    /// revision (`k/k pkg/controller/statefulset/stateful_set_control.go` processReplica).
    pub fn is_terminal(&self) -> bool {
        matches!(self.status.phase.as_str(), "Failed" | "Succeeded")
    }

    /// Restarts of all containers, init containers left out unless they are sidecars, as kubectl counts them.
    pub fn restarts(&self) -> u32 {
        let sidecars =
            self.status.init_container_statuses.iter().filter(|status| self.is_sidecar(&status.name));
        self.status.container_statuses.iter().chain(sidecars).map(|status| status.restart_count).sum()
    }

    /// Whether an init container runs beside the others for the pod's whole life.
    pub fn is_sidecar(&self, container: &str) -> bool {
        self.spec.init_containers.iter().any(|init| init.name == container && init.restart_policy == "Always")
    }
}

impl Object for PodRow {
    fn key(&self) -> &ObjectKey {
        &self.meta.key
    }
}

/// Pods by the uid of the controller that owns them; orphans are left out.
pub fn by_owner<'a>(pods: impl IntoIterator<Item = &'a Arc<PodRow>>) -> HashMap<String, Vec<Arc<PodRow>>> {
    let mut owners: HashMap<String, Vec<Arc<PodRow>>> = HashMap::new();
    for pod in pods.into_iter().filter(|pod| !pod.owner_uid().is_empty()) {
        owners.entry(pod.owner_uid().to_owned()).or_default().push(Arc::clone(pod));
    }
    owners
}
