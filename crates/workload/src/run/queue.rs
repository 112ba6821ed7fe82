//! Which request goes next, over all runs of a page.

use kubewire::backoff::Backoff;

use crate::run::Run;
use crate::run::answer::Answer;
use crate::run::item::{Item, Kind, State};
use crate::run::wait::Watch;
use crate::run::words::Words;

/// At most so many requests are under way: a browser opens six connections to a host, and a list may need one.
pub const MOST: usize = 4;

/// Why nothing is sent for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// An answer got lost: the connection is broken, or what stands between.
    Lost,
    /// The API server asked for patience.
    Throttled,
    /// The API server does not know the person any more.
    SignedOut,
}

/// A pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    /// Unix milliseconds.
    pub until: u64,
    /// Its reason.
    pub why: Why,
}

/// Something to be asked of the API server, or an answer's address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// The run's id.
    pub run: String,
    /// Which of its items.
    pub item: usize,
    /// What to ask.
    pub kind: Kind,
}

/// What looking at an object has shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Looked {
    /// It is as the request would have made it, and the request had been sent.
    Applied {
        /// Its generation.
        generation: i64,
    },
    /// The request needs not be sent any more, for this reason.
    NotNeeded(Words),
    /// It is as it was when the request was made.
    Untouched,
    /// It has changed, and this is what the order means for it now.
    Anew(Box<Item>),
    /// It is not there any more, or not the one that was meant.
    Skip(Words),
    /// It could not be read.
    Not(Answer),
}

/// All runs of a page, in the order in which they began.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Queue {
    /// The runs.
    pub runs: Vec<Run>,
    /// Why nothing is sent now.
    pub hold: Option<Hold>,
    backoff: Backoff,
}

impl Queue {
    /// A queue of these runs.
    pub fn of(runs: Vec<Run>) -> Self {
        Self { runs, ..Self::default() }
    }

    /// The run of an id.
    pub fn run(&mut self, id: &str) -> Option<&mut Run> {
        self.runs.iter_mut().find(|run| run.id == id)
    }

    /// What to ask of the API server now; everything of it counts as sent from here on.
    pub fn next(&mut self, now: u64, connected: bool) -> Vec<Job> {
        let mut jobs = Vec::new();
        if !connected || self.hold.is_some_and(|hold| hold.until > now) {
            return jobs;
        }
        self.hold = None;
        let items = self.runs.iter().flat_map(|run| &run.items);
        let mut room = MOST.saturating_sub(items.filter(|item| item.state.is_in_flight()).count());
        for run in self.runs.iter_mut().filter(|run| !run.left) {
            for (index, item) in run.items.iter_mut().enumerate() {
                if item.state == State::Waiting && room > 0 {
                    let kind = item.begin(run.cancelled);
                    room -= usize::from(kind.is_some());
                    jobs.extend(kind.map(|kind| Job { run: run.id.clone(), item: index, kind }));
                }
                let holds = !item.state.is_final() || item.state == State::Failed;
                if run.order.options.in_turn && holds {
                    break;
                }
            }
        }
        jobs
    }

    /// A request was answered, or its answer got lost. `random` is any number, for the jitter.
    pub fn answered(&mut self, job: &Job, answer: Answer, now: u64, random: u64) {
        let Some(item) = self.item(job, State::Sent) else { return };
        match answer {
            Answer::Yes { generation } => {
                item.generation = generation.max(item.generation);
                item.advance();
                self.backoff.reset();
            }
            Answer::No(words) => item.end(State::Failed, words),
            Answer::Conflict(words) => {
                item.check = true;
                item.again(words);
            }
            Answer::Lost(words) => {
                item.doubt = true;
                item.again(words);
                self.pause(Why::Lost, 0, now, random);
            }
            Answer::Wait { why, after_ms } => {
                item.state = State::Waiting;
                self.pause(why, after_ms, now, random);
            }
        }
    }

    /// An object was looked at.
    pub fn looked(&mut self, job: &Job, looked: Looked, now: u64, random: u64) {
        let Some(item) = self.item(job, State::Looking) else { return };
        match looked {
            Looked::Applied { generation } => {
                item.generation = generation.max(item.generation);
                item.advance();
            }
            Looked::NotNeeded(words) => item.skip_step(words),
            Looked::Untouched => {
                (item.doubt, item.check) = (false, false);
                item.state = State::Waiting;
            }
            Looked::Anew(anew) => {
                let (tries, generation) = (item.tries, item.generation);
                *item = Item { tries, generation, ..*anew };
            }
            Looked::Skip(words) => item.end(State::Skipped, words),
            Looked::Not(Answer::Wait { why, after_ms }) => {
                item.state = State::Waiting;
                self.pause(why, after_ms, now, random);
            }
            Looked::Not(Answer::Lost(words)) => {
                item.again(words);
                self.pause(Why::Lost, 0, now, random);
            }
            Looked::Not(Answer::No(words) | Answer::Conflict(words)) => item.end(State::Failed, words),
            Looked::Not(Answer::Yes { .. }) => item.state = State::Waiting,
        }
    }

    /// The watch has shown how an object is that was waited for.
    pub fn watched(&mut self, run: &str, item: usize, watch: Watch) {
        let job = Job { run: run.to_owned(), item, kind: Kind::Look };
        let Some(item) = self.item(&job, State::Watching) else { return };
        match watch {
            Watch::Yet => {}
            Watch::Over => item.advance(),
            Watch::Never(words) => item.end(State::Failed, words),
        }
    }

    /// The item that an answer is for; none if that is not waited for any more.
    fn item(&mut self, job: &Job, state: State) -> Option<&mut Item> {
        let item = self.run(&job.run)?.items.get_mut(job.item)?;
        (item.state == state).then_some(item)
    }

    fn pause(&mut self, why: Why, after_ms: u64, now: u64, random: u64) {
        // All that were under way are answered as nobody's; that is one sign-out, however many they are.
        if why == Why::SignedOut && self.hold.is_some_and(|hold| hold.why == why && hold.until > now) {
            return;
        }
        let waits = match why {
            Why::Throttled if after_ms > 0 => after_ms,
            _ => self.backoff.next(random).max(after_ms),
        };
        let until = now + waits;
        if self.hold.is_none_or(|hold| hold.until < until) {
            self.hold = Some(Hold { until, why });
        }
    }
}
