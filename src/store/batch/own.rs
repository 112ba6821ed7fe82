//! Whose a run is. Pages share the browser's storage, and no two may go on with the same run: beside the run itself
//! (`workload::run::pieces`) is under `beat.<id>` which page carries it out and when that was last seen. A run without a
//! beat has ended.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use leptos::prelude::*;
use workload::run::Run;
use workload::run::pieces::Kept;

use crate::platform::storage::Area;
use crate::platform::{chance, clock};
use crate::store::cluster_storage::ClusterStorage;
use crate::store::record;

/// The names of beats begin so.
pub(in crate::store) const BEAT: &str = "beat.";
/// A browser wakes a hidden page once a minute at least; who was not seen for longer is gone.
const GONE_MS: u64 = 150_000;
/// Whose page has said that it goes.
const NOBODY: &str = "-";

/// This page's hold on its runs. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Owned {
    kept: Signal<Option<ClusterStorage>>,
    page: Arc<str>,
    /// The runs of this page, each with what was kept of it last.
    runs: Arc<Mutex<HashMap<String, Kept>>>,
}

/// Who carries a run out.
#[derive(Debug, PartialEq, Eq)]
enum Beat {
    /// Nobody: it has ended, or was never kept.
    None,
    /// This page.
    Ours,
    /// A page that is there.
    Anothers,
    /// A page that is gone.
    Left,
}

fn beat(text: Option<&str>, page: &str, now: u64) -> Beat {
    let Some((owner, at)) = text.and_then(|text| text.split_once(' ')) else { return Beat::None };
    let at: u64 = at.parse().unwrap_or(0);
    match owner {
        _ if owner == page => Beat::Ours,
        NOBODY => Beat::Left,
        _ if now.saturating_sub(at) > GONE_MS => Beat::Left,
        _ => Beat::Anothers,
    }
}

impl Owned {
    pub(super) fn new(kept: Signal<Option<ClusterStorage>>) -> Self {
        Self { kept, page: format!("{:x}", chance::number()).into(), runs: Arc::default() }
    }

    fn with<T>(&self, what: impl FnOnce(&ClusterStorage) -> T) -> Option<T> {
        self.kept.get_untracked().as_ref().map(what)
    }

    fn runs(&self) -> std::sync::MutexGuard<'_, HashMap<String, Kept>> {
        self.runs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn of(&self, id: &str) -> Beat {
        let text = self.with(|kept| kept.get(Area::Local, &format!("{BEAT}{id}"))).flatten();
        beat(text.as_deref(), &self.page, clock::now_ms())
    }

    fn write(&self, id: &str, owner: &str) -> bool {
        let text = format!("{owner} {}", clock::now_ms());
        self.with(|kept| kept.set(Area::Local, &format!("{BEAT}{id}"), &text).is_ok()).unwrap_or_default()
    }

    /// Says that this page carries a run out.
    pub(super) fn claim(&self, id: &str) {
        self.runs().entry(id.to_owned()).or_default();
        // That it is not kept is said when the run itself is not.
        let _also_said_of_the_run = self.write(id, &self.page);
    }

    /// Whether another page has taken a run over, while this one slept.
    pub(super) fn is_anothers(&self, id: &str) -> bool {
        let is_anothers = self.of(id) == Beat::Anothers;
        if is_anothers {
            self.runs().remove(id);
        }
        is_anothers
    }

    /// Keeps a run; says whether the browser does. One that has ended is nobody's any more.
    pub(super) fn keep(&self, run: &Run) -> bool {
        let (mut runs, is_ended) = (self.runs(), run.is_ended());
        if is_ended && !runs.contains_key(&run.id) {
            return true;
        }
        let last = runs.entry(run.id.clone()).or_default();
        let is_kept = self
            .with(|kept| {
                let mut set = |name: &str, text: &str| kept.set(Area::Local, name, text).is_ok();
                let mut is_kept = last.write(run, &mut set);
                if !is_kept {
                    record::trim(kept, 0);
                    is_kept = last.write(run, &mut set);
                }
                if is_ended {
                    kept.remove(Area::Local, &format!("{BEAT}{}", run.id));
                    record::trim(kept, record::MOST);
                }
                is_kept
            })
            .unwrap_or_default();
        if is_ended {
            runs.remove(&run.id);
        }
        is_kept
    }

    /// Takes a run over; none if another page has, or it has ended meanwhile.
    pub(super) fn take(&self, id: &str) -> Option<Run> {
        if !matches!(self.of(id), Beat::Left | Beat::Ours) {
            return None;
        }
        let run = self.read(id)?;
        self.claim(id);
        Some(run)
    }

    fn read(&self, id: &str) -> Option<Run> {
        let mut run = self.with(|kept| record::one(kept, id)).flatten()?;
        run.leave();
        Some(run)
    }

    /// Says again that this page is there.
    pub(super) fn beat(&self) {
        let ids: Vec<String> = self.runs().keys().cloned().collect();
        for id in ids.iter().filter(|id| self.of(id) != Beat::Anothers) {
            let _also_said_of_the_run = self.write(id, &self.page);
        }
    }

    /// The runs that pages left undone which are gone.
    pub(super) fn left(&self) -> Vec<Run> {
        let ids = self.with(|kept| kept.names(Area::Local, BEAT)).unwrap_or_default();
        let left = ids.into_iter().filter(|id| self.of(id) == Beat::Left);
        left.filter_map(|id| self.read(&id)).collect()
    }

    /// The page goes.
    pub(super) fn release(&self) {
        let ids: Vec<String> = self.runs().drain().map(|(id, _)| id).collect();
        for id in ids.iter().filter(|id| self.of(id) != Beat::Anothers) {
            let _the_page_goes_anyway = self.write(id, NOBODY);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Beat, GONE_MS, beat};

    #[test]
    fn a_run_is_left_when_its_page_says_so_or_was_not_seen_for_long() {
        for (text, expected) in [
            (None, Beat::None),
            (Some("broken"), Beat::None),
            (Some("me 5"), Beat::Ours),
            (Some("other 1000"), Beat::Anothers),
            (Some("other 999"), Beat::Left),
            (Some("- 2000"), Beat::Left),
        ] {
            assert_eq!(beat(text, "me", 1_000 + GONE_MS), expected, "{text:?}");
        }
    }
}
