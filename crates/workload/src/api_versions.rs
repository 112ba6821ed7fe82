//! Which versions of the API a cluster serves: those that Kubernetes has removed, with what took their place, and what
//! one cluster says of itself.

mod mend;

use std::collections::BTreeMap;

use kubewire::discovery::split_api_version;
use serde_json::Value;

use crate::api_versions::mend::{Mend, autoscaler, budget, ingress, never, same, shares, slice, workload};
use crate::schema::Kind;
use crate::text::Message;

/// A version that Kubernetes no longer serves, for some kinds.
pub struct Removed {
    versions: &'static [&'static str],
    kinds: &'static [&'static str],
    /// The first release without it, for example `1.16`.
    pub since: &'static str,
    /// The version that took its place; none where nothing did.
    pub now: Option<&'static str>,
    mend: Mend,
}

const fn removed(
    versions: &'static [&'static str],
    kinds: &'static [&'static str],
    since: &'static str,
    now: &'static str,
    mend: Mend,
) -> Removed {
    Removed { versions, kinds, since, now: Some(now), mend }
}

const CERTIFICATES: &[&str] = &["CertificateSigningRequest"];
const FLOWS: &[&str] = &["FlowSchema", "PriorityLevelConfiguration"];
const POLICIES: &[&str] = &["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"];
const REVIEWS: &[&str] =
    &["SelfSubjectAccessReview", "SubjectAccessReview", "LocalSubjectAccessReview", "SelfSubjectRulesReview"];
const ROLES: &[&str] = &["Role", "ClusterRole", "RoleBinding", "ClusterRoleBinding"];
const STORAGE: &[&str] = &["StorageClass", "CSIDriver", "CSINode", "VolumeAttachment"];
const WEBHOOKS: &[&str] = &["MutatingWebhookConfiguration", "ValidatingWebhookConfiguration"];

/// `api:*/zz_generated.prerelease-lifecycle.go` says when each goes (`APILifecycleRemoved`); what has left that
/// repository is in the deprecation guide of the Kubernetes documentation.
static REMOVED: [Removed; 36] = [
    removed(&["apps/v1beta1", "apps/v1beta2"], &["StatefulSet", "Deployment"], "1.16", "apps/v1", workload),
    removed(&["apps/v1beta2"], &["DaemonSet", "ReplicaSet"], "1.16", "apps/v1", workload),
    removed(&["apps/v1beta1", "apps/v1beta2"], &["ControllerRevision"], "1.16", "apps/v1", same),
    removed(&["extensions/v1beta1"], &["Deployment", "DaemonSet", "ReplicaSet"], "1.16", "apps/v1", workload),
    removed(&["extensions/v1beta1"], &["NetworkPolicy"], "1.16", "networking.k8s.io/v1", same),
    removed(
        &["extensions/v1beta1", "networking.k8s.io/v1beta1"],
        &["Ingress"],
        "1.22",
        "networking.k8s.io/v1",
        ingress,
    ),
    Removed {
        versions: &["extensions/v1beta1", "policy/v1beta1"],
        kinds: &["PodSecurityPolicy"],
        since: "1.25",
        now: None,
        mend: never,
    },
    Removed {
        versions: &["settings.k8s.io/v1alpha1"],
        kinds: &["PodPreset"],
        since: "1.20",
        now: None,
        mend: never,
    },
    removed(&["admissionregistration.k8s.io/v1beta1"], WEBHOOKS, "1.22", ADMISSION, never),
    removed(
        &["apiextensions.k8s.io/v1beta1"],
        &["CustomResourceDefinition"],
        "1.22",
        "apiextensions.k8s.io/v1",
        never,
    ),
    removed(&["apiregistration.k8s.io/v1beta1"], &["APIService"], "1.22", "apiregistration.k8s.io/v1", same),
    removed(&["authentication.k8s.io/v1beta1"], &["TokenReview"], "1.22", "authentication.k8s.io/v1", same),
    removed(&["authorization.k8s.io/v1beta1"], REVIEWS, "1.22", "authorization.k8s.io/v1", never),
    removed(&["certificates.k8s.io/v1beta1"], CERTIFICATES, "1.22", "certificates.k8s.io/v1", never),
    removed(&["coordination.k8s.io/v1beta1"], &["Lease"], "1.22", "coordination.k8s.io/v1", same),
    removed(&["networking.k8s.io/v1beta1"], &["IngressClass"], "1.22", "networking.k8s.io/v1", same),
    removed(&["rbac.authorization.k8s.io/v1beta1"], ROLES, "1.22", "rbac.authorization.k8s.io/v1", same),
    removed(&["scheduling.k8s.io/v1beta1"], &["PriorityClass"], "1.22", "scheduling.k8s.io/v1", same),
    removed(&["storage.k8s.io/v1beta1"], STORAGE, "1.22", "storage.k8s.io/v1", same),
    removed(
        &["storage.k8s.io/v1alpha1"],
        &["VolumeAttachment", "CSIStorageCapacity"],
        "1.24",
        "storage.k8s.io/v1",
        same,
    ),
    removed(&["batch/v2alpha1"], &["CronJob"], "1.21", "batch/v1", same),
    removed(&["batch/v1beta1"], &["CronJob"], "1.25", "batch/v1", same),
    removed(&["discovery.k8s.io/v1beta1"], &["EndpointSlice"], "1.25", "discovery.k8s.io/v1", slice),
    removed(&["events.k8s.io/v1beta1"], &["Event"], "1.25", "events.k8s.io/v1", never),
    removed(&["node.k8s.io/v1beta1"], &["RuntimeClass"], "1.25", "node.k8s.io/v1", same),
    removed(&["policy/v1beta1"], &["PodDisruptionBudget"], "1.25", "policy/v1", budget),
    removed(&["policy/v1beta1"], &["Eviction"], "1.25", "policy/v1", same),
    removed(&["autoscaling/v2beta1"], &["HorizontalPodAutoscaler"], "1.25", "autoscaling/v2", autoscaler),
    removed(&["autoscaling/v2beta2"], &["HorizontalPodAutoscaler"], "1.26", "autoscaling/v2", same),
    removed(&["storage.k8s.io/v1beta1"], &["CSIStorageCapacity"], "1.27", "storage.k8s.io/v1", same),
    removed(
        &["flowcontrol.apiserver.k8s.io/v1beta1", "flowcontrol.apiserver.k8s.io/v1beta2"],
        FLOWS,
        "1.29",
        "flowcontrol.apiserver.k8s.io/v1",
        shares,
    ),
    removed(
        &["flowcontrol.apiserver.k8s.io/v1beta3"],
        FLOWS,
        "1.32",
        "flowcontrol.apiserver.k8s.io/v1",
        same,
    ),
    removed(&["admissionregistration.k8s.io/v1alpha1"], POLICIES, "1.32", ADMISSION, same),
    removed(&["admissionregistration.k8s.io/v1beta1"], POLICIES, "1.34", ADMISSION, same),
    removed(&["storage.k8s.io/v1alpha1"], &["VolumeAttributesClass"], "1.35", "storage.k8s.io/v1", same),
    removed(&["storage.k8s.io/v1beta1"], &["VolumeAttributesClass"], "1.37", "storage.k8s.io/v1", same),
];

const ADMISSION: &str = "admissionregistration.k8s.io/v1";

/// Returns what became of a version for a kind; `None` where Kubernetes has not removed it.
pub fn removed_version(api_version: &str, kind: &str) -> Option<&'static Removed> {
    REMOVED.iter().find(|row| row.versions.contains(&api_version) && row.kinds.contains(&kind))
}

impl Removed {
    /// Returns the object in the version that took its place; `None` where that is no simple change.
    pub fn mended(&self, object: &Value) -> Option<Value> {
        let now = self.now?;
        let mut mended = object.clone();
        *mended.get_mut("apiVersion")? = now.into();
        (self.mend)(&mut mended).then_some(mended)
    }
}

/// What one cluster is known to serve. What has not been asked for is not known.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Served(BTreeMap<Kind, bool>);

impl Served {
    /// Notes whether a kind is served.
    pub fn note(&mut self, kind: Kind, is_served: bool) {
        self.0.insert(kind, is_served);
    }

    /// Returns whether a kind is served; `None` where that is not known.
    pub fn get(&self, api_version: &str, kind: &str) -> Option<bool> {
        self.0.get(&Kind { api_version: api_version.to_owned(), kind: kind.to_owned() }).copied()
    }
}

/// Why a kind cannot be created or read in a version: one sentence, wherever that is found out.
pub fn not_served(api_version: &str, kind: &str) -> Message {
    match removed_version(api_version, kind) {
        Some(Removed { since, now: Some(now), .. }) => Message {
            zh: format!("{api_version} 的 {kind} 自 Kubernetes {since} 起不再提供：请改用 {now}"),
            en: format!("{kind} of {api_version} is no longer served since Kubernetes {since}: use {now}"),
        },
        Some(Removed { since, now: None, .. }) => Message {
            zh: format!("{api_version} 的 {kind} 自 Kubernetes {since} 起不再提供，也没有替代版本"),
            en: format!(
                "{kind} of {api_version} is no longer served since Kubernetes {since}, and nothing took its place"
            ),
        },
        None => unknown(api_version, kind),
    }
}

fn unknown(api_version: &str, kind: &str) -> Message {
    let (group, _) = split_api_version(api_version);
    // The groups of Kubernetes itself have no CRDs to be installed.
    let is_own = !group.contains('.');
    let (zh, en) = if is_own {
        ("请检查 apiVersion 和 kind 的拼写", "check the spelling of apiVersion and kind")
    } else {
        ("请检查 apiVersion 和 kind，或先安装其 CRD", "check apiVersion and kind, or install its CRD first")
    };
    Message {
        zh: format!("集群没有 {api_version} 的 {kind}：{zh}"),
        en: format!("the cluster has no {kind} of {api_version}: {en}"),
    }
}
