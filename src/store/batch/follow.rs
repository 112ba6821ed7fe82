//! What moves runs on besides answers: the connection that comes back, the watch that shows what is waited for, the
//! storage that tells of runs left undone.

use std::collections::BTreeSet;
use std::time::Duration;

use kubewire::health::Health;
use kubewire::resource::STATEFUL_SETS;
use kubewire::scope::Scope;
use leptos::prelude::*;
use workload::rows::set::SetRow;
use workload::run::item::State;
use workload::run::wait::{Watch, watch};
use workload::run::words::Words;

use crate::platform::{timer, visibility};
use crate::store::Store;
use crate::store::batch::Batch;
use crate::store::watched::Watched;

/// How often a page says that it is there.
const BEAT: Duration = Duration::from_secs(5);
/// How often it looks for pages that are gone.
const SEARCH: Duration = Duration::from_secs(30);

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
    visibility::on_leave(move || own.owned.release());
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
            let sets = store.watch::<SetRow>(Scope::namespaced(STATEFUL_SETS, &place));
            let batch = batch.clone();
            let (version, loaded, health) = (sets.version(), sets.loaded(), sets.health());
            let queue = batch.queue.clone();
            Effect::new(move || {
                version.track();
                // What begins to wait may have come before.
                queue.track();
                let (loaded, health) = (loaded.get(), health.get());
                batch.look_for(&place, &sets, loaded, &health);
            });
        }
    });
}

impl Batch {
    /// Offers what pages that are gone have left undone; what another page has taken is offered no longer.
    fn search(&self) {
        let left = self.owned.left();
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

    fn look_for(&self, place: &str, sets: &Watched<SetRow>, loaded: bool, health: &Health) {
        let found = self.queue.with_untracked(|queue| {
            let mut found = Vec::new();
            for run in &queue.runs {
                for (index, item) in run.items.iter().enumerate() {
                    let is_here = item.state == State::Watching && item.target.namespace == place;
                    let seen = match health {
                        _ if !is_here => Watch::Yet,
                        Health::Denied(status) => Watch::Never(Words::verbatim(&status.message)),
                        _ if !loaded => Watch::Yet,
                        _ => {
                            let row = sets.row(&item.target.uid.as_str().into());
                            watch(item, row.map(|row| row.get_untracked()).as_deref())
                        }
                    };
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
