//! Three values of one object: what one person changed, what others changed, what is to be decided.

use serde_json::{Value, json};
use workload::creation::update::{Origin, Update, update};
use workload::merge::changes::changes;
use workload::merge::overlay::overlay;
use workload::merge::{Decision, Merged, Side, merge};

fn base() -> Value {
    json!({
        "apiVersion": "apps/v1",
        "kind": "StatefulSet",
        "metadata": {"name": "db", "labels": {"app": "db", "version": "1.10"}, "annotations": {"note": "1.0"}},
        "spec": {
            "replicas": 2,
            "template": {"metadata": {"labels": {"app": "db"}}, "spec": {
                "containers": [{
                    "name": "main", "image": "db:1", "args": ["--a", "--b"],
                    "env": [{"name": "A", "value": "1.10"}, {"name": "B", "value": "b"}],
                    "ports": [{"containerPort": 53, "protocol": "TCP"}, {"containerPort": 53, "protocol": "UDP"}],
                    "resources": {"requests": {"cpu": "500m", "memory": "1Gi"}},
                    "livenessProbe": {"httpGet": {"path": "/", "port": 80}, "periodSeconds": 10},
                }],
                "tolerations": [{"key": "a", "operator": "Exists"}],
            }},
        },
    })
}

/// Places, and what is to stand there.
type Edits<'a> = &'a [(&'a str, Value)];

/// The object with other values at places.
fn with(changes: &[(&str, Value)]) -> Value {
    let mut value = base();
    for (pointer, new) in changes {
        let (parent, key) = pointer.rsplit_once('/').unwrap();
        match value.pointer_mut(parent).unwrap_or_else(|| panic!("{parent}")) {
            Value::Object(map) if new.is_null() => drop(map.shift_remove(key)),
            Value::Object(map) => drop(map.insert(key.to_owned(), new.clone())),
            Value::Array(items) if key == "-" => items.push(new.clone()),
            Value::Array(items) if new.is_null() => drop(items.remove(key.parse().unwrap())),
            Value::Array(items) => items[key.parse::<usize>().unwrap()] = new.clone(),
            other => panic!("{other}"),
        }
    }
    value
}

fn merged(mine: &[(&str, Value)], live: &[(&str, Value)]) -> Merged {
    merge(&base(), &with(mine), &with(live), &[])
}

fn places(merged: &Merged) -> Vec<String> {
    merged.conflicts.iter().map(|conflict| conflict.path.to_string()).collect()
}

const MAIN: &str = "/spec/template/spec/containers/0";

/// An edit took back replicas, image, variable and labels that others had changed meanwhile, and a sidecar.
#[test]
fn what_others_changed_while_one_edited_something_else_stays() {
    let sidecar = json!({"name": "proxy", "image": "proxy:1"});
    let others = [
        ("/spec/replicas", json!(5)),
        (&*format!("{MAIN}/image"), json!("db:2")),
        ("/spec/template/spec/containers/-", sidecar.clone()),
        (&*format!("{MAIN}/env/-"), json!({"name": "C", "value": "c"})),
        ("/metadata/labels/team", json!("data")),
        ("/metadata/labels/version", json!("2")),
    ];
    let mine = [("/metadata/annotations/note", json!("1"))];
    let merged = merged(&mine, &others);
    assert_eq!(places(&merged), [""; 0]);
    let mut expected = with(&others);
    expected["metadata"]["annotations"]["note"] = json!("1");
    assert_eq!(merged.value, expected);
}

#[test]
fn the_patch_names_what_the_person_changed_and_nothing_else() {
    let mut live = with(&[("/spec/replicas", json!(5)), ("/metadata/labels/team", json!("data"))]);
    live["metadata"]["resourceVersion"] = json!("9");
    let mine = with(&[("/metadata/annotations/note", json!("1"))]);
    let origin = Origin { base: &base(), seen: &base(), decisions: &[] };
    let Update::Ready(ready) = update(&live, &mine, Some(origin)) else { panic!("an update") };
    assert_eq!(ready.patch, json!({"metadata": {"annotations": {"note": "1"}, "resourceVersion": "9"}}));
    let theirs: Vec<String> = ready.theirs.iter().map(|change| change.path.to_string()).collect();
    assert_eq!(theirs, ["metadata.labels.team", "spec.replicas"]);
}

#[test]
fn what_others_changed_stays_but_where_the_person_is_asked_or_chose_their_own() {
    let live = with(&[("/spec/replicas", json!(5)), ("/metadata/labels/team", json!("data"))]);
    let mine = with(&[("/spec/replicas", json!(3))]);
    let places = |changes: &[workload::merge::changes::Change]| -> Vec<String> {
        changes.iter().map(|change| change.path.to_string()).collect()
    };
    let origin = Origin { base: &base(), seen: &base(), decisions: &[] };
    let Update::Undecided(undecided) = update(&live, &mine, Some(origin)) else { panic!("a conflict") };
    assert_eq!(places(&undecided.theirs), ["metadata.labels.team"]);
    let decisions = [Decision { conflict: undecided.conflicts[0].clone(), side: Side::Mine }];
    let Update::Ready(ready) = update(&live, &mine, Some(Origin { decisions: &decisions, ..origin })) else {
        panic!("an update")
    };
    assert_eq!(places(&ready.theirs), ["metadata.labels.team"]);
}

/// A label changed from "1.10" to "1.1" was "just like this" and never sent.
#[test]
fn what_looks_like_a_quantity_is_text_where_no_quantity_stands() {
    for (place, from, to) in [
        ("/metadata/labels/version", "1.10", "1.1"),
        ("/metadata/annotations/note", "1.0", "1"),
        (&*format!("{MAIN}/env/0/value"), "1.10", "1.1"),
    ] {
        let mine = with(&[(place, json!(to))]);
        assert_eq!(base().pointer(place), Some(&json!(from)));
        let origin = Origin { base: &base(), seen: &base(), decisions: &[] };
        assert!(matches!(update(&base(), &mine, Some(origin)), Update::Ready(_)), "{place}");
        assert!(matches!(update(&base(), &mine, None), Update::Ready(_)), "{place}");
        assert_eq!(changes(&base(), &mine).len(), 1, "{place}");
    }
    let config =
        |size: &str| json!({"apiVersion": "v1", "kind": "ConfigMap", "data": {"size": size, "limits": "1"}});
    assert!(matches!(update(&config("1024Mi"), &config("1Gi"), None), Update::Ready(_)));
    let custom = |size: &str| json!({"apiVersion": "db.example.com/v1", "kind": "Database", "spec": {"resources": {"limits": {"memory": size}}}});
    assert!(matches!(update(&custom("1024Mi"), &custom("1Gi"), None), Update::Ready(_)));
}

#[test]
fn the_same_amount_written_another_way_is_no_change_where_a_quantity_stands() {
    let mine = with(&[(&format!("{MAIN}/resources/requests"), json!({"cpu": 0.5, "memory": "1024Mi"}))]);
    let origin = Origin { base: &base(), seen: &base(), decisions: &[] };
    assert_eq!(update(&base(), &mine, Some(origin)), Update::Nothing);
    assert_eq!(update(&base(), &mine, None), Update::Nothing);
}

/// What both changed, and where the conflict is.
#[test]
fn what_both_changed_differently_is_a_conflict_at_its_place() {
    let image = format!("{MAIN}/image");
    let probe = format!("{MAIN}/livenessProbe");
    let path = format!("{MAIN}/livenessProbe/httpGet/path");
    let variable = format!("{MAIN}/env/1");
    let args = format!("{MAIN}/args");
    let cases: &[(Edits<'_>, Edits<'_>, &[&str])] = &[
        (&[("/spec/replicas", json!(3))], &[("/spec/replicas", json!(5))], &["spec.replicas"]),
        (&[("/spec/replicas", json!(5))], &[("/spec/replicas", json!(5))], &[]),
        (
            &[(&image, json!("db:2"))],
            &[(&image, json!("db:3"))],
            &["spec.template.spec.containers[main].image"],
        ),
        // One takes a probe away, the other changes something in it.
        (
            &[(&probe, Value::Null)],
            &[(&path, json!("/ok"))],
            &["spec.template.spec.containers[main].livenessProbe"],
        ),
        (
            &[(&path, json!("/ok"))],
            &[(&probe, Value::Null)],
            &["spec.template.spec.containers[main].livenessProbe"],
        ),
        // Both within one part, at different places.
        (&[(&path, json!("/ok"))], &[(&format!("{probe}/periodSeconds"), json!(5))], &[]),
        (
            &[(&variable, Value::Null)],
            &[(&format!("{variable}/value"), json!("other"))],
            &["spec.template.spec.containers[main].env[B]"],
        ),
        // A list without keys is one value.
        (
            &[(&format!("{args}/-"), json!("--c"))],
            &[(&format!("{args}/-"), json!("--d"))],
            &["spec.template.spec.containers[main].args"],
        ),
        // Entries of labels are independent of each other.
        (&[("/metadata/labels", Value::Null)], &[("/metadata/labels/team", json!("x"))], &[]),
        (
            &[("/metadata/labels", Value::Null)],
            &[("/metadata/labels/app", json!("x"))],
            &["metadata.labels.app"],
        ),
        // Both add what was not there.
        (
            &[("/metadata/labels/new", json!("1"))],
            &[("/metadata/labels/new", json!("2"))],
            &["metadata.labels.new"],
        ),
        (
            &[("/spec/template/spec/containers/-", json!({"name": "s", "image": "a"}))],
            &[("/spec/template/spec/containers/-", json!({"name": "s", "image": "b"}))],
            &["spec.template.spec.containers[s]"],
        ),
        (&[("/spec/template", json!(1))], &[("/spec/replicas", json!(9))], &[]),
        (&[("/spec/template", json!(1))], &[(&image, json!("db:9"))], &["spec.template"]),
    ];
    for (mine, live, expected) in cases {
        let merged = merged(mine, live);
        assert_eq!(places(&merged), *expected, "{mine:?} against {live:?}");
    }
}

#[test]
fn a_conflict_is_decided_by_the_person_and_only_for_the_values_that_were_seen() {
    let (mine, live) = (with(&[("/spec/replicas", json!(3))]), with(&[("/spec/replicas", json!(5))]));
    let open = merge(&base(), &mine, &live, &[]);
    assert_eq!(open.value["spec"]["replicas"], json!(5));
    let conflict = open.conflicts[0].clone();
    assert_eq!(
        (&conflict.base, &conflict.mine, &conflict.theirs),
        (&Some(json!(2)), &Some(json!(3)), &Some(json!(5)))
    );
    for (side, count) in [(Side::Mine, 3), (Side::Theirs, 5)] {
        let decisions = [Decision { conflict: conflict.clone(), side }];
        let decided = merge(&base(), &mine, &live, &decisions);
        assert_eq!((decided.conflicts.len(), &decided.value["spec"]["replicas"]), (0, &json!(count)));
        assert_eq!(decided.decided, decisions);
        let later = with(&[("/spec/replicas", json!(6))]);
        assert_eq!(merge(&base(), &mine, &later, &decisions).conflicts.len(), 1);
    }
}

#[test]
fn ports_with_one_number_and_two_protocols_are_two() {
    let ports = format!("{MAIN}/ports");
    let merged = merged(
        &[(&format!("{ports}/1/name"), json!("dns"))],
        &[(
            &ports,
            json!([{"containerPort": 53}, {"containerPort": 53, "protocol": "UDP"}, {"containerPort": 80}]),
        )],
    );
    assert_eq!(places(&merged), [""; 0]);
    assert_eq!(
        merged.value.pointer(&ports).unwrap(),
        &json!([
            {"containerPort": 53}, {"containerPort": 53, "protocol": "UDP", "name": "dns"}, {"containerPort": 80},
        ])
    );
}

#[test]
fn the_order_is_that_of_who_changed_it_and_new_items_stay_behind_their_neighbours() {
    let env = format!("{MAIN}/env");
    let list =
        |names: &[&str]| names.iter().map(|name| json!({"name": name, "value": name})).collect::<Vec<_>>();
    let base = with(&[(&env, json!(list(&["A", "B", "C"])))]);
    let names = |value: &Value| -> String {
        let items = value.pointer(&env).unwrap().as_array().unwrap();
        items.iter().map(|item| item["name"].as_str().unwrap()).collect()
    };
    for (mine, live, expected) in [
        (&["A", "X", "B", "C"][..], &["A", "B", "Y", "C"][..], "AXBYC"),
        (&["C", "A", "B"], &["A", "B", "C", "Y"], "CYAB"),
        (&["A", "C"], &["B", "A", "C"], "AC"),
        (&["X", "A", "B", "C"], &["C", "B", "A"], "XCBA"),
    ] {
        let (mine, live) = (with(&[(&env, json!(list(mine)))]), with(&[(&env, json!(list(live)))]));
        let merged = merge(&base, &mine, &live, &[]);
        assert_eq!((names(&merged.value).as_str(), merged.conflicts.len()), (expected, 0));
    }
    let (mine, live) =
        (with(&[(&env, json!(list(&["B", "A", "C"])))]), with(&[(&env, json!(list(&["A", "C", "B"])))]));
    assert_eq!(places(&merge(&base, &mine, &live, &[])), ["spec.template.spec.containers[main].env"]);
}

#[test]
fn items_that_share_a_key_are_merged_as_one_value() {
    let env = format!("{MAIN}/env");
    let twice = json!([{"name": "A", "value": "1"}, {"name": "A", "value": "2"}]);
    let merged = merged(&[(&format!("{env}/0/value"), json!("x"))], &[(&env, twice)]);
    assert_eq!(places(&merged), ["spec.template.spec.containers[main].env"]);
}

#[test]
fn lists_of_other_kinds_are_one_value_each() {
    let object = |items: &[&str]| {
        let items: Vec<Value> = items.iter().map(|name| json!({"name": name})).collect();
        json!({"apiVersion": "db.example.com/v1", "kind": "Database", "spec": {"containers": items}})
    };
    let merged = merge(&object(&["a"]), &object(&["a", "b"]), &object(&["a", "c"]), &[]);
    assert_eq!(places(&merged), ["spec.containers"]);
}

#[test]
fn a_document_put_over_an_object_leaves_what_it_does_not_name() {
    let document = json!({
        "metadata": {"labels": {"app": "db"}, "annotations": null},
        "spec": {"template": {"spec": {
            "containers": [{"name": "main", "image": "db:2", "args": ["--a"], "env": [{"name": "B", "value": "2"}]}],
        }}},
    });
    let mut expected = with(&[
        (&*format!("{MAIN}/image"), json!("db:2")),
        (&*format!("{MAIN}/args"), json!(["--a"])),
        (&*format!("{MAIN}/env/1/value"), json!("2")),
        ("/metadata/annotations", Value::Null),
        ("/spec/template/spec/containers/-", json!({"name": "proxy"})),
    ]);
    expected["kind"] = json!("StatefulSet");
    let live = with(&[("/spec/template/spec/containers/-", json!({"name": "proxy"}))]);
    assert_eq!(overlay(&document, &live), expected);
}

#[test]
fn changes_are_told_by_container_and_variable() {
    let after = with(&[
        (
            "/spec/template/spec/containers/-",
            json!({"name": "proxy", "image": "p:1", "env": [{"name": "X"}]}),
        ),
        (&*format!("{MAIN}/env/0"), Value::Null),
        (&*format!("{MAIN}/args"), json!(["--b", "--c"])),
        (&*format!("{MAIN}/livenessProbe"), Value::Null),
        (&*format!("{MAIN}/resources/requests/cpu"), json!("0.5")),
    ]);
    let told: Vec<(String, bool, bool)> = changes(&base(), &after)
        .into_iter()
        .map(|change| (change.path.to_string(), change.before.is_some(), change.after.is_some()))
        .collect();
    let main = "spec.template.spec.containers[main]";
    assert_eq!(
        told,
        [
            (format!("{main}.args[0]"), true, false),
            (format!("{main}.args[1]"), false, true),
            (format!("{main}.env[A]"), true, false),
            (format!("{main}.livenessProbe.httpGet.path"), true, false),
            (format!("{main}.livenessProbe.httpGet.port"), true, false),
            (format!("{main}.livenessProbe.periodSeconds"), true, false),
            ("spec.template.spec.containers[proxy]".to_owned(), false, true),
        ]
    );
    let mut turned = base();
    turned.pointer_mut(&format!("{MAIN}/env")).unwrap().as_array_mut().unwrap().reverse();
    let order = changes(&base(), &turned);
    assert!(order.len() == 1 && order[0].is_order(), "{order:?}");
}

#[test]
fn a_place_is_found_where_its_item_stands_in_another_list() {
    let after = with(&[(&format!("{MAIN}/image"), json!("db:2"))]);
    let path = &changes(&base(), &after)[0].path;
    let mut other = base();
    let containers = other.pointer_mut("/spec/template/spec/containers").unwrap().as_array_mut().unwrap();
    containers.insert(0, json!({"name": "proxy"}));
    assert_eq!(path.locate(&other).to_string(), "spec.template.spec.containers[1].image");
    containers_of(&mut other).clear();
    assert_eq!(path.locate(&other).to_string(), "spec.template.spec.containers");
}

fn containers_of(value: &mut Value) -> &mut Vec<Value> {
    value.pointer_mut("/spec/template/spec/containers").unwrap().as_array_mut().unwrap()
}
