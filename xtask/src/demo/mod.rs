//! The demo data: what `cluster/demo/` describes, brought into a running local cluster.
//!
//! The base manifests are applied first, which takes a few seconds. Then each set's further revisions follow one by one,
//! each when the rollout before it is done, so that the history is a real one; the page may be used meanwhile. For that
//! time the stages of the pods run twenty times faster.
//!
//! How far the loading came stands in a ConfigMap together with a hash of the data. A cluster that holds it all is left
//! as it is; one whose loading was interrupted goes on; one that holds other data loses the demo's namespaces first.

mod clock;
mod kubectl;
mod logs;
mod progress;
mod record;
mod rollout;
mod source;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};

use self::clock::Deadline;
use self::kubectl::Kubectl;
use self::progress::Progress;
use self::source::Source;

/// How long the namespaces of other demo data may take to go.
const REMOVAL: Duration = Duration::from_mins(2);

/// Says to the user what is being done.
pub type Say = Arc<dyn Fn(&str) + Send + Sync>;

/// Where the demo data comes from and where it goes.
pub struct Target {
    /// The kubectl program.
    pub kubectl: PathBuf,
    /// The credentials of the local cluster's administrator. Never the user's own file.
    pub kubeconfig: PathBuf,
    /// The repository's `cluster/` directory.
    pub source: PathBuf,
    /// A directory of the cluster's own for the log files and the directory in which `exec` runs.
    pub state: PathBuf,
}

/// The part of the loading that goes on in the background.
pub struct Loading(JoinHandle<Result<()>>);

impl Loading {
    /// Waits until all is loaded.
    pub fn finish(self) -> Result<()> {
        self.0.join().map_err(|_| anyhow!("the thread that loads the demo data panicked"))?
    }
}

/// Loads the demo data, or what is missing of it. Returns when the sets exist.
pub fn load(target: &Target, say: Say) -> Result<Loading> {
    let source = Source::read(&target.source)?;
    let kubectl = Kubectl::new(&target.kubectl, &target.kubeconfig);
    let hash = source.hash(&target.state);
    let progress = match Progress::read(&kubectl)? {
        Some(progress) if progress.hash == hash => progress,
        other => {
            if other.is_some() {
                say("The demo data has changed: removing the old");
                remove(&kubectl)?;
            }
            say("Loading the demo data");
            apply_base(&kubectl, &source, &target.state)?;
            let progress = Progress::new(hash);
            progress.write(&kubectl)?;
            progress
        }
    };
    logs::write_files(&logs::pods(&kubectl.sets()?), &source, &target.state)?;
    Ok(Loading(thread::spawn(move || rollout::run(&kubectl, &source, progress, &say))))
}

/// Writes on in the log files until the process ends, so that a log that is followed moves.
pub fn keep_logging(target: &Target) -> Result<()> {
    let kubectl = Kubectl::new(&target.kubectl, &target.kubeconfig);
    let source = Source::read(&target.source)?;
    logs::keep_writing(logs::pods(&kubectl.sets()?), source, target.state.clone());
    Ok(())
}

fn apply_base(kubectl: &Kubectl, source: &Source, state: &Path) -> Result<()> {
    kubectl.apply(&source.quick_stages()).context("applying the stages of the demo")?;
    // The namespaces come first in the list; the rest of a namespace's objects in the order of their file names.
    kubectl.apply(&source.base()).context("applying the demo data")?;
    let exec = state.join("exec");
    std::fs::create_dir_all(&exec).with_context(|| format!("making {}", exec.display()))?;
    std::fs::write(
        exec.join("README.txt"),
        "Commands in the demo's containers run here, on your own machine.\n",
    )?;
    kubectl
        .apply(&logs::objects(&logs::pods(&kubectl.sets()?), state)?)
        .context("applying the logs of the demo")
}

/// Removes the demo's namespaces and what is in them. The record of what was loaded goes last, so that an interrupted
/// removal is begun again.
fn remove(kubectl: &Kubectl) -> Result<()> {
    let part = ["-l", "ordinal.demo/part=demo", "--wait=false"];
    for kind in ["namespace", "node", "storageclass"] {
        kubectl.run(&[&["delete", kind], part.as_slice()].concat())?;
    }
    let deadline = Deadline::after(REMOVAL);
    loop {
        let left =
            kubectl.run(&["get", "namespace", "-l", part[1], "-o", "jsonpath={.items[*].metadata.name}"])?;
        if left.is_empty() {
            return Progress::delete(kubectl);
        }
        if deadline.passed() {
            bail!("the namespaces {left} of the old demo data are still there after {} s", REMOVAL.as_secs());
        }
        for namespace in left.split_whitespace() {
            // A pod whose kubelet is silent goes only by force.
            kubectl.run(&[
                "delete",
                "pods",
                "-n",
                namespace,
                "--all",
                "--force",
                "--grace-period=0",
                "--wait=false",
            ])?;
        }
        thread::sleep(Duration::from_secs(1));
    }
}
