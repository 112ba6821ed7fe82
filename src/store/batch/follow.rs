//! What moves runs on besides answers: the connection that comes back, the watch that shows what is waited for, the
//! storage that tells of runs left undone.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;
use std::time::Duration;

use kubewire::access::{Ask, Verdict};
use kubewire::error::ApiError;
use kubewire::health::Health;
use kubewire::resource::STATEFUL_SETS;
use kubewire::scope::Scope;
use leptos::prelude::*;
use workload::rows::set::SetRow;
use workload::run::Run;
use workload::run::item::{Item, State};
use workload::run::wait::{Watch, watch};
use workload::run::words::Words;

use crate::platform::{task, timer, visibility};
use crate::store::Store;
use crate::store::batch::Batch;
use crate::store::watched::Watched;

/// How often a page says that it is there.
const BEAT: Duration = Duration::from_secs(5);
/// How often it looks for pages that are gone.
const SEARCH: Duration = Duration::from_secs(30);
/// How often it asks whether a refusal is one, as long as the watch is refused.
const REVIEW: Duration = Duration::from_secs(10);

pub(super) fn begin(batch: &Batch, store: &Store) {
    let (own, free) = (batch.clone(), batch.free.clone());
    Effect::new(move || {
        if free.get() {
            own.pump();
        }
    });
    let (own, kept) = (batch.clone(), store.kept());
    Effect::new(move || {
        if kept.with(Option::is_some) {
            own.search();
        }
    });
    let own = batch.clone();
    timer::every(SEARCH, move || own.search());
    let own = batch.clone();
    timer::every(BEAT, move || own.owned.beat());
    let own = batch.clone();
    visibility::on_leave(move || own.leave());
    let own = batch.clone();
    // A browser may have stopped the timers of a page out of sight, and with them whatever was waited for.
    visibility::on_change(move |is_visible| {
        if is_visible {
            own.pump();
            own.search();
        }
    });
    let own = batch.clone();
    on_cleanup(move || own.close());
    watch_awaited(batch, store);
}

/// Watches the sets of the namespaces in which something is waited for, and no longer than that.
fn watch_awaited(batch: &Batch, store: &Store) {
    let queue = batch.queue.clone();
    let places = Memo::new(move |_| {
        queue.with(|queue| {
            let items = queue.runs.iter().flat_map(|run| &run.items);
            let awaited = items.filter(|item| item.state == State::Watching);
            awaited.map(|item| item.target.namespace.clone()).collect::<BTreeSet<_>>()
        })
    });
    let (batch, store) = (batch.clone(), store.clone());
    Effect::new(move || {
        for place in places.get() {
            let sets = store.watch_for_run::<SetRow>(Scope::namespaced(STATEFUL_SETS, &place));
            let batch = batch.clone();
            let (version, loaded, health) = (sets.version(), sets.loaded(), sets.health());
            let queue = batch.queue.clone();
            review_refusals(&batch, &place, health);
            Effect::new(move || {
                version.track();
                // What begins to wait may have come before.
                queue.track();
                batch.look_for(&place, &sets, loaded.get());
            });
        }
    });
}

/// A refusal in the middle of a wait is final only after a review says so: tokens are renewed and roles are replaced by
/// deleting and creating them, and the watch is asked for again meanwhile.
fn review_refusals(batch: &Batch, place: &str, health: Signal<Health>) {
    let refused = Memo::new(move |_| health.with(refusal));
    let (batch, ask) = (batch.clone(), Ask::new("list", STATEFUL_SETS, place));
    Effect::new(move || {
        let Some(words) = refused.get() else { return };
        let (batch, ask) = (batch.clone(), ask.clone());
        task::spawn_scoped(async move {
            loop {
                if batch.rights.review(&ask).await == Verdict::Denied {
                    batch.refuse(&ask.namespace, &words);
                }
                timer::sleep(REVIEW).await;
            }
        });
    });
}

/// The server's words for why a person who is known may not read a collection.
fn refusal(health: &Health) -> Option<Words> {
    let Health::Denied(status) = health else { return None };
    let error = ApiError::Server(Box::new(status.clone()));
    let is_of_the_person = error.is_forbidden() && !error.is_refusal_of_nobody();
    is_of_the_person.then(|| Words::verbatim(&status.message))
}

impl Batch {
    /// What is waited for in a namespace will not be seen.
    fn refuse(&self, place: &str, words: &Words) {
        self.look_at_awaited(place, &|_| Watch::Never(words.clone()));
    }

    /// Offers what pages that are gone have left undone; what another page has taken is offered no longer.
    fn search(&self) {
        let batch = self.clone();
        drop(task::spawn_abortable(async move {
            let left = batch.owned.left().await;
            batch.offer(left);
        }));
    }

    fn offer(&self, left: Vec<Run>) {
        if self.closed.load(Ordering::Relaxed) {
            return;
        }
        let is_known = self.queue.with_untracked(|queue| {
            let offered = queue.runs.iter().filter(|run| run.left);
            offered.map(|run| &run.id).eq(left.iter().map(|run| &run.id))
        });
        if !is_known {
            self.queue.update(|queue| {
                queue.runs.retain(|run| !run.left);
                let new = left.into_iter().filter(|run| queue.runs.iter().all(|other| other.id != run.id));
                let new: Vec<_> = new.collect();
                queue.runs.extend(new);
            });
        }
    }

    fn look_for(&self, place: &str, sets: &Watched<SetRow>, is_loaded: bool) {
        if is_loaded {
            self.look_at_awaited(place, &|item| {
                let row = sets.row(&item.target.uid.as_str().into());
                watch(item, row.map(|row| row.get_untracked()).as_deref())
            });
        }
    }

    fn look_at_awaited(&self, place: &str, look: &dyn Fn(&Item) -> Watch) {
        let found = self.queue.with_untracked(|queue| {
            let mut found = Vec::new();
            for run in &queue.runs {
                for (index, item) in run.items.iter().enumerate() {
                    let is_here = item.state == State::Watching && item.target.namespace == place;
                    let seen = if is_here { look(item) } else { Watch::Yet };
                    if seen != Watch::Yet {
                        found.push((run.id.clone(), index, seen));
                    }
                }
            }
            found
        });
        if !found.is_empty() {
            self.settle(|queue, _, _| {
                for (run, index, seen) in found {
                    queue.watched(&run, index, seen);
                }
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use kubewire::health::Health;
    use kubewire::status::Status;

    use super::refusal;

    /// An expired token in the middle of a wait failed what was waited for.
    #[test]
    fn only_a_refusal_of_the_person_is_worth_a_review() {
        let denied = |code: u16, reason: &str, user: &str| {
            let message = format!("statefulsets.apps is forbidden: User \"{user}\" cannot list");
            Health::Denied(Status { code, reason: reason.into(), message, ..Status::default() })
        };
        assert!(refusal(&denied(403, "Forbidden", "ann")).is_some());
        for other in [
            denied(401, "Unauthorized", "ann"),
            denied(403, "Forbidden", "system:anonymous"),
            Health::Loading,
        ] {
            assert_eq!(refusal(&other), None, "{other:?}");
        }
    }
}
