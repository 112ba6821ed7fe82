//! A document over an object that exists already.

use kubewire::answer::Answer;
use serde_json::{Value, json};
use workload::creation::update::{Origin, Ready, Update, in_order_of, update};
use workload::export::clean;

fn live() -> Value {
    json!({
        "apiVersion": "apps/v1",
        "kind": "StatefulSet",
        "metadata": {
            "name": "db", "namespace": "shop", "uid": "u", "resourceVersion": "7", "generation": 3,
            "annotations": {"controller.example/seen": "yes"}, "managedFields": [{"manager": "x"}],
        },
        "spec": {
            "replicas": 3,
            "updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"partition": 0}},
            "template": {"metadata": {"annotations": {"kubectl.kubernetes.io/restartedAt": "t"}}, "spec": {
                "containers": [{"name": "main", "image": "db:1", "imagePullPolicy": "IfNotPresent", "command": ["run"]}],
            }},
        },
        "status": {"replicas": 3},
    })
}

/// The patch that puts a document over an object, or what the person changed of it into it.
fn patch(live: &Value, document: &Value, base: Option<&Value>) -> Option<Value> {
    let origin = base.map(|base| Origin { base, seen: base, decisions: &[] });
    match update(live, document, origin) {
        Update::Nothing => None,
        Update::Ready(ready) => Some(ready.patch),
        Update::Undecided(undecided) => panic!("{undecided:?}"),
    }
}

#[test]
fn what_a_document_does_not_name_stays_also_in_lists_whose_items_have_names() {
    let document = json!({
        "apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "db"},
        "spec": {"replicas": 5, "template": {"spec": {"containers": [{"name": "main", "image": "db:2"}]}}},
    });
    let main =
        json!({"name": "main", "image": "db:2", "imagePullPolicy": "IfNotPresent", "command": ["run"]});
    let expected = json!({
        "metadata": {"resourceVersion": "7"},
        "spec": {"replicas": 5, "template": {"spec": {"containers": [main]}}},
    });
    assert_eq!(patch(&live(), &document, None), Some(expected));
}

#[test]
fn a_document_that_says_nothing_new_is_no_patch_even_with_what_a_cluster_filled_in() {
    assert_eq!(patch(&live(), &live(), None), None);
    let older = json!({"metadata": {"name": "db", "uid": "other", "resourceVersion": "1"}, "spec": {"replicas": 3}, "status": {}});
    assert_eq!(patch(&live(), &older, None), None);
}

#[test]
fn null_takes_a_field_out_and_fields_newer_than_we_know_go_with_the_rest() {
    let document =
        json!({"metadata": {"annotations": null}, "spec": {"replicas": null, "quorum": {"size": 3}}});
    let expected = json!({
        "metadata": {"annotations": null, "resourceVersion": "7"},
        "spec": {"replicas": null, "quorum": {"size": 3}},
    });
    assert_eq!(patch(&live(), &document, None), Some(expected));
}

#[test]
fn what_was_taken_out_of_a_document_made_of_the_object_goes_and_what_others_wrote_since_stays() {
    let base = clean(live());
    let mut document = base.clone();
    document["metadata"]["annotations"] = json!({});
    document["spec"]["template"]["spec"]["containers"][0].as_object_mut().unwrap().shift_remove("command");
    let mut now = live();
    now["metadata"]["resourceVersion"] = json!("9");
    now["metadata"]["labels"] = json!({"team": "data"});
    now["spec"]["replicas"] = json!(7);
    let expected = json!({
        "metadata": {"resourceVersion": "9", "annotations": null},
        "spec": {"template": {"spec": {"containers": [
            {"name": "main", "image": "db:1", "imagePullPolicy": "IfNotPresent"},
        ]}}},
    });
    assert_eq!(patch(&now, &document, Some(&base)), Some(expected));
    now["metadata"]["annotations"]["other/seen"] = json!("yes");
    let patched = patch(&now, &document, Some(&base)).unwrap();
    assert_eq!(patched["metadata"]["annotations"], json!({"controller.example/seen": null}));
    // What only others changed is not the person's to take back.
    assert_eq!(patch(&now, &base, Some(&base)), None);
}

#[test]
fn an_object_becomes_what_was_made_of_it() {
    let base = clean(live());
    for document in [
        json!({"kind": "StatefulSet"}),
        json!({"metadata": {"name": "db", "namespace": "shop"}, "spec": {"template": 1, "new": {"a": {}}}}),
        json!({"metadata": {"namespace": "shop", "annotations": {"b": "c"}}, "spec": {"updateStrategy": {"type": "OnDelete"}}}),
    ] {
        let patch = patch(&live(), &document, Some(&base)).unwrap();
        let mut then = clean(merged(&live(), &patch));
        if document.get("metadata").is_none() {
            then.as_object_mut().unwrap().shift_remove("metadata");
        }
        assert_eq!(then, document);
    }
}

#[test]
fn another_update_strategy_takes_nothing_of_the_old_one_with_it() {
    let document = json!({"spec": {"updateStrategy": {"type": "OnDelete"}}});
    let expected = json!({
        "metadata": {"resourceVersion": "7"},
        "spec": {"updateStrategy": {"type": "OnDelete", "rollingUpdate": null}},
    });
    assert_eq!(patch(&live(), &document, None), Some(expected));
}

/// Puts a merge patch on a value as RFC 7386 says.
pub fn merged(target: &Value, patch: &Value) -> Value {
    let Value::Object(patch) = patch else { return patch.clone() };
    let mut out = target.as_object().cloned().unwrap_or_default();
    for (key, value) in patch {
        if value.is_null() {
            out.shift_remove(key);
        } else {
            let now = out.get(key).cloned().unwrap_or_default();
            out.insert(key.clone(), merged(&now, value));
        }
    }
    Value::Object(out)
}

#[test]
fn a_patch_that_was_carried_out_leaves_nothing_to_be_done() {
    let document = json!({
        "metadata": {"labels": {"a": "b"}, "annotations": {"controller.example/seen": null}},
        "spec": {"replicas": 1, "updateStrategy": {"type": "OnDelete"}, "template": {"spec": {"containers": []}}},
    });
    let once = merged(&live(), &patch(&live(), &document, None).unwrap());
    assert_eq!(patch(&once, &document, None), None);
    assert_eq!(once["status"], live()["status"]);
}

#[test]
fn a_dry_run_that_changes_only_the_servers_own_fields_is_no_update() {
    let mut answer = live();
    answer["metadata"]["generation"] = json!(4);
    answer["metadata"]["managedFields"] = json!([]);
    let ready = || Ready { patch: json!({}), theirs: Vec::new(), decided: Vec::new() };
    let of = |value: Value| ready().tried(&live(), Answer { value, warnings: Vec::new() });
    assert_eq!(of(answer.clone()), None);
    answer["spec"]["replicas"] = json!(5);
    let update = of(answer).unwrap();
    assert_eq!(update.changes.len(), 1);
    assert_eq!((&update.now["status"], &update.then["spec"]["replicas"]), (&Value::Null, &json!(5)));
}

#[test]
fn keys_stand_in_the_order_of_what_they_are_compared_with() {
    let order = json!({"z": 1, "list": [{"b": 1, "a": 1}], "a": 1});
    let value = json!({"a": 2, "list": [{"a": 2, "b": 2, "c": 2}, 3], "new": 0, "z": 2});
    let ordered = in_order_of(&value, &order);
    assert_eq!(ordered.to_string(), r#"{"z":2,"list":[{"b":2,"a":2,"c":2},3],"a":2,"new":0}"#);
    assert_eq!(ordered, value);
}
