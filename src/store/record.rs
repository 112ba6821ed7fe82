//! What was done from this browser to this cluster: the runs that have ended, kept by the browser up to a limit. It is
//! this browser's account and no audit: the API server's audit log is elsewhere, and other clients are not in it.
//!
//! What an earlier version kept is in it as well, to be read only ([`Run::older`]). Of what cannot be read is known how
//! much there is, and it can be discarded.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use workload::run::keep::Unreadable;
use workload::run::{Run, pieces};

use crate::platform::storage::{self, Area};
use crate::platform::timer;
use crate::store::Store;
use crate::store::batch::BEAT;
use crate::store::cluster_storage::ClusterStorage;

/// So many runs are kept.
pub const MOST: usize = 200;
/// And so many characters; a browser keeps five million for a whole origin.
const MOST_CHARACTERS: usize = 1_500_000;
/// What another tab does is read so often at most: a run there writes with each answer.
const PACE: Duration = Duration::from_secs(1);

/// The record as it is.
#[derive(Debug, Clone, Copy)]
pub struct Record {
    /// The runs of this browser, the latest first, those under way among them.
    pub runs: Signal<Vec<Run>>,
    /// The ids of runs that this version cannot read.
    pub unreadable: Signal<Vec<String>>,
}

impl Store {
    /// Forgets runs that cannot be read.
    pub fn discard(&self, ids: &[String]) {
        self.kept().with_untracked(|kept| {
            for (kept, id) in kept.iter().flat_map(|kept| ids.iter().map(move |id| (kept, id))) {
                forget(kept, id);
                kept.remove(Area::Local, &format!("{BEAT}{id}"));
            }
        });
        storage::announce();
    }

    /// The record; follows what other tabs do.
    pub fn record(&self) -> Record {
        let (kept, queue) = (self.kept(), self.batch().queue());
        let changes = RwSignal::new(0_u32);
        let written = Rc::new(Cell::new(false));
        let noticing = Rc::clone(&written);
        storage::on_change(move |_| noticing.set(true));
        timer::every(PACE, move || {
            if written.take() {
                changes.update(|count| *count = count.wrapping_add(1));
            }
        });
        // What is kept is not read anew for each request of a run that is under way.
        let ends = Memo::new(move |_| {
            queue.with(|queue| {
                queue.runs.iter().map(|run| (run.id.clone(), run.is_ended())).collect::<Vec<_>>()
            })
        });
        let (runs, unreadable) = (RwSignal::new(Vec::new()), RwSignal::new(Vec::new()));
        // The storage is outside of all signals, so it is an effect that looks at it.
        Effect::new(move || {
            changes.track();
            // Read, for a memo that is only tracked never runs.
            let _ended = ends.get();
            let (read, not) = kept.with(|kept| kept.as_ref().map(read).unwrap_or_default());
            runs.set(read);
            unreadable.set(not);
        });
        Record { runs: runs.into(), unreadable: unreadable.into() }
    }
}

/// The runs, and the ids of those that cannot be read.
fn read(kept: &ClusterStorage) -> (Vec<Run>, Vec<String>) {
    let (mut runs, mut unreadable) = (Vec::new(), Vec::new());
    for id in ids(kept).into_iter().rev() {
        match one(kept, &id) {
            Ok(run) => runs.push(run),
            Err(Unreadable) => unreadable.push(id),
        }
    }
    (runs, unreadable)
}

/// The run of an id.
pub(super) fn one(kept: &ClusterStorage, id: &str) -> Result<Run, Unreadable> {
    pieces::read(id, &|name| kept.get(Area::Local, name))
}

fn forget(kept: &ClusterStorage, id: &str) {
    for name in pieces::names(id, &|name| kept.get(Area::Local, name)) {
        kept.remove(Area::Local, &name);
    }
}

/// The latest last: an id begins with its time.
fn ids(kept: &ClusterStorage) -> Vec<String> {
    let mut ids = kept.names(Area::Local, pieces::HEAD);
    workload::order::sort(&mut ids);
    ids
}

/// Forgets the oldest runs beyond so many, and of what is left those beyond the limit of characters. What is under way
/// in any page stays.
pub(super) fn trim(kept: &ClusterStorage, most: usize) {
    let under_way = kept.names(Area::Local, BEAT);
    let get = |name: &str| kept.get(Area::Local, name);
    let (mut count, mut characters) = (0, 0);
    for id in ids(kept).into_iter().rev().filter(|id| !under_way.contains(id)) {
        let names = pieces::names(&id, &get);
        count += 1;
        characters += names.iter().filter_map(|name| get(name)).map(|text| text.len()).sum::<usize>();
        if count > most || characters > MOST_CHARACTERS {
            forget(kept, &id);
        }
    }
}
