//! What the objects of a draft are to each other.

use serde_json::{Value, json};

use crate::draft::edit::{Change, Edit};
use crate::draft::format::Format;
use crate::draft::issue::set::{chooses, template_labels};
use crate::draft::issue::version::are_served;
use crate::draft::issue::{Found, Object, Severity};
use crate::emit;
use crate::group_kind::{SERVICE, STATEFUL_SET};
use crate::text::{Message, Text};

/// A check of all objects.
type Check = fn(&[Object<'_>], &mut Found<'_>);

pub(super) const CHECKS: [Check; 4] = [are_served, are_different, name_their_service, are_in_one_namespace];

const REMOVE: Text = Text { zh: "移除这份重复文档", en: "Remove this copy" };
const HEADLESS: Text =
    Text { zh: "设为无头服务（clusterIP: None）", en: "Make it headless (clusterIP: None)" };

fn are_different(objects: &[Object<'_>], found: &mut Found<'_>) {
    let id = |object: &Object<'_>| {
        let of = object.group_kind();
        let (group, kind) = (of.group.to_owned(), of.kind.to_owned());
        (group, kind, object.namespace().to_owned(), object.name().to_owned())
    };
    for (at, object) in objects.iter().enumerate().filter(|(_, object)| !object.name().is_empty()) {
        let Some(first) = objects[..at].iter().find(|other| id(other) == id(object)) else { continue };
        let (kind, name) = (object.kind(), object.name());
        let message = Message {
            zh: format!("{kind} {name} 在草稿中出现两次，只能创建一个"),
            en: format!("{kind} {name} is in this draft twice; only one can be created"),
        };
        let finding = found.add(Severity::Error, object, "metadata.name", message);
        if object.base.is_empty() && first.value == object.value {
            finding.mended_by(REMOVE.into(), Edit::Remove { document: object.document });
        }
    }
}

fn name_their_service(objects: &[Object<'_>], found: &mut Found<'_>) {
    let services = |name: &str| {
        let same = move |object: &&Object<'_>| object.group_kind() == SERVICE && object.name() == name;
        objects.iter().filter(same).collect::<Vec<_>>()
    };
    for set in objects.iter().filter(|object| object.group_kind() == STATEFUL_SET) {
        let Some(name) = set.at("/spec/serviceName").as_str().filter(|name| !name.is_empty()) else {
            continue;
        };
        let named = services(name);
        // Where one of the two leaves it open, it may be the same.
        let may_be_own = |service: &&&Object<'_>| {
            let (one, other) = (service.namespace(), set.namespace());
            one == other || one.is_empty() || other.is_empty()
        };
        match named.iter().find(may_be_own) {
            Some(service) => serves(service, set, found),
            None => no_service(set, name, named.first().map(|other| other.namespace()), found),
        }
    }
}

/// The Service that a set names is in the draft: whether it does for the set what it is there for.
fn serves(service: &Object<'_>, set: &Object<'_>, found: &mut Found<'_>) {
    let name = service.name();
    if service.at("/spec/clusterIP") != "None" {
        let message = Message {
            zh: format!("{} 以 {name} 为其服务，但它不是无头服务：容器组不会有自己的 DNS 名称", set.name()),
            en: format!(
                "{} names this Service, which is not headless: its pods get no DNS names of their own",
                set.name()
            ),
        };
        let change = Change::Set(service.path("spec.clusterIP"), json!("None"));
        let edit = Edit::Value { document: service.document, change };
        found.add(Severity::Warning, service, "spec.clusterIP", message).mended_by(HEADLESS.into(), edit);
    }
    let (Some(selector), Some(labels)) = (service.at("/spec/selector").as_object(), template_labels(set))
    else {
        return;
    };
    if !selector.iter().all(|(key, value)| labels.get(key) == Some(value)) {
        let message = Message {
            zh: format!("选择器选不中 {} 的容器组：它们没有这些标签", set.name()),
            en: format!("this selector chooses no pod of {}: they do not have these labels", set.name()),
        };
        found.add(Severity::Warning, service, "spec.selector", message);
    }
}

fn no_service(set: &Object<'_>, name: &str, elsewhere: Option<&str>, found: &mut Found<'_>) {
    if let Some(namespace) = elsewhere {
        let message = Message {
            zh: format!("服务 {name} 在另一个命名空间 {namespace}：只有同一命名空间的服务才能为容器组命名"),
            en: format!(
                "Service {name} is in another namespace, {namespace}: only one of the set's own gives its pods names"
            ),
        };
        found.add(Severity::Warning, set, "spec.serviceName", message);
        return;
    }
    let message = Message {
        zh: format!("草稿中没有服务 {name}；若集群中也没有，容器组就没有 DNS 名称"),
        en: format!("no Service {name} in this draft; unless the cluster has it, the pods get no DNS names"),
    };
    let format = found.format;
    let finding = found.add(Severity::Note, set, "spec.serviceName", message);
    if let (Some(service), Format::Yaml) = (service_for(set, name), format) {
        let label = Message {
            zh: format!("添加无头服务 {name}"),
            en: format!("Add a headless Service {name}"),
        };
        finding.mended_by(label, Edit::Add(emit::yaml(&service)));
    }
}

/// A headless Service for the pods of a set; none where it chooses its pods by more than labels.
fn service_for(set: &Object<'_>, name: &str) -> Option<Value> {
    let selector = set.at("/spec/selector");
    let labels = selector.get("matchLabels")?.as_object().filter(|labels| !labels.is_empty())?;
    if selector.get("matchExpressions").is_some() || !chooses(selector, template_labels(set)?) {
        return None;
    }
    let mut service = json!({ "apiVersion": "v1", "kind": "Service", "metadata": { "name": name } });
    if !set.namespace().is_empty() {
        service["metadata"]["namespace"] = json!(set.namespace());
    }
    service["spec"] = json!({ "clusterIP": "None", "selector": labels });
    let containers = set.at("/spec/template/spec/containers").as_array().into_iter().flatten();
    let ports = containers.filter_map(|container| container.get("ports")?.as_array()).flatten();
    let ports: Vec<Value> = ports.filter_map(service_port).collect();
    let names_differ = ports.iter().enumerate().all(|(at, port)| {
        ports[..at].iter().all(|other| other["name"] != port["name"] && other["port"] != port["port"])
    });
    if !ports.is_empty() && names_differ {
        service["spec"]["ports"] = Value::Array(ports);
    }
    Some(service)
}

fn service_port(port: &Value) -> Option<Value> {
    let number = port.get("containerPort")?.as_u64()?;
    let name =
        port.get("name").and_then(Value::as_str).map_or_else(|| format!("port-{number}"), str::to_owned);
    let mut found = json!({ "name": name, "port": number });
    if let Some(protocol) = port.get("protocol").filter(|protocol| *protocol != "TCP") {
        found["protocol"] = protocol.clone();
    }
    Some(found)
}

/// Some name the namespace and others leave it open: what belongs together may come apart.
fn are_in_one_namespace(objects: &[Object<'_>], found: &mut Found<'_>) {
    let in_namespaces: Vec<&Object<'_>> = objects
        .iter()
        .filter(|object| object.identity.is_some() && !object.group_kind().is_cluster_scoped())
        .collect();
    let mut named = in_namespaces.iter().map(|object| object.namespace()).filter(|name| !name.is_empty());
    let Some(first) = named.next() else { return };
    if named.any(|other| other != first) {
        return;
    }
    for object in in_namespaces.iter().filter(|object| object.namespace().is_empty()) {
        let message = Message {
            zh: format!("未写命名空间，而其他文档写的是 {first}：它会创建到页面所选的命名空间"),
            en: format!("names no namespace, the others name {first}: it goes where the page says"),
        };
        let label = Message { zh: format!("放到 {first}"), en: format!("Put it into {first}") };
        let change = Change::Set(object.path("metadata.namespace"), json!(first));
        let edit = Edit::Value { document: object.document, change };
        found.add(Severity::Note, object, "metadata", message).mended_by(label, edit);
    }
}
