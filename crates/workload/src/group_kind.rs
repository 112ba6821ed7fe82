//! A kind in its API group: what an object is, whatever version of its group it is written in.
//!
//! Invariant: nothing is judged by its kind alone. `StatefulSet` is a kind of `apps` and of `apps.kruise.io`, `Service`
//! one of the core and of `serving.knative.dev`, and each has rules of its own.

use kubewire::discovery::split_api_version;
use serde_json::Value;

/// A kind in its API group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct GroupKind<'a> {
    /// API group, empty for the core group.
    pub group: &'a str,
    /// Kind as written in objects.
    pub kind: &'a str,
}

/// `StatefulSet` of `apps`.
pub const STATEFUL_SET: GroupKind<'static> = GroupKind::new("apps", "StatefulSet");
/// `Deployment` of `apps`.
pub const DEPLOYMENT: GroupKind<'static> = GroupKind::new("apps", "Deployment");
/// `CronJob` of `batch`.
pub const CRON_JOB: GroupKind<'static> = GroupKind::new("batch", "CronJob");
/// `Pod` of the core.
pub const POD: GroupKind<'static> = GroupKind::new("", "Pod");
/// `Service` of the core.
pub const SERVICE: GroupKind<'static> = GroupKind::new("", "Service");
/// `Namespace` of the core.
pub const NAMESPACE: GroupKind<'static> = GroupKind::new("", "Namespace");
/// `ConfigMap` of the core.
pub const CONFIG_MAP: GroupKind<'static> = GroupKind::new("", "ConfigMap");
/// `Secret` of the core.
pub const SECRET: GroupKind<'static> = GroupKind::new("", "Secret");
/// `ServiceAccount` of the core.
pub const SERVICE_ACCOUNT: GroupKind<'static> = GroupKind::new("", "ServiceAccount");
/// `PersistentVolumeClaim` of the core.
pub const CLAIM: GroupKind<'static> = GroupKind::new("", "PersistentVolumeClaim");
/// `StorageClass` of `storage.k8s.io`.
pub const STORAGE_CLASS: GroupKind<'static> = GroupKind::new("storage.k8s.io", "StorageClass");
/// `PriorityClass` of `scheduling.k8s.io`.
pub const PRIORITY_CLASS: GroupKind<'static> = GroupKind::new("scheduling.k8s.io", "PriorityClass");
/// `RuntimeClass` of `node.k8s.io`.
pub const RUNTIME_CLASS: GroupKind<'static> = GroupKind::new("node.k8s.io", "RuntimeClass");
/// `Ingress` of `networking.k8s.io`.
pub const INGRESS: GroupKind<'static> = GroupKind::new("networking.k8s.io", "Ingress");
/// `IngressClass` of `networking.k8s.io`.
pub const INGRESS_CLASS: GroupKind<'static> = GroupKind::new("networking.k8s.io", "IngressClass");
/// `RoleBinding` of `rbac.authorization.k8s.io`.
pub const ROLE_BINDING: GroupKind<'static> = GroupKind::new("rbac.authorization.k8s.io", "RoleBinding");
/// `ClusterRoleBinding` of `rbac.authorization.k8s.io`.
pub const CLUSTER_ROLE_BINDING: GroupKind<'static> =
    GroupKind::new("rbac.authorization.k8s.io", "ClusterRoleBinding");
/// `HorizontalPodAutoscaler` of `autoscaling`.
pub const AUTOSCALER: GroupKind<'static> = GroupKind::new("autoscaling", "HorizontalPodAutoscaler");
/// `CustomResourceDefinition` of `apiextensions.k8s.io`.
pub const DEFINITION: GroupKind<'static> = GroupKind::new("apiextensions.k8s.io", "CustomResourceDefinition");

/// Kinds that live in no namespace and that people write by hand. Where a kind is not known here, the API server
/// decides.
const CLUSTER_SCOPED: [GroupKind<'static>; 25] = [
    NAMESPACE,
    DEFINITION,
    STORAGE_CLASS,
    PRIORITY_CLASS,
    RUNTIME_CLASS,
    INGRESS_CLASS,
    CLUSTER_ROLE_BINDING,
    GroupKind::new("rbac.authorization.k8s.io", "ClusterRole"),
    GroupKind::new("", "PersistentVolume"),
    GroupKind::new("", "Node"),
    GroupKind::new("storage.k8s.io", "CSIDriver"),
    GroupKind::new("storage.k8s.io", "VolumeAttributesClass"),
    GroupKind::new("snapshot.storage.k8s.io", "VolumeSnapshotClass"),
    GroupKind::new("snapshot.storage.k8s.io", "VolumeSnapshotContent"),
    GroupKind::new("gateway.networking.k8s.io", "GatewayClass"),
    GroupKind::new("policy", "PodSecurityPolicy"),
    GroupKind::new("apiregistration.k8s.io", "APIService"),
    GroupKind::new("certificates.k8s.io", "CertificateSigningRequest"),
    GroupKind::new("flowcontrol.apiserver.k8s.io", "FlowSchema"),
    GroupKind::new("flowcontrol.apiserver.k8s.io", "PriorityLevelConfiguration"),
    GroupKind::new("admissionregistration.k8s.io", "MutatingWebhookConfiguration"),
    GroupKind::new("admissionregistration.k8s.io", "ValidatingWebhookConfiguration"),
    GroupKind::new("admissionregistration.k8s.io", "ValidatingAdmissionPolicy"),
    GroupKind::new("admissionregistration.k8s.io", "ValidatingAdmissionPolicyBinding"),
    GroupKind::new("networking.k8s.io", "ServiceCIDR"),
];

impl<'a> GroupKind<'a> {
    /// A kind of a group.
    pub const fn new(group: &'a str, kind: &'a str) -> Self {
        Self { group, kind }
    }

    /// The kind of an object by its `apiVersion` and `kind`.
    pub fn of(api_version: &'a str, kind: &'a str) -> Self {
        Self { group: split_api_version(api_version).0, kind }
    }

    /// The kind of an object; of one that does not say what it is, nobody's.
    pub fn of_object(object: &'a Value) -> Self {
        let text = |key| object.get(key).and_then(Value::as_str).unwrap_or_default();
        Self::of(text("apiVersion"), text("kind"))
    }

    /// Whether its objects live in no namespace; false where that is not known.
    pub fn is_cluster_scoped(self) -> bool {
        CLUSTER_SCOPED.contains(&self)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{GroupKind, NAMESPACE, SERVICE, STATEFUL_SET};

    #[test]
    fn a_kind_is_one_of_its_group_whatever_the_version() {
        for version in ["apps/v1", "apps/v1beta2"] {
            assert_eq!(GroupKind::of(version, "StatefulSet"), STATEFUL_SET);
        }
        assert_ne!(GroupKind::of("apps.kruise.io/v1beta1", "StatefulSet"), STATEFUL_SET);
        assert_ne!(GroupKind::of("serving.knative.dev/v1", "Service"), SERVICE);
        assert_eq!(GroupKind::of_object(&json!({"apiVersion": "v1", "kind": "Namespace"})), NAMESPACE);
        assert_eq!(GroupKind::of_object(&json!([])), GroupKind::new("", ""));
    }

    #[test]
    fn a_kind_of_another_group_is_in_a_namespace_for_all_one_knows() {
        assert!(NAMESPACE.is_cluster_scoped());
        assert!(!GroupKind::of("example.com/v1", "Namespace").is_cluster_scoped());
        assert!(!GroupKind::of("projectcalico.org/v3", "Node").is_cluster_scoped());
    }
}
