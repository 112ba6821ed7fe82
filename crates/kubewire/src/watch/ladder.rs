//! By which way to watch: WebSocket, else a streamed fetch, else listing again and again.

use crate::health::Transport;

/// The first wait before a higher rung is tried again.
const CLIMB_FIRST_MS: u64 = 15_000;
/// The longest.
const CLIMB_LONGEST_MS: u64 = 300_000;
/// So many attempts in a row must bear nothing, each after a good list, before a rung is given up.
const STRIKES: u8 = 2;

/// A way of following.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rung {
    Watch(Transport),
    Poll,
}

/// What to do after an attempt that bore nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    /// List: it shows whether the server is there and what it says.
    List,
    /// Go on by [`Ladder::choose`]: the list is fresh.
    Follow,
}

#[derive(Debug, Clone)]
pub(super) struct Ladder {
    rung: Rung,
    /// A higher rung that is being tried.
    trial: Option<Transport>,
    strikes: u8,
    /// A list succeeded since the last strike, so the next strike is the transport's fault, not the server's.
    listed: bool,
    climb_at: u64,
    climb_wait_ms: u64,
}

impl Ladder {
    pub(super) fn new() -> Self {
        Self {
            rung: Rung::Watch(Transport::WebSocket),
            trial: None,
            strikes: 0,
            listed: false,
            climb_at: 0,
            climb_wait_ms: CLIMB_FIRST_MS,
        }
    }

    /// The rung that is stood on, whatever is being tried.
    pub(super) fn is_polling(&self) -> bool {
        self.rung == Rung::Poll
    }

    /// The way to take now; begins a trial of the highest rung when it is time for one.
    pub(super) fn choose(&mut self, now: u64) -> Rung {
        if self.rung == Rung::Watch(Transport::WebSocket) {
            return self.rung;
        }
        if self.trial.is_none() && now >= self.climb_at {
            self.trial = Some(Transport::WebSocket);
        }
        self.trial.map_or(self.rung, Rung::Watch)
    }

    /// A list succeeded.
    pub(super) fn listed(&mut self) {
        self.listed = true;
    }

    /// The transport brought a message: it works.
    pub(super) fn bore(&mut self, transport: Transport) {
        self.strikes = 0;
        if self.trial == Some(transport) {
            self.rung = Rung::Watch(transport);
            self.trial = None;
            self.climb_wait_ms = CLIMB_FIRST_MS;
        }
    }

    /// The transport stayed open for a while: earlier refusals were not its fault.
    pub(super) fn lasted(&mut self) {
        self.strikes = 0;
    }

    /// The world changed: what was closed may be open.
    pub(super) fn renew(&mut self) {
        (self.climb_at, self.climb_wait_ms) = (0, CLIMB_FIRST_MS);
    }

    /// The attempt was refused or bore nothing.
    pub(super) fn failed(&mut self, now: u64) -> After {
        if self.trial.is_some() {
            self.trial_failed(now);
            return After::Follow;
        }
        if !self.listed {
            return After::List;
        }
        self.listed = false;
        self.strikes += 1;
        if self.strikes < STRIKES {
            return After::List;
        }
        self.step_down(now);
        After::Follow
    }

    /// The way is closed for a reason that is known: no slot, or watching is forbidden.
    pub(super) fn closed(&mut self, now: u64) {
        if self.trial.is_some() {
            self.trial_failed(now);
        } else {
            self.rung = Rung::Poll;
            self.rest(now);
        }
    }

    fn trial_failed(&mut self, now: u64) {
        if self.trial == Some(Transport::WebSocket) && self.rung == Rung::Poll {
            self.trial = Some(Transport::Stream);
        } else {
            self.trial = None;
            self.climb_wait_ms = (self.climb_wait_ms * 2).min(CLIMB_LONGEST_MS);
            self.rest(now);
        }
    }

    fn step_down(&mut self, now: u64) {
        self.rung = match self.rung {
            Rung::Watch(Transport::WebSocket) => Rung::Watch(Transport::Stream),
            Rung::Watch(Transport::Stream) | Rung::Poll => Rung::Poll,
        };
        self.rest(now);
    }

    fn rest(&mut self, now: u64) {
        self.strikes = 0;
        self.listed = true;
        self.climb_at = now + self.climb_wait_ms;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEB_SOCKET: Rung = Rung::Watch(Transport::WebSocket);
    const STREAM: Rung = Rung::Watch(Transport::Stream);

    #[test]
    fn a_dead_server_is_not_the_transports_fault() {
        let mut ladder = Ladder::new();
        ladder.listed();
        assert_eq!(ladder.failed(0), After::List);
        for _ in 0..5 {
            assert_eq!(ladder.failed(0), After::List, "no list succeeded in between");
        }
        ladder.listed();
        ladder.bore(Transport::WebSocket);
        assert_eq!(ladder.choose(0), WEB_SOCKET);
    }

    #[test]
    fn a_transport_that_bears_nothing_beside_good_lists_is_given_up() {
        let mut ladder = Ladder::new();
        for (expected, rung) in [(After::List, WEB_SOCKET), (After::Follow, STREAM), (After::List, STREAM)] {
            ladder.listed();
            assert_eq!(ladder.failed(0), expected);
            assert_eq!(ladder.choose(0), rung);
        }
        ladder.listed();
        assert_eq!(ladder.failed(0), After::Follow);
        assert_eq!(ladder.choose(0), Rung::Poll);
    }

    #[test]
    fn it_climbs_back_rung_by_rung_less_and_less_often() {
        let mut ladder = Ladder::new();
        ladder.closed(0);
        assert_eq!(ladder.choose(14_999), Rung::Poll);
        assert_eq!(ladder.choose(15_000), WEB_SOCKET);
        assert_eq!(ladder.failed(15_000), After::Follow);
        assert_eq!(ladder.choose(15_000), STREAM, "the rung between is tried too");
        assert_eq!(ladder.failed(15_000), After::Follow);
        assert_eq!(ladder.choose(15_001), Rung::Poll);
        assert_eq!(ladder.choose(44_999), Rung::Poll);
        assert_eq!(ladder.choose(45_000), WEB_SOCKET);
        ladder.bore(Transport::WebSocket);
        assert_eq!(ladder.choose(u64::MAX), WEB_SOCKET);
    }

    #[test]
    fn when_the_server_comes_back_the_highest_rung_is_tried_at_once() {
        let mut ladder = Ladder::new();
        ladder.closed(0);
        ladder.renew();
        assert_eq!(ladder.choose(1), WEB_SOCKET);
    }
}
