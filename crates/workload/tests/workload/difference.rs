use serde_json::{Value, json};
use workload::creation::difference::{Difference, difference};
use workload::path::Path;

fn lost(sent: &Value, answer: &Value) -> Vec<(String, Option<Value>)> {
    difference(sent, answer).lost.into_iter().map(|(path, now)| (path.to_string(), now)).collect()
}

#[test]
fn a_field_that_the_server_drops_or_changes_is_named() {
    let sent = json!({"spec": {"replicas": 2, "updateStrategy": {"rollingUpdate": {"maxUnavailable": 1, "partition": 0}}}});
    let answer = json!({"spec": {"replicas": 3, "updateStrategy": {"rollingUpdate": {"partition": 0}}}});
    assert_eq!(
        lost(&sent, &answer),
        [
            ("spec.replicas".to_owned(), Some(json!(3))),
            ("spec.updateStrategy.rollingUpdate.maxUnavailable".to_owned(), None),
        ]
    );
}

#[test]
fn what_is_only_written_another_way_is_not() {
    let sent = json!({
        "metadata": {"name": "a", "creationTimestamp": null, "labels": {}},
        "spec": {"cpu": "0.5", "memory": "1024Mi", "count": 1, "list": [], "empty": null},
        "stringData": {"a": "b"},
    });
    let answer = json!({
        "metadata": {"name": "a", "uid": "u", "namespace": "shop", "managedFields": [1], "resourceVersion": "1"},
        "spec": {"cpu": "500m", "memory": "1Gi", "count": 1},
        "status": {"replicas": 0},
    });
    assert_eq!(difference(&sent, &answer), Difference::default());
}

#[test]
fn defaults_are_told_apart_from_what_was_written() {
    let sent = json!({"spec": {"template": {"spec": {"containers": [{"name": "a"}]}}}});
    let answer = json!({"spec": {
        "podManagementPolicy": "OrderedReady",
        "template": {"spec": {"containers": [{"name": "a", "imagePullPolicy": "Always"}], "dnsPolicy": "ClusterFirst"}},
    }});
    let found = difference(&sent, &answer);
    assert_eq!(found.lost, []);
    assert_eq!(
        found.added,
        [
            (Path::parse("spec.template.spec.containers[0].imagePullPolicy"), json!("Always")),
            (Path::parse("spec.template.spec.dnsPolicy"), json!("ClusterFirst")),
            (Path::parse("spec.podManagementPolicy"), json!("OrderedReady")),
        ]
    );
}
