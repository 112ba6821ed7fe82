//! What the plan of a deletion reads in objects: whom they select, what pods they make, where they lead.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::draft::link::reference::is_of;
use crate::group_kind::{CRON_JOB, DEPLOYMENT, STATEFUL_SET};
use crate::label_selector::{LabelSelector, Requirement};
use crate::plan::ThingKind;
use crate::rows::set::SetRow;

/// Labels of pods in a namespace, the PVCs that they mount, and the uid of whom they belong to.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Labelled {
    pub namespace: String,
    pub owner: String,
    pub labels: BTreeMap<String, String>,
    pub claims: Vec<String>,
}

pub(super) fn text<'a>(value: &'a Value, path: &str) -> &'a str {
    value.pointer(path).and_then(Value::as_str).unwrap_or_default()
}

pub(super) fn texts(value: Option<&Value>) -> BTreeMap<String, String> {
    let entries = value.and_then(Value::as_object).into_iter().flatten();
    entries.filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned()))).collect()
}

fn all<'a>(value: &'a Value, path: &str) -> impl Iterator<Item = &'a Value> + use<'a> {
    value.pointer(path).and_then(Value::as_array).into_iter().flatten()
}

pub(super) fn items(list: Value) -> Vec<Value> {
    match list {
        Value::Object(mut list) => match list.shift_remove("items") {
            Some(Value::Array(items)) => items,
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// A `meta/v1 LabelSelector`; an operator newer than this program selects nothing.
fn selector(value: &Value) -> LabelSelector {
    let equal =
        texts(value.get("matchLabels")).into_iter().map(|(key, value)| Requirement::Equals(key, value));
    let list = value.get("matchExpressions").and_then(Value::as_array).into_iter().flatten();
    let rest = list.map(|entry| {
        let key = text(entry, "/key").to_owned();
        let values = entry.get("values").and_then(Value::as_array).into_iter().flatten();
        let values: Vec<String> = values.filter_map(|value| Some(value.as_str()?.to_owned())).collect();
        match text(entry, "/operator") {
            "In" => Requirement::In(key, values),
            "NotIn" => Requirement::NotIn(key, values),
            "Exists" => Requirement::Exists(key),
            "DoesNotExist" => Requirement::Absent(key),
            _ => Requirement::In(key, Vec::new()),
        }
    });
    equal.chain(rest).collect()
}

/// The PVCs that a pod's spec names.
pub(super) fn mounts(spec: Option<&Value>) -> Vec<String> {
    let volumes = spec.into_iter().flat_map(|spec| all(spec, "/volumes"));
    let names = volumes.map(|volume| text(volume, "/persistentVolumeClaim/claimName"));
    names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// The labels that the pods of a workload get, and the PVCs that they mount; of a `CronJob`, those of its jobs.
pub(super) fn template(workload: &Value) -> Labelled {
    let direct = workload.pointer("/spec/template");
    let template = direct.or_else(|| workload.pointer("/spec/jobTemplate/spec/template"));
    Labelled {
        namespace: text(workload, "/metadata/namespace").to_owned(),
        owner: text(workload, "/metadata/uid").to_owned(),
        labels: texts(template.and_then(|template| template.pointer("/metadata/labels"))),
        claims: mounts(template.and_then(|template| template.get("spec"))),
    }
}

/// Whether a workload may make pods again. A Job that has ended does not; and what a `ReplicaSet` or Job does that was
/// made by a Deployment or `CronJob`, the latter decides, which is read itself: old revisions stay for a rollback.
pub(super) fn makes_pods(workload: &Value) -> bool {
    let is_made = all(workload, "/metadata/ownerReferences").any(|owner| {
        let is_controller = owner.get("controller").and_then(Value::as_bool) == Some(true);
        is_controller && (is_of(owner, DEPLOYMENT) || is_of(owner, CRON_JOB))
    });
    let has_ended = all(workload, "/status/conditions").any(|condition| {
        matches!(text(condition, "/type"), "Complete" | "Failed") && text(condition, "/status") == "True"
    });
    !is_made && !has_ended
}

/// Where an Ingress leads (`networking.k8s.io/v1 IngressSpec`: `defaultBackend`, and one for each path of each rule).
pub(super) fn backends(ingress: &Value) -> impl Iterator<Item = &Value> {
    let paths = all(ingress, "/spec/rules").flat_map(|rule| all(rule, "/http/paths"));
    let ruled = paths.filter_map(|path| path.get("backend"));
    ingress.pointer("/spec/defaultBackend").into_iter().chain(ruled)
}

/// Which pods a Service or budget means; none where it means none.
pub(super) fn selects(kind: ThingKind, value: &Value) -> Option<LabelSelector> {
    match kind {
        ThingKind::Budget => value.pointer("/spec/selector").map(selector),
        ThingKind::Service => {
            let labels = texts(value.pointer("/spec/selector"));
            let all = labels.into_iter().map(|(key, value)| Requirement::Equals(key, value));
            Some(all.collect::<LabelSelector>()).filter(|selector| !selector.is_empty())
        }
        ThingKind::Claim | ThingKind::Autoscaler => None,
    }
}

pub(super) fn belongs(kind: ThingKind, value: &Value, set: &SetRow) -> bool {
    let name = text(value, "/metadata/name");
    match kind {
        ThingKind::Claim => is_claim(value, name, set),
        ThingKind::Autoscaler => {
            value.pointer("/spec/scaleTargetRef").is_some_and(|target| is_of(target, STATEFUL_SET))
                && text(value, "/spec/scaleTargetRef/name") == set.meta.name()
        }
        ThingKind::Service if name == set.spec.service_name => true,
        ThingKind::Service | ThingKind::Budget => {
            selects(kind, value).is_some_and(|selector| selector.matches(set.pod_labels()))
        }
    }
}

/// A claim of a set is named `{template}-{set}-{ordinal}` and carries the labels that the set selects by
/// (`k/k pkg/controller/statefulset/stateful_set_utils.go` getPersistentVolumeClaims).
fn is_claim(value: &Value, name: &str, set: &SetRow) -> bool {
    let is_named = set.claim_templates().any(|template| {
        let rest = name.strip_prefix(template).and_then(|rest| rest.strip_prefix('-'));
        let rest =
            rest.and_then(|rest| rest.strip_prefix(set.meta.name())).and_then(|rest| rest.strip_prefix('-'));
        rest.is_some_and(|ordinal| !ordinal.is_empty() && ordinal.bytes().all(|byte| byte.is_ascii_digit()))
    });
    let labels = texts(value.pointer("/metadata/labels"));
    is_named && set.spec.selector.match_labels.iter().all(|(key, wanted)| labels.get(key) == Some(wanted))
}
