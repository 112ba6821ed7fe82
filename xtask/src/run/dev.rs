//! `cargo xtask dev`: the local cluster and a page that reloads when its sources change.

use std::process::Command;

use clap::Args as ClapArgs;

use super::source::Source;
use crate::{cluster::ports, paths, supervise, tools};

/// Where to serve.
#[derive(Debug, Clone, ClapArgs)]
pub struct Args {
    /// The port on 127.0.0.1
    #[arg(long, default_value_t = 8080)]
    pub port: u16,
}

/// The port of `kubectl proxy` that Trunk.toml's proxies name.
const API_PORT: u16 = 8011;

/// Serves until Ctrl-C, or until a process ends by itself.
pub fn dev(args: &Args) -> anyhow::Result<()> {
    for port in [args.port, API_PORT] {
        anyhow::ensure!(ports::is_free(port), "port {port} of 127.0.0.1 is taken");
    }
    let root = paths::checkout();
    let path = tools::ensure(root)?;
    let mut source = Source::local()?;
    let mut proxy = source.kubectl();
    proxy.args(["proxy", &format!("--port={API_PORT}")]);
    source.group().spawn("kubectl-proxy", proxy)?;
    let mut trunk = Command::new("trunk");
    trunk.args(["serve", "--port", &args.port.to_string()]).current_dir(root).env("PATH", path);
    trunk.env_remove("NO_COLOR");
    source.group().spawn("trunk", trunk)?;
    println!("\n  Ordinal  http://127.0.0.1:{}/  ({})", args.port, source.describe());
    println!("           the compiler's messages: {}", logs(&source).display());
    loop {
        source.check()?;
        supervise::pause()?;
    }
}

fn logs(source: &Source) -> std::path::PathBuf {
    match source {
        Source::Local { cluster, .. } => cluster.components().folder.join("logs/trunk.log"),
        Source::Named { .. } => std::path::PathBuf::new(),
    }
}
