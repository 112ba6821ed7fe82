//! `cargo xtask dev`: the local cluster and a page that reloads when its sources change.
//!
//! Trunk rebuilds into a folder of its own and the front serves that folder with the API, exactly as it serves a
//! release: same addresses, same policy, WebSockets included. Trunk's own server can do neither: it proxies a path
//! either for requests or for WebSockets, and reloads by an inline script, which the page's policy forbids. The reload
//! is `js/reload.js`, which Trunk.toml adds where `ORDINAL_RELOAD` is set.

use std::{ffi::OsString, fs, path::Path, process::Command};

use anyhow::Context;
use clap::Args as ClapArgs;

use super::{
    served::{self, Served},
    source::Source,
};
use crate::{
    build,
    cluster::ports,
    paths,
    preflight::{self, Work},
    tools,
};

/// Where to serve.
#[derive(Debug, Clone, ClapArgs)]
pub struct Args {
    /// The port on 127.0.0.1
    #[arg(long, default_value_t = 8001, value_parser = clap::value_parser!(u16).range(1..))]
    pub port: u16,
}

/// Serves until Ctrl-C, or until a process ends by itself.
pub fn dev(args: &Args) -> anyhow::Result<()> {
    ports::require_free(args.port)?;
    let root = paths::checkout();
    preflight::prepare(root, &[Work::PageTools, Work::Cluster])?;
    let path = tools::ensure(root)?;
    let mut source = Source::local(false)?;
    let dist = root.join("build/dev");
    for ignored in ["build/dev", "public/vendor", "dist"] {
        // Trunk refuses to watch while something that Trunk.toml tells it to ignore does not exist.
        fs::create_dir_all(root.join(ignored)).with_context(|| format!("cannot make {ignored}"))?;
    }
    let options = served::Options { port: args.port, files: dist.clone(), read_only: false, exec: false };
    let served = Served::start(&mut source, options)?;
    source.group().spawn_shown("trunk", trunk(root, &dist, path))?;
    println!("\n  Ordinal  {}  once Trunk has built it", served.url());
    println!("           {}; Ctrl-C ends it\n", source.describe());
    source.watch()
}

fn trunk(root: &Path, dist: &Path, path: OsString) -> Command {
    let mut trunk = build::trunk(root, path);
    trunk.args(["watch", "--dist"]).arg(dist);
    trunk.env("ORDINAL_RELOAD", "1").env("RUST_BACKTRACE", "0");
    trunk
}
