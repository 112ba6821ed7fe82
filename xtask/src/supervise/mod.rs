//! Processes that end with us.
//!
//! Every process runs in a process group of its own, so that what it starts ends with it. They are stopped in
//! reverse order: on Ctrl-C or SIGTERM, when one of them ends by itself, and when the tool leaves for any other
//! reason (`Drop`). If the tool itself is killed outright, the [`guardian`] notices and stops them.

pub mod guardian;
mod interrupt;
mod process;

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Context;

use self::guardian::Guardian;
pub use self::{
    interrupt::{Interrupted, check_interrupted, listen, pause},
    process::{Process, is_running, started_at, stop_groups},
};

/// Processes that live and end together.
pub struct Group {
    processes: Vec<Process>,
    guardian: Option<Guardian>,
    logs: PathBuf,
}

impl Group {
    /// An empty group whose logs go to `logs`; its processes end with this one.
    pub fn owned(logs: &Path) -> anyhow::Result<Self> {
        Ok(Self { processes: Vec::new(), guardian: Some(Guardian::start()?), logs: logs.to_owned() })
    }

    /// An empty group whose processes may outlive this one, after [`Group::leave`].
    pub fn detached(logs: &Path) -> Self {
        Self { processes: Vec::new(), guardian: None, logs: logs.to_owned() }
    }

    /// Starts a process; its output goes to `<logs>/<name>.log`.
    pub fn spawn(&mut self, name: &str, command: Command) -> anyhow::Result<()> {
        let log = self.logs.join(format!("{name}.log"));
        let process = Process::spawn(name, command, &log)?;
        if let Some(guardian) = &mut self.guardian {
            guardian.watch(process.pid())?;
        }
        self.processes.push(process);
        Ok(())
    }

    /// Stops one process. Does nothing if there is none of that name.
    pub fn stop(&mut self, name: &str) -> anyhow::Result<()> {
        let Some(index) = self.processes.iter().position(|process| process.name() == name) else {
            return Ok(());
        };
        let mut process = self.processes.remove(index);
        process.stop();
        match &mut self.guardian {
            Some(guardian) => guardian.forget(process.pid()),
            None => Ok(()),
        }
    }

    /// Fails if a process of the group has ended by itself, with its name, its status and the end of its log.
    pub fn check(&mut self) -> anyhow::Result<()> {
        self.processes.iter_mut().try_for_each(Process::check)
    }

    /// Waits until `ready` says so, at most `seconds`; fails early if a process ends or the user interrupts.
    pub fn wait_until(
        &mut self,
        what: &str,
        seconds: u32,
        mut ready: impl FnMut() -> bool,
    ) -> anyhow::Result<()> {
        for _ in 0..seconds * 10 {
            self.check()?;
            if ready() {
                return Ok(());
            }
            pause()?;
        }
        anyhow::bail!("{what} is not ready after {seconds} s; the logs are in {}", self.logs.display())
    }

    /// Name and process id of each process.
    pub fn pids(&self) -> Vec<(String, u32)> {
        self.processes.iter().map(|process| (process.name().to_owned(), process.pid())).collect()
    }

    /// Lets the processes go on without us.
    pub fn leave(mut self) {
        self.processes.clear();
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let pids: Vec<u32> = self.processes.iter().rev().map(Process::pid).collect();
        stop_groups(&pids);
        for process in &mut self.processes {
            process.reap();
        }
    }
}

/// Runs a program and returns what it printed; fails with the end of what it said.
pub fn output(command: &mut Command, what: &str) -> anyhow::Result<String> {
    let output = command.output().with_context(|| format!("{what}: {} did not start", program(command)))?;
    check_interrupted()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let end: Vec<&str> = said.lines().rev().take(20).collect();
        let end: Vec<&str> = end.into_iter().rev().collect();
        anyhow::bail!("{what}: {} ended with {}\n{}", program(command), output.status, end.join("\n"));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn program(command: &Command) -> String {
    Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests;
