//! Each kind has its own rules: for its name, for what it is in which group, and in which version it is served.

use std::slice::from_ref;

use serde_json::{Value, json};
use workload::api_versions::{Served, not_served, removed_version};
use workload::draft::Draft;
use workload::draft::issue::{Issue, Severity};
use workload::schema::Kind;
use workload::text::Locale;

fn issues(objects: &[Value]) -> Vec<Issue> {
    draft(objects).issues()
}

fn draft(objects: &[Value]) -> Draft {
    let texts: Vec<String> = objects.iter().map(workload::emit::yaml).collect();
    Draft::new(texts.join("---\n"))
}

fn object(api_version: &str, kind: &str, name: &str) -> Value {
    json!({"apiVersion": api_version, "kind": kind, "metadata": {"name": name}})
}

fn set(api_version: &str) -> Value {
    json!({
        "apiVersion": api_version, "kind": "StatefulSet", "metadata": {"name": "web"},
        "spec": {"serviceName": "web", "template": {"spec": {"restartPolicy": "Never", "containers": []}}},
    })
}

fn says(issues: &[Issue], words: &str) -> bool {
    issues.iter().any(|issue| issue.message.en.contains(words))
}

/// What was offered as a name for a set, `db.x`, was refused by the server: each kind has its own rule.
#[test]
fn each_kind_has_the_rule_of_its_own_name() {
    let long = "a".repeat(64);
    let cases: [(&str, &str, &str, bool); 22] = [
        ("apps/v1", "StatefulSet", "db.x", false),
        ("apps/v1", "Deployment", "db.x", true),
        ("v1", "Pod", "db.x", true),
        ("v1", "Namespace", "db.x", false),
        ("v1", "Service", "db.x", false),
        ("v1", "ConfigMap", "kube-root-ca.crt", true),
        ("v1", "ConfigMap", &long, true),
        ("v1", "Service", &long, false),
        ("batch/v1", "CronJob", &long[..52], true),
        ("batch/v1", "CronJob", &long[..53], false),
        ("batch/v1", "Job", &long[..53], true),
        ("rbac.authorization.k8s.io/v1", "ClusterRole", "system:controller:X", true),
        ("rbac.authorization.k8s.io/v1", "RoleBinding", "a/b", false),
        ("rbac.authorization.k8s.io/v1", "Role", "..", false),
        ("rbac.authorization.k8s.io/v1", "Role", "50%", false),
        ("storage.k8s.io/v1", "StorageClass", "Fast", false),
        ("apiextensions.k8s.io/v1", "CustomResourceDefinition", "things.example.com", true),
        ("networking.k8s.io/v1", "NetworkPolicy", "_", false),
        ("policy/v1", "PodDisruptionBudget", "a.b", true),
        ("serving.knative.dev/v1", "Service", "Of_another.rule", true),
        ("example.com/v1", "Thing", "Of_another.rule", true),
        ("apps.kruise.io/v1beta1", "StatefulSet", "db.x", true),
    ];
    for (version, kind, name, is_valid) in cases {
        let found = issues(&[object(version, kind, name)]);
        assert_eq!(says(&found, "cannot be a name"), !is_valid, "{kind} {name}: {found:#?}");
    }
}

#[test]
fn what_the_server_makes_names_of_keeps_to_the_rule_as_well() {
    let generated = |kind: &str, begin: &str| json!({"apiVersion": "v1", "kind": kind, "metadata": {"generateName": begin}});
    assert_eq!(issues(&[generated("Pod", "once-")]), []);
    assert!(says(&issues(&[generated("Pod", "Once-")]), "“Once-” cannot be a name"));
}

#[test]
fn a_service_whose_name_begins_with_a_digit_is_told_to_be_new() {
    let [issue] = &issues(&[object("v1", "Service", "9db")])[..] else { panic!() };
    assert_eq!(issue.severity, Severity::Warning);
    assert!(issue.message.en.contains("1.36"));
    assert_eq!(issues(&[object("v1", "ConfigMap", "9db")]), []);
}

#[test]
fn labels_have_rules_of_their_own_whatever_the_kind() {
    let told = |field: &str, key: &str, value: &str| {
        let mut object = object("example.com/v1", "Thing", "a");
        object["metadata"][field] = json!({key: value});
        issues(&[object]).into_iter().map(|issue| issue.path.to_string()).collect::<Vec<_>>()
    };
    let long = "a".repeat(64);
    for (key, value) in [("app", ""), ("example.com/App_1.x", "V1.2-rc_1"), ("a", &long[1..])] {
        assert_eq!(told("labels", key, value), Vec::<String>::new(), "{key}: {value}");
    }
    for (key, value) in
        [("app", "a b"), ("app", "-a"), ("app", &long), ("", "a"), ("Ex.com/a", "a"), ("a/b/c", "a")]
    {
        assert_eq!(told("labels", key, value).len(), 1, "{key}: {value}");
    }
    assert_eq!(told("labels", "example.com/app", "a b"), ["metadata.labels[example.com/app]"]);
    assert_eq!(told("annotations", "Ex.com/A", "any text / at all"), Vec::<String>::new());
    assert_eq!(told("annotations", "a b", "").len(), 1);
    let mut own = set("apps/v1");
    own["spec"]["template"]["metadata"] = json!({"labels": {"app": "a/b"}});
    assert!(says(&issues(&[own]), "“a/b” cannot be the value of a label"));
}

#[test]
fn a_definition_is_called_by_what_it_defines() {
    let mut definition = object("apiextensions.k8s.io/v1", "CustomResourceDefinition", "thing.example.com");
    definition["spec"] = json!({"group": "example.com", "names": {"plural": "things", "kind": "Thing"}});
    let mut draft = draft(&[definition]);
    let fix = draft.issues().into_iter().find_map(|issue| issue.fix).unwrap();
    draft.apply(fix.edit).unwrap();
    assert_eq!(draft.values()[0]["metadata"]["name"], "things.example.com");
    assert_eq!(draft.issues(), []);
}

/// A `StatefulSet` of `apps.kruise.io` was told that its restart policy, selector and containers are wrong.
#[test]
fn a_kind_of_another_group_is_not_judged_by_the_rules_of_its_namesake() {
    assert!(says(&issues(&[set("apps/v1")]), "spec.selector is missing"));
    assert_eq!(issues(&[set("apps.kruise.io/v1beta1")]), []);
    // Nor is a Service of another group taken for the one that a set names, or asked to be headless.
    let mut own = set("apps/v1");
    own["spec"]["serviceName"] = json!("web");
    let found = issues(&[own, object("serving.knative.dev/v1", "Service", "web")]);
    assert!(says(&found, "no Service web in this draft"), "{found:#?}");
    assert!(!says(&found, "not headless"));
}

#[test]
fn numbers_have_the_bits_of_their_field() {
    let with = |seconds: u64| {
        let mut set = set("apps/v1");
        set["spec"]["template"]["spec"]["terminationGracePeriodSeconds"] = json!(seconds);
        issues(&[set])
    };
    assert!(!says(&with(3_000_000_000), "Not above"), "64 bits");
    assert!(says(&with(u64::MAX), "Not above 9223372036854775807"));
    let mut with_point = set("apps/v1");
    with_point["spec"]["replicas"] = json!(3.0);
    assert!(!says(&issues(&[with_point.clone()]), "whole number"), "as kubectl reads it");
    with_point["spec"]["replicas"] = json!(3.5);
    assert!(says(&issues(&[with_point]), "“3.5” is not a whole number"));
}

#[test]
fn blanks_around_a_value_are_told_where_they_matter() {
    let mut service = object("v1", "Service", "a");
    service["spec"] = json!({"clusterIP": " None", "type": "ClusterIP "});
    let found = issues(&[service]);
    assert_eq!(found.iter().filter(|issue| issue.message.en.contains("blanks around the value")).count(), 2);
    let mut own = set("apps/v1");
    own["spec"]["template"]["spec"]["initContainers"] = json!([{"name": "a", "image": "a:1 "}]);
    own["spec"]["volumeClaimTemplates"] =
        json!([{"metadata": {"name": "a"}, "spec": {"resources": {"requests": {"storage": " 1Gi"}}}}]);
    let found = issues(&[own]);
    let blanks: Vec<_> = found.iter().filter(|issue| issue.message.en.contains("blanks around")).collect();
    assert_eq!(
        blanks.iter().map(|issue| (issue.severity, issue.path.to_string())).collect::<Vec<_>>(),
        [(Severity::Warning, "spec.template.spec.initContainers[0].image".to_owned())]
    );
}

/// What each version became, whether that is done by a quick fix, and what it is then.
#[test]
fn a_removed_version_is_told_with_what_took_its_place() {
    let rows = [
        ("apps/v1beta1", "StatefulSet", "1.16", Some("apps/v1")),
        ("apps/v1beta2", "DaemonSet", "1.16", Some("apps/v1")),
        ("extensions/v1beta1", "Deployment", "1.16", Some("apps/v1")),
        ("extensions/v1beta1", "NetworkPolicy", "1.16", Some("networking.k8s.io/v1")),
        ("extensions/v1beta1", "Ingress", "1.22", Some("networking.k8s.io/v1")),
        ("networking.k8s.io/v1beta1", "Ingress", "1.22", Some("networking.k8s.io/v1")),
        ("rbac.authorization.k8s.io/v1beta1", "ClusterRole", "1.22", Some("rbac.authorization.k8s.io/v1")),
        ("apiextensions.k8s.io/v1beta1", "CustomResourceDefinition", "1.22", Some("apiextensions.k8s.io/v1")),
        ("storage.k8s.io/v1beta1", "StorageClass", "1.22", Some("storage.k8s.io/v1")),
        ("batch/v1beta1", "CronJob", "1.25", Some("batch/v1")),
        ("policy/v1beta1", "PodDisruptionBudget", "1.25", Some("policy/v1")),
        ("policy/v1beta1", "PodSecurityPolicy", "1.25", None),
        ("autoscaling/v2beta1", "HorizontalPodAutoscaler", "1.25", Some("autoscaling/v2")),
        ("autoscaling/v2beta2", "HorizontalPodAutoscaler", "1.26", Some("autoscaling/v2")),
    ];
    for (version, kind, since, now) in rows {
        let removed = removed_version(version, kind).unwrap_or_else(|| panic!("{version} {kind}"));
        assert_eq!((removed.since, removed.now), (since, now), "{version} {kind}");
        let words = not_served(version, kind);
        for locale in [Locale::En, Locale::Zh] {
            assert!(words.get(locale).contains(since) && words.get(locale).contains(now.unwrap_or(kind)));
        }
    }
    for (version, kind) in [
        ("apps/v1", "StatefulSet"),
        ("autoscaling/v1", "HorizontalPodAutoscaler"),
        ("networking.k8s.io/v1beta1", "IPAddress"),
        ("apps.kruise.io/v1beta1", "StatefulSet"),
    ] {
        assert!(removed_version(version, kind).is_none(), "{version} {kind}");
    }
}

#[test]
fn a_quick_fix_writes_the_object_in_the_new_version_where_it_means_the_same() {
    let mut old = set("apps/v1beta1");
    old["spec"]["template"]["metadata"] = json!({"labels": {"app": "web"}});
    let mended = removed_version("apps/v1beta1", "StatefulSet").unwrap().mended(&old).unwrap();
    assert_eq!(
        (&mended["apiVersion"], &mended["spec"]["selector"]),
        (&json!("apps/v1"), &json!({"matchLabels": {"app": "web"}})),
        "the selector was that of the labels"
    );
    let budget = |selector: Value| {
        let old = json!({"apiVersion": "policy/v1beta1", "kind": "PodDisruptionBudget", "spec": {"selector": selector}});
        removed_version("policy/v1beta1", "PodDisruptionBudget").unwrap().mended(&old)
    };
    assert_eq!(budget(json!({"matchLabels": {"app": "web"}})).unwrap()["apiVersion"], "policy/v1");
    assert_eq!(budget(json!({})), None, "it chose no pod, and would choose all");
    let autoscaler = json!({"apiVersion": "autoscaling/v2beta1", "kind": "HorizontalPodAutoscaler", "spec": {"metrics": []}});
    assert_eq!(
        removed_version("autoscaling/v2beta1", "HorizontalPodAutoscaler").unwrap().mended(&autoscaler),
        None
    );
}

#[test]
fn an_old_ingress_is_written_anew_with_its_backends_and_comments() {
    let old = "apiVersion: networking.k8s.io/v1beta1
kind: Ingress
metadata:
  name: shop
spec:
  backend:
    serviceName: all
    servicePort: http
  rules:
  - host: shop.example  # ours
    http:
      paths:
      - path: /
        backend:
          serviceName: web
          servicePort: 80
";
    let mut draft = Draft::new(old.to_owned());
    let issues = draft.issues();
    let fix = issues.into_iter().find_map(|issue| issue.fix).unwrap();
    assert_eq!(fix.label.en, "Use networking.k8s.io/v1");
    draft.apply(fix.edit).unwrap();
    assert!(draft.text().contains("shop.example  # ours"), "{}", draft.text());
    assert_eq!(
        draft.values()[0]["spec"],
        json!({
            "defaultBackend": {"service": {"name": "all", "port": {"name": "http"}}},
            "rules": [{"host": "shop.example", "http": {"paths": [{
                "path": "/", "pathType": "ImplementationSpecific",
                "backend": {"service": {"name": "web", "port": {"number": 80}}},
            }]}}],
        })
    );
    assert_eq!(draft.issues(), []);
}

#[test]
fn what_the_cluster_says_of_a_kind_has_the_last_word() {
    let kind = |api_version: &str, kind: &str| Kind { api_version: api_version.into(), kind: kind.into() };
    let told = |objects: &[Value], of: Kind, is_served: bool| {
        let mut served = Served::default();
        served.note(of, is_served);
        let found = draft(objects).issues_for(&served).into_iter();
        let about = |issue: &Issue| ["apiVersion", "kind"].contains(&issue.path.to_string().as_str());
        found.filter(about).map(|issue| (issue.severity, issue.message.en)).collect::<Vec<_>>()
    };
    let old = object("policy/v1beta1", "PodDisruptionBudget", "a");
    let of = || kind("policy/v1beta1", "PodDisruptionBudget");
    assert_eq!(told(from_ref(&old), of(), true), [], "an old cluster");
    assert_eq!(told(&[old], of(), false)[0].0, Severity::Error);

    let thing = object("example.com/v1", "Thing", "a");
    let of = || kind("example.com/v1", "Thing");
    assert_eq!(issues(from_ref(&thing)), [], "nobody has asked the cluster");
    assert_eq!(
        told(from_ref(&thing), of(), false),
        [(
            Severity::Error,
            "the cluster has no Thing of example.com/v1: check apiVersion and kind, or install its CRD first"
                .to_owned()
        )]
    );
    let mut definition = object("apiextensions.k8s.io/v1", "CustomResourceDefinition", "things.example.com");
    definition["spec"] = json!({"group": "example.com", "names": {"plural": "things", "kind": "Thing"}});
    assert_eq!(told(&[thing, definition], of(), false), [], "the draft defines it");
}
