//! What follows from the machine's state: how fresh the collection is, and when to look again.

use crate::health::{Health, PollingReason};
use crate::object::Object;
use crate::watch::machine::{GRACE_MS, HIDDEN_POLL_MS, Machine, Outputs, PAUSE_MS, POLL_MS, STALE_MS, State};
use crate::watch::message::Output;

impl<K: Object> Machine<K> {
    pub(super) fn conclude(&mut self, now: u64, out: &mut Outputs<K>) {
        let health = self.current_health(now);
        if health != self.health {
            self.health = health.clone();
            out.push(Output::Health(health));
        }
        let wake = [self.due_at(), self.pause_at(), self.stale_at(now)].into_iter().flatten().min();
        if wake != self.wake {
            self.wake = wake;
            out.extend(wake.map(Output::Wake));
        }
    }

    pub(super) fn due_at(&self) -> Option<u64> {
        match self.state {
            State::Opening { opens_by, .. } => Some(opens_by),
            State::Watching { ends_at, .. } => Some(ends_at + GRACE_MS),
            State::Waiting { until, .. } | State::Polling { until } => Some(until),
            State::Off | State::Listing { .. } | State::SignedOut { .. } | State::Paused => None,
        }
    }

    pub(super) fn pause_at(&self) -> Option<u64> {
        if self.needed || matches!(self.state, State::Off | State::SignedOut { .. } | State::Paused) {
            return None;
        }
        self.hidden_since.map(|since| since + PAUSE_MS)
    }

    /// When trouble turns into staleness.
    fn stale_at(&self, now: u64) -> Option<u64> {
        let at = self.good_at + self.patience_ms();
        let waits = matches!(self.health, Health::Reconnecting { .. } | Health::Polling(_));
        (waits && self.listed && at > now).then_some(at)
    }

    fn patience_ms(&self) -> u64 {
        match (self.is_polling(), self.hidden_since) {
            (false, _) => STALE_MS,
            (true, None) => STALE_MS + POLL_MS,
            (true, Some(_)) => STALE_MS + HIDDEN_POLL_MS,
        }
    }

    /// Whether no watch is held, and none will be until something changes.
    pub(super) fn is_polling(&self) -> bool {
        self.unlisted.is_some() || self.ladder.is_polling()
    }

    fn polling_reason(&self) -> PollingReason {
        match (&self.unlisted, &self.unwatched) {
            (Some((status, _)), _) => PollingReason::ListDenied(status.clone()),
            (None, Some(status)) => PollingReason::WatchDenied(status.clone()),
            (None, None) => PollingReason::NoTransport,
        }
    }

    fn current_health(&self, now: u64) -> Health {
        if let Some(status) = &self.denied {
            return Health::Denied(status.clone());
        }
        let (since_ms, why) = (self.good_at, self.why.clone());
        let young = now < self.good_at + self.patience_ms();
        match self.state {
            State::Watching { transport, .. } | State::Opening { transport, resumed: true, .. }
                if !self.unproven =>
            {
                Health::Live { transport }
            }
            State::Paused => Health::Stale { since_ms, why: None },
            _ if !self.listed && why.is_none() => Health::Loading,
            _ if self.listed && why.is_none() && young && self.is_polling() => {
                Health::Polling(self.polling_reason())
            }
            _ if self.listed && !young => Health::Stale { since_ms, why },
            // The list that has just arrived is followed by a handshake: no trouble yet.
            State::Opening { resumed: false, .. } if self.health == Health::Loading => Health::Loading,
            _ => Health::Reconnecting { since_ms, why },
        }
    }
}
