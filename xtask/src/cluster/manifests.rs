//! What a bare API server needs before it behaves like a cluster: kwok's kinds and stages, nodes, users, metrics.

use std::{
    io::Write,
    net::IpAddr,
    path::Path,
    process::{Command, Stdio},
};

use anyhow::Context;
use front::Prometheus;
use serde_json::{Value, json};

use super::{Pods, components::Components};
use crate::{paths, supervise};

/// kwok's own manifests for a cluster whose pods are ready at once.
const FAST: [&str; 5] =
    ["stage/node/fast", "stage/node/heartbeat", "stage/volume/fast", "metrics/resource", "stage/pod/fast"];

/// kwok's own manifests for a cluster whose nodes and pods live as `cluster/stages` says.
const LIFELIKE: [&str; 1] = ["metrics/resource"];

/// Our own manifests: the nodes and users of every cluster.
pub const OWN: &str = "cluster/manifests";

/// Our own manifests: how pods, volumes and heartbeats go in a lifelike cluster.
pub const STAGES: &str = "cluster/stages";

/// Applies what does not change between starts.
pub fn bootstrap(components: &Components, pods: Pods) -> anyhow::Result<()> {
    apply(components, &["-f".as_ref(), components.binaries.kwok_manifests("crd/bases").as_os_str()])?;
    let mut wait = components.kubectl();
    wait.args(["wait", "--for=condition=Established", "crd", "--all", "--timeout=30s"]);
    supervise::output(&mut wait, "waiting for kwok's kinds")?;
    let kwok = match pods {
        Pods::Fast => FAST.as_slice(),
        Pods::Lifelike => LIFELIKE.as_slice(),
    };
    for folder in kwok {
        let folder = components.binaries.kwok_manifests(folder);
        apply(components, &["-k".as_ref(), folder.as_os_str()])?;
    }
    let own = paths::checkout().join(OWN);
    apply(components, &["-f".as_ref(), own.as_os_str()])?;
    apply(components, &["--subresource=status".as_ref(), "-f".as_ref(), own.join("nodes.yaml").as_os_str()])?;
    if pods == Pods::Lifelike {
        apply(components, &["-f".as_ref(), paths::checkout().join(STAGES).as_os_str()])?;
    }
    Ok(())
}

/// Applies what holds the addresses of this start: metrics-server's, and Prometheus' where the machine has one.
pub fn addresses(components: &Components, prometheus: Option<IpAddr>) -> anyhow::Result<()> {
    apply_values(components, &[], metrics_api(components.ports.metrics))?;
    let Some(address) = prometheus else { return Ok(()) };
    apply_values(components, &[], prometheus_objects(address, components.ports.prometheus))?;
    apply_values(components, &["--subresource=status"], vec![host_node(address)])?;
    // A pod keeps the address it was given; where the machine has another one now, the pod must be made again.
    let mut renew = components.kubectl();
    renew.args(["-n", "monitoring", "delete", "pod", "--wait=false", "--ignore-not-found"]);
    renew.args(["-l", "app.kubernetes.io/name=prometheus"]);
    renew.arg(format!("--field-selector=status.podIP!={address},status.phase=Running"));
    supervise::output(&mut renew, "renewing the pod of Prometheus").map(drop)
}

/// The aggregation layer reaches metrics-server by a name, since it refuses a loopback address.
fn metrics_api(port: u16) -> Vec<Value> {
    vec![
        json!({
            "apiVersion": "v1", "kind": "Service",
            "metadata": { "name": "metrics-server", "namespace": "kube-system" },
            "spec": { "type": "ExternalName", "externalName": "localhost" },
        }),
        json!({
            "apiVersion": "apiregistration.k8s.io/v1", "kind": "APIService",
            "metadata": { "name": "v1beta1.metrics.k8s.io" },
            "spec": {
                "group": "metrics.k8s.io", "version": "v1beta1",
                "groupPriorityMinimum": 100, "versionPriority": 100, "insecureSkipTLSVerify": true,
                "service": { "name": "metrics-server", "namespace": "kube-system", "port": port },
            },
        }),
    ]
}

/// A node with the machine's own address, and a set on it, so that the Service has an endpoint that the API server
/// agrees to proxy to. The process itself is ours, not the pod's.
fn prometheus_objects(address: IpAddr, port: u16) -> Vec<Value> {
    let labels = json!({ "app.kubernetes.io/name": "prometheus", "app.kubernetes.io/component": "server" });
    vec![
        json!({ "apiVersion": "v1", "kind": "Namespace", "metadata": { "name": "monitoring" } }),
        host_node(address),
        json!({
            "apiVersion": "v1", "kind": "Service",
            "metadata": { "name": "prometheus", "namespace": "monitoring", "labels": labels },
            "spec": { "selector": labels, "ports": [{ "name": "web", "port": 9090, "targetPort": port }] },
        }),
        json!({
            "apiVersion": "apps/v1", "kind": "StatefulSet",
            "metadata": {
                "name": "prometheus", "namespace": "monitoring", "labels": labels,
                "annotations": { "kubesphere.io/description": "The metrics of this cluster" },
            },
            "spec": {
                "replicas": 1, "serviceName": "prometheus", "selector": { "matchLabels": labels },
                "template": { "metadata": { "labels": labels }, "spec": {
                    "hostNetwork": true,
                    "nodeSelector": { "kubernetes.io/hostname": "host" },
                    "tolerations": [{ "key": "ordinal/host", "operator": "Exists" }],
                    "containers": [{ "name": "prometheus", "image": "prom/prometheus:v3.15.0" }],
                }},
            },
        }),
    ]
}

/// How the API server is asked for Prometheus.
pub fn prometheus_service() -> Prometheus {
    Prometheus {
        namespace: "monitoring".to_owned(),
        service: "prometheus".to_owned(),
        port: "web".to_owned(),
    }
}

fn host_node(address: IpAddr) -> Value {
    let size = json!({ "cpu": "4", "memory": "8Gi", "pods": "20" });
    json!({
        "apiVersion": "v1", "kind": "Node",
        "metadata": {
            "name": "host",
            "labels": { "kubernetes.io/hostname": "host", "kubernetes.io/os": "linux", "kubernetes.io/arch": "amd64" },
            "annotations": {
                "kwok.x-k8s.io/node": "fake",
                "metrics.k8s.io/resource-metrics-path": "/metrics/nodes/host/metrics/resource",
            },
        },
        "spec": { "taints": [{ "key": "ordinal/host", "effect": "NoSchedule" }] },
        "status": {
            // Both, or kwok's stage for nodes replaces the one that is there.
            "addresses": [{ "type": "InternalIP", "address": address }, { "type": "Hostname", "address": "host" }],
            "allocatable": size, "capacity": size,
        },
    })
}

/// Prometheus' configuration: kwok names what to scrape.
pub fn prometheus_configuration(folder: &Path, kwok: u16) -> anyhow::Result<()> {
    let configuration = json!({
        "global": { "scrape_interval": "10s" },
        "scrape_configs": [{
            "job_name": "kubelet", "scheme": "https", "tls_config": { "insecure_skip_verify": true },
            "http_sd_configs": [{
                "url": format!("https://127.0.0.1:{kwok}/discovery/prometheus"),
                "tls_config": { "insecure_skip_verify": true },
            }],
        }],
    });
    Ok(std::fs::write(folder.join("prometheus.json"), serde_json::to_vec_pretty(&configuration)?)?)
}

/// `kubectl apply --server-side` of files or kustomizations.
fn apply(components: &Components, what: &[&std::ffi::OsStr]) -> anyhow::Result<()> {
    let mut kubectl = server_side_apply(components);
    supervise::output(kubectl.args(what), "preparing the cluster").map(drop)
}

/// `kubectl apply --server-side` of objects.
fn apply_values(components: &Components, flags: &[&str], items: Vec<Value>) -> anyhow::Result<()> {
    let list = json!({ "apiVersion": "v1", "kind": "List", "items": items });
    let mut child = server_side_apply(components)
        .args(flags)
        .args(["-f", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .context("kubectl did not start")?;
    let mut stdin = child.stdin.take().context("kubectl has no input")?;
    stdin.write_all(&serde_json::to_vec(&list)?)?;
    drop(stdin);
    let output = child.wait_with_output()?;
    anyhow::ensure!(
        output.status.success(),
        "preparing the cluster: {}",
        String::from_utf8_lossy(&output.stderr).trim()
    );
    Ok(())
}

fn server_side_apply(components: &Components) -> Command {
    let mut kubectl = components.kubectl();
    kubectl.args(["apply", "--server-side", "--force-conflicts"]);
    kubectl
}
