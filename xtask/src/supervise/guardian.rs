//! The last resort: a second process of this tool that ends the others when the tool itself was killed.
//!
//! It holds the reading end of a pipe from us. Lines `+PID` and `-PID` tell it whom to watch; when the pipe ends
//! without them having been taken back, it ends the process groups that are left. No signal can prevent that, since
//! the operating system closes the pipe.

use std::{
    collections::BTreeMap,
    io::{BufRead, Write},
    os::unix::process::CommandExt,
    process::{ChildStdin, Command, Stdio},
    sync::{Mutex, MutexGuard, OnceLock, PoisonError},
};

use anyhow::Context;

use super::process::{started_at, stop_groups};

/// The name of the hidden subcommand that runs [`serve`].
pub const COMMAND: &str = "guard";

/// The guardian of this process, from [`start`] on. Its pipe stays open until this process ends.
static PIPE: OnceLock<Mutex<ChildStdin>> = OnceLock::new();

/// Starts the guardian, in a process group of its own so that Ctrl-C does not end it before us.
pub fn start() -> anyhow::Result<()> {
    let mut child = Command::new(std::env::current_exe()?)
        .arg(COMMAND)
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .context("the guardian of the processes did not start")?;
    let pipe = child.stdin.take().context("the guardian of the processes has no pipe")?;
    // A second start would only leave the first in charge; its own pipe closes here and it ends.
    drop(PIPE.set(Mutex::new(pipe)));
    Ok(())
}

/// Ends this process group when we are gone. Without a guardian, which only the tests of this crate are, it ends with
/// the value that holds it.
pub fn watch(pid: u32) -> anyhow::Result<()> {
    tell(&format!("+{pid}\n"))
}

/// Takes that back.
pub fn forget(pid: u32) -> anyhow::Result<()> {
    tell(&format!("-{pid}\n"))
}

fn tell(line: &str) -> anyhow::Result<()> {
    let Some(pipe) = PIPE.get() else { return Ok(()) };
    let mut pipe: MutexGuard<'_, ChildStdin> = pipe.lock().unwrap_or_else(PoisonError::into_inner);
    pipe.write_all(line.as_bytes()).context("the guardian of the processes is gone")
}

/// Runs as the guardian until the pipe ends.
pub fn serve(lines: impl BufRead) {
    let mut watched = Watched::default();
    for line in lines.lines().map_while(Result::ok) {
        watched.note(&line);
    }
    stop_groups(&watched.left());
}

/// Process ids with the time at which each process began.
#[derive(Default)]
struct Watched(BTreeMap<u32, Option<String>>);

impl Watched {
    fn note(&mut self, line: &str) {
        let (sign, pid) = line.split_at_checked(1).unwrap_or_default();
        match (sign, pid.parse()) {
            ("+", Ok(pid)) => {
                self.0.insert(pid, started_at(pid));
            }
            ("-", Ok(pid)) => {
                self.0.remove(&pid);
            }
            _ => {}
        }
    }

    /// The newest first, without those whose id another process has now.
    fn left(self) -> Vec<u32> {
        let is_same =
            |(pid, started): &(u32, Option<String>)| started_at(*pid).is_none_or(|now| Some(now) == *started);
        self.0.into_iter().rev().filter(is_same).map(|(pid, _)| pid).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guardian_watches_what_was_named_and_not_taken_back() {
        let mut watched = Watched::default();
        // Beyond the largest process id of any system that this runs on, so that none of them exists.
        for line in ["+99999991", "+99999992", "-99999991", "", "+x"] {
            watched.note(line);
        }
        assert_eq!(watched.left(), [99_999_992]);
    }

    #[test]
    fn a_process_that_got_the_id_of_a_watched_one_is_left_alone() {
        let own = std::process::id();
        let watched = Watched(BTreeMap::from([(own, Some("another time".to_owned()))]));
        assert!(watched.left().is_empty());
    }
}
