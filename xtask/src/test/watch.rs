//! How long a step takes.

use std::time::{Duration, Instant};

/// Started at a moment, tells how long ago that was.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts it.
    #[expect(clippy::disallowed_methods, reason = "tooling runs on the host and shows real time")]
    pub fn start() -> Self {
        Self(Instant::now())
    }

    /// In words, as `1 min 5 s`.
    pub fn elapsed(self) -> String {
        in_words(self.0.elapsed())
    }
}

fn in_words(time: Duration) -> String {
    match time.as_secs() {
        seconds @ 0..60 => format!("{seconds} s"),
        seconds => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_said_in_minutes_from_one_minute_on() {
        assert_eq!(in_words(Duration::from_millis(59_999)), "59 s");
        assert_eq!(in_words(Duration::from_secs(125)), "2 min 5 s");
    }
}
