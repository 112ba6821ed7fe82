//! What every object needs: what it is, and names that the server takes.

use serde_json::{Value, json};

use crate::draft::edit::{Change, Edit};
use crate::draft::issue::names::{self, Rule};
use crate::draft::issue::{Check, Found, Object, Severity};
use crate::group_kind::DEFINITION;
use crate::text::{Message, Text};

pub(super) const CHECKS: [Check; 6] =
    [says_what_it_is, has_a_name, name_is_valid, names_within_are_valid, is_known_by_name, defines_its_name];

const NO_OBJECT: Text = Text {
    zh: "这不是对象：应为带有 apiVersion 和 kind 的映射",
    en: "this is no object: a map with apiVersion and kind is wanted",
};
const NO_NAME: Text = Text { zh: "缺少 metadata.name", en: "metadata.name is missing" };
const RELAXED: Text = Text {
    zh: "以数字开头的 Service 名称只有 Kubernetes 1.36 及以上版本接受",
    en: "only Kubernetes 1.36 and newer take a Service name that begins with a digit",
};

fn says_what_it_is(object: &Object<'_>, found: &mut Found<'_>) {
    if !object.value.is_object() {
        found.add(Severity::Error, object, "", NO_OBJECT.into());
        return;
    }
    let lacks = |key: &&str| object.value.get(*key).and_then(Value::as_str).is_none_or(str::is_empty);
    for key in ["apiVersion", "kind"].iter().filter(|key| lacks(key)) {
        let message = Message {
            zh: format!("缺少 {key}，无法判断这是什么对象"),
            en: format!("{key} is missing: what this is cannot be told"),
        };
        found.add(Severity::Error, object, key, message);
    }
}

fn has_a_name(object: &Object<'_>, found: &mut Found<'_>) {
    let generated = object.at("/metadata/generateName").as_str().unwrap_or_default();
    if object.identity.is_some() && object.name().is_empty() && generated.is_empty() {
        found.add(Severity::Error, object, "metadata.name", NO_NAME.into());
    }
}

fn name_is_valid(object: &Object<'_>, found: &mut Found<'_>) {
    let rule = names::rule(object.group_kind());
    for (field, name, rule) in [
        ("metadata.name", object.name(), rule),
        ("metadata.namespace", object.namespace(), names::of_namespaces()),
    ] {
        if let Some(rule) = rule {
            name_at(object, field, name, rule, found);
        }
    }
    let begin = object.at("/metadata/generateName").as_str().unwrap_or_default();
    if let Some(rule) = rule.filter(|rule| !begin.is_empty() && !names::begins(*rule, begin)) {
        found.add(Severity::Error, object, "metadata.generateName", no_name(rule, begin));
    }
}

/// Ports, containers, volumes, Services and classes that are named in an object.
fn names_within_are_valid(object: &Object<'_>, found: &mut Found<'_>) {
    for (path, rule) in names::places(object.group_kind()) {
        for (field, name) in object.texts(&path) {
            name_at(object, &field, name, rule, found);
        }
    }
}

fn name_at(object: &Object<'_>, field: &str, name: &str, rule: Rule, found: &mut Found<'_>) {
    if name.is_empty() || names::holds(rule, name) {
        return;
    }
    let finding = found.add(Severity::Error, object, field, no_name(rule, name));
    if let Some(near) = names::nearest(rule, name) {
        let label = Message { zh: format!("改名为 {near}"), en: format!("Name it {near}") };
        let change = Change::Set(object.path(field), json!(near));
        finding.mended_by(label, Edit::Value { document: object.document, change });
    }
}

fn no_name(rule: Rule, name: &str) -> Message {
    let (zh, en) = names::words(rule);
    Message {
        zh: format!("“{name}” 不能作为名称：{zh}"), en: format!("“{name}” cannot be a name: {en}")
    }
}

fn is_known_by_name(object: &Object<'_>, found: &mut Found<'_>) {
    if names::is_relaxed(object.group_kind(), object.name()) {
        found.add(Severity::Warning, object, "metadata.name", RELAXED.into());
    }
}

/// The name of a definition is made of what it defines.
fn defines_its_name(object: &Object<'_>, found: &mut Found<'_>) {
    let text = |pointer| object.at(pointer).as_str().filter(|text| !text.is_empty());
    let (Some(plural), Some(group)) = (text("/spec/names/plural"), text("/spec/group")) else { return };
    let name = format!("{plural}.{group}");
    if object.group_kind() != DEFINITION || object.name().is_empty() || object.name() == name {
        return;
    }
    let message = Message {
        zh: format!("CustomResourceDefinition 的名称须为 {name}（spec.names.plural 加 spec.group）"),
        en: format!("the name must be {name}: spec.names.plural and spec.group"),
    };
    let label = Message { zh: format!("改名为 {name}"), en: format!("Name it {name}") };
    let change = Change::Set(object.path("metadata.name"), json!(name));
    found
        .add(Severity::Error, object, "metadata.name", message)
        .mended_by(label, Edit::Value { document: object.document, change });
}
