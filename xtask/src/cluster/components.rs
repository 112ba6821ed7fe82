//! The command line of each process of the cluster.

use std::{net::IpAddr, path::PathBuf, process::Command};

use super::{binaries::Binaries, ports::Ports};

/// What the command lines are made from.
#[derive(Debug, Clone)]
pub struct Components {
    /// The programs.
    pub binaries: Binaries,
    /// The folder of this cluster.
    pub folder: PathBuf,
    /// Its ports.
    pub ports: Ports,
    /// The machine's own address, where Prometheus can be; see [`super::ports::own_address`].
    pub address: Option<IpAddr>,
    /// Whether exec and attach run commands, on this machine.
    pub exec: bool,
    /// The older version that the control plane behaves as; none is its own.
    pub emulated: Option<&'static str>,
}

/// Names of processes that others speak of.
pub const API_SERVER: &str = "kube-apiserver";
/// What acts on what the API server holds.
pub const CONTROLLERS: [&str; 2] = ["kube-controller-manager", "kube-scheduler"];
/// kwok.
pub const KWOK: &str = "kwok";

impl Components {
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.binaries.program(program));
        // The user's own cluster must not leak in through the environment.
        command.current_dir(&self.folder).env("KUBECONFIG", self.kubeconfig("admin")).env("KUBERC", "off");
        // All is on this machine, where no proxy leads.
        for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"] {
            command.env_remove(name);
        }
        command
    }

    /// The kubeconfig of one identity.
    pub fn kubeconfig(&self, identity: &str) -> PathBuf {
        self.folder.join(format!("{identity}.kubeconfig"))
    }

    /// kubectl as the administrator of this cluster.
    pub fn kubectl(&self) -> Command {
        self.command("kubectl")
    }

    /// The command line of a process by its name.
    pub fn server(&self, name: &str) -> anyhow::Result<Command> {
        match (name, self.address) {
            ("etcd", _) => Ok(self.etcd()),
            (API_SERVER, _) => Ok(self.emulating(self.api_server())),
            ("kube-controller-manager", _) => Ok(self.emulating(self.controller_manager())),
            ("kube-scheduler", _) => Ok(self.emulating(self.scheduler())),
            (KWOK, _) => Ok(self.kwok()),
            ("metrics-server", _) => Ok(self.metrics_server()),
            ("prometheus", Some(address)) => Ok(self.prometheus(address)),
            _ => anyhow::bail!("the cluster has no {name}"),
        }
    }

    fn emulating(&self, mut command: Command) -> Command {
        command.args(self.emulated.map(|version| format!("--emulated-version={version}")));
        command
    }

    /// etcd. Without fsync: the data can be made again, and a laptop's disk is slow. Only with a client certificate:
    /// whoever can write to it owns the cluster, and any web page can send requests to a port of this machine.
    fn etcd(&self) -> Command {
        let (client, peer) = (local("https", self.ports.etcd), local("https", self.ports.etcd_peer));
        let mut command = self.command("server");
        command.args([
            "--data-dir=etcd".to_owned(),
            format!("--listen-client-urls={client}"),
            format!("--advertise-client-urls={client}"),
            format!("--listen-peer-urls={peer}"),
            format!("--initial-advertise-peer-urls={peer}"),
            format!("--initial-cluster=default={peer}"),
            "--unsafe-no-fsync".to_owned(),
            "--log-level=error".to_owned(),
        ]);
        for side in ["", "peer-"] {
            command.args([
                format!("--{side}cert-file=certificates/server.crt"),
                format!("--{side}key-file=certificates/server.key"),
                format!("--{side}trusted-ca-file=certificates/ca.crt"),
                format!("--{side}client-cert-auth"),
            ]);
        }
        command
    }

    /// kube-apiserver, with RBAC, tokens and the aggregation layer.
    fn api_server(&self) -> Command {
        let mut command = self.command("kube-apiserver");
        command.args([
            format!("--etcd-servers={}", local("https", self.ports.etcd)),
            format!("--secure-port={}", self.ports.api),
        ]);
        command.args([
            "--etcd-cafile=certificates/ca.crt",
            "--etcd-certfile=certificates/etcd-client.crt",
            "--etcd-keyfile=certificates/etcd-client.key",
            "--bind-address=127.0.0.1",
            "--cert-dir=certificates",
            "--tls-cert-file=certificates/server.crt",
            "--tls-private-key-file=certificates/server.key",
            "--client-ca-file=certificates/ca.crt",
            "--token-auth-file=tokens.csv",
            "--authorization-mode=RBAC",
            "--allow-privileged=true",
            // The address of a loopback server is refused as an endpoint of the kubernetes Service.
            "--endpoint-reconciler-type=none",
            // Otherwise it takes that of the default route, and does not start on a machine without a network.
            "--advertise-address=127.0.0.1",
            "--service-cluster-ip-range=10.0.0.0/16",
            "--service-account-issuer=https://kubernetes.default.svc",
            "--service-account-key-file=certificates/service-account.pub",
            "--service-account-signing-key-file=certificates/service-account.key",
            "--kubelet-client-certificate=certificates/kubelet-client.crt",
            "--kubelet-client-key=certificates/kubelet-client.key",
            "--kubelet-certificate-authority=certificates/ca.crt",
            "--requestheader-client-ca-file=certificates/ca.crt",
            "--requestheader-allowed-names=front-proxy",
            "--requestheader-username-headers=X-Remote-User",
            "--requestheader-group-headers=X-Remote-Group",
            "--requestheader-extra-headers-prefix=X-Remote-Extra-",
            "--proxy-client-cert-file=certificates/front-proxy.crt",
            "--proxy-client-key-file=certificates/front-proxy.key",
            "--shutdown-delay-duration=0s",
        ]);
        command
    }

    /// kube-controller-manager, allowed enough requests a second for thousands of pods.
    fn controller_manager(&self) -> Command {
        let mut command = self.command("kube-controller-manager");
        alone(&mut command, "controller-manager", self.ports.controller_manager);
        command.args([
            "--service-account-private-key-file=certificates/service-account.key",
            "--root-ca-file=certificates/ca.crt",
            "--use-service-account-credentials=true",
            "--kube-api-qps=300",
            "--kube-api-burst=600",
            "--concurrent-statefulset-syncs=50",
        ]);
        command
    }

    /// kube-scheduler.
    fn scheduler(&self) -> Command {
        let mut command = self.command("kube-scheduler");
        alone(&mut command, "scheduler", self.ports.scheduler);
        command.args(["--kube-api-qps=300", "--kube-api-burst=600"]);
        command
    }

    /// kwok in the place of the kubelets of all nodes that are annotated for it.
    fn kwok(&self) -> Command {
        let mut command = self.command("kwok");
        command.args([
            // It tells of every change of every pod otherwise.
            "--v=WARN",
            "--kubeconfig=admin.kubeconfig",
            "--manage-all-nodes=false",
            "--manage-nodes-with-annotation-selector=kwok.x-k8s.io/node=fake",
            "--node-ip=127.0.0.1",
            "--tls-cert-file=certificates/server.crt",
            "--tls-private-key-file=certificates/server.key",
        ]);
        // kwok asks nobody who may exec; without these kinds it has nothing to run.
        let exec = if self.exec { ",ClusterExec,Exec,ClusterAttach" } else { "" };
        command.arg(format!(
            "--enable-crds=Stage,ClusterLogs,Logs,ClusterResourceUsage,ResourceUsage,Metric{exec}"
        ));
        command.arg(format!("--node-port={}", self.ports.kwok));
        command.arg(format!("--server-address=127.0.0.1:{}", self.ports.kwok));
        command
    }

    /// metrics-server, reading kwok's usage every 10 s.
    fn metrics_server(&self) -> Command {
        let mut command = self.command("metrics-server");
        listening(&mut command, "admin", self.ports.metrics);
        command.args([
            "--tls-cert-file=certificates/server.crt",
            "--tls-private-key-file=certificates/server.key",
            "--kubelet-insecure-tls",
            "--kubelet-preferred-address-types=InternalIP",
            "--kubelet-use-node-status-port",
            "--metric-resolution=10s",
            "--kubelet-request-timeout=5s",
        ]);
        command
    }

    /// Prometheus on the machine's own address, where the API server agrees to proxy to it.
    fn prometheus(&self, address: IpAddr) -> Command {
        let mut command = self.command("prometheus");
        command.args([
            "--config.file=prometheus.json",
            "--storage.tsdb.path=prometheus",
            "--storage.tsdb.retention.time=2d",
            "--log.level=warn",
        ]);
        command.arg(format!("--web.listen-address={address}:{}", self.ports.prometheus));
        command
    }
}

/// A process that asks the API server who may ask it.
fn listening(command: &mut Command, identity: &str, port: u16) {
    for flag in ["kubeconfig", "authentication-kubeconfig", "authorization-kubeconfig"] {
        command.arg(format!("--{flag}={identity}.kubeconfig"));
    }
    command.arg("--bind-address=127.0.0.1").arg(format!("--secure-port={port}"));
}

/// A controller that has no other to agree with.
fn alone(command: &mut Command, identity: &str, port: u16) {
    listening(command, identity, port);
    command.arg("--leader-elect=false");
}

/// An address on this machine's loopback.
pub fn local(scheme: &str, port: u16) -> String {
    format!("{scheme}://127.0.0.1:{port}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(name: &str, exec: bool) -> Vec<String> {
        let ports = Ports::default();
        let binaries = Binaries::at("/bin".into());
        let folder = "/cluster".into();
        let components = Components { binaries, folder, ports, address: None, exec, emulated: Some("1.33") };
        let command = components.server(name).unwrap();
        let kubeconfig = command.get_envs().find(|(key, _)| *key == "KUBECONFIG").unwrap().1;
        assert_eq!(kubeconfig.unwrap(), "/cluster/admin.kubeconfig");
        command.get_args().map(|argument| argument.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn everything_listens_on_loopback_only() {
        for name in ["etcd", API_SERVER, "kube-controller-manager", "kube-scheduler", KWOK, "metrics-server"]
        {
            let arguments = arguments(name, true);
            let listens = |argument: &&String| {
                ["listen", "bind-address", "server-address", "node-ip"]
                    .iter()
                    .any(|word| argument.contains(word))
            };
            let addresses: Vec<&String> = arguments.iter().filter(listens).collect();
            assert!(!addresses.is_empty(), "{name}");
            assert!(addresses.iter().all(|argument| argument.contains("127.0.0.1")), "{name}: {addresses:?}");
        }
    }

    #[test]
    fn commands_run_on_this_machine_only_where_that_was_asked_for() {
        assert!(arguments(KWOK, true).iter().any(|argument| argument.contains("ClusterExec")));
        assert!(!arguments(KWOK, false).iter().any(|argument| argument.contains("Exec")));
    }

    #[test]
    fn the_control_plane_behaves_as_the_version_that_is_asked_for() {
        for name in [API_SERVER, "kube-controller-manager", "kube-scheduler"] {
            assert!(arguments(name, false).contains(&"--emulated-version=1.33".to_owned()), "{name}");
        }
    }

    #[test]
    fn the_api_server_starts_on_a_machine_without_a_network() {
        assert!(arguments(API_SERVER, false).contains(&"--advertise-address=127.0.0.1".to_owned()));
    }

    #[test]
    fn etcd_talks_to_nobody_without_a_certificate() {
        let etcd = arguments("etcd", false);
        assert!(etcd.contains(&"--client-cert-auth".to_owned()));
        assert!(!etcd.iter().any(|argument| argument.contains("http://")));
    }

    #[test]
    fn there_is_no_prometheus_without_an_address_for_it() {
        let components = Components {
            binaries: Binaries::at("/bin".into()),
            folder: "/cluster".into(),
            ports: Ports::default(),
            address: None,
            exec: false,
            emulated: None,
        };
        assert!(components.server("prometheus").is_err());
        assert!(components.server("kubectl").is_err());
    }
}
