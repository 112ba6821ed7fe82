//! Runs over random answers, outages, reloads, cancellations and retries: what the module promises holds in all.

use std::cell::Cell;
use std::collections::HashMap;

use proptest::prelude::*;
use serde_json::json;
use workload::plan::{PodRef, Step};
use workload::run::Run;
use workload::run::answer::Answer;
use workload::run::item::{Item, Kind, State};
use workload::run::pieces::{self, Kept};
use workload::run::queue::{Job, Looked, MOST, Queue, Why};
use workload::run::wait::Watch;
use workload::run::words::Words;

use crate::run::{item, patch};

/// What happens next.
#[derive(Debug, Clone)]
enum Event {
    Next,
    Answer(usize, Reply),
    Watch(usize, bool),
    Cancel,
    Retry,
    Reload,
    /// The page ends while it keeps what it is about to send, after so many texts.
    Crash(usize),
    GoOn,
    /// From now on the cluster takes the page for nobody; or for the person again, who has signed in.
    SignOut,
    SignIn,
}

/// How the cluster answers.
#[derive(Debug, Clone, Copy)]
enum Reply {
    Yes,
    No,
    Conflict,
    /// The answer gets lost; the request was carried out or not.
    Lost(bool),
    Throttled,
    Changed,
}

fn reply() -> impl Strategy<Value = Reply> {
    prop_oneof![
        6 => Just(Reply::Yes),
        1 => Just(Reply::No),
        1 => Just(Reply::Conflict),
        2 => any::<bool>().prop_map(Reply::Lost),
        1 => Just(Reply::Throttled),
        1 => Just(Reply::Changed),
    ]
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        8 => Just(Event::Next),
        12 => (any::<usize>(), reply()).prop_map(|(index, reply)| Event::Answer(index, reply)),
        3 => (any::<usize>(), any::<bool>()).prop_map(|(index, over)| Event::Watch(index, over)),
        1 => Just(Event::Cancel),
        1 => Just(Event::Retry),
        1 => Just(Event::Reload),
        1 => (0_usize..4).prop_map(Event::Crash),
        2 => Just(Event::GoOn),
        1 => Just(Event::SignOut),
        2 => Just(Event::SignIn),
    ]
}

/// A cluster that remembers which steps of which item it has carried out, and a page that runs on it.
#[derive(Debug, Default)]
struct World {
    queue: Queue,
    in_flight: Vec<Job>,
    /// By item: how many requests were carried out since its steps were last made.
    carried_out: HashMap<usize, usize>,
    /// By item: how often the page was told yes, by an answer or by a look.
    confirmed: HashMap<usize, usize>,
    now: u64,
    /// The cluster takes the page for nobody, and the page knows.
    signed_out: bool,
    is_known: bool,
    /// The browser's storage, and what the page knows to be in it.
    storage: HashMap<String, String>,
    kept: Option<Kept>,
}

/// The pod of an item that goes after its change.
fn pod(index: usize) -> PodRef {
    PodRef { of: format!("u{index}"), name: format!("db-{index}-0"), uid: format!("p{index}") }
}

impl World {
    fn new(items: Vec<(u8, bool)>, in_turn: bool) -> Self {
        let items = items.into_iter().enumerate().map(|(index, (steps, waits))| {
            let mut all: Vec<Step> = (0..steps).map(|step| patch(&json!({"step": step}))).collect();
            if waits && steps > 1 {
                // The last request is the deletion of a pod that the change does not reach.
                all.splice(all.len() - 1.., [Step::WaitObserved, Step::DeletePod(pod(index))]);
            }
            all.extend(waits.then_some(Step::WaitReady));
            let state = if steps == 0 { State::Skipped } else { State::Waiting };
            Item { state, ..item(index, all) }
        });
        let mut run = Run { id: "r".into(), items: items.collect(), ..Run::default() };
        run.order.options.in_turn = in_turn;
        run.order.delete_pods = (0..run.items.len()).map(pod).collect();
        let mut storage = HashMap::new();
        let mut set = |name: &str, text: &str| storage.insert(name.to_owned(), text.to_owned()).is_none();
        assert!(Kept::of(3).write(&run, &mut set));
        Self { queue: Queue::of(vec![run]), storage, ..Self::default() }
    }

    fn items(&self) -> &[Item] {
        &self.queue.runs[0].items
    }

    fn next(&mut self) {
        let jobs = self.next_jobs(usize::MAX);
        self.in_flight.extend(jobs);
    }

    /// What is to be sent, after as many texts have been kept as there is time for.
    fn next_jobs(&mut self, texts: usize) -> Vec<Job> {
        self.now += 60_000;
        let jobs = self.queue.next(self.now, !self.is_known);
        assert!(jobs.is_empty() || !self.is_known, "sent for nobody: {jobs:?}");
        let left = Cell::new(texts);
        let kept = self.kept.get_or_insert(Kept::of(3));
        kept.write(&self.queue.runs[0], &mut |name, text| {
            let is_there_time = left.get() > 0;
            left.set(left.get().saturating_sub(1));
            if is_there_time {
                self.storage.insert(name.to_owned(), text.to_owned());
            }
            is_there_time
        });
        jobs
    }

    /// The page is gone. What was under way is cut off; the cluster may have carried it out all the same.
    fn reload(&mut self) {
        for (at, job) in std::mem::take(&mut self.in_flight).into_iter().enumerate() {
            if job.kind == Kind::Send && at % 2 == 0 {
                *self.carried_out.entry(job.item).or_default() += 1;
            }
        }
        self.kept = None;
        let mut run = pieces::read("r", &|name| self.storage.get(name).cloned()).unwrap();
        run.leave();
        for (index, item) in run.items.iter().enumerate() {
            // What was kept of it is what the page knows of it; each answer is a step.
            let requests = item.steps[..item.at].iter().filter(|step| !step.is_wait());
            self.confirmed.insert(index, requests.count());
        }
        self.queue = Queue::of(vec![run]);
    }

    fn apply(&mut self, event: &Event) {
        match event {
            Event::Next => self.next(),
            Event::Answer(index, reply) if !self.in_flight.is_empty() => {
                let job = self.in_flight.remove(index % self.in_flight.len());
                let nobody = Answer::Wait { why: Why::SignedOut, after_ms: 0 };
                self.is_known |= self.signed_out;
                match job.kind {
                    Kind::Send if self.signed_out => self.queue.answered(&job, nobody, self.now, 0),
                    Kind::Look if self.signed_out => {
                        self.queue.looked(&job, Looked::Not(nobody), self.now, 0);
                    }
                    Kind::Send => self.answer(&job, *reply),
                    Kind::Look => self.look(&job, *reply),
                }
            }
            Event::Watch(index, over) => {
                let index = index % self.items().len();
                self.queue.watched("r", index, if *over { Watch::Over } else { Watch::Yet });
            }
            Event::Cancel => self.queue.runs[0].cancel(),
            Event::Retry => self.queue.runs[0].retry(),
            Event::Reload => self.reload(),
            Event::Crash(texts) => {
                self.next_jobs(*texts);
                self.reload();
            }
            Event::GoOn => self.queue.runs[0].left = false,
            Event::SignOut => self.signed_out = true,
            Event::SignIn => (self.signed_out, self.is_known) = (false, false),
            Event::Answer(..) => {}
        }
    }

    fn answer(&mut self, job: &Job, reply: Reply) {
        let words = || Words::verbatim("no");
        let answer = match reply {
            Reply::Yes | Reply::Changed => Answer::Yes { generation: 1 },
            Reply::No => Answer::No(words()),
            Reply::Conflict => Answer::Conflict(words()),
            Reply::Lost(_) => Answer::Lost(words()),
            Reply::Throttled => Answer::Wait { why: Why::Throttled, after_ms: 1_000 },
        };
        if matches!(reply, Reply::Yes | Reply::Changed | Reply::Lost(true)) {
            *self.carried_out.entry(job.item).or_default() += 1;
        }
        if matches!(answer, Answer::Yes { .. }) {
            *self.confirmed.entry(job.item).or_default() += 1;
        }
        self.queue.answered(job, answer, self.now, 0);
    }

    fn look(&mut self, job: &Job, reply: Reply) {
        let item = &self.items()[job.item];
        let was_carried_out = self.carried_out.get(&job.item).copied().unwrap_or_default()
            > self.confirmed.get(&job.item).copied().unwrap_or_default();
        let looked = match reply {
            Reply::Yes | Reply::Conflict if was_carried_out && item.doubt => {
                *self.confirmed.entry(job.item).or_default() += 1;
                Looked::Applied { generation: 1 }
            }
            Reply::Yes | Reply::Conflict => Looked::Untouched,
            Reply::Changed if matches!(item.steps.get(item.at), Some(Step::DeletePod(_))) && !item.doubt => {
                *self.carried_out.entry(job.item).or_default() += 1;
                *self.confirmed.entry(job.item).or_default() += 1;
                Looked::NotNeeded(Words::verbatim("ready"))
            }
            Reply::Changed => {
                let anew = Item { steps: item.steps.clone(), ..Item::about(item.target.clone()) };
                self.carried_out.insert(job.item, 0);
                self.confirmed.insert(job.item, 0);
                Looked::Anew(Box::new(anew))
            }
            Reply::No => Looked::Skip(Words::verbatim("already")),
            Reply::Lost(_) => Looked::Not(Answer::Lost(Words::verbatim("lost"))),
            Reply::Throttled => Looked::Not(Answer::Wait { why: Why::Throttled, after_ms: 1 }),
        };
        self.queue.looked(job, looked, self.now, 0);
    }

    fn check(&self, planned: &[(u8, bool)]) -> Result<(), TestCaseError> {
        let flying = self.items().iter().filter(|item| item.state.is_in_flight()).count();
        prop_assert!(flying <= MOST && self.in_flight.len() == flying, "{flying} in flight");
        for (index, (steps, _)) in planned.iter().enumerate() {
            let item = &self.items()[index];
            if *steps == 0 {
                prop_assert_eq!(item.state, State::Skipped);
                prop_assert!(
                    self.in_flight.iter().all(|job| job.item != index),
                    "a skipped set got a request"
                );
                prop_assert!(!self.carried_out.contains_key(&index));
            }
            if item.state == State::Done {
                let confirmed = self.confirmed.get(&index).copied().unwrap_or_default();
                prop_assert_eq!(
                    confirmed,
                    usize::from(*steps),
                    "done means that each request was said yes to"
                );
            }
        }
        Ok(())
    }

    /// From here on the cluster is well, and the person goes on.
    fn finish(&mut self) {
        self.apply(&Event::SignIn);
        for _ in 0..1_000 {
            self.apply(&Event::GoOn);
            if self.queue.runs[0].held_by().is_some() {
                self.apply(&Event::Retry);
            }
            self.next();
            while !self.in_flight.is_empty() {
                self.apply(&Event::Answer(0, Reply::Yes));
            }
            for index in 0..self.items().len() {
                self.apply(&Event::Watch(index, true));
            }
            if self.queue.runs[0].is_ended() {
                return;
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_each_object_ends_once_and_rightly(
        planned in prop::collection::vec((0_u8..4, any::<bool>()), 1..12),
        in_turn in any::<bool>(),
        events in prop::collection::vec(event(), 0..120),
    ) {
        let mut world = World::new(planned.clone(), in_turn);
        for event in &events {
            world.apply(event);
            world.check(&planned)?;
            let tally = world.queue.runs[0].tally();
            prop_assert_eq!(tally.all(), planned.len(), "each object is in exactly one state");
        }
        world.finish();
        world.check(&planned)?;
        prop_assert!(world.queue.runs[0].is_ended(), "{:?}", world.items());
        let ended = world.queue.clone();
        world.next();
        prop_assert!(world.in_flight.is_empty(), "nothing follows the end");
        prop_assert_eq!(&ended.runs, &world.queue.runs);
    }

    /// A token ended in the middle of a run, and objects failed.
    #[test]
    fn whenever_one_is_signed_out_nothing_fails_and_nothing_is_done_twice(
        planned in prop::collection::vec((0_u8..4, any::<bool>()), 1..12),
        in_turn in any::<bool>(),
        events in prop::collection::vec(prop_oneof![
            4 => Just(Event::Next),
            6 => any::<usize>().prop_map(|index| Event::Answer(index, Reply::Yes)),
            2 => any::<usize>().prop_map(|index| Event::Watch(index, true)),
            2 => Just(Event::SignOut),
            2 => Just(Event::SignIn),
        ], 0..120),
    ) {
        let mut world = World::new(planned.clone(), in_turn);
        for event in &events {
            world.apply(event);
            world.check(&planned)?;
            let in_doubt = |item: &Item| item.state == State::Failed || item.doubt || item.tries > 0;
            prop_assert!(!world.items().iter().any(in_doubt), "{:?}", world.items());
        }
        world.finish();
        for (index, (steps, _)) in planned.iter().enumerate() {
            let wanted = if *steps == 0 { State::Skipped } else { State::Done };
            prop_assert_eq!(world.items()[index].state, wanted);
            let carried_out = world.carried_out.get(&index).copied().unwrap_or_default();
            prop_assert_eq!(carried_out, usize::from(*steps), "each request once");
        }
    }

    #[test]
    fn one_after_the_other_is_never_two_at_once(
        planned in prop::collection::vec((1_u8..3, any::<bool>()), 1..8),
        replies in prop::collection::vec(reply(), 0..60),
    ) {
        let mut world = World::new(planned, true);
        for reply in replies {
            world.next();
            let open = world.items().iter().filter(|item| !item.state.is_final() && (item.state != State::Waiting || item.at > 0));
            prop_assert!(open.count() <= 1);
            world.apply(&Event::Answer(0, reply));
            world.apply(&Event::Watch(0, true));
        }
    }
}
