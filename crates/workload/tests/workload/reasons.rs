//! Reasons, in the words of real components.

use std::sync::Arc;

use serde_json::{Value, json};
use workload::rows::claim::PvcRow;
use workload::rows::event::EventRow;
use workload::rows::pod::PodRow;
use workload::rows::set::SetRow;
use workload::status::cause::Cause;
use workload::status::note::Note;
use workload::status::reason::{Exit, PullCause, Reason};
use workload::status::{Evidence, SetView, Status, Tone, derive};
use workload::text::Locale;

use crate::cluster::{
    OLD, claim, container, event, patched, pending, pod, ready, set, terminating, unready, unschedulable,
    waiting,
};

const SET_UID: &str = "5f0c7a52-8f0b-4b0a-9c51-000000000001";

fn with_pods(set: &SetRow, pods: &[Arc<PodRow>]) -> SetView {
    derive(set, Evidence { pods: Some(pods), ..Evidence::default() })
}

fn with_events(set: &SetRow, pods: &[Arc<PodRow>], events: &[Arc<EventRow>]) -> SetView {
    derive(set, Evidence { pods: Some(pods), events, claims: &[] })
}

/// Two ready pods of one revision and a third as given; the set's numbers say so.
fn third(patch: Value) -> (SetRow, Vec<Arc<PodRow>>) {
    let set = set(json!({"status": {"readyReplicas": 2, "availableReplicas": 2}}));
    (set, vec![ready(0, OLD), ready(1, OLD), pod(2, OLD, patch)])
}

fn reason_of(patch: Value) -> Reason {
    let (set, pods) = third(patch);
    let view = with_pods(&set, &pods);
    assert_eq!((view.status, view.tone), (Status::Failing, Tone::Bad));
    view.reason.unwrap()
}

fn said(reason: &Reason) -> [String; 2] {
    [reason.say(Locale::En), reason.say(Locale::Zh)]
}

#[test]
fn an_image_that_does_not_exist_is_named_and_the_kubelets_words_kept() {
    let message = "Back-off pulling image \"docker.io/library/nginx:1.77\": ErrImagePull: rpc error: code = NotFound \
        desc = failed to pull and unpack image \"docker.io/library/nginx:1.77\": failed to resolve reference \
        \"docker.io/library/nginx:1.77\": docker.io/library/nginx:1.77: not found";
    let mut patch = unready("Pending", waiting("ImagePullBackOff", message));
    patch["spec"] = json!({"containers": [{"name": "nginx", "image": "nginx:1.77"}]});
    let reason = reason_of(patch);
    assert_eq!(said(&reason), ["web-2: image nginx:1.77 not found", "web-2：镜像 nginx:1.77 不存在"]);
    assert_eq!(reason.detail(), Some(message));
}

#[test]
fn the_cause_of_a_failed_pull_is_read_out_of_the_words_of_runtimes_and_registries() {
    for (word, message, cause) in [
        (
            "ErrImagePull",
            "rpc error: code = Unknown desc = Error response from daemon: manifest for x:1 not found: manifest unknown",
            PullCause::NotFound,
        ),
        (
            "ErrImagePull",
            "failed to authorize: failed to fetch oauth token: unexpected status from GET request to https://ghcr.io/token: 403 Forbidden",
            PullCause::Denied,
        ),
        (
            "ErrImagePull",
            "pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed",
            PullCause::Denied,
        ),
        ("ErrImagePull", "401 Unauthorized", PullCause::Denied),
        (
            "ImagePullBackOff",
            "failed to do request: Head \"https://reg.example/v2/x/manifests/1\": dial tcp: lookup reg.example: no such host",
            PullCause::Unreachable,
        ),
        (
            "ErrImagePull",
            "failed to do request: Head \"https://10.0.0.9/v2/\": dial tcp 10.0.0.9:443: i/o timeout",
            PullCause::Unreachable,
        ),
        (
            "ErrImagePull",
            "tls: failed to verify certificate: x509: certificate signed by unknown authority",
            PullCause::Unreachable,
        ),
        ("ErrImagePull", "toomanyrequests: You have reached your pull rate limit.", PullCause::RateLimited),
        (
            "InvalidImageName",
            "Failed to apply default image tag \"Nginx:1\": couldn't parse image name \"Nginx:1\": invalid reference format",
            PullCause::Invalid,
        ),
        (
            "ErrImageNeverPull",
            "Container image \"x:1\" is not present with pull policy of Never",
            PullCause::NeverPull,
        ),
        ("ImagePullBackOff", "Back-off pulling image \"x:1\"", PullCause::Unknown),
    ] {
        let reason = reason_of(unready("Pending", waiting(word, message)));
        assert!(
            matches!(&reason, Reason::Image { cause: read, .. } if *read == cause),
            "{word} {message}: {reason:?}"
        );
    }
}

#[test]
fn an_older_kubelet_that_hides_the_cause_in_its_back_off_is_helped_out_by_the_event() {
    let (set, pods) =
        third(unready("Pending", waiting("ImagePullBackOff", "Back-off pulling image \"nginx:1.27\"")));
    let words =
        "Failed to pull image \"nginx:1.27\": rpc error: code = NotFound desc = nginx:1.27: not found";
    let about = event(&pods[2].meta.key.uid, "Warning", "Failed", words, "2026-11-21T09:20:00Z");
    let noise =
        event(&pods[2].meta.key.uid, "Warning", "Failed", "Error: ImagePullBackOff", "2026-11-21T09:21:00Z");
    let reason = with_events(&set, &pods, &[about, noise]).reason.unwrap();
    assert_eq!(
        (reason.say(Locale::En).as_str(), reason.detail()),
        ("web-2: image nginx:1.27 not found", Some(words))
    );
}

#[test]
fn a_crash_loop_tells_the_exit_code_and_how_often() {
    let statuses = json!([container(
        "nginx",
        json!({
            "restartCount": 5,
            "state": {"waiting": {"reason": "CrashLoopBackOff", "message":
                "back-off 2m40s restarting failed container=nginx pod=web-2_shop(9d1c2f6e)"}},
            "lastState": {"terminated": {"exitCode": 1, "reason": "Error", "finishedAt": "2026-11-21T09:20:00Z"}}
        })
    )]);
    let reason = reason_of(unready("Running", statuses));
    assert_eq!(
        said(&reason),
        [
            "web-2: container nginx keeps ending: exit code 1, restarted 5 times",
            "web-2：容器 nginx 反复退出：退出码 1，已重启 5 次"
        ]
    );
    assert_eq!(
        reason.detail(),
        Some("back-off 2m40s restarting failed container=nginx pod=web-2_shop(9d1c2f6e)")
    );
}

#[test]
fn a_container_that_runs_out_of_memory_says_so() {
    let statuses = json!([container(
        "nginx",
        json!({
            "restartCount": 1, "state": {"terminated": {"exitCode": 137, "reason": "OOMKilled", "finishedAt": "2026-11-21T09:20:00Z"}}
        })
    )]);
    assert_eq!(
        said(&reason_of(unready("Running", statuses))),
        [
            "web-2: container nginx keeps ending: out of memory (OOMKilled, exit code 137), restarted once",
            "web-2：容器 nginx 反复退出：内存不足（OOMKilled，退出码 137），已重启 1 次"
        ]
    );
}

#[test]
fn a_container_between_two_crashes_still_fails_until_it_was_ready_again() {
    let running = |finished: &str, restarts: u32| {
        unready(
            "Running",
            json!([container(
                "nginx",
                json!({
                    "started": true, "restartCount": restarts, "state": {"running": {"startedAt": "2026-11-21T09:20:20Z"}},
                    "lastState": {"terminated": {"exitCode": 2, "reason": "Error", "finishedAt": finished, "message": "no config\n"}}
                })
            )]),
        )
    };
    let reason = reason_of(running("2026-11-21T09:20:00Z", 2));
    let exit = Some(Exit { code: 2, signal: 0, word: "Error".into() });
    assert!(matches!(&reason, Reason::Crash { exit: how, restarts: 2, .. } if *how == exit));
    assert_eq!(reason.detail(), Some("no config"));
    // Not ready since 09:00:05, hours after the crash of another day: it is the probe that fails now.
    let (set, pods) = third(running("2026-11-20T01:00:00Z", 2));
    assert_eq!(with_pods(&set, &pods).status, Status::Starting);
    // One crash at start, waiting for a database, is no loop.
    let (set, pods) = third(running("2026-11-21T09:20:00Z", 1));
    assert_eq!(with_pods(&set, &pods).status, Status::Starting);
}

#[test]
fn an_init_container_that_crashes_is_named() {
    let patch = patched(
        unready("Pending", waiting("PodInitializing", "")),
        json!({"spec": {"initContainers": [{"name": "migrate", "image": "app:1"}]}, "status": {"initContainerStatuses": [
            container("migrate", json!({"restartCount": 3, "state": {"waiting": {"reason": "CrashLoopBackOff", "message": "back-off"}},
                "lastState": {"terminated": {"exitCode": 1, "reason": "Error"}}}))]}}),
    );
    assert!(
        matches!(reason_of(patch), Reason::Crash { container, restarts: 3, .. } if container == "migrate")
    );
}

#[test]
fn a_missing_config_map_is_told_in_the_kubelets_words() {
    let reason = reason_of(unready(
        "Pending",
        waiting("CreateContainerConfigError", "configmap \"web-config\" not found"),
    ));
    assert_eq!(
        said(&reason),
        [
            "web-2: container nginx cannot start: configmap \"web-config\" not found",
            "web-2：容器 nginx 无法启动：configmap \"web-config\" not found"
        ]
    );
}

#[test]
fn a_waiting_word_newer_than_this_program_is_a_failure_with_its_own_name() {
    let reason = reason_of(unready("Pending", waiting("ErrSomethingNew", "")));
    assert_eq!(reason.say(Locale::En), "web-2: container nginx cannot start: ErrSomethingNew");
}

#[test]
fn an_evicted_pod_has_failed_in_the_kubelets_words() {
    let words =
        "The node was low on resource: ephemeral-storage. Threshold quantity: 1Gi, available: 512Mi. ";
    let reason = reason_of(json!({"status": {"phase": "Failed", "reason": "Evicted", "message": words,
        "conditions": null, "containerStatuses": null}}));
    assert_eq!(reason.say(Locale::En), format!("web-2: the pod failed: {}", words.trim()));
}

#[test]
fn a_pod_that_no_node_takes_is_told_in_the_schedulers_words() {
    let words = "0/3 nodes are available: 3 Insufficient cpu. preemption: 0/3 nodes are available: 3 No preemption victims found for incoming pod.";
    let reason = reason_of(unschedulable(words));
    assert_eq!(reason, Reason::Unschedulable { pod: "web-2".into(), message: words.into() });
    assert_eq!(reason.say(Locale::Zh), format!("web-2：没有节点可调度：{words}"));
}

#[test]
fn a_pod_whose_claim_is_not_bound_is_a_matter_of_storage() {
    let reason = reason_of(unschedulable(
        "0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found",
    ));
    assert!(matches!(reason, Reason::Claim { .. }));
    let reason =
        reason_of(unschedulable("0/1 nodes are available: persistentvolumeclaim \"data-web-2\" not found."));
    assert!(matches!(reason, Reason::Claim { claim, .. } if claim == "data-web-2"));
}

#[test]
fn the_provisioners_words_about_a_claim_are_better_than_the_schedulers() {
    let (set, pods) =
        third(unschedulable("0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims."));
    let claims: Vec<Arc<PvcRow>> = vec![claim("data-web-0", "Bound"), claim("data-web-2", "Pending")];
    let words = "storageclass.storage.k8s.io \"fast\" not found";
    let events = [event("pvc-data-web-2", "Warning", "ProvisioningFailed", words, "2026-11-21T09:20:00Z")];
    let view = derive(&set, Evidence { pods: Some(&pods), claims: &claims, events: &events });
    assert_eq!(
        said(&view.reason.unwrap()),
        [
            "web-2: PVC data-web-2 is not bound: storageclass.storage.k8s.io \"fast\" not found",
            "web-2：PVC data-web-2 未绑定：storageclass.storage.k8s.io \"fast\" not found"
        ]
    );
}

#[test]
fn a_claim_that_waits_for_its_first_consumer_is_no_failure() {
    let (set, pods) = third(unready("Pending", waiting("ContainerCreating", "")));
    let claims = [claim("data-web-2", "Pending")];
    let words = "waiting for first consumer to be created before binding";
    let events = [event("pvc-data-web-2", "Normal", "WaitForFirstConsumer", words, "2026-11-21T09:20:00Z")];
    let view = derive(&set, Evidence { pods: Some(&pods), claims: &claims, events: &events });
    assert_eq!(view.status, Status::Starting);
    let lost =
        derive(&set, Evidence { pods: Some(&pods), claims: &[claim("data-web-2", "Lost")], events: &[] });
    assert!(matches!(lost.reason, Some(Reason::Claim { message, .. }) if message == "Lost"));
}

const QUOTA: &str =
    "pods \"web-2\" is forbidden: exceeded quota: compute, requested: pods=1, used: pods=2, limited: pods=2";

fn refused(last: &str) -> Arc<EventRow> {
    let message = format!("create Pod web-2 in StatefulSet web failed error: {QUOTA}");
    event(SET_UID, "Warning", "FailedCreate", &message, last)
}

fn two_of_three() -> (SetRow, Vec<Arc<PodRow>>) {
    let set = set(
        json!({"status": {"replicas": 2, "readyReplicas": 2, "availableReplicas": 2, "updatedReplicas": 2}}),
    );
    (set, vec![ready(0, OLD), ready(1, OLD)])
}

#[test]
fn a_refused_creation_fails_the_set_in_the_api_servers_words() {
    let (set, pods) = two_of_three();
    let created = event(
        SET_UID,
        "Normal",
        "SuccessfulCreate",
        "create Pod web-1 in StatefulSet web successful",
        "2026-11-21T09:00:05Z",
    );
    let view = with_events(&set, &pods, &[refused("2026-11-21T09:20:00Z"), created]);
    assert_eq!(view.status, Status::Failing);
    assert_eq!(
        said(&view.reason.unwrap()),
        [
            format!("the API server refuses to create a pod: {QUOTA}"),
            format!("API Server 拒绝创建容器组：{QUOTA}")
        ]
    );
}

#[test]
fn a_refusal_older_than_the_last_created_pod_is_over() {
    let (set, pods) = two_of_three();
    assert_eq!(with_events(&set, &pods, &[refused("2026-11-21T09:00:04Z")]).status, Status::Starting);
    let created = event(SET_UID, "Normal", "SuccessfulCreate", "create Pod web-1", "2026-11-21T09:25:00Z");
    assert_eq!(
        with_events(&set, &pods, &[refused("2026-11-21T09:20:00Z"), created]).status,
        Status::Starting
    );
}

#[test]
fn a_refusal_is_over_when_no_pod_is_missing_and_none_when_it_is_about_a_namesake() {
    let complete = with_events(
        &set(json!({})),
        &[ready(0, OLD), ready(1, OLD), ready(2, OLD)],
        &[refused("2026-11-21T09:20:00Z")],
    );
    assert_eq!(complete.status, Status::Running);
    let (set, pods) = two_of_three();
    let other = event("another-uid", "Warning", "FailedCreate", QUOTA, "2026-11-21T09:20:00Z");
    assert_eq!(with_events(&set, &pods, &[other]).status, Status::Starting);
}

#[test]
fn a_pod_that_runs_without_becoming_ready_tells_what_its_probe_says() {
    let running = json!([container(
        "nginx",
        json!({"started": true, "state": {"running": {"startedAt": "2026-11-21T09:00:08Z"}}})
    )]);
    let (set, pods) = third(unready("Running", running));
    let quiet = with_pods(&set, &pods);
    assert_eq!((quiet.status, quiet.tone), (Status::Starting, Tone::Busy));
    assert_eq!(said(&quiet.reason.unwrap()), ["web-2: running, not ready yet", "web-2：运行中，尚未就绪"]);
    let words = "Readiness probe failed: HTTP probe failed with statuscode: 503";
    let events = [event(&pods[2].meta.key.uid, "Warning", "Unhealthy", words, "2026-11-21T09:20:00Z")];
    let view = with_events(&set, &pods, &events);
    assert_eq!((view.status, view.tone), (Status::Starting, Tone::Warn));
    assert_eq!(
        said(&view.reason.unwrap()),
        [format!("web-2: running, not ready: {words}"), format!("web-2：运行中，未就绪：{words}")]
    );
}

#[test]
fn of_several_containers_the_one_that_is_not_ready_is_named_and_so_is_a_readiness_gate() {
    let running = |name: &str| container(name, json!({"started": true, "state": {"running": {}}}));
    let (set, pods) = third(unready("Running", json!([running("nginx"), running("log")])));
    let reason = with_pods(&set, &pods).reason.unwrap();
    assert_eq!(reason.detail(), Some("containers with unready status: [nginx]"));

    let words = "corresponding condition of pod readiness gate \"lb\" does not exist.";
    let mut gated = unready("Running", json!([running("nginx")]));
    gated["status"]["conditions"][1]["reason"] = json!("ReadinessGatesNotReady");
    gated["status"]["conditions"][1]["message"] = json!(words);
    let (set, pods) = third(gated);
    assert_eq!(with_pods(&set, &pods).reason.unwrap().detail(), Some(words));
}

#[test]
fn a_pod_whose_volume_does_not_mount_tells_why() {
    let (set, pods) = third(unready("Pending", waiting("ContainerCreating", "")));
    let words = "Multi-Attach error for volume \"pvc-1\" Volume is already exclusively attached to one node and can't be attached to another";
    let events =
        [event(&pods[2].meta.key.uid, "Warning", "FailedAttachVolume", words, "2026-11-21T09:20:00Z")];
    let view = with_events(&set, &pods, &events);
    assert_eq!((view.status, view.tone), (Status::Starting, Tone::Warn));
    assert_eq!(view.reason.unwrap().say(Locale::En), format!("web-2: waits for volumes or network: {words}"));
}

#[test]
fn a_gated_pod_is_on_its_way_not_failing() {
    let gated = pending(
        json!([{"type": "PodScheduled", "status": "False", "reason": "SchedulingGated", "message": "Scheduling is blocked due to non-empty scheduling gates"}]),
    );
    let (set, pods) = third(gated);
    let view = with_pods(&set, &pods);
    assert_eq!(view.reason, Some(Reason::OnItsWay { pod: "web-2".into(), word: "SchedulingGated".into() }));
}

#[test]
fn several_failing_pods_are_counted_and_the_lowest_named() {
    let crash = || unready("Running", waiting("CrashLoopBackOff", "x"));
    let set = set(json!({"status": {"readyReplicas": 0, "availableReplicas": 0}}));
    let view = with_pods(&set, &[pod(2, OLD, crash()), pod(0, OLD, crash()), pod(1, OLD, crash())]);
    assert_eq!(view.reason.unwrap().pod(), Some("web-0"));
    assert_eq!(view.notes, [Note::AlsoFailing { pods: 2 }]);
}

#[test]
fn a_failing_pod_that_is_ending_or_surplus_or_anothers_does_not_fail_the_set() {
    let crash = unready("Running", waiting("CrashLoopBackOff", "x"));
    let (set, _) = third(json!({}));
    let ending = pod(2, OLD, patched(crash.clone(), terminating()));
    assert_eq!(with_pods(&set, &[ready(0, OLD), ready(1, OLD), ending]).status, Status::Starting);
    let surplus = pod(3, OLD, crash.clone());
    assert_ne!(
        with_pods(&set, &[ready(0, OLD), ready(1, OLD), ready(2, OLD), surplus]).status,
        Status::Failing
    );
    // Another set with the same labels, and a namesake's orphan: only the owner's uid tells them apart.
    let foreign = json!({"metadata": {"ownerReferences": [{"kind": "StatefulSet", "name": "web", "uid": "other", "controller": true}]}});
    let foreign = pod(2, OLD, patched(crash, foreign));
    assert_ne!(
        with_pods(&set, &[ready(0, OLD), ready(1, OLD), ready(2, OLD), foreign]).status,
        Status::Failing
    );
}

#[test]
fn without_pods_nothing_is_said_about_single_pods() {
    let (set, _) = third(json!({}));
    let view = derive(&set, Evidence::default());
    assert_eq!((view.status, view.reason), (Status::Starting, None));
}

#[test]
fn every_reason_has_a_few_words_that_fit_a_row_and_a_sort_to_filter_by() {
    let pod = || "a-very-long-name-of-a-set-12".to_owned();
    let message = || "a message of the kubelet that is far too long for a row of a list".to_owned();
    let refused = |message: &str| Reason::Refused { message: message.to_owned() };
    let exit = Exit { code: 137, signal: 0, word: "OOMKilled".into() };
    let crash = Reason::Crash {
        pod: pod(),
        container: "main".into(),
        exit: Some(exit),
        restarts: 14,
        message: message(),
    };
    let image = Reason::Image {
        pod: pod(),
        container: "main".into(),
        image: "registry.example/very/long/path:1".into(),
        cause: PullCause::NotFound,
        message: message(),
    };
    for (reason, short, cause) in [
        (refused("exceeded quota: q"), "quota exceeded, no new pods", Some(Cause::Refused)),
        (refused("admission webhook denied"), "the API server refuses pods", Some(Cause::Refused)),
        (image, "pod 12: image not found", Some(Cause::Image)),
        (crash, "pod 12: out of memory, 14 restarts", Some(Cause::Crash)),
        (
            Reason::Unschedulable { pod: pod(), message: message() },
            "pod 12: no node takes it",
            Some(Cause::Scheduling),
        ),
        (
            Reason::NotReady { pod: pod(), message: message(), times: 9 },
            "pod 12: running, not ready",
            Some(Cause::NotReady),
        ),
        (Reason::NotCreated { pod: pod() }, "pod 12: not created yet", Some(Cause::Waiting)),
        (Reason::Remembered { replicas: 3 }, "3 replicas remembered", None),
    ] {
        assert_eq!(reason.short(Locale::En), short);
        assert!(reason.short(Locale::Zh).chars().count() < 24, "{}", reason.short(Locale::Zh));
        assert_eq!(Cause::of(&reason), cause);
    }
    for cause in Cause::ALL {
        assert_eq!(Cause::read(cause.key()), Some(cause));
    }
    assert_eq!(Cause::read(""), None);
}
