//! What is around sets in their namespaces, as far as it was read: what scales and guards them, what belongs to one of
//! them alone, and what others use as well.

pub mod routes;
mod values;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::plan::around::routes::Route;
use crate::plan::around::values::{
    Labelled, backends, belongs, items, makes_pods, mounts, selects, template, text, texts,
};
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
    /// Namespace and name of Services that an Ingress leads to.
    led_to: Vec<(String, String)>,
    routes: Vec<Route>,
    /// Namespaces whose Services may be led to by what could not be read, and what that is.
    unread: Vec<(String, String)>,
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

impl Around {
    /// Takes what was read of another namespace.
    pub fn join(&mut self, other: Self) {
        self.things.extend(other.things);
        self.labelled.extend(other.labelled);
        self.surveyed.extend(other.surveyed);
        self.annotations.extend(other.annotations);
        self.governed.extend(other.governed);
        self.led_to.extend(other.led_to);
        self.routes.extend(other.routes);
        self.unread.extend(other.unread);
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
            claims: mounts(pod.get("spec")),
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

    /// Takes a page of Ingresses: a Service that one of them leads to is not the set's alone.
    pub fn take_ingresses(&mut self, list: Value) {
        for ingress in &items(list) {
            let namespace = text(ingress, "/metadata/namespace");
            let services = backends(ingress).map(|backend| text(backend, "/service/name"));
            let named = services.filter(|service| !service.is_empty());
            self.led_to.extend(named.map(|service| (namespace.to_owned(), service.to_owned())));
        }
    }

    /// Takes a page of other objects that lead traffic, of any namespace.
    pub fn take_routes(&mut self, list: Value) {
        self.routes.extend(routes::routes(list));
    }

    /// What leads to Services of a namespace, as far as it could not be read.
    pub fn routes_are_unread(&mut self, namespace: &str, what: &str) {
        self.unread.push((namespace.to_owned(), what.to_owned()));
    }

    /// What may lead to Services of a namespace and could not be read.
    pub fn unread_routes<'a>(&'a self, namespace: &'a str) -> impl Iterator<Item = &'a str> {
        self.unread.iter().filter(move |(place, _)| place == namespace).map(|(_, what)| what.as_str())
    }

    /// All pods, sets, other workloads and Ingresses of a namespace have been taken.
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
        if kind == ThingKind::Autoscaler {
            return Some(true);
        }
        self.surveyed.iter().find(|surveyed| *surveyed == namespace)?;
        let mut others =
            self.labelled.iter().filter(|other| other.namespace == namespace && other.owner != *uid);
        if kind == ThingKind::Claim {
            return Some(!others.any(|other| other.claims.iter().any(|claim| claim == name)));
        }
        let selector = selects(kind, value);
        let is_shared =
            others.any(|other| selector.as_ref().is_some_and(|selector| selector.matches(&other.labels)));
        let is_service = kind == ThingKind::Service;
        if is_shared || is_service && self.is_named(namespace, name, uid) {
            return Some(false);
        }
        let is_unknown = is_service && self.unread_routes(namespace).next().is_some();
        (!is_unknown).then_some(true)
    }

    /// Whether another set, an Ingress or another route names a Service.
    fn is_named(&self, namespace: &str, service: &str, uid: &str) -> bool {
        let is_it = |place: &str, name: &str| place == namespace && name == service;
        self.governed.iter().any(|(place, name, of)| is_it(place, name) && of != uid)
            || self.led_to.iter().any(|(place, name)| is_it(place, name))
            || self.routes.iter().any(|route| route.names(namespace, service))
    }
}

/// So that `data-web-10` comes after `data-web-9`.
fn ordinal(thing: &Thing) -> u64 {
    let last = thing.name.rsplit_once('-').and_then(|(_, last)| last.parse().ok());
    last.filter(|_| thing.kind == ThingKind::Claim).unwrap_or(0)
}
