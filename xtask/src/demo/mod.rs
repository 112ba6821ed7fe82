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

use std::{
    fs,
    path::Path,
    thread::{self, JoinHandle},
    time::Duration,
};

use anyhow::{Context, Result, anyhow, bail};

use self::{clock::Deadline, kubectl::Kubectl, progress::Progress, source::Source};
use crate::{cluster::Cluster, paths, supervise::Interrupted};

/// How long the namespaces of other demo data may take to go.
const REMOVAL: Duration = Duration::from_mins(2);

/// The part of the loading that goes on in the background.
pub struct Loading(JoinHandle<Result<()>>);

impl Loading {
    /// Waits until all is loaded.
    pub fn finish(self) -> Result<()> {
        self.0.join().map_err(|_| anyhow!("the thread that loads the demo data panicked"))?
    }

    /// Lets it go on and says on the terminal if it fails. It ends with the process, and the next start goes on with it.
    pub fn go_on(self) {
        thread::spawn(|| match self.finish() {
            Err(error) if !error.is::<Interrupted>() => eprintln!("  The demo data is incomplete: {error:#}"),
            _ => {}
        });
    }
}

/// Loads the demo data, or what is missing of it, and keeps its logs moving. Returns when the sets exist.
pub fn load(cluster: &Cluster) -> Result<Loading> {
    let source = Source::read(&paths::checkout().join("cluster"))?;
    let state = cluster.components().folder.join("demo");
    let kubectl = Kubectl::new(cluster.components().clone());
    let progress = match Progress::read(&kubectl)? {
        Some(progress) if progress.hash == source.hash(&state) => progress,
        other => {
            if other.is_some() {
                remove(&kubectl).context("removing the old demo data")?;
            }
            apply_base(&kubectl, &source, &state)?;
            let progress = Progress::new(source.hash(&state));
            progress.write(&kubectl)?;
            progress
        }
    };
    let loggers = logs::loggers(&kubectl.sets()?);
    logs::write_files(&loggers, &source, &state)?;
    logs::keep_writing(loggers, source.clone(), state);
    Ok(Loading(thread::spawn(move || rollout::run(&kubectl, &source, progress))))
}

fn apply_base(kubectl: &Kubectl, source: &Source, state: &Path) -> Result<()> {
    kubectl.apply(&source.quick_stages()).context("applying the stages of the demo")?;
    kubectl.apply(&source.base()).context("applying the demo data")?;
    let exec = state.join("exec");
    fs::create_dir_all(&exec).with_context(|| format!("making {}", exec.display()))?;
    fs::write(exec.join("README.txt"), "Commands in the demo's containers run here, on your own machine.\n")?;
    let loggers = logs::loggers(&kubectl.sets()?);
    kubectl.apply(&logs::objects(&loggers, state).to_string()).context("applying the logs of the demo")
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
