//! Several documents in one text: what each is, in which order they go, what is known after a part of them failed.

use std::sync::Arc;

use kubewire::answer::Answer;
use kubewire::error::ApiError;
use serde_json::{Value, json};
use workload::creation::elsewhere::elsewhere;
use workload::creation::entry::{Entry, EntryProblem, entries};
use workload::creation::outcome::{Outcome, Outcomes};
use workload::creation::update::{Ready, Undecided};
use workload::creation::{order, waits_for};
use workload::documents::{Document, read};
use workload::merge::{Side, merge};

fn documents(values: &[Value]) -> Vec<Document> {
    let document = |(index, value): (usize, &Value)| {
        let mut document = read(&value.to_string()).ok()?.pop()?;
        (document.first_line, document.last_line) = (index * 10 + 1, index * 10 + 9);
        Some(document)
    };
    values.iter().enumerate().filter_map(document).collect()
}

fn object(api_version: &str, kind: &str, name: &str) -> Value {
    json!({ "apiVersion": api_version, "kind": kind, "metadata": { "name": name } })
}

fn in_namespace(mut object: Value, namespace: &str) -> Value {
    object["metadata"]["namespace"] = json!(namespace);
    object
}

fn namespaces(entries: &[Entry]) -> Vec<&str> {
    entries.iter().filter_map(|entry| entry.identity.as_ref()).map(|id| id.namespace.as_str()).collect()
}

#[test]
fn a_document_without_a_namespace_goes_where_the_page_says_unless_its_kind_has_none() {
    let texts = [
        object("apps/v1", "StatefulSet", "web"),
        in_namespace(object("v1", "Service", "web"), "other"),
        object("v1", "Namespace", "shop"),
    ];
    assert_eq!(namespaces(&entries("", &documents(&texts), "shop")), ["shop", "other", ""]);
}

#[test]
fn what_cannot_be_sent_says_why() {
    let texts = [json!({ "kind": "Service" }), json!({ "apiVersion": "v1", "kind": "Service" })];
    let found = entries("", &documents(&texts), "shop");
    assert_eq!(found[0].problems, [EntryProblem::NoKind { line: 1 }]);
    assert_eq!(found[1].problems, [EntryProblem::NoName { line: 11 }]);
}

#[test]
fn the_same_object_twice_is_a_problem_of_the_second() {
    let web = object("v1", "Service", "web");
    let found = entries("", &documents(&[web.clone(), in_namespace(web, "shop")]), "shop");
    assert_eq!(found[0].problems, []);
    assert_eq!(found[1].problems, [EntryProblem::Twice { line: 11, other: 1 }]);
}

#[test]
fn it_is_the_same_object_in_whichever_version_of_its_group_it_is_written() {
    let set = |version: &str| object(version, "StatefulSet", "web");
    let all = [set("apps/v1"), set("apps.kruise.io/v1beta1"), set("apps/v1beta2")];
    let problems: Vec<bool> =
        entries("", &documents(&all), "shop").iter().map(|entry| entry.problems.is_empty()).collect();
    assert_eq!(problems, [true, true, false]);
}

#[test]
fn a_generated_name_may_come_twice() {
    let job = json!({ "apiVersion": "v1", "kind": "Pod", "metadata": { "generateName": "once-" } });
    let found = entries("", &documents(&[job.clone(), job]), "shop");
    assert_eq!(found[1].name(), "once-*");
    assert!(found.iter().all(|entry| entry.problems.is_empty()));
}

#[test]
fn namespaces_go_first_then_custom_kinds_then_all_else_as_written() {
    let texts = [
        object("apps/v1", "StatefulSet", "web"),
        object("apiextensions.k8s.io/v1", "CustomResourceDefinition", "things.example.com"),
        object("v1", "Service", "web"),
        object("v1", "Namespace", "shop"),
    ];
    assert_eq!(order(&entries("", &documents(&texts), "shop")), [3, 1, 0, 2]);
}

/// By their kind alone, a `Namespace` of another group went first and was put into no namespace.
#[test]
fn a_kind_of_another_group_has_neither_the_place_nor_the_scope_of_its_namesake() {
    let texts = [
        object("apps/v1", "StatefulSet", "web"),
        object("example.com/v1", "Namespace", "shop"),
        object("example.com/v1", "CustomResourceDefinition", "things"),
    ];
    let found = entries("", &documents(&texts), "shop");
    assert_eq!(order(&found), [0, 1, 2]);
    assert_eq!(namespaces(&found), ["shop"; 3]);
    assert_eq!(waits_for(&found[0], &found, |_| false), None);
}

#[test]
fn objects_that_go_to_another_namespace_than_the_chosen_one_are_known_before_they_are_written() {
    let texts = [
        object("apps/v1", "StatefulSet", "web"),
        in_namespace(object("v1", "Service", "web"), "other"),
        in_namespace(object("v1", "ConfigMap", "web"), "shop"),
        in_namespace(object("v1", "Secret", "web"), "other"),
        in_namespace(object("rbac.authorization.k8s.io/v1", "ClusterRole", "web"), "other"),
    ];
    let found = entries("", &documents(&texts), "shop");
    let mut outcomes = Outcomes::default();
    let told = |outcomes: &Outcomes, chosen: &str| {
        let all = elsewhere(&found, outcomes, chosen).into_iter();
        all.map(|object| format!("{} {} {}", object.namespace, object.kind, object.name)).collect::<Vec<_>>()
    };
    assert_eq!(told(&outcomes, "shop"), ["other Secret web", "other Service web"]);
    assert_eq!(told(&outcomes, ""), Vec::<String>::new(), "none is chosen: each is where it says");
    outcomes.compare(&found[1], update("1", "2"), None);
    assert_eq!(told(&outcomes, "shop"), ["other Secret web"], "what exists is left as it is");
    outcomes.choose(&found[1], true);
    assert_eq!(told(&outcomes, "shop").len(), 2);
    outcomes.set(&found[3], Outcome::Unchanged);
    assert_eq!(told(&outcomes, "shop"), ["other Service web"]);
}

#[test]
fn a_document_waits_for_its_namespace_until_that_exists() {
    let texts = [object("v1", "Namespace", "shop"), object("apps/v1", "StatefulSet", "web")];
    let found = entries("", &documents(&texts), "shop");
    assert_eq!(waits_for(&found[1], &found, |_| false).map(Entry::kind), Some("Namespace"));
    assert_eq!(waits_for(&found[1], &found, |_| true), None);
    assert_eq!(waits_for(&found[0], &found, |_| false), None);
}

#[test]
fn a_custom_object_waits_for_its_definition() {
    let mut definition = object("apiextensions.k8s.io/v1", "CustomResourceDefinition", "things.example.com");
    definition["spec"] = json!({ "group": "example.com", "names": { "kind": "Thing" } });
    let found = entries("", &documents(&[definition, object("example.com/v1", "Thing", "one")]), "shop");
    assert_eq!(waits_for(&found[1], &found, |_| false).map(Entry::kind), Some("CustomResourceDefinition"));
}

#[test]
fn after_a_change_of_the_text_only_what_exists_is_still_known() {
    let found =
        entries("", &documents(&[object("v1", "Service", "a"), object("v1", "Service", "b")]), "shop");
    let mut outcomes = Outcomes::default();
    let created = Outcome::Created {
        name: "a".into(),
        namespace: "shop".into(),
        uid: "u".into(),
        warnings: Vec::new(),
    };
    outcomes.set(&found[0], created);
    outcomes.set(&found[1], Outcome::of_failed_creation(&found[1], refused()));
    assert!(outcomes.has_checks());
    outcomes.forget_checks();
    assert!(!outcomes.has_checks());
    assert!(outcomes.is_created(&found[0]));
    assert_eq!(outcomes.get(&found[1]), None);
}

fn refused() -> ApiError {
    ApiError::Blocked { code: 403, body: "forbidden".into() }
}

/// What an update of a Service that has one more label would do.
fn update(from: &str, to: &str) -> Outcome {
    let object = |label: &str| json!({"metadata": {"resourceVersion": "1", "labels": {"a": label}}});
    let ready = Ready { patch: json!({}), theirs: Vec::new(), decided: Vec::new() };
    Outcome::of_comparison(&object(from), ready, Answer { value: object(to), warnings: Vec::new() })
}

#[test]
fn an_object_that_was_there_before_is_no_refusal_and_is_left_unless_it_is_chosen() {
    let names = ["a", "b", "c"].map(|name| object("v1", "Service", name));
    let found = entries("", &documents(&names), "shop");
    let mut outcomes = Outcomes::default();
    outcomes.compare(&found[0], update("1", "2"), None);
    outcomes.compare(&found[1], update("1", "1"), None);
    outcomes.set(&found[2], Outcome::of_check(&found[2], Err(refused())));
    let tally = outcomes.tally(&found);
    assert_eq!((tally.existed, tally.unchanged, tally.refused, tally.open), (1, 1, 1, 0));
    assert_eq!((tally.to_create(), tally.to_update), (1, 0));
    outcomes.choose(&found[0], true);
    let tally = outcomes.tally(&found);
    assert_eq!((tally.existed, tally.to_update), (0, 1));
    outcomes.forget_checks();
    assert!(!outcomes.is_chosen(&found[0]));
}

#[test]
fn what_may_have_been_written_stays_in_doubt_until_one_has_looked() {
    let found =
        entries("", &documents(&[object("v1", "Service", "a"), object("v1", "Service", "b")]), "shop");
    let mut outcomes = Outcomes::default();
    let lost = Outcome::of_failed_creation(&found[0], ApiError::TimedOut);
    outcomes.set(&found[0], lost.clone());
    outcomes.set(&found[1], Outcome::of_check(&found[1], Err(ApiError::Offline)));
    let tally = outcomes.tally(&found);
    assert_eq!((tally.lost, tally.in_doubt, tally.refused, tally.to_create()), (2, 1, 0, 2));
    outcomes.forget_checks();
    outcomes.begin();
    assert_eq!((outcomes.get(&found[0]), outcomes.get(&found[1])), (Some(&lost), None));
    // Looking got no answer either: it is known as little as before. Then it is there, as it is written.
    outcomes.compare(&found[0], Outcome::of_failed_read(&found[0], ApiError::Offline), Some(&lost));
    assert_eq!(outcomes.get(&found[0]), Some(&lost));
    assert_eq!(Outcome::of_check(&found[0], Err(ApiError::Offline)).or_still(Some(&lost)), lost);
    outcomes.compare(&found[0], update("1", "1"), Some(&lost));
    assert_eq!(outcomes.get(&found[0]), Some(&Outcome::Unchanged));
}

#[test]
fn a_gateway_that_answers_in_the_servers_place_leaves_open_what_was_done_and_a_refusal_does_not() {
    let found = entries("", &documents(&[object("v1", "Service", "a")]), "shop");
    let failed = |error| Outcome::of_failed_creation(&found[0], error);
    let blocked = |code| ApiError::Blocked { code, body: String::new() };
    for error in [ApiError::Offline, ApiError::TimedOut, ApiError::Decode(String::new()), blocked(502)] {
        assert!(failed(error).is_in_doubt());
    }
    assert!(matches!(failed(refused()), Outcome::Refused { .. }));
    assert!(matches!(Outcome::of_failed_comparison(&found[0], ApiError::Offline), Outcome::Lost { .. }));
    assert!(matches!(Outcome::of_failed_comparison(&found[0], refused()), Outcome::Differs { .. }));
}

#[test]
fn a_choice_holds_for_what_was_seen_and_is_asked_for_again_when_the_object_changed() {
    let found = entries("", &documents(&[object("v1", "Service", "a")]), "shop");
    let mut outcomes = Outcomes::default();
    let seen = update("1", "2");
    outcomes.compare(&found[0], seen.clone(), None);
    outcomes.choose(&found[0], true);
    outcomes.compare(&found[0], update("1", "2"), Some(&seen));
    assert!(outcomes.is_chosen(&found[0]));
    outcomes.compare(&found[0], update("3", "2"), Some(&seen));
    assert!(!outcomes.is_chosen(&found[0]));
    assert!(matches!(outcomes.get(&found[0]), Some(Outcome::Exists(update)) if update.again));
}

#[test]
fn the_items_of_a_list_are_objects_of_their_own() {
    let text = "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Service\n  metadata:\n    name: a\n- apiVersion: v1\n  kind: Service\n  metadata:\n    name: b\n  spec:\n    clusterIP: None\n";
    let found = entries(text, &read(text).unwrap(), "shop");
    assert_eq!(found.iter().map(Entry::name).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(
        found.iter().map(|entry| (entry.index, entry.first_line)).collect::<Vec<_>>(),
        [(0, 4), (1, 8)]
    );
    assert_eq!(found[1].line_of(text, "spec.clusterIP"), 13);
}

#[test]
fn what_both_changed_stays_open_until_each_conflict_is_decided() {
    let service = |labels: Value| json!({"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a", "labels": labels}});
    let (base, mine, live) =
        (json!({"x": "1", "y": "1"}), json!({"x": "2", "y": "2"}), json!({"x": "3", "y": "3"}));
    let conflicts = merge(&service(base), &service(mine.clone()), &service(live), &[]).conflicts;
    let found = entries("", &documents(&[service(mine)]), "shop");
    let mut outcomes = Outcomes::default();
    let undecided = Undecided { conflicts: conflicts.clone(), decided: Vec::new(), theirs: Vec::new() };
    outcomes.set(&found[0], Outcome::Undecided(Arc::new(undecided)));
    let counts = |outcomes: &Outcomes| {
        let tally = outcomes.tally(&found);
        (outcomes.conflicts(&found), tally.undecided, tally.open, tally.is_any())
    };
    assert_eq!(counts(&outcomes), (2, 1, 0, false));
    outcomes.decide(&found[0], conflicts[0].clone(), Side::Mine);
    assert_eq!(counts(&outcomes), (1, 1, 0, false));
    outcomes.decide(&found[0], conflicts[1].clone(), Side::Theirs);
    outcomes.decide(&found[0], conflicts[0].clone(), Side::Theirs);
    assert_eq!(counts(&outcomes), (0, 0, 1, true));
    assert_eq!(outcomes.side(&found[0], &conflicts[0]), Some(Side::Theirs));
    assert_eq!(outcomes.decisions(&found[0]).len(), 2);
}
