//! The two `kubectl proxy` processes of the end-to-end tests: one for the page, one for the tests' own look.

use std::{
    io::{BufRead, BufReader},
    os::unix::net::UnixStream,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
    time::Duration,
};

use anyhow::{Context, bail, ensure};

use crate::{
    cluster::Cluster,
    supervise::{Process, Sink},
};

/// How often to look whether a socket is there, and how many times.
const LOOK: (Duration, u32) = (Duration::from_millis(50), 200);

/// A process that ends with this value.
struct Running(Process);

impl Running {
    fn start(mut command: Command) -> anyhow::Result<Self> {
        Process::spawn("kubectl proxy", &mut command, &Sink::Terminal).map(Self)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // All that can fail is to tell the guardian, which then finds nothing left to end.
        drop(self.0.stop());
    }
}

/// `kubectl proxy` on a unix socket, with nothing rejected: the front before it decides who may ask.
pub struct SocketProxy {
    _process: Running,
    folder: PathBuf,
}

impl SocketProxy {
    /// Starts it and waits until it answers.
    pub fn start(cluster: &Cluster) -> anyhow::Result<Self> {
        // A socket's path may have about 100 characters, so it is not below the checkout.
        let folder = std::env::temp_dir().join(format!("ordinal-test-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let proxy = Self::socket_in(&folder);
        let mut command = kubectl_proxy(cluster);
        command
            .arg(format!("--unix-socket={}", proxy.display()))
            .arg("--reject-paths=^$")
            .stdout(Stdio::null());
        let mut process = Running::start(command)?;
        wait_for(&proxy, &mut process)?;
        Ok(Self { _process: process, folder })
    }

    /// Where it listens.
    pub fn socket(&self) -> PathBuf {
        Self::socket_in(&self.folder)
    }

    fn socket_in(folder: &Path) -> PathBuf {
        folder.join("proxy.sock")
    }
}

impl Drop for SocketProxy {
    fn drop(&mut self) {
        // A file left in the temporary folder harms nobody.
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

fn wait_for(socket: &Path, process: &mut Running) -> anyhow::Result<()> {
    let (pause, times) = LOOK;
    for _ in 0..times {
        if UnixStream::connect(socket).is_ok() {
            return Ok(());
        }
        if let Some(status) = process.0.ended()? {
            bail!("kubectl proxy ended ({status}); its messages are above");
        }
        thread::sleep(pause);
    }
    bail!("kubectl proxy does not listen on {}", socket.display())
}

/// `kubectl proxy` on a port, untouched by faults.
pub struct ApiProxy {
    _process: Running,
    address: String,
}

impl ApiProxy {
    /// Starts it on a free port, which it prints when it listens. It serves the files of `www` below `/static/`.
    pub fn start(cluster: &Cluster, www: Option<&Path>) -> anyhow::Result<Self> {
        let mut command = kubectl_proxy(cluster);
        command.arg("--port=0").stdout(Stdio::piped());
        if let Some(www) = www {
            command.arg("--www").arg(www);
        }
        let mut process = Running::start(command)?;
        let mut line = String::new();
        let stdout = process.0.pipes().0.context("kubectl proxy has no output")?;
        BufReader::new(stdout).read_line(&mut line)?;
        let address = line.trim().strip_prefix("Starting to serve on ").map(str::to_owned);
        ensure!(address.is_some(), "kubectl proxy did not say where it listens, but: {}", line.trim());
        Ok(Self { _process: process, address: address.unwrap_or_default() })
    }

    /// Its base address.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

fn kubectl_proxy(cluster: &Cluster) -> Command {
    let mut command = cluster.components().kubectl();
    command.arg("proxy");
    command
}
