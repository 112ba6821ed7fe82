//! The trap of kubernetes/kubernetes#67250: broken pods that a new template does not reach by itself.

use std::sync::Arc;

use kubewire::access::Ask;
use serde_json::{Value, json};
use workload::plan::around::Around;
use workload::plan::effects::{PlannedSet, effects};
use workload::plan::stuck::{BlockReason, block_reason, stuck_pods};
use workload::plan::{Action, Item, Knowing, Order, PodRef, Skip, Step, item, kubectl, make, preview};
use workload::rows::pod::PodRow;
use workload::rows::set::SetRow;
use workload::strip::{CellState, Revision, Strip, strip};
use workload::text::Locale;

use crate::cluster::{
    NEW, OLD, container, patched, pod, ready, set, terminating, unready, unschedulable, waiting,
};
use crate::plan::{allowed, order, restart, skipped, tag};

fn crashing(ordinal: u32, revision: &str) -> Arc<PodRow> {
    pod(ordinal, revision, unready("Running", waiting("CrashLoopBackOff", "back-off 5m0s")))
}

fn not_ready(ordinal: u32) -> Arc<PodRow> {
    let running = json!([container("nginx", json!({"started": true, "state": {"running": {}}}))]);
    pod(ordinal, OLD, unready("Running", running))
}

fn ended(ordinal: u32, phase: &str) -> Arc<PodRow> {
    pod(ordinal, OLD, patched(unready(phase, json!([])), json!({"status": {"reason": "Evicted"}})))
}

fn rolling_update(policy: &str, rolling: Value) -> SetRow {
    set(json!({"spec": {"podManagementPolicy": policy, "updateStrategy": {"rollingUpdate": rolling}},
        "status": {"readyReplicas": 2}}))
}

fn ordered() -> SetRow {
    rolling_update("OrderedReady", json!({}))
}

/// Names of pods that are stuck, those in brackets that come back as they are.
fn names(action: &Action, set: &SetRow, pods: &[Arc<PodRow>]) -> Vec<String> {
    let name = |comes_back: bool, name: String| if comes_back { name } else { format!("({name})") };
    stuck_pods(action, set, pods).into_iter().map(|stuck| name(stuck.comes_back, stuck.pod.name)).collect()
}

fn web(broken: Arc<PodRow>) -> Vec<Arc<PodRow>> {
    vec![ready(0, OLD), ready(1, OLD), broken]
}

#[test]
fn what_is_stuck_depends_on_the_pod_the_policy_and_the_strategy() {
    let on_delete = set(json!({"spec": {"updateStrategy": {"type": "OnDelete", "rollingUpdate": null}}}));
    let recreate = set(json!({"spec": {"updateStrategy": {"type": "Recreate", "rollingUpdate": null}}}));
    let parallel = rolling_update("Parallel", json!({}));
    let most = |count: Value| rolling_update("Parallel", json!({"maxUnavailable": count}));
    let starting = || pod(2, OLD, unready("Pending", waiting("ContainerCreating", "")));
    let stays = ["web-2"].as_slice();
    for (case, set, broken, expected) in [
        ("crashing", ordered(), crashing(2, OLD), stays),
        ("of another revision", ordered(), crashing(2, "web-55555"), stays),
        ("not ready", ordered(), not_ready(2), stays),
        ("no image", ordered(), pod(2, OLD, unready("Pending", waiting("ErrImagePull", "x"))), stays),
        ("no node", ordered(), pod(2, OLD, unschedulable("0/1 nodes are available.")), stays),
        ("starting", ordered(), starting(), &[]),
        ("ending", ordered(), pod(2, OLD, terminating()), &[]),
        ("failed: the controller deletes it", ordered(), ended(2, "Failed"), &[]),
        ("succeeded: as well", ordered(), ended(2, "Succeeded"), &[]),
        ("surplus", ordered(), crashing(3, OLD), &[]),
        ("ready", ordered(), ready(2, OLD), &[]),
        ("Parallel goes on", parallel, crashing(2, OLD), &[]),
        ("Parallel, as many as may be unavailable", most(json!(1)), crashing(2, OLD), stays),
        ("Parallel, fewer than that", most(json!(2)), crashing(2, OLD), &[]),
        ("Parallel, 70 % of 3 are 2", most(json!("70%")), crashing(2, OLD), &[]),
        ("Parallel, 10 % of 3 are 1", most(json!("10%")), crashing(2, OLD), stays),
        (
            "OrderedReady, whatever maxUnavailable is",
            rolling_update("OrderedReady", json!({"maxUnavailable": 3})),
            crashing(2, OLD),
            stays,
        ),
        ("OnDelete", on_delete, crashing(2, OLD), stays),
        ("a strategy newer than this program", recreate, crashing(2, OLD), &[]),
        (
            "the partition above all",
            rolling_update("OrderedReady", json!({"partition": 3})),
            crashing(2, OLD),
            &[],
        ),
        (
            "below the partition",
            rolling_update("OrderedReady", json!({"partition": 2})),
            crashing(2, OLD),
            stays,
        ),
    ] {
        assert_eq!(names(&tag("2"), &set, &web(broken)), expected, "{case}");
    }
    let held = rolling_update("OrderedReady", json!({"partition": 1}));
    let low = [crashing(0, OLD), ready(1, OLD), ready(2, OLD)];
    assert_eq!(names(&restart(), &held, &low), ["(web-0)"], "it comes back with the old template");
    assert_eq!(names(&Action::Stop, &ordered(), &web(crashing(2, OLD))), [""; 0], "no template changes");
    let foreign = json!({"metadata": {"ownerReferences": [{"kind": "StatefulSet", "uid": "other", "controller": true}]}});
    let others = pod(2, OLD, patched(unready("Running", waiting("CrashLoopBackOff", "x")), foreign));
    assert_eq!(names(&tag("2"), &ordered(), &web(others)), [""; 0], "another set's pod");
    assert_eq!(block_reason(&ordered(), &[]), Some(BlockReason::Ordered));
}

#[test]
fn a_rollout_that_goes_on_is_held_up_as_well_and_a_pod_that_has_its_template_comes_back_the_same() {
    let paused = set(json!({"spec": {"updateStrategy": {"rollingUpdate": {"partition": 2}}},
        "status": {"currentRevision": OLD, "updateRevision": NEW, "updatedReplicas": 1}}));
    let resume = Action::Resume { all: true };
    assert_eq!(names(&resume, &paused, &[ready(0, OLD), crashing(1, OLD), ready(2, NEW)]), ["web-1"]);
    assert_eq!(names(&resume, &paused, &[ready(0, OLD), ready(1, OLD), crashing(2, NEW)]), ["(web-2)"]);
    let back = |body: Value| Action::Restore { patches: vec![(paused.meta.key.uid.clone(), body)] };
    let image = back(
        json!({"spec": {"template": {"spec": {"containers": [{"name": "nginx", "image": "nginx:1"}]}}}}),
    );
    assert_eq!(names(&image, &paused, &[ready(0, OLD), ready(1, OLD), crashing(2, NEW)]), ["web-2"]);
    let replicas = back(json!({"spec": {"replicas": 4}}));
    assert_eq!(names(&replicas, &paused, &[ready(0, OLD), crashing(1, OLD), ready(2, NEW)]), [""; 0]);
}

fn with_deletion(action: Action, set: &SetRow, pods: &[Arc<PodRow>]) -> (Order, Item) {
    let delete_pods = stuck_pods(&action, set, pods).into_iter().map(|stuck| stuck.pod).collect();
    let order = Order { delete_pods, ..order(action, set) };
    let around = Around::default();
    let item = item(&order, &order.targets[0], Some(set), Knowing { around: &around, denied: &allowed });
    (order, item)
}

fn said(
    locale: Locale,
    action: &Action,
    set: &SetRow,
    pods: Option<&[Arc<PodRow>]>,
    steps: &[Step],
) -> Vec<String> {
    let effects = effects(locale, action, PlannedSet { set, pods, steps }, &Around::default());
    effects.into_iter().map(|effect| effect.text).collect()
}

/// The plan said that three pods are replaced, and none was until somebody deleted the broken one.
#[test]
fn a_plan_says_that_nothing_is_replaced_and_what_the_second_step_brings() {
    let (set, pods, retag) = (ordered(), web(crashing(2, OLD)), tag("2"));
    let en = said(Locale::En, &retag, &set, Some(&pods), &[]);
    assert_eq!(
        en[1..],
        [
            "No pod is replaced while web-2 (CrashLoopBackOff) is not ready: with OrderedReady the controller waits for every pod, and does not replace a broken one by itself.",
            "Only deleting web-2 after this change brings it to the new template; deleted before, it comes back as now."
        ]
    );
    let zh = said(Locale::Zh, &retag, &set, Some(&pods), &[]);
    assert!(zh[1].starts_with("web-2 (CrashLoopBackOff) 未就绪，在此期间不会替换任何容器组"), "{zh:?}");
    let (_, item) = with_deletion(retag.clone(), &set, &pods);
    let chosen = said(Locale::En, &retag, &set, Some(&pods), item.steps());
    assert!(chosen[1].starts_with("Once the controller has seen the change, web-2 is deleted"), "{chosen:?}");
    assert!(chosen[2].starts_with("3 pods are replaced"), "{chosen:?}");
    let unknown = said(Locale::En, &retag, &set, None, &[]);
    assert!(unknown[1].starts_with("1 of 3 pods are not ready, and which is not known here."), "{unknown:?}");
    let low = [crashing(0, OLD), ready(1, OLD), ready(2, OLD)];
    let held = rolling_update("OrderedReady", json!({"partition": 1}));
    let held = said(Locale::En, &restart(), &held, Some(&low), &[]);
    assert!(held[1].starts_with("Deleting web-0 does not help"), "{held:?}");
    let starting = web(pod(2, OLD, unready("Pending", waiting("ContainerCreating", ""))));
    let waits = said(Locale::En, &restart(), &set, Some(&starting), &[]);
    assert_eq!(waits[0], "The controller waits for web-2 first, which is not ready yet.");
    assert!(waits[1].starts_with("3 pods are replaced"), "{waits:?}");
    let well = said(Locale::En, &restart(), &set, Some(&web(ready(2, OLD))), &[]);
    assert!(well[0].starts_with("3 pods are replaced"), "{well:?}");
}

/// The plan of a scale promised pods that are not created before the broken one is ready.
#[test]
fn more_pods_wait_for_a_broken_one_as_well() {
    let scale = Action::Scale { replicas: 5 };
    let warned =
        |set: &SetRow, broken| said(Locale::En, &scale, set, Some(&web(broken)), &[]).get(1).cloned();
    let words = "No pod is created while web-2 (CrashLoopBackOff) is not ready: with OrderedReady each waits for those before it.";
    assert_eq!(warned(&ordered(), crashing(2, OLD)).as_deref(), Some(words));
    assert_eq!(warned(&ordered(), ended(2, "Failed")), None);
    assert_eq!(warned(&rolling_update("Parallel", json!({})), crashing(2, OLD)), None);
}

#[test]
fn the_strip_afterwards_shows_what_will_really_be_there() {
    let (set, pods, retag) = (ordered(), web(crashing(2, OLD)), tag("2"));
    let after = |steps: &[Step]| {
        let now = PlannedSet { set: &set, pods: Some(&pods), steps };
        let Some(Strip::Cells(cells)) = preview::after(&strip(&set, Some(&pods)), &retag, now) else {
            panic!()
        };
        cells.cells.into_iter().map(|cell| (cell.state, cell.revision)).collect::<Vec<_>>()
    };
    let (ready, failing) = (CellState::Ready, CellState::Failing);
    assert_eq!(after(&[]), [(ready, Revision::Old), (ready, Revision::Old), (failing, Revision::Old)]);
    let (_, item) = with_deletion(retag.clone(), &set, &pods);
    assert_eq!(after(item.steps()), [(ready, Revision::New); 3]);
}

#[test]
fn the_second_step_is_sent_by_uid_after_the_controller_has_seen_the_first() {
    let (set, pods) = (ordered(), web(crashing(2, OLD)));
    let (mut order, item) = with_deletion(tag("2"), &set, &pods);
    let [Step::Patch { .. }, Step::WaitObserved, Step::DeletePod(free)] = item.steps() else {
        panic!("{item:?}")
    };
    let request = Step::DeletePod(free.clone()).request(&item.target).unwrap().unwrap();
    assert_eq!(request.target, "/api/v1/namespaces/shop/pods/web-2?pretty=false");
    assert!(
        request
            .body
            .unwrap()
            .text
            .contains(&format!("\"preconditions\":{{\"uid\":\"{}\"}}", pods[2].meta.key.uid))
    );
    assert!(item.undo.is_some(), "the change itself has its way back");
    order.options.wait = true;
    let knowing = Knowing { around: &Around::default(), denied: &allowed };
    let waiting = workload::plan::item(&order, &order.targets[0], Some(&set), knowing);
    assert_eq!(waiting.steps().last(), Some(&Step::WaitReady));
    let other = PodRef { of: "another".into(), ..free.clone() };
    let alone = Order { delete_pods: vec![other], ..order.clone() };
    assert_eq!(workload::plan::item(&alone, &order.targets[0], Some(&set), knowing).steps().len(), 2);
    let denied = |ask: &Ask| ask.verb == "delete";
    let knowing = Knowing { around: &Around::default(), denied: &denied };
    let lacking = workload::plan::item(&order, &order.targets[0], Some(&set), knowing);
    assert!(matches!(skipped(&lacking), Skip::Denied(ask) if ask.verb == "delete" && ask.name == "web-2"));
    let seen = |observed: i64| {
        let status = json!({"metadata": {"generation": 2}, "status": {"observedGeneration": observed}});
        Step::WaitObserved.is_over(&crate::cluster::set(status), 2)
    };
    assert_eq!([seen(1), seen(2)], [false, true]);
}

#[test]
fn the_second_step_is_among_the_commands() {
    let (set, pods) = (Arc::new(ordered()), web(crashing(2, OLD)));
    let (order, _) = with_deletion(tag("2"), &set, &pods);
    let knowing = Knowing { around: &Around::default(), denied: &allowed };
    let text = kubectl::commands(&make(order, &|_| Some(Arc::clone(&set)), knowing));
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "kubectl -n shop set image statefulset/web nginx=nginx:2");
    assert_eq!(
        lines[1],
        "until [ \"$(kubectl -n shop get statefulset/web -o go-template='{{eq .metadata.generation .status.observedGeneration}}')\" = true ]; do sleep 1; done"
    );
    assert_eq!(
        lines[2],
        format!("# Only while it is the pod of uid {}, and not ready:", pods[2].meta.key.uid)
    );
    assert_eq!(lines[3], "kubectl -n shop delete pod/web-2 --ignore-not-found --wait=false");
}

#[test]
fn an_order_without_a_second_step_is_kept_without_it() {
    let kept = serde_json::to_value(order(tag("2"), &ordered())).unwrap();
    assert_eq!(kept.get("podsToDelete"), None);
    assert_eq!(serde_json::from_value::<Order>(kept).unwrap(), order(tag("2"), &ordered()));
}

/// The plan promised one pod after the other whatever the set allows.
#[test]
fn how_many_pods_are_replaced_at_once_is_told() {
    let with = |count: Value| {
        let set = rolling_update("OrderedReady", json!({"maxUnavailable": count}));
        said(Locale::En, &restart(), &set, Some(&web(ready(2, OLD))), &[])
    };
    let two = with(json!(2));
    assert_eq!(
        two[0],
        "3 pods are replaced, highest ordinal first, up to 2 at once (maxUnavailable): web-2, web-1, web-0."
    );
    assert!(two[1].contains("MaxUnavailableStatefulSet"), "{two:?}");
    assert!(
        with(json!("50%"))[0].contains("each when the one before is ready"),
        "half of 3 is 1, rounded down"
    );
    assert!(with(json!("100%"))[0].contains("up to 3 at once"));
}

/// The plan said that the pod which is being replaced at that moment is finished.
#[test]
fn a_pause_brings_a_pod_that_is_ending_back_with_the_old_template() {
    let set = set(
        json!({"status": {"readyReplicas": 2, "currentRevision": OLD, "updateRevision": NEW, "updatedReplicas": 1}}),
    );
    let pause =
        |pods: Option<&[Arc<PodRow>]>| said(Locale::En, &Action::Pause, &set, pods, &[]).pop().unwrap();
    let ending = [ready(0, OLD), pod(1, OLD, terminating()), ready(2, NEW)];
    assert_eq!(
        pause(Some(&ending)),
        "web-1 is ending or not there at this moment: it comes back with the old template."
    );
    let missing = [ready(0, OLD), ready(2, NEW)];
    assert!(pause(Some(&missing)).starts_with("web-1 is ending or not there"));
    let quiet =
        [ready(0, OLD), ready(1, OLD), pod(2, NEW, unready("Pending", waiting("ContainerCreating", "")))];
    assert!(pause(Some(&quiet)).starts_with("The partition 0 is recorded"), "the new one is finished");
    assert!(pause(None).contains("comes back with the old template"));
}
