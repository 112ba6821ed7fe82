//! What the pods of a set are made of: containers, ports, variables, volumes and where they are mounted.

use serde_json::{Value, json};

use crate::draft::edit::{Change, Edit};
use crate::draft::issue::{Check, Found, Object, Severity};
use crate::text::{Message, Text};

pub(super) const CHECKS: [Check; 7] = [
    has_containers,
    containers_differ,
    ports_differ,
    variables_differ,
    volumes_differ,
    mounts_have_volumes,
    claims_are_mounted,
];

const POD: &str = "spec.template.spec";
const CLAIMS: &str = "volumeClaimTemplates";
const LISTS: [&str; 2] = ["initContainers", "containers"];
const NO_CONTAINER: Text = Text { zh: "模板中没有容器", en: "the template has no container" };

/// The items of a list and their places.
fn items<'a>(holder: &'a Value, key: &str) -> impl Iterator<Item = (usize, &'a Value)> + use<'a> {
    holder.get(key).and_then(Value::as_array).into_iter().flatten().enumerate()
}

fn text<'a>(holder: &'a Value, key: &str) -> &'a str {
    holder.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The containers of the template, those that come first among them, and their fields.
fn containers<'a>(set: &Object<'a>) -> Vec<(String, &'a Value)> {
    let pod = set.value.pointer("/spec/template/spec").unwrap_or(&Value::Null);
    let of = |list: &'static str| {
        items(pod, list).map(move |(at, container)| (format!("{POD}.{list}[{at}]"), container))
    };
    LISTS.into_iter().flat_map(of).collect()
}

/// The claim templates of a set and its volumes, by name, with their fields.
fn volumes<'a>(set: &Object<'a>) -> Vec<(String, &'a str)> {
    let spec = set.value.get("spec").unwrap_or(&Value::Null);
    let claim = |(at, claim): (usize, &'a Value)| {
        let name = claim.pointer("/metadata/name").and_then(Value::as_str).unwrap_or_default();
        (format!("spec.volumeClaimTemplates[{at}].metadata.name"), name)
    };
    let volume =
        |(at, volume): (usize, &'a Value)| (format!("{POD}.volumes[{at}].name"), text(volume, "name"));
    let pod = spec.pointer("/template/spec").unwrap_or(&Value::Null);
    items(spec, CLAIMS).map(claim).chain(items(pod, "volumes").map(volume)).collect()
}

fn has_containers(set: &Object<'_>, found: &mut Found<'_>) {
    if !set.at("/spec/template/spec").is_object() {
        return;
    }
    if items(set.at("/spec/template/spec"), "containers").next().is_none() {
        found.add(Severity::Error, set, "spec.template.spec.containers", NO_CONTAINER.into());
    }
    for (field, container) in containers(set) {
        for key in ["name", "image"] {
            if container.is_object() && text(container, key).is_empty() {
                let message =
                    Message { zh: format!("容器缺少 {key}"), en: format!("the container has no {key}") };
                found.add(Severity::Error, set, &format!("{field}.{key}"), message);
            }
        }
    }
}

fn containers_differ(set: &Object<'_>, found: &mut Found<'_>) {
    let all = containers(set);
    for (at, (field, container)) in all.iter().enumerate() {
        let name = text(container, "name");
        if !name.is_empty() && all[..at].iter().any(|(_, other)| text(other, "name") == name) {
            let message = Message {
                zh: format!("已有名为 {name} 的容器：服务器会拒绝"),
                en: format!("another container is called {name}: the server refuses that"),
            };
            found.add(Severity::Error, set, &format!("{field}.name"), message);
        }
    }
}

fn ports_differ(set: &Object<'_>, found: &mut Found<'_>) {
    for (field, container) in containers(set) {
        let all: Vec<_> = items(container, "ports").collect();
        for (at, port) in &all {
            let before = || all[..*at].iter().map(|(_, other)| *other);
            let name = text(port, "name");
            if !name.is_empty() && before().any(|other| text(other, "name") == name) {
                let message = Message {
                    zh: format!("此容器已有名为 {name} 的端口：服务器会拒绝"),
                    en: format!("another port of this container is called {name}: the server refuses that"),
                };
                found.add(Severity::Error, set, &format!("{field}.ports[{at}].name"), message);
            }
            let key = |port: &Value| {
                let protocol = port.get("protocol").and_then(Value::as_str).unwrap_or("TCP").to_owned();
                (port.get("containerPort").cloned(), protocol)
            };
            let (Some(number), protocol) = key(port) else { continue };
            if before().any(|other| key(other) == key(port)) {
                let message = Message {
                    zh: format!("此容器的端口 {number}/{protocol} 写了两次"),
                    en: format!("this container has port {number}/{protocol} twice"),
                };
                found.add(Severity::Warning, set, &format!("{field}.ports[{at}].containerPort"), message);
            }
        }
    }
}

fn variables_differ(set: &Object<'_>, found: &mut Found<'_>) {
    for (field, container) in containers(set) {
        let names: Vec<&str> = items(container, "env").map(|(_, variable)| text(variable, "name")).collect();
        for (at, name) in names.iter().enumerate() {
            if !name.is_empty() && names[at + 1..].contains(name) {
                let message = Message {
                    zh: format!("环境变量 {name} 后面又出现一次，以后者为准"),
                    en: format!("variable {name} comes again further down, and that one holds"),
                };
                found.add(Severity::Warning, set, &format!("{field}.env[{at}].name"), message);
            }
        }
    }
}

fn volumes_differ(set: &Object<'_>, found: &mut Found<'_>) {
    let volumes = volumes(set);
    for (at, (field, name)) in volumes.iter().enumerate() {
        let Some((first, _)) = volumes[..at].iter().find(|(_, other)| other == name && !name.is_empty())
        else {
            continue;
        };
        // The controller takes the claim for a volume of the same name.
        let is_hidden = first.contains(CLAIMS) && !field.contains(CLAIMS);
        let (severity, message) = if is_hidden {
            let message = Message {
                zh: format!("声明模板也叫 {name}，此卷不会被使用"),
                en: format!("a claim template is called {name} as well: this volume is not used"),
            };
            (Severity::Warning, message)
        } else {
            let message = Message {
                zh: format!("已有名为 {name} 的卷"),
                en: format!("another volume is called {name}"),
            };
            (Severity::Error, message)
        };
        found.add(severity, set, field, message);
    }
}

fn mounts_have_volumes(set: &Object<'_>, found: &mut Found<'_>) {
    let volumes = volumes(set);
    for (field, container) in containers(set) {
        for (list, at, mount) in mounts(container) {
            let name = text(mount, "name");
            if name.is_empty() || volumes.iter().any(|(_, volume)| *volume == name) {
                continue;
            }
            let message = Message {
                zh: format!("没有名为 {name} 的卷或声明模板"),
                en: format!("no volume and no claim template is called {name}"),
            };
            let finding = found.add(Severity::Error, set, &format!("{field}.{list}[{at}].name"), message);
            if list == "volumeMounts" {
                let label = Message {
                    zh: format!("添加空目录卷 {name}（emptyDir，随容器组消失）"),
                    en: format!("Add an empty volume {name} (emptyDir, gone with its pod)"),
                };
                let volume = json!({ "name": name, "emptyDir": {} });
                let change = Change::Insert(set.path("spec.template.spec.volumes"), usize::MAX, volume);
                finding.mended_by(label, Edit::Value { document: set.document, change });
            }
        }
    }
}

fn mounts(container: &Value) -> impl Iterator<Item = (&'static str, usize, &Value)> {
    ["volumeMounts", "volumeDevices"]
        .into_iter()
        .flat_map(|list| items(container, list).map(move |(at, mount)| (list, at, mount)))
}

fn claims_are_mounted(set: &Object<'_>, found: &mut Found<'_>) {
    let containers = containers(set);
    let is_used = |name: &str| {
        containers
            .iter()
            .any(|(_, container)| mounts(container).any(|(.., mount)| text(mount, "name") == name))
    };
    for (field, name) in volumes(set) {
        if field.contains(CLAIMS) && !name.is_empty() && !is_used(name) {
            let message = Message {
                zh: format!("没有容器挂载 {name}：会创建存储，却没有容器使用"),
                en: format!("no container mounts {name}: the storage is made, and nothing uses it"),
            };
            found.add(Severity::Warning, set, &field, message);
        }
    }
}
