//! The way to the cluster: one connection to `kubectl proxy`'s unix socket per request.
//!
//! A connection of its own per request costs nothing on a unix socket and means that a request which is given up
//! closes its upstream, which is how `kubectl proxy` and the API server notice that a watch is no longer wanted.

use std::{io, path::PathBuf, sync::Arc};

use hyper::{
    HeaderMap, Request, Response, StatusCode,
    body::Incoming,
    client::conn::http1,
    header::{self, HeaderName, HeaderValue},
    upgrade::OnUpgrade,
};
use hyper_util::rt::TokioIo;
use tokio::net::UnixStream;

use super::body::{Body, plain};

/// Headers that belong to one hop (RFC 9110 §7.6.1); an upgrade keeps Connection and Upgrade.
const ONE_HOP: [&str; 6] =
    ["keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te", "trailer"];

/// The unix socket that `kubectl proxy` listens on.
#[derive(Debug, Clone)]
pub struct Upstream {
    /// Its path.
    pub socket: Arc<PathBuf>,
}

/// An answer of the upstream and, where it switched protocols, the two ends to join.
pub struct Answer {
    /// The answer as it came.
    pub response: Response<Incoming>,
    /// Both sides of an upgraded connection, the client's first.
    pub upgraded: Option<(OnUpgrade, OnUpgrade)>,
}

impl Upstream {
    /// Sends a request on.
    pub async fn send(&self, mut request: Request<Incoming>) -> Result<Answer, UpstreamError> {
        let upgrade = is_upgrade(request.headers());
        let client = upgrade.then(|| hyper::upgrade::on(&mut request));
        prepare(request.headers_mut(), upgrade);
        let stream = UnixStream::connect(self.socket.as_path()).await?;
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(async move {
            // How the connection ended reaches the client through the body or the tunnel it carried.
            drop(connection.with_upgrades().await);
        });
        let mut response = sender.send_request(request).await?;
        let switched = response.status() == StatusCode::SWITCHING_PROTOCOLS;
        let upgraded = client.filter(|_| switched).map(|client| (client, hyper::upgrade::on(&mut response)));
        if !switched {
            strip(response.headers_mut());
        }
        Ok(Answer { response, upgraded })
    }
}

/// Whether the client asks to switch protocols.
pub fn is_upgrade(headers: &HeaderMap) -> bool {
    headers.contains_key(header::UPGRADE)
}

/// `kubectl proxy` refuses `[::1]` as a Host although it is on its list, so it always reads `localhost`.
fn prepare(headers: &mut HeaderMap, upgrade: bool) {
    headers.insert(header::HOST, HeaderValue::from_static("localhost"));
    if !upgrade {
        strip(headers);
    }
}

fn strip(headers: &mut HeaderMap) {
    let named: Vec<HeaderName> = headers
        .get_all(header::CONNECTION)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .filter_map(|name| name.trim().parse().ok())
        .collect();
    for name in named {
        headers.remove(name);
    }
    headers.remove(header::CONNECTION);
    headers.remove(header::TRANSFER_ENCODING);
    for name in ONE_HOP {
        headers.remove(name);
    }
}

/// Why `kubectl proxy` gave no answer.
#[derive(Debug)]
pub enum UpstreamError {
    /// Its socket refused, or broke.
    Socket(io::Error),
    /// It closed the connection, or did not speak HTTP.
    Protocol(hyper::Error),
}

impl UpstreamError {
    /// The answer for the client: a gateway that found nothing behind it.
    pub fn answer(&self) -> Response<Body> {
        let why = match self {
            Self::Socket(error) => error.to_string(),
            Self::Protocol(error) => error.to_string(),
        };
        plain(
            StatusCode::BAD_GATEWAY,
            format!("kubectl proxy, which the console talks to, gave no answer: {why}.\n"),
        )
    }
}

impl From<io::Error> for UpstreamError {
    fn from(error: io::Error) -> Self {
        Self::Socket(error)
    }
}

impl From<hyper::Error> for UpstreamError {
    fn from(error: hyper::Error) -> Self {
        Self::Protocol(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_one_hop_stay_behind_unless_the_connection_is_upgraded() {
        let mut headers = HeaderMap::new();
        for (name, value) in [
            (header::CONNECTION, "close, x-private"),
            (header::TE, "trailers"),
            (header::HOST, "[::1]:8001"),
            (header::ACCEPT, "application/json"),
        ] {
            headers.insert(name, HeaderValue::from_static(value));
        }
        headers.insert("x-private", HeaderValue::from_static("1"));
        let mut upgraded = headers.clone();
        prepare(&mut headers, false);
        assert_eq!(headers.len(), 2, "Host and Accept remain: {headers:?}");
        assert_eq!(headers[header::HOST], "localhost");
        prepare(&mut upgraded, true);
        assert!(upgraded.contains_key(header::CONNECTION));
    }
}
