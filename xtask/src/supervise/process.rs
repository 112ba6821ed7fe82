//! One process with its log.

use std::{
    fs::{self, File},
    os::unix::process::CommandExt,
    path::{Path, PathBuf},
    process::{Child, ChildStderr, ChildStdout, Command, ExitStatus, Stdio},
    thread,
    time::Duration,
};

use anyhow::Context;
use nix::{
    sys::signal::{Signal, killpg},
    unistd::Pid,
};

use super::{excerpt, guardian};

/// How long a process is waited for before the next is asked to end too, in steps of [`STEP`].
const TURN: u32 = 50;
/// How long all have together before they are killed, in steps of [`STEP`].
const PATIENCE: u32 = 250;
/// How often to look whether a process has ended.
const STEP: Duration = Duration::from_millis(20);

/// Where a process writes.
pub enum Sink<'a> {
    /// Into a file, made anew.
    Log(&'a Path),
    /// On our own terminal.
    Terminal,
    /// To us: [`Process::pipes`].
    Pipes,
}

/// A running process in a process group of its own, which the guardian watches.
pub struct Process {
    name: String,
    child: Child,
    log: Option<PathBuf>,
}

impl Process {
    /// Starts `command` without input.
    pub fn spawn(name: &str, command: &mut Command, sink: &Sink<'_>) -> anyhow::Result<Self> {
        let mut log = None;
        match sink {
            Sink::Log(path) => {
                let file = File::create(path).with_context(|| format!("cannot write {}", path.display()))?;
                command.stdout(file.try_clone()?).stderr(file);
                log = Some(path.to_path_buf());
            }
            Sink::Terminal => {}
            Sink::Pipes => drop(command.stdout(Stdio::piped()).stderr(Stdio::piped())),
        }
        let child = command
            .process_group(0)
            .stdin(Stdio::null())
            .spawn()
            .with_context(|| format!("{name} did not start"))?;
        let process = Self { name: name.to_owned(), child, log };
        guardian::watch(process.pid()).inspect_err(|_| stop_groups(&[process.pid()]))?;
        Ok(process)
    }

    /// What it prints and what it says, once.
    pub fn pipes(&mut self) -> (Option<ChildStdout>, Option<ChildStderr>) {
        (self.child.stdout.take(), self.child.stderr.take())
    }

    /// What it is called in messages.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its process id, which is also its group's.
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// How it ended, if it has.
    pub fn ended(&mut self) -> anyhow::Result<Option<ExitStatus>> {
        Ok(self.child.try_wait()?)
    }

    /// Fails if it has ended.
    pub fn check(&mut self) -> anyhow::Result<()> {
        let Some(status) = self.ended()? else { return Ok(()) };
        let Some(log) = &self.log else { anyhow::bail!("{} ended by itself ({status})", self.name) };
        anyhow::bail!(
            "{} ended by itself ({status}). The end of {}:\n{}",
            self.name,
            log.display(),
            log_tail(log)
        )
    }

    /// Ends it and all it started.
    pub fn stop(&mut self) -> anyhow::Result<()> {
        stop_groups(&[self.pid()]);
        self.reap()
    }

    /// Takes note of its end, after [`stop_groups`].
    pub fn reap(&mut self) -> anyhow::Result<()> {
        // It is gone or was killed; a zombie is all that waiting can fail to clear.
        drop(self.child.wait());
        guardian::forget(self.pid())
    }
}

/// The last lines of a log.
pub fn log_tail(log: &Path) -> String {
    excerpt::last_lines(&String::from_utf8_lossy(&fs::read(log).unwrap_or_default()))
}

/// Ends the process groups in this order: asks first, waits for all in them, then kills what is left.
pub fn stop_groups(pids: &[u32]) {
    let wait = |steps: u32, ended: &dyn Fn() -> bool| {
        for _ in 0..steps {
            if ended() {
                break;
            }
            thread::sleep(STEP);
        }
    };
    for pid in pids {
        signal(*pid, Signal::SIGTERM);
        wait(TURN, &|| !group_runs(*pid));
    }
    wait(PATIENCE, &|| !pids.iter().any(|pid| group_runs(*pid)));
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

/// Whether any process of the group runs; zombies do not. Where there is no /proc, whether its leader does.
fn group_runs(group: u32) -> bool {
    let Ok(entries) = fs::read_dir("/proc") else { return started_at(group).is_some() };
    let pids = entries.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    // The third is the process group (field 5).
    pids.filter_map(stat).any(|fields| fields.get(2).is_some_and(|field| *field == group.to_string()))
}

/// When the process of this id began, as the operating system tells it; nothing if none runs. Tells a process from a
/// later one that was given the same id, also after the machine was started again.
pub fn started_at(pid: u32) -> Option<String> {
    let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id");
    boot.map_or_else(
        |_| said_by_ps(pid),
        |boot| said_by_proc(pid).map(|ticks| format!("{ticks} {}", boot.trim())),
    )
}

/// Linux: clock ticks since the machine was started (field 22).
fn said_by_proc(pid: u32) -> Option<String> {
    stat(pid)?.get(19).cloned()
}

/// Linux: what is known of a process that runs, from its state on (field 3 of `proc_pid_stat(5)`).
fn stat(pid: u32) -> Option<Vec<String>> {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The program's name before is in parentheses and may hold anything.
    let fields: Vec<String> =
        stat.get(stat.rfind(')')? + 1..)?.split_whitespace().map(str::to_owned).collect();
    let is_over = matches!(fields.first()?.as_str(), "Z" | "X");
    (!is_over).then_some(fields)
}

/// Elsewhere: the time of the start.
fn said_by_ps(pid: u32) -> Option<String> {
    let output = Command::new("ps")
        .args(["-o", "stat=,lstart=", "-p", &pid.to_string()])
        .env("LC_ALL", "C")
        .output()
        .ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let (state, start) = text.split_once(char::is_whitespace)?;
    (!state.starts_with('Z')).then(|| start.trim().to_owned())
}
