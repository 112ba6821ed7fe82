use std::sync::Arc;

use serde_json::{Value, json};
use workload::rows::pod::PodRow;
use workload::rows::set::SetRow;
use workload::status::note::Note;
use workload::status::reason::Reason;
use workload::status::{Counts, Evidence, SetView, Status, Tone, derive};
use workload::text::Locale;

use crate::cluster::{NEW, OLD, patched, pod, ready, rolling, set, terminating, unready, waiting};

fn with_pods(set: &SetRow, pods: &[Arc<PodRow>]) -> SetView {
    derive(set, Evidence { pods: Some(pods), ..Evidence::default() })
}

fn said(reason: &Reason) -> [String; 2] {
    [reason.say(Locale::En), reason.say(Locale::Zh)]
}

// The table, row by row.

#[test]
fn a_set_whose_pods_are_all_ready_is_running() {
    let view = with_pods(&set(json!({})), &[ready(0, OLD), ready(1, OLD), ready(2, OLD)]);
    let counts = Counts { desired: 3, created: 3, ready: 3, available: 3, updated: 3, to_update: 3 };
    let expected = SetView { status: Status::Running, tone: Tone::Good, reason: None, notes: vec![], counts };
    assert_eq!(view, expected);
}

#[test]
fn a_set_that_is_being_deleted_is_deleting_whatever_its_pods_do() {
    let set = set(
        json!({"metadata": {"deletionTimestamp": "2026-11-21T09:30:00Z", "finalizers": ["foregroundDeletion"]}}),
    );
    let view = with_pods(&set, &[pod(0, OLD, unready("Running", waiting("CrashLoopBackOff", "x")))]);
    assert_eq!((view.status, view.tone), (Status::Deleting, Tone::Busy));
    assert_eq!(said(&view.reason.unwrap()), ["waits for foregroundDeletion", "等待 foregroundDeletion"]);
}

#[test]
fn a_set_without_wanted_replicas_is_stopping_while_pods_remain() {
    let set = set(json!({"spec": {"replicas": 0}, "status": {"replicas": 2, "readyReplicas": 1}}));
    let pods = [ready(0, OLD), pod(1, OLD, terminating())];
    let view = with_pods(&set, &pods);
    assert_eq!((view.status, view.reason), (Status::Stopping, Some(Reason::Ending { pods: 2 })));
    let unknown = derive(&set, Evidence::default());
    assert_eq!((unknown.status, unknown.reason), (Status::Stopping, Some(Reason::Ending { pods: 2 })));
}

#[test]
fn a_set_without_replicas_and_pods_is_stopped_and_tells_what_a_stop_remembers() {
    let stopped = json!({"spec": {"replicas": 0}, "status": {"replicas": 0, "readyReplicas": 0}});
    let view = with_pods(&set(stopped.clone()), &[]);
    assert_eq!((view.status, view.tone, view.reason), (Status::Stopped, Tone::Idle, None));
    let record = json!({"metadata": {"annotations": {"ordinal/replicas-before-stop": "3"}}});
    let view = with_pods(&set(patched(stopped, record)), &[]);
    assert_eq!(said(&view.reason.unwrap()), ["3 replicas remembered", "停止前为 3 个副本"]);
}

#[test]
fn a_stop_whose_last_pod_hangs_on_a_lost_node_says_so() {
    let set = set(json!({"spec": {"replicas": 0}, "status": {"replicas": 1}}));
    let lost = patched(
        terminating(),
        json!({"status": {"conditions": [{
        "type": "DisruptionTarget", "status": "True", "reason": "DeletionByTaintManager",
        "message": "Taint manager: deleting due to NoExecute taint"}]}}),
    );
    let view = with_pods(&set, &[pod(0, OLD, lost)]);
    assert_eq!(view.status, Status::Stopping);
    assert_eq!((view.tone, view.reason.unwrap().pod()), (Tone::Warn, Some("web-0")));
}

#[test]
fn a_fresh_set_that_comes_up_ordinal_by_ordinal_is_starting_not_updating() {
    let set = set(
        json!({"status": {"replicas": 2, "readyReplicas": 1, "availableReplicas": 1, "currentReplicas": 2, "updatedReplicas": 2}}),
    );
    let pods = [ready(0, OLD), pod(1, OLD, unready("Pending", waiting("ContainerCreating", "")))];
    let view = with_pods(&set, &pods);
    assert_eq!((view.status, view.tone), (Status::Starting, Tone::Busy));
    assert_eq!(
        said(&view.reason.unwrap()),
        ["waits for web-1: ContainerCreating", "等待 web-1：ContainerCreating"]
    );
}

#[test]
fn a_set_that_no_controller_has_seen_yet_is_starting() {
    let set = set(
        json!({"status": {"observedGeneration": 0, "replicas": 0, "readyReplicas": 0, "availableReplicas": 0,
        "currentReplicas": 0, "updatedReplicas": 0, "currentRevision": null, "updateRevision": null}}),
    );
    let view = with_pods(&set, &[]);
    assert_eq!((view.status, view.notes), (Status::Starting, vec![Note::NotObserved]));
    assert_eq!(said(&view.reason.unwrap()), ["waits for web-0 to be created", "等待创建 web-0"]);
}

#[test]
fn a_spec_that_the_controller_has_not_acted_on_is_updating() {
    let set = set(json!({"metadata": {"generation": 2}}));
    let view = derive(&set, Evidence::default());
    assert_eq!((view.status, view.notes), (Status::Updating, vec![Note::NotObserved]));
}

#[test]
fn a_rollout_is_updating_and_names_the_pod_that_it_waits_for() {
    let set = rolling(
        json!({"readyReplicas": 2, "availableReplicas": 2, "updatedReplicas": 1, "currentReplicas": 2}),
    );
    let pods =
        [ready(0, OLD), ready(1, OLD), pod(2, NEW, unready("Pending", waiting("ContainerCreating", "")))];
    let view = with_pods(&set, &pods);
    assert_eq!((view.status, view.tone), (Status::Updating, Tone::Busy));
    assert_eq!(view.reason, Some(Reason::OnItsWay { pod: "web-2".into(), word: "ContainerCreating".into() }));
    assert_eq!((view.counts.updated, view.counts.to_update), (1, 3));
}

#[test]
fn a_rollout_is_updating_until_its_last_pod_is_ready() {
    // All pods are of the new revision, the last one is not ready: updatedReplicas alone would say that it is done.
    let set = rolling(json!({"readyReplicas": 2, "availableReplicas": 2, "updatedReplicas": 3}));
    assert_eq!(derive(&set, Evidence::default()).status, Status::Updating);
}

#[test]
fn a_rollout_between_two_pods_has_nothing_to_wait_for() {
    let set = rolling(json!({"updatedReplicas": 1}));
    let view = with_pods(&set, &[ready(0, OLD), ready(1, OLD), ready(2, NEW)]);
    assert_eq!((view.status, view.reason), (Status::Updating, None));
}

#[test]
fn a_set_with_surplus_pods_is_updating_and_waits_for_the_highest() {
    let set = set(json!({"spec": {"replicas": 1}, "status": {"replicas": 3}}));
    let view = with_pods(&set, &[ready(0, OLD), ready(1, OLD), pod(2, OLD, terminating())]);
    assert_eq!((view.status, view.counts.desired, view.counts.created), (Status::Updating, 1, 3));
    assert_eq!(view.reason, Some(Reason::OnItsWay { pod: "web-2".into(), word: "Terminating".into() }));
}

#[test]
fn a_set_whose_pods_are_ready_but_not_available_yet_is_starting() {
    let set = set(json!({"spec": {"minReadySeconds": 60}, "status": {"availableReplicas": 2}}));
    assert_eq!(derive(&set, Evidence::default()).status, Status::Starting);
}

/// The caret and the reason stood at the next ordinal, which the controller does not touch before `minReadySeconds` are
/// over, and nowhere once all pods were ready.
#[test]
fn a_pod_that_is_ready_and_not_available_yet_is_what_the_controller_waits_for() {
    let since = |time: &str| json!({"status": {"conditions": [{"type": "Ready", "status": "True", "lastTransitionTime": time}]}});
    let (early, late) = ("2026-11-21T09:00:09Z", "2026-11-21T09:20:00Z");
    let slow = |available: u32, status: Value| {
        let status = patched(status, json!({"availableReplicas": available}));
        set(json!({"spec": {"minReadySeconds": 60}, "status": status}))
    };
    let waits = |set: &SetRow, pods: &[Arc<PodRow>]| {
        with_pods(set, pods).reason.map(|reason| said(&reason)[0].clone())
    };
    let words = |pod: &str| Some(format!("{pod}: ready, available only after 60 s (minReadySeconds)"));

    let coming = slow(1, json!({"replicas": 2, "readyReplicas": 2}));
    let pods = [pod(0, OLD, since(early)), pod(1, OLD, since(late))];
    assert_eq!(waits(&coming, &pods), words("web-1"), "web-2 is not created before web-1 is available");
    let all_ready = [pod(0, OLD, since(late)), pod(1, OLD, since(early)), pod(2, OLD, since(early))];
    assert_eq!(waits(&slow(2, json!({})), &all_ready), words("web-0"), "all are ready");
    assert_eq!(waits(&slow(3, json!({})), &all_ready), None);
    let two = json!({"currentRevision": OLD, "updateRevision": NEW, "updatedReplicas": 1});
    let rolled = [pod(0, OLD, since(early)), pod(1, OLD, since(early)), pod(2, NEW, since(late))];
    assert_eq!(waits(&slow(2, two.clone()), &rolled), words("web-2"), "a rollout waits for it as well");
    assert_eq!(waits(&slow(3, two), &rolled), None);
    // Of the watches that of the pods may be ahead.
    assert_eq!(waits(&slow(1, json!({"replicas": 2, "readyReplicas": 1})), &pods), words("web-1"));
}

// Strategies.

#[test]
fn a_finished_canary_is_running_with_a_note_of_the_ordinals_below_the_partition() {
    let canary = |start: u32, partition: u32| {
        let row = set(json!({
            "spec": {"replicas": 5, "ordinals": {"start": start}, "updateStrategy": {"rollingUpdate": {"partition": partition}}},
            "status": {"replicas": 5, "readyReplicas": 5, "availableReplicas": 5, "currentReplicas": 3, "updatedReplicas": 2,
                "currentRevision": OLD, "updateRevision": NEW}
        }));
        derive(&row, Evidence::default())
    };
    let view = canary(0, 3);
    assert_eq!((view.status, view.counts.updated, view.counts.to_update), (Status::Running, 2, 2));
    assert_eq!(view.notes, [Note::Canary { first: 0, last: 2 }]);
    assert_eq!(view.notes[0].say(Locale::En), "canary: ordinals 0–2 stay on the old revision");
    // The partition is an offset from the first ordinal.
    assert_eq!(canary(10, 3).notes, [Note::Canary { first: 10, last: 12 }]);
    assert_eq!(canary(0, 2).status, Status::Updating);
    let held = canary(0, 7);
    assert_eq!((held.status, held.notes), (Status::Running, vec![Note::HeldByPartition { partition: 7 }]));
    assert_eq!(canary(0, 5).notes, [Note::HeldByPartition { partition: 5 }]);
}

#[test]
fn a_partition_without_a_second_revision_needs_no_note() {
    let row = set(json!({"spec": {"updateStrategy": {"rollingUpdate": {"partition": 2}}}}));
    assert_eq!(derive(&row, Evidence::default()).notes, []);
}

fn on_delete(status: Value) -> SetRow {
    set(patched(
        json!({"spec": {"updateStrategy": {"type": "OnDelete", "rollingUpdate": null}}, "status": {"currentRevision": OLD, "updateRevision": NEW}}),
        json!({"status": status}),
    ))
}

#[test]
fn with_on_delete_a_set_is_running_while_old_pods_wait_to_be_deleted() {
    let set = on_delete(json!({"updatedReplicas": 1, "currentReplicas": 2}));
    let view = with_pods(&set, &[ready(0, OLD), ready(1, OLD), ready(2, NEW)]);
    assert_eq!(
        (view.status, view.notes.as_slice()),
        (Status::Running, &[Note::WaitForDelete { pods: 2 }][..])
    );
    assert_eq!(view.notes[0].say(Locale::Zh), "2 个旧版本容器组等待手动删除后更新");
    assert_eq!(derive(&set, Evidence::default()).notes, [Note::WaitForDelete { pods: 2 }]);
}

#[test]
fn with_on_delete_a_deleted_pod_that_comes_back_is_starting() {
    let set =
        on_delete(json!({"replicas": 2, "readyReplicas": 2, "availableReplicas": 2, "updatedReplicas": 0}));
    let view = with_pods(&set, &[ready(0, OLD), ready(1, OLD)]);
    assert_eq!(
        (view.status, view.reason),
        (Status::Starting, Some(Reason::NotCreated { pod: "web-2".into() }))
    );
}

#[test]
fn a_broken_pod_of_an_old_revision_that_holds_up_an_ordered_rollout_is_pointed_out() {
    // The rollback that does not unstick: kubernetes/kubernetes#67250.
    let set = rolling(json!({"readyReplicas": 2, "availableReplicas": 2, "updatedReplicas": 2}));
    let broken =
        |revision: &str| pod(2, revision, unready("Pending", waiting("ImagePullBackOff", "not found")));
    let view = with_pods(&set, &[ready(0, NEW), ready(1, NEW), broken("web-55555")]);
    assert_eq!(view.status, Status::Failing);
    assert_eq!(view.notes, [Note::Blocked { pod: "web-2".into() }]);
    let advancing = with_pods(&set, &[ready(0, OLD), ready(1, OLD), broken(NEW)]);
    assert_eq!(advancing.notes, []);
}

/// The page asked for the deletion of a pod that the controller was deleting by itself.
#[test]
fn a_pod_that_has_ended_is_replaced_without_anybody_s_help() {
    let set = rolling(json!({"readyReplicas": 2, "availableReplicas": 2, "updatedReplicas": 2}));
    let evicted = pod(2, OLD, json!({"status": {"phase": "Failed", "reason": "Evicted"}}));
    assert_eq!(with_pods(&set, &[ready(0, NEW), ready(1, NEW), evicted.clone()]).notes, []);
    let by_hand =
        with_pods(&on_delete(json!({"updatedReplicas": 1})), &[ready(0, OLD), ready(1, NEW), evicted]);
    assert_eq!(by_hand.notes, [Note::WaitForDelete { pods: 1 }]);
}

#[test]
fn a_strategy_newer_than_this_program_is_updating_while_two_revisions_remain() {
    let row = set(json!({"spec": {"updateStrategy": {"type": "Recreate", "rollingUpdate": null}},
        "status": {"currentRevision": OLD, "updateRevision": NEW, "updatedReplicas": 0}}));
    assert_eq!(derive(&row, Evidence::default()).status, Status::Updating);
}

#[test]
fn pods_of_a_set_that_starts_at_ten_are_its_own_ordinals() {
    let row = set(json!({"spec": {"replicas": 2, "ordinals": {"start": 10}},
        "status": {"replicas": 1, "readyReplicas": 1, "availableReplicas": 1, "updatedReplicas": 1}}));
    let view = with_pods(&row, &[ready(10, OLD)]);
    assert_eq!(view.reason, Some(Reason::NotCreated { pod: "web-11".into() }));
}

#[test]
fn every_status_reason_and_note_speaks_both_languages() {
    let (pod, message) = (String::from("web-0"), String::from("why"));
    let reasons = [
        Reason::Refused { message: message.clone() },
        Reason::NotReady { pod: pod.clone(), message: String::new(), times: 0 },
        Reason::NodeGone { pod: pod.clone(), node: "n".into(), message: message.clone() },
        Reason::Setup { pod: pod.clone(), message },
        Reason::NotAvailable { pod: pod.clone(), seconds: 30 },
        Reason::Ending { pods: 1 },
        Reason::Remembered { replicas: 1 },
    ];
    for reason in &reasons {
        let [en, zh] = said(reason);
        assert!(en.is_ascii() && !zh.is_ascii() && !en.is_empty(), "{en} {zh}");
    }
    let notes = [
        Note::NotObserved,
        Note::Canary { first: 0, last: 0 },
        Note::HeldByPartition { partition: 3 },
        Note::WaitForDelete { pods: 1 },
        Note::Blocked { pod },
        Note::AlsoFailing { pods: 1 },
    ];
    for note in &notes {
        assert!(note.say(Locale::En).is_ascii() && !note.say(Locale::Zh).is_ascii());
    }
}
