//! The ports of a local cluster, all on 127.0.0.1 but Prometheus'.

use std::{
    net::{IpAddr, TcpListener, UdpSocket},
    path::Path,
};

use anyhow::Context;
use serde::{Deserialize, Serialize};

/// Chosen when the cluster is first started and kept, so that addresses written in etcd stay true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ports {
    /// etcd for clients.
    pub etcd: u16,
    /// etcd for its peers, of which there are none.
    pub etcd_peer: u16,
    /// The API server.
    pub api: u16,
    /// The controller manager's own.
    pub controller_manager: u16,
    /// The scheduler's own.
    pub scheduler: u16,
    /// kwok as every node's kubelet.
    pub kwok: u16,
    /// metrics-server.
    pub metrics: u16,
    /// Prometheus, on the machine's own address.
    pub prometheus: u16,
}

impl Ports {
    /// The ports kept in `file`, if all of them are free; else new ones. `address` is where Prometheus will be.
    pub fn ensure(file: &Path, address: Option<IpAddr>) -> anyhow::Result<Self> {
        if let Ok(ports) = Self::kept(file)
            && ports.all().into_iter().all(is_free)
            && address.is_none_or(|address| TcpListener::bind((address, ports.prometheus)).is_ok())
        {
            return Ok(ports);
        }
        let ports = Self::choose()?;
        std::fs::write(file, serde_json::to_vec_pretty(&ports)?)?;
        Ok(ports)
    }

    /// The ports kept in `file`.
    pub fn kept(file: &Path) -> anyhow::Result<Self> {
        let bytes = std::fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        serde_json::from_slice(&bytes).with_context(|| format!("{} is damaged", file.display()))
    }

    fn choose() -> anyhow::Result<Self> {
        // All are held open until the last is chosen, so that no two are the same.
        let held: Vec<TcpListener> =
            (0..8).map(|_| TcpListener::bind("127.0.0.1:0")).collect::<Result<_, _>>()?;
        let mut ports = held.iter().map(|listener| listener.local_addr().map(|address| address.port()));
        let mut next = || ports.next().unwrap_or_else(|| Err(std::io::ErrorKind::NotFound.into()));
        Ok(Self {
            etcd: next()?,
            etcd_peer: next()?,
            api: next()?,
            controller_manager: next()?,
            scheduler: next()?,
            kwok: next()?,
            metrics: next()?,
            prometheus: next()?,
        })
    }

    const fn all(&self) -> [u16; 8] {
        [
            self.etcd,
            self.etcd_peer,
            self.api,
            self.controller_manager,
            self.scheduler,
            self.kwok,
            self.metrics,
            self.prometheus,
        ]
    }
}

/// Whether nothing listens on this port of 127.0.0.1.
fn is_free(port: u16) -> bool {
    TcpListener::bind(("127.0.0.1", port)).is_ok()
}

/// Fails in one sentence if something listens on this port of 127.0.0.1.
pub fn require_free(port: u16) -> anyhow::Result<()> {
    anyhow::ensure!(is_free(port), "port {port} of 127.0.0.1 is taken; choose another one with --port");
    Ok(())
}

/// An address of this machine that is not loopback, if it has one: the API server refuses to proxy to loopback.
/// No packet is sent; the operating system only says which address it would send from.
pub fn own_address() -> Option<IpAddr> {
    let socket = UdpSocket::bind("0.0.0.0:0").ok()?;
    socket.connect("192.0.2.1:9").ok()?;
    let address = socket.local_addr().ok()?.ip();
    (!address.is_loopback() && !address.is_unspecified()).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chosen_ports_differ_and_are_kept_while_they_are_free() {
        let file = std::env::temp_dir().join(format!("ordinal-ports-{}.json", std::process::id()));
        drop(std::fs::remove_file(&file));
        let first = Ports::ensure(&file, None).unwrap();
        let mut all = first.all().to_vec();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), 8);
        let taken = TcpListener::bind(("127.0.0.1", first.api)).unwrap();
        assert_ne!(Ports::ensure(&file, None).unwrap().api, taken.local_addr().unwrap().port());
    }
}
