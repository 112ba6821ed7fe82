//! What is wrong with one pod, read from its own status and, where they are known, from the events about it.

use std::sync::Arc;

use crate::rows::event::EventRow;
use crate::rows::pod::{Condition, ContainerState, ContainerStatus, PodRow, Terminated};
use crate::status::reason::{Exit, PullCause, Reason};

/// Waiting words of a healthy start; every other one is the kubelet's word for a failure
/// (`k/k pkg/kubelet/images/types.go`, `pkg/kubelet/kuberuntime/kuberuntime_container.go`).
const HEALTHY_WAITS: [&str; 3] = ["", "ContainerCreating", "PodInitializing"];
const IMAGE_WAITS: [&str; 7] = [
    "ImagePullBackOff",
    "ErrImagePull",
    "ErrImageNeverPull",
    "InvalidImageName",
    "ImageInspectError",
    "RegistryUnavailable",
    "SignatureValidationFailed",
];
/// Milliseconds between a container's end and the pod's Ready condition following it.
const CONDITION_LAG: i64 = 10_000;

/// What is wrong with a pod that time alone does not heal. A pod that is ending has no failure: it goes.
pub fn failure(pod: &PodRow, events: &[Arc<EventRow>]) -> Option<Reason> {
    if pod.meta.is_deleting() {
        return None;
    }
    if pod.status.phase == "Failed" {
        return Some(Reason::PodFailed {
            pod: pod.meta.name().to_owned(),
            word: if pod.status.reason.is_empty() { "Failed" } else { &pod.status.reason }.to_owned(),
            message: pod.status.message.clone(),
        });
    }
    let statuses = pod.status.init_container_statuses.iter().chain(&pod.status.container_statuses);
    unscheduled(pod).or_else(|| statuses.into_iter().find_map(|status| container(pod, status, events)))
}

/// Why a pod that is not failing is not ready either; none for a pod that is.
pub fn delay(pod: &PodRow, word: &str, events: &[Arc<EventRow>]) -> Option<Reason> {
    let name = pod.meta.name().to_owned();
    if pod.meta.is_deleting() {
        let taint =
            pod.condition("DisruptionTarget").filter(|target| target.reason == "DeletionByTaintManager");
        let lost = taint.map(|taint| &taint.message).or((word == "Unknown").then_some(&pod.status.message));
        return lost.map(|message| Reason::NodeGone {
            pod: name,
            node: pod.spec.node_name.clone(),
            message: message.clone(),
        });
    }
    if pod.is_ready() {
        return None;
    }
    if pod.status.phase == "Running" && is_running(pod) {
        let probe = latest(pod, events, &["Unhealthy"]);
        let message = probe.map_or_else(|| unready(pod), |event| event.message.clone());
        return Some(Reason::NotReady { pod: name, message, times: probe.map_or(0, EventRow::times) });
    }
    let setup = latest(pod, events, &["FailedMount", "FailedAttachVolume", "FailedCreatePodSandBox"]);
    setup.map(|event| Reason::Setup { pod: name, message: event.message.clone() })
}

/// Whether every container runs, so that only readiness is missing.
pub fn is_running(pod: &PodRow) -> bool {
    let statuses = &pod.status.container_statuses;
    !statuses.is_empty()
        && statuses.iter().all(|status| status.state.running.is_some() && status.started != Some(false))
}

/// What the kubelet says of readiness: which gate, or which of several containers.
fn unready(pod: &PodRow) -> String {
    let says_more =
        |ready: &&Condition| ready.reason != "ContainersNotReady" || pod.status.container_statuses.len() > 1;
    pod.condition("Ready").filter(says_more).map(|ready| ready.message.clone()).unwrap_or_default()
}

fn latest<'a>(pod: &PodRow, events: &'a [Arc<EventRow>], reasons: &[&str]) -> Option<&'a EventRow> {
    let about = |event: &&EventRow| {
        event.about.uid == pod.meta.key.uid && event.is_warning() && reasons.contains(&event.reason.as_str())
    };
    events.iter().map(Arc::as_ref).filter(about).max_by_key(|event| event.last_seen())
}

fn unscheduled(pod: &PodRow) -> Option<Reason> {
    let scheduled = pod.condition("PodScheduled")?;
    if scheduled.status != "False" || scheduled.reason != "Unschedulable" {
        return None;
    }
    let (pod, message) = (pod.meta.name().to_owned(), scheduled.message.clone());
    // `pod has unbound immediate PersistentVolumeClaims`, `persistentvolumeclaim "data-web-0" not found`.
    let is_claim = message.to_lowercase().contains("persistentvolumeclaim");
    let unschedulable = Reason::Unschedulable { pod: pod.clone(), message: message.clone() };
    Some(if is_claim { Reason::Claim { pod, claim: quoted_claim(&message), message } } else { unschedulable })
}

fn quoted_claim(message: &str) -> String {
    let after = message.split_once("persistentvolumeclaim \"").map(|(_, after)| after);
    after.and_then(|after| after.split_once('"')).map(|(name, _)| name.to_owned()).unwrap_or_default()
}

fn container(pod: &PodRow, status: &ContainerStatus, events: &[Arc<EventRow>]) -> Option<Reason> {
    match &status.state {
        ContainerState { waiting: Some(wait), .. } if wait.reason == "CrashLoopBackOff" => {
            Some(crash(pod, status, status.last_state.terminated.as_ref(), &wait.message))
        }
        ContainerState { waiting: Some(wait), .. } if IMAGE_WAITS.contains(&wait.reason.as_str()) => {
            Some(image(pod, status, events))
        }
        ContainerState { waiting: Some(wait), .. } if !HEALTHY_WAITS.contains(&wait.reason.as_str()) => {
            Some(Reason::Container {
                pod: pod.meta.name().to_owned(),
                container: status.name.clone(),
                word: wait.reason.clone(),
                message: wait.message.clone(),
            })
        }
        ContainerState { terminated: Some(end), .. } if end.exit_code != 0 => {
            Some(crash(pod, status, Some(end), &end.message))
        }
        ContainerState { running: Some(_), .. } if is_between_crashes(pod, status) => {
            Some(crash(pod, status, status.last_state.terminated.as_ref(), ""))
        }
        _ => None,
    }
}

/// Whether a container that runs just now has crashed at least twice and was not ready since: without this, a crash
/// loop would look well every time that the kubelet tries again.
fn is_between_crashes(pod: &PodRow, status: &ContainerStatus) -> bool {
    let Some(end) = &status.last_state.terminated else { return false };
    let unready_since =
        pod.condition("Ready").filter(|ready| ready.status == "False").and_then(|ready| ready.since);
    let never_ready_since = unready_since
        .zip(end.finished_at)
        .is_some_and(|(since, ended)| since.millis <= ended.millis + CONDITION_LAG);
    !status.ready && status.restart_count >= 2 && end.exit_code != 0 && never_ready_since
}

fn crash(pod: &PodRow, status: &ContainerStatus, end: Option<&Terminated>, words: &str) -> Reason {
    let last_words = end.map(|end| end.message.trim()).filter(|message| !message.is_empty());
    Reason::Crash {
        pod: pod.meta.name().to_owned(),
        container: status.name.clone(),
        exit: end.map(|end| Exit { code: end.exit_code, signal: end.signal, word: end.reason.clone() }),
        restarts: status.restart_count,
        message: last_words.unwrap_or(words).to_owned(),
    }
}

fn image(pod: &PodRow, status: &ContainerStatus, events: &[Arc<EventRow>]) -> Reason {
    let (word, said) = status.state.waiting.as_ref().map_or(("", ""), |wait| (&wait.reason, &wait.message));
    let mut cause = PullCause::read(word, said);
    let mut message = said.to_owned();
    if cause == PullCause::Unknown {
        // Before 1.31 the kubelet's back-off hides why: `Back-off pulling image "web:1"`. The event still knows.
        let about_image = |event: &&EventRow| {
            event.about.uid == pod.meta.key.uid
                && event.reason == "Failed"
                && event.message.starts_with("Failed to pull image")
                && event.message.contains(&status.image)
        };
        let event = events.iter().map(Arc::as_ref).filter(about_image).max_by_key(|event| event.last_seen());
        if let Some(event) = event {
            cause = PullCause::read(word, &event.message);
            message.clone_from(&event.message);
        }
    }
    Reason::Image {
        pod: pod.meta.name().to_owned(),
        container: status.name.clone(),
        image: wanted_image(pod, status),
        cause,
        message,
    }
}

/// The image as the spec names it; the status may hold what the runtime made of it.
fn wanted_image(pod: &PodRow, status: &ContainerStatus) -> String {
    let mut containers = pod.spec.containers.iter().chain(&pod.spec.init_containers);
    let wanted = containers.find(|container| container.name == status.name).map(|container| &container.image);
    wanted.filter(|image| !image.is_empty()).unwrap_or(&status.image).clone()
}
