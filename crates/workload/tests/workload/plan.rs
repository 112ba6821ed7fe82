//! What an order means for a set: a table of actions, strategies and states.

use std::sync::Arc;

use kubewire::access::Ask;
use kubewire::request::{Method, Propagation};
use serde_json::{Value, json};
use workload::plan::around::Around;
use workload::plan::effects::{PlannedSet, Weight, effects};
use workload::plan::{
    Action, Item, Knowing, Options, Order, Outcome, Plan, Skip, Step, Tag, Target, Thing, ThingKind, item,
    make,
};
use workload::plan::{kubectl, marks};
use workload::rows::set::SetRow;
use workload::text::Locale;

use crate::cluster::{NEW, OLD, patched, set, set_value};

pub const RECORD: &str = "ordinal/replicas-before-stop";
pub const PAUSED: &str = "ordinal/partition-before-pause";

pub fn allowed(_: &Ask) -> bool {
    false
}

pub fn order(action: Action, set: &SetRow) -> Order {
    Order { action, options: Options::default(), targets: vec![Target::of(set)], delete_pods: Vec::new() }
}

pub fn planned(action: Action, set: &SetRow) -> Item {
    planned_by(&order(action, set), set, &Around::default())
}

pub fn planned_by(order: &Order, set: &SetRow, around: &Around) -> Item {
    item(order, &order.targets[0], Some(set), Knowing { around, denied: &allowed })
}

/// The body of the first request, without its guard, which must be there.
fn body(item: &Item) -> Value {
    let Some(Step::Patch { body, .. }) = item.steps().first() else { panic!("no patch: {item:?}") };
    let mut body = body.clone();
    let metadata = body["metadata"].as_object_mut().unwrap();
    assert_eq!(metadata.shift_remove("resourceVersion"), Some(json!("84211")));
    if metadata.is_empty() {
        body.as_object_mut().unwrap().shift_remove("metadata");
    }
    body
}

fn target(item: &Item) -> String {
    item.steps()[0].request(&item.target).unwrap().unwrap().target
}

pub fn skipped(item: &Item) -> &Skip {
    match &item.outcome {
        Outcome::Skip(skip) => skip,
        Outcome::Do(steps) => panic!("not skipped: {steps:?}"),
    }
}

fn recorded(count: &str, replicas: u32) -> SetRow {
    set(json!({"metadata": {"annotations": {RECORD: count}}, "spec": {"replicas": replicas}}))
}

pub fn said(action: &Action, set: &SetRow, around: &Around) -> Vec<String> {
    let now = PlannedSet { set, pods: None, steps: &[] };
    effects(Locale::En, action, now, around).into_iter().map(|effect| effect.text).collect()
}

pub fn restart() -> Action {
    Action::Restart { at: "2026-11-21T10:00:00Z".to_owned() }
}

pub fn tag(tag: &str) -> Action {
    let tag = Tag { container: "nginx".into(), repository: "nginx".into(), tag: tag.into() };
    Action::Retag { tags: vec![tag] }
}

pub fn delete(drain: bool, things: Vec<Thing>) -> Action {
    Action::Delete { propagation: Propagation::Background, drain, things }
}

#[test]
fn a_stop_records_the_count_in_the_patch_that_stops() {
    let stop = planned(Action::Stop, &set(json!({})));
    assert_eq!(body(&stop), json!({"metadata": {"annotations": {RECORD: "3"}}, "spec": {"replicas": 0}}));
    assert_eq!(
        target(&stop),
        "/apis/apps/v1/namespaces/shop/statefulsets/web?pretty=false&fieldManager=ordinal"
    );
    let back = json!({"spec": {"replicas": 3}, "metadata": {"annotations": {RECORD: null}}});
    assert_eq!(stop.undo, Some(back));
}

#[test]
fn a_start_brings_back_what_was_recorded_and_forgets_it() {
    let start = |set: &SetRow| body(&planned(Action::Start, set));
    let forget = json!({"metadata": {"annotations": {RECORD: null}}});
    assert_eq!(start(&recorded("5", 0)), patched(forget.clone(), json!({"spec": {"replicas": 5}})));
    assert_eq!(start(&set(json!({"spec": {"replicas": 0}}))), json!({"spec": {"replicas": 1}}));
    for odd in ["0", "-2", "many", ""] {
        assert_eq!(
            start(&recorded(odd, 0)),
            patched(forget.clone(), json!({"spec": {"replicas": 1}})),
            "{odd}"
        );
    }
}

#[test]
fn what_is_so_already_is_skipped_with_its_reason() {
    let stopped = recorded("5", 0);
    let never = set(json!({"spec": {"replicas": 0}}));
    let rolled = set(json!({"spec": {"template": {"metadata": {"annotations": {
        "kubectl.kubernetes.io/restartedAt": "2026-11-21T10:00:00Z"}}}}}));
    let on_delete = set(json!({"spec": {"updateStrategy": {"type": "OnDelete", "rollingUpdate": null}}}));
    let web = set(json!({}));
    let label = Action::Mark { labels: vec![("app".into(), Some("web".into()))], annotations: vec![] };
    let other = Tag { container: "nginx".into(), repository: "apache".into(), tag: "2".into() };
    let table = [
        (Action::Stop, &stopped, Skip::Stopped(5)),
        (Action::Stop, &never, Skip::Stopped(1)),
        (Action::Start, &web, Skip::Running),
        (restart(), &stopped, Skip::NoPods),
        (restart(), &rolled, Skip::Same),
        (Action::Scale { replicas: 3 }, &web, Skip::Scaled(3)),
        (tag("1.27"), &web, Skip::Same),
        (Action::Retag { tags: vec![other] }, &web, Skip::NoSuchImage),
        (label, &web, Skip::Same),
        (Action::Resume { all: false }, &web, Skip::Same),
        (Action::Pause, &on_delete, Skip::NotRolling("OnDelete".into())),
        (Action::Restore { patches: vec![] }, &web, Skip::Same),
    ];
    for (action, set, why) in table {
        let item = planned(action.clone(), set);
        assert_eq!(skipped(&item), &why, "{action:?}");
        assert_eq!((item.steps(), item.undo.as_ref()), (&[][..], None), "{action:?}");
    }
}

#[test]
fn a_set_that_is_gone_replaced_going_or_out_of_reach_is_left_alone() {
    let web = set(json!({}));
    let order = order(Action::Stop, &web);
    let around = Around::default();
    let knowing = Knowing { around: &around, denied: &allowed };
    let with = |set: Option<&SetRow>| item(&order, &order.targets[0], set, knowing);
    assert_eq!(skipped(&with(None)), &Skip::Gone);
    assert_eq!(skipped(&with(Some(&set(json!({"metadata": {"uid": "other"}}))))), &Skip::Replaced);
    let going = set(json!({"metadata": {"deletionTimestamp": "2026-11-21T09:30:30Z"}}));
    assert_eq!(skipped(&with(Some(&going))), &Skip::Deleting);
    let denied = |ask: &Ask| ask.verb == "patch";
    let item = item(&order, &order.targets[0], Some(&web), Knowing { around: &around, denied: &denied });
    assert!(matches!(skipped(&item), Skip::Denied(ask) if ask.what() == "statefulsets"));
}

#[test]
fn scaling_takes_the_lesser_right_where_no_record_is_concerned() {
    let scale = |replicas| Action::Scale { replicas };
    let up = planned(scale(5), &set(json!({})));
    assert_eq!(
        (body(&up), up.undo.clone()),
        (json!({"spec": {"replicas": 5}}), Some(json!({"spec": {"replicas": 3}})))
    );
    assert_eq!(
        target(&up),
        "/apis/apps/v1/namespaces/shop/statefulsets/web/scale?pretty=false&fieldManager=ordinal"
    );
    let from_stopped = planned(scale(2), &recorded("5", 0));
    assert_eq!(
        body(&from_stopped)["metadata"]["annotations"],
        json!({RECORD: null}),
        "no count of long ago comes back"
    );
    let to_none = planned(scale(0), &set(json!({})));
    assert_eq!(
        body(&to_none)["metadata"]["annotations"],
        json!({RECORD: "3"}),
        "nothing is lost by the number 0"
    );
    let web = set(json!({}));
    let denied = |ask: &Ask| ask.subresource.is_empty();
    let order = order(scale(0), &web);
    let knowing = Knowing { around: &Around::default(), denied: &denied };
    let least = item(&order, &order.targets[0], Some(&web), knowing);
    assert_eq!(body(&least), json!({"spec": {"replicas": 0}}), "who may only scale still scales");
}

#[test]
fn a_tag_changes_the_image_of_the_containers_it_is_for_and_of_no_other() {
    let two = set(json!({"spec": {"template": {"spec": {
        "containers": [{"name": "nginx", "image": "nginx:1.27"}, {"name": "log", "image": "nginx:1.27"}],
        "initContainers": [{"name": "nginx", "image": "nginx@sha256:00"}]}}}}));
    let item = planned(tag("1.29"), &two);
    let change = json!({"containers": [{"name": "nginx", "image": "nginx:1.29"}],
        "initContainers": [{"name": "nginx", "image": "nginx:1.29"}]});
    assert_eq!(body(&item), json!({"spec": {"template": {"spec": change}}}));
    let request = item.steps()[0].request(&item.target).unwrap().unwrap();
    assert_eq!(request.body.unwrap().content_type, "application/strategic-merge-patch+json");
    let back = json!({"containers": [{"name": "nginx", "image": "nginx:1.27"}],
        "initContainers": [{"name": "nginx", "image": "nginx@sha256:00"}]});
    assert_eq!(item.undo, Some(json!({"spec": {"template": {"spec": back}}})));
    let digest = planned(tag("@sha256:11"), &set(json!({})));
    assert_eq!(body(&digest)["spec"]["template"]["spec"]["containers"][0]["image"], "nginx@sha256:11");
}

#[test]
fn marks_have_a_way_back_only_where_all_annotations_are_known() {
    let web = set(json!({"metadata": {"annotations": {"team": "a"}}}));
    let action = Action::Mark {
        labels: vec![("tier".into(), Some("db".into())), ("app".into(), None)],
        annotations: vec![("team".into(), Some("b".into()))],
    };
    let order = order(action, &web);
    assert_eq!(planned_by(&order, &web, &Around::default()).undo, None);
    let mut around = Around::default();
    around.take_sets(json!({"items": [set_value(json!({"metadata": {"annotations": {"team": "a"}}}))]}));
    let item = planned_by(&order, &web, &around);
    assert_eq!(
        body(&item),
        json!({"metadata": {"labels": {"tier": "db", "app": null}, "annotations": {"team": "b"}}})
    );
    let back = json!({"metadata": {"labels": {"tier": null, "app": "web"}, "annotations": {"team": "a"}}});
    assert_eq!(item.undo, Some(back));
}

#[test]
fn a_rollout_is_held_where_it_stands_and_goes_on_to_all() {
    let rolling = |updated: u32, partition: u32| {
        set(json!({"spec": {"updateStrategy": {"rollingUpdate": {"partition": partition}}},
            "status": {"currentRevision": OLD, "updateRevision": NEW, "updatedReplicas": updated}}))
    };
    let partition = |item: &Item| body(item)["spec"]["updateStrategy"]["rollingUpdate"]["partition"].clone();
    assert_eq!(partition(&planned(Action::Pause, &rolling(1, 0))), 2);
    assert_eq!(skipped(&planned(Action::Pause, &rolling(1, 2))), &Skip::Same);
    assert_eq!(partition(&planned(Action::Pause, &set(json!({})))), 3, "before any rollout all are held");
    let resume = planned(Action::Resume { all: true }, &rolling(1, 2));
    assert_eq!(partition(&resume), 0);
    assert_eq!(resume.undo.unwrap()["spec"]["updateStrategy"]["rollingUpdate"]["partition"], 2);
}

#[test]
fn a_pause_remembers_the_partition_of_a_canary_and_going_on_brings_it_back() {
    let canary = |partition: u32, notes: Value| {
        set(json!({"metadata": {"annotations": notes},
            "spec": {"replicas": 6, "updateStrategy": {"rollingUpdate": {"partition": partition}}},
            "status": {"replicas": 6, "currentRevision": OLD, "updateRevision": NEW, "updatedReplicas": 2}}))
    };
    let at = |partition: u32| json!({"updateStrategy": {"rollingUpdate": {"partition": partition}}});
    let pause = planned(Action::Pause, &canary(3, json!({})));
    assert_eq!(body(&pause), json!({"spec": at(4), "metadata": {"annotations": {PAUSED: "3"}}}));
    assert_eq!(pause.undo, Some(json!({"spec": at(3), "metadata": {"annotations": {PAUSED: null}}})));

    let paused = canary(4, json!({PAUSED: "3"}));
    let back = planned(Action::Resume { all: false }, &paused);
    assert_eq!(body(&back), json!({"spec": at(3), "metadata": {"annotations": {PAUSED: null}}}));
    assert_eq!(back.undo, Some(json!({"spec": at(4), "metadata": {"annotations": {PAUSED: "3"}}})));
    let all = planned(Action::Resume { all: true }, &paused);
    assert_eq!(body(&all), json!({"spec": at(0), "metadata": {"annotations": {PAUSED: null}}}));

    // What no pause has set is not a pause's to take back.
    for notes in [json!({}), json!({PAUSED: "5"}), json!({PAUSED: "x"})] {
        let skipped_set = planned(Action::Resume { all: false }, &canary(4, notes));
        assert_eq!(skipped(&skipped_set), &Skip::NotPaused(4));
    }
}

#[test]
fn the_words_of_a_pause_say_what_the_partition_becomes_and_which_pods_move() {
    let none = Around::default();
    let rolling = |partition: u32, notes: Value, updated: u32| {
        set(json!({"metadata": {"annotations": notes},
            "spec": {"replicas": 4, "updateStrategy": {"rollingUpdate": {"partition": partition}}},
            "status": {"replicas": 4, "readyReplicas": 4, "currentRevision": OLD, "updateRevision": NEW,
                "updatedReplicas": updated}}))
    };
    let said = |action: Action, set: &SetRow| said(&action, set, &none);
    let pause = said(Action::Pause, &rolling(1, json!({}), 1));
    assert_eq!(
        pause[0],
        "The partition becomes 3: web-0, web-1, web-2 stay as they are until the rollout goes on."
    );
    assert_eq!(pause[1], "The partition 1 is recorded on the set: going on brings it back.");
    let back = said(Action::Resume { all: false }, &rolling(3, json!({PAUSED: "1"}), 1));
    assert_eq!(back[0], "The partition becomes 1, as before the pause.");
    assert!(back[1].ends_with("each when the one before is ready: web-2, web-1."), "{back:?}");
    assert!(back[2].starts_with("The partition 1 holds back web-0:"), "{back:?}");
    let all = said(Action::Resume { all: true }, &rolling(3, json!({PAUSED: "1"}), 1));
    assert_eq!(all[0], "The partition becomes 0, and not 1 as before the pause.");
    assert!(all[1].ends_with("web-2, web-1, web-0."), "{all:?}");
    let canary = said(Action::Resume { all: true }, &rolling(3, json!({}), 1));
    assert!(canary[0].starts_with("The partition becomes 0. No pause has set it to 3"), "{canary:?}");
    let still = set(json!({"spec": {"updateStrategy": {"rollingUpdate": {"partition": 3}}}}));
    assert_eq!(
        said(Action::Resume { all: true }, &still)[1],
        "No pod is replaced now: all have the same template."
    );
}

pub fn claim(of: &SetRow, name: &str) -> Thing {
    Thing {
        of: of.meta.key.uid.clone(),
        kind: ThingKind::Claim,
        name: name.into(),
        uid: format!("uid-{name}"),
    }
}

#[test]
fn a_deletion_ends_pods_in_order_by_choice_and_then_takes_what_was_ticked() {
    let web = set(json!({}));
    let ticked = claim(&web, "data-web-0");
    let other = Thing { of: "other".into(), ..claim(&web, "data-db-0") };
    let item = planned(delete(true, vec![ticked.clone(), other]), &web);
    let [
        Step::Patch { .. },
        Step::WaitStopped,
        Step::Delete(Propagation::Background),
        Step::DeleteThing(thing),
    ] = item.steps()
    else {
        panic!("{item:?}")
    };
    assert_eq!((thing, &item.undo), (&ticked, &None));
    assert_eq!(body(&item)["metadata"]["annotations"], json!({RECORD: "3"}));
    let requests: Vec<_> = item.steps().iter().filter_map(|step| step.request(&item.target)).collect();
    let last = requests[2].as_ref().unwrap();
    assert_eq!(
        (last.method, last.target.split('?').next()),
        (Method::Delete, Some("/api/v1/namespaces/shop/persistentvolumeclaims/data-web-0"))
    );
    assert!(last.body.as_ref().unwrap().text.contains(r#""uid":"uid-data-web-0""#));
    let stopped =
        planned(delete(true, vec![]), &set(json!({"spec": {"replicas": 0}, "status": {"replicas": 1}})));
    assert_eq!(stopped.steps(), [Step::WaitStopped, Step::Delete(Propagation::Background)]);
}

#[test]
fn a_deletion_that_was_broken_off_goes_on_with_what_is_left_but_never_beside_another_set_of_the_name() {
    let web = set(json!({}));
    let order = order(delete(false, vec![claim(&web, "data-web-0")]), &web);
    let around = Around::default();
    let knowing = Knowing { around: &around, denied: &allowed };
    let gone = item(&order, &order.targets[0], None, knowing);
    assert_eq!(gone.steps(), [Step::DeleteThing(claim(&web, "data-web-0"))]);
    let anew = set(json!({"metadata": {"uid": "another"}}));
    assert_eq!(skipped(&item(&order, &order.targets[0], Some(&anew), knowing)), &Skip::Replaced);
}

#[test]
fn waits_are_over_when_the_controller_has_seen_the_change_and_the_pods_are_as_it_wants() {
    let is = |step: Step, patch: Value| step.is_over(&set(patch), 2);
    let seen = json!({"metadata": {"generation": 2}, "status": {"observedGeneration": 2}});
    let with = |status: Value| patched(seen.clone(), json!({"status": status}));
    assert!(!is(Step::WaitReady, json!({})), "the status is of the time before");
    assert!(is(Step::WaitReady, seen.clone()));
    assert!(!is(Step::WaitReady, with(json!({"readyReplicas": 2}))));
    assert!(!is(Step::WaitReady, with(json!({"updatedReplicas": 2}))));
    let held = json!({"spec": {"updateStrategy": {"rollingUpdate": {"partition": 1}}}});
    assert!(is(Step::WaitReady, patched(with(json!({"updatedReplicas": 2})), held)));
    assert!(!is(
        Step::WaitReady,
        patched(with(json!({"availableReplicas": 2})), json!({"spec": {"minReadySeconds": 9}}))
    ));
    assert!(!is(Step::WaitStopped, patched(seen.clone(), json!({"spec": {"replicas": 0}}))));
    assert!(is(Step::WaitStopped, patched(with(json!({"replicas": 0})), json!({"spec": {"replicas": 0}}))));
}

#[test]
fn the_words_follow_strategy_partition_policy_and_retention() {
    let none = Around::default();
    let web = set(json!({}));
    let stop = said(&Action::Stop, &web, &none);
    assert_eq!(stop[0], "3 pods end, highest ordinal first: web-2, web-1, web-0.");
    assert_eq!(stop[2], "The count is recorded on the set: a start brings back 3 replicas.");
    let parallel = set(json!({"spec": {"podManagementPolicy": "Parallel"}}));
    assert_eq!(said(&Action::Stop, &parallel, &none)[0], "3 pods end, all at once: web-2, web-1, web-0.");
    let ordered = said(&restart(), &web, &none);
    assert!(ordered[0].starts_with("3 pods are replaced, highest ordinal first"), "{ordered:?}");
    let held = set(json!({"spec": {"updateStrategy": {"rollingUpdate": {"partition": 2}}}}));
    let partial = said(&restart(), &held, &none);
    assert_eq!(partial[0], "1 pod is replaced: web-2.");
    assert!(partial[1].starts_with("The partition 2 holds back web-0, web-1"), "{partial:?}");
    let above = set(json!({"spec": {"updateStrategy": {"rollingUpdate": {"partition": 7}}}}));
    assert!(said(&restart(), &above, &none)[0].starts_with("No pod is replaced: the partition 7"));
    let on_delete = set(json!({"spec": {"updateStrategy": {"type": "OnDelete"}}}));
    assert!(said(&tag("2"), &on_delete, &none)[1].contains("OnDelete"));
    let retention = set(
        json!({"spec": {"persistentVolumeClaimRetentionPolicy": {"whenDeleted": "Delete", "whenScaled": "Delete"}}}),
    );
    let lost = |action: &Action| {
        effects(Locale::Zh, action, PlannedSet { set: &retention, pods: None, steps: &[] }, &none)
            .iter()
            .any(|effect| effect.weight == Weight::Loss && effect.text.contains("PVC"))
    };
    assert!(lost(&Action::Stop) && lost(&delete(false, vec![])));
    let start = said(&Action::Start, &set(json!({"spec": {"replicas": 0}})), &none);
    assert!(start[0].starts_with("No stop has recorded"), "{start:?}");
}

#[test]
fn names_of_many_pods_are_cut_down_to_the_first_and_the_last() {
    let many = set(json!({"spec": {"replicas": 9}, "status": {"replicas": 9}}));
    assert!(said(&Action::Stop, &many, &Around::default())[0].ends_with("web-8 to web-0."));
}

fn commands(action: Action, set: &SetRow) -> String {
    let order = order(action, set);
    let set = Arc::new(set.clone());
    let around = Around::default();
    kubectl::commands(&make(
        order,
        &|_| Some(Arc::clone(&set)),
        Knowing { around: &around, denied: &allowed },
    ))
}

#[test]
fn a_plan_can_be_copied_as_commands() {
    let web = set(json!({}));
    assert_eq!(
        commands(Action::Scale { replicas: 5 }, &web),
        "kubectl -n shop scale statefulset/web --replicas=5\n"
    );
    assert_eq!(commands(restart(), &web), "kubectl -n shop rollout restart statefulset/web\n");
    assert_eq!(commands(tag("1.29"), &web), "kubectl -n shop set image statefulset/web nginx=nginx:1.29\n");
    assert_eq!(
        commands(Action::Stop, &web),
        "kubectl -n shop patch statefulset/web --type=merge -p \
         '{\"spec\":{\"replicas\":0},\"metadata\":{\"annotations\":{\"ordinal/replicas-before-stop\":\"3\"}}}'\n"
    );
    let mark = Action::Mark {
        labels: vec![("tier".into(), None)],
        annotations: vec![("note".into(), Some("it's $HOME".into()))],
    };
    assert_eq!(
        commands(mark, &web),
        "kubectl -n shop label --overwrite statefulset/web tier-\n\
         kubectl -n shop annotate --overwrite statefulset/web 'note=it'\\''s $HOME'\n"
    );
    assert_eq!(
        commands(delete(false, vec![claim(&web, "data-web-0")]), &web),
        "kubectl -n shop delete statefulset/web --cascade=background --wait=false\n\
         kubectl -n shop delete persistentvolumeclaims/data-web-0 --ignore-not-found --wait=false\n"
    );
    assert_eq!(commands(Action::Start, &web), "", "skipped sets get no command");
}

#[test]
fn a_deletion_says_what_becomes_of_the_pods() {
    let (background, orphan) = (Propagation::Background, Propagation::Orphan);
    for (replicas, policy, drain, propagation, expected) in [
        (0, "OrderedReady", false, background, "No pod of it is running."),
        (1, "OrderedReady", false, background, "1 pod ends: web-0."),
        (2, "OrderedReady", false, background, "2 pods end at once, in no order: web-1, web-0."),
        (1, "OrderedReady", false, orphan, "1 pod stays and belongs to nobody: web-0."),
        (2, "OrderedReady", false, orphan, "2 pods stay and belong to nobody: web-1, web-0."),
        (1, "OrderedReady", true, background, "First 1 pod ends, then the set is deleted: web-0."),
        (
            2,
            "OrderedReady",
            true,
            background,
            "First 2 pods end, highest ordinal first, then the set is deleted: web-1, web-0.",
        ),
        (
            2,
            "Parallel",
            true,
            background,
            "First 2 pods end, all at once, then the set is deleted: web-1, web-0.",
        ),
        (
            2,
            "Parallel",
            true,
            orphan,
            "First 2 pods end, all at once, then the set is deleted: web-1, web-0.",
        ),
    ] {
        let status = json!({"replicas": replicas});
        let web =
            set(json!({"spec": {"replicas": replicas, "podManagementPolicy": policy}, "status": status}));
        let action = Action::Delete { propagation, drain, things: Vec::new() };
        assert_eq!(said(&action, &web, &Around::default())[0], expected);
    }
}

#[test]
fn a_plan_says_how_many_sets_change_and_how_many_pods_that_ends() {
    let sum = |action: Action, replicas: &[u32]| {
        let sets: Vec<SetRow> =
            replicas.iter().map(|count| set(json!({"spec": {"replicas": count}}))).collect();
        let around = Around::default();
        let knowing = Knowing { around: &around, denied: &allowed };
        let order = order(action, &sets[0]);
        let items = sets.iter().map(|set| item(&order, &order.targets[0], Some(set), knowing)).collect();
        let pods: Vec<usize> = replicas.iter().map(|count| usize::try_from(*count).unwrap()).collect();
        let plan = Plan { order, items };
        (plan.sum(&pods, Locale::En), plan.sum(&pods, Locale::Zh))
    };
    let orphan = Action::Delete { propagation: Propagation::Orphan, drain: false, things: Vec::new() };
    for (action, replicas, en, zh) in [
        (
            delete(false, vec![]),
            [3, 0],
            "All 2 sets are deleted. 3 pods end.",
            "2 个有状态副本集都会删除。终止 3 个容器组。",
        ),
        (orphan, [3, 0], "All 2 sets are deleted.", "2 个有状态副本集都会删除。"),
        (
            Action::Stop,
            [1, 0],
            "1 of 2 sets changes; 1 is skipped, with the reason. 1 pod ends.",
            "2 个中有 1 个会更改，跳过 1 个（见原因）。终止 1 个容器组。",
        ),
        (
            Action::Start,
            [3, 2],
            "0 of 2 sets change; 2 are skipped, with the reason.",
            "2 个中有 0 个会更改，跳过 2 个（见原因）。",
        ),
        (restart(), [3, 2], "All 2 sets change.", "2 个有状态副本集都会更改。"),
    ] {
        assert_eq!(sum(action, &replicas), (en.to_owned(), zh.to_owned()));
    }
}

#[test]
fn labels_are_written_as_kubectl_takes_them() {
    let read = |text: &str| marks::parse(text, true).map_err(|problem| problem.say(Locale::En));
    let pair = |key: &str, value: Option<&str>| (key.to_owned(), value.map(str::to_owned));
    let text = " tier=db \n\napp.kubernetes.io/part-of=shop\nold-\nempty=\n";
    let expected = [
        pair("tier", Some("db")),
        pair("app.kubernetes.io/part-of", Some("shop")),
        pair("old", None),
        pair("empty", Some("")),
    ];
    assert_eq!(read(text), Ok(expected.to_vec()));
    for wrong in [
        "tier",
        "=x",
        "a b=x",
        "-x=1",
        "a/b/c=1",
        "Up.Case/x=1",
        "x=a b",
        "x=-a",
        "a=1\na=2",
        &format!("{}=1", "k".repeat(64)),
    ] {
        assert!(read(wrong).is_err(), "{wrong}");
    }
    assert!(read("ok=1\nbad key=1").unwrap_err().starts_with("Line 2"));
    let note = marks::parse("note=any text: it's = fine", false);
    assert_eq!(note, Ok(vec![pair("note", Some("any text: it's = fine"))]));
}

#[test]
fn tags_are_what_registries_take() {
    for fine in [
        "1.27",
        "latest",
        "_x",
        "v1.2.3-rc.1",
        "@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    ] {
        assert!(marks::is_tag(fine), "{fine}");
    }
    for wrong in ["", ".x", "a:b", "a/b", "ä", "a b", "@sha256:12", &"x".repeat(129)] {
        assert!(!marks::is_tag(wrong), "{wrong}");
    }
}
