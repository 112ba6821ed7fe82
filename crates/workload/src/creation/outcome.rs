//! What became of each document.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use kubewire::answer::Answer;
use kubewire::error::ApiError;
use serde_json::Value;

use crate::creation::difference::{Difference, difference};
use crate::creation::entry::Entry;
use crate::creation::update::{Existing, Ready, Undecided};
use crate::documents::identity::Identity;
use crate::merge::{Conflict, Decision, Side};
use crate::notice::{Op, Target};
use crate::run;

/// What became of one document.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The server is looking at it.
    Checking,
    /// The server would take it.
    Passed {
        /// What the server remarked.
        warnings: Vec<String>,
        /// What it would make of it.
        difference: Difference,
        /// The object that it would store.
        answer: Arc<Value>,
    },
    /// It can be checked once something else of the same text exists.
    Waits {
        /// What it waits for, as `Kind name`.
        on: String,
    },
    /// The server is creating it.
    Creating,
    /// It exists now, by this page.
    Created {
        /// Its name, which the server may have made.
        name: String,
        /// Its namespace, empty where it has none.
        namespace: String,
        /// Which one of that name it is.
        uid: String,
        /// What the server remarked.
        warnings: Vec<String>,
    },
    /// It existed before and is otherwise; it is left as it is unless the person chooses to update it.
    Exists(Arc<Existing>),
    /// Others changed what the person changed, and otherwise; the person has to decide.
    Undecided(Arc<Undecided>),
    /// The object that the person began to change is gone.
    Gone {
        /// Another one of its name stands in its place.
        replaced: bool,
    },
    /// It existed before, and what is written cannot be made of it.
    Differs {
        /// What was tried.
        op: Op,
        /// Why.
        error: ApiError,
    },
    /// The server is updating it.
    Updating,
    /// It existed before, and is now as it is written, by this page.
    Updated {
        /// What the server remarked.
        warnings: Vec<String>,
    },
    /// It existed before, as it is written.
    Unchanged,
    /// The server refused it.
    Refused {
        /// What was tried.
        op: Op,
        /// Why.
        error: ApiError,
    },
    /// The connection was lost before the answer came. After a write it is not known whether it was carried out.
    Lost {
        /// What was tried.
        op: Op,
        /// Why.
        error: ApiError,
    },
}

impl Outcome {
    /// The outcome of a check.
    pub fn of_check(entry: &Entry, answer: Result<Answer<Value>, ApiError>) -> Self {
        match answer {
            Ok(answer) => {
                let sent = entry.value.as_ref();
                let difference = sent.map(|sent| difference(sent, &answer.value)).unwrap_or_default();
                Self::Passed { warnings: answer.warnings, difference, answer: Arc::new(answer.value) }
            }
            Err(error) => Self::failed(Op::Check(target(entry)), error),
        }
    }

    /// The outcome of a creation.
    pub fn of_creation(answer: Answer<Value>) -> Self {
        let text = |pointer: &str| {
            answer.value.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
        };
        let (name, namespace, uid) =
            (text("/metadata/name"), text("/metadata/namespace"), text("/metadata/uid"));
        Self::Created { name, namespace, uid, warnings: answer.warnings }
    }

    /// The outcome of a failed creation.
    pub fn of_failed_creation(entry: &Entry, error: ApiError) -> Self {
        Self::failed(Op::Create(target(entry)), error)
    }

    /// The outcome of the dry run of an update.
    pub fn of_comparison(live: &Value, ready: Ready, answer: Answer<Value>) -> Self {
        ready.tried(live, answer).map_or(Self::Unchanged, |update| Self::Exists(Arc::new(update)))
    }

    /// What is written cannot be made of the object that exists.
    pub fn of_failed_comparison(entry: &Entry, error: ApiError) -> Self {
        if is_lost(&error) {
            return Self::Lost { op: Op::Check(target(entry)), error };
        }
        Self::Differs { op: Op::Change(target(entry)), error }
    }

    /// The object that exists could not be read.
    pub fn of_failed_read(entry: &Entry, error: ApiError) -> Self {
        let op = Op::Read(target(entry));
        if is_lost(&error) { Self::Lost { op, error } } else { Self::Differs { op, error } }
    }

    /// The outcome of a failed update.
    pub fn of_failed_update(entry: &Entry, error: ApiError) -> Self {
        Self::failed(Op::Change(target(entry)), error)
    }

    fn failed(op: Op, error: ApiError) -> Self {
        if is_lost(&error) { Self::Lost { op, error } } else { Self::Refused { op, error } }
    }

    /// Whether it is not known if it was written.
    pub const fn is_in_doubt(&self) -> bool {
        matches!(self, Self::Lost { op, .. } if op.is_write())
    }

    /// What is known now: if looking failed, it is still not known whether it was written.
    #[must_use]
    pub fn or_still(self, before: Option<&Self>) -> Self {
        match (&self, before) {
            (Self::Lost { .. }, Some(before)) if before.is_in_doubt() => before.clone(),
            _ => self,
        }
    }

    /// Whether it exists, by this page or from before.
    pub const fn is_there(&self) -> bool {
        matches!(
            self,
            Self::Created { .. }
                | Self::Exists(_)
                | Self::Undecided(_)
                | Self::Differs { .. }
                | Self::Updated { .. }
                | Self::Unchanged
        )
    }
}

/// Whether there was no answer, or none of the API server's own, or it gave up waiting itself.
fn is_lost(error: &ApiError) -> bool {
    match error {
        ApiError::Server(status) => status.code == 504,
        error => matches!(run::answer::Answer::of(error), run::answer::Answer::Lost(_)),
    }
}

fn target(entry: &Entry) -> Target {
    let (name, namespace) = entry
        .identity
        .as_ref()
        .map(|identity| (identity.name.clone(), identity.namespace.clone()))
        .unwrap_or_default();
    Target { kind: entry.kind().to_owned(), name, namespace }
}

/// Whether it stays true while the text is changed.
fn is_of_writing(outcome: &Outcome) -> bool {
    matches!(outcome, Outcome::Created { .. }) || outcome.is_in_doubt()
}

/// What became of the documents so far, by what they are about.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcomes {
    of: HashMap<Identity, Outcome>,
    /// The objects that exist and that the person chose to update.
    chosen: HashSet<Identity>,
    /// What the person decided where others had changed the same. Each holds for the values that were seen, so none
    /// has to be forgotten when the text is changed.
    decisions: HashMap<Identity, Vec<Decision>>,
}

/// How many documents came to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Not tried, or passed the check, or wait for another.
    pub open: usize,
    /// Of these, passed the check.
    pub passed: usize,
    /// Of these, wait for another one of the text.
    pub waiting: usize,
    /// Exist by this page.
    pub created: usize,
    /// Were changed by others as well, and nothing is decided yet.
    pub undecided: usize,
    /// Were to be changed, and are gone.
    pub gone: usize,
    /// Existed before and are left as they are.
    pub existed: usize,
    /// Existed before and were chosen to be updated.
    pub to_update: usize,
    /// Were updated by this page.
    pub updated: usize,
    /// Existed before, just as they are written.
    pub unchanged: usize,
    /// Were refused.
    pub refused: usize,
    /// Got no answer.
    pub lost: usize,
    /// Of these, may have been written.
    pub in_doubt: usize,
    /// Cannot be sent as they are.
    pub unreadable: usize,
}

impl Tally {
    /// How many a creation would try.
    pub fn to_create(self) -> usize {
        self.open + self.refused + self.lost
    }

    /// Whether there is anything to be done.
    pub fn is_any(self) -> bool {
        self.to_create() + self.to_update > 0
    }
}

impl Outcomes {
    /// What became of a document, if it was tried.
    pub fn get(&self, entry: &Entry) -> Option<&Outcome> {
        self.of.get(entry.identity.as_ref()?)
    }

    /// Notes what became of a document.
    pub fn set(&mut self, entry: &Entry, outcome: Outcome) {
        if let Some(identity) = &entry.identity {
            self.of.insert(identity.clone(), outcome);
        }
    }

    /// A document is as if it had never been tried: what was made of it was removed.
    pub fn forget(&mut self, entry: &Entry) {
        if let Some(identity) = &entry.identity {
            self.of.remove(identity);
        }
    }

    /// The text was changed: only what exists by this page, or may, is still true. What was chosen was chosen for what
    /// one saw.
    pub fn forget_checks(&mut self) {
        self.of.retain(|_, outcome| is_of_writing(outcome));
        self.chosen.clear();
    }

    /// Everything is asked anew. What exists is remembered as it was seen, and so is what was chosen for it.
    pub fn begin(&mut self) {
        self.of.retain(|_, outcome| is_of_writing(outcome) || matches!(outcome, Outcome::Exists(_)));
    }

    /// Whether there is anything that [`Outcomes::forget_checks`] would forget.
    pub fn has_checks(&self) -> bool {
        self.of.values().any(|outcome| !is_of_writing(outcome))
    }

    /// Chooses whether an object that exists is updated or left as it is.
    pub fn choose(&mut self, entry: &Entry, update: bool) {
        if let Some(identity) = &entry.identity {
            if update {
                self.chosen.insert(identity.clone());
            } else {
                self.chosen.remove(identity);
            }
        }
    }

    /// Whether an object that exists is to be updated.
    pub fn is_chosen(&self, entry: &Entry) -> bool {
        entry.identity.as_ref().is_some_and(|identity| self.chosen.contains(identity))
            && matches!(self.get(entry), Some(Outcome::Exists(_)))
    }

    /// Notes what an update would do. A choice holds for what the person saw when it was made: if `seen` is another
    /// update, it is to be made again.
    pub fn compare(&mut self, entry: &Entry, found: Outcome, seen: Option<&Outcome>) {
        let found = match (found, seen) {
            (Outcome::Exists(new), Some(Outcome::Exists(old))) if !new.is_like(old) => {
                let was_chosen = entry.identity.as_ref().is_some_and(|identity| self.chosen.remove(identity));
                Outcome::Exists(Arc::new(Existing {
                    again: was_chosen || old.again,
                    ..Arc::unwrap_or_clone(new)
                }))
            }
            (found, seen) => found.or_still(seen),
        };
        self.set(entry, found);
    }

    /// Decides whose value a conflict ends with.
    pub fn decide(&mut self, entry: &Entry, conflict: Conflict, side: Side) {
        let Some(identity) = &entry.identity else { return };
        let all = self.decisions.entry(identity.clone()).or_default();
        all.retain(|decision| decision.conflict.path != conflict.path);
        all.push(Decision { conflict, side });
    }

    /// What the person decided about an object.
    pub fn decisions(&self, entry: &Entry) -> &[Decision] {
        let of = |identity| self.decisions.get(identity);
        entry.identity.as_ref().and_then(of).map(Vec::as_slice).unwrap_or_default()
    }

    /// What was decided about a conflict.
    pub fn side(&self, entry: &Entry, conflict: &Conflict) -> Option<Side> {
        let decision = self.decisions(entry).iter().find(|decision| decision.conflict == *conflict);
        decision.map(|decision| decision.side)
    }

    /// How many conflicts are not decided.
    pub fn conflicts(&self, entries: &[Entry]) -> usize {
        let open = |entry: &Entry| match self.get(entry) {
            Some(Outcome::Undecided(undecided)) => {
                let conflicts = undecided.conflicts.iter();
                conflicts.filter(|conflict| self.side(entry, conflict).is_none()).count()
            }
            _ => 0,
        };
        entries.iter().map(open).sum()
    }

    /// Whether a document exists by this page.
    pub fn is_created(&self, entry: &Entry) -> bool {
        matches!(self.get(entry), Some(Outcome::Created { .. }))
    }

    /// How many documents came to what.
    pub fn tally(&self, entries: &[Entry]) -> Tally {
        let mut tally = Tally::default();
        for entry in entries {
            let counts = match self.get(entry) {
                _ if !entry.problems.is_empty() => &mut tally.unreadable,
                Some(Outcome::Created { .. }) => &mut tally.created,
                Some(Outcome::Exists(_)) if self.is_chosen(entry) => &mut tally.to_update,
                Some(Outcome::Exists(_) | Outcome::Differs { .. }) => &mut tally.existed,
                Some(Outcome::Undecided(_)) if self.conflicts(std::slice::from_ref(entry)) > 0 => {
                    &mut tally.undecided
                }
                Some(Outcome::Gone { .. }) => &mut tally.gone,
                Some(Outcome::Updating) => &mut tally.to_update,
                Some(Outcome::Updated { .. }) => &mut tally.updated,
                Some(Outcome::Unchanged) => &mut tally.unchanged,
                Some(Outcome::Refused { .. }) => &mut tally.refused,
                Some(lost @ Outcome::Lost { .. }) => {
                    tally.in_doubt += usize::from(lost.is_in_doubt());
                    &mut tally.lost
                }
                Some(Outcome::Passed { .. }) => {
                    tally.passed += 1;
                    &mut tally.open
                }
                Some(Outcome::Waits { .. }) => {
                    tally.waiting += 1;
                    &mut tally.open
                }
                None | Some(Outcome::Checking | Outcome::Creating | Outcome::Undecided(_)) => &mut tally.open,
            };
            *counts += 1;
        }
        tally
    }
}
