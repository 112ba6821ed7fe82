//! Where the controller is: which ordinal it works on or waits for
//! (`k/k pkg/controller/statefulset/stateful_set_control.go` updateStatefulSet).
//!
//! It first brings the wanted ordinals up from the lowest, then takes surplus ones down from the highest, and only
//! when all is well replaces pods of an old revision from the highest down to the partition. With `OrderedReady` each
//! step waits for the one before; with `Parallel` only replacing does.

use crate::rows::pod::PodRow;
use crate::rows::set::SetRow;

/// Whether the controller has not acted on the newest spec yet.
pub fn is_behind(set: &SetRow) -> bool {
    set.status.observed_generation < set.meta.generation
}

/// Whether the revision of the present template is not the one that the set comes from.
pub fn has_two_revisions(set: &SetRow) -> bool {
    let (current, update) = (&set.status.current_revision, &set.status.update_revision);
    !update.is_empty() && !current.is_empty() && current != update
}

/// Whether a pod is of another revision than the present template.
pub fn is_old(set: &SetRow, pod: &PodRow) -> bool {
    let update = &set.status.update_revision;
    !update.is_empty() && !pod.revision().is_empty() && pod.revision() != update
}

/// Whether a pod is among the wanted ordinals.
pub fn is_wanted(set: &SetRow, pod: &PodRow) -> bool {
    pod.ordinal().is_some_and(|ordinal| set.wants(ordinal))
}

/// The lowest wanted ordinal whose pod is missing, ending, not ready or not available yet. `own` is in the order of
/// ordinals.
pub fn first_unready(set: &SetRow, own: &[&PodRow]) -> Option<u32> {
    let mut expected = set.start();
    let unavailable = unavailable(set, own);
    for pod in own.iter().filter(|pod| is_wanted(set, pod)) {
        if pod.ordinal() != Some(expected) || !is_well(pod) || unavailable.contains(&pod.ordinal()) {
            return Some(expected);
        }
        expected = expected.saturating_add(1);
    }
    set.wants(expected).then_some(expected)
}

/// The ordinal that the controller is at now; none when all is as wanted, or when it works on many at once.
pub fn controller_at(set: &SetRow, own: &[&PodRow]) -> Option<u32> {
    if set.meta.is_deleting() {
        return None;
    }
    if !set.is_ordered() {
        return next_to_update(set, own);
    }
    first_unready(set, own).or_else(|| last_surplus(set, own)).or_else(|| next_to_update(set, own))
}

/// Whether a broken pod holds up an ordered rollout that would replace it: the controller waits for every pod to be
/// ready before it replaces any (kubernetes/kubernetes#67250). One that has ended it replaces by itself.
pub fn is_blocking(set: &SetRow, pod: &PodRow) -> bool {
    let strategy = &set.spec.update_strategy;
    let is_replaced = pod.ordinal().is_some_and(|ordinal| is_above_partition(set, ordinal));
    set.is_ordered() && strategy.is_rolling() && is_old(set, pod) && is_replaced && !pod.is_terminal()
}

/// Ordinals of the pods that are ready and not for `minReadySeconds` yet, for which an ordered controller waits as for
/// pods that are not ready. The set's status says how many pods are available; those that became ready last are not.
pub fn unavailable(set: &SetRow, own: &[&PodRow]) -> Vec<Option<u32>> {
    if set.spec.min_ready_seconds == 0 {
        return Vec::new();
    }
    let mut ready: Vec<&&PodRow> = own.iter().filter(|pod| pod.is_ready()).collect();
    crate::order::sort_by_key(&mut ready, |pod| {
        (pod.condition("Ready").and_then(|ready| ready.since).map(|since| since.millis), pod.ordinal())
    });
    let available = usize::try_from(set.status.available_replicas).unwrap_or(usize::MAX);
    ready.into_iter().skip(available).map(|pod| pod.ordinal()).collect()
}

/// Whether a pod is ready and stays.
pub fn is_well(pod: &PodRow) -> bool {
    pod.is_ready() && !pod.meta.is_deleting()
}

fn is_above_partition(set: &SetRow, ordinal: u32) -> bool {
    ordinal.checked_sub(set.start()).is_some_and(|offset| offset >= set.spec.update_strategy.partition())
}

fn last_surplus(set: &SetRow, own: &[&PodRow]) -> Option<u32> {
    own.iter().rev().find(|pod| !is_wanted(set, pod)).and_then(|pod| pod.ordinal())
}

/// From the highest ordinal down to the partition, the first that is old or, being new, not ready yet.
fn next_to_update(set: &SetRow, own: &[&PodRow]) -> Option<u32> {
    if !has_two_revisions(set) || set.spec.update_strategy.is_on_delete() {
        return None;
    }
    let mut replaced = own.iter().rev().filter(|pod| is_wanted(set, pod));
    let unavailable = unavailable(set, own);
    replaced
        .find(|pod| is_old(set, pod) || !is_well(pod) || unavailable.contains(&pod.ordinal()))
        .and_then(|pod| pod.ordinal())
        .filter(|ordinal| is_above_partition(set, *ordinal))
}
