//! What a plan does to a set, in words: which pods in which order, which PVCs, what will undo it or stands beside it.

mod beside;
mod deletion;
mod fields;
mod pods;
mod rollout;
mod stuck;

use std::sync::Arc;

use crate::plan::around::Around;
use crate::plan::{Action, PodRef, Step, body, decide};
use crate::rows::pod::PodRow;
use crate::rows::set::SetRow;
use crate::text::Locale;

/// How much an effect matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// It happens.
    Plain,
    /// It stays as it is.
    Kept,
    /// It is not what one would expect.
    Warn,
    /// Something is lost by it.
    Loss,
}

/// One thing that will happen, or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// What.
    pub text: String,
    /// How much it matters.
    pub weight: Weight,
}

/// A set as it is now, and what is done to it.
#[derive(Debug, Clone, Copy)]
pub struct PlannedSet<'a> {
    /// The set.
    pub set: &'a SetRow,
    /// Its pods; none where they are not loaded or denied.
    pub pods: Option<&'a [Arc<PodRow>]>,
    /// What is done.
    pub steps: &'a [Step],
}

impl<'a> PlannedSet<'a> {
    /// Ordinals that have a pod; where pods are not known, those that the set says it has created.
    pub fn there(self) -> Vec<u32> {
        let start = self.set.start();
        let Some(pods) = self.pods else {
            return (start..start.saturating_add(self.set.status.replicas)).collect();
        };
        let mut ordinals: Vec<u32> = pods.iter().filter_map(|pod| pod.ordinal()).collect();
        crate::order::sort(&mut ordinals);
        ordinals
    }

    /// The pods that are deleted after the change.
    pub(super) fn deleted_pods(self) -> Vec<&'a PodRef> {
        let deleted_pods = |step: &'a Step| if let Step::DeletePod(pod) = step { Some(pod) } else { None };
        self.steps.iter().filter_map(deleted_pods).collect()
    }
}

/// The effects on one set while they are found.
struct Found<'a> {
    locale: Locale,
    set: &'a SetRow,
    now: PlannedSet<'a>,
    effects: Vec<Effect>,
}

/// What an action does to a set.
pub fn effects(locale: Locale, action: &Action, now: PlannedSet<'_>, around: &Around) -> Vec<Effect> {
    let set = now.set;
    let mut found = Found { locale, set, now, effects: Vec::new() };
    match action {
        Action::Stop => {
            found.scaling(0);
            found.remembered(now.steps);
        }
        Action::Start => {
            if set.remembered_replicas().is_none() {
                found.say(
                    Weight::Warn,
                    "No stop has recorded a count: it starts with 1 replica.".to_owned(),
                    "没有停止时记录的副本数：以 1 个副本启动。".to_owned(),
                );
            }
            found.scaling(decide::start_count(set));
        }
        Action::Scale { replicas } => found.scaling(*replicas),
        Action::Restart { .. } => found.replacing(action),
        Action::Retag { tags } => {
            if let Some(body) = body::images(set, tags) {
                found.images(&body);
            }
            found.replacing(action);
        }
        Action::Resume { all } => found.resuming(action, *all),
        Action::Pause => found.pausing(),
        Action::Mark { labels, annotations } => found.marks(&body::mark(labels, annotations)),
        Action::Delete { .. } => found.deletion(action, &now.there()),
        Action::Restore { patches } => {
            if let Some((_, body)) = patches.iter().find(|(uid, _)| *uid == set.meta.key.uid) {
                found.restored(action, body);
            }
        }
    }
    found.guards(action, around);
    found.owners(action);
    found.effects
}

impl Found<'_> {
    fn say(&mut self, weight: Weight, en: String, zh: String) {
        let text = if self.locale == Locale::Zh { zh } else { en };
        self.effects.push(Effect { text, weight });
    }
}
