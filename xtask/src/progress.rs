//! What the tool is doing, and for how long.

#![expect(clippy::disallowed_methods, reason = "a tool on the user's machine reads the real clock")]

use std::{
    fs::File,
    io::{IsTerminal, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

/// How often the live line is drawn.
const FRAME: Duration = Duration::from_millis(200);
/// How often a step says that it still runs where there is no terminal.
const SIGN_OF_LIFE: Duration = Duration::from_secs(30);
/// How much of a log's last line is shown, in characters.
const WIDTH: usize = 60;

/// One thing being done; prints its time when it is done, and meanwhile that it runs.
pub struct Step {
    shared: Arc<Shared>,
    ticker: Option<JoinHandle<()>>,
}

struct Shared {
    what: String,
    since: Instant,
    finished: AtomicBool,
    log: Mutex<Option<PathBuf>>,
}

/// Begins a step and says so.
pub fn step(what: impl Into<String>) -> Step {
    let shared = Arc::new(Shared {
        what: what.into(),
        since: Instant::now(),
        finished: AtomicBool::new(false),
        log: Mutex::default(),
    });
    let ours = Arc::clone(&shared);
    let is_live = std::io::stderr().is_terminal();
    if !is_live {
        eprintln!("  {} …", shared.what);
    }
    let ticker = thread::spawn(move || if is_live { ours.draw() } else { ours.report() });
    Step { shared, ticker: Some(ticker) }
}

impl Shared {
    /// One line that is drawn again and again.
    fn draw(&self) {
        while !self.finished.load(Ordering::Relaxed) {
            let time = seconds(self.since.elapsed());
            eprint!("\r\x1b[K  {} … {time}  \x1b[2m{}\x1b[0m", self.what, self.doing());
            drop(std::io::stderr().flush());
            thread::park_timeout(FRAME);
        }
        eprint!("\r\x1b[K");
    }

    /// A line now and then.
    fn report(&self) {
        let mut next = SIGN_OF_LIFE;
        while !self.finished.load(Ordering::Relaxed) {
            thread::park_timeout(next.saturating_sub(self.since.elapsed()));
            if self.since.elapsed() >= next && !self.finished.load(Ordering::Relaxed) {
                eprintln!("  {} … {}  {}", self.what, seconds(self.since.elapsed()), self.doing());
                next += SIGN_OF_LIFE;
            }
        }
    }

    /// The last line of the log that the step follows.
    fn doing(&self) -> String {
        let log = self.log.lock().unwrap_or_else(PoisonError::into_inner);
        log.as_deref().and_then(|log| end_of(log).ok()).map(|text| last_line(&text)).unwrap_or_default()
    }
}

fn end_of(log: &Path) -> std::io::Result<String> {
    let mut file = File::open(log)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(1024)))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The last line that says something, without what would move the cursor, and short.
fn last_line(text: &str) -> String {
    let line = text.lines().rev().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    line.chars().filter(|letter| !letter.is_control()).take(WIDTH).collect()
}

impl Step {
    /// From now on the live line ends with the last line of this log.
    pub fn follow(&self, log: &Path) {
        *self.shared.log.lock().unwrap_or_else(PoisonError::into_inner) = Some(log.to_owned());
    }

    /// Ends the step and says how long it took.
    pub fn done(mut self) {
        self.stop();
        eprintln!("✓ {} {}", self.shared.what, seconds(self.shared.since.elapsed()));
    }

    /// Ends the live line, so that what is printed next stands on its own.
    fn stop(&mut self) {
        self.shared.finished.store(true, Ordering::Relaxed);
        if let Some(ticker) = self.ticker.take() {
            ticker.thread().unpark();
            // It only prints; if it panicked, there is nothing more to end.
            drop(ticker.join());
        }
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

    #[test]
    fn of_a_log_the_last_line_that_says_something_is_shown() {
        assert_eq!(last_line("one\n  Compiling\tserde\r\n\n"), "Compilingserde");
        assert_eq!(last_line(""), "");
        assert_eq!(last_line(&"x".repeat(100)).len(), WIDTH);
    }
}
