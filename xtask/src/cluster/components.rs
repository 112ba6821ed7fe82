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
}

impl Components {
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.binaries.program(program));
        // The user's own cluster must not leak in through the environment.
        command.current_dir(&self.folder).env("KUBECONFIG", self.kubeconfig("admin"));
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

    /// etcd. Without fsync: the data can be made again, and a laptop's disk is slow.
    pub fn etcd(&self) -> Command {
        let (client, peer) = (local("http", self.ports.etcd), local("http", self.ports.etcd_peer));
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
        command
    }

    /// kube-apiserver, with RBAC, tokens and the aggregation layer.
    pub fn api_server(&self) -> Command {
        let mut command = self.command("kube-apiserver");
        command.args([
            format!("--etcd-servers={}", local("http", self.ports.etcd)),
            format!("--secure-port={}", self.ports.api),
        ]);
        command.args([
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
    pub fn controller_manager(&self) -> Command {
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
    pub fn scheduler(&self) -> Command {
        let mut command = self.command("kube-scheduler");
        alone(&mut command, "scheduler", self.ports.scheduler);
        command.args(["--kube-api-qps=300", "--kube-api-burst=600"]);
        command
    }

    /// kwok in the place of the kubelets of all nodes that are annotated for it.
    pub fn kwok(&self) -> Command {
        let mut command = self.command("kwok");
        command.args([
            "--kubeconfig=admin.kubeconfig",
            "--manage-all-nodes=false",
            "--manage-nodes-with-annotation-selector=kwok.x-k8s.io/node=fake",
            "--node-ip=127.0.0.1",
            "--tls-cert-file=certificates/server.crt",
            "--tls-private-key-file=certificates/server.key",
            "--enable-crds=Stage,ClusterLogs,ClusterExec,ClusterResourceUsage,Metric,Exec,Logs,ResourceUsage,ClusterAttach",
        ]);
        command.arg(format!("--node-port={}", self.ports.kwok));
        command.arg(format!("--server-address=127.0.0.1:{}", self.ports.kwok));
        command
    }

    /// metrics-server, reading kwok's usage every 10 s.
    pub fn metrics_server(&self) -> Command {
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
    pub fn prometheus(&self, address: IpAddr) -> Command {
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
