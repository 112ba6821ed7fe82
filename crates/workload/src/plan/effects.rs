//! What a plan does to a set, in words: which pods in which order, which PVCs, what will undo it or stands beside it.

mod beside;
mod deletion;
mod fields;
mod pods;
mod rollout;

use crate::plan::around::Around;
use crate::plan::{Action, Step, body, decide};
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

/// The effects on one set while they are found.
struct Found<'a> {
    locale: Locale,
    set: &'a SetRow,
    effects: Vec<Effect>,
}

/// What an action does to a set by these steps. `there` are the ordinals that have a pod.
pub fn effects(
    locale: Locale,
    (action, steps): (&Action, &[Step]),
    set: &SetRow,
    there: &[u32],
    around: &Around,
) -> Vec<Effect> {
    let mut found = Found { locale, set, effects: Vec::new() };
    match action {
        Action::Stop => {
            found.scaling(0);
            found.remembered(steps);
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
        Action::Restart { .. } => found.replacing(),
        Action::Retag { tags } => {
            if let Some(body) = body::images(set, tags) {
                found.images(&body);
            }
            found.replacing();
        }
        Action::Resume { all } => found.resuming(*all),
        Action::Pause => found.pausing(),
        Action::Mark { labels, annotations } => found.marks(&body::mark(labels, annotations)),
        Action::Delete { .. } => found.deletion(action, there),
        Action::Restore { patches } => {
            if let Some((_, body)) = patches.iter().find(|(uid, _)| *uid == set.meta.key.uid) {
                found.restored(body);
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
