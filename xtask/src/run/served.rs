//! What listens on the port: the front, before a `kubectl proxy` on a unix socket that only its owner can reach.

use std::{
    fs,
    os::unix::net::UnixStream,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Context;
use front::{Front, Passes, Prometheus};
use serde_json::json;

use super::{Args, source::Source};
use crate::{cluster::binaries::copy_folder, paths, secret};

/// The page being served; it ends with this value and with the source's processes.
pub struct Served {
    front: Front,
    _folder: PrivateFolder,
}

/// What is served, and how.
pub struct Options {
    /// The port on 127.0.0.1.
    pub port: u16,
    /// The folder with the files.
    pub files: PathBuf,
    /// Whether PUT, PATCH and DELETE are refused.
    pub read_only: bool,
    /// Whether commands may run in pods.
    pub exec: bool,
}

impl Served {
    /// Starts `kubectl proxy` on a socket that no browser reaches and the front before it, and waits until it listens.
    pub fn start(source: &mut Source, options: Options) -> anyhow::Result<Self> {
        let folder = PrivateFolder::make()?;
        let upstream = folder.0.join("proxy.sock");
        // There may be several, each with a log of its own.
        let name = format!("kubectl-proxy-{}", options.port);
        let proxy = proxy(source, &options, &upstream);
        source.group().spawn(&name, proxy)?;
        source.group().wait_until("kubectl proxy", &name, 30, || UnixStream::connect(&upstream).is_ok())?;
        let passes = Passes { exec: options.exec, prometheus: source.prometheus() };
        let front =
            front::serve(&front::Options { port: options.port, files: options.files, upstream, passes })?;
        Ok(Self { front, _folder: folder })
    }

    /// The address of the page.
    pub fn url(&self) -> String {
        self.front.url()
    }
}

fn proxy(source: &Source, options: &Options, socket: &Path) -> Command {
    let mut kubectl = source.kubectl();
    kubectl.arg("proxy").arg(format!("--unix-socket={}", socket.display()));
    if options.read_only {
        kubectl.arg("--reject-methods=^(PUT|PATCH|DELETE)$");
    }
    if options.exec {
        // Otherwise it refuses exec and attach by itself.
        kubectl.arg("--reject-paths=^$");
    }
    kubectl
}

/// The build with the configuration of this run, in a folder of its own: the build itself stays as it was made.
pub fn files(source: &Source, args: &Args, dist: &Path) -> anyhow::Result<PathBuf> {
    let folder = paths::cache()?.join("served").join(args.port.to_string());
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    copy_folder(dist, &folder)?;
    let mut configuration = json!({});
    if args.read_only {
        configuration["readOnly"] = json!(true);
    }
    if let Some(Prometheus { namespace, service, port }) = source.prometheus() {
        configuration["prometheus"] = json!({ "namespace": namespace, "service": service, "port": port });
    }
    fs::write(folder.join("config.json"), serde_json::to_vec_pretty(&configuration)?)?;
    Ok(folder)
}

/// A folder that only its owner can enter, and so the socket in it; it goes with this value.
struct PrivateFolder(PathBuf);

impl PrivateFolder {
    fn make() -> anyhow::Result<Self> {
        use std::os::unix::fs::DirBuilderExt as _;
        // Not in the cache: a socket's path may have about 100 characters.
        let folder = std::env::temp_dir().join(format!("ordinal-{}", secret::name()?));
        fs::DirBuilder::new()
            .mode(0o700)
            .create(&folder)
            .with_context(|| format!("cannot make {}", folder.display()))?;
        Ok(Self(folder))
    }
}

impl Drop for PrivateFolder {
    fn drop(&mut self) {
        // An empty folder left among temporary files harms nobody.
        drop(fs::remove_dir_all(&self.0));
    }
}
