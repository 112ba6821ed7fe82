//! The last resort: a second process of this tool that ends the others when the tool itself was killed.
//!
//! It holds the reading end of a pipe from us. Lines `+PID` and `-PID` tell it whom to watch; when the pipe ends
//! without them having been taken back, it ends the process groups that are left. No signal can prevent that, since
//! the operating system closes the pipe.

use std::{
    collections::BTreeSet,
    io::{BufRead, Write},
    os::unix::process::CommandExt,
    process::{Child, ChildStdin, Command, Stdio},
};

use anyhow::Context;

use super::process::stop_groups;

/// The name of the hidden subcommand that runs [`serve`].
pub const COMMAND: &str = "guard";

/// The other end of a guardian.
pub struct Guardian {
    child: Child,
    pipe: Option<ChildStdin>,
}

impl Guardian {
    /// Starts the guardian, in a process group of its own so that Ctrl-C does not end it before us.
    pub fn start() -> anyhow::Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .arg(COMMAND)
            .process_group(0)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("the guardian of the processes did not start")?;
        let pipe = child.stdin.take();
        Ok(Self { child, pipe })
    }

    /// Ends this process group when we are gone.
    pub fn watch(&mut self, pid: u32) -> anyhow::Result<()> {
        self.tell(&format!("+{pid}"))
    }

    /// Takes that back.
    pub fn forget(&mut self, pid: u32) -> anyhow::Result<()> {
        self.tell(&format!("-{pid}"))
    }

    fn tell(&mut self, line: &str) -> anyhow::Result<()> {
        let pipe = self.pipe.as_mut().context("the guardian of the processes has no pipe")?;
        writeln!(pipe, "{line}").context("the guardian of the processes is gone")
    }
}

impl Drop for Guardian {
    fn drop(&mut self) {
        drop(self.pipe.take());
        // The group has been stopped before, so the guardian finds nothing and ends.
        drop(self.child.wait());
    }
}

/// Runs as the guardian until the pipe ends.
pub fn serve(lines: impl BufRead) {
    let mut watched = BTreeSet::new();
    for line in lines.lines().map_while(Result::ok) {
        note(&mut watched, &line);
    }
    let newest_first: Vec<u32> = watched.into_iter().rev().collect();
    stop_groups(&newest_first);
}

fn note(watched: &mut BTreeSet<u32>, line: &str) {
    let (sign, pid) = line.split_at_checked(1).unwrap_or_default();
    match (sign, pid.parse()) {
        ("+", Ok(pid)) => {
            watched.insert(pid);
        }
        ("-", Ok(pid)) => {
            watched.remove(&pid);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guardian_watches_what_was_named_and_not_taken_back() {
        let mut watched = BTreeSet::new();
        for line in ["+12", "+13", "-12", "", "+x"] {
            note(&mut watched, line);
        }
        assert_eq!(watched, BTreeSet::from([13]));
    }
}
