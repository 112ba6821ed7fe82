//! One object of a run: its requests and how far they are.

use kubewire::request::Request;
use serde::{Deserialize, Serialize};

use crate::plan::{self, Outcome, Step, Target};
use crate::run::words::Words;
use crate::text::{Locale, Text};

/// So often is one request tried for one object, conflicts and lost answers together. A set that is rolling changes
/// its resource version with each pod, so that one more try is not always enough.
const MOST_TRIES: u8 = 8;

const NOT_AWAITED: Text = Text {
    zh: "请求已完成；已停止等待结果",
    en: "its requests were carried out; it was not waited for",
};
/// Given up before anyone looked.
pub(super) const IN_DOUBT: Text = Text {
    zh: "已发送请求但没有收到应答，未再检查",
    en: "a request was sent and no answer came; nobody looked what became of it",
};
const BROKEN_OFF: Text = Text {
    zh: "部分请求已完成，其余已取消",
    en: "part of its requests were carried out, the rest was cancelled",
};

/// How far an object is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum State {
    /// The next step has not begun.
    #[default]
    Waiting,
    /// A request was sent, and no answer has come yet.
    Sent,
    /// It is being read, to see how it is now.
    Looking,
    /// The cluster works on what was asked; the watch will tell.
    Watching,
    /// The API server said yes to all of it.
    Done,
    /// Nothing was to be done.
    Skipped,
    /// The API server said no.
    Failed,
    /// The person took it back.
    Cancelled,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Waiting,
        Self::Sent,
        Self::Looking,
        Self::Watching,
        Self::Done,
        Self::Skipped,
        Self::Failed,
        Self::Cancelled,
    ];

    /// Nothing more happens to the object.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Done | Self::Skipped | Self::Failed | Self::Cancelled)
    }

    /// A request is under way for the object.
    pub const fn is_in_flight(self) -> bool {
        matches!(self, Self::Sent | Self::Looking)
    }

    /// The word for it.
    pub const fn text(self) -> Text {
        match self {
            Self::Waiting => Text { zh: "等待中", en: "waiting" },
            Self::Sent => Text { zh: "进行中", en: "running" },
            Self::Looking => Text { zh: "检查中", en: "checking" },
            Self::Watching => Text { zh: "等待结果", en: "waiting for the pods" },
            Self::Done => Text { zh: "完成", en: "done" },
            Self::Skipped => Text { zh: "已跳过", en: "skipped" },
            Self::Failed => Text { zh: "失败", en: "failed" },
            Self::Cancelled => Text { zh: "已取消", en: "cancelled" },
        }
    }
}

/// What a run does next for an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Send the request of the step it is at.
    Send,
    /// Read what that request is about, see [`crate::run::look`].
    Look,
}

/// One object of a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Which object.
    pub target: Target,
    /// What is to be done, in this order.
    pub steps: Vec<Step>,
    /// The step it is at.
    pub at: usize,
    /// How far it is.
    pub state: State,
    /// Its request was sent and no answer came: it may have been carried out.
    pub doubt: bool,
    /// It is to be looked at before its next request.
    pub check: bool,
    /// How often its request was tried.
    pub tries: u8,
    /// Its steps come from a storage: nothing of them is sent, what is to be done is planned anew.
    pub restored: bool,
    /// The generation that the last answer gave it: a watch that shows less is behind.
    pub generation: i64,
    /// Why it was skipped, failed or ended early.
    pub told: Words,
    /// The merge patch that takes back what was done; empty where there is no way back.
    pub undo: String,
}

impl Item {
    /// What a plan means for one object.
    pub fn of(planned: plan::Item) -> Self {
        let mut item = Self::about(planned.target);
        match planned.outcome {
            Outcome::Do(steps) => {
                item.undo = planned.undo.map(|undo| undo.to_string()).unwrap_or_default();
                // A name that addresses something else.
                match steps.iter().filter_map(|step| step.request(&item.target)).find_map(Result::err) {
                    None => item.steps = steps,
                    Some(error) => item.end(State::Failed, Words::verbatim(&format!("{error:?}"))),
                }
            }
            Outcome::Skip(skip) => {
                let told = Words { zh: skip.say(Locale::Zh), en: skip.say(Locale::En) };
                item.end(State::Skipped, told);
            }
        }
        item
    }

    /// Nothing to be done to an object.
    pub fn about(target: Target) -> Self {
        Self {
            target,
            steps: Vec::new(),
            at: 0,
            state: State::Waiting,
            doubt: false,
            check: false,
            tries: 0,
            restored: false,
            generation: 0,
            told: Words::default(),
            undo: String::new(),
        }
    }

    /// The request it is at.
    pub fn request(&self) -> Option<Request> {
        // What cannot be addressed has failed before: see [`Item::of`].
        self.steps.get(self.at)?.request(&self.target)?.ok()
    }

    /// Whether a request is to be sent next, rather than something waited for.
    fn has_request(&self) -> bool {
        self.steps.get(self.at).is_some_and(|step| !step.is_wait())
    }

    /// Begins the next step, if it waits for that; tells what is to be asked of the API server.
    pub(super) fn begin(&mut self, cancelled: bool) -> Option<Kind> {
        let has_request = self.has_request();
        if self.doubt && has_request || self.check && has_request && !cancelled {
            self.state = State::Looking;
            return Some(Kind::Look);
        }
        if cancelled {
            self.stop();
        } else if has_request {
            self.state = State::Sent;
            return Some(Kind::Send);
        } else {
            self.state = if self.at < self.steps.len() { State::Watching } else { State::Done };
        }
        None
    }

    /// Ends before all its steps have been taken.
    pub(super) fn stop(&mut self) {
        let rest = self.steps.get(self.at..).unwrap_or_default();
        let has_more = rest.iter().any(|step| !step.is_wait());
        self.state = if has_more { State::Cancelled } else { State::Done };
        if self.at > 0 && !rest.is_empty() {
            self.told = if has_more { BROKEN_OFF } else { NOT_AWAITED }.into();
        }
    }

    /// Its step was taken. A pod is looked at before it is deleted: it may have become ready.
    pub(super) fn advance(&mut self) {
        self.at += 1;
        self.check = self.restored || matches!(self.steps.get(self.at), Some(Step::DeletePod(_)));
        (self.doubt, self.tries) = (false, 0);
        self.state = if self.at < self.steps.len() { State::Waiting } else { State::Done };
    }

    /// Its step needs not be taken.
    pub(super) fn skip_step(&mut self, why: Words) {
        self.told.append(why);
        self.advance();
    }

    /// Ends.
    pub(super) fn end(&mut self, state: State, told: Words) {
        (self.state, self.told) = (state, told);
    }

    /// Waits to be looked at, or ends if that was too often.
    pub(super) fn again(&mut self, words: Words) {
        self.tries = self.tries.saturating_add(1);
        self.state = State::Waiting;
        if self.tries >= MOST_TRIES {
            self.end(State::Failed, words);
        }
    }
}
