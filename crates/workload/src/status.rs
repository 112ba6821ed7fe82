//! How a set is: one table, the first row that matches wins.
//!
//! | status | when |
//! |---|---|
//! | Deleting | `deletionTimestamp` is set |
//! | Stopping | no replicas wanted, pods remain |
//! | Stopped | no replicas wanted, no pods |
//! | Failing | a pod, a claim or a refused creation gives a [`Reason`] that time does not heal |
//! | Updating | the controller has not acted on the newest spec, or pods are still to come to the new revision, or more pods are there than wanted |
//! | Starting | fewer pods ready or available than wanted |
//! | Running | otherwise |
//!
//! What is not known is not guessed: without pods, nothing about single pods is said.

pub mod cause;
pub mod claims;
pub mod finding;
pub mod note;
pub mod position;
pub mod reason;
pub mod short;

use std::sync::Arc;

use crate::order;
use crate::pod_status;
use crate::rows::claim::PvcRow;
use crate::rows::event::EventRow;
use crate::rows::pod::PodRow;
use crate::rows::set::SetRow;
use crate::status::note::Note;
use crate::status::reason::Reason;
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
    let own = evidence.pods.map(|pods| own_pods(set, pods));
    let scene = Scene { set, own: own.as_deref(), evidence, counts: counts(set) };
    let mut notes = scene.notes();
    let (status, reason) = scene.verdict(&mut notes);
    SetView { status, tone: tone(status, reason.as_ref()), reason, notes, counts: scene.counts }
}

/// The set's own pods in the order of their ordinals: pods of a namesake, and of another set with the same labels,
/// have another owner.
pub fn own_pods<'a>(set: &SetRow, pods: &'a [Arc<PodRow>]) -> Vec<&'a PodRow> {
    let mut own: Vec<&PodRow> =
        pods.iter().map(Arc::as_ref).filter(|pod| pod.owner_uid() == set.meta.key.uid).collect();
    order::sort_by_key(&mut own, |pod| pod.ordinal());
    own
}

/// The numbers of a set, from its own status.
pub fn counts(set: &SetRow) -> Counts {
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

/// A probe that fails this often in a row is worth a look: its default threshold.
const PROBE_FAILURES: u32 = 3;

fn tone(status: Status, reason: Option<&Reason>) -> Tone {
    match reason {
        Some(Reason::NodeGone { .. } | Reason::Setup { .. }) => Tone::Warn,
        Some(Reason::NotReady { times, .. }) if *times >= PROBE_FAILURES => Tone::Warn,
        _ => status.tone(),
    }
}

/// All that a verdict is made from.
struct Scene<'a> {
    set: &'a SetRow,
    own: Option<&'a [&'a PodRow]>,
    evidence: Evidence<'a>,
    counts: Counts,
}

impl Scene<'_> {
    fn verdict(&self, notes: &mut Vec<Note>) -> (Status, Option<Reason>) {
        if self.set.meta.is_deleting() {
            let finalizers = self.set.meta.finalizers.clone();
            return (Status::Deleting, (!finalizers.is_empty()).then_some(Reason::Held { finalizers }));
        }
        if self.counts.desired == 0 {
            return self.at_zero();
        }
        if let Some(failure) = self.failure(notes) {
            return (Status::Failing, Some(failure));
        }
        let Counts { desired, created, ready, available, .. } = self.counts;
        let is_new = self.set.status.observed_generation == 0;
        let status = if (position::is_behind(self.set) && !is_new) || self.is_rolling() || created > desired {
            Status::Updating
        } else if ready < desired || available < desired {
            Status::Starting
        } else {
            return (Status::Running, None);
        };
        (status, self.delay())
    }

    fn at_zero(&self) -> (Status, Option<Reason>) {
        let seen = self.own.map_or(0, |own| u32::try_from(own.len()).unwrap_or(u32::MAX));
        match seen.max(self.counts.created) {
            0 => {
                let remembered = self.set.remembered_replicas();
                (Status::Stopped, remembered.map(|replicas| Reason::Remembered { replicas }))
            }
            pods => {
                let ending = self.own.unwrap_or_default().iter().filter(|pod| pod.meta.is_deleting());
                let mut ending = ending.rev();
                let gone = ending.find_map(|pod| finding::delay(pod, &pod_status::pod_state(pod).word, &[]));
                (Status::Stopping, gone.or(Some(Reason::Ending { pods })))
            }
        }
    }

    /// Whether pods are still to come to the new revision. Below a partition the revisions differ for as long as the
    /// partition stands; without one they differ until the last new pod is ready.
    fn is_rolling(&self) -> bool {
        let strategy = &self.set.spec.update_strategy;
        position::has_two_revisions(self.set)
            && !strategy.is_on_delete()
            && (strategy.partition() == 0 || self.counts.updated < self.counts.to_update)
    }

    fn failure(&self, notes: &mut Vec<Note>) -> Option<Reason> {
        let Evidence { claims, events, .. } = self.evidence;
        let wanted = self.own.unwrap_or_default().iter().filter(|pod| position::is_wanted(self.set, pod));
        let mut failures = wanted.filter_map(|pod| Some((*pod, finding::failure(pod, events)?)));
        if let Some((pod, failure)) = failures.next() {
            let others = failures.count();
            if others > 0 {
                notes.push(Note::AlsoFailing { pods: others });
            }
            if position::is_blocking(self.set, pod) {
                notes.push(Note::Blocked { pod: pod.meta.name().to_owned() });
            }
            let is_claim = matches!(failure, Reason::Claim { .. } | Reason::Unschedulable { .. });
            let claim =
                is_claim.then(|| claims::broken_claim(self.set, pod.meta.name(), claims, events)).flatten();
            return Some(claim.unwrap_or(failure));
        }
        let stuck = self.own.and_then(|own| position::first_unready(self.set, own));
        let claim = stuck
            .and_then(|ordinal| claims::broken_claim(self.set, &self.set.pod_name(ordinal), claims, events));
        claim.or_else(|| claims::refusal(self.set, self.own, events))
    }

    /// Why it is not there yet: the pod that the controller waits for.
    fn delay(&self) -> Option<Reason> {
        let own = self.own?;
        let ordinal =
            position::controller_at(self.set, own).or_else(|| position::first_unready(self.set, own))?;
        let Some(pod) = own.iter().find(|pod| pod.ordinal() == Some(ordinal)) else {
            return Some(Reason::NotCreated { pod: self.set.pod_name(ordinal) });
        };
        let word = pod_status::pod_state(pod).word;
        if pod.is_ready() && !pod.meta.is_deleting() {
            let is_unavailable = position::unavailable(self.set, own).contains(&Some(ordinal));
            let (pod, seconds) = (pod.meta.name().to_owned(), self.set.spec.min_ready_seconds);
            return is_unavailable.then_some(Reason::NotAvailable { pod, seconds });
        }
        let on_its_way = || Reason::OnItsWay { pod: pod.meta.name().to_owned(), word: word.clone() };
        Some(finding::delay(pod, &word, self.evidence.events).unwrap_or_else(on_its_way))
    }

    fn notes(&self) -> Vec<Note> {
        let mut notes = Vec::new();
        if position::is_behind(self.set) {
            notes.push(Note::NotObserved);
        }
        if self.counts.desired == 0 || self.set.meta.is_deleting() || !position::has_two_revisions(self.set) {
            return notes;
        }
        let strategy = &self.set.spec.update_strategy;
        let (start, partition) = (self.set.start(), strategy.partition());
        if strategy.is_on_delete() {
            let pods = self.own.map_or(self.counts.created.saturating_sub(self.counts.updated), |own| {
                let stays = |pod: &&&PodRow| !pod.meta.is_deleting() && !pod.is_terminal();
                let old = own.iter().filter(stays).filter(|pod| position::is_old(self.set, pod));
                u32::try_from(old.count()).unwrap_or(u32::MAX)
            });
            notes.extend((pods > 0).then_some(Note::WaitForDelete { pods }));
        } else if partition >= self.counts.desired {
            notes.push(Note::HeldByPartition { partition });
        } else if partition > 0 && self.counts.updated >= self.counts.to_update {
            notes.push(Note::Canary { first: start, last: start.saturating_add(partition - 1) });
        }
        notes
    }
}
