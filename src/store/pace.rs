//! How often rows are brought up to date: what comes after a rest at once, what keeps coming ten times a second.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use crate::platform::{clock, frame, timer};

/// Milliseconds from one batch to the next. An eye that reads a list follows no more, and each batch has its cost.
const STEP: u64 = 100;

/// The pace of one collection. Its batches fall on full steps of the clock, so that those of collections that are
/// joined fall on the same frame.
#[derive(Debug, Clone, Default)]
pub(super) struct Pace(Rc<Cell<u64>>);

impl Pace {
    /// Ends when the browser is about to draw and a batch is due.
    pub(super) async fn next(self) {
        let wait = wait(self.0.get(), clock::now_ms());
        if wait > 0 {
            timer::sleep(Duration::from_millis(wait)).await;
        }
        frame::next().await;
        self.0.set(clock::now_ms());
    }
}

/// How long to wait after a batch at a time.
fn wait(last: u64, now: u64) -> u64 {
    if now >= last + STEP { 0 } else { STEP - now % STEP }
}

#[cfg(test)]
mod tests {
    use super::{STEP, wait};

    #[test]
    fn what_comes_after_a_rest_is_shown_at_once() {
        assert_eq!(wait(0, 1_000_037), 0);
        assert_eq!(wait(1_000_000, 1_000_000 + STEP), 0);
    }

    #[test]
    fn what_keeps_coming_falls_on_full_steps() {
        for now in 1_000_000..1_000_100 {
            let wait = wait(999_990, now);
            assert!(wait == 0 || (now + wait).is_multiple_of(STEP), "{now}");
            assert!(wait <= STEP);
        }
    }
}
