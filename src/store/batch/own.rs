//! Whose a run is. Pages share the browser's storage, and no two may go on with the same run. Who carries one out holds
//! the browser's lock of its name for as long as it is there, however long it sleeps; and beside the run itself
//! (`workload::run::pieces`) is under `beat.<id>` which page that is and when it was last seen, which is all there is
//! where the browser has no locks. A run without a beat has ended.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use leptos::prelude::*;
use workload::run::Run;
use workload::run::pieces::Kept;

use crate::platform::locks::{self, Lock, Taken};
use crate::platform::storage::Area;
use crate::platform::{chance, clock, task};
use crate::store::cluster_storage::ClusterStorage;
use crate::store::record;

/// The names of beats begin so.
pub(in crate::store) const BEAT: &str = "beat.";
/// The names of locks begin so.
const LOCK: &str = "run.";
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
    /// The locks of this page, and of which runs it has asked for one.
    locks: Arc<Mutex<Locks>>,
}

#[derive(Debug, Default)]
struct Locks {
    held: HashMap<String, Lock>,
    asked: HashSet<String>,
}

/// What came of taking a run over.
#[derive(Debug)]
pub(super) enum Take {
    /// It is this page's.
    Ours(Box<Run>),
    /// Another page has it, or it has ended meanwhile.
    Gone,
    /// This page is at it already.
    Already,
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
        Self {
            kept,
            page: format!("{:x}", chance::number()).into(),
            runs: Arc::default(),
            locks: Arc::default(),
        }
    }

    fn with<T>(&self, what: impl FnOnce(&ClusterStorage) -> T) -> Option<T> {
        self.kept.get_untracked().as_ref().map(what)
    }

    fn runs(&self) -> std::sync::MutexGuard<'_, HashMap<String, Kept>> {
        self.runs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn locks(&self) -> std::sync::MutexGuard<'_, Locks> {
        self.locks.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock_name(&self, id: &str) -> Option<String> {
        self.with(|kept| kept.lock_name(&format!("{LOCK}{id}")))
    }

    fn of(&self, id: &str) -> Beat {
        let text = self.with(|kept| kept.get(Area::Local, &format!("{BEAT}{id}"))).flatten();
        beat(text.as_deref(), &self.page, clock::now_ms())
    }

    fn write(&self, id: &str, owner: &str) -> bool {
        let text = format!("{owner} {}", clock::now_ms());
        self.with(|kept| kept.set(Area::Local, &format!("{BEAT}{id}"), &text).is_ok()).unwrap_or_default()
    }

    /// Says that this page carries a run out which no other has yet.
    pub(super) fn claim(&self, id: &str) {
        self.say_ours(id);
        let (own, id) = (self.clone(), id.to_owned());
        let Some(name) = self.lock_name(&id) else { return };
        if !self.locks().asked.insert(id.clone()) {
            return;
        }
        // Nobody waits for it: no other page knows of the run before the beat, and with the beat it lets it be.
        drop(task::spawn_abortable(async move {
            let taken = locks::take(&name).await;
            own.put(&id, taken);
        }));
    }

    fn say_ours(&self, id: &str) {
        self.runs().entry(id.to_owned()).or_default();
        // That it is not kept is said when the run itself is not.
        let _also_said_of_the_run = self.write(id, &self.page);
    }

    /// Holds a lock, unless the run has come to its end while it was asked for.
    fn put(&self, id: &str, taken: Taken) {
        let is_ours = self.runs().contains_key(id);
        let mut locks = self.locks();
        match taken {
            Taken::Ours(lock) if is_ours => drop(locks.held.insert(id.to_owned(), lock)),
            _ => drop(locks.asked.remove(id)),
        }
    }

    fn let_go(&self, id: &str) {
        let mut locks = self.locks();
        locks.asked.remove(id);
        locks.held.remove(id);
    }

    /// Whether another page has taken a run over, while this one slept.
    pub(super) fn is_anothers(&self, id: &str) -> bool {
        let is_anothers = self.of(id) == Beat::Anothers;
        if is_anothers {
            self.runs().remove(id);
            self.let_go(id);
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
            drop(runs);
            self.let_go(&run.id);
        }
        is_kept
    }

    /// Takes a run over that was left.
    pub(super) async fn take(&self, id: &str) -> Take {
        if !self.locks().asked.insert(id.to_owned()) {
            return Take::Already;
        }
        let taken = match self.lock_name(id) {
            Some(name) => locks::take(&name).await,
            None => Taken::Unavailable,
        };
        let is_free = !matches!(taken, Taken::Anothers) && matches!(self.of(id), Beat::Left | Beat::Ours);
        let Some(run) = self.read(id).filter(|_| is_free) else {
            self.let_go(id);
            return Take::Gone;
        };
        self.say_ours(id);
        self.put(id, taken);
        Take::Ours(Box::new(run))
    }

    fn read(&self, id: &str) -> Option<Run> {
        let mut run = self.with(|kept| record::one(kept, id))?.ok()?;
        if run.older {
            // It has ended: nobody carries out what that version kept.
            self.with(|kept| kept.remove(Area::Local, &format!("{BEAT}{id}")));
            return None;
        }
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

    /// The runs that pages left undone which are gone. A page that only sleeps still holds the locks of its runs.
    pub(super) async fn left(&self) -> Vec<Run> {
        let held: HashSet<String> = locks::held().await.unwrap_or_default().into_iter().collect();
        let ids = self.with(|kept| kept.names(Area::Local, BEAT)).unwrap_or_default();
        let is_free = |id: &String| self.lock_name(id).is_none_or(|name| !held.contains(&name));
        let left = ids.into_iter().filter(|id| self.of(id) == Beat::Left).filter(is_free);
        left.filter_map(|id| self.read(&id)).collect()
    }

    /// The page goes.
    pub(super) fn release(&self) {
        *self.locks() = Locks::default();
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
