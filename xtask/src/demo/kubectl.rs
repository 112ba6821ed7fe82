//! kubectl with the local cluster's own credentials, as a child process.

use std::{collections::BTreeMap, io::Write, process::Stdio};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use crate::{cluster::Components, supervise};

/// A kubectl that speaks to one cluster, as its administrator.
pub struct Kubectl(Components);

/// What the loading needs to know of a StatefulSet.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct Set {
    /// `metadata`.
    pub metadata: Meta,
    /// `spec`.
    pub spec: Spec,
    /// `status`.
    pub status: Status,
}

/// The part of `metadata` that is needed.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Meta {
    /// The object's name.
    pub name: String,
    /// Its namespace.
    pub namespace: String,
    /// Counts changes of the spec.
    pub generation: i64,
    /// `app.kubernetes.io/name` says which program's log the pods write.
    pub labels: BTreeMap<String, String>,
}

/// The part of `spec` that is needed.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Spec {
    /// How many pods are wanted.
    pub replicas: u32,
    /// Where the ordinals begin.
    pub ordinals: Ordinals,
    /// The pods' template.
    pub template: Template,
}

/// `spec.ordinals`.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Ordinals {
    /// The first ordinal.
    pub start: u32,
}

/// `spec.template`.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Template {
    /// The pod's spec.
    pub spec: PodSpec,
}

/// `spec.template.spec`.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct PodSpec {
    /// The containers, the main one first.
    pub containers: Vec<Container>,
}

/// A container.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Container {
    /// Its name.
    pub name: String,
    /// Its image.
    pub image: String,
}

/// The part of `status` that is needed.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
pub struct Status {
    /// The generation that the controller has acted on.
    pub observed_generation: i64,
    /// Ready pods.
    pub ready_replicas: u32,
    /// Pods at the newest revision.
    pub updated_replicas: u32,
    /// The revision that the rollout comes from.
    pub current_revision: String,
    /// The revision that it goes to.
    pub update_revision: String,
}

impl Set {
    /// `namespace/name`.
    pub fn key(&self) -> String {
        format!("{}/{}", self.metadata.namespace, self.metadata.name)
    }

    /// Whether the controller has seen the newest spec.
    pub fn is_observed(&self) -> bool {
        self.status.observed_generation >= self.metadata.generation
    }

    /// Whether nothing is under way: all pods ready and of the newest revision.
    pub fn is_settled(&self) -> bool {
        self.is_observed()
            && self.status.ready_replicas == self.spec.replicas
            && self.status.updated_replicas == self.spec.replicas
            && self.status.current_revision == self.status.update_revision
    }
}

#[derive(Deserialize)]
struct List {
    items: Vec<Set>,
}

impl Kubectl {
    /// The kubectl of this cluster.
    pub const fn new(cluster: Components) -> Self {
        Self(cluster)
    }

    /// Runs a command and returns what it printed.
    pub fn run(&self, args: &[&str]) -> Result<String> {
        supervise::output(self.0.kubectl().args(args), &format!("kubectl {}", args.join(" ")))
    }

    /// Applies the documents by server-side apply, as the owner of what they say.
    pub fn apply(&self, documents: &str) -> Result<()> {
        let mut kubectl = self.0.kubectl();
        kubectl.args(["apply", "--server-side", "--force-conflicts", "-f", "-"]);
        let mut child = kubectl
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .context("kubectl did not start")?;
        let written = child.stdin.take().map(|mut stdin| stdin.write_all(documents.as_bytes()));
        let output = child.wait_with_output()?;
        supervise::check_interrupted()?;
        // kubectl's own words say more than a broken pipe.
        if !output.status.success() {
            bail!("kubectl apply: {}", String::from_utf8_lossy(&output.stderr).trim());
        }
        written.transpose().context("writing to kubectl")?;
        Ok(())
    }

    /// The demo's StatefulSets.
    pub fn sets(&self) -> Result<Vec<Set>> {
        let label = "app.kubernetes.io/managed-by=kustomize";
        let text = self.run(&["get", "statefulsets", "-A", "-l", label, "-o", "json"])?;
        let list: List = serde_json::from_str(&text).context("reading the list of StatefulSets")?;
        Ok(list.items)
    }
}

#[cfg(test)]
mod tests {
    use super::Set;

    fn set(ready: u32, updated: u32, observed: i64, current: &str) -> Set {
        let text = format!(
            r#"{{"metadata":{{"name":"db","namespace":"shop","generation":3}},"spec":{{"replicas":2}},
            "status":{{"observedGeneration":{observed},"readyReplicas":{ready},"updatedReplicas":{updated},
            "currentRevision":"{current}","updateRevision":"db-2"}}}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn a_set_is_settled_when_all_its_pods_are_ready_and_new() {
        assert!(set(2, 2, 3, "db-2").is_settled());
        assert!(!set(1, 2, 3, "db-2").is_settled());
        assert!(!set(2, 1, 3, "db-1").is_settled());
        assert!(!set(2, 2, 2, "db-2").is_settled(), "the controller has not seen the newest spec");
    }

    #[test]
    fn counts_that_the_server_leaves_out_are_zero() {
        let set: Set = serde_json::from_str(r#"{"metadata":{},"spec":{"replicas":0},"status":{}}"#).unwrap();
        assert!(set.is_settled());
    }
}
