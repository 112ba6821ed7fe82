//! What a StatefulSet says about itself.

use serde_json::{Map, Value, json};

use crate::draft::edit::{Change, Edit};
use crate::draft::issue::names::LABEL;
use crate::draft::issue::{Check, Found, Object, Severity};
use crate::text::{Message, Text};

pub(super) const CHECKS: [Check; 8] = [
    has_selector,
    selector_chooses,
    name_leaves_room,
    updates_one_way,
    updates_reach,
    numbers_from,
    restarts,
    has_no_deadline,
];

/// The label `controller-revision-hash` holds the set's name, a dash and up to ten characters more, in 63 at most.
const LONGEST_NAME: usize = 52;

const NO_SELECTOR: Text = Text {
    zh: "缺少 spec.selector：无法知道哪些容器组属于它",
    en: "spec.selector is missing: which pods are its own cannot be told",
};
const EMPTY_SELECTOR: Text = Text {
    zh: "spec.selector 为空：StatefulSet 不能选择所有容器组，服务器会拒绝",
    en: "spec.selector is empty: a StatefulSet cannot select every pod, the server refuses that",
};
const NOT_ROLLING: Text = Text {
    zh: "rollingUpdate 只能与 RollingUpdate 同用：更新策略为 OnDelete 时服务器会拒绝",
    en: "rollingUpdate is only allowed with RollingUpdate: beside OnDelete the server refuses it",
};
const NOT_ROLLING_FIX: Text = Text { zh: "移除 rollingUpdate", en: "Remove rollingUpdate" };
const NO_DEADLINE: Text = Text {
    zh: "StatefulSet 的容器组不能设置 activeDeadlineSeconds：服务器会拒绝",
    en: "activeDeadlineSeconds is not allowed in a StatefulSet: the server refuses it",
};
const NO_DEADLINE_FIX: Text = Text { zh: "移除 activeDeadlineSeconds", en: "Remove activeDeadlineSeconds" };
const TAKE_LABELS: Text = Text { zh: "按模板的标签选择", en: "Choose by the labels of the template" };
const NOT_CHOSEN: Text = Text {
    zh: "选择器选不中模板的标签：服务器会拒绝",
    en: "the selector does not choose the labels of the template: the server refuses that",
};
const GIVE_LABELS: Text = Text { zh: "给模板加上这些标签", en: "Give the template these labels" };
const RESTART: Text = Text {
    zh: "StatefulSet 的 restartPolicy 只能是 Always",
    en: "restartPolicy can only be Always in a StatefulSet",
};
const ALWAYS: Text = Text { zh: "写成 Always", en: "Write Always" };

/// The labels of the pods that a set makes.
pub(super) fn template_labels<'a>(set: &Object<'a>) -> Option<&'a Map<String, Value>> {
    set.value.pointer("/spec/template/metadata/labels").and_then(Value::as_object)
}

fn has_selector(set: &Object<'_>, found: &mut Found<'_>) {
    let selector = set.at("/spec/selector");
    let words = match selector {
        Value::Null if set.at("/spec").is_object() => NO_SELECTOR,
        Value::Object(selector) if selector.values().all(is_empty) => EMPTY_SELECTOR,
        _ => return,
    };
    let finding = found.add(Severity::Error, set, "spec.selector", words.into());
    if let Some(labels) = template_labels(set).filter(|labels| !labels.is_empty()) {
        let change = Change::Set(set.path("spec.selector"), json!({ "matchLabels": labels }));
        finding.mended_by(TAKE_LABELS.into(), Edit::Value { document: set.document, change });
    }
}

/// Nothing, or a map or list of nothing.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Object(map) => map.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

fn selector_chooses(set: &Object<'_>, found: &mut Found<'_>) {
    let (selector, nothing) = (set.at("/spec/selector"), Map::new());
    let labels = template_labels(set).unwrap_or(&nothing);
    if !selector.is_object() || chooses(selector, labels) {
        return;
    }
    let finding = found.add(Severity::Error, set, "spec.selector", NOT_CHOSEN.into());
    let Some(wanted) = selector.get("matchLabels").and_then(Value::as_object) else { return };
    let mut labels = labels.clone();
    labels.extend(wanted.clone());
    if chooses(selector, &labels) {
        let change = Change::Set(set.path("spec.template.metadata.labels"), Value::Object(labels));
        finding.mended_by(GIVE_LABELS.into(), Edit::Value { document: set.document, change });
    }
}

/// Whether a selector chooses what has these labels. What cannot be told is taken for chosen.
pub(super) fn chooses(selector: &Value, labels: &Map<String, Value>) -> bool {
    let has = |(key, value): (&String, &Value)| labels.get(key) == Some(value);
    let pairs = selector.get("matchLabels").and_then(Value::as_object).into_iter().flatten();
    let rules = selector.get("matchExpressions").and_then(Value::as_array).into_iter().flatten();
    pairs.into_iter().all(has) && rules.into_iter().all(|rule| holds(rule, labels))
}

fn holds(rule: &Value, labels: &Map<String, Value>) -> bool {
    let Some(key) = rule.get("key").and_then(Value::as_str) else { return true };
    let label = labels.get(key);
    let values = rule.get("values").and_then(Value::as_array);
    let is_listed = || label.zip(values).is_some_and(|(label, values)| values.contains(label));
    match rule.get("operator").and_then(Value::as_str) {
        Some("In") => is_listed(),
        Some("NotIn") => !is_listed(),
        Some("Exists") => label.is_some(),
        Some("DoesNotExist") => label.is_none(),
        _ => true,
    }
}

fn name_leaves_room(set: &Object<'_>, found: &mut Found<'_>) {
    let length = set.name().len();
    // What is longer than a label is no name at all.
    if length > LONGEST_NAME && length <= LABEL.longest {
        let message = Message {
            zh: format!(
                "名称有 {length} 个字符：容器组的标签 controller-revision-hash 由名称、“-” 和至多 10 个字符组成，最长 63 个；名称超过 {LONGEST_NAME} 个字符时可能无法创建容器组"
            ),
            en: format!(
                "the name has {length} characters: the pods' label controller-revision-hash is the name, a dash and up to 10 characters more, in 63 at most; with more than {LONGEST_NAME} pods may not be created"
            ),
        };
        found.add(Severity::Warning, set, "metadata.name", message);
    }
}

fn updates_one_way(set: &Object<'_>, found: &mut Found<'_>) {
    let strategy = set.at("/spec/updateStrategy");
    let is_rolling = strategy.get("rollingUpdate").is_some_and(|rolling| !rolling.is_null());
    if is_rolling && strategy.get("type").is_some_and(|kind| kind == "OnDelete") {
        remove(set, "spec.updateStrategy.rollingUpdate", NOT_ROLLING, NOT_ROLLING_FIX, found);
    }
}

fn has_no_deadline(set: &Object<'_>, found: &mut Found<'_>) {
    if !set.at("/spec/template/spec/activeDeadlineSeconds").is_null() {
        remove(set, "spec.template.spec.activeDeadlineSeconds", NO_DEADLINE, NO_DEADLINE_FIX, found);
    }
}

/// What the server refuses, and goes without loss.
fn remove(set: &Object<'_>, field: &str, words: Text, label: Text, found: &mut Found<'_>) {
    let change = Change::Unset(set.path(field));
    found
        .add(Severity::Error, set, field, words.into())
        .mended_by(label.into(), Edit::Value { document: set.document, change });
}

fn updates_reach(set: &Object<'_>, found: &mut Found<'_>) {
    let replicas = set.at("/spec/replicas").as_i64().unwrap_or(1);
    let partition = set.at("/spec/updateStrategy/rollingUpdate/partition").as_i64().unwrap_or(0);
    let is_rolling = set.at("/spec/updateStrategy/type") != "OnDelete";
    if is_rolling && replicas > 0 && partition >= replicas {
        let message = Message {
            zh: format!("分区为 {partition}、副本为 {replicas}：更新不会到达任何容器组"),
            en: format!("with partition {partition} and {replicas} replicas an update reaches no pod"),
        };
        found.add(Severity::Note, set, "spec.updateStrategy.rollingUpdate.partition", message);
    }
}

fn numbers_from(set: &Object<'_>, found: &mut Found<'_>) {
    let replicas = set.at("/spec/replicas").as_i64().unwrap_or(1);
    let start = set.at("/spec/ordinals/start").as_i64().unwrap_or(0);
    if replicas > 0 && start >= replicas {
        let last = start.saturating_add(replicas - 1);
        let message = Message {
            zh: format!("容器组的序号为 {start} 到 {last}"),
            en: format!("the pods are numbered {start} to {last}"),
        };
        found.add(Severity::Note, set, "spec.ordinals.start", message);
    }
}

fn restarts(set: &Object<'_>, found: &mut Found<'_>) {
    let policy = set.at("/spec/template/spec/restartPolicy");
    if policy.is_string() && policy != "Always" {
        let change = Change::Set(set.path("spec.template.spec.restartPolicy"), json!("Always"));
        let edit = Edit::Value { document: set.document, change };
        found
            .add(Severity::Error, set, "spec.template.spec.restartPolicy", RESTART.into())
            .mended_by(ALWAYS.into(), edit);
    }
}
