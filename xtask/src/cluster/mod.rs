//! A real Kubernetes control plane on this machine, without containers.
//!
//! etcd, the API server, the controller manager, the scheduler, metrics-server and Prometheus are the real ones, so
//! the StatefulSet controller, quota, admission, RBAC, garbage collection, volume binding and metrics are real too.
//! Only the kubelets are played, by kwok. A cluster has a folder in the cache with its data, certificates and logs;
//! it is never another cluster than that one: every process gets this folder's kubeconfig.

pub mod binaries;
mod certificates;
mod components;
mod credentials;
mod manifests;
pub mod ports;
mod state;

use std::{
    fs,
    net::IpAddr,
    path::{Path, PathBuf},
    process::Command,
};

pub use self::components::Components;
use self::{binaries::Binaries, ports::Ports, state::State};
use crate::{fingerprint::Fingerprint, paths, progress, supervise, supervise::Group};

const API_SERVER: &str = "kube-apiserver";

/// What kind of cluster to start.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Its name, which is its folder's.
    pub name: &'static str,
    /// Begin with nothing from earlier runs.
    pub fresh: bool,
    /// Pods are ready at once instead of after some seconds.
    pub fast_pods: bool,
    /// Run metrics-server and Prometheus.
    pub metrics: bool,
}

/// The cluster with the demo data.
pub const DEMO: Options = Options { name: "demo", fresh: false, fast_pods: false, metrics: true };

/// The cluster of the end-to-end tests.
pub const TEST: Options = Options { name: "test", fresh: true, fast_pods: true, metrics: false };

/// How long the processes of a cluster live.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// They end with us.
    Ours,
    /// They go on after us, until [`down`].
    ItsOwn,
}

/// A running cluster.
pub struct Cluster {
    components: Components,
    /// Empty for a cluster that an earlier call started.
    group: Option<Group>,
}

/// Starts a cluster, or finds the one of that name that runs.
pub fn up(options: Options, life: Life) -> anyhow::Result<Cluster> {
    let folder = folder(options.name)?;
    let running = State::read(&state_file(&folder));
    if running.is_up() && !options.fresh {
        let ports = Ports::kept(&ports_file(&folder))?;
        return Ok(Cluster {
            components: Components { binaries: Binaries::ensure()?, folder, ports },
            group: None,
        });
    }
    running.stop();
    if options.fresh && folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let mut cluster = Cluster::prepare(life, folder)?;
    cluster.start(options)?;
    Ok(cluster)
}

/// Ends the cluster of this name, if it runs. Returns whether it did.
pub fn down(name: &str) -> anyhow::Result<bool> {
    let state = State::read(&state_file(&folder(name)?));
    state.stop();
    Ok(!state.processes.is_empty())
}

/// The processes of the cluster of this name that run: name and process id.
pub fn status(name: &str) -> anyhow::Result<Vec<(String, u32)>> {
    let state = State::read(&state_file(&folder(name)?));
    Ok(state.processes.into_iter().map(|process| (process.name, process.pid)).collect())
}

fn folder(name: &str) -> anyhow::Result<PathBuf> {
    Ok(paths::cache()?.join("clusters").join(name))
}

fn state_file(folder: &Path) -> PathBuf {
    folder.join("state.json")
}

fn ports_file(folder: &Path) -> PathBuf {
    folder.join("ports.json")
}

impl Cluster {
    fn prepare(life: Life, folder: PathBuf) -> anyhow::Result<Self> {
        let binaries = Binaries::ensure()?;
        let logs = folder.join("logs");
        fs::create_dir_all(&logs)?;
        let ports = Ports::ensure(&ports_file(&folder))?;
        certificates::ensure(&folder.join("certificates"))?;
        credentials::write(&folder, ports.api)?;
        let group = match life {
            Life::Ours => Group::owned(&logs)?,
            Life::ItsOwn => Group::detached(&logs),
        };
        Ok(Self { components: Components { binaries, folder, ports }, group: Some(group) })
    }

    fn start(&mut self, options: Options) -> anyhow::Result<()> {
        let step = progress::step("Starting etcd and the API server");
        self.spawn("etcd", self.components.etcd())?;
        self.start_api_server()?;
        step.done();
        let step = progress::step("Starting the controllers, the scheduler and the nodes");
        self.spawn("kube-controller-manager", self.components.controller_manager())?;
        self.spawn("kube-scheduler", self.components.scheduler())?;
        self.bootstrap(options.fast_pods)?;
        if options.metrics {
            self.start_metrics()?;
        }
        self.spawn("kwok", self.components.kwok())?;
        self.wait_for_nodes()?;
        step.done();
        State::write(&state_file(&self.components.folder), self.pids())
    }

    /// Applies the manifests, unless this very content was applied to this cluster before.
    fn bootstrap(&self, fast_pods: bool) -> anyhow::Result<()> {
        let mut print = Fingerprint::default();
        print.tree(&paths::checkout().join("cluster/manifests"))?;
        print.tree(&paths::checkout().join("cluster/stages"))?;
        print.text(&format!("{:?} {fast_pods}", self.components.binaries));
        let (print, marker) = (print.finish(), self.components.folder.join("bootstrapped"));
        if fs::read_to_string(&marker).is_ok_and(|applied| applied == print) {
            return Ok(());
        }
        manifests::bootstrap(&self.components, fast_pods)?;
        Ok(fs::write(marker, print)?)
    }

    fn start_metrics(&mut self) -> anyhow::Result<()> {
        let address: Option<IpAddr> = ports::own_address();
        manifests::addresses(&self.components, address)?;
        self.spawn("metrics-server", self.components.metrics_server())?;
        let Some(address) = address else {
            eprintln!(
                "  This machine has no address but loopback, which the API server does not proxy to: no Prometheus."
            );
            return Ok(());
        };
        manifests::prometheus_configuration(&self.components.folder, self.components.ports.kwok)?;
        self.spawn("prometheus", self.components.prometheus(address))
    }

    fn wait_for_nodes(&mut self) -> anyhow::Result<()> {
        let components = self.components.clone();
        self.group_mut()?.wait_until("the first node", 60, || {
            let mut kubectl = components.kubectl();
            kubectl.args(["get", "node", "node-0", "-o"]);
            kubectl.arg("jsonpath={.status.conditions[?(@.type==\"Ready\")].status}");
            supervise::output(&mut kubectl, "asking for the node").is_ok_and(|answer| answer == "True")
        })
    }

    /// Starts the API server and waits until it is ready.
    pub fn start_api_server(&mut self) -> anyhow::Result<()> {
        self.spawn(API_SERVER, self.components.api_server())?;
        let components = self.components.clone();
        self.group_mut()?.wait_until("the API server", 60, || {
            let mut kubectl = components.kubectl();
            kubectl.args(["get", "--raw", "/readyz"]);
            supervise::output(&mut kubectl, "asking the API server").is_ok()
        })
    }

    /// Stops the API server; the rest goes on and finds it again.
    pub fn stop_api_server(&mut self) -> anyhow::Result<()> {
        self.group_mut()?.stop(API_SERVER)
    }

    fn spawn(&mut self, name: &str, command: Command) -> anyhow::Result<()> {
        self.group_mut()?.spawn(name, command)
    }

    fn group_mut(&mut self) -> anyhow::Result<&mut Group> {
        self.group
            .as_mut()
            .ok_or_else(|| anyhow::anyhow!("this cluster belongs to another call of this tool"))
    }

    fn pids(&self) -> Vec<(String, u32)> {
        self.group.as_ref().map(Group::pids).unwrap_or_default()
    }

    /// Fails if one of its processes has ended by itself.
    pub fn check(&mut self) -> anyhow::Result<()> {
        self.group.as_mut().map_or(Ok(()), Group::check)
    }

    /// Its programs, folder and ports, and kubectl for it.
    pub const fn components(&self) -> &Components {
        &self.components
    }

    /// Whether this call started it.
    pub const fn is_owned(&self) -> bool {
        self.group.is_some()
    }

    /// Lets it go on after us.
    pub fn leave(mut self) {
        if let Some(group) = self.group.take() {
            group.leave();
        }
    }
}
