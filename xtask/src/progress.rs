//! What the tool is doing, and for how long.

#![expect(clippy::disallowed_methods, reason = "a tool on the user's machine reads the real clock")]

use std::{
    io::{IsTerminal, Write},
    sync::Arc,
    sync::atomic::{AtomicBool, Ordering},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

/// One thing being done; prints its time when it is done, and while it runs where there is a terminal.
pub struct Step {
    what: String,
    since: Instant,
    finished: Arc<AtomicBool>,
    ticker: Option<JoinHandle<()>>,
}

/// Begins a step and says so.
pub fn step(what: impl Into<String>) -> Step {
    let what = what.into();
    let since = Instant::now();
    let finished = Arc::new(AtomicBool::new(false));
    let ticker = if std::io::stderr().is_terminal() {
        Some(tick(what.clone(), since, Arc::clone(&finished)))
    } else {
        eprintln!("  {what} …");
        None
    };
    Step { what, since, finished, ticker }
}

fn tick(what: String, since: Instant, finished: Arc<AtomicBool>) -> JoinHandle<()> {
    thread::spawn(move || {
        while !finished.load(Ordering::Relaxed) {
            eprint!("\r\x1b[K  {what} … {}", seconds(since.elapsed()));
            drop(std::io::stderr().flush());
            thread::park_timeout(Duration::from_millis(200));
        }
        eprint!("\r\x1b[K");
    })
}

impl Step {
    /// Ends the step and says how long it took.
    pub fn done(self) {
        eprintln!("{}  {} {}", self.stop(), self.what, seconds(self.since.elapsed()));
    }

    /// Ends the live line, so that what is printed next stands on its own; returns the mark of a finished step.
    fn stop(&self) -> &'static str {
        self.finished.store(true, Ordering::Relaxed);
        if let Some(ticker) = &self.ticker {
            ticker.thread().unpark();
            while !ticker.is_finished() {
                thread::yield_now();
            }
        }
        "✓"
    }
}

impl Drop for Step {
    fn drop(&mut self) {
        self.stop();
    }
}

/// `0.4 s`, `12 s`, `3 min 5 s`.
pub fn seconds(time: Duration) -> String {
    match time.as_secs() {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        whole @ 10..60 => format!("{whole} s"),
        whole => format!("{} min {} s", whole / 60, whole % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_said_in_the_unit_a_person_would_use() {
        assert_eq!(seconds(Duration::from_millis(420)), "0.4 s");
        assert_eq!(seconds(Duration::from_secs(12)), "12 s");
        assert_eq!(seconds(Duration::from_secs(185)), "3 min 5 s");
    }
}
