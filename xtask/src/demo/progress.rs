//! How far the loading came, kept in the cluster itself: the ConfigMap `kube-system/ordinal-demo`.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::kubectl::Kubectl;

const NAME: &str = "ordinal-demo";
const KEY: &str = "progress";

/// What a cluster already holds of the demo data.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    /// The hash of the data whose base was applied.
    pub hash: String,
    /// The last step of each set (`namespace/name`) that was made.
    pub steps: BTreeMap<String, u32>,
    /// Whether all is loaded and the stages have their own pace again.
    pub done: bool,
}

impl Progress {
    /// The base is applied, no step is made.
    pub fn new(hash: String) -> Self {
        Self { hash, ..Self::default() }
    }

    /// The progress that the cluster tells of; none where no demo was ever loaded.
    pub fn read(kubectl: &Kubectl) -> Result<Option<Self>> {
        let path = format!("jsonpath={{.data.{KEY}}}");
        let text = kubectl.run(&[
            "get",
            "configmap",
            NAME,
            "-n",
            "kube-system",
            "--ignore-not-found",
            "-o",
            &path,
        ])?;
        if text.is_empty() {
            return Ok(None);
        }
        serde_json::from_str(&text)
            .map(Some)
            .with_context(|| format!("reading the ConfigMap kube-system/{NAME}"))
    }

    /// Keeps it.
    pub fn write(&self, kubectl: &Kubectl) -> Result<()> {
        let object = json!({
            "apiVersion": "v1",
            "kind": "ConfigMap",
            "metadata": { "name": NAME, "namespace": "kube-system" },
            "data": { KEY: serde_json::to_string(self)? },
        });
        kubectl.apply(&object.to_string()).context("keeping the progress of the demo")
    }

    /// Forgets it.
    pub fn delete(kubectl: &Kubectl) -> Result<()> {
        kubectl.run(&["delete", "configmap", NAME, "-n", "kube-system", "--ignore-not-found"])?;
        Ok(())
    }
}
