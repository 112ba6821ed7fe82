//! The state machine itself. Its story is told in [`crate::watch`].

mod conclude;
mod single;

use std::marker::PhantomData;

use crate::backoff::Backoff;
use crate::error::ApiError;
use crate::health::{Health, Transport};
use crate::object::Object;
use crate::page::Page;
use crate::resource_version::goes_back;
use crate::status::Status;
use crate::watch::event::WatchEvent;
use crate::watch::ladder::{After, Ladder, Rung};
use crate::watch::message::{Delta, End, Input, Output};
use crate::watch::random::Random;
use crate::watch::seen::Seen;

/// A visible page asks for watches of this many seconds, and up to [`BEAT_SPREAD_S`] more to keep watches apart.
const BEAT_S: u32 = 8;
const BEAT_SPREAD_S: u64 = 3;
const LONGEST_BEAT_MS: u64 = (BEAT_S as u64 + BEAT_SPREAD_S) * 1000;
/// After a silence the next watch is this short: until it has brought something or ended in time, it proves nothing.
const PROOF_S: u32 = 3;
/// A hidden page, which nobody reads, asks for this many.
const HIDDEN_BEAT_S: u32 = 240;
/// A watch that is silent for so long after its end was due is dead.
const GRACE_MS: u64 = 1_500;
/// A watch must open within this time.
const OPENING_MS: u64 = 4_000;
/// A watch that is open for less and brings nothing bears nothing, whatever closed it (as in client-go).
const SHORT_MS: u64 = 1_000;
/// A timer that fires so late means that the page was busy or asleep, and what arrived meanwhile still waits in line
/// behind it.
const LATE_MS: u64 = 500;
/// How long that line is given to pass.
const CATCH_UP_MS: u64 = 1_000;
/// At most one immediate retry in this time, then backoff.
const QUICK_MS: u64 = 5_000;
/// Restoring for longer than this makes what is on screen old.
const STALE_MS: u64 = 10_000;
/// How often to list where watching does not work, visible and hidden.
const POLL_MS: u64 = 5_000;
const HIDDEN_POLL_MS: u64 = 30_000;
/// After this long out of sight the watch pauses, unless it is needed.
const PAUSE_MS: u64 = 300_000;
/// How often to ask again after a refusal: first and at most.
const DENIED_MS: u64 = 5_000;
const DENIED_LONGEST_MS: u64 = 60_000;
/// Backoff begins anew after this long without trouble (as in client-go).
const HEALTHY_MS: u64 = 120_000;
/// An attempt that began so long before the server came back is begun anew.
const HANGING_MS: u64 = 1_000;
/// A list whose token expires so often in a row waits before it begins again.
const RESTARTS: u8 = 2;

/// What to do when a wait ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    List,
    Watch,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Off,
    Listing {
        begun_at: u64,
        paging: bool,
    },
    Opening {
        transport: Transport,
        begun_at: u64,
        opens_by: u64,
        ends_after_ms: u64,
        resumed: bool,
    },
    /// The server counts from some time between the request and its answer: before `timely_at` the end is early,
    /// after `ends_at` it is overdue.
    Watching {
        transport: Transport,
        opened_at: u64,
        timely_at: u64,
        ends_at: u64,
        bore: bool,
    },
    Waiting {
        until: u64,
        next: Next,
    },
    Polling {
        until: u64,
    },
    /// Nobody is signed in.
    SignedOut {
        next: Next,
    },
    Paused,
}

/// Follows one collection. A function of its inputs, the time and the seed; it does no IO.
#[derive(Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own; what excludes one another is in `State`"
)]
pub struct Machine<K> {
    state: State,
    ladder: Ladder,
    backoff: Backoff,
    random: Random,
    seen: Seen,
    /// From where a watch continues; none until a list is complete.
    version: Option<String>,
    /// The server forgot that version, or an event from there on was lost: only a list helps.
    lost: bool,
    listed: bool,
    restarts: u8,
    /// When the collection was last known to be right, at first the time of the start.
    good_at: u64,
    why: Option<ApiError>,
    denied: Option<Status>,
    denied_wait_ms: u64,
    /// The collection is of one object, which can be read by its name where it may not be listed.
    is_single: bool,
    /// The list was refused, then, and the one object could be read.
    unlisted: Option<(Status, u64)>,
    /// The watch was refused, and the list was not.
    unwatched: Option<Status>,
    /// The last watch fell silent, so that the next one must prove itself before it passes for live.
    unproven: bool,
    healthy_since: Option<u64>,
    quick_at: Option<u64>,
    /// This watch was given time to catch up.
    indulged: bool,
    hidden_since: Option<u64>,
    /// Something goes on by what it brings, whether the page is seen or not: it never pauses.
    needed: bool,
    health: Health,
    wake: Option<u64>,
    object: PhantomData<fn(K)>,
}

type Outputs<K> = Vec<Output<K>>;

impl<K: Object> Machine<K> {
    /// A machine that has not begun. The seed only keeps the waits of many machines apart.
    pub fn new(seed: u64) -> Self {
        Self {
            state: State::Off,
            ladder: Ladder::new(),
            backoff: Backoff::default(),
            random: Random(seed),
            seen: Seen::default(),
            version: None,
            lost: false,
            listed: false,
            restarts: 0,
            good_at: 0,
            why: None,
            denied: None,
            denied_wait_ms: DENIED_MS,
            is_single: false,
            unlisted: None,
            unwatched: None,
            unproven: false,
            healthy_since: None,
            quick_at: None,
            indulged: false,
            hidden_since: None,
            needed: false,
            health: Health::Loading,
            wake: None,
            object: PhantomData,
        }
    }

    /// Takes what happened at a time (Unix milliseconds) and says what to do, in order. Inputs that do not fit the
    /// state are what was still on its way when it changed; they are ignored.
    pub fn on(&mut self, now: u64, input: Input<K>) -> Outputs<K> {
        let mut out = Vec::new();
        match input {
            Input::Start => self.start(now, &mut out),
            Input::Page(Ok(page)) => self.page(now, page, &mut out),
            Input::Page(Err(error)) => self.list_failed(now, error, &mut out),
            Input::Object(answer) => self.object(now, answer, &mut out),
            Input::Opened => self.opened(now),
            Input::Event(event) => self.event(now, event, &mut out),
            Input::Ended(end) => self.ended(now, end, &mut out),
            Input::Elapsed => {
                self.wake = None;
                self.elapsed(now, &mut out);
            }
            Input::Visible => self.visible(now, &mut out),
            Input::Hidden => self.hidden_since = self.hidden_since.or(Some(now)),
            Input::SignedOut => self.signed_out(now, &mut out),
            Input::Needed(needed) => self.needed(now, needed, &mut out),
            Input::Recovered => self.recovered(now, &mut out),
        }
        self.conclude(now, &mut out);
        out
    }

    fn start(&mut self, now: u64, out: &mut Outputs<K>) {
        if self.state == State::Off {
            self.good_at = now;
            self.list(now, out);
        }
    }

    // --- listing ---

    fn list(&mut self, now: u64, out: &mut Outputs<K>) {
        self.state = State::Listing { begun_at: now, paging: false };
        out.push(Output::Emit(Delta::Init));
        out.push(Output::FetchPage { continue_token: None });
    }

    fn page(&mut self, now: u64, page: Page<K>, out: &mut Outputs<K>) {
        let State::Listing { paging, begun_at } = &mut self.state else { return };
        if !page.items.is_empty() {
            out.push(Output::Emit(Delta::InitPage(page.items)));
        }
        if page.next.is_some() {
            (*paging, *begun_at) = (true, now);
            out.push(Output::FetchPage { continue_token: page.next });
            return;
        }
        out.push(Output::Emit(Delta::InitDone));
        if goes_back(self.version.as_deref().unwrap_or_default(), &page.resource_version) {
            // The cluster was restored from a backup: its versions will come again with other contents.
            self.seen = Seen::default();
        }
        self.version = Some(page.resource_version);
        (self.lost, self.unlisted) = (false, None);
        (self.listed, self.restarts, self.good_at) = (true, 0, now);
        self.permitted();
        self.ladder.listed();
        self.follow(now, false, out);
    }

    /// The server answered the request.
    fn permitted(&mut self) {
        (self.why, self.denied, self.denied_wait_ms) = (None, None, DENIED_MS);
    }

    fn list_failed(&mut self, now: u64, error: ApiError, out: &mut Outputs<K>) {
        let State::Listing { paging, .. } = self.state else { return };
        if error.is_expired() && paging && self.restarts < RESTARTS {
            self.restarts += 1;
            return self.list(now, out);
        }
        if self.is_single && error.is_forbidden() {
            return self.read_instead(now, error, out);
        }
        self.wait(now, Some(error), Next::List, out);
    }

    // --- watching ---

    /// Goes on after a list, or after a watch that ended well (`resumed`).
    fn follow(&mut self, now: u64, resumed: bool, out: &mut Outputs<K>) {
        let Some(resource_version) = self.version.clone().filter(|_| !self.lost) else {
            return self.list(now, out);
        };
        match self.ladder.choose(now) {
            Rung::Watch(transport) => {
                let timeout_s = self.beat();
                let ends_after_ms = u64::from(timeout_s) * 1000;
                let opens_by = now + OPENING_MS;
                self.state = State::Opening { transport, begun_at: now, opens_by, ends_after_ms, resumed };
                self.indulged = false;
                out.push(Output::OpenWatch { transport, resource_version, timeout_s });
            }
            Rung::Poll => self.rest(now, out),
        }
    }

    fn rest(&mut self, now: u64, out: &mut Outputs<K>) {
        let wait = if self.hidden_since.is_some() { HIDDEN_POLL_MS } else { POLL_MS };
        self.state = State::Polling { until: now + wait };
        self.why = None;
        out.push(Output::Close);
    }

    fn beat(&mut self) -> u32 {
        if self.unproven {
            return PROOF_S;
        }
        if self.hidden_since.is_some() {
            return HIDDEN_BEAT_S;
        }
        BEAT_S + u32::try_from(self.random.next() % BEAT_SPREAD_S).unwrap_or_default()
    }

    fn opened(&mut self, now: u64) {
        let State::Opening { transport, ends_after_ms, begun_at, .. } = self.state else { return };
        let timely_at = (begun_at + ends_after_ms).saturating_sub(GRACE_MS);
        let ends_at = now + ends_after_ms;
        self.state = State::Watching { transport, opened_at: now, timely_at, ends_at, bore: false };
        self.indulged = false;
        if self.unproven {
            return;
        }
        self.healthy_since.get_or_insert(now);
        (self.good_at, self.unwatched) = (now, None);
        self.permitted();
    }

    fn event(&mut self, now: u64, event: Result<WatchEvent<K>, String>, out: &mut Outputs<K>) {
        self.opened(now);
        let State::Watching { transport, bore, .. } = &mut self.state else { return };
        match event {
            Ok(WatchEvent::Error(status)) => {
                return self.broken(now, Some(ApiError::Server(Box::new(status))), out);
            }
            Err(words) => {
                let error = ApiError::Decode(words);
                out.push(Output::Report(error.clone()));
                self.lost = true;
                return self.broken(now, Some(error), out);
            }
            Ok(_) => *bore = true,
        }
        self.ladder.bore(*transport);
        self.unproven = false;
        self.good_at = now;
        match event {
            Ok(WatchEvent::Applied(object)) if self.is_new(&object, false) => {
                out.push(Output::Emit(Delta::Apply(object)));
            }
            Ok(WatchEvent::Deleted(object)) if self.is_new(&object, true) => {
                out.push(Output::Emit(Delta::Delete(object)));
            }
            Ok(WatchEvent::Bookmark(version)) => self.advance(&version),
            _ => {}
        }
    }

    fn is_new(&mut self, object: &K, deleted: bool) -> bool {
        let new = self.seen.is_new(object.key(), deleted);
        if new {
            self.advance(&object.key().resource_version);
        }
        new
    }

    fn advance(&mut self, version: &str) {
        let known = self.version.as_deref().unwrap_or_default();
        if !version.is_empty() && !goes_back(known, version) {
            self.version = Some(version.to_owned());
        }
    }

    fn ended(&mut self, now: u64, end: End, out: &mut Outputs<K>) {
        match (&self.state, end) {
            (State::Opening { .. }, End::Closed | End::Refused) => self.bore_nothing(now, None, out),
            (State::Opening { .. }, End::NoSlot) => {
                self.ladder.closed(now);
                self.follow(now, false, out);
            }
            (State::Opening { .. }, End::Failed(error)) if error.is_forbidden() && self.listed => {
                // Listing is allowed, else there were no watch to open: polling still works.
                self.unwatched = refusal(error);
                self.ladder.closed(now);
                self.follow(now, false, out);
            }
            (State::Opening { .. }, End::Failed(error)) if !matches!(error, ApiError::Server(_)) => {
                self.bore_nothing(now, Some(error), out);
            }
            (State::Opening { .. } | State::Watching { .. }, End::Failed(error)) => {
                self.broken(now, Some(error), out);
            }
            (State::Watching { .. }, _) => self.watch_closed(now, out),
            _ => {}
        }
    }

    fn watch_closed(&mut self, now: u64, out: &mut Outputs<K>) {
        let State::Watching { transport, opened_at, timely_at, bore, .. } = self.state else { return };
        if !self.unproven {
            self.good_at = now;
        }
        if now >= timely_at {
            // The server's own end, in its time.
            self.ladder.bore(transport);
            self.unproven = false;
            self.follow(now, true, out);
        } else if bore || now - opened_at >= SHORT_MS {
            if !self.unproven {
                self.ladder.lasted();
            }
            self.broken(now, None, out);
        } else {
            self.bore_nothing(now, None, out);
        }
    }

    /// A watch broke that had worked, or says why it does not.
    fn broken(&mut self, now: u64, error: Option<ApiError>, out: &mut Outputs<K>) {
        self.lost |= error.as_ref().is_some_and(ApiError::is_expired);
        // What the server says of itself, but that the version is too old, is a reason to wait.
        let waits = matches!(&error, Some(ApiError::Server(status)) if status.code != 410);
        if !waits && self.quick(now) {
            self.why = error;
            self.follow(now, false, out);
        } else {
            self.wait(now, error, Next::Watch, out);
        }
    }

    /// A watch did not open, or brought nothing: perhaps this way does not work here.
    fn bore_nothing(&mut self, now: u64, error: Option<ApiError>, out: &mut Outputs<K>) {
        match self.ladder.failed(now) {
            After::Follow => {
                self.why = error;
                self.follow(now, false, out);
            }
            // What took its time needs no wait on top.
            After::List if error == Some(ApiError::TimedOut) || self.quick(now) => {
                self.why = error;
                self.list(now, out);
            }
            After::List => self.wait(now, error, Next::List, out),
        }
    }

    // --- trouble ---

    fn wait(&mut self, now: u64, error: Option<ApiError>, next: Next, out: &mut Outputs<K>) {
        if self.healthy_since.take().is_some_and(|since| now.saturating_sub(since) >= HEALTHY_MS) {
            self.backoff.reset();
        }
        let wait = match &error {
            Some(denial @ ApiError::Server(status)) if denial.is_forbidden() || denial.is_unauthorized() => {
                self.denied = Some((**status).clone());
                let wait = self.denied_wait_ms;
                self.denied_wait_ms = (wait * 2).min(DENIED_LONGEST_MS);
                wait
            }
            _ => {
                self.denied = None;
                self.backoff.next(self.random.next()).max(asked_to_wait(error.as_ref()))
            }
        };
        self.why = error;
        self.state = State::Waiting { until: now + wait, next };
        out.push(Output::Close);
    }

    fn quick(&mut self, now: u64) -> bool {
        let allowed = self.quick_at.is_none_or(|at| now.saturating_sub(at) >= QUICK_MS);
        if allowed {
            self.quick_at = Some(now);
        }
        allowed
    }

    fn begin(&mut self, now: u64, next: Next, out: &mut Outputs<K>) {
        match next {
            Next::List => self.list(now, out),
            Next::Watch => self.follow(now, false, out),
        }
    }

    // --- time and the world around ---

    fn elapsed(&mut self, now: u64, out: &mut Outputs<K>) {
        if self.pause_at().is_some_and(|at| now >= at) {
            if let State::Watching { .. } = self.state {
                self.good_at = now;
            }
            self.state = State::Paused;
            out.push(Output::Close);
            return;
        }
        let Some(late) = self.due_at().and_then(|at| now.checked_sub(at)) else { return };
        if late >= LATE_MS && self.indulge(late) {
            return;
        }
        match self.state {
            State::Opening { .. } => self.bore_nothing(now, Some(ApiError::TimedOut), out),
            State::Watching { bore, .. } => {
                self.unproven = true;
                if bore {
                    self.why = Some(ApiError::TimedOut);
                    self.follow(now, false, out);
                } else {
                    self.bore_nothing(now, Some(ApiError::TimedOut), out);
                }
            }
            State::Waiting { next, .. } => self.begin(now, next, out),
            State::Polling { .. } => self.poll(now, out),
            State::Off | State::Listing { .. } | State::SignedOut { .. } | State::Paused => {}
        }
    }

    /// Gives a watch time for what waits in line; only once.
    fn indulge(&mut self, late: u64) -> bool {
        let (State::Opening { opens_by: at, .. } | State::Watching { ends_at: at, .. }) = &mut self.state
        else {
            return false;
        };
        if self.indulged {
            return false;
        }
        *at += late + CATCH_UP_MS;
        self.indulged = true;
        true
    }

    fn needed(&mut self, now: u64, needed: bool, out: &mut Outputs<K>) {
        self.needed = needed;
        if needed && self.state == State::Paused {
            self.unpause(now, out);
        }
    }

    fn unpause(&mut self, now: u64, out: &mut Outputs<K>) {
        if self.is_polling() { self.poll(now, out) } else { self.follow(now, false, out) }
    }

    fn visible(&mut self, now: u64, out: &mut Outputs<K>) {
        self.hidden_since = None;
        match self.state {
            State::Paused => self.unpause(now, out),
            State::Polling { .. } if self.is_polling() => self.poll(now, out),
            State::Waiting { next, .. } => self.begin(now, next, out),
            // It may have died long ago: a hidden page's watch is allowed to be silent for minutes.
            State::Watching { ends_at, .. } if ends_at > now + LONGEST_BEAT_MS => {
                self.follow(now, true, out);
            }
            // Asked for while hidden: once open, it would be allowed that silence in sight.
            State::Opening { ends_after_ms, resumed, .. } if ends_after_ms > LONGEST_BEAT_MS => {
                self.follow(now, resumed, out);
            }
            _ => {}
        }
    }

    fn signed_out(&mut self, now: u64, out: &mut Outputs<K>) {
        if matches!(self.state, State::Watching { .. }) && !self.unproven {
            self.good_at = now;
        }
        let next = match self.state {
            State::Off => return,
            State::Waiting { next, .. } | State::SignedOut { next } => next,
            State::Listing { .. } | State::Polling { .. } => Next::List,
            State::Opening { .. } | State::Watching { .. } | State::Paused => Next::Watch,
        };
        self.state = State::SignedOut { next };
        out.push(Output::Close);
    }

    fn recovered(&mut self, now: u64, out: &mut Outputs<K>) {
        self.backoff.reset();
        self.ladder.renew();
        let hangs = |since: u64| now.saturating_sub(since) >= HANGING_MS;
        match self.state {
            State::Waiting { next, .. } | State::SignedOut { next } => self.begin(now, next, out),
            State::Listing { begun_at, .. } if hangs(begun_at) => self.list(now, out),
            State::Opening { begun_at, .. } if hangs(begun_at) => self.follow(now, false, out),
            // It did not notice the outage; a new handshake is cheaper than finding out whether it lives.
            State::Watching { .. } if hangs(self.good_at) => self.follow(now, true, out),
            State::Polling { .. } => self.poll(now, out),
            _ => {}
        }
    }
}

/// The server's words of a refusal.
fn refusal(error: ApiError) -> Option<Status> {
    if let ApiError::Server(status) = error { Some(*status) } else { None }
}

/// What the server asks for (429, 503), in milliseconds.
fn asked_to_wait(error: Option<&ApiError>) -> u64 {
    match error {
        Some(ApiError::Server(status)) => {
            status.details.as_ref().map_or(0, |details| u64::from(details.retry_after_seconds) * 1000)
        }
        _ => 0,
    }
}
