//! API resources as data: group, version, plural, and the paths that follow from them.

/// One kind of object and where the API serves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Resource {
    /// API group, empty for the core group.
    pub group: &'static str,
    /// API version.
    pub version: &'static str,
    /// Name in paths.
    pub plural: &'static str,
    /// Kind as written in objects.
    pub kind: &'static str,
    /// Whether objects live in a namespace.
    pub namespaced: bool,
}

impl Resource {
    const fn core(plural: &'static str, kind: &'static str, namespaced: bool) -> Self {
        Self { group: "", version: "v1", plural, kind, namespaced }
    }

    const fn batch(plural: &'static str, kind: &'static str) -> Self {
        Self { group: "batch", version: "v1", plural, kind, namespaced: true }
    }

    const fn apps(plural: &'static str, kind: &'static str) -> Self {
        Self { group: "apps", version: "v1", plural, kind, namespaced: true }
    }
}

/// `apps/v1` `StatefulSet`.
pub const STATEFUL_SETS: Resource = Resource::apps("statefulsets", "StatefulSet");
/// `apps/v1` `Deployment`.
pub const DEPLOYMENTS: Resource = Resource::apps("deployments", "Deployment");
/// `apps/v1` `DaemonSet`.
pub const DAEMON_SETS: Resource = Resource::apps("daemonsets", "DaemonSet");
/// `apps/v1` `ReplicaSet`.
pub const REPLICA_SETS: Resource = Resource::apps("replicasets", "ReplicaSet");
/// `batch/v1` `Job`.
pub const JOBS: Resource = Resource::batch("jobs", "Job");
/// `batch/v1` `CronJob`.
pub const CRON_JOBS: Resource = Resource::batch("cronjobs", "CronJob");
/// `apps/v1` `ControllerRevision`.
pub const CONTROLLER_REVISIONS: Resource = Resource::apps("controllerrevisions", "ControllerRevision");
/// `v1` `Pod`.
pub const PODS: Resource = Resource::core("pods", "Pod", true);
/// `v1` `Event`.
pub const EVENTS: Resource = Resource::core("events", "Event", true);
/// `v1` `PersistentVolumeClaim`.
pub const PERSISTENT_VOLUME_CLAIMS: Resource =
    Resource::core("persistentvolumeclaims", "PersistentVolumeClaim", true);
/// `v1` `Service`.
pub const SERVICES: Resource = Resource::core("services", "Service", true);
/// `v1` `ReplicationController`.
pub const REPLICATION_CONTROLLERS: Resource =
    Resource::core("replicationcontrollers", "ReplicationController", true);
/// `networking.k8s.io/v1` `Ingress`.
pub const INGRESSES: Resource = Resource {
    group: "networking.k8s.io",
    version: "v1",
    plural: "ingresses",
    kind: "Ingress",
    namespaced: true,
};
/// `v1` `ResourceQuota`.
pub const RESOURCE_QUOTAS: Resource = Resource::core("resourcequotas", "ResourceQuota", true);
/// `v1` `ConfigMap`.
pub const CONFIG_MAPS: Resource = Resource::core("configmaps", "ConfigMap", true);
/// `v1` `Secret`.
pub const SECRETS: Resource = Resource::core("secrets", "Secret", true);
/// `policy/v1` `PodDisruptionBudget`.
pub const POD_DISRUPTION_BUDGETS: Resource = Resource {
    group: "policy",
    version: "v1",
    plural: "poddisruptionbudgets",
    kind: "PodDisruptionBudget",
    namespaced: true,
};
/// `autoscaling/v2` `HorizontalPodAutoscaler`.
pub const HORIZONTAL_POD_AUTOSCALERS: Resource = Resource {
    group: "autoscaling",
    version: "v2",
    plural: "horizontalpodautoscalers",
    kind: "HorizontalPodAutoscaler",
    namespaced: true,
};
/// `v1` `Namespace`.
pub const NAMESPACES: Resource = Resource::core("namespaces", "Namespace", false);
