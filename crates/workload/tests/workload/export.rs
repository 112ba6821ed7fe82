use serde_json::json;
use workload::export::{Reference, Referred, clean, references};

#[test]
fn only_what_its_author_wrote_is_left() {
    let object = json!({
        "apiVersion": "apps/v1", "kind": "StatefulSet",
        "metadata": {"name": "web", "namespace": "shop", "uid": "u", "resourceVersion": "7", "generation": 2,
            "creationTimestamp": "2026-01-01T00:00:00Z", "managedFields": [{}], "labels": {"app": "web"},
            "ownerReferences": [{"uid": "o"}],
            "annotations": {"kubectl.kubernetes.io/last-applied-configuration": "{}"}},
        "spec": {"replicas": 3, "template": {"metadata": {"creationTimestamp": null, "labels": {"app": "web"}}},
            "volumeClaimTemplates": [{"metadata": {"name": "data", "creationTimestamp": null},
                "spec": {"resources": {"requests": {"storage": "1Gi"}}}, "status": {"phase": "Pending"}}]},
        "status": {"replicas": 3},
    });
    let expected = json!({
        "apiVersion": "apps/v1", "kind": "StatefulSet",
        "metadata": {"name": "web", "namespace": "shop", "labels": {"app": "web"}},
        "spec": {"replicas": 3, "template": {"metadata": {"labels": {"app": "web"}}},
            "volumeClaimTemplates": [{"metadata": {"name": "data"}, "spec": {"resources": {"requests": {"storage": "1Gi"}}}}]},
    });
    assert_eq!(clean(object).to_string(), expected.to_string(), "and in the same order");
}

#[test]
fn a_service_keeps_that_it_has_no_address_and_loses_the_one_it_was_given() {
    let headless = json!({"kind": "Service", "metadata": {"annotations": {"a": "b"}}, "spec": {"clusterIP": "None", "clusterIPs": ["None"]}});
    assert_eq!(clean(headless.clone()), headless);
    let given = json!({"kind": "Service", "metadata": {}, "spec": {"clusterIP": "10.0.0.7", "clusterIPs": ["10.0.0.7"], "ports": []}});
    assert_eq!(clean(given), json!({"kind": "Service", "metadata": {}, "spec": {"ports": []}}));
}

#[test]
fn every_place_that_names_another_object_is_found_and_each_is_named_once() {
    let set = json!({"spec": {"serviceName": "web", "template": {"spec": {
        "imagePullSecrets": [{"name": "pull"}],
        "volumes": [{"configMap": {"name": "conf"}}, {"secret": {"secretName": "tls"}}, {"emptyDir": {}},
            {"projected": {"sources": [{"configMap": {"name": "more"}}, {"secret": {"name": "token"}}, {"serviceAccountToken": {}}]}}],
        "initContainers": [{"envFrom": [{"configMapRef": {"name": "init"}}, {"secretRef": {"name": "tls"}}]}],
        "containers": [{"env": [{"name": "A", "value": "b"}, {"valueFrom": {"configMapKeyRef": {"name": "conf"}}},
            {"valueFrom": {"secretKeyRef": {"name": "password"}}}, {"valueFrom": {"fieldRef": {}}}]}],
    }}}});
    let of = |kind, names: &[&str]| {
        names.iter().map(|name| Reference { kind, name: (*name).to_owned() }).collect::<Vec<_>>()
    };
    let expected = [
        of(Referred::Service, &["web"]),
        of(Referred::ConfigMap, &["conf", "init", "more"]),
        of(Referred::Secret, &["password", "pull", "tls", "token"]),
    ]
    .concat();
    assert_eq!(references(&set), expected);
    assert_eq!(references(&json!({"spec": {"serviceName": ""}})), []);
    assert_eq!(references(&json!({"spec": {"template": {"spec": {"volumes": null}}}})), []);
}
