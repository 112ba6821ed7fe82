//! Carries plans out. What goes next is `workload::run`'s matter; here are the requests, the clock and the browser's
//! storage.
//!
//! Every transition is kept before the requests that it calls for are sent, so that a page may end at any moment: what
//! was sent is then in doubt and looked at. A run belongs to one page at a time, which says every few seconds that it
//! is there ([`own`]); a run whose page is gone is offered by the next one that opens this cluster. Runs that have
//! ended are the record ([`crate::store::record`]).

mod carry;
mod follow;
mod own;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use leptos::prelude::*;
use workload::plan::Plan;
use workload::run::Run;
use workload::run::queue::{Job, Queue};

use crate::kube::api::Api;
use crate::platform::{chance, clock, task, timer};
use crate::store::Store;
pub(super) use crate::store::batch::own::BEAT;
use crate::store::batch::own::{Owned, Take};
use crate::store::rights::Rights;
use crate::store::session::Session;
use crate::store::session::identity::Who;

/// The runs of this page. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Batch {
    api: Api,
    /// Set after each probe: whether what was begun may go on.
    free: ArcRwSignal<bool>,
    session: Session,
    rights: Rights,
    queue: ArcRwSignal<Queue>,
    owned: Owned,
    unkept: ArcRwSignal<bool>,
    closed: Arc<AtomicBool>,
}

impl Batch {
    pub(super) fn new(api: &Api, free: &ArcRwSignal<bool>, session: &Session, rights: &Rights) -> Self {
        Self {
            api: api.clone(),
            free: free.clone(),
            session: session.clone(),
            rights: rights.clone(),
            queue: ArcRwSignal::default(),
            owned: Owned::new(session.kept()),
            unkept: ArcRwSignal::new(false),
            closed: Arc::default(),
        }
    }

    /// Follows the cluster, the connection and the storage until the current owner is cleaned up.
    pub(super) fn begin(&self, store: &Store) {
        follow::begin(self, store);
    }

    /// The runs: those under way, those that ended in this visit, and those that an earlier one left undone.
    pub fn queue(&self) -> Signal<Queue> {
        self.queue.read_only().into()
    }

    /// The browser keeps nothing: a run ends with the page.
    pub fn unkept(&self) -> Signal<bool> {
        self.unkept.read_only().into()
    }

    /// Carries a plan out. It goes on wherever one moves about in the console; returns its id.
    pub fn start(&self, plan: Plan) -> String {
        let at = clock::now_ms();
        let id = format!("{at}-{:x}", chance::number());
        let who = self.session.who().with_untracked(|who| match who {
            Who::User(user) => user.username.clone(),
            _ => String::new(),
        });
        let run = Run::of(plan, id.clone(), at, who);
        self.owned.claim(&id);
        self.queue.update(|queue| queue.runs.push(run));
        self.pump();
        id
    }

    /// Takes back what has not begun.
    pub fn cancel(&self, id: &str) {
        self.change(id, Run::cancel);
    }

    /// Tries again what failed.
    pub fn retry(&self, id: &str) {
        self.owned.claim(id);
        self.change(id, Run::retry);
    }

    /// Goes on with a run that was left undone, unless another page has taken it meanwhile.
    pub fn go_on(&self, id: &str) {
        self.take(id, |batch, run| {
            let run = Run { left: false, ..run };
            batch.queue.update(|queue| match queue.run(&run.id) {
                Some(known) => *known = run,
                None => queue.runs.push(run),
            });
            batch.pump();
        });
    }

    /// Leaves a run undone for good: what has not begun is cancelled, and all of it stays in the record.
    pub fn forget(&self, id: &str) {
        self.take(id, |batch, mut run| {
            run.give_up();
            batch.note(batch.owned.keep(&run));
            batch.dismiss(&run.id);
        });
    }

    /// Takes over a run that was left, and does something with it; one that another page has is shown no longer.
    fn take(&self, id: &str, then: fn(&Self, Run)) {
        let (batch, id) = (self.clone(), id.to_owned());
        drop(task::spawn_abortable(async move {
            let taken = batch.owned.take(&id).await;
            if batch.closed.load(Ordering::Relaxed) {
                return batch.owned.release();
            }
            match taken {
                Take::Ours(run) => then(&batch, *run),
                Take::Gone => batch.dismiss(&id),
                Take::Already => {}
            }
        }));
    }

    /// Shows a run that has ended no longer.
    pub fn dismiss(&self, id: &str) {
        self.queue.update(|queue| queue.runs.retain(|run| run.id != id));
    }

    fn change(&self, id: &str, change: fn(&mut Run)) {
        self.queue.update(|queue| {
            if let Some(run) = queue.run(id) {
                change(run);
            }
        });
        self.pump();
    }

    /// Sends what can be sent now, after keeping that it is.
    fn pump(&self) {
        if self.closed.load(Ordering::Relaxed) {
            return;
        }
        let (now, connected) = (clock::now_ms(), self.api.gate().may_go_on());
        let mut jobs: Vec<Job> = Vec::new();
        self.queue.update(|queue| {
            queue.runs.retain(|run| run.left || run.is_ended() || !self.owned.is_anothers(&run.id));
            jobs = queue.next(now, connected);
        });
        self.keep();
        for job in jobs {
            let batch = self.clone();
            // Not bound to any page; a store that is given up takes no answer any more.
            let _ends_by_itself = task::spawn_abortable(async move { batch.carry_out(job).await });
        }
        let until = self.queue.with_untracked(|queue| queue.hold.map_or(0, |hold| hold.until));
        if until > now {
            let batch = self.clone();
            let _ends_by_itself = task::spawn_abortable(async move {
                timer::sleep(Duration::from_millis(until - now)).await;
                batch.pump();
            });
        }
    }

    fn keep(&self) {
        let kept = self.queue.with_untracked(|queue| {
            let own = queue.runs.iter().filter(|run| !run.left);
            own.filter(|run| !self.owned.keep(run)).count() == 0
        });
        self.note(kept);
    }

    fn note(&self, kept: bool) {
        if self.unkept.get_untracked() == kept {
            self.unkept.set(!kept);
        }
    }

    /// Takes an answer in, and goes on.
    fn settle(&self, take: impl FnOnce(&mut Queue, u64, u64)) {
        if !self.closed.load(Ordering::Relaxed) {
            self.queue.update(|queue| take(queue, clock::now_ms(), chance::number()));
            self.pump();
        }
    }

    /// The page goes, perhaps to come back: what it has not ended is anybody's then.
    fn leave(&self) {
        self.owned.release();
        self.queue.update(|queue| queue.runs.iter_mut().filter(|run| !run.left).for_each(Run::leave));
    }

    /// Nothing is sent or kept from here on; the runs are left to whoever comes.
    fn close(&self) {
        self.closed.store(true, Ordering::Relaxed);
        self.owned.release();
    }
}
