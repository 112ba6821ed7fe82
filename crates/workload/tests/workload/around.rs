//! What is around a set: what belongs to it alone, what others use as well, and what stands in the way.

use serde_json::{Value, json};
use workload::plan::around::Around;
use workload::plan::around::routes::{is_builtin_group, is_route_kind};
use workload::plan::{Action, ThingKind};
use workload::quantity::Quantity;
use workload::rows::set::SetRow;

use crate::cluster::{patched, set, set_value};
use crate::plan::{delete, restart, said, tag};

fn neighbourhood(other_labels: &Value) -> Around {
    let mut around = Around::default();
    let list = |items: Value| json!({"items": items});
    let meta = |name: &str| json!({"name": name, "namespace": "shop", "uid": format!("uid-{name}")});
    let claim = |name: &str| {
        json!({"metadata": patched(meta(name), json!({"labels": {"app": "web"}})),
        "spec": {"resources": {"requests": {"storage": "10Gi"}}}})
    };
    let foreign = json!({"metadata": meta("data-web-7"), "spec": {}});
    around.take_things(
        ThingKind::Claim,
        list(json!([claim("data-web-10"), claim("data-web-9"), claim("data-web-x-0"), foreign])),
    );
    around.take_things(
        ThingKind::Service,
        list(json!([
        {"metadata": meta("web"), "spec": {"selector": {"app": "web"}}},
        {"metadata": meta("public"), "spec": {"selector": {"app": "web", "tier": "x"}}},
        {"metadata": meta("blind"), "spec": {}}])),
    );
    around.take_things(
        ThingKind::Budget,
        list(json!([
        {"metadata": meta("web-pdb"), "spec": {"selector": {"matchLabels": {"app": "web"}}}}])),
    );
    around.take_things(ThingKind::Autoscaler, list(json!([
        {"metadata": meta("web-hpa"), "spec": {"scaleTargetRef": {"apiVersion": "apps/v1", "kind": "StatefulSet", "name": "web"}, "minReplicas": 2, "maxReplicas": 8}},
        {"metadata": meta("other"), "spec": {"scaleTargetRef": {"kind": "Deployment", "name": "web"}, "maxReplicas": 8}},
        // Its target is a set of another API group that is called like ours.
        {"metadata": meta("kruise"), "spec": {"scaleTargetRef": {"apiVersion": "apps.kruise.io/v1beta1", "kind": "StatefulSet", "name": "web"}, "maxReplicas": 9}}])));
    around.take_pods(list(json!([{"metadata": {"name": "p", "namespace": "shop", "labels": other_labels,
        "ownerReferences": [{"uid": "somebody"}]}}])));
    around.take_sets(list(json!([set_value(json!({}))])));
    around
}

#[test]
fn what_belongs_to_a_set_is_found_by_name_label_and_target() {
    let web = set(json!({}));
    let mut around = neighbourhood(&json!({"app": "db"}));
    let names = |around: &Around| -> Vec<(String, Option<bool>)> {
        around.belongings(&web).into_iter().map(|found| (found.thing.name, found.alone)).collect()
    };
    let unknown = names(&around);
    assert_eq!(unknown[2], ("web".to_owned(), None), "who else is selected was not read");
    around.is_surveyed("shop");
    let expected =
        ["data-web-9", "data-web-10", "web", "web-pdb", "web-hpa"].map(|name| (name.to_owned(), Some(true)));
    assert_eq!(names(&around), expected);
    assert_eq!(around.belongings(&web)[0].size.map(Quantity::say_bytes).as_deref(), Some("10 GiB"));
    let mut shared = neighbourhood(&json!({"app": "web"}));
    shared.is_surveyed("shop");
    let alone: Vec<_> =
        names(&shared).into_iter().filter(|(_, alone)| *alone == Some(false)).map(|(name, _)| name).collect();
    assert_eq!(alone, ["web", "web-pdb"], "another's pod has the same labels");
}

#[test]
fn a_service_and_a_budget_are_shared_with_every_workload_that_will_have_such_pods() {
    let web = set(json!({}));
    let shared = |rest: Value| {
        let mut around = neighbourhood(&json!({"app": "db"}));
        let meta = json!({"metadata": {"name": "x", "namespace": "shop", "uid": "x"}});
        around.take_workloads(json!({"items": [patched(meta, rest)]}));
        around.is_surveyed("shop");
        let all = around.belongings(&web).into_iter().filter(|found| found.alone == Some(false));
        all.map(|found| found.thing.name).collect::<Vec<_>>()
    };
    let labels = json!({"template": {"metadata": {"labels": {"app": "web"}}}});
    let made_by = |kind: &str| json!({"ownerReferences": [{"kind": kind, "uid": "o", "controller": true}]});
    let ended = |kind: &str, status: &str| json!({"conditions": [{"type": kind, "status": status}]});
    let both = ["web", "web-pdb"].as_slice();
    for (case, rest, expected) in [
        (
            "a Deployment that is stopped",
            json!({"spec": patched(json!({"replicas": 0}), labels.clone())}),
            both,
        ),
        ("a ReplicaSet or Job of nobody", json!({"spec": labels}), both),
        ("a ReplicaSet of a Rollout", json!({"metadata": made_by("Rollout"), "spec": labels}), both),
        ("an old revision of a Deployment", json!({"metadata": made_by("Deployment"), "spec": labels}), &[]),
        ("a Job of a CronJob", json!({"metadata": made_by("CronJob"), "spec": labels}), &[]),
        ("a CronJob", json!({"spec": {"suspend": true, "jobTemplate": {"spec": labels}}}), both),
        ("a Job at work", json!({"spec": labels, "status": ended("Complete", "False")}), both),
        ("a Job that is done", json!({"spec": labels, "status": ended("Complete", "True")}), &[]),
        ("a Job that has failed", json!({"spec": labels, "status": ended("Failed", "True")}), &[]),
        ("another's pods", json!({"spec": {"template": {"metadata": {"labels": {"app": "db"}}}}}), &[]),
        ("no labels at all", json!({"spec": {}}), &[]),
    ] {
        assert_eq!(shared(rest), expected, "{case}");
    }
}

#[test]
fn a_service_that_an_ingress_leads_to_is_not_the_sets_alone() {
    let web = set(json!({}));
    let to = |service: &str| json!({"service": {"name": service, "port": {"number": 80}}});
    let path = |service: &str| json!({"http": {"paths": [{"path": "/", "backend": to(service)}]}});
    for (case, namespace, spec, expected) in [
        ("by default", "shop", json!({"defaultBackend": to("web")}), false),
        ("by a path of its second rule", "shop", json!({"rules": [path("db"), path("web")]}), false),
        ("to another", "shop", json!({"rules": [path("db")]}), true),
        ("in another namespace", "store", json!({"rules": [path("web")]}), true),
        (
            "to a bucket",
            "shop",
            json!({"defaultBackend": {"resource": {"kind": "Bucket", "name": "web"}}}),
            true,
        ),
        ("to nothing", "shop", json!({"rules": [{"host": "a.test"}]}), true),
    ] {
        let mut around = neighbourhood(&json!({"app": "db"}));
        let meta = json!({"name": "in", "namespace": namespace});
        around.take_ingresses(json!({"items": [{"metadata": meta, "spec": spec}]}));
        around.is_surveyed("shop");
        let all = around.belongings(&web);
        let alone = |kind| all.iter().find(|found| found.thing.kind == kind).and_then(|found| found.alone);
        assert_eq!(alone(ThingKind::Service), Some(expected), "{case}");
        assert_eq!(alone(ThingKind::Budget), Some(true), "{case}: a budget is for pods");
    }
}

/// Routes that nobody had read left a Service "alone".
#[test]
fn a_service_that_another_route_leads_to_is_not_the_sets_alone_and_without_reading_them_it_is_not_known() {
    let web = set(json!({}));
    let alone = |around: &Around, kind| {
        around.belongings(&web).iter().find(|found| found.thing.kind == kind).and_then(|found| found.alone)
    };
    let http_route = |namespace: Value| {
        let mut backend = json!({"name": "web", "port": 80});
        backend["namespace"] = namespace;
        json!({"parentRefs": [{"name": "gate"}], "hostnames": ["web.example.com"], "rules": [{"backendRefs": [backend]}]})
    };
    let virtual_service = |host: &str| json!({"hosts": ["web.example.com"], "http": [{"route": [{"destination": {"host": host}}]}]});
    let url = |url: &str| json!({"prefix": "/", "service": url});
    for (case, namespace, spec, expected) in [
        ("HTTPRoute", "shop", http_route(Value::Null), false),
        ("HTTPRoute of another namespace", "gates", http_route(json!("shop")), false),
        ("HTTPRoute to a namesake", "gates", http_route(Value::Null), true),
        ("VirtualService by its name", "shop", virtual_service("web"), false),
        ("VirtualService of another namespace", "mesh", virtual_service("web.shop.svc.cluster.local"), false),
        ("VirtualService to one pod", "mesh", virtual_service("web-0.web.shop.svc"), false),
        ("VirtualService to a namesake", "mesh", virtual_service("web.store.svc.cluster.local"), true),
        ("a host name that begins alike", "shop", json!({"hosts": ["web.example.com"]}), true),
        ("Mapping by URL", "edge", url("https://web.shop:8080"), false),
    ] {
        let mut around = neighbourhood(&json!({"app": "db"}));
        around.take_routes(
            json!({"items": [{"metadata": {"name": "r", "namespace": namespace}, "spec": spec}]}),
        );
        around.is_surveyed("shop");
        assert_eq!(alone(&around, ThingKind::Service), Some(expected), "{case}");
        around.routes_are_unread("shop", "VirtualService (networking.istio.io)");
        let unread = (!expected).then_some(false);
        assert_eq!(alone(&around, ThingKind::Service), unread, "{case}: some could not be read");
        assert_eq!(alone(&around, ThingKind::Budget), Some(true), "{case}: a budget is for pods");
        assert_eq!(around.unread_routes("shop").count() + around.unread_routes("mesh").count(), 1);
    }
    let routing =
        ["HTTPRoute", "GRPCRoute", "VirtualService", "IngressRouteTCP", "HTTPProxy", "Mapping", "Route"];
    assert!(
        routing.into_iter().all(is_route_kind) && !is_route_kind("Certificate") && !is_route_kind("Kafka")
    );
    assert!(
        is_builtin_group("apps")
            && is_builtin_group("networking.k8s.io")
            && !is_builtin_group("gateway.networking.k8s.io")
    );
}

/// A PVC that the pod of another workload mounts was offered as the set's alone, and went with its data.
#[test]
fn a_claim_that_another_pod_or_workload_mounts_is_not_the_sets_alone() {
    let web = set(json!({}));
    let alone = |around: &Around| -> Vec<Option<bool>> {
        let all = around.belongings(&web).into_iter().filter(|found| found.thing.kind == ThingKind::Claim);
        all.map(|found| found.alone).collect()
    };
    assert_eq!(alone(&neighbourhood(&json!({}))), [None, None], "the pods were not read");
    let volumes = json!({"volumes": [{"name": "x", "emptyDir": {}},
        {"name": "data", "persistentVolumeClaim": {"claimName": "data-web-9"}}]});
    let pod = |uid: &str, phase: &str| {
        json!({"items": [{"metadata": {"name": "p", "namespace": "shop", "ownerReferences": [{"uid": uid}]},
            "spec": volumes, "status": {"phase": phase}}]})
    };
    let job = json!({"items": [{"metadata": {"name": "backup", "namespace": "shop", "uid": "b"},
        "spec": {"jobTemplate": {"spec": {"template": {"spec": volumes}}}}}]});
    let (yes, no) = (Some(true), Some(false));
    let with = |take: &dyn Fn(&mut Around)| {
        let mut around = neighbourhood(&json!({}));
        take(&mut around);
        around.is_surveyed("shop");
        alone(&around)
    };
    assert_eq!(with(&|around| around.take_pods(pod("somebody", "Running"))), [no, yes]);
    assert_eq!(with(&|around| around.take_pods(pod(&web.meta.key.uid, "Running"))), [yes, yes]);
    assert_eq!(with(&|around| around.take_pods(pod("somebody", "Succeeded"))), [yes, yes]);
    assert_eq!(
        with(&|around| around.take_workloads(job.clone())),
        [no, yes],
        "a CronJob will mount it again"
    );
}

#[test]
fn a_pod_that_has_done_its_work_shares_nothing() {
    let web = set(json!({}));
    for (phase, expected) in [("Running", Some(false)), ("Failed", Some(false)), ("Succeeded", Some(true))] {
        let mut around = neighbourhood(&json!({"app": "db"}));
        let meta = json!({"name": "p", "namespace": "shop", "labels": {"app": "web"}});
        around.take_pods(json!({"items": [{"metadata": meta, "status": {"phase": phase}}]}));
        around.is_surveyed("shop");
        let all = around.belongings(&web);
        let service = all.iter().find(|found| found.thing.kind == ThingKind::Service).unwrap();
        assert_eq!(service.alone, expected, "{phase}");
    }
}

#[test]
fn autoscalers_budgets_and_owners_are_named() {
    let owned = set(
        json!({"metadata": {"ownerReferences": [{"kind": "Kafka", "name": "events", "uid": "k", "controller": true}]}}),
    );
    let said_about = |action: &Action, set: &SetRow| said(action, set, &neighbourhood(&json!({}))).join("\n");
    assert!(said_about(&Action::Stop, &owned).contains("web-hpa (2–8) pauses"));
    assert!(said_about(&Action::Stop, &owned).contains("web-pdb does not hold this back"));
    assert!(said_about(&Action::Stop, &owned).contains("Kafka events keeps this set"));
    assert!(said_about(&Action::Scale { replicas: 9 }, &owned).contains("decides the count afterwards: 2–8"));
    let argo = set(
        json!({"metadata": {"annotations": {"argocd.argoproj.io/tracking-id": "shop:apps/StatefulSet:shop/web"}}}),
    );
    assert!(said_about(&restart(), &argo).contains("Argo CD (shop)"));
    let flux = set(json!({"metadata": {"labels": {"helm.toolkit.fluxcd.io/name": "web"}}}));
    assert!(
        said_about(&delete(false, vec![]), &flux)
            .contains("Flux (web) keeps this set and may create it again")
    );
    let helm = set(json!({"metadata": {"labels": {"app.kubernetes.io/managed-by": "Helm"}}}));
    assert!(said_about(&tag("2"), &helm).contains("the next upgrade may undo"));
}
