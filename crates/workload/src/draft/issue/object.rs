//! What every object needs: what it is, and a name that the server takes.

use serde_json::{Value, json};

use crate::documents::identity::Identity;
use crate::draft::edit::{Change, Edit};
use crate::draft::issue::names::{self, Rule};
use crate::draft::issue::{Check, Found, Object, Severity};
use crate::text::{Message, Text};

pub(super) const CHECKS: [Check; 3] = [says_what_it_is, has_a_name, name_is_valid];

const NO_OBJECT: Text = Text {
    zh: "这不是对象：应为带有 apiVersion 和 kind 的映射",
    en: "this is no object: a map with apiVersion and kind is wanted",
};
const NO_NAME: Text = Text { zh: "缺少 metadata.name", en: "metadata.name is missing" };

fn says_what_it_is(object: &Object<'_>, found: &mut Found) {
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

fn has_a_name(object: &Object<'_>, found: &mut Found) {
    let generated = object.at("/metadata/generateName").as_str().unwrap_or_default();
    if object.identity.is_some() && object.name().is_empty() && generated.is_empty() {
        found.add(Severity::Error, object, "metadata.name", NO_NAME.into());
    }
}

fn name_is_valid(object: &Object<'_>, found: &mut Found) {
    let fields = [
        ("metadata.name", object.name(), rule_of(object.identity.as_ref())),
        ("metadata.namespace", object.namespace(), Some(Rule::Label)),
    ];
    for (field, name, rule) in fields {
        let Some(rule) = rule.filter(|rule| !name.is_empty() && !names::holds(*rule, name)) else { continue };
        let message = no_name(rule, name);
        let finding = found.add(Severity::Error, object, field, message);
        if let Some(near) = names::nearest(rule, name) {
            let label = Message { zh: format!("改名为 {near}"), en: format!("Name it {near}") };
            let change = Change::Set(object.path(field), json!(near));
            finding.mended_by(label, Edit::Value { document: object.document, change });
        }
    }
}

fn no_name(rule: Rule, name: &str) -> Message {
    let (dots_zh, dots, most) = match rule {
        Rule::Label => (" 和 “-”", "letters, digits and dashes", 63),
        Rule::Subdomain => ("、“-” 和 “.”", "letters, digits, dashes and dots", 253),
    };
    Message {
        zh: format!(
            "“{name}” 不能作为名称：只能用小写字母、数字{dots_zh}，首尾须为字母或数字，最长 {most} 个字符"
        ),
        en: format!(
            "“{name}” cannot be a name: lower case {dots}, with a letter or digit at both ends, {most} characters at most"
        ),
    }
}

/// The kinds of the core and of `apps` and their like; one of the same name of another group has rules of its own.
fn rule_of(identity: Option<&Identity>) -> Option<Rule> {
    let identity = identity?;
    let group = identity.api_version.split_once('/').map_or("", |(group, _)| group);
    let is_own = !group.contains('.') || group.ends_with(".k8s.io");
    is_own.then(|| names::rule(&identity.kind)).flatten()
}
