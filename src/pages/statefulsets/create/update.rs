//! The requests about an object that exists already: what a document would make of it, and making it so.

use std::sync::Arc;

use kubewire::error::ApiError;
use leptos::prelude::*;
use workload::creation::outcome::Outcome;
use workload::creation::update::{self, Update};

use crate::pages::statefulsets::create::edited::uid;
use crate::pages::statefulsets::create::run::Run;
use crate::store::commands::{self, DryRun};

/// How often an object is looked at anew that is written to all the time.
const TRIES: usize = 5;

impl Run {
    /// Asks what an update would make of an object that exists.
    pub(super) async fn compare(&mut self, index: usize, seen: Option<Outcome>) {
        let found = self.compared(index).await;
        let entry = &self.entries[index];
        // Whoever opened the page to change this set wants it changed, but sees first what that would change.
        let is_first_seen = self.edited.is_of(entry) && !matches!(seen, Some(Outcome::Exists(_)));
        self.outcomes.compare(entry, found, seen.as_ref());
        if is_first_seen {
            self.outcomes.choose(entry, true);
            self.unseen |= self.outcomes.is_chosen(entry);
        }
        self.shown.try_set(self.outcomes.clone());
    }

    async fn compared(&self, index: usize) -> Outcome {
        let entry = &self.entries[index];
        let (Some(document), Some(identity)) = (&entry.value, &entry.identity) else {
            return Outcome::of_failed_read(entry, ApiError::Cancelled);
        };
        let place = (identity.namespace.as_str(), identity.name.as_str());
        let mut conflict = ApiError::Cancelled;
        for _ in 0..TRIES {
            let beginning = self.edited.beginning_of(entry);
            let live = match commands::read(&self.store, document, place).await {
                Ok(live) => live.value,
                Err(error) if error.is_not_found() && beginning.is_some() => {
                    return Outcome::Gone { replaced: false };
                }
                Err(error) => return Outcome::of_failed_read(entry, error),
            };
            let was = beginning.as_ref().map(|beginning| beginning.uid.as_str()).unwrap_or_default();
            if !was.is_empty() && was != uid(&live) {
                return Outcome::Gone { replaced: true };
            }
            let origin = beginning.as_ref().map(|beginning| beginning.origin(self.outcomes.decisions(entry)));
            let ready = match update::update(&live, document, origin) {
                Update::Nothing => return Outcome::Unchanged,
                Update::Undecided(undecided) => return Outcome::Undecided(Arc::new(undecided)),
                Update::Ready(ready) => ready,
            };
            match commands::update(&self.store, document, place, &ready.patch, DryRun::All).await {
                Ok(answer) => return Outcome::of_comparison(&live, ready, answer),
                // Written to between the two requests.
                Err(error) if error.is_conflict() => conflict = error,
                Err(error) => return Outcome::of_failed_comparison(entry, error),
            }
        }
        Outcome::of_failed_comparison(entry, conflict)
    }

    /// Updates an object as the person saw it. If it has been changed since, it is compared anew: where the same would
    /// come of it, as when only its status changed, the update goes on, else it is asked for again.
    pub(super) async fn update(&mut self, index: usize) {
        for last in (0..TRIES).map(|nth| nth + 1 == TRIES) {
            let entry = self.entries[index].clone();
            let (Some(Outcome::Exists(update)), true) =
                (self.outcome(index), self.outcomes.is_chosen(&entry))
            else {
                return;
            };
            let update = update.clone();
            self.note(index, Outcome::Updating);
            let (Some(document), Some(identity)) = (&entry.value, &entry.identity) else { return };
            let place = (identity.namespace.as_str(), identity.name.as_str());
            match commands::update(&self.store, document, place, &update.patch, DryRun::No).await {
                Ok(answer) => {
                    if self.edited.is_of(&entry) {
                        self.edited.saved(document, answer.value, !update.theirs.is_empty());
                    }
                    return self.note(index, Outcome::Updated { warnings: answer.warnings });
                }
                Err(error) if error.is_conflict() && !last => {
                    self.compare(index, Some(Outcome::Exists(update))).await;
                }
                Err(error) => {
                    // Whatever is found there later has not been seen.
                    self.outcomes.choose(&entry, false);
                    return self.note(index, Outcome::of_failed_update(&entry, error));
                }
            }
        }
    }
}
