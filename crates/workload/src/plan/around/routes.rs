//! Custom resources that lead traffic to Services: `HTTPRoute`, `VirtualService`, `IngressRoute` and whatever else a cluster
//! has. They are read as what they are named, not by a model of each: a Service that a text of one names is in use.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::plan::around::values::{items, text};

/// Parts of the names of kinds that lead traffic, or whose controllers switch it.
const ROUTING: [&str; 9] = [
    "Route",
    "Ingress",
    "VirtualService",
    "VirtualServer",
    "HTTPProxy",
    "Mapping",
    "TrafficSplit",
    "TargetGroupBinding",
    "Rollout",
];

/// Whether objects of a kind may lead to a Service, judged by its name.
pub fn is_route_kind(kind: &str) -> bool {
    ROUTING.iter().any(|part| kind.contains(part))
}

/// Whether a group is one of Kubernetes' own, whose kinds the console knows. The Gateway API is served as custom
/// resources.
pub fn is_builtin_group(group: &str) -> bool {
    !group.contains('.') || group.ends_with(".k8s.io") && group != "gateway.networking.k8s.io"
}

/// What a route says: every text of its spec.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Route {
    namespace: String,
    texts: BTreeSet<String>,
}

/// The routes of a list.
pub(super) fn routes(list: Value) -> impl Iterator<Item = Route> {
    items(list).into_iter().map(|object| {
        let mut texts = BTreeSet::new();
        collect(object.get("spec").unwrap_or(&Value::Null), &mut texts);
        Route { namespace: text(&object, "/metadata/namespace").to_owned(), texts }
    })
}

fn collect(value: &Value, texts: &mut BTreeSet<String>) {
    match value {
        Value::String(text) => drop(texts.insert(text.clone())),
        Value::Array(items) => items.iter().for_each(|item| collect(item, texts)),
        Value::Object(map) => map.values().for_each(|value| collect(value, texts)),
        _ => {}
    }
}

impl Route {
    /// Whether a text of it names a Service, by its name in the same namespace, by name and namespace, or by a DNS name.
    /// Rather too often: what is named so is not deleted along.
    pub(super) fn names(&self, namespace: &str, service: &str) -> bool {
        let is_here = self.namespace == namespace || self.texts.contains(namespace);
        self.texts.iter().any(|text| {
            let host = host(text);
            is_here && host == service || is_dns(host, namespace, service)
        })
    }
}

/// `http://web.shop:80/x` is about `web.shop`.
fn host(text: &str) -> &str {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    rest.split([':', '/']).next().unwrap_or_default()
}

/// `web.shop`, `web.shop.svc.cluster.local`, `web-0.web.shop.svc`.
fn is_dns(host: &str, namespace: &str, service: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    labels.windows(2).any(|pair| pair == [service, namespace])
}
