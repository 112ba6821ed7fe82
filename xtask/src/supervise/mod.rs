//! Processes that end with us.
//!
//! Every process runs in a process group of its own, so that what it starts ends with it. They are stopped in
//! reverse order: on Ctrl-C or SIGTERM, when one of them ends by itself, and when the tool leaves for any other
//! reason (`Drop`). If the tool itself is killed outright, the [`guardian`] notices and stops them. That holds for
//! short commands and long builds ([`output`], [`build`]) as for servers ([`Group`]).

mod excerpt;
pub mod guardian;
mod interrupt;
mod process;

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
    thread,
    time::Duration,
};

use anyhow::Context;

pub use self::{
    interrupt::{Interrupted, check_interrupted, interrupt, listen, pause},
    process::{Process, Sink, log_tail, started_at, stop_groups},
};
use crate::{paths, progress::Step};

/// Processes that live and end together.
pub struct Group {
    processes: Vec<Process>,
    logs: PathBuf,
}

impl Group {
    /// An empty group whose logs go to `logs`; its processes end with this value.
    pub fn new(logs: &Path) -> Self {
        Self { processes: Vec::new(), logs: logs.to_owned() }
    }

    /// Starts a process; its output goes to `<logs>/<name>.log`.
    pub fn spawn(&mut self, name: &str, mut command: Command) -> anyhow::Result<()> {
        let log = self.log(name);
        self.processes.push(Process::spawn(name, &mut command, &Sink::Log(&log))?);
        Ok(())
    }

    /// Starts a process whose output is shown.
    pub fn spawn_shown(&mut self, name: &str, mut command: Command) -> anyhow::Result<()> {
        self.processes.push(Process::spawn(name, &mut command, &Sink::Terminal)?);
        Ok(())
    }

    /// Stops one process. Does nothing if there is none of that name.
    pub fn stop(&mut self, name: &str) -> anyhow::Result<()> {
        let Some(index) = self.processes.iter().position(|process| process.name() == name) else {
            return Ok(());
        };
        self.processes.remove(index).stop()
    }

    /// Lets go of those of these processes that have ended by themselves, and names them.
    pub fn take_ended(&mut self, names: &[&'static str]) -> anyhow::Result<Vec<&'static str>> {
        let mut ended = Vec::new();
        for process in &mut self.processes {
            let Some(name) = names.iter().find(|name| **name == process.name()) else { continue };
            if process.ended()?.is_some() {
                process.reap()?;
                ended.push(*name);
            }
        }
        self.processes.retain(|process| !ended.contains(&process.name()));
        Ok(ended)
    }

    /// Fails if a process of the group has ended by itself, with its name, its status and the end of its log.
    pub fn check(&mut self) -> anyhow::Result<()> {
        self.processes.iter_mut().try_for_each(Process::check)
    }

    /// Waits until `ready` says so, at most `seconds`; fails early if a process ends or the user interrupts. `of` is
    /// the process that it is about: the end of its log is told if it is not ready in time.
    pub fn wait_until(
        &mut self,
        what: &str,
        of: &str,
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
        let log = self.log(of);
        anyhow::bail!(
            "{what} is not ready after {seconds} s. The end of {}:\n{}",
            log.display(),
            log_tail(&log)
        )
    }

    fn log(&self, name: &str) -> PathBuf {
        self.logs.join(format!("{name}.log"))
    }

    /// Name and process id of each process.
    pub fn pids(&self) -> Vec<(String, u32)> {
        self.processes.iter().map(|process| (process.name().to_owned(), process.pid())).collect()
    }

    /// Lets the processes go on without us.
    pub fn leave(mut self) -> anyhow::Result<()> {
        self.processes.drain(..).try_for_each(|process| guardian::forget(process.pid()))
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let pids: Vec<u32> = self.processes.iter().rev().map(Process::pid).collect();
        stop_groups(&pids);
        for process in &mut self.processes {
            // All that can fail is to tell the guardian, which then finds nothing left to end.
            drop(process.reap());
        }
    }
}

/// Runs a program and returns what it printed; fails with the errors that it told, or else the end of what it said.
pub fn output(command: &mut Command, what: &str) -> anyhow::Result<String> {
    let name = program(command);
    without_traces(command);
    let mut process = Process::spawn(&name, command, &Sink::Pipes).with_context(|| what.to_owned())?;
    let (stdout, stderr) = process.pipes();
    let printed = thread::spawn(|| read_all(stdout));
    let said = thread::spawn(|| read_all(stderr));
    let status = wait_for(&mut process)?;
    let text = |reader: thread::JoinHandle<String>| reader.join().unwrap_or_default();
    let (printed, said) = (text(printed), text(said));
    anyhow::ensure!(status.success(), "{what}: {name} ended with {status}\n{}", excerpt::of_failure(&said));
    Ok(printed)
}

fn read_all(pipe: Option<impl Read>) -> String {
    let mut bytes = Vec::new();
    if let Some(mut pipe) = pipe {
        // What was read before a failure is worth showing, and the exit status says whether the program failed.
        drop(pipe.read_to_end(&mut bytes));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Runs a program that takes long. What it says goes to a log in the checkout, so that another checkout's build
/// is not taken for it; `step` shows the last line meanwhile. Fails with the compiler's errors, or else the log's end, and
/// the log's place.
pub fn build(command: &mut Command, what: &str, step: &Step) -> anyhow::Result<()> {
    let name = program(command);
    let logs = paths::checkout().join("build/logs");
    fs::create_dir_all(&logs).with_context(|| format!("cannot write to {}", logs.display()))?;
    let log = logs.join(format!("{}.log", what.replace(|letter: char| !letter.is_alphanumeric(), "-")));
    without_traces(command);
    let mut process = Process::spawn(&name, command, &Sink::Log(&log)).with_context(|| what.to_owned())?;
    step.follow(&log);
    let status = wait_for(&mut process)?;
    if status.success() {
        return Ok(());
    }
    let said = fs::read(&log).unwrap_or_default();
    let why = excerpt::of_failure(&String::from_utf8_lossy(&said));
    anyhow::bail!("{what}: {name} ended with {status}. From {}:\n{why}", log.display())
}

/// Where a program fails for a reason that it tells, its own stack tells nothing.
fn without_traces(command: &mut Command) {
    command.env("RUST_BACKTRACE", "0");
}

/// Runs a program whose output is shown, to its end.
pub fn show(command: &mut Command) -> anyhow::Result<ExitStatus> {
    wait_for(&mut Process::spawn(&program(command), command, &Sink::Terminal)?)
}

/// Runs a program to its end and gives each line that it prints to `line`; what it says otherwise is shown.
pub fn show_lines(
    command: &mut Command,
    mut line: impl FnMut(&[u8]) + Send + 'static,
) -> anyhow::Result<ExitStatus> {
    let mut process = Process::spawn(&program(command), command.stdout(Stdio::piped()), &Sink::Terminal)?;
    let (stdout, _) = process.pipes();
    let reader = thread::spawn(move || -> std::io::Result<()> {
        let lines = stdout.map(|stdout| BufReader::new(stdout).split(b'\n'));
        lines.into_iter().flatten().try_for_each(|text| text.map(|text| line(&text)))
    });
    let status = wait_for(&mut process)?;
    reader.join().map_err(|_| anyhow::anyhow!("what {} printed could not be shown", process.name()))??;
    Ok(status)
}

/// Waits for its end; ends it when the user interrupts.
fn wait_for(process: &mut Process) -> anyhow::Result<ExitStatus> {
    let mut pause = Duration::from_millis(1);
    loop {
        if let Some(status) = process.ended()? {
            guardian::forget(process.pid())?;
            return Ok(status);
        }
        if let Err(interrupted) = check_interrupted() {
            process.stop()?;
            return Err(interrupted);
        }
        thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(50));
    }
}

fn program(command: &Command) -> String {
    Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests;
