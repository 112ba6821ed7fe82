//! The front: the static build and the cluster behind one address of this machine.
//!
//! `kubectl proxy` checks only the Host header, so any web page could read from the cluster through the sockets that it
//! opens, change it by simple POSTs, and with exec allowed open a shell. Its port is therefore none that a browser can
//! reach; this front stands before it, always:
//! ```text
//! browser ──127.0.0.1:port──> front ──unix socket──> kubectl proxy ──TLS──> API server
//!                               └── /static/ from the build
//! ```
//! It decides who may ask ([`guard`]) and for what ([`api`]), serves the build ([`files`]) and passes the rest on,
//! WebSockets and streams included, without holding anything back ([`upstream`]); what answers may say to the browser
//! is in [`headers`].
//!
//! The same front, started by [`serve_with_faults`], is what the end-to-end tests break connections with: a second
//! port ([`control`]) sets [`faults`], which [`tamper`] works into the streams at event boundaries ([`framing`]).
//! Nothing of that is reachable in the front that users run.

mod api;
mod body;
mod control;
mod event;
mod faults;
mod files;
mod framing;
mod guard;
mod headers;
mod listener;
mod site;
mod streams;
mod tamper;
mod upstream;

use std::{net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

use anyhow::Context;
pub use api::{Passes, Prometheus};
pub use control::ApiServerSwitch;
use tokio::{
    net::TcpListener,
    runtime::{Builder, Runtime},
};

use self::{faults::Board, files::Files, guard::Guard, site::Site, upstream::Upstream};

/// How long a stopping front waits for its open connections.
const SHUTDOWN: Duration = Duration::from_millis(200);

/// What a front serves and where.
#[derive(Debug, Clone)]
pub struct Options {
    /// The port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// The folder of the build, with `index.html`.
    pub files: PathBuf,
    /// The unix socket of `kubectl proxy --unix-socket`.
    pub upstream: PathBuf,
    /// What is passed on beside objects.
    pub passes: Passes,
}

/// A running front. It stops when this is dropped.
pub struct Front {
    address: SocketAddr,
    control: Option<SocketAddr>,
    runtime: Option<Runtime>,
}

impl Front {
    /// The address of the page.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/static/", self.address.port())
    }

    /// The base address of the fault controls, in a front made by [`serve_with_faults`].
    pub fn control_url(&self) -> Option<String> {
        self.control.map(|address| format!("http://{address}"))
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_timeout(SHUTDOWN);
        }
    }
}

/// Starts a front as users run it. Fails in one sentence if the port is taken.
pub fn serve(options: &Options) -> anyhow::Result<Front> {
    start(options, None)
}

/// Starts a front whose connections can be broken through a second port. `switch` stops and starts the API server
/// behind it.
pub fn serve_with_faults(options: &Options, switch: ApiServerSwitch) -> anyhow::Result<Front> {
    start(options, Some(switch))
}

fn start(options: &Options, switch: Option<ApiServerSwitch>) -> anyhow::Result<Front> {
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let (address, control) = runtime.block_on(open(options, switch))?;
    Ok(Front { address, control, runtime: Some(runtime) })
}

async fn open(
    options: &Options,
    switch: Option<ApiServerSwitch>,
) -> anyhow::Result<(SocketAddr, Option<SocketAddr>)> {
    let listener = TcpListener::bind(("127.0.0.1", options.port)).await.with_context(|| {
        format!("port {} of 127.0.0.1 is taken; choose another one with --port", options.port)
    })?;
    let address = listener.local_addr()?;
    let board = switch.is_some().then(|| Arc::new(Board::default()));
    let site = Arc::new(Site {
        guard: Guard { port: address.port() },
        passes: options.passes.clone(),
        files: Files { root: options.files.clone() },
        upstream: Upstream { socket: Arc::new(options.upstream.clone()) },
        board: board.clone(),
    });
    let mut control_address = None;
    if let (Some(board), Some(switch)) = (board, switch) {
        let control = TcpListener::bind("127.0.0.1:0").await?;
        control_address = Some(control.local_addr()?);
        tokio::spawn(control::run(control, board, switch));
    }
    tokio::spawn(listener::run(listener, site));
    Ok((address, control_address))
}

#[cfg(test)]
mod tests;
