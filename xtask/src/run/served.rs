//! What listens on the port: `kubectl proxy --www`, or with `--terminal` the front before a proxy on a unix socket.

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    os::unix::net::UnixStream,
    path::{Path, PathBuf},
};

use anyhow::Context;
use front::Front;
use serde_json::json;

use super::{Args, source::Source};
use crate::{cluster::binaries::copy_folder, paths};

/// The page being served; it ends with this value and with the source's processes.
pub struct Served {
    port: u16,
    _front: Option<(Front, PrivateFolder)>,
}

impl Served {
    /// Starts serving and waits until the page answers.
    pub fn start(source: &mut Source, args: &Args, dist: &Path) -> anyhow::Result<Self> {
        let files = files(args, dist)?;
        let front = if args.terminal {
            Some(Self::behind_front(source, args, files)?)
        } else {
            let mut proxy = proxy(source, args);
            proxy.arg(format!("--port={}", args.port)).arg("--www").arg(files);
            source.group().spawn(&name(args), proxy)?;
            None
        };
        let served = Self { port: args.port, _front: front };
        source.group().wait_until("the page", &name(args), 30, || answers(args.port))?;
        Ok(served)
    }

    /// exec and attach are let through here and nowhere else: the front refuses other hosts and other origins.
    fn behind_front(
        source: &mut Source,
        args: &Args,
        files: PathBuf,
    ) -> anyhow::Result<(Front, PrivateFolder)> {
        let folder = PrivateFolder::make()?;
        let upstream = folder.0.join("proxy.sock");
        let mut proxy = proxy(source, args);
        proxy.arg(format!("--unix-socket={}", upstream.display())).arg("--reject-paths=^$");
        source.group().spawn(&name(args), proxy)?;
        source
            .group()
            .wait_until("kubectl proxy", &name(args), 30, || UnixStream::connect(&upstream).is_ok())?;
        Ok((front::serve(&front::Options { port: args.port, files, upstream })?, folder))
    }

    /// The address of the page.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/static/", self.port)
    }
}

fn proxy(source: &Source, args: &Args) -> std::process::Command {
    let mut kubectl = source.kubectl();
    kubectl.arg("proxy");
    if args.read_only {
        kubectl.arg("--reject-methods=^(PUT|PATCH|DELETE)$");
    }
    kubectl
}

/// The build with the configuration of this run, in a folder of its own: the build itself stays as it was made.
fn files(args: &Args, dist: &Path) -> anyhow::Result<PathBuf> {
    let folder = paths::cache()?.join("served").join(args.port.to_string());
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    copy_folder(dist, &folder)?;
    let configuration = if args.read_only { json!({ "readOnly": true }) } else { json!({}) };
    fs::write(folder.join("config.json"), serde_json::to_vec_pretty(&configuration)?)?;
    Ok(folder)
}

/// The name of the proxy's log: there may be several, each on a port of its own.
fn name(args: &Args) -> String {
    format!("kubectl-proxy-{}", args.port)
}

/// A folder that only its owner can enter, and so the socket in it; it goes with this value.
struct PrivateFolder(PathBuf);

impl PrivateFolder {
    fn make() -> anyhow::Result<Self> {
        use std::os::unix::fs::DirBuilderExt as _;
        // Not in the cache: a socket's path may have about 100 characters.
        let folder = std::env::temp_dir().join(format!("ordinal-{}", std::process::id()));
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

/// Whether the page is there.
fn answers(port: u16) -> bool {
    let Ok(mut stream) = TcpStream::connect(("127.0.0.1", port)) else { return false };
    let request = format!("GET /static/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    let mut start = [0; 12];
    stream.write_all(request.as_bytes()).is_ok()
        && stream.read_exact(&mut start).is_ok()
        && &start == b"HTTP/1.1 200"
}
