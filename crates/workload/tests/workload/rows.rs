use std::sync::Arc;

use kubewire::object::Object;
use serde_json::json;
use workload::age::Timestamp;
use workload::rows::event::EventRow;
use workload::rows::namespace::NamespaceRow;
use workload::rows::pod::{PodRow, by_owner};
use workload::rows::set::{IntOrString, SetRow};

use crate::cluster::{NEW, claim, decode, event, pod, pod_value, ready, set, set_value};

#[test]
fn a_set_decodes_from_what_the_api_server_writes() {
    let row = set(json!({"spec": {"ordinals": {"start": 5}, "minReadySeconds": 10,
        "updateStrategy": {"rollingUpdate": {"partition": 2, "maxUnavailable": "25%"}}}}));
    assert_eq!((row.meta.name(), row.meta.namespace(), row.meta.generation), ("web", "shop", 1));
    assert_eq!((row.replicas(), row.start(), row.spec.min_ready_seconds), (3, 5, 10));
    assert_eq!(row.spec.update_strategy.partition(), 2);
    assert_eq!(row.spec.update_strategy.max_unavailable(), Some(&IntOrString::Text("25%".into())));
    assert_eq!(row.containers()[0].image, "nginx:1.27");
    assert_eq!(row.claim_templates().collect::<Vec<_>>(), ["data"]);
    assert_eq!(row.meta.created, Timestamp::parse("2026-11-21T09:00:00Z"));
    assert_eq!(row.key().resource_version, "84211");
    assert!(row.wants(5) && row.wants(7) && !row.wants(4) && !row.wants(8));
    assert_eq!(row.pod_name(7), "web-7");
}

#[test]
fn an_absent_replica_count_means_one() {
    assert_eq!(set(json!({"spec": {"replicas": null}})).replicas(), 1);
    assert_eq!(set(json!({"spec": {"replicas": 0}})).replicas(), 0);
}

#[test]
fn the_megabyte_that_kubectl_keeps_in_an_annotation_is_not_kept_in_rows() {
    let row = set(json!({"metadata": {"annotations": {"ordinal/replicas-before-stop": "4"}}}));
    assert_eq!(row.meta.annotations.keys().collect::<Vec<_>>(), ["ordinal/replicas-before-stop"]);
    assert_eq!(row.remembered_replicas(), Some(4));
}

#[test]
fn a_record_of_replicas_that_is_no_number_is_none() {
    let row = set(json!({"metadata": {"annotations": {"ordinal/replicas-before-stop": "many"}}}));
    assert_eq!(row.remembered_replicas(), None);
}

#[test]
fn a_set_of_a_newer_api_decodes_with_its_strategy_kept_verbatim() {
    let row = set(
        json!({"spec": {"updateStrategy": {"type": "Recreate", "recreate": {"x": [1]}}, "brandNew": {"a": 1}},
        "status": {"conditions": [{"type": "Progressing", "status": "True"}]}}),
    );
    assert_eq!(row.spec.update_strategy.kind, "Recreate");
    assert!(!row.spec.update_strategy.is_on_delete() && !row.spec.update_strategy.is_rolling());
}

#[test]
fn nulls_and_missing_parts_never_stop_a_list() {
    let row: SetRow = decode(json!({"metadata": {"name": "x", "labels": null, "ownerReferences": null},
        "spec": {"selector": null, "ordinals": null, "volumeClaimTemplates": null, "template": {}}, "status": null}));
    assert_eq!(row.replicas(), 1);
    let row: PodRow =
        decode(json!({"metadata": {"name": "x", "creationTimestamp": null}, "spec": {}, "status": {
        "conditions": null, "containerStatuses": null}}));
    assert!(!row.is_ready());
    let _: SetRow = decode(json!({}));
    let _: NamespaceRow = decode(json!({"metadata": {"name": "shop"}, "status": {"phase": "Active"}}));
}

#[test]
fn a_selector_becomes_the_query_of_a_list() {
    let row = set(json!({"spec": {"selector": {
    "matchLabels": {"app": "web", "app.kubernetes.io/part-of": "shop"},
    "matchExpressions": [
        {"key": "tier", "operator": "In", "values": ["a", "b"]},
        {"key": "env", "operator": "NotIn", "values": ["dev"]},
        {"key": "x", "operator": "Exists"},
        {"key": "y", "operator": "DoesNotExist"},
        {"key": "z", "operator": "Resembles", "values": ["q"]}
    ]}}}));
    assert_eq!(
        row.spec.selector.to_query(),
        "app=web,app.kubernetes.io/part-of=shop,tier in (a,b),env notin (dev),x,!y"
    );
}

#[test]
fn a_pod_knows_its_ordinal_owner_revision_and_restarts() {
    let row = pod(
        12,
        NEW,
        json!({"status": {"containerStatuses": [
        {"name": "nginx", "restartCount": 3}, {"name": "log", "restartCount": 1}]}}),
    );
    assert_eq!(row.ordinal(), Some(12));
    assert_eq!(row.owner_uid(), "5f0c7a52-8f0b-4b0a-9c51-000000000001");
    assert_eq!((row.revision(), row.restarts()), (NEW, 4));
}

#[test]
fn the_ordinal_comes_from_the_name_or_else_from_the_label() {
    let named =
        |name: &str| decode::<PodRow>(pod_value(3, NEW, json!({"metadata": {"name": name}}))).ordinal();
    assert_eq!(named("web-0"), Some(0));
    assert_eq!(named("my-web-10"), Some(10));
    assert_eq!(named("web"), Some(3));
    assert_eq!(named("web-99999999999"), Some(3));
}

#[test]
fn pods_are_grouped_by_the_uid_of_their_controller_and_orphans_left_out() {
    let orphan = pod(1, NEW, json!({"metadata": {"ownerReferences": null}}));
    let other = pod(
        2,
        NEW,
        json!({"metadata": {"ownerReferences": [
        {"kind": "StatefulSet", "name": "web", "uid": "another", "controller": true}]}}),
    );
    let owned_only =
        pod(3, NEW, json!({"metadata": {"ownerReferences": [{"kind": "X", "name": "x", "uid": "u"}]}}));
    let groups = by_owner(&[ready(0, NEW), orphan, other.clone(), owned_only]);
    assert_eq!(groups.len(), 2);
    assert_eq!(groups["another"], [other]);
}

#[test]
fn events_of_both_apis_tell_when_how_often_and_from_whom() {
    let core = event("u", "Warning", "FailedCreate", "no", "2026-11-21T09:20:00Z");
    assert_eq!(core.last_seen(), Timestamp::parse("2026-11-21T09:20:00Z"));
    assert_eq!(core.first_seen(), Timestamp::parse("2026-11-21T09:00:05Z"));
    assert_eq!((core.times(), core.from(), core.is_warning()), (4, "statefulset-controller".into(), true));

    let series: EventRow = decode(json!({
        "metadata": {"name": "e", "creationTimestamp": "2026-11-21T09:00:00Z"}, "type": "Warning",
        "eventTime": "2026-11-21T09:01:00.123456Z", "firstTimestamp": null, "lastTimestamp": null, "source": {},
        "reportingComponent": "default-scheduler", "involvedObject": {"uid": "u"},
        "series": {"count": 7, "lastObservedTime": "2026-11-21T09:05:00.000000Z"}
    }));
    assert_eq!(series.last_seen(), Timestamp::parse("2026-11-21T09:05:00Z"));
    assert_eq!((series.times(), series.from()), (7, "default-scheduler".into()));

    let once: EventRow = decode(json!({"metadata": {"name": "e"}, "eventTime": "2026-11-21T09:01:00Z",
        "source": {"component": "kubelet", "host": "node-3"}}));
    assert_eq!((once.times(), once.from()), (1, "kubelet, node-3".into()));
    assert_eq!(once.last_seen(), Timestamp::parse("2026-11-21T09:01:00Z"));
}

#[test]
fn a_claim_tells_what_it_asks_for_and_what_it_has() {
    let row = claim("data-web-0", "Pending");
    assert_eq!((row.requested(), row.capacity()), ("10Gi", ""));
    assert_eq!(row.spec.storage_class_name.as_deref(), Some("fast"));
}

#[test]
fn rows_are_equal_when_only_what_they_do_not_show_differs() {
    let one: Arc<SetRow> = Arc::new(decode(set_value(json!({}))));
    let two: Arc<SetRow> =
        Arc::new(decode(set_value(json!({"metadata": {"managedFields": [{"manager": "helm"}]}}))));
    assert_eq!(one, two);
}

#[test]
fn when_an_object_was_changed_is_told_by_its_note_its_managers_or_its_birth() {
    let updated = |meta: serde_json::Value| {
        let meta: workload::rows::meta::Meta = serde_json::from_value(meta).expect("metadata");
        meta.updated().map(|at| at.millis / 1_000)
    };
    let created = "1970-01-01T00:00:10Z";
    let managed = json!([
        {"manager": "kubectl", "time": "1970-01-01T00:00:20Z", "fieldsV1": {"f:spec": {}}},
        {"manager": "scaler", "subresource": "scale", "time": "1970-01-01T00:00:30Z"},
        {"manager": "controller", "subresource": "status", "time": "1970-01-01T00:00:40Z"},
        {"manager": "old"},
    ]);
    assert_eq!(updated(json!({"creationTimestamp": created})), Some(10));
    assert_eq!(updated(json!({"creationTimestamp": created, "managedFields": managed})), Some(30));
    let noted = json!({"updateTime": "1970-01-01T00:00:25Z"});
    assert_eq!(updated(json!({"managedFields": managed, "annotations": noted})), Some(25));
    assert_eq!(updated(json!({"creationTimestamp": created, "managedFields": null})), Some(10));
}

#[test]
fn an_application_is_named_by_the_first_label_that_does() {
    let application = |labels: serde_json::Value| {
        let meta: workload::rows::meta::Meta =
            serde_json::from_value(json!({"labels": labels})).expect("metadata");
        meta.application().to_owned()
    };
    assert_eq!(application(json!({"app.kubernetes.io/instance": "a", "app.kubernetes.io/name": "b"})), "b");
    assert_eq!(application(json!({"app.kubesphere.io/instance": "c", "app.kubernetes.io/name": ""})), "c");
    assert_eq!(application(json!({"app": "web"})), "");
}
