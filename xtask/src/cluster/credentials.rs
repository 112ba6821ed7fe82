//! Who may talk to the cluster: kubeconfigs with client certificates, and users with a token only.

use std::{
    fmt::Write as _,
    fs::{self, File},
    io::Read,
    path::Path,
};

use anyhow::Context;
use serde_json::{Value, json};

use super::{certificates, components::local};

/// Who has a client certificate.
const CERTIFIED: [&str; 3] = ["admin", "controller-manager", "scheduler"];

/// Who has a token only, as people behind a gateway have, and no rights but those of `cluster/manifests/users.yaml`.
const TOKENS: [&str; 3] = ["viewer", "editor", "stranger"];

/// Writes `<user>.kubeconfig` of each user, for an API server that listens on `port`, and its `tokens.csv`.
pub fn write(folder: &Path, port: u16) -> anyhow::Result<()> {
    for user in CERTIFIED {
        let proof = json!({
            "client-certificate": format!("certificates/{user}.crt"),
            "client-key": format!("certificates/{user}.key"),
        });
        write_kubeconfig(folder, user, port, &proof)?;
    }
    let mut lines = String::new();
    for user in TOKENS {
        let token = token(&folder.join(format!("{user}.token")))?;
        // Writing to a String cannot fail.
        _ = writeln!(lines, "{token},{user},{user}");
        write_kubeconfig(folder, user, port, &json!({ "token": token }))?;
    }
    certificates::write_private(&folder.join("tokens.csv"), &lines)
}

/// The token in `file`, made where there is none: other users of this machine can reach the API server too.
fn token(file: &Path) -> anyhow::Result<String> {
    if let Ok(token) = fs::read_to_string(file) {
        return Ok(token);
    }
    let mut bytes = [0; 24];
    File::open("/dev/urandom")
        .and_then(|mut random| random.read_exact(&mut bytes))
        .context("the operating system gives no random numbers")?;
    let token = bytes.iter().fold(String::new(), |mut hex, byte| {
        _ = write!(hex, "{byte:02x}");
        hex
    });
    certificates::write_private(file, &token)?;
    Ok(token)
}

/// JSON is YAML, so kubectl reads it. Paths are relative to the file.
fn write_kubeconfig(folder: &Path, user: &str, port: u16, proof: &Value) -> anyhow::Result<()> {
    let config = json!({
        "apiVersion": "v1",
        "kind": "Config",
        "current-context": "ordinal-local",
        "clusters": [{ "name": "ordinal-local", "cluster": {
            "server": local("https", port),
            "certificate-authority": "certificates/ca.crt",
        }}],
        "users": [{ "name": user, "user": proof }],
        "contexts": [{ "name": "ordinal-local", "context": { "cluster": "ordinal-local", "user": user }}],
    });
    let file = folder.join(format!("{user}.kubeconfig"));
    certificates::write_private(&file, &serde_json::to_string_pretty(&config)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_differ_are_kept_and_can_be_read_by_their_owner_only() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = std::env::temp_dir().join(format!("ordinal-credentials-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        write(&folder, 6443).unwrap();
        let tokens = fs::read_to_string(folder.join("tokens.csv")).unwrap();
        let mut found: Vec<&str> = tokens.lines().map(|line| line.split(',').next().unwrap()).collect();
        found.sort_unstable();
        found.dedup();
        assert_eq!(found.len(), TOKENS.len());
        assert!(found.iter().all(|token| token.len() == 48), "{tokens}");
        write(&folder, 6444).unwrap();
        assert_eq!(fs::read_to_string(folder.join("tokens.csv")).unwrap(), tokens);
        let viewer: Value =
            serde_json::from_slice(&fs::read(folder.join("viewer.kubeconfig")).unwrap()).unwrap();
        assert_eq!(viewer["clusters"][0]["cluster"]["server"], "https://127.0.0.1:6444");
        for file in ["tokens.csv", "viewer.token", "viewer.kubeconfig", "admin.kubeconfig"] {
            let mode = fs::metadata(folder.join(file)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600, "{file}");
        }
    }
}
