//! What holds for every edit of one person and every change of others.

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Map, Value, json};
use workload::creation::update::{Origin, Ready, Update, update};
use workload::merge::{Decision, Side, merge};

use crate::update::merged;

/// One change to a set.
#[derive(Debug, Clone)]
enum Act {
    Replicas(u8),
    Label(u8, Option<u8>),
    Image(u8, u8),
    Container(u8),
    Without(u8),
    Variable(u8, u8, Option<u8>),
    NoVariables(u8),
    Args(Vec<u8>),
    Probe(Option<u8>),
    Period(u8),
    Turn,
}

fn act() -> impl Strategy<Value = Act> {
    let small = 0_u8..3;
    prop_oneof![
        small.clone().prop_map(Act::Replicas),
        (small.clone(), prop::option::of(small.clone())).prop_map(|(key, value)| Act::Label(key, value)),
        (small.clone(), small.clone()).prop_map(|(name, image)| Act::Image(name, image)),
        small.clone().prop_map(Act::Container),
        small.clone().prop_map(Act::Without),
        (small.clone(), small.clone(), prop::option::of(small.clone()))
            .prop_map(|(container, name, value)| Act::Variable(container, name, value)),
        small.clone().prop_map(Act::NoVariables),
        prop::collection::vec(small.clone(), 0..3).prop_map(Act::Args),
        prop::option::of(small.clone()).prop_map(Act::Probe),
        small.prop_map(Act::Period),
        Just(Act::Turn),
    ]
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    prop::collection::vec(act(), 0..6)
}

fn done(mut set: Value, acts: &[Act]) -> Value {
    for act in acts {
        do_one(&mut set, act);
    }
    set
}

fn do_one(set: &mut Value, act: &Act) {
    match act {
        Act::Replicas(count) => set["spec"]["replicas"] = json!(count),
        Act::Label(key, value) => {
            let labels = set["metadata"]["labels"].as_object_mut().unwrap();
            match value {
                // Texts that are one amount, and not one text.
                Some(value) => {
                    labels.insert(format!("l{key}"), json!(["1", "1.0", "1000m"][usize::from(*value)]));
                }
                None => drop(labels.shift_remove(&format!("l{key}"))),
            }
        }
        _ => {
            let containers =
                set.pointer_mut("/spec/template/spec/containers").unwrap().as_array_mut().unwrap();
            in_containers(containers, act);
        }
    }
}

fn in_containers(containers: &mut Vec<Value>, act: &Act) {
    let at = |containers: &[Value], name: u8| {
        containers.iter().position(|container| container["name"] == json!(format!("c{name}")))
    };
    match act {
        Act::Image(name, image) => {
            if let Some(at) = at(containers, *name) {
                containers[at]["image"] = json!(format!("i:{image}"));
            }
        }
        Act::Container(name) if at(containers, *name).is_none() => {
            containers.push(json!({"name": format!("c{name}"), "image": "new"}));
        }
        Act::Without(name) => containers.retain(|container| container["name"] != json!(format!("c{name}"))),
        Act::Variable(container, name, value) => {
            let Some(at) = at(containers, *container) else { return };
            if !containers[at]["env"].is_array() {
                containers[at]["env"] = json!([]);
            }
            let env = containers[at]["env"].as_array_mut().unwrap();
            env.retain(|item| item["name"] != json!(format!("v{name}")));
            if let Some(value) = value {
                env.push(json!({"name": format!("v{name}"), "value": value.to_string()}));
            }
        }
        Act::NoVariables(container) => {
            if let Some(at) = at(containers, *container) {
                containers[at].as_object_mut().unwrap().shift_remove("env");
            }
        }
        Act::Turn => containers.reverse(),
        _ => {
            let Some(first) = containers.first_mut().and_then(Value::as_object_mut) else { return };
            in_first(first, act);
        }
    }
}

fn in_first(container: &mut Map<String, Value>, act: &Act) {
    match act {
        Act::Args(args) => drop(container.insert("args".to_owned(), json!(args))),
        Act::Probe(None) => drop(container.shift_remove("livenessProbe")),
        Act::Probe(Some(port)) => {
            let probe = json!({"tcpSocket": {"port": port}, "periodSeconds": 10});
            container.insert("livenessProbe".to_owned(), probe);
        }
        Act::Period(seconds) => {
            if let Some(probe) = container.get_mut("livenessProbe") {
                probe["periodSeconds"] = json!(seconds);
            }
        }
        _ => {}
    }
}

fn base() -> Value {
    json!({
        "apiVersion": "apps/v1", "kind": "StatefulSet",
        "metadata": {"name": "db", "labels": {"l0": "1"}},
        "spec": {"replicas": 1, "template": {"spec": {"containers": [
            {"name": "c0", "image": "i:0", "env": [{"name": "v0", "value": "0"}, {"name": "v1", "value": "1"}]},
            {"name": "c1", "image": "i:1", "livenessProbe": {"tcpSocket": {"port": 1}, "periodSeconds": 1}},
        ]}}},
    })
}

/// The values of an object by their places, containers and variables by their names.
fn leaves(value: &Value) -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    collect(&mut found, "", value);
    found
}

fn collect(found: &mut BTreeMap<String, Value>, path: &str, value: &Value) {
    match value {
        Value::Object(map) => {
            for (key, value) in map {
                let inner = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                collect(found, &inner, value);
            }
        }
        Value::Array(items) if path.ends_with("containers") || path.ends_with("env") => {
            for item in items {
                collect(found, &format!("{path}[{}]", item["name"].as_str().unwrap()), item);
            }
        }
        value => drop(found.insert(path.to_owned(), value.clone())),
    }
}

proptest! {
    #[test]
    fn nobody_loses_what_they_changed(mine in acts(), theirs in acts()) {
        let (base, mine, live) = (base(), done(base(), &mine), done(base(), &theirs));
        let merged = merge(&base, &mine, &live, &[]);
        let conflicts: Vec<String> = merged.conflicts.iter().map(|conflict| conflict.path.to_string()).collect();
        let is_open = |place: &str| conflicts.iter().any(|conflict| place.starts_with(conflict.as_str()));
        let [was, wants, has, is] = [&base, &mine, &live, &merged.value].map(leaves);
        let places = was.keys().chain(wants.keys()).chain(has.keys()).chain(is.keys());
        for place in places.filter(|place| !is_open(place)) {
            let [was, wants, has, is] = [&was, &wants, &has, &is].map(|of| of.get(place));
            let expected = if wants == was { has } else { wants };
            prop_assert!(wants == was || has == was || wants == has, "no conflict at {}", place);
            prop_assert_eq!(is, expected, "{}", place);
        }
    }

    #[test]
    fn who_changes_nothing_gets_what_is_there_and_who_is_alone_gets_what_they_want(acts in acts()) {
        let (base, changed) = (base(), done(base(), &acts));
        prop_assert_eq!(merge(&base, &base, &changed, &[]).value, changed.clone());
        prop_assert_eq!(merge(&base, &changed, &base, &[]).value, changed.clone());
        let both = merge(&base, &changed, &changed, &[]);
        prop_assert_eq!((both.value, both.conflicts), (changed, vec![]));
    }

    #[test]
    fn what_was_saved_leaves_nothing_to_be_saved(mine in acts(), theirs in acts(), sides in any::<u32>()) {
        let (base, mine, live) = (base(), done(base(), &mine), done(base(), &theirs));
        let conflicts = merge(&base, &mine, &live, &[]).conflicts.into_iter().enumerate();
        let side = |at: usize| if sides >> (at % 32) & 1 == 0 { Side::Mine } else { Side::Theirs };
        let decisions: Vec<Decision> =
            conflicts.map(|(at, conflict)| Decision { conflict, side: side(at) }).collect();
        let origin = Origin { base: &base, seen: &base, decisions: &decisions };
        let saved = match update(&live, &mine, Some(origin)) {
            Update::Undecided(_) => return Err(TestCaseError::fail("all is decided")),
            Update::Nothing => live,
            Update::Ready(Ready { patch, .. }) => {
                let mut saved = merged(&live, &patch);
                saved["metadata"].as_object_mut().unwrap().shift_remove("resourceVersion");
                saved
            }
        };
        // The text that was saved is what the next change begins with.
        let next = Origin { base: &mine, seen: &saved, decisions: &decisions };
        prop_assert_eq!(update(&saved, &mine, Some(next)), Update::Nothing);
        // What others do then stays, too.
        let mut later = saved.clone();
        later["metadata"]["labels"]["other"] = json!("1");
        prop_assert_eq!(update(&later, &mine, Some(next)), Update::Nothing);
    }

    #[test]
    fn an_answer_that_was_lost_is_found_to_have_been_carried_out(mine in acts()) {
        let (base, mine) = (base(), done(base(), &mine));
        let origin = Origin { base: &base, seen: &base, decisions: &[] };
        prop_assert_eq!(update(&mine, &mine, Some(origin)), Update::Nothing);
    }
}
