//! kubectl's own test table (`k/k pkg/printers/internalversion/printers_test.go` `TestPrintPod`), in our words.

use serde_json::{Value, json};
use workload::pod_status::{PodState, pod_state};
use workload::rows::pod::PodRow;
use workload::status::Tone;

use crate::cluster::{container, decode, pod, terminating, unready, unschedulable, waiting};

fn state(patch: Value) -> PodState {
    pod_state(&pod(0, "r", patch))
}

fn inits(containers: Value, statuses: Value) -> Value {
    json!({
        "spec": {"initContainers": containers},
        "status": {
            "phase": "Pending", "initContainerStatuses": statuses,
            "conditions": [{"type": "Initialized", "status": "False"}],
            "containerStatuses": waiting("PodInitializing", "")
        }
    })
}

#[test]
fn a_ready_pod_is_running() {
    let state = state(json!({}));
    assert_eq!(state, PodState { word: "Running".into(), tone: Tone::Good, ready: 1, containers: 1 });
}

#[test]
fn the_word_is_kubectls_word() {
    let end = |patch: Value| json!([container("nginx", json!({"state": {"terminated": patch}}))]);
    for (patch, word, tone) in [
        (unschedulable("0/1 nodes are available"), "Pending", Tone::Bad),
        (unready("Pending", json!(null)), "Pending", Tone::Busy),
        (unready("Pending", waiting("ContainerCreating", "")), "ContainerCreating", Tone::Busy),
        (unready("Pending", waiting("ImagePullBackOff", "x")), "ImagePullBackOff", Tone::Bad),
        (unready("Running", waiting("CrashLoopBackOff", "x")), "CrashLoopBackOff", Tone::Bad),
        (unready("Running", end(json!({"exitCode": 1, "reason": "Error"}))), "Error", Tone::Bad),
        (unready("Running", end(json!({"exitCode": 137, "reason": "OOMKilled"}))), "OOMKilled", Tone::Bad),
        (unready("Running", end(json!({"exitCode": 3}))), "ExitCode:3", Tone::Bad),
        (unready("Running", end(json!({"exitCode": 137, "signal": 9}))), "Signal:9", Tone::Bad),
        (unready("Succeeded", end(json!({"exitCode": 0, "reason": "Completed"}))), "Completed", Tone::Warn),
        (
            json!({"status": {"phase": "Failed", "reason": "Evicted", "containerStatuses": null}}),
            "Evicted",
            Tone::Bad,
        ),
        (
            json!({"status": {"phase": "Unknown", "conditions": null, "containerStatuses": null}}),
            "Unknown",
            Tone::Warn,
        ),
        (terminating(), "Terminating", Tone::Idle),
    ] {
        let state = state(patch);
        assert_eq!((state.word.as_str(), state.tone), (word, tone));
    }
}

#[test]
fn a_pod_of_a_lost_node_that_is_being_deleted_is_unknown() {
    let mut patch = terminating();
    patch["status"] = json!({"reason": "NodeLost"});
    assert_eq!(state(patch).word, "Unknown");
}

#[test]
fn a_gated_pod_says_that_scheduling_waits() {
    let patch = json!({"status": {"phase": "Pending", "containerStatuses": null,
        "conditions": [{"type": "PodScheduled", "status": "False", "reason": "SchedulingGated"}]}});
    assert_eq!(state(patch).word, "SchedulingGated");
}

#[test]
fn init_containers_speak_first_until_they_are_done() {
    let two = json!([{"name": "a", "image": "x"}, {"name": "b", "image": "x"}]);
    let done = container("a", json!({"state": {"terminated": {"exitCode": 0, "reason": "Completed"}}}));
    let b = |state: Value| json!([done, container("b", json!({"state": state}))]);
    for (statuses, word) in [
        (json!([container("a", json!({"state": {"waiting": {"reason": "PodInitializing"}}}))]), "Init:0/2"),
        (b(json!({"running": {}})), "Init:1/2"),
        (b(json!({"waiting": {"reason": "CrashLoopBackOff"}})), "Init:CrashLoopBackOff"),
        (b(json!({"waiting": {"reason": "ImagePullBackOff"}})), "Init:ImagePullBackOff"),
        (b(json!({"terminated": {"exitCode": 2, "reason": "Error"}})), "Init:Error"),
        (b(json!({"terminated": {"exitCode": 2}})), "Init:ExitCode:2"),
        (b(json!({"terminated": {"exitCode": 2, "signal": 15}})), "Init:Signal:15"),
    ] {
        assert_eq!(state(inits(two.clone(), statuses)).word, word);
    }
}

#[test]
fn an_initialised_pod_is_not_initialising_again_because_a_sidecar_restarts() {
    let patch = json!({
        "spec": {"initContainers": [{"name": "proxy", "image": "x", "restartPolicy": "Always"}]},
        "status": {"initContainerStatuses": [container("proxy", json!({
            "started": false, "restartCount": 1, "state": {"waiting": {"reason": "CrashLoopBackOff"}}}))]}
    });
    assert_eq!(state(patch).word, "Running");
}

#[test]
fn a_sidecar_counts_among_the_containers_and_does_not_hold_up_the_word() {
    let patch = json!({
        "spec": {"initContainers": [{"name": "proxy", "image": "x", "restartPolicy": "Always"}]},
        "status": {"initContainerStatuses": [container("proxy", json!({
            "ready": true, "started": true, "restartCount": 2, "state": {"running": {}}}))]}
    });
    let row: PodRow = decode(crate::cluster::pod_value(0, "r", patch));
    let state = pod_state(&row);
    assert_eq!((state.word.as_str(), state.ready, state.containers), ("Running", 2, 2));
    assert_eq!(row.restarts(), 2);
}

#[test]
fn a_pod_of_which_one_container_has_completed_is_running_or_not_ready() {
    let statuses = json!([
        container("nginx", json!({"ready": true, "started": true, "state": {"running": {}}})),
        container("once", json!({"state": {"terminated": {"exitCode": 0, "reason": "Completed"}}}))
    ]);
    assert_eq!(state(json!({"status": {"containerStatuses": statuses}})).word, "Running");
    assert_eq!(state(unready("Running", statuses)).word, "NotReady");
}

#[test]
fn the_first_container_in_trouble_gives_the_word() {
    let statuses = json!([
        container("a", json!({"state": {"waiting": {"reason": "ErrImagePull"}}})),
        container("b", json!({"state": {"waiting": {"reason": "ContainerCreating"}}}))
    ]);
    assert_eq!(state(unready("Pending", statuses)).word, "ErrImagePull");
}
