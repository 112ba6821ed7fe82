//! What the configuration tab says, read from the whole object: pure. Every field is optional: what is shown of an
//! object must never depend on what another version of Kubernetes writes.

use serde_json::Value;
use workload::image::Image;
use workload::text::{Locale, Text};

/// A container as the configuration shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContainerFacts {
    /// Name.
    pub name: String,
    /// Whether it is an init container.
    pub init: bool,
    /// Image reference.
    pub image: String,
    /// `http 8080/TCP`.
    pub ports: Vec<String>,
    /// `cpu 100m of 1`: request and limit of each resource.
    pub resources: Vec<String>,
    /// `readiness: GET :8080/ready every 10 s`.
    pub probes: Vec<String>,
    /// Names of environment variables with where they come from; never a value.
    pub env: Vec<String>,
    /// `data at /var/lib/data`.
    pub mounts: Vec<String>,
    /// Command and arguments.
    pub command: String,
}

/// A volume of the pods, or a claim template of the set.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct VolumeFacts {
    /// Name.
    pub name: String,
    /// What it is.
    pub what: String,
}

/// The short form of an image.
pub fn short_image(reference: &str) -> String {
    Image::parse(reference).short()
}

/// The containers, init containers first.
pub fn containers(set: &Value, locale: Locale) -> Vec<ContainerFacts> {
    let pod = &set["spec"]["template"]["spec"];
    let init = items(&pod["initContainers"]).map(|value| container(value, true, locale));
    init.chain(items(&pod["containers"]).map(|value| container(value, false, locale))).collect()
}

/// The claim templates.
pub fn claim_templates(set: &Value, locale: Locale) -> Vec<VolumeFacts> {
    items(&set["spec"]["volumeClaimTemplates"])
        .map(|claim| {
            let spec = &claim["spec"];
            let modes: Vec<&str> = items(&spec["accessModes"]).filter_map(Value::as_str).collect();
            let class = match (spec["storageClassName"].as_str(), locale) {
                (Some(""), Locale::En) => "no class".to_owned(),
                (Some(""), Locale::Zh) => "不使用存储类".to_owned(),
                (Some(class), _) => class.to_owned(),
                (None, Locale::En) => "default class".to_owned(),
                (None, Locale::Zh) => "默认存储类".to_owned(),
            };
            let size = text(&spec["resources"]["requests"]["storage"]);
            VolumeFacts {
                name: text(&claim["metadata"]["name"]),
                what: join(&[&size, &class, &modes.join(", ")]),
            }
        })
        .collect()
}

/// The volumes of the pod template.
pub fn volumes(set: &Value) -> Vec<VolumeFacts> {
    items(&set["spec"]["template"]["spec"]["volumes"])
        .map(|volume| {
            let kind = volume.as_object().and_then(|volume| volume.keys().find(|key| *key != "name"));
            let kind = kind.map_or("", String::as_str);
            let source = &volume[kind];
            let of = ["secretName", "name", "claimName", "path", "driver"];
            let of = of.into_iter().find_map(|key| source[key].as_str()).unwrap_or_default();
            VolumeFacts { name: text(&volume["name"]), what: join(&[kind, of]) }
        })
        .collect()
}

/// Pairs of a map such as labels, in the object's order.
pub fn pairs(map: &Value) -> Vec<(String, String)> {
    let pairs = map.as_object().into_iter().flatten();
    pairs.map(|(key, value)| (key.clone(), text(value))).collect()
}

fn container(value: &Value, init: bool, locale: Locale) -> ContainerFacts {
    let command = items(&value["command"]).chain(items(&value["args"])).map(text);
    let probes =
        [("startup", "startupProbe"), ("readiness", "readinessProbe"), ("liveness", "livenessProbe")];
    ContainerFacts {
        name: text(&value["name"]),
        init,
        image: text(&value["image"]),
        ports: items(&value["ports"]).map(port).collect(),
        resources: resources(&value["resources"], locale),
        probes: probes.iter().filter_map(|(name, key)| probe(name, &value[*key], locale)).collect(),
        env: items(&value["env"]).map(env).chain(items(&value["envFrom"]).map(env_from)).collect(),
        mounts: items(&value["volumeMounts"]).map(|mount| mounted(mount, locale)).collect(),
        command: command.collect::<Vec<_>>().join(" "),
    }
}

fn port(port: &Value) -> String {
    let number = text(&port["containerPort"]);
    let protocol = port["protocol"].as_str().unwrap_or("TCP");
    join_with(&[&text(&port["name"]), &format!("{number}/{protocol}")], " ")
}

/// The API's default for a missing request is the limit.
fn resources(resources: &Value, locale: Locale) -> Vec<String> {
    let (requests, limits) = (&resources["requests"], &resources["limits"]);
    let mut names: Vec<&String> =
        requests.as_object().into_iter().chain(limits.as_object()).flat_map(|map| map.keys()).collect();
    workload::order::sort(&mut names);
    names.dedup();
    let (no_limit, up_to) = match locale {
        Locale::En => ("no limit", "up to"),
        Locale::Zh => ("无上限", "上限"),
    };
    let one = |name: &String| {
        let (request, limit) = (text(&requests[name]), text(&limits[name]));
        match (request.as_str(), limit.as_str()) {
            (request, "") => format!("{name} {request}, {no_limit}"),
            ("", limit) => format!("{name} {limit}"),
            (request, limit) if request == limit => format!("{name} {limit}"),
            (request, limit) => format!("{name} {request}, {up_to} {limit}"),
        }
    };
    names.into_iter().map(one).collect()
}

fn probe(name: &str, probe: &Value, locale: Locale) -> Option<String> {
    probe.as_object()?;
    let http = &probe["httpGet"];
    let how = if http.is_object() {
        format!("GET {}:{}{}", text(&http["host"]), text(&http["port"]), text(&http["path"]))
    } else if probe["tcpSocket"].is_object() {
        format!("TCP :{}", text(&probe["tcpSocket"]["port"]))
    } else if probe["grpc"].is_object() {
        format!("gRPC :{}", text(&probe["grpc"]["port"]))
    } else {
        let command = items(&probe["exec"]["command"]).map(text).collect::<Vec<_>>();
        format!("exec {}", command.join(" "))
    };
    let period = probe["periodSeconds"].as_u64().unwrap_or(10);
    let failures = probe["failureThreshold"].as_u64().unwrap_or(3);
    Some(match locale {
        Locale::En => format!("{name}: {how}, every {period} s, fails after {failures}"),
        Locale::Zh => format!("{name}：{how}，每 {period} 秒，失败 {failures} 次判定异常"),
    })
}

fn env(env: &Value) -> String {
    let from = &env["valueFrom"];
    let of = |kind: &str, key: &str| {
        let source = &from[kind];
        source
            .is_object()
            .then(|| format!("{} {}", source["name"].as_str().unwrap_or(kind), text(&source[key])))
    };
    let source = of("secretKeyRef", "key")
        .map(|source| format!("Secret {source}"))
        .or_else(|| of("configMapKeyRef", "key").map(|source| format!("ConfigMap {source}")))
        .or_else(|| of("fieldRef", "fieldPath"))
        .or_else(|| of("resourceFieldRef", "resource"));
    let name = text(&env["name"]);
    source.map(|source| format!("{name} ← {source}")).unwrap_or(name)
}

fn env_from(source: &Value) -> String {
    let prefix = text(&source["prefix"]);
    let name = |key: &str| source[key]["name"].as_str().map(str::to_owned);
    let from = name("secretRef")
        .map(|name| format!("Secret {name}"))
        .or_else(|| name("configMapRef").map(|name| format!("ConfigMap {name}")))
        .unwrap_or_default();
    format!("{prefix}* ← {from}")
}

fn mounted(mount: &Value, locale: Locale) -> String {
    let (name, path) = (text(&mount["name"]), text(&mount["mountPath"]));
    let read_only = match (mount["readOnly"].as_bool(), locale) {
        (Some(true), Locale::En) => ", read only",
        (Some(true), Locale::Zh) => "，只读",
        _ => "",
    };
    format!("{name} → {path}{read_only}")
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

fn join(parts: &[&str]) -> String {
    join_with(parts, " · ")
}

fn join_with(parts: &[&str], between: &str) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(between)
}

/// Words of the tab.
pub const REVISIONS_KEPT: Text = Text { zh: "保留版本数", en: "Revisions kept" };

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use workload::text::Locale;

    use super::{claim_templates, containers, volumes};

    fn set(container: Value) -> Value {
        json!({"spec": {"template": {"spec": {"containers": [container]}}}})
    }

    #[test]
    fn an_empty_object_has_no_facts_and_no_panic() {
        for value in [json!({}), json!(null), json!({"spec": {"template": 3, "volumeClaimTemplates": {}}})] {
            assert!(containers(&value, Locale::En).is_empty());
            assert!(claim_templates(&value, Locale::En).is_empty() && volumes(&value).is_empty());
        }
    }

    #[test]
    fn resources_are_said_as_request_and_limit() {
        let value = set(json!({"resources": {
            "requests": {"cpu": "100m", "memory": "1Gi"}, "limits": {"cpu": "1", "memory": "1Gi", "x/y": 2}}}));
        let facts = containers(&value, Locale::En);
        assert_eq!(facts[0].resources, ["cpu 100m, up to 1", "memory 1Gi", "x/y 2"]);
    }

    #[test]
    fn environment_names_are_shown_and_values_never() {
        let value = set(json!({
            "env": [{"name": "A", "value": "hunter2"},
                {"name": "B", "valueFrom": {"secretKeyRef": {"name": "db", "key": "password"}}}],
            "envFrom": [{"prefix": "P_", "configMapRef": {"name": "settings"}}],
        }));
        let facts = containers(&value, Locale::En);
        assert_eq!(facts[0].env, ["A", "B ← Secret db password", "P_* ← ConfigMap settings"]);
        assert!(!format!("{facts:?}").contains("hunter2"));
    }

    #[test]
    fn probes_say_how_how_often_and_when_they_fail() {
        let value = set(
            json!({"readinessProbe": {"httpGet": {"port": "http", "path": "/ready"}, "periodSeconds": 5},
            "livenessProbe": {"exec": {"command": ["pg_isready"]}}}),
        );
        let facts = containers(&value, Locale::En);
        assert_eq!(
            facts[0].probes,
            [
                "readiness: GET :http/ready, every 5 s, fails after 3",
                "liveness: exec pg_isready, every 10 s, fails after 3"
            ]
        );
    }

    #[test]
    fn no_class_is_told_from_the_default_class() {
        let claim = |class: Value| {
            json!({"spec": {"volumeClaimTemplates": [{"metadata": {"name": "data"},
            "spec": {"storageClassName": class, "accessModes": ["ReadWriteOnce"],
                "resources": {"requests": {"storage": "1Gi"}}}}]}})
        };
        let what = |class| claim_templates(&claim(class), Locale::En)[0].what.clone();
        assert_eq!(what(json!("")), "1Gi · no class · ReadWriteOnce");
        assert_eq!(what(json!(null)), "1Gi · default class · ReadWriteOnce");
    }

    #[test]
    fn a_volume_says_its_kind_and_source() {
        let value = json!({"spec": {"template": {"spec": {"volumes": [
            {"name": "a", "configMap": {"name": "settings"}}, {"name": "b", "emptyDir": {}}]}}}});
        let volumes: Vec<String> = volumes(&value).into_iter().map(|volume| volume.what).collect();
        assert_eq!(volumes, ["configMap · settings", "emptyDir"]);
    }
}
