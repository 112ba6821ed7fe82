//! What is around sets in their namespaces, as far as it was read: what scales and guards them, what belongs to one of
//! them alone, and what others use as well.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::label_selector::{LabelSelector, Requirement};
use crate::plan::{Thing, ThingKind};
use crate::quantity::Quantity;
use crate::rows::set::SetRow;

/// What was read. What was not is not there, and nothing is concluded from its absence.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Around {
    things: Vec<(ThingKind, Value)>,
    /// Labels of pods, with the uid of whom they belong to; of workloads those that their pods get.
    labelled: Vec<Labelled>,
    /// Namespaces of which pods and workloads were read, so that who else is selected is known.
    surveyed: Vec<String>,
    annotations: BTreeMap<String, BTreeMap<String, String>>,
    governed: Vec<(String, String, String)>,
}

#[derive(Debug, Clone, PartialEq)]
struct Labelled {
    namespace: String,
    owner: String,
    labels: BTreeMap<String, String>,
}

/// Something that has to do with a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Belonging {
    /// What.
    pub thing: Thing,
    /// How large it is; none for what has no size.
    pub size: Option<Quantity>,
    /// Whether it is nobody else's; none where that could not be found out.
    pub alone: Option<bool>,
}

fn text<'a>(value: &'a Value, path: &str) -> &'a str {
    value.pointer(path).and_then(Value::as_str).unwrap_or_default()
}

fn texts(value: Option<&Value>) -> BTreeMap<String, String> {
    let entries = value.and_then(Value::as_object).into_iter().flatten();
    entries.filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned()))).collect()
}

fn items(list: Value) -> Vec<Value> {
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

/// The labels that the pods of a workload get; of a `CronJob`, those of its jobs.
fn template(workload: &Value) -> Labelled {
    let direct = workload.pointer("/spec/template");
    let template = direct.or_else(|| workload.pointer("/spec/jobTemplate/spec/template"));
    Labelled {
        namespace: text(workload, "/metadata/namespace").to_owned(),
        owner: text(workload, "/metadata/uid").to_owned(),
        labels: texts(template.and_then(|template| template.pointer("/metadata/labels"))),
    }
}

/// Whether a workload may make pods again. A Job that has ended does not; and what a `ReplicaSet` or Job does that was
/// made by a Deployment or `CronJob`, the latter decides, which is read itself: old revisions stay for a rollback.
fn makes_pods(workload: &Value) -> bool {
    let all = |path: &str| workload.pointer(path).and_then(Value::as_array).into_iter().flatten();
    let is_made = all("/metadata/ownerReferences").any(|owner| {
        let is_controller = owner.get("controller").and_then(Value::as_bool) == Some(true);
        is_controller && matches!(text(owner, "/kind"), "Deployment" | "CronJob")
    });
    let has_ended = all("/status/conditions").any(|condition| {
        matches!(text(condition, "/type"), "Complete" | "Failed") && text(condition, "/status") == "True"
    });
    !is_made && !has_ended
}

/// Which pods a Service or budget means; none where it means none.
fn selects(kind: ThingKind, value: &Value) -> Option<LabelSelector> {
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

impl Around {
    /// Takes what was read of another namespace.
    pub fn join(&mut self, other: Self) {
        self.things.extend(other.things);
        self.labelled.extend(other.labelled);
        self.surveyed.extend(other.surveyed);
        self.annotations.extend(other.annotations);
        self.governed.extend(other.governed);
    }

    /// Takes a page of things.
    pub fn take_things(&mut self, kind: ThingKind, list: Value) {
        self.things.extend(items(list).into_iter().map(|value| (kind, value)));
    }

    /// Takes a page of pods. One that has done its work is nobody's traffic and no disruption.
    pub fn take_pods(&mut self, list: Value) {
        let list = items(list);
        let at_work = list.iter().filter(|pod| text(pod, "/status/phase") != "Succeeded");
        self.labelled.extend(at_work.map(|pod| Labelled {
            namespace: text(pod, "/metadata/namespace").to_owned(),
            owner: text(pod, "/metadata/ownerReferences/0/uid").to_owned(),
            labels: texts(pod.pointer("/metadata/labels")),
        }));
    }

    /// Takes a page of other workloads: those that are stopped have no pods now and will have some again.
    pub fn take_workloads(&mut self, list: Value) {
        self.labelled.extend(items(list).iter().filter(|workload| makes_pods(workload)).map(template));
    }

    /// Takes a page of sets: those without pods may select and be selected, too.
    pub fn take_sets(&mut self, list: Value) {
        for set in &items(list) {
            let own = template(set);
            let (namespace, uid) = (own.namespace.clone(), own.owner.clone());
            self.labelled.push(own);
            self.governed.push((namespace, text(set, "/spec/serviceName").to_owned(), uid.clone()));
            self.annotations.insert(uid, texts(set.pointer("/metadata/annotations")));
        }
    }

    /// All pods, sets and other workloads of a namespace have been taken.
    pub fn is_surveyed(&mut self, namespace: &str) {
        self.surveyed.push(namespace.to_owned());
    }

    /// All annotations of a set; none where it was not read whole.
    pub fn annotations(&self, set: &SetRow) -> Option<&BTreeMap<String, String>> {
        self.annotations.get(&set.meta.key.uid)
    }

    fn of<'a>(&'a self, kind: ThingKind, set: &'a SetRow) -> impl Iterator<Item = &'a Value> {
        let here = move |(other, value): &&(ThingKind, Value)| {
            *other == kind
                && text(value, "/metadata/namespace") == set.meta.namespace()
                && belongs(kind, value, set)
        };
        self.things.iter().filter(here).map(|(_, value)| value)
    }

    /// The autoscalers that decide how many replicas a set has: name, least and most.
    pub fn autoscalers<'a>(&'a self, set: &'a SetRow) -> impl Iterator<Item = (&'a str, u64, u64)> {
        let number = |value: &Value, path: &str, default| {
            value.pointer(path).and_then(Value::as_u64).unwrap_or(default)
        };
        self.of(ThingKind::Autoscaler, set).map(move |value| {
            (
                text(value, "/metadata/name"),
                number(value, "/spec/minReplicas", 1),
                number(value, "/spec/maxReplicas", 0),
            )
        })
    }

    /// The names of the disruption budgets that count its pods.
    pub fn budgets<'a>(&'a self, set: &'a SetRow) -> impl Iterator<Item = &'a str> {
        self.of(ThingKind::Budget, set).map(|value| text(value, "/metadata/name"))
    }

    /// What has to do with a set: PVCs first, each kind by name.
    pub fn belongings(&self, set: &SetRow) -> Vec<Belonging> {
        let mut found: Vec<Belonging> = Vec::new();
        for kind in ThingKind::ALL {
            found.extend(self.of(kind, set).map(|value| self.belonging(kind, value, set)));
        }
        crate::order::sort_by_key(&mut found, |found| {
            (found.thing.kind, ordinal(&found.thing), found.thing.name.clone())
        });
        found
    }

    fn belonging(&self, kind: ThingKind, value: &Value, set: &SetRow) -> Belonging {
        let (name, uid) = (text(value, "/metadata/name").to_owned(), text(value, "/metadata/uid").to_owned());
        let size = match text(value, "/status/capacity/storage") {
            "" => text(value, "/spec/resources/requests/storage"),
            size => size,
        };
        let size = Quantity::parse(size).filter(|_| kind == ThingKind::Claim);
        let alone = self.is_alone(kind, value, &name, set);
        let thing = Thing { of: set.meta.key.uid.clone(), kind, name, uid };
        Belonging { thing, size, alone }
    }

    /// Whether nobody else has to do with it.
    fn is_alone(&self, kind: ThingKind, value: &Value, name: &str, set: &SetRow) -> Option<bool> {
        let (namespace, uid) = (set.meta.namespace(), &set.meta.key.uid);
        if matches!(kind, ThingKind::Claim | ThingKind::Autoscaler) {
            return Some(true);
        }
        self.surveyed.iter().find(|surveyed| *surveyed == namespace)?;
        let selector = selects(kind, value);
        let is_shared = self.labelled.iter().any(|other| {
            let is_other = other.namespace == namespace && other.owner != *uid;
            is_other && selector.as_ref().is_some_and(|selector| selector.matches(&other.labels))
        });
        let is_governing = kind == ThingKind::Service
            && self
                .governed
                .iter()
                .any(|(place, service, of)| place == namespace && service == name && of != uid);
        Some(!is_shared && !is_governing)
    }
}

fn belongs(kind: ThingKind, value: &Value, set: &SetRow) -> bool {
    let name = text(value, "/metadata/name");
    match kind {
        ThingKind::Claim => is_claim(value, name, set),
        ThingKind::Autoscaler => {
            text(value, "/spec/scaleTargetRef/kind") == "StatefulSet"
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

/// So that `data-web-10` comes after `data-web-9`.
fn ordinal(thing: &Thing) -> u64 {
    let last = thing.name.rsplit_once('-').and_then(|(_, last)| last.parse().ok());
    last.filter(|_| thing.kind == ThingKind::Claim).unwrap_or(0)
}
