//! How far the API server's clock is ahead of this one, from the `Date` of its answers.
//!
//! A `Date` is cut to the second, and the server wrote it at some time between the request and the answer. So one answer
//! says in which range the difference lies, and several together narrow that range down, whatever each took.

/// What is known of the server's clock. Times are Unix milliseconds, those of the server by its own clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ServerClock {
    /// The least and the most that it is ahead.
    range: Option<(i64, i64)>,
}

/// A `Date` says no more than the second.
const SECOND_MS: i64 = 1_000;
/// A difference of more than this is told: certificates, tokens and the order of events suffer from it.
const NOTABLE_MS: i64 = 60_000;

impl ServerClock {
    /// Takes in the `Date` of one answer, and when its request was sent and its head came by the clock of this side.
    pub fn observe(&mut self, date: i64, sent: i64, received: i64) {
        let (least, most) = (date - received, date + SECOND_MS - sent);
        if least > most {
            // This clock was set back meanwhile.
            self.range = None;
            return;
        }
        self.range = match self.range {
            Some((low, high)) if low.max(least) <= high.min(most) => Some((low.max(least), high.min(most))),
            // One of the clocks has been set: what was known is of before.
            _ => Some((least, most)),
        };
    }

    /// How far it is ahead: the least difference that explains what was seen, negative where it is behind, 0 where
    /// nothing tells it from this clock.
    pub fn ahead_ms(&self) -> i64 {
        self.range.map_or(0, |(least, most)| 0.clamp(least, most))
    }

    /// How far it is ahead, where that is more than a minute.
    pub fn notable_ms(&self) -> Option<i64> {
        Some(self.ahead_ms()).filter(|ahead| ahead.abs() > NOTABLE_MS)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::ServerClock;

    /// An answer that was written `thinking` after its request was sent, and came `back` after that.
    fn answer(clock: &mut ServerClock, sent: i64, thinking: i64, back: i64, ahead: i64) {
        let written = sent + thinking + ahead;
        clock.observe(written - written.rem_euclid(1_000), sent, sent + thinking + back);
    }

    #[test]
    fn a_clock_that_is_right_is_left_alone_however_slow_the_answers_are() {
        let mut clock = ServerClock::default();
        for (sent, thinking, back) in
            [(1_700_000_000_123, 4, 3), (1_700_000_001_999, 90_000, 5), (1_700_000_100_000, 5, 300_000)]
        {
            answer(&mut clock, sent, thinking, back, 0);
            assert_eq!((clock.ahead_ms(), clock.notable_ms()), (0, None));
        }
    }

    #[test]
    fn a_clock_that_is_set_meanwhile_is_measured_anew() {
        let mut clock = ServerClock::default();
        answer(&mut clock, 1_700_000_000_000, 5, 5, 600_000);
        assert!(clock.notable_ms().is_some_and(|ahead| (ahead - 600_000).abs() < 1_010));
        answer(&mut clock, 1_700_000_900_000, 5, 5, 0);
        assert_eq!(clock.ahead_ms(), 0);
        clock.observe(1_700_000_900_000, 1_700_000_900_000, 1_699_999_000_000);
        assert_eq!(clock.ahead_ms(), 0, "it was set between a request and its answer");
    }

    proptest! {
        #[test]
        fn the_difference_is_found_and_never_overstated(
            ahead in -90_000_000i64..90_000_000,
            answers in proptest::collection::vec((0i64..9_000, 0i64..400, 0i64..400), 1..40),
        ) {
            let (mut clock, mut now) = (ServerClock::default(), 1_700_000_000_000);
            for (wait, thinking, back) in answers {
                now += wait;
                answer(&mut clock, now, thinking, back, ahead);
                prop_assert!(clock.ahead_ms().abs() <= ahead.abs());
                prop_assert!((clock.ahead_ms() - ahead).abs() <= 1_000 + thinking + back);
            }
        }
    }
}
