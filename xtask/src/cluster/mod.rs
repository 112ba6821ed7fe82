//! A real Kubernetes control plane on this machine, without containers.
//!
//! etcd, the API server, the controller manager, the scheduler, metrics-server and Prometheus are the real ones, so
//! the StatefulSet controller, quota, admission, RBAC, garbage collection, volume binding and metrics are real too.
//! Only the kubelets are played, by kwok. A cluster has a folder in the cache with its data, certificates and logs;
//! it is never another cluster than that one: every process gets this folder's kubeconfig.

pub mod binaries;
mod certificates;
pub mod components;
mod credentials;
mod instance;
mod manifests;
pub mod ports;
mod state;

use std::{fs, process::Command};

use anyhow::Context;
use front::Prometheus;

use self::{
    binaries::Binaries,
    components::{API_SERVER, CONTROLLERS, KWOK},
    instance::Instance,
    ports::Ports,
    state::State,
};
pub use self::{components::Components, state::Recorded};
use crate::{
    fingerprint::Fingerprint,
    lock::Lock,
    paths, progress,
    supervise::{self, Group},
};

/// What kind of cluster to start.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Its name, with which its folder's begins.
    pub name: &'static str,
    /// Begin with nothing, in a folder of its own that no other call of this tool uses.
    pub fresh: bool,
    /// How its pods live.
    pub pods: Pods,
    /// Run metrics-server and Prometheus.
    pub metrics: bool,
    /// Let exec run commands, on this machine.
    pub exec: bool,
    /// Behave as this older version (`1.33`) does: its API groups, defaults and features. Kubernetes calls that
    /// emulation (KEP-4330).
    pub emulated: Option<&'static str>,
}

/// How the simulated pods of a cluster live.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pods {
    /// They are ready at once.
    Fast,
    /// They start, fail and end in their own time, as `cluster/stages` says.
    Lifelike,
}

/// The cluster with the demo data.
pub const DEMO: Options =
    Options { name: "demo", fresh: false, pods: Pods::Lifelike, metrics: true, exec: false, emulated: None };

/// The cluster of the end-to-end tests.
pub const TEST: Options =
    Options { name: "test", fresh: true, pods: Pods::Fast, metrics: false, exec: false, emulated: None };

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
    instance: Instance,
    /// None for a cluster that an earlier call started.
    group: Option<Group>,
    /// Held for a fresh cluster as long as it is in use.
    _lock: Option<Lock>,
}

/// Starts a cluster, or finds the one of that name that runs.
pub fn up(options: Options, life: Life) -> anyhow::Result<Cluster> {
    if options.fresh {
        let (instance, lock) = Instance::fresh(options.name)?;
        return Cluster::begin(instance, options, life, Some(lock));
    }
    let instance = Instance::kept(options.name)?;
    let _lock = instance.lock()?;
    let state = instance.state()?;
    if state.is_up() {
        return Cluster::found(instance, &state, options);
    }
    // Where one of its processes has ended, the others are of no use.
    state.stop();
    Cluster::begin(instance, options, life, None)
}

/// Ends the cluster of this name. Returns whether it ran.
pub fn down(name: &str) -> anyhow::Result<bool> {
    let instance = Instance::kept(name)?;
    let _lock = instance.lock()?;
    let state = instance.state()?;
    refuse_if_owned(&state)?;
    Ok(state.stop())
}

/// The processes of the cluster of this name, and whether each of them runs.
pub fn status(name: &str) -> anyhow::Result<Vec<(Recorded, bool)>> {
    let state = Instance::kept(name)?.state()?;
    Ok(state.processes.into_iter().map(|process| (process.clone(), process.is_running())).collect())
}

/// Stops one process of the cluster of this name and starts it again, on the same port and with the same data.
pub fn restart(name: &str, process: &str) -> anyhow::Result<()> {
    let instance = Instance::kept(name)?;
    let _lock = instance.lock()?;
    let mut state = instance.state()?;
    refuse_if_owned(&state)?;
    let names: Vec<&str> = state.processes.iter().map(|recorded| recorded.name.as_str()).collect();
    anyhow::ensure!(!names.is_empty(), "the local cluster does not run");
    let index = names
        .iter()
        .position(|known| *known == process)
        .with_context(|| format!("the cluster has no {process}; it has {}", names.join(", ")))?;
    let step = progress::step(format!("Restarting {process}"));
    supervise::stop_groups(&[state.processes[index].pid]);
    let components = Components::of(&instance, Ports::kept(&instance.ports_file())?, state.exec)?;
    let mut cluster = Cluster {
        components,
        group: Some(Group::new(&instance.logs())),
        instance: instance.clone(),
        _lock: None,
    };
    if process == API_SERVER {
        cluster.start_api_server()?;
    } else {
        cluster.spawn(process)?;
    }
    state.processes[index] = cluster.recorded().remove(0);
    cluster.leave()?;
    state.write(&instance.state_file())?;
    step.done();
    Ok(())
}

fn refuse_if_owned(state: &State) -> anyhow::Result<()> {
    if let Some(owner) = state.owner() {
        anyhow::bail!(
            "the local cluster belongs to another cargo xtask (process {owner}): end that with Ctrl-C"
        );
    }
    Ok(())
}

impl Cluster {
    /// The one that runs.
    fn found(instance: Instance, state: &State, options: Options) -> anyhow::Result<Self> {
        if options.exec && !state.exec {
            refuse_if_owned(state)?;
            anyhow::bail!(
                "the local cluster runs without exec: end it with `cargo xtask cluster down`, then try again"
            );
        }
        let components = Components::of(&instance, Ports::kept(&instance.ports_file())?, state.exec)?;
        Ok(Self { components, instance, group: None, _lock: None })
    }

    fn begin(instance: Instance, options: Options, life: Life, lock: Option<Lock>) -> anyhow::Result<Self> {
        let (folder, logs) = (instance.folder(), instance.logs());
        fs::create_dir_all(&logs).with_context(|| format!("cannot write to {}", folder.display()))?;
        let ports = Ports::ensure(&instance.ports_file(), ports::own_address())?;
        let emulated = options.emulated;
        let components = Components { emulated, ..Components::of(&instance, ports, options.exec)? };
        certificates::ensure(&folder.join("certificates"))?;
        credentials::write(folder, ports.api)?;
        let mut cluster = Self { components, instance, group: Some(Group::new(&logs)), _lock: lock };
        cluster.start(options)?;
        let owner = (life == Life::Ours).then(|| Recorded::now("cargo xtask".to_owned(), std::process::id()));
        let state = State { processes: cluster.recorded(), owner, exec: options.exec };
        state.write(&cluster.instance.state_file())?;
        Ok(cluster)
    }

    fn start(&mut self, options: Options) -> anyhow::Result<()> {
        let step = progress::step("Starting etcd and the API server");
        self.spawn("etcd")?;
        self.start_api_server()?;
        step.done();
        let step = progress::step("Starting the controllers, the scheduler and the nodes");
        CONTROLLERS.iter().try_for_each(|name| self.spawn(name))?;
        self.bootstrap(options.pods)?;
        if options.metrics {
            self.start_metrics()?;
        }
        self.spawn(KWOK)?;
        self.wait_for_nodes()?;
        step.done();
        Ok(())
    }

    /// Applies the manifests, unless this very content was applied to this cluster before.
    fn bootstrap(&self, pods: Pods) -> anyhow::Result<()> {
        let mut print = Fingerprint::default();
        print.tree(&paths::checkout().join(manifests::OWN))?;
        print.tree(&paths::checkout().join(manifests::STAGES))?;
        print.text(&format!("{:?} {pods:?}", self.components.binaries));
        self.once("bootstrapped", &print.finish(), || manifests::bootstrap(&self.components, pods))
    }

    /// Does what lasts in this cluster's data, unless that was done before.
    fn once(&self, what: &str, print: &str, work: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<()> {
        let marker = self.components.folder.join(what);
        if fs::read_to_string(&marker).is_ok_and(|done| done == print) {
            return Ok(());
        }
        work()?;
        fs::write(&marker, print).with_context(|| format!("cannot write {}", marker.display()))
    }

    fn start_metrics(&mut self) -> anyhow::Result<()> {
        let Components { address, ports, .. } = self.components;
        self.once("addressed", &format!("{address:?} {ports:?}"), || {
            manifests::addresses(&self.components, address)
        })?;
        self.spawn("metrics-server")?;
        if self.components.address.is_none() {
            eprintln!(
                "  This machine has no address but loopback, which the API server does not proxy to: no Prometheus."
            );
            return Ok(());
        }
        manifests::prometheus_configuration(&self.components.folder, self.components.ports.kwok)?;
        self.spawn("prometheus")
    }

    fn wait_for_nodes(&mut self) -> anyhow::Result<()> {
        let components = self.components.clone();
        self.group_mut()?.wait_until("the first node", KWOK, 60, || {
            let mut kubectl = components.kubectl();
            kubectl.args(["get", "node", "node-0", "-o"]);
            kubectl.arg("jsonpath={.status.conditions[?(@.type==\"Ready\")].status}");
            supervise::output(&mut kubectl, "asking for the node").is_ok_and(|answer| answer == "True")
        })
    }

    /// Starts the API server and waits until it is ready. The controllers and the scheduler end themselves where they
    /// cannot trust what they know, as after losing the API server halfway through a binding, and count on being
    /// started again, as a kubelet does: so they are.
    pub fn start_api_server(&mut self) -> anyhow::Result<()> {
        let mut ended = self.group_mut()?.take_ended(&CONTROLLERS)?;
        self.spawn(API_SERVER)?;
        while let Err(error) = self.wait_for_api_server() {
            let more = self.group_mut()?.take_ended(&CONTROLLERS)?;
            anyhow::ensure!(!more.is_empty(), error);
            ended.extend(more);
        }
        for name in ended {
            eprintln!("  {name} had ended without the API server and is started again.");
            self.spawn(name)?;
        }
        Ok(())
    }

    fn wait_for_api_server(&mut self) -> anyhow::Result<()> {
        let components = self.components.clone();
        self.group_mut()?.wait_until("the API server", API_SERVER, 60, || {
            let mut kubectl = components.kubectl();
            kubectl.args(["get", "--raw", "/readyz"]);
            supervise::output(&mut kubectl, "asking the API server").is_ok()
        })
    }

    /// Stops everything that acts by itself. The API server stays: what is written to it stays as it was written.
    pub fn freeze(&mut self) -> anyhow::Result<()> {
        let group = self.group_mut()?;
        group.stop(KWOK)?;
        CONTROLLERS.iter().try_for_each(|name| group.stop(name))
    }

    /// Stops the API server; the rest goes on and finds it again.
    pub fn stop_api_server(&mut self) -> anyhow::Result<()> {
        self.group_mut()?.stop(API_SERVER)
    }

    fn spawn(&mut self, name: &str) -> anyhow::Result<()> {
        let command: Command = self.components.server(name)?;
        self.group_mut()?.spawn(name, command)
    }

    fn group_mut(&mut self) -> anyhow::Result<&mut Group> {
        self.group.as_mut().context("this cluster belongs to another call of this tool")
    }

    fn recorded(&self) -> Vec<Recorded> {
        let pids = self.group.as_ref().map(Group::pids).unwrap_or_default();
        pids.into_iter().map(|(name, pid)| Recorded::now(name, pid)).collect()
    }

    /// Fails if one of its processes has ended by itself, or if the call that it belongs to has ended it.
    pub fn check(&mut self) -> anyhow::Result<()> {
        if let Some(group) = &mut self.group {
            return group.check();
        }
        anyhow::ensure!(
            self.instance.state()?.is_up() || self.instance.is_locked()?,
            "the local cluster, which another cargo xtask started, was stopped or lost one of its processes; its \
             logs are in {}",
            self.instance.logs().display()
        );
        Ok(())
    }

    /// Its programs, folder and ports, and kubectl for it.
    pub const fn components(&self) -> &Components {
        &self.components
    }

    /// Its Prometheus, where the machine allows for one.
    pub fn prometheus(&self) -> Option<Prometheus> {
        self.components.address.map(|_| manifests::prometheus_service())
    }

    /// Whether this call started it.
    pub const fn is_owned(&self) -> bool {
        self.group.is_some()
    }

    /// Whether another call runs it, and will end it.
    pub fn has_other_owner(&self) -> anyhow::Result<bool> {
        Ok(self.group.is_none() && self.instance.state()?.owner().is_some())
    }

    /// Lets it go on after us.
    pub fn leave(mut self) -> anyhow::Result<()> {
        self.group.take().map_or(Ok(()), Group::leave)
    }
}

impl Components {
    fn of(instance: &Instance, ports: Ports, exec: bool) -> anyhow::Result<Self> {
        Ok(Self {
            emulated: None,
            binaries: Binaries::ensure()?,
            folder: instance.folder().to_owned(),
            ports,
            address: ports::own_address(),
            exec,
        })
    }
}
