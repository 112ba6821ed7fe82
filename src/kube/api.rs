//! The typed verbs of the API.

use std::sync::Arc;
use std::time::Duration;

use futures::StreamExt;
use futures::channel::mpsc::UnboundedSender;
use futures::stream::{LocalBoxStream, once};
use kubewire::answer::Answer;
use kubewire::error::ApiError;
use kubewire::health::Transport;
use kubewire::page::Page;
use kubewire::request::{self, Method, Request};
use kubewire::resource::STATEFUL_SETS;
use kubewire::response;
use kubewire::scope::Scope;
use kubewire::server_clock::ServerClock;
use kubewire::watch::event::decode;
use kubewire::watch::message::{End, Input};
use leptos::prelude::ArcRwSignal;
use serde::de::DeserializeOwned;

use crate::kube::connection::Connection;
use crate::kube::credential::Credential;
use crate::kube::fetch::{self, Patience};
use crate::kube::slots::{Claim, Slots};
use crate::kube::socket::{Arrival, Socket};
use crate::kube::stream;

/// The API server answers a page of a list within milliseconds; a request that was swallowed is given up soon.
const READ: Patience = Patience { head: Duration::from_secs(10), body: Duration::from_mins(1) };
/// The server gives a write at most 34 s, and webhooks 30 s of it.
const WRITE: Patience = Patience { head: Duration::from_secs(40), body: Duration::from_secs(20) };
/// A probe is repeated every two seconds; a later answer would be of no use.
const PROBE: Patience = Patience { head: Duration::from_secs(2), body: Duration::from_secs(1) };

/// A handle on the API server, cheap to clone.
#[derive(Debug, Clone)]
pub struct Api {
    connection: Arc<Connection>,
    slots: Slots,
    unauthorized: UnboundedSender<()>,
}

impl Api {
    /// The API behind a connection. Says so whenever an answer is that the user is not known, or no longer.
    pub fn new(connection: Connection, unauthorized: UnboundedSender<()>) -> Self {
        Self { connection: Arc::new(connection), slots: Slots::default(), unauthorized }
    }

    /// Sends a request and reads its answer.
    pub async fn call<T: DeserializeOwned>(&self, request: Request) -> Result<Answer<T>, ApiError> {
        let patience = if request.method == Method::Get { READ } else { WRITE };
        let received = fetch::send(&self.connection, &request, patience).await?;
        let value = received.value().inspect_err(|error| self.look(error))?;
        Ok(Answer { value, warnings: received.warnings })
    }

    /// Asks with a token, or without any, whatever the connection has: to see who it would be.
    pub async fn ask_as<T: DeserializeOwned>(
        &self,
        request: Request,
        token: Option<&str>,
    ) -> Result<T, ApiError> {
        fetch::send_as(&self.connection, &request, token, READ).await?.value()
    }

    /// What the answers tell of the server's clock.
    pub fn clock(&self) -> &ArcRwSignal<ServerClock> {
        self.connection.clock()
    }

    /// The connection's token, to be set by whoever signs the user in and out.
    pub fn credential(&self) -> &Credential {
        self.connection.credential()
    }

    fn look(&self, error: &ApiError) {
        if error.is_unauthorized() || error.is_refusal_of_nobody() {
            let _nobody_may_listen = self.unauthorized.unbounded_send(());
        }
    }

    /// Reads JSON that the API server serves as plain text, as it does `/openapi/v3`
    /// (`kube-openapi:pkg/handler3/handler.go`).
    pub async fn unlabelled<T: DeserializeOwned>(&self, request: Request) -> Result<T, ApiError> {
        let received = fetch::send(&self.connection, &request, READ).await?;
        response::value(received.code, "application/json", &received.body)
    }

    /// One page of a list.
    pub async fn page<K: DeserializeOwned>(
        &self,
        scope: &Scope,
        continue_token: Option<&str>,
    ) -> Result<Page<K>, ApiError> {
        let answer = self.call(request::list(scope, continue_token)?).await?;
        Ok(answer.value)
    }

    /// Opens a watch; dropping the stream closes it.
    pub fn watch<K: DeserializeOwned + 'static>(
        &self,
        scope: &Scope,
        transport: Transport,
        resource_version: &str,
        timeout_s: u32,
    ) -> LocalBoxStream<'static, Input<K>> {
        self.arrivals(scope, transport, resource_version, timeout_s).map(input).boxed_local()
    }

    fn arrivals(
        &self,
        scope: &Scope,
        transport: Transport,
        resource_version: &str,
        timeout_s: u32,
    ) -> LocalBoxStream<'static, Arrival> {
        let ended = |end| once(async { Arrival::Ended(end) }).boxed_local();
        let request = match request::watch(scope, resource_version, timeout_s) {
            Ok(request) => request,
            Err(error) => return ended(End::Failed(error)),
        };
        match transport {
            Transport::WebSocket => {
                let url = self.connection.socket_url(&request.target);
                match Socket::open(&url, &self.connection.credential().subprotocols()) {
                    Ok(socket) => socket.boxed_local(),
                    Err(end) => ended(end),
                }
            }
            Transport::Stream => {
                let claim = if scope.resource == STATEFUL_SETS { Claim::First } else { Claim::Other };
                stream::open(self.connection.clone(), request, self.slots.clone(), claim)
            }
        }
    }

    /// Whether the API server answers at all. Servers and gateways that hide `/readyz` answer too.
    pub async fn probe(&self) -> Result<(), ApiError> {
        let probed = fetch::send(&self.connection, &request::ready(), PROBE).await?;
        match probed.code {
            code if response::is_success(code) => Ok(()),
            401 | 500.. => Err(response::failure(probed.code, &probed.body)),
            _ => Ok(()),
        }
    }
}

/// Reads `config.json` beside `index.html`; `None` where there is none.
pub async fn served_config() -> Result<Option<Vec<u8>>, ApiError> {
    let file = fetch::beside_index("./config.json", READ).await?;
    Ok(file.map(|received| received.body))
}

fn input<K: DeserializeOwned>(arrival: Arrival) -> Input<K> {
    match arrival {
        Arrival::Opened => Input::Opened,
        Arrival::Message(text) => Input::Event(decode(&text)),
        Arrival::Ended(end) => Input::Ended(end),
    }
}
