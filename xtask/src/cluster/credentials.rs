//! Who may talk to the cluster: kubeconfigs with client certificates, and users with a token only.

use std::path::Path;

use serde_json::json;

use super::{certificates, components::local};

/// User and groups of each token; the token is `token-<user>`. They have no client certificate, as people behind a
/// gateway have none, and but for the first no rights that `cluster/manifests/users.yaml` does not give.
const TOKENS: [(&str, &str); 4] =
    [("admin", "system:masters"), ("viewer", ""), ("editor", ""), ("stranger", "")];

/// Writes the files of a cluster whose API server listens on `port`.
pub fn write(folder: &Path, port: u16) -> anyhow::Result<()> {
    for identity in ["admin", "controller-manager", "scheduler"] {
        let config = kubeconfig(identity, &local("https", port));
        let file = folder.join(format!("{identity}.kubeconfig"));
        certificates::write_private(&file, &serde_json::to_string_pretty(&config)?)?;
    }
    let tokens = TOKENS.map(|(user, groups)| format!("token-{user},{user},{user},\"{groups}\"\n"));
    certificates::write_private(&folder.join("tokens.csv"), &tokens.concat())
}

/// JSON is YAML, so kubectl reads it. Paths are relative to the file.
fn kubeconfig(identity: &str, server: &str) -> serde_json::Value {
    json!({
        "apiVersion": "v1",
        "kind": "Config",
        "current-context": "ordinal-local",
        "clusters": [{ "name": "ordinal-local", "cluster": {
            "server": server,
            "certificate-authority": "certificates/ca.crt",
        }}],
        "users": [{ "name": identity, "user": {
            "client-certificate": format!("certificates/{identity}.crt"),
            "client-key": format!("certificates/{identity}.key"),
        }}],
        "contexts": [{ "name": "ordinal-local", "context": { "cluster": "ordinal-local", "user": identity }}],
    })
}
