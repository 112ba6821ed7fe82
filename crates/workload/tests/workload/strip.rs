use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Value, json};
use workload::rows::pod::PodRow;
use workload::rows::set::SetRow;
use workload::strip::{Cell, CellState, Cells, Revision, Strip, strip};
use workload::text::Locale;

use crate::cluster::{
    NEW, OLD, container, patched, pod, ready, rolling, set, terminating, unready, unschedulable, waiting,
};

fn cells(set: &SetRow, pods: &[Arc<PodRow>]) -> Cells {
    match strip(set, Some(pods)) {
        Strip::Cells(cells) => cells,
        Strip::Counts(counts) => panic!("{counts:?}"),
    }
}

/// The strip in one line: a letter for each state, `'` for a pod of the new revision, `^` where the controller is,
/// `|` for the partition.
fn drawn(cells: &Cells) -> String {
    let mut out = String::new();
    for (index, cell) in cells.cells.iter().enumerate() {
        if cells.partition_at == Some(index) {
            out.push('|');
        }
        out.push(match cell.state {
            CellState::Ready => 'R',
            CellState::Starting => 'S',
            CellState::NotReady => 'N',
            CellState::Failing => 'F',
            CellState::Terminating => 'T',
            CellState::Missing => '.',
            CellState::Remembered => 'o',
        });
        out.extend((cell.revision == Revision::New).then_some('\''));
        out.extend(cell.at.then_some('^'));
    }
    out.extend((cells.partition_at == Some(cells.cells.len())).then_some('|'));
    out
}

fn starting() -> Value {
    unready("Pending", waiting("ContainerCreating", ""))
}

fn not_ready() -> Value {
    unready("Running", json!([container("nginx", json!({"started": true, "state": {"running": {}}}))]))
}

fn replicas(count: u32, patch: Value) -> SetRow {
    set(patched(json!({"spec": {"replicas": count}}), patch))
}

#[test]
fn each_state_of_a_pod_has_its_cell() {
    let crash = unready("Running", waiting("CrashLoopBackOff", "x"));
    let starts_up =
        unready("Running", json!([container("nginx", json!({"started": false, "state": {"running": {}}}))]));
    let pods = [
        ready(0, OLD),
        pod(1, OLD, starting()),
        pod(2, OLD, not_ready()),
        pod(3, OLD, crash),
        pod(4, OLD, terminating()),
        pod(5, OLD, starts_up),
        pod(6, OLD, unschedulable("0/1 nodes are available: 1 Insufficient cpu.")),
    ];
    let cells = cells(&replicas(8, json!({"spec": {"podManagementPolicy": "Parallel"}})), &pods);
    assert_eq!(drawn(&cells), "RSNFTSF.");
    let reasons: Vec<_> = cells.cells.iter().map(|cell| cell.reason.as_deref()).collect();
    assert_eq!(
        reasons,
        [None, Some("ContainerCreating"), None, Some("CrashLoopBackOff"), None, None, Some("Pending"), None]
    );
    assert_eq!(
        cells.cells[7],
        Cell {
            ordinal: 7,
            state: CellState::Missing,
            revision: Revision::Unknown,
            pod: None,
            at: false,
            reason: None,
        }
    );
    assert_eq!(cells.cells[0].pod.as_deref(), Some("web-0"));
}

#[test]
fn an_ordered_start_is_at_the_lowest_ordinal_that_is_not_ready() {
    let fresh = replicas(4, json!({}));
    assert_eq!(drawn(&cells(&fresh, &[])), ".^...");
    assert_eq!(drawn(&cells(&fresh, &[ready(0, OLD), pod(1, OLD, starting())])), "RS^..");
    assert_eq!(drawn(&cells(&fresh, &[ready(0, OLD), ready(1, OLD)])), "RR.^.");
    assert_eq!(drawn(&cells(&fresh, &[ready(0, OLD), ready(2, OLD), ready(3, OLD)])), "R.^RR");
    assert_eq!(drawn(&cells(&fresh, &[ready(3, OLD), ready(1, OLD), ready(0, OLD), ready(2, OLD)])), "RRRR");
}

#[test]
fn a_parallel_start_is_at_no_single_ordinal() {
    let fresh = replicas(3, json!({"spec": {"podManagementPolicy": "Parallel"}}));
    assert_eq!(drawn(&cells(&fresh, &[ready(0, OLD), pod(1, OLD, starting())])), "RS.");
}

#[test]
fn a_rollout_goes_from_the_highest_ordinal_down() {
    let set = rolling(json!({}));
    assert_eq!(drawn(&cells(&set, &[ready(0, OLD), ready(1, OLD), ready(2, OLD)])), "RRR^");
    assert_eq!(drawn(&cells(&set, &[ready(0, OLD), ready(1, OLD), pod(2, OLD, terminating())])), "RRT^");
    assert_eq!(drawn(&cells(&set, &[ready(0, OLD), ready(1, OLD)])), "RR.^");
    assert_eq!(drawn(&cells(&set, &[ready(0, OLD), ready(1, OLD), pod(2, NEW, starting())])), "RRS'^");
    assert_eq!(drawn(&cells(&set, &[ready(0, OLD), ready(1, OLD), ready(2, NEW)])), "RR^R'");
    assert_eq!(drawn(&cells(&set, &[ready(0, NEW), ready(1, NEW), ready(2, NEW)])), "R'R'R'");
}

/// The caret stood at the next ordinal while the controller waited for `minReadySeconds` of the one before.
#[test]
fn the_caret_stays_at_a_pod_that_is_ready_and_not_available_yet() {
    let since = |time: &str| json!({"status": {"conditions": [{"type": "Ready", "status": "True", "lastTransitionTime": time}]}});
    let late = since("2026-11-21T09:20:00Z");
    let slow = json!({"spec": {"minReadySeconds": 60}, "status": {"availableReplicas": 1}});
    let pods = [ready(0, OLD), pod(1, OLD, late.clone())];
    assert_eq!(drawn(&cells(&replicas(3, slow), &pods)), "RR^.");
    let mut set = rolling(json!({"availableReplicas": 2}));
    set.spec.min_ready_seconds = 60;
    assert_eq!(drawn(&cells(&set, &[ready(0, OLD), ready(1, OLD), pod(2, NEW, late)])), "RRR'^");
}

#[test]
fn a_parallel_set_still_rolls_one_pod_after_another() {
    let mut set = rolling(json!({}));
    set.spec.pod_management_policy = "Parallel".into();
    assert_eq!(drawn(&cells(&set, &[ready(0, OLD), ready(1, OLD), pod(2, NEW, starting())])), "RRS'^");
    assert_eq!(drawn(&cells(&set, &[ready(0, OLD), ready(1, OLD), ready(2, NEW)])), "RR^R'");
}

fn partitioned(partition: u32, start: u32) -> SetRow {
    set(json!({
        "spec": {"ordinals": {"start": start}, "updateStrategy": {"rollingUpdate": {"partition": partition}}},
        "status": {"currentRevision": OLD, "updateRevision": NEW}
    }))
}

#[test]
fn the_partition_is_a_line_counted_from_the_first_ordinal() {
    let done = [ready(0, OLD), ready(1, OLD), ready(2, NEW)];
    assert_eq!(drawn(&cells(&partitioned(2, 0), &done)), "RR|R'");
    let from_ten = [ready(10, OLD), ready(11, OLD), ready(12, NEW)];
    assert_eq!(drawn(&cells(&partitioned(2, 10), &from_ten)), "RR|R'");
    assert_eq!(drawn(&cells(&partitioned(1, 10), &from_ten)), "R|R^R'");
    // Above all ordinals: nothing gets the new revision.
    assert_eq!(drawn(&cells(&partitioned(3, 0), &[ready(0, OLD), ready(1, OLD), ready(2, OLD)])), "RRR|");
    assert_eq!(drawn(&cells(&partitioned(9, 0), &[ready(0, OLD), ready(1, OLD), ready(2, OLD)])), "RRR|");
    assert_eq!(drawn(&cells(&partitioned(0, 0), &done)), "RR^R'");
}

#[test]
fn with_on_delete_old_and_new_stand_side_by_side_and_the_controller_is_nowhere() {
    let mut set = partitioned(0, 0);
    set.spec.update_strategy.kind = "OnDelete".into();
    assert_eq!(drawn(&cells(&set, &[ready(0, OLD), ready(1, NEW), ready(2, OLD)])), "RR'R");
    assert_eq!(drawn(&cells(&set, &[ready(0, OLD), ready(2, OLD)])), "R.^R");
}

#[test]
fn a_revision_is_only_called_old_or_new_where_there_are_two() {
    let only = cells(&set(json!({})), &[ready(0, OLD)]);
    assert_eq!(only.cells[0].revision, Revision::Only);
    let unlabelled = cells(
        &set(json!({})),
        &[pod(0, OLD, json!({"metadata": {"labels": {"controller-revision-hash": null}}}))],
    );
    assert_eq!(unlabelled.cells[0].revision, Revision::Unknown);
    // A pod two rollouts behind is old as well.
    assert_eq!(cells(&rolling(json!({})), &[ready(0, "web-older")]).cells[0].revision, Revision::Old);
}

#[test]
fn surplus_pods_of_a_scale_down_are_drawn_and_the_highest_goes_first() {
    let set = replicas(1, json!({}));
    assert_eq!(drawn(&cells(&set, &[ready(0, OLD), ready(1, OLD), ready(2, OLD)])), "RRR^");
    assert_eq!(drawn(&cells(&set, &[ready(0, OLD), ready(1, OLD), pod(2, OLD, terminating())])), "RRT^");
    // Wanted ordinals come first: surplus ones wait until those are well.
    assert_eq!(drawn(&cells(&set, &[pod(0, OLD, starting()), ready(1, OLD)])), "S^R");
    let moved = set_starting_at_two();
    assert_eq!(drawn(&cells(&moved, &[ready(0, OLD), ready(1, OLD), ready(2, OLD), ready(3, OLD)])), "RR^RR");
}

fn set_starting_at_two() -> SetRow {
    replicas(2, json!({"spec": {"ordinals": {"start": 2}}}))
}

#[test]
fn a_stopped_set_draws_what_the_stop_remembers() {
    let stopped = replicas(0, json!({"metadata": {"annotations": {"ordinal/replicas-before-stop": "3"}}}));
    assert_eq!(drawn(&cells(&stopped, &[])), "ooo");
    assert_eq!(drawn(&cells(&stopped, &[pod(0, OLD, terminating())])), "T^oo");
    assert_eq!(drawn(&cells(&replicas(0, json!({})), &[])), "");
    // Once it runs again, a record left behind says nothing.
    let running = replicas(1, json!({"metadata": {"annotations": {"ordinal/replicas-before-stop": "3"}}}));
    assert_eq!(drawn(&cells(&running, &[ready(0, OLD)])), "R");
}

#[test]
fn a_set_that_is_being_deleted_has_no_ordinal_that_the_controller_is_at() {
    let set = set(json!({"metadata": {"deletionTimestamp": "2026-11-21T09:30:00Z"}}));
    assert_eq!(drawn(&cells(&set, &[pod(0, OLD, terminating())])), "T..");
}

#[test]
fn pods_of_others_are_not_drawn() {
    let foreign = json!({"metadata": {"ownerReferences": [{"kind": "StatefulSet", "name": "web", "uid": "other", "controller": true}]}});
    let orphan = json!({"metadata": {"ownerReferences": null}});
    assert_eq!(
        drawn(&cells(&set(json!({})), &[ready(0, OLD), pod(1, OLD, foreign), pod(2, OLD, orphan)])),
        "R.^."
    );
}

#[test]
fn without_pods_there_are_counts_and_no_positions() {
    let set = set(json!({"status": {"readyReplicas": 2}}));
    let Strip::Counts(counts) = strip(&set, None) else { panic!("cells from nothing") };
    assert_eq!((counts.desired, counts.ready), (3, 2));
    assert_eq!(strip(&set, None).describe(Locale::En), "2 of 3 ready, 3 created; pods are not loaded");
}

#[test]
fn a_replica_count_typed_wrong_does_not_draw_millions_of_cells() {
    assert!(matches!(strip(&replicas(2_000_000_000, json!({})), Some(&[])), Strip::Counts(_)));
    let record = json!({"metadata": {"annotations": {"ordinal/replicas-before-stop": "4294967295"}}});
    assert_eq!(cells(&replicas(0, record), &[]).cells.len(), 4096);
    let high = replicas(3, json!({"spec": {"ordinals": {"start": u32::MAX - 1}}}));
    assert!(cells(&high, &[]).cells.len() <= 3);
}

#[test]
fn the_strip_reads_out_in_both_languages() {
    let strip = strip(&partitioned(1, 0), Some(&[ready(0, OLD), ready(1, OLD), pod(2, NEW, starting())]));
    assert_eq!(
        strip.describe(Locale::En),
        "Ordinals 0–1 ready, old revision; 2 starting, new revision; now at 2; partition at 1"
    );
    assert_eq!(strip.describe(Locale::Zh), "序号 0–1 就绪，旧版本；2 启动中，新版本；正在处理 2；分区在 1");
    assert_eq!(Strip::Cells(Cells::default()).describe(Locale::Zh), "没有序号");
}

prop_compose! {
    fn any_pods()(pods in prop::collection::btree_map(0_u32..12, (0_u8..5, any::<bool>()), 0..10)) -> Vec<Arc<PodRow>> {
        let patch = |state| match state {
            0 => starting(),
            1 => not_ready(),
            2 => terminating(),
            3 => unready("Running", waiting("CrashLoopBackOff", "x")),
            _ => json!({}),
        };
        pods.into_iter().map(|(ordinal, (state, new))| pod(ordinal, if new { NEW } else { OLD }, patch(state))).collect()
    }
}

proptest! {
    #[test]
    fn a_strip_has_each_wanted_ordinal_and_each_pod_once_in_order_and_at_most_one_caret(
        pods in any_pods(), start in 0_u32..5, count in 0_u32..8, partition in 0_u32..9, parallel in any::<bool>(), on_delete in any::<bool>()
    ) {
        let mut set = partitioned(partition, start);
        set.spec.replicas = Some(count);
        set.spec.pod_management_policy = if parallel { "Parallel" } else { "OrderedReady" }.into();
        if on_delete {
            set.spec.update_strategy.kind = "OnDelete".into();
        }
        let strip = cells(&set, &pods);
        let ordinals: Vec<u32> = strip.cells.iter().map(|cell| cell.ordinal).collect();
        prop_assert!(ordinals.is_sorted_by(|a, b| a < b));
        prop_assert!((start..start + count).all(|ordinal| ordinals.contains(&ordinal)));
        prop_assert!(pods.iter().all(|pod| ordinals.contains(&pod.ordinal().unwrap())));
        prop_assert!(strip.cells.iter().filter(|cell| cell.at).count() <= 1);
        prop_assert!(strip.partition_at.is_none_or(|at| at <= strip.cells.len()));
        for cell in &strip.cells {
            prop_assert_eq!(cell.pod.is_none(), cell.state == CellState::Missing);
        }
        let _ = (strip.describe(Locale::En), strip.describe(Locale::Zh));
    }
}
