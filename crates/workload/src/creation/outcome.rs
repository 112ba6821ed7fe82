//! What became of each document.

use std::collections::HashMap;

use kubewire::answer::Answer;
use kubewire::error::ApiError;
use serde_json::Value;

use crate::creation::difference::{Difference, difference};
use crate::creation::entry::Entry;
use crate::documents::identity::Identity;
use crate::notice::{Op, Target};

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
    /// It existed before; it was left as it is.
    Exists,
    /// The server refused it, or could not be asked.
    Refused {
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
                Self::Passed { warnings: answer.warnings, difference }
            }
            Err(error) if error.is_already_exists() => Self::Exists,
            Err(error) => Self::Refused { op: Op::Check(target(entry)), error },
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
        if error.is_already_exists() {
            Self::Exists
        } else {
            Self::Refused { op: Op::Create(target(entry)), error }
        }
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

/// What became of the documents so far, by what they are about.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outcomes {
    of: HashMap<Identity, Outcome>,
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
    /// Existed before.
    pub existed: usize,
    /// Were refused.
    pub refused: usize,
    /// Cannot be sent as they are.
    pub unreadable: usize,
}

impl Tally {
    /// How many a creation would try.
    pub fn to_create(self) -> usize {
        self.open + self.refused
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

    /// The text was changed: only what exists by this page is still true.
    pub fn forget_checks(&mut self) {
        self.of.retain(|_, outcome| matches!(outcome, Outcome::Created { .. }));
    }

    /// Whether there is anything that [`Outcomes::forget_checks`] would forget.
    pub fn has_checks(&self) -> bool {
        self.of.values().any(|outcome| !matches!(outcome, Outcome::Created { .. }))
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
                Some(Outcome::Exists) => &mut tally.existed,
                Some(Outcome::Refused { .. }) => &mut tally.refused,
                Some(Outcome::Passed { .. }) => {
                    tally.passed += 1;
                    &mut tally.open
                }
                Some(Outcome::Waits { .. }) => {
                    tally.waiting += 1;
                    &mut tally.open
                }
                None | Some(Outcome::Checking | Outcome::Creating) => &mut tally.open,
            };
            *counts += 1;
        }
        tally
    }
}
