//! The one word that says how a pod is: the algorithm of kubectl's printer
//! (`k/k pkg/printers/internalversion/printers.go` printPod), so that the word is the one that operators know.

use crate::rows::pod::{ContainerState, ContainerStatus, PodRow};
use crate::status::{Tone, finding};

/// How a pod is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PodState {
    /// kubectl's word: `Running`, `Init:0/1`, `CrashLoopBackOff`, `Terminating`.
    pub word: String,
    /// How to colour it.
    pub tone: Tone,
    /// Containers that are ready, sidecars among them.
    pub ready: usize,
    /// Containers that should be.
    pub containers: usize,
}

/// How a pod is.
pub fn pod_state(pod: &PodRow) -> PodState {
    let sidecars = pod.status.init_container_statuses.iter().filter(|status| pod.is_sidecar(&status.name));
    let ready = pod.status.container_statuses.iter().chain(sidecars).filter(|status| status.ready).count();
    let wanted_sidecars =
        pod.spec.init_containers.iter().filter(|init| init.restart_policy == "Always").count();
    PodState {
        word: word(pod),
        tone: tone(pod),
        ready,
        containers: pod.spec.containers.len() + wanted_sidecars,
    }
}

fn word(pod: &PodRow) -> String {
    let status = &pod.status;
    let base = if status.reason.is_empty() { status.phase.clone() } else { status.reason.clone() };
    let base = match pod.condition("PodScheduled") {
        Some(scheduled) if scheduled.reason == "SchedulingGated" => "SchedulingGated".to_owned(),
        _ => base,
    };
    let initialising = initialising(pod);
    let word = match initialising {
        Some(word) if !is_initialised(pod) => word,
        _ => running(pod, base),
    };
    if pod.meta.is_deleting() && status.reason == "NodeLost" {
        "Unknown".to_owned()
    } else if pod.meta.is_deleting() && !matches!(status.phase.as_str(), "Succeeded" | "Failed") {
        "Terminating".to_owned()
    } else {
        word
    }
}

fn is_initialised(pod: &PodRow) -> bool {
    pod.condition("Initialized").is_some_and(|condition| condition.status == "True")
}

/// The word for the first init container that has not done its part yet.
fn initialising(pod: &PodRow) -> Option<String> {
    let statuses = &pod.status.init_container_statuses;
    statuses.iter().enumerate().find_map(|(index, status)| init_word(pod, index, status))
}

fn init_word(pod: &PodRow, index: usize, status: &ContainerStatus) -> Option<String> {
    if pod.is_sidecar(&status.name) && status.started == Some(true) {
        return None;
    }
    match &status.state {
        ContainerState { terminated: Some(end), .. } if end.exit_code == 0 => None,
        ContainerState { terminated: Some(end), .. } if !end.reason.is_empty() => {
            Some(format!("Init:{}", end.reason))
        }
        ContainerState { terminated: Some(end), .. } => {
            Some(format!("Init:{}", exit(end.signal, end.exit_code)))
        }
        ContainerState { waiting: Some(wait), .. }
            if !wait.reason.is_empty() && wait.reason != "PodInitializing" =>
        {
            Some(format!("Init:{}", wait.reason))
        }
        _ => Some(format!("Init:{index}/{}", pod.spec.init_containers.len())),
    }
}

fn exit(signal: i32, code: i32) -> String {
    if signal == 0 { format!("ExitCode:{code}") } else { format!("Signal:{signal}") }
}

fn running(pod: &PodRow, base: String) -> String {
    let mut word = base;
    let mut has_running = false;
    // From the last to the first, so that the first container's trouble is the word that stays.
    for status in pod.status.container_statuses.iter().rev() {
        match &status.state {
            ContainerState { waiting: Some(wait), .. } if !wait.reason.is_empty() => {
                word.clone_from(&wait.reason);
            }
            ContainerState { terminated: Some(end), .. } if !end.reason.is_empty() => {
                word.clone_from(&end.reason);
            }
            ContainerState { terminated: Some(end), .. } => word = exit(end.signal, end.exit_code),
            ContainerState { running: Some(_), .. } if status.ready => has_running = true,
            _ => {}
        }
    }
    if word == "Completed" && has_running {
        return if pod.is_ready() { "Running" } else { "NotReady" }.to_owned();
    }
    word
}

fn tone(pod: &PodRow) -> Tone {
    if pod.meta.is_deleting() {
        Tone::Idle
    } else if finding::failure(pod, &[]).is_some() {
        Tone::Bad
    } else if pod.is_ready() {
        Tone::Good
    } else if matches!(pod.status.phase.as_str(), "Succeeded" | "Unknown") {
        Tone::Warn
    } else {
        Tone::Busy
    }
}
