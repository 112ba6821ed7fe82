//! Pods that a new template does not reach by itself, the trap of kubernetes/kubernetes#67250.
//!
//! Before the controller replaces any pod of an `OrderedReady` set, each wanted pod has to be ready and available, the
//! broken ones of whatever revision and below the partition included; it does not replace a broken one to get there
//! (`k/k pkg/controller/statefulset/stateful_set_control.go` processReplica, runForAll, updateStatefulSet), however many
//! `maxUnavailable` allows. Deleted *after* the controller has seen the change, such a pod comes back with the new
//! template; deleted before, with the old one, and so does one below the partition at any time.
//! - A pod that has Failed or Succeeded the controller deletes by itself, and for one that is ending it waits.
//! - A `Parallel` set goes on whatever its pods do, but where the gate `MaxUnavailableStatefulSet` is on, before
//!   Kubernetes 1.37, broken pods of the old revision count towards `maxUnavailable` (kubernetes/kubernetes#137409).
//! - With `OnDelete` no pod is replaced by itself, a broken one neither.

use std::sync::Arc;

use crate::plan::{Action, PodRef, body, decide};
use crate::pod_status::pod_state;
use crate::rows::pod::PodRow;
use crate::rows::set::SetRow;
use crate::status::{finding, own_pods, position};

/// A pod that stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StuckPod {
    /// Which, to be deleted after the change.
    pub pod: PodRef,
    /// kubectl's word for how it is.
    pub word: String,
    /// Deleted then, it comes back with the template that is wanted.
    pub comes_back: bool,
}

/// What holds the other pods up as long as pods are stuck.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockReason {
    /// `OrderedReady`: nothing is replaced.
    Ordered,
    /// `Parallel`, and they use up `maxUnavailable`: before Kubernetes 1.37 nothing is replaced.
    Unavailable,
    /// `OnDelete`: nothing is replaced anyway.
    OnDelete,
}

/// To which pods an action brings another template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RolloutScope {
    /// So many pods from the first one on stay.
    pub partition: u32,
    /// The template changes; else pods come to the one that is there.
    pub is_new: bool,
}

/// To which pods an action brings another template; none where that is not what it does.
pub(super) fn rollout_scope(action: &Action, set: &SetRow) -> Option<RolloutScope> {
    let partition = set.spec.update_strategy.partition();
    match action {
        Action::Restart { .. } | Action::Retag { .. } => Some(RolloutScope { partition, is_new: true }),
        Action::Resume { all } => {
            let partition = decide::resumed(set, *all).ok()?;
            position::has_two_revisions(set).then_some(RolloutScope { partition, is_new: false })
        }
        Action::Restore { patches } => {
            let (_, body) = patches.iter().find(|(uid, _)| *uid == set.meta.key.uid)?;
            let lowered = body.pointer(body::PARTITION).and_then(serde_json::Value::as_u64);
            let lowered = lowered.and_then(|partition| u32::try_from(partition).ok());
            let is_new = body::is_strategic(body);
            let is_moved = lowered.is_some() && position::has_two_revisions(set);
            (is_new || is_moved).then_some(RolloutScope { partition: lowered.unwrap_or(partition), is_new })
        }
        _ => None,
    }
}

/// How pods that are stuck hold up what an action does to a set; none where they do not.
pub fn block_reason(set: &SetRow, pods: &[Arc<PodRow>]) -> Option<BlockReason> {
    let strategy = &set.spec.update_strategy;
    if strategy.is_on_delete() {
        return Some(BlockReason::OnDelete);
    }
    if !strategy.is_rolling() {
        return None;
    }
    if set.is_ordered() {
        return Some(BlockReason::Ordered);
    }
    let most = strategy.max_unavailable_count(set.replicas())?;
    let own = own_pods(set, pods);
    let ready = own.iter().filter(|pod| position::is_wanted(set, pod) && position::is_well(pod)).count();
    let unready = usize::try_from(set.replicas()).unwrap_or(usize::MAX).saturating_sub(ready);
    (unready >= usize::try_from(most).unwrap_or(usize::MAX)).then_some(BlockReason::Unavailable)
}

/// The pods of a set that stay as they are when the action has been carried out, and hold up the others.
pub fn stuck_pods(action: &Action, set: &SetRow, pods: &[Arc<PodRow>]) -> Vec<StuckPod> {
    let (Some(scope), Some(_)) = (rollout_scope(action, set), block_reason(set, pods)) else {
        return Vec::new();
    };
    if scope.partition >= set.replicas() {
        return Vec::new();
    }
    let stuck = |pod: &PodRow| StuckPod {
        pod: PodRef {
            of: set.meta.key.uid.clone(),
            name: pod.meta.name().to_owned(),
            uid: pod.meta.key.uid.clone(),
        },
        word: word(pod),
        comes_back: is_reached(scope, set, pod),
    };
    broken_pods(set, pods).into_iter().map(stuck).collect()
}

/// The broken pods among those that a set wants, each with kubectl's word for how it is: `web-2 (CrashLoopBackOff)`.
pub(super) fn broken_names(set: &SetRow, pods: &[Arc<PodRow>]) -> Vec<String> {
    let name = |pod: &PodRow| format!("{} ({})", pod.meta.name(), word(pod));
    broken_pods(set, pods).into_iter().map(name).collect()
}

fn broken_pods<'a>(set: &SetRow, pods: &'a [Arc<PodRow>]) -> Vec<&'a PodRow> {
    let own = own_pods(set, pods);
    own.into_iter().filter(|pod| position::is_wanted(set, pod) && is_broken(pod)).collect()
}

/// Whether pods are known to hold it up until they are deleted, those that will be left out.
pub(super) fn is_held(action: &Action, set: &SetRow, pods: &[Arc<PodRow>], deleted_pods: &[&PodRef]) -> bool {
    block_reason(set, pods) == Some(BlockReason::Ordered)
        && stuck_pods(action, set, pods).iter().any(|stuck| !deleted_pods.contains(&&stuck.pod))
}

/// Whether time alone may not make it ready: it fails, or runs and is not ready. What starts, ends or has ended goes on
/// by itself.
fn is_broken(pod: &PodRow) -> bool {
    let is_unready = pod.status.phase == "Running" && finding::is_running(pod) && !pod.is_ready();
    !pod.meta.is_deleting() && !pod.is_terminal() && (finding::failure(pod, &[]).is_some() || is_unready)
}

fn is_reached(scope: RolloutScope, set: &SetRow, pod: &PodRow) -> bool {
    let offset = pod.ordinal().and_then(|ordinal| ordinal.checked_sub(set.start()));
    let is_another = scope.is_new || position::is_old(set, pod);
    is_another && offset.is_some_and(|offset| offset >= scope.partition)
}

/// `Running` says nothing of a pod that is not ready.
fn word(pod: &PodRow) -> String {
    let word = pod_state(pod).word;
    if word == "Running" { "NotReady".to_owned() } else { word }
}
