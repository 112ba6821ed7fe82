//! What was done from this browser to this cluster: the runs that have ended, kept by the browser up to a limit. It is
//! this browser's account and no audit: the API server's audit log is elsewhere, and other clients are not in it.

use leptos::prelude::*;
use serde_json::Value;
use workload::run::{Run, keep};

use crate::platform::storage::{self, Area};
use crate::store::Store;
use crate::store::batch::RUN;
use crate::store::cluster_storage::ClusterStorage;

/// So many runs are kept.
pub const MOST: usize = 200;
/// And so many characters; a browser keeps five million for a whole origin.
const MOST_CHARACTERS: usize = 1_500_000;

impl Store {
    /// The runs of this browser, the latest first, those under way among them; follows what other tabs do.
    pub fn record(&self) -> Signal<Vec<Run>> {
        let (kept, queue) = (self.kept(), self.batch().queue());
        let changes = RwSignal::new(0_u32);
        storage::on_change(move |_| changes.update(|count| *count = count.wrapping_add(1)));
        // What is kept is not read anew for each request of a run that is under way.
        let ends = Memo::new(move |_| {
            queue.with(|queue| {
                queue.runs.iter().map(|run| (run.id.clone(), run.is_ended())).collect::<Vec<_>>()
            })
        });
        let runs = RwSignal::new(Vec::new());
        // The storage is outside of all signals, so it is an effect that looks at it.
        Effect::new(move || {
            changes.track();
            // Read, for a memo that is only tracked never runs.
            let _ended = ends.get();
            let read = kept.with(|kept| kept.as_ref().map(read).unwrap_or_default());
            runs.set(read);
        });
        runs.into()
    }
}

fn read(kept: &ClusterStorage) -> Vec<Run> {
    let of = |id: String| {
        let text = kept.get(Area::Local, &format!("{RUN}{id}"))?;
        keep::read(&serde_json::from_str::<Value>(&text).ok()?)
    };
    ids(kept).into_iter().rev().filter_map(of).collect()
}

/// The latest last: an id begins with its time.
fn ids(kept: &ClusterStorage) -> Vec<String> {
    let mut ids = kept.names(Area::Local, RUN);
    workload::order::sort(&mut ids);
    ids
}

/// Forgets the oldest runs beyond so many, and of what is left those beyond the limit of characters. What is under way
/// in any page stays.
pub(super) fn trim(kept: &ClusterStorage, most: usize) {
    let under_way = kept.names(Area::Local, "beat.");
    let (mut count, mut characters) = (0, 0);
    for id in ids(kept).into_iter().rev().filter(|id| !under_way.contains(id)) {
        let name = format!("{RUN}{id}");
        count += 1;
        characters += kept.get(Area::Local, &name).map_or(0, |text| text.len());
        if count > most || characters > MOST_CHARACTERS {
            kept.remove(Area::Local, &name);
        }
    }
}
