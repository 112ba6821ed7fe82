//! One process with its log.

use std::{
    fs::{self, File},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::Duration,
};

use anyhow::Context;
use nix::{
    sys::signal::{Signal, kill, killpg},
    unistd::Pid,
};

/// How many tenths of a second a process has to end by itself before it is killed.
const PATIENCE: u32 = 50;

/// A running process in a process group of its own.
pub struct Process {
    name: String,
    child: Child,
    log: PathBuf,
}

impl Process {
    /// Starts `command` with its output going to `log`.
    pub fn spawn(name: &str, mut command: Command, log: &Path) -> anyhow::Result<Self> {
        let file = File::create(log).with_context(|| format!("cannot write {}", log.display()))?;
        let child = command
            .process_group(0)
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .spawn()
            .with_context(|| format!("{name} did not start"))?;
        Ok(Self { name: name.to_owned(), child, log: log.to_owned() })
    }

    /// What it is called in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its process id, which is also its group's.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Fails if it has ended.
    pub fn check(&mut self) -> anyhow::Result<()> {
        let Some(status) = self.child.try_wait()? else { return Ok(()) };
        anyhow::bail!(
            "{} ended by itself ({status}). The end of its log:\n{}",
            self.name,
            log_tail(&self.log)
        )
    }

    /// Ends it and all it started.
    pub fn stop(&mut self) {
        stop_groups(&[self.pid()]);
        self.reap();
    }

    /// Takes note of its end, after [`stop_groups`].
    pub fn reap(&mut self) {
        // It is gone or was killed; a zombie is all that waiting can fail to clear.
        drop(self.child.wait());
    }
}

/// The last 20 lines of a log.
pub fn log_tail(log: &Path) -> String {
    let text = fs::read(log).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(20)..].join("\n")
}

/// Ends the process groups in this order: asks first, waits, then kills.
pub fn stop_groups(pids: &[u32]) {
    for pid in pids {
        signal(*pid, Signal::SIGTERM);
        for _ in 0..PATIENCE {
            if !is_running(*pid) {
                break;
            }
            thread::sleep(Duration::from_millis(20));
        }
    }
    for _ in 0..PATIENCE {
        if !pids.iter().any(|pid| is_running(*pid)) {
            break;
        }
        thread::sleep(Duration::from_millis(100));
    }
    for pid in pids {
        signal(*pid, Signal::SIGKILL);
    }
}

fn signal(group: u32, signal: Signal) {
    if let Ok(group) = i32::try_from(group) {
        // ESRCH: nothing of the group is left, which is what we want.
        _ = killpg(Pid::from_raw(group), signal);
    }
}

/// Whether a process of this id runs; a zombie does not.
pub fn is_running(pid: u32) -> bool {
    let Ok(raw) = i32::try_from(pid) else { return false };
    if kill(Pid::from_raw(raw), None).is_err() {
        return false;
    }
    let state = ps(pid, "stat=");
    !state.is_empty() && !state.starts_with('Z')
}

/// When a process began, as the operating system tells it; empty if there is none. Tells a process from a later one
/// that was given the same id.
pub fn started_at(pid: u32) -> String {
    ps(pid, "lstart=")
}

fn ps(pid: u32, column: &str) -> String {
    Command::new("ps")
        .args(["-o", column, "-p", &pid.to_string()])
        .env("LC_ALL", "C")
        .output()
        .map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
        .unwrap_or_default()
}
