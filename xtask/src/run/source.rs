//! Which cluster is served, and the kubectl and kubeconfig that reach it.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Context;
use front::Prometheus;

use crate::{
    cluster::{self, Cluster, Life, binaries},
    paths,
    supervise::{self, Group},
};

/// Where `kubectl proxy` leads.
pub enum Source {
    /// The cluster on this machine, with the processes that serve it.
    Local {
        /// The cluster.
        cluster: Cluster,
        /// What serves it.
        group: Group,
    },
    /// A context that the user named.
    Named {
        /// kubectl.
        kubectl: PathBuf,
        /// The file that `--kubeconfig` names; kubectl's own rule otherwise.
        kubeconfig: Option<PathBuf>,
        /// Its name in the kubeconfig.
        context: String,
        /// What serves it.
        group: Group,
    },
}

impl Source {
    /// The cluster on this machine, started and filled.
    pub fn local(exec: bool) -> anyhow::Result<Self> {
        let cluster = super::demo_cluster(cluster::Options { exec, ..cluster::DEMO }, Life::Ours)?;
        let group = Group::new(&cluster.components().folder.join("logs"));
        Ok(Self::Local { cluster, group })
    }

    /// A context of the user's kubeconfig. Fails with the known ones if there is none of that name.
    pub fn named(context: &str, kubeconfig: Option<&Path>) -> anyhow::Result<Self> {
        let kubectl = paths::on_path("kubectl").or_else(binaries::built_kubectl).context(
            "kubectl is missing: install it, or run `cargo xtask cluster up` once, which builds one",
        )?;
        let known = contexts(&kubectl, kubeconfig)?;
        anyhow::ensure!(
            known.iter().any(|name| name == context),
            "your kubeconfig has no context \"{context}\"; {}",
            if known.is_empty() {
                "it has none at all".to_owned()
            } else {
                format!("it has {}", known.join(", "))
            }
        );
        let logs = paths::cache()?.join("logs");
        std::fs::create_dir_all(&logs)?;
        Ok(Self::Named {
            kubectl,
            kubeconfig: kubeconfig.map(Path::to_owned),
            context: context.to_owned(),
            group: Group::new(&logs),
        })
    }

    /// kubectl for this cluster and no other.
    pub fn kubectl(&self) -> Command {
        match self {
            Self::Local { cluster, .. } => cluster.components().kubectl(),
            Self::Named { kubectl, kubeconfig, context, .. } => {
                let mut command = Command::new(kubectl);
                command.args(["--context", context]);
                if let Some(file) = kubeconfig {
                    command.arg("--kubeconfig").arg(file);
                }
                command
            }
        }
    }

    /// The processes that serve it; they end with this value.
    pub const fn group(&mut self) -> &mut Group {
        match self {
            Self::Local { group, .. } | Self::Named { group, .. } => group,
        }
    }

    /// The Prometheus that is known to be there.
    pub fn prometheus(&self) -> Option<Prometheus> {
        match self {
            Self::Local { cluster, .. } => cluster.prometheus(),
            Self::Named { .. } => None,
        }
    }

    /// Waits until the user interrupts or a process has ended by itself.
    pub fn watch(&mut self) -> anyhow::Result<()> {
        loop {
            // The demo's threads have nothing to say any more when the cluster goes.
            self.check().inspect_err(|_| supervise::interrupt())?;
            supervise::pause()?;
        }
    }

    /// Fails if a process has ended by itself.
    fn check(&mut self) -> anyhow::Result<()> {
        if let Self::Local { cluster, .. } = self {
            cluster.check()?;
        }
        self.group().check()
    }

    /// What it is, for people.
    pub fn describe(&self) -> String {
        match self {
            Self::Local { cluster, .. } if cluster.is_owned() => "the local demo cluster".to_owned(),
            Self::Local { .. } => "the local demo cluster, which another command started and ends".to_owned(),
            Self::Named { context, .. } => format!("your context \"{context}\""),
        }
    }
}

fn contexts(kubectl: &Path, kubeconfig: Option<&Path>) -> anyhow::Result<Vec<String>> {
    let mut command = Command::new(kubectl);
    command.args(["config", "get-contexts", "--output=name"]);
    if let Some(file) = kubeconfig {
        anyhow::ensure!(file.is_file(), "there is no kubeconfig {}", file.display());
        command.arg("--kubeconfig").arg(file);
    }
    let names = supervise::output(&mut command, "reading your kubeconfig")?;
    Ok(names.lines().map(str::to_owned).collect())
}
