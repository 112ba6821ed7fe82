//! Which processes of a cluster run, written down so that another call finds them.

use std::{fs, path::Path};

use serde::{Deserialize, Serialize};

use crate::supervise::{is_running, started_at, stop_groups};

/// The running processes of a cluster.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    /// In the order in which they were started.
    pub processes: Vec<Recorded>,
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

impl State {
    /// Writes down what runs now.
    pub fn write(file: &Path, pids: Vec<(String, u32)>) -> anyhow::Result<()> {
        let processes =
            pids.into_iter().map(|(name, pid)| Recorded { name, pid, started: started_at(pid) }).collect();
        Ok(fs::write(file, serde_json::to_vec_pretty(&Self { processes })?)?)
    }

    /// What was written down and still runs.
    pub fn read(file: &Path) -> Self {
        let mut state: Self =
            fs::read(file).ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        state.processes.retain(Recorded::is_running);
        state
    }

    /// Whether the cluster runs.
    pub fn is_up(&self) -> bool {
        self.processes.iter().any(|process| process.name == "kube-apiserver")
    }

    /// Ends all that still runs.
    pub fn stop(&self) {
        let newest_first: Vec<u32> = self.processes.iter().rev().map(|process| process.pid).collect();
        stop_groups(&newest_first);
    }
}

impl Recorded {
    fn is_running(&self) -> bool {
        is_running(self.pid) && started_at(self.pid) == self.started
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_that_got_the_id_of_an_earlier_one_is_not_taken_for_it() {
        let file = std::env::temp_dir().join(format!("ordinal-state-{}.json", std::process::id()));
        let own = std::process::id();
        State::write(&file, vec![("kube-apiserver".to_owned(), own)]).unwrap();
        assert!(State::read(&file).is_up());
        let text = fs::read_to_string(&file).unwrap();
        fs::write(&file, text.replace(&started_at(own), "Thu Jan  1 00:00:00 1970")).unwrap();
        assert_eq!(State::read(&file), State::default());
    }
}
