//! One connection to the API that is kept open for many requests.

use anyhow::{Context, bail};
use http_body_util::{BodyExt, Full};
use hyper::{
    Method, Request,
    body::Bytes,
    client::conn::http1::{self, SendRequest},
    header,
};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;

/// One connection to the API.
pub struct Connection {
    host: String,
    sender: SendRequest<Full<Bytes>>,
}

impl Connection {
    /// Opens it.
    pub async fn open(host: &str) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(host).await.with_context(|| format!("cannot reach {host}"))?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(async move {
            // How it ended is told to the request that it carried.
            drop(connection.await);
        });
        Ok(Self { host: host.to_owned(), sender })
    }

    /// Creates an object; returns it as the server has it.
    pub async fn create(&mut self, path: &str, object: &Value) -> anyhow::Result<Value> {
        self.send(Method::POST, path, "application/json", object).await
    }

    /// Changes a part of an object.
    pub async fn patch(&mut self, path: &str, change: &Value) -> anyhow::Result<()> {
        self.send(Method::PATCH, path, "application/merge-patch+json", change).await.map(drop)
    }

    async fn send(&mut self, method: Method, path: &str, kind: &str, body: &Value) -> anyhow::Result<Value> {
        let told = format!("{method} {path}");
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, &self.host)
            .header(header::CONTENT_TYPE, kind)
            .body(Full::new(Bytes::from(serde_json::to_vec(body)?)))?;
        let response = self.sender.send_request(request).await.with_context(|| told.clone())?;
        let status = response.status();
        let body = response.into_body().collect().await.with_context(|| told.clone())?.to_bytes();
        if !status.is_success() {
            bail!("{told}: {status} {}", String::from_utf8_lossy(&body));
        }
        serde_json::from_slice(&body).with_context(|| format!("{told}: no JSON"))
    }
}
