//! The requests of the page: check everything, then create, and update what exists and was chosen.
//!
//! Nothing is written before the API server has accepted every document. A run goes on when the page is left, since
//! half of it would be worse; it then says by a message how it ended. A failure ends it: what exists and what does
//! not stays listed, and the next run takes up the rest.

use std::time::Duration;

use kubewire::answer::Answer;
use kubewire::discovery::unmatched;
use kubewire::error::ApiError;
use leptos::prelude::*;
use serde_json::Value;
use workload::creation::entry::Entry;
use workload::creation::outcome::{Outcome, Outcomes, Tally};
use workload::creation::{order, waits_for};
use workload::group_kind::{DEFINITION, NAMESPACE};
use workload::text::Locale;

use crate::pages::statefulsets::create::edited::Edited;
use crate::pages::statefulsets::create::kept::KeptDraft;
use crate::pages::statefulsets::create::model::{Model, Work};
use crate::pages::statefulsets::create::words;
use crate::platform::task::spawn_abortable;
use crate::platform::timer::sleep;
use crate::store::Store;
use crate::store::commands::{self, DryRun, FieldValidation};
use crate::ui::toast::{Toast, Toaster};
use crate::ui::tone::Tone;

/// How far a run goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Intent {
    /// Only ask the server whether it would take the documents.
    Check,
    /// Write them, unless one would be refused or is there already and is otherwise.
    Write,
    /// Create those that are not there yet, update those that were chosen.
    WriteRest,
}

/// How often a kind is asked for that has just been defined, and how long between: ten seconds in all.
const SERVED_WITHIN: usize = 50;
const SERVED_PAUSE: Duration = Duration::from_millis(200);

/// One run over the documents as they were when it began.
pub(super) struct Run {
    pub store: Store,
    pub entries: Vec<Entry>,
    order: Vec<usize>,
    pub outcomes: Outcomes,
    pub shown: RwSignal<Outcomes>,
    work: RwSignal<Work>,
    pub edited: Edited,
    /// There is an update that the person has not seen yet.
    pub unseen: bool,
}

/// Starts a run.
pub(super) fn start(model: Model, store: Store, toaster: Toaster, locale: Locale, intent: Intent) {
    if model.work.get_untracked() != Work::Idle {
        return;
    }
    let entries = model.entries.get_untracked();
    let mut outcomes = model.outcomes.get_untracked();
    outcomes.begin();
    model.work.set(Work::Checking);
    let (shown, work, edited) = (model.outcomes, model.work, model.edited);
    let (title, is_edit) = untrack(|| (words::title(locale, edited), edited.is_any()));
    let run = Run { store, order: order(&entries), entries, outcomes, shown, work, edited, unseen: false };
    // Not bound to the page: see above.
    let _goes_on_without_the_page = spawn_abortable(async move {
        let tally = run.go(intent).await;
        let page_is_gone = model.work.try_set(Work::Idle).is_some();
        if page_is_gone && intent != Intent::Check {
            toaster.show(ended(locale, title, tally, is_edit));
        }
    });
}

fn ended(locale: Locale, title: String, tally: Tally, edited: bool) -> Toast {
    let whole = tally.refused + tally.lost + tally.unreadable + tally.open == 0;
    Toast {
        tone: if whole { Tone::Good } else { Tone::Bad },
        title,
        text: words::ended(locale, tally, edited),
    }
}

impl Run {
    async fn go(mut self, intent: Intent) -> Tally {
        for index in self.order.clone() {
            if !self.outcomes.is_created(&self.entries[index]) {
                self.check(index).await;
            }
            // The others would get no answer either.
            if self.is_lost(index) {
                break;
            }
        }
        if self.may_write(intent) {
            self.work.try_set(Work::Creating);
            self.write_all().await;
        }
        self.outcomes.tally(&self.entries)
    }

    fn may_write(&self, intent: Intent) -> bool {
        let tally = self.outcomes.tally(&self.entries);
        let is_open = |entry: &&Entry| match self.outcomes.get(entry) {
            Some(Outcome::Exists(update)) => intent == Intent::Write || update.again,
            Some(Outcome::Undecided(_) | Outcome::Gone { .. }) => true,
            Some(Outcome::Differs { .. }) => intent == Intent::Write && entry.group_kind() != NAMESPACE,
            _ => false,
        };
        let is_undecided = self.entries.iter().any(|entry| is_open(&entry));
        intent != Intent::Check
            && !is_undecided
            && !self.unseen
            && tally.refused + tally.lost + tally.unreadable == 0
    }

    async fn write_all(&mut self) {
        for index in self.order.clone() {
            if matches!(self.outcome(index), Some(Outcome::Waits { .. })) {
                self.check(index).await;
            }
            if matches!(self.outcome(index), Some(Outcome::Passed { .. })) {
                self.create(index).await;
            } else if self.outcomes.is_chosen(&self.entries[index]) {
                self.update(index).await;
            }
            let stops = match self.outcome(index) {
                Some(
                    Outcome::Refused { .. }
                    | Outcome::Lost { .. }
                    | Outcome::Undecided(_)
                    | Outcome::Gone { .. },
                ) => true,
                Some(Outcome::Exists(update)) => update.again,
                _ => false,
            };
            if stops {
                return;
            }
        }
    }

    async fn check(&mut self, index: usize) {
        let seen = self.outcome(index).cloned();
        self.note(index, Outcome::Checking);
        if self.edited.is_of(&self.entries[index]) {
            return self.compare(index, seen).await;
        }
        let answer = self.send_when_served(index, DryRun::All).await;
        if answer.as_ref().is_err_and(ApiError::is_already_exists) {
            return self.compare(index, seen).await;
        }
        let entry = &self.entries[index];
        let exists = |other: &Entry| self.outcomes.get(other).is_some_and(Outcome::is_there);
        let other = match &answer {
            Err(error) => waits_for(entry, &self.entries, |other| exists(other) || !is_of(error, other)),
            Ok(_) => None,
        };
        let outcome = match other {
            Some(other) => Outcome::Waits { on: format!("{} {}", other.kind(), other.name()) },
            None => Outcome::of_check(entry, answer),
        };
        self.note(index, outcome.or_still(seen.as_ref()));
    }

    async fn create(&mut self, index: usize) {
        self.note(index, Outcome::Creating);
        let outcome = match self.send_when_served(index, DryRun::No).await {
            Ok(answer) => Outcome::of_creation(answer),
            // Somebody else was faster.
            Err(error) if error.is_already_exists() => return self.compare(index, None).await,
            Err(error) => Outcome::of_failed_creation(&self.entries[index], error),
        };
        self.note(index, outcome);
    }

    /// A kind that this run has just defined is served a moment after its definition was accepted: until then the
    /// server does not find it.
    async fn send_when_served(&self, index: usize, dry_run: DryRun) -> Result<Answer<Value>, ApiError> {
        for _ in 0..SERVED_WITHIN {
            let answer = self.send(index, dry_run).await;
            let is_not_served =
                answer.as_ref().is_err_and(|error| error.is_not_found() || is_unknown_kind(error));
            if !is_not_served || !self.is_defined_here(index) {
                return answer;
            }
            sleep(SERVED_PAUSE).await;
        }
        self.send(index, dry_run).await
    }

    /// Whether the definition of its kind was created by this page.
    fn is_defined_here(&self, index: usize) -> bool {
        let defined = |other: &Entry| other.group_kind() != DEFINITION || !self.outcomes.is_created(other);
        let definition = waits_for(&self.entries[index], &self.entries, defined);
        definition.is_some()
    }

    async fn send(&self, index: usize, dry_run: DryRun) -> Result<Answer<Value>, ApiError> {
        let entry = &self.entries[index];
        let (Some(value), Some(identity)) = (&entry.value, &entry.identity) else {
            return Err(ApiError::Cancelled);
        };
        commands::create(&self.store, value, &identity.namespace, dry_run, FieldValidation::Strict).await
    }

    pub fn outcome(&self, index: usize) -> Option<&Outcome> {
        self.outcomes.get(&self.entries[index])
    }

    fn is_lost(&self, index: usize) -> bool {
        matches!(self.outcome(index), Some(Outcome::Lost { .. }))
    }

    pub fn note(&mut self, index: usize, outcome: Outcome) {
        self.outcomes.set(&self.entries[index], outcome);
        // The page may be gone.
        self.shown.try_set(self.outcomes.clone());
    }
}

/// What asking for the kind gives while it is not served, or its path in plain text.
fn is_unknown_kind(error: &ApiError) -> bool {
    match error {
        ApiError::Blocked { code, .. } => *code == 404,
        error => unmatched(error).is_some(),
    }
}

/// Whether a refusal can come of another document's absence: its namespace is not found, or its kind is unknown.
fn is_of(error: &ApiError, other: &Entry) -> bool {
    match other.group_kind() {
        NAMESPACE => error.is_not_found(),
        _ => matches!(error, ApiError::Server(_)),
    }
}

/// After everything was written there is no draft to be kept.
pub(super) fn forget_finished_draft(model: Model) {
    Effect::new(move || {
        let tally = model.tally.get();
        let is_done = tally.created + tally.updated > 0;
        if is_done && tally.to_create() + tally.unreadable + tally.to_update == 0 {
            model.kept_draft.with_value(KeptDraft::forget);
        }
    });
}
