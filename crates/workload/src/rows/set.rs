//! A StatefulSet as lists and headers show it (`api:apps/v1/types.go`).

use std::collections::BTreeMap;

use kubewire::object::{Object, ObjectKey};
use serde::Deserialize;

use crate::rows::lenient;
use crate::rows::meta::{Meta, PARTITION_BEFORE_PAUSE, REPLICAS_BEFORE_STOP};

/// One `apps/v1` `StatefulSet`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SetRow {
    /// Metadata.
    #[serde(rename = "metadata")]
    pub meta: Meta,
    /// Spec.
    pub spec: SetSpec,
    /// Status.
    #[serde(deserialize_with = "lenient::or_default")]
    pub status: SetStatus,
}

/// `StatefulSetSpec`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SetSpec {
    /// As written; absent means 1, see [`SetRow::replicas`].
    pub replicas: Option<u32>,
    /// The governing Service, empty where there is none.
    #[serde(deserialize_with = "lenient::shown")]
    pub service_name: String,
    /// Which pods belong to the set.
    #[serde(deserialize_with = "lenient::or_default")]
    pub selector: Selector,
    /// `OrderedReady` or `Parallel`, verbatim.
    pub pod_management_policy: String,
    /// How pods come to a new revision.
    pub update_strategy: UpdateStrategy,
    #[serde(deserialize_with = "lenient::or_default")]
    ordinals: Ordinals,
    template: Template,
    #[serde(deserialize_with = "lenient::or_default")]
    volume_claim_templates: Vec<ClaimTemplate>,
    /// Seconds that a pod must be ready before it counts as available.
    pub min_ready_seconds: u32,
    /// What happens to PVCs when the set is deleted or scaled down.
    #[serde(rename = "persistentVolumeClaimRetentionPolicy", deserialize_with = "lenient::or_default")]
    pub claim_retention: ClaimRetention,
    /// How many old revisions are kept.
    pub revision_history_limit: Option<u32>,
}

/// `StatefulSetUpdateStrategy`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct UpdateStrategy {
    /// `RollingUpdate`, `OnDelete`, or a word newer than this program; absent means `RollingUpdate`.
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(deserialize_with = "lenient::or_default")]
    rolling_update: RollingUpdate,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct RollingUpdate {
    partition: Option<u32>,
    max_unavailable: Option<IntOrString>,
}

/// A number, or a percentage as text.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum IntOrString {
    /// A number.
    Int(i64),
    /// A percentage such as `25%`.
    Text(String),
}

/// `LabelSelector`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Selector {
    /// Labels that must have a value.
    #[serde(deserialize_with = "lenient::or_default")]
    pub match_labels: BTreeMap<String, String>,
    /// Requirements beyond equality.
    #[serde(deserialize_with = "lenient::or_default")]
    pub match_expressions: Vec<Requirement>,
}

/// `LabelSelectorRequirement`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Requirement {
    /// Label key.
    pub key: String,
    /// `In`, `NotIn`, `Exists` or `DoesNotExist`.
    pub operator: String,
    /// Values for `In` and `NotIn`.
    #[serde(deserialize_with = "lenient::or_default")]
    pub values: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
struct Ordinals {
    start: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
struct Template {
    #[serde(deserialize_with = "lenient::or_default")]
    metadata: TemplateMeta,
    spec: TemplateSpec,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
struct TemplateMeta {
    #[serde(deserialize_with = "lenient::or_default")]
    labels: BTreeMap<String, String>,
    #[serde(deserialize_with = "lenient::or_default")]
    annotations: TemplateAnnotations,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
struct TemplateAnnotations {
    #[serde(rename = "kubectl.kubernetes.io/restartedAt", deserialize_with = "lenient::shown")]
    restarted_at: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct TemplateSpec {
    containers: Vec<Container>,
    #[serde(deserialize_with = "lenient::or_default")]
    init_containers: Vec<Container>,
}

/// A container of a pod template or pod.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Container {
    /// Name.
    pub name: String,
    /// Image reference.
    #[serde(deserialize_with = "lenient::shown")]
    pub image: String,
    /// `Always` on an init container makes it a sidecar.
    pub restart_policy: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
struct ClaimTemplate {
    metadata: ClaimTemplateMeta,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default)]
struct ClaimTemplateMeta {
    name: String,
}

/// `StatefulSetPersistentVolumeClaimRetentionPolicy`: `Retain` or `Delete`, absent means `Retain`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ClaimRetention {
    /// When the set is deleted.
    pub when_deleted: String,
    /// When the set is scaled down.
    pub when_scaled: String,
}

/// `StatefulSetStatus`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SetStatus {
    /// The generation that the controller has acted on; 0 before it saw the set.
    pub observed_generation: i64,
    /// Pods created.
    pub replicas: u32,
    /// Pods that are Ready.
    pub ready_replicas: u32,
    /// Pods Ready for `minReadySeconds`.
    pub available_replicas: u32,
    /// Pods at `currentRevision`, terminating ones not counted.
    pub current_replicas: u32,
    /// Pods at `updateRevision`, terminating ones not counted.
    pub updated_replicas: u32,
    /// Name of the revision that the rollout comes from.
    #[serde(deserialize_with = "lenient::shown")]
    pub current_revision: String,
    /// Name of the revision of the present template.
    #[serde(deserialize_with = "lenient::shown")]
    pub update_revision: String,
}

impl SetRow {
    /// Wanted replicas; the API's default is 1.
    pub fn replicas(&self) -> u32 {
        self.spec.replicas.unwrap_or(1)
    }

    /// First ordinal.
    pub fn start(&self) -> u32 {
        self.spec.ordinals.start
    }

    /// The name of the pod of an ordinal.
    pub fn pod_name(&self, ordinal: u32) -> String {
        format!("{}-{ordinal}", self.meta.name())
    }

    /// Whether the set wants a pod of this ordinal.
    pub fn wants(&self, ordinal: u32) -> bool {
        ordinal.checked_sub(self.start()).is_some_and(|offset| offset < self.replicas())
    }

    /// Whether pods come and go one after another.
    pub fn is_ordered(&self) -> bool {
        self.spec.pod_management_policy != "Parallel"
    }

    /// Containers of the pod template.
    pub fn containers(&self) -> &[Container] {
        &self.spec.template.spec.containers
    }

    /// Init containers of the pod template.
    pub fn init_containers(&self) -> &[Container] {
        &self.spec.template.spec.init_containers
    }

    /// Labels of the pods that it makes.
    pub fn pod_labels(&self) -> &BTreeMap<String, String> {
        &self.spec.template.metadata.labels
    }

    /// When its pods were last restarted, as `kubectl rollout restart` notes it; empty where they were not.
    pub fn restarted_at(&self) -> &str {
        &self.spec.template.metadata.annotations.restarted_at
    }

    /// Names of the volume claim templates.
    pub fn claim_templates(&self) -> impl Iterator<Item = &str> {
        self.spec.volume_claim_templates.iter().map(|template| template.metadata.name.as_str())
    }

    /// What a stop has recorded, verbatim.
    pub fn recorded(&self) -> Option<&str> {
        self.meta.annotations.get(REPLICAS_BEFORE_STOP).map(String::as_str)
    }

    /// The replica count that a stop has recorded.
    pub fn remembered_replicas(&self) -> Option<u32> {
        self.meta.annotations.get(REPLICAS_BEFORE_STOP)?.parse().ok()
    }

    /// The partition that the rollout had before it was paused.
    pub fn remembered_partition(&self) -> Option<u32> {
        self.meta.annotations.get(PARTITION_BEFORE_PAUSE)?.parse().ok()
    }
}

impl UpdateStrategy {
    /// Whether pods change only when someone deletes them.
    pub fn is_on_delete(&self) -> bool {
        self.kind == "OnDelete"
    }

    /// Whether the controller replaces pods one after another.
    pub fn is_rolling(&self) -> bool {
        self.kind.is_empty() || self.kind == "RollingUpdate"
    }

    /// How many pods from the first one on keep the old revision. An offset from the first ordinal, not an ordinal;
    /// 0 where the strategy knows no partition.
    pub fn partition(&self) -> u32 {
        if self.is_rolling() { self.rolling_update.partition.unwrap_or(0) } else { 0 }
    }

    /// How many pods a rollout takes at once; none where the set does not say, which is one. Percentages are rounded
    /// down, to one at least (`k/k pkg/controller/statefulset/stateful_set_utils.go` getStatefulSetMaxUnavailable).
    pub fn max_unavailable_count(&self, replicas: u32) -> Option<u32> {
        let count = match self.max_unavailable()? {
            IntOrString::Int(count) => u32::try_from(*count).ok()?,
            IntOrString::Text(text) => {
                let percent: u64 = text.strip_suffix('%')?.parse().ok()?;
                u32::try_from(u64::from(replicas) * percent / 100).ok()?
            }
        };
        Some(count.max(1))
    }

    /// How many pods may be unavailable at once during a rollout.
    pub fn max_unavailable(&self) -> Option<&IntOrString> {
        self.rolling_update.max_unavailable.as_ref()
    }
}

impl Selector {
    /// The value of the `labelSelector` query parameter, not yet percent-encoded.
    pub fn to_query(&self) -> String {
        let equal = self.match_labels.iter().map(|(key, value)| format!("{key}={value}"));
        let rest = self.match_expressions.iter().filter_map(Requirement::to_query);
        equal.chain(rest).collect::<Vec<_>>().join(",")
    }
}

impl Requirement {
    fn to_query(&self) -> Option<String> {
        let values = self.values.join(",");
        match self.operator.as_str() {
            "In" => Some(format!("{} in ({values})", self.key)),
            "NotIn" => Some(format!("{} notin ({values})", self.key)),
            "Exists" => Some(self.key.clone()),
            "DoesNotExist" => Some(format!("!{}", self.key)),
            // An operator newer than this program only widens the list; the owner's uid decides in the end.
            _ => None,
        }
    }
}

impl Object for SetRow {
    fn key(&self) -> &ObjectKey {
        &self.meta.key
    }
}
