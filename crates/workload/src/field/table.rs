//! The fields, by the kind of their object. The rules are those of the API reference of `apps/v1` and `v1`; what cannot
//! be changed later is what `ValidateStatefulSetUpdate` refuses.

use serde_json::Value;

use crate::field::{Empty, Field, Kind, Lock};
use crate::group_kind::GroupKind;
use crate::text::Text;

/// Where an object says its namespace.
pub const NAMESPACE: &str = "metadata.namespace";
const NOTHING: Text = Text { zh: "", en: "" };

/// A field with its words, that may be left out and changed at any time.
const fn field(key: &'static str, path: &'static str, kind: Kind, label: Text, default: Text) -> Field {
    Field {
        key,
        path,
        also: "",
        kind,
        label,
        help: NOTHING,
        empty: Empty::Unset,
        default,
        lock: Lock::Never,
        excludes: &[],
    }
}

/// The same word in both languages.
const fn same(word: &'static str) -> Text {
    Text { zh: word, en: word }
}

/// What every object has: a name, and a namespace unless it is of the whole cluster.
pub static OBJECT: [Field; 2] = [
    Field {
        empty: Empty::Never,
        lock: Lock::Created,
        ..field("name", "metadata.name", Kind::Name, Text { zh: "名称", en: "Name" }, NOTHING)
    },
    Field {
        lock: Lock::Created,
        ..field("namespace", NAMESPACE, Kind::Name, Text { zh: "命名空间", en: "Namespace" }, NOTHING)
    },
];

/// What one decides first about a StatefulSet.
pub static STATEFUL_SET: [Field; 7] = [
    field("replicas", "spec.replicas", Kind::INT32, Text { zh: "副本数", en: "Replicas" }, same("1")),
    Field {
        empty: Empty::Never,
        ..field(
            "image",
            "spec.template.spec.containers[*].image",
            Kind::Text,
            Text { zh: "镜像", en: "Image" },
            NOTHING,
        )
    },
    Field {
        help: Text {
            zh: "为每个容器组提供 DNS 名称的无头 Service",
            en: "The headless Service that gives each pod its DNS name",
        },
        lock: Lock::Created,
        ..field(
            "serviceName",
            "spec.serviceName",
            Kind::Name,
            Text { zh: "服务名称", en: "Service name" },
            NOTHING,
        )
    },
    Field {
        lock: Lock::Created,
        ..field(
            "storage",
            "spec.volumeClaimTemplates[*].spec.resources.requests.storage",
            Kind::Quantity,
            Text { zh: "存储容量", en: "Storage" },
            NOTHING,
        )
    },
    Field {
        help: Text { zh: "写 \"\" 表示不使用存储类", en: "Write \"\" for none" },
        lock: Lock::Created,
        ..field(
            "storageClass",
            "spec.volumeClaimTemplates[*].spec.storageClassName",
            Kind::Name,
            Text { zh: "存储类", en: "Storage class" },
            Text { zh: "集群的默认存储类", en: "The cluster's default" },
        )
    },
    Field {
        excludes: &[("OnDelete", "spec.updateStrategy.rollingUpdate")],
        ..field(
            "updateStrategy",
            "spec.updateStrategy.type",
            Kind::Choice(&["RollingUpdate", "OnDelete"]),
            Text { zh: "更新策略", en: "Update strategy" },
            same("RollingUpdate"),
        )
    },
    Field {
        lock: Lock::Created,
        ..field(
            "podManagementPolicy",
            "spec.podManagementPolicy",
            Kind::Choice(&["OrderedReady", "Parallel"]),
            Text { zh: "容器组管理策略", en: "Pod management" },
            same("OrderedReady"),
        )
    },
];

/// What one decides first about a Service.
pub static SERVICE: [Field; 2] = [
    field(
        "type",
        "spec.type",
        Kind::Choice(&["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"]),
        Text { zh: "类型", en: "Type" },
        same("ClusterIP"),
    ),
    Field {
        also: "spec.clusterIPs[0]",
        help: Text { zh: "None 为无头服务", en: "None makes it headless" },
        lock: Lock::Created,
        ..field(
            "clusterIP",
            "spec.clusterIP",
            Kind::Text,
            Text { zh: "集群 IP", en: "Cluster IP" },
            Text { zh: "由集群分配", en: "Given by the cluster" },
        )
    },
];

/// The fields of an object; of a kind that is not known here, those that every object has.
pub fn of(object: &Value) -> impl Iterator<Item = &'static Field> {
    let text = |key| object.get(key).and_then(Value::as_str).unwrap_or_default();
    let (version, kind) = (text("apiVersion"), text("kind"));
    let is_everywhere = GroupKind::of(version, kind).is_cluster_scoped();
    let all = OBJECT.iter().filter(move |field| !is_everywhere || field.path != NAMESPACE);
    let own: &'static [Field] = match (version, kind) {
        ("apps/v1", "StatefulSet") => &STATEFUL_SET,
        ("v1", "Service") => &SERVICE,
        _ => &[],
    };
    all.chain(own)
}
