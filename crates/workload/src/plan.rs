//! What shall be done to sets, before it is done: an [`Order`] is what a person asks for, a [`Plan`] is what that means
//! for each set as it is now, request by request, or why nothing is done to it.
//!
//! A plan is made anew whenever the truth may have changed (after a conflict, a pause, a reload): what the order asks
//! for and already holds is skipped, so that carrying out an order twice does nothing the second time.

pub mod around;
pub mod body;
mod decide;
pub mod effects;
mod inverse;
pub mod kubectl;
pub mod marks;
mod names;
pub mod preview;
mod step;
pub mod stuck;
mod words;

use kubewire::access::Ask;
use kubewire::request::Propagation;
use kubewire::resource::{
    HORIZONTAL_POD_AUTOSCALERS, PERSISTENT_VOLUME_CLAIMS, POD_DISRUPTION_BUDGETS, Resource, SERVICES,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::rows::set::SetRow;

pub use crate::plan::decide::{Knowing, asks, item, make, resumed, start_count};
pub use crate::plan::inverse::Inverse;

/// One set, by what tells it from a namesake.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// Its namespace.
    pub namespace: String,
    /// Its name.
    pub name: String,
    /// Its uid: a set of the same name that was made since is another one.
    pub uid: String,
}

/// A key and its value; none where it shall not be there.
pub type Pair = (String, Option<String>);

/// What shall be done to each set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
pub enum Action {
    /// To 0 replicas, remembering how many there were.
    Stop,
    /// To as many replicas as a stop remembered, or 1.
    Start,
    /// New pods of the same template, as `kubectl rollout restart` does.
    Restart {
        /// The time that is noted in the template, RFC 3339: by it, the same restart is known again.
        at: String,
    },
    /// To so many replicas.
    Scale {
        /// How many.
        replicas: u32,
    },
    /// To other image tags.
    #[serde(rename = "setImageTags")]
    Retag {
        /// Which tags.
        tags: Vec<Tag>,
    },
    /// Other labels and annotations of the set itself; its pods keep theirs.
    #[serde(rename = "setMetadata")]
    Mark {
        /// Labels.
        labels: Vec<Pair>,
        /// Annotations.
        annotations: Vec<Pair>,
    },
    /// Holds the rollout where it stands, by partition.
    Pause,
    /// Lets the rollout go on.
    Resume {
        /// To all pods, by partition 0; else as far as it went before the pause, by the partition of then.
        all: bool,
    },
    /// Deletes it.
    Delete {
        /// What becomes of its pods.
        propagation: Propagation,
        /// First to 0 replicas, so that its pods end in order.
        drain: bool,
        /// What goes with it.
        #[serde(rename = "dependents")]
        things: Vec<Thing>,
    },
    /// Back to how each set was: patches by uid, as [`Item::undo`] gives them.
    Restore {
        /// The uid of each set and its patch.
        #[serde(with = "inverse::by_uid")]
        patches: Vec<(String, Value)>,
    },
}

/// Another tag for one image.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tag {
    /// The container's name.
    pub container: String,
    /// Its image without tag and digest; a container of that name with another image is left alone.
    pub repository: String,
    /// The new tag, or a digest that begins with `@`.
    pub tag: String,
}

/// What can belong to a set and be deleted with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ThingKind {
    /// A PVC.
    #[serde(rename = "PersistentVolumeClaim")]
    Claim,
    /// A Service.
    Service,
    /// A `PodDisruptionBudget`.
    #[serde(rename = "PodDisruptionBudget")]
    Budget,
    /// A `HorizontalPodAutoscaler`.
    #[serde(rename = "HorizontalPodAutoscaler")]
    Autoscaler,
}

/// An object that belongs to a set alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Thing {
    /// The uid of the set.
    #[serde(rename = "ownerUid")]
    pub of: String,
    /// Of which kind.
    pub kind: ThingKind,
    /// Its name; it is in the namespace of the set.
    pub name: String,
    /// Its uid.
    pub uid: String,
}

/// A pod of a set that is deleted when the controller has seen the change, because the change would not reach it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PodRef {
    /// The uid of the set.
    #[serde(rename = "ownerUid")]
    pub of: String,
    /// Its name; it is in the namespace of the set.
    pub name: String,
    /// Its uid.
    pub uid: String,
}

/// How it shall be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Options {
    /// A set is done when its pods are as the change wants them, and not when the server has accepted it.
    pub wait: bool,
    /// One set after the other, each done before the next; what fails holds the rest.
    pub in_turn: bool,
}

/// What a person asks for. This is what is kept when the page is closed meanwhile.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// What.
    pub action: Action,
    /// How.
    pub options: Options,
    /// To which sets.
    pub targets: Vec<Target>,
    /// Pods of them that go after the change, see [`stuck`].
    #[serde(rename = "podsToDelete", default, skip_serializing_if = "Vec::is_empty")]
    pub delete_pods: Vec<PodRef>,
}

/// What an order means now.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    /// The order.
    pub order: Order,
    /// One for each of its targets, in their order.
    pub items: Vec<Item>,
}

/// What is done to one set.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// The set.
    pub target: Target,
    /// What.
    pub outcome: Outcome,
    /// The patch that brings it back, for [`Action::Restore`]; none where there is no way back, or nothing is done.
    pub undo: Option<Value>,
}

/// Whether something is done.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// These steps, one after the other, each when the one before has succeeded.
    Do(Vec<Step>),
    /// Nothing.
    Skip(Skip),
}

/// Why nothing is done to a set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Skip {
    /// It is not there any more.
    Gone,
    /// Another set has its name now.
    Replaced,
    /// It is being deleted.
    Deleting,
    /// The person may not.
    Denied(Box<Ask>),
    /// It has 0 replicas already. So many are there after a start: what a stop has recorded stays.
    Stopped(u32),
    /// It has replicas already.
    Running,
    /// It has 0 replicas, so there is no pod to restart.
    NoPods,
    /// It has that many replicas already.
    Scaled(u32),
    /// It is as it shall be already.
    Same,
    /// No container of it has such an image.
    NoSuchImage,
    /// Its strategy knows no partition.
    NotRolling(String),
    /// No pause is recorded on it, and it has this partition.
    NotPaused(u32),
}

/// One thing to do, or to wait for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum Step {
    /// Changes the set.
    Patch {
        /// Through the scale subresource, whose permission is one of its own.
        scale: bool,
        /// The patch, with the resource version that it is meant for: else the answer is a conflict.
        body: Value,
    },
    /// Deletes the set, if it is still the one of that uid.
    Delete(Propagation),
    /// Deletes something that belongs to it, if it is still the one of that uid. That it is not there is as good.
    #[serde(rename = "deleteDependent")]
    DeleteThing(Thing),
    /// Waits until the controller has seen the change: a pod that is deleted before comes back as it was.
    WaitObserved,
    /// Deletes a pod of it, if it is still the one of that uid and not ready.
    DeletePod(PodRef),
    /// Waits until all pods that are wanted are ready and of the revision that is wanted.
    WaitReady,
    /// Waits until it has no pod any more.
    WaitStopped,
}

impl Target {
    /// The target that a set is.
    pub fn of(set: &SetRow) -> Self {
        let key = &set.meta.key;
        Self { namespace: key.namespace.clone(), name: key.name.clone(), uid: key.uid.clone() }
    }
}

impl ThingKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Claim, Self::Service, Self::Budget, Self::Autoscaler];

    /// The resource that it is.
    pub const fn resource(self) -> Resource {
        match self {
            Self::Claim => PERSISTENT_VOLUME_CLAIMS,
            Self::Service => SERVICES,
            Self::Budget => POD_DISRUPTION_BUDGETS,
            Self::Autoscaler => HORIZONTAL_POD_AUTOSCALERS,
        }
    }
}

impl Item {
    /// Whether something is done.
    pub const fn is_done(&self) -> bool {
        matches!(self.outcome, Outcome::Do(_))
    }

    /// What is done, nothing where it is skipped.
    pub fn steps(&self) -> &[Step] {
        match &self.outcome {
            Outcome::Do(steps) => steps,
            Outcome::Skip(_) => &[],
        }
    }
}

impl Plan {
    /// How many sets something is done to.
    pub fn count(&self) -> usize {
        self.items.iter().filter(|item| item.is_done()).count()
    }
}
