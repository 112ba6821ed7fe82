//! A step as the request that it is, the right that it needs, and when a wait is over.

use kubewire::access::Ask;
use kubewire::error::ApiError;
use kubewire::request::{self, Propagation, Request};
use kubewire::resource::{PODS, STATEFUL_SETS};

use crate::image::Image;
use crate::notice::{self, Op};
use crate::plan::body::is_strategic;
use crate::plan::{Step, Tag, Target};
use crate::rows::set::{Container, SetRow};

impl Step {
    /// Whether it is waited for, and nothing is sent.
    pub const fn is_wait(&self) -> bool {
        matches!(self, Self::WaitObserved | Self::WaitReady | Self::WaitStopped)
    }

    /// The request to send; none for a wait.
    pub fn request(&self, target: &Target) -> Option<Result<Request, ApiError>> {
        let Target { namespace, name, uid } = target;
        Some(match self {
            Self::Patch { scale, body } => {
                let subresource = if *scale { "/scale" } else { "" };
                request::patch(&STATEFUL_SETS.into(), namespace, name, subresource, is_strategic(body), body)
            }
            Self::Delete(propagation) => {
                request::delete(&STATEFUL_SETS.into(), namespace, name, uid, *propagation)
            }
            Self::DeleteThing(thing) => {
                let resource = thing.kind.resource().into();
                request::delete(&resource, namespace, &thing.name, &thing.uid, Propagation::Background)
            }
            Self::DeletePod(pod) => {
                request::delete(&PODS.into(), namespace, &pod.name, &pod.uid, Propagation::Background)
            }
            Self::WaitObserved | Self::WaitReady | Self::WaitStopped => return None,
        })
    }

    /// The right that it needs; none for a wait.
    pub fn ask(&self, target: &Target) -> Option<Ask> {
        let on_set = |verb| Ask::new(verb, STATEFUL_SETS, &target.namespace).named(&target.name);
        Some(match self {
            Self::Patch { scale: false, .. } => on_set("patch"),
            Self::Patch { scale: true, .. } => on_set("patch").on("scale"),
            Self::Delete(_) => on_set("delete"),
            Self::DeleteThing(thing) => {
                Ask::new("delete", thing.kind.resource(), &target.namespace).named(&thing.name)
            }
            Self::DeletePod(pod) => Ask::new("delete", PODS, &target.namespace).named(&pod.name),
            Self::WaitObserved | Self::WaitReady | Self::WaitStopped => return None,
        })
    }

    /// What it is, for the words of its failure; a wait reads the set.
    pub fn op(&self, target: &Target) -> Op {
        let named = |kind: &str, name: &str| notice::Target {
            kind: kind.to_owned(),
            name: name.to_owned(),
            namespace: target.namespace.clone(),
        };
        let set = named(STATEFUL_SETS.kind, &target.name);
        match self {
            Self::Patch { .. } => Op::Change(set),
            Self::Delete(_) => Op::Delete(set),
            Self::DeleteThing(thing) => Op::Delete(named(thing.kind.resource().kind, &thing.name)),
            Self::DeletePod(pod) => Op::Delete(named(PODS.kind, &pod.name)),
            Self::WaitObserved | Self::WaitReady | Self::WaitStopped => Op::Read(set),
        }
    }

    /// Whether a refusal means that there is nothing to do any more: what shall go is not there.
    pub fn is_content_with(&self, error: &ApiError) -> bool {
        matches!(self, Self::Delete(_) | Self::DeleteThing(_) | Self::DeletePod(_)) && error.is_not_found()
    }

    /// Whether what it waits for has come, for a set of at least the generation that the last patch made. The
    /// controller must have seen that generation: before it did, the status is of another time.
    pub fn is_over(&self, set: &SetRow, generation: i64) -> bool {
        let has_seen =
            set.meta.generation >= generation && set.status.observed_generation >= set.meta.generation;
        match self {
            Self::WaitObserved => has_seen,
            Self::WaitReady => has_seen && is_ready(set),
            Self::WaitStopped => has_seen && set.replicas() == 0 && set.status.replicas == 0,
            _ => true,
        }
    }
}

/// Whether all wanted pods are ready, available where that is another thing, and of the new revision where the
/// strategy brings them to it: when `kubectl rollout status` ends.
fn is_ready(set: &SetRow) -> bool {
    let (wanted, status, strategy) = (set.replicas(), &set.status, &set.spec.update_strategy);
    let is_available = set.spec.min_ready_seconds == 0 || status.available_replicas >= wanted;
    let updated = wanted.saturating_sub(strategy.partition());
    let is_updated = !strategy.is_rolling() || status.updated_replicas >= updated;
    status.ready_replicas >= wanted && status.replicas == wanted && is_available && is_updated
}

impl Tag {
    /// Whether it is meant for a container.
    pub fn is_for(&self, container: &Container) -> bool {
        container.name == self.container && Image::parse(&container.image).repository == self.repository
    }

    /// The image with this tag.
    pub fn image(&self) -> String {
        let join = if self.tag.starts_with('@') { "" } else { ":" };
        format!("{}{join}{}", self.repository, self.tag)
    }
}
