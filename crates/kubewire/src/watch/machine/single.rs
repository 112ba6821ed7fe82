//! One object that may be read by its name and not be listed: it is read again every few seconds.

use crate::error::ApiError;
use crate::object::Object;
use crate::watch::machine::{Machine, Next, Outputs, State, refusal};
use crate::watch::message::{Delta, Output};

/// The list is tried again after this long: rights are given, too.
const RELIST_MS: u64 = 60_000;

impl<K: Object> Machine<K> {
    /// For a collection that is one object by its name: where it may not be listed, it is read.
    #[must_use]
    pub fn single(mut self) -> Self {
        self.is_single = true;
        self
    }

    /// Reads the object in place of the list that was refused; it completes what the list has begun.
    pub(super) fn read_instead(&mut self, now: u64, refused: ApiError, out: &mut Outputs<K>) {
        self.unlisted = refusal(refused).map(|status| (status, now));
        out.push(Output::FetchObject);
    }

    /// Asks again for what is polled.
    pub(super) fn poll(&mut self, now: u64, out: &mut Outputs<K>) {
        match &self.unlisted {
            Some((_, at)) if now.saturating_sub(*at) < RELIST_MS => {
                self.state = State::Listing { begun_at: now, paging: false };
                out.push(Output::Emit(Delta::Init));
                out.push(Output::FetchObject);
            }
            _ => self.list(now, out),
        }
    }

    /// Takes the object, or that there is none.
    pub(super) fn object(&mut self, now: u64, answer: Result<Option<K>, ApiError>, out: &mut Outputs<K>) {
        if !matches!(self.state, State::Listing { .. }) {
            return;
        }
        match answer {
            Ok(object) => {
                out.extend(object.map(|object| Output::Emit(Delta::InitPage(vec![object]))));
                out.push(Output::Emit(Delta::InitDone));
                self.version = None;
                (self.listed, self.restarts, self.good_at) = (true, 0, now);
                self.permitted();
                self.rest(now, out);
            }
            Err(error) => {
                if error.is_forbidden() {
                    self.unlisted = None;
                }
                self.wait(now, Some(error), Next::List, out);
            }
        }
    }
}
