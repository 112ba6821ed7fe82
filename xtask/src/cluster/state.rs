//! Which processes of a cluster run, written down so that another call finds them.

use std::{fs, path::Path};

use anyhow::Context;
use serde::{Deserialize, Serialize};

use crate::supervise::{started_at, stop_groups};

/// The processes of a cluster as they were written down.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct State {
    /// In the order in which they were started.
    pub processes: Vec<Recorded>,
    /// The call of this tool that they end with; none if they run on their own.
    pub owner: Option<Recorded>,
    /// Whether exec runs commands in it.
    pub exec: bool,
}

/// One process as it was when it was written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// What it is called in messages.
    pub name: String,
    /// Process id and process group.
    pub pid: u32,
    /// When it began: a later process with the same id began at another time and is never touched.
    pub started: String,
}

impl Recorded {
    /// The process of this id, as it runs now.
    pub fn now(name: String, pid: u32) -> Self {
        Self { name, pid, started: started_at(pid).unwrap_or_default() }
    }

    /// Whether it still runs.
    pub fn is_running(&self) -> bool {
        started_at(self.pid).is_some_and(|started| started == self.started)
    }
}

impl State {
    /// What was written down; nothing if nothing was.
    pub fn read(file: &Path) -> anyhow::Result<Self> {
        match fs::read(file) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .with_context(|| format!("{} is damaged: remove it, and end what it names", file.display())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(error).with_context(|| format!("cannot read {}", file.display())),
        }
    }

    /// Writes it down, all at once.
    pub fn write(&self, file: &Path) -> anyhow::Result<()> {
        let partial = file.with_extension("partial");
        fs::write(&partial, serde_json::to_vec_pretty(self)?)
            .and_then(|()| fs::rename(&partial, file))
            .with_context(|| format!("cannot write {}", file.display()))
    }

    /// Whether all of it runs.
    pub fn is_up(&self) -> bool {
        !self.processes.is_empty() && self.processes.iter().all(Recorded::is_running)
    }

    /// The call of this tool that it ends with, if that runs.
    pub fn owner(&self) -> Option<u32> {
        self.owner.as_ref().filter(|owner| owner.is_running()).map(|owner| owner.pid)
    }

    /// Ends all that still runs, the newest first. Returns whether anything did.
    pub fn stop(&self) -> bool {
        let running = self.processes.iter().rev().filter(|process| process.is_running());
        let pids: Vec<u32> = running.map(|process| process.pid).collect();
        stop_groups(&pids);
        !pids.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str) -> std::path::PathBuf {
        std::env::temp_dir().join(format!("ordinal-state-{}-{name}.json", std::process::id()))
    }

    #[test]
    fn a_process_that_got_the_id_of_an_earlier_one_is_not_taken_for_it() {
        let own = Recorded::now("kube-apiserver".to_owned(), std::process::id());
        let mut state = State { processes: vec![own.clone()], owner: Some(own), exec: true };
        let file = file("reused");
        state.write(&file).unwrap();
        assert_eq!(State::read(&file).unwrap(), state);
        assert!(state.is_up());
        assert_eq!(state.owner(), Some(std::process::id()));
        "another time".clone_into(&mut state.processes[0].started);
        "another time".clone_into(&mut state.owner.as_mut().unwrap().started);
        assert!(!state.is_up());
        assert_eq!(state.owner(), None);
        // Would end this very process if it were taken for the recorded one.
        assert!(!state.stop());
    }

    #[test]
    fn a_missing_file_says_that_nothing_runs_and_a_damaged_one_is_an_error() {
        assert_eq!(State::read(&file("missing")).unwrap(), State::default());
        let damaged = file("damaged");
        fs::write(&damaged, "{").unwrap();
        assert!(State::read(&damaged).unwrap_err().to_string().contains("is damaged"));
    }
}
