//! A run: a plan being carried out on many objects, as a value. No IO and no clock: [`queue::Queue`] says which request
//! goes next and is told what came of it, so that every way in which a run can go is a table.
//!
//! What holds whatever happens (`tests/run.rs` proves it over random answers, outages and reloads): at most
//! [`queue::MOST`] requests are under way; an object that the plan skips gets none; a request whose answer got lost is
//! in doubt and looked at before anything else is sent for its object; an object is done only after the API server
//! said so for each of its requests; and each ends in exactly one final state.

pub mod answer;
pub mod item;
pub mod judge;
pub mod keep;
pub mod look;
pub mod pieces;
pub mod queue;
pub mod result;
pub mod wait;
pub mod words;

use crate::plan::{Action, Options, Order, Plan, Step};
use crate::run::item::{Item, State};

/// One run.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Names it among all runs of this browser; begins with the time at which it began.
    pub id: String,
    /// When it began, Unix milliseconds.
    pub at: u64,
    /// Who the API server said the person is; empty where it did not say.
    pub who: String,
    /// What was asked for; its targets are those of the items.
    pub order: Order,
    /// To how many objects something was to be done when it began.
    pub planned: usize,
    /// Nothing that has not begun is to begin.
    pub cancelled: bool,
    /// It was left undone by a page that is gone, and waits for the person's word.
    pub left: bool,
    /// It was kept by an earlier version: it is shown, and nothing of it is carried out or taken back.
    pub older: bool,
    /// What becomes of each object.
    pub items: Vec<Item>,
}

/// How many objects of a run are how far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Not yet begun, or between two requests.
    pub waiting: usize,
    /// A request is under way, or it is waited for.
    pub running: usize,
    /// The API server said yes to all of it.
    pub done: usize,
    /// Nothing was to be done.
    pub skipped: usize,
    /// The API server said no.
    pub failed: usize,
    /// The person took it back before it began.
    pub cancelled: usize,
}

impl Tally {
    /// Objects that have ended.
    pub const fn ended(self) -> usize {
        self.done + self.skipped + self.failed + self.cancelled
    }

    /// All objects.
    pub const fn all(self) -> usize {
        self.ended() + self.waiting + self.running
    }
}

impl Default for Run {
    fn default() -> Self {
        let options = Options::default();
        let order = Order { action: Action::Stop, options, targets: Vec::new(), delete_pods: Vec::new() };
        Self {
            id: String::new(),
            at: 0,
            who: String::new(),
            order,
            planned: 0,
            cancelled: false,
            left: false,
            older: false,
            items: Vec::new(),
        }
    }
}

impl Run {
    /// The run of a plan, nothing of it begun. `id` is told from all others by chance.
    pub fn of(plan: Plan, id: String, at: u64, who: String) -> Self {
        let planned = plan.count();
        let Plan { mut order, items } = plan;
        order.targets.clear();
        Self {
            id,
            at,
            who,
            order,
            planned,
            items: items.into_iter().map(Item::of).collect(),
            ..Self::default()
        }
    }

    /// The object whose failure holds the rest of a run of one after the other.
    pub fn held_by(&self) -> Option<&Item> {
        let open = self.items.iter().find(|item| !item.state.is_final() || item.state == State::Failed)?;
        let holds = self.order.options.in_turn && open.state == State::Failed && !self.is_ended();
        holds.then_some(open)
    }

    /// How far it is.
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for item in &self.items {
            *match item.state {
                State::Waiting => &mut tally.waiting,
                State::Sent | State::Looking | State::Watching => &mut tally.running,
                State::Done => &mut tally.done,
                State::Skipped => &mut tally.skipped,
                State::Failed => &mut tally.failed,
                State::Cancelled => &mut tally.cancelled,
            } += 1;
        }
        tally
    }

    /// Whether each object has come to its end.
    pub fn is_ended(&self) -> bool {
        self.items.iter().all(|item| item.state.is_final())
    }

    /// Takes back what has not begun. What is under way is waited for; what is in doubt is looked at.
    pub fn cancel(&mut self) {
        self.cancelled = true;
        for item in &mut self.items {
            if matches!(item.state, State::Waiting | State::Watching) && !item.doubt {
                item.stop();
            }
        }
    }

    /// Tries again what failed, after looking at it.
    pub fn retry(&mut self) {
        self.cancelled = false;
        for item in self.items.iter_mut().filter(|item| item.state == State::Failed) {
            item.state = State::Waiting;
            item.check = true;
            item.tries = 0;
            item.told = words::Words::default();
        }
    }

    /// Ends it where it is, for good.
    pub fn give_up(&mut self) {
        self.cancel();
        for item in self.items.iter_mut().filter(|item| !item.state.is_final()) {
            item.end(State::Cancelled, words::Words::from(item::IN_DOUBT));
        }
    }

    /// What was kept by a page that is gone: what it had sent may have been carried out or not, and the cluster may be
    /// another by now. What failed is planned anew as well, should it be tried again.
    pub fn leave(&mut self) {
        self.left = !self.is_ended();
        for item in &mut self.items {
            item.restored = true;
            // What is not of the order is not of the planner.
            let is_ordered = |step: &Step| match step {
                Step::DeletePod(pod) => pod.of == item.target.uid && self.order.delete_pods.contains(pod),
                _ => true,
            };
            item.steps.retain(is_ordered);
        }
        for item in self.items.iter_mut().filter(|item| !item.state.is_final()) {
            item.doubt |= item.state == State::Sent;
            item.check = true;
            item.tries = 0;
            item.state = State::Waiting;
        }
    }
}
