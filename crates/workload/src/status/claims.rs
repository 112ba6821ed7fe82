//! What is wrong with the PVCs of a set, and with its creation of pods.

use std::sync::Arc;

use crate::rows::claim::PvcRow;
use crate::rows::event::EventRow;
use crate::rows::pod::PodRow;
use crate::rows::set::SetRow;
use crate::status::reason::Reason;

/// A PVC of a pod that is not ready: lost, or pending with the word of its provisioner. A pending PVC of a class that
/// waits for the first consumer says nothing wrong, so it is none.
pub fn broken_claim(
    set: &SetRow,
    pod: &str,
    claims: &[Arc<PvcRow>],
    events: &[Arc<EventRow>],
) -> Option<Reason> {
    set.claim_templates().find_map(|template| {
        let name = format!("{template}-{pod}");
        let is_it = |claim: &&Arc<PvcRow>| {
            claim.meta.name() == name && claim.meta.namespace() == set.meta.namespace()
        };
        let claim = claims.iter().find(is_it)?;
        let said = complaint(claim, events);
        let is_broken = claim.status.phase == "Lost" || (claim.status.phase == "Pending" && said.is_some());
        is_broken.then(|| Reason::Claim {
            pod: pod.to_owned(),
            claim: name,
            message: said.map_or_else(|| claim.status.phase.clone(), |event| event.message.clone()),
        })
    })
}

fn complaint<'a>(claim: &PvcRow, events: &'a [Arc<EventRow>]) -> Option<&'a EventRow> {
    let about = events.iter().map(Arc::as_ref).filter(|event| event.about.uid == claim.meta.key.uid);
    let last = about.max_by_key(|event| event.last_seen())?;
    // FailedBinding is written as a Normal event (`k/k pkg/controller/volume/persistentvolume/pv_controller.go`).
    matches!(last.reason.as_str(), "ProvisioningFailed" | "FailedBinding" | "ClaimLost" | "ClaimMisbound")
        .then_some(last)
}

/// The API server's refusal to create a pod or PVC, as the controller's `FailedCreate` event tells it
/// (`k/k pkg/controller/statefulset/stateful_pod_control.go` recordPodEvent). It holds while pods are missing and
/// nothing was created since.
pub fn refusal(set: &SetRow, pods: Option<&[&PodRow]>, events: &[Arc<EventRow>]) -> Option<Reason> {
    if set.status.replicas >= set.replicas() {
        return None;
    }
    let about = || events.iter().map(Arc::as_ref).filter(|event| event.about.uid == set.meta.key.uid);
    let refused = about().filter(|event| event.reason == "FailedCreate" && event.is_warning());
    let refused = refused.max_by_key(|event| event.last_seen())?;
    let created = about().filter(|event| event.reason == "SuccessfulCreate").filter_map(EventRow::last_seen);
    let pods = pods.unwrap_or_default().iter().filter_map(|pod| pod.meta.created);
    let success = created.chain(pods).max();
    (refused.last_seen() >= success)
        .then(|| Reason::Refused { message: server_words(&refused.message).to_owned() })
}

/// `create Pod web-3 in StatefulSet web failed error: pods "web-3" is forbidden: exceeded quota: …` without what the
/// controller put before the server's words.
fn server_words(message: &str) -> &str {
    message.split_once(" failed error: ").map_or(message, |(_, words)| words).trim()
}
