//! The typed verbs of the API.

use std::sync::Arc;
use std::time::Duration;

use futures::StreamExt;
use futures::channel::mpsc::UnboundedSender;
use futures::stream::{LocalBoxStream, once, pending};
use kubewire::answer::Answer;
use kubewire::error::ApiError;
use kubewire::health::Transport;
use kubewire::link::Refusals;
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
use crate::kube::fetch::{self, Patience, Received};
use crate::kube::gate::Gate;
use crate::kube::slots::{Claim, Slots};
use crate::kube::socket::{Arrival, Socket};
use crate::kube::stream;

/// The API server answers a page of a list within milliseconds; a request that was swallowed is given up soon.
const READ: Patience = Patience { head: Duration::from_secs(10), body: Duration::from_mins(1) };
/// The server gives a write at most 34 s, and webhooks 30 s of it.
const WRITE: Patience = Patience { head: Duration::from_secs(40), body: Duration::from_secs(20) };
/// A probe is repeated every two seconds; a later answer would be of no use.
const PROBE: Patience = Patience { head: Duration::from_secs(2), body: Duration::from_secs(1) };

/// A handle on the API server for one person, cheap to clone. Nothing is sent while nobody is signed in; what was asked
/// for waits for the same person, and is dropped where another one comes ([`Gate`]).
#[derive(Debug, Clone)]
pub struct Api {
    connection: Arc<Connection>,
    slots: Slots,
    gate: Gate,
}

impl Api {
    /// The API behind a connection. Says into `wanted` when it is to be found out who is there.
    pub fn new(connection: Connection, wanted: UnboundedSender<()>) -> Self {
        Self { connection: Arc::new(connection), slots: Slots::default(), gate: Gate::new(wanted) }
    }

    /// Sends a request and reads its answer. While nobody is signed in it waits, and is sent again if the answer is that
    /// nobody is: it was not carried out then.
    pub async fn call<T: DeserializeOwned>(&self, request: Request) -> Result<Answer<T>, ApiError> {
        self.persist(&request, patience(&request), answer).await
    }

    /// Sends a request once, and only if it can be sent now.
    ///
    /// # Errors
    /// [`ApiError::NotConnected`] where it was not sent.
    pub async fn attempt<T: DeserializeOwned>(&self, request: Request) -> Result<Answer<T>, ApiError> {
        let session = self.gate.try_pass()?;
        let received = fetch::send(&self.connection, &request, patience(&request)).await;
        let answered = received.and_then(|received| answer(&received));
        if let Err(error) = &answered {
            self.gate.heed(session, error);
        }
        answered
    }

    async fn persist<T>(
        &self,
        request: &Request,
        patience: Patience,
        read: fn(&Received) -> Result<T, ApiError>,
    ) -> Result<T, ApiError> {
        let mut refusals = Refusals::default();
        loop {
            let session = self.gate.pass().await?;
            let received = fetch::send(&self.connection, request, patience).await;
            match received.and_then(|received| read(&received)) {
                Err(error) if self.gate.heed(session, &error) && refusals.again(session) => {}
                done => return done,
            }
        }
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

    /// What requests pass before they are sent.
    pub fn gate(&self) -> &Gate {
        &self.gate
    }

    /// Reads JSON that the API server serves as plain text, as it does `/openapi/v3`
    /// (`kube-openapi:pkg/handler3/handler.go`).
    pub async fn unlabelled<T: DeserializeOwned>(&self, request: Request) -> Result<T, ApiError> {
        self.persist(&request, READ, unlabelled).await
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
        let api = self.clone();
        let claim = if scope.resource == STATEFUL_SETS { Claim::First } else { Claim::Other };
        let opened = async move {
            match api.gate.pass().await {
                Ok(session) => api.open(request, transport, claim, session),
                // Whoever wanted it is gone.
                Err(_) => pending().boxed_local(),
            }
        };
        once(opened).flatten().boxed_local()
    }

    fn open(
        self,
        request: Request,
        transport: Transport,
        claim: Claim,
        session: u64,
    ) -> LocalBoxStream<'static, Arrival> {
        match transport {
            Transport::WebSocket => {
                let url = self.connection.socket_url(&request.target);
                match Socket::open(&url, &self.connection.credential().subprotocols()) {
                    Ok(socket) => socket.boxed_local(),
                    Err(end) => once(async { Arrival::Ended(end) }).boxed_local(),
                }
            }
            Transport::Stream => {
                let stream = stream::open(self.connection.clone(), request, self.slots.clone(), claim);
                let heed = move |arrival: &Arrival| {
                    if let Arrival::Ended(End::Failed(error)) = arrival {
                        self.gate.heed(session, error);
                    }
                };
                stream.inspect(heed).boxed_local()
            }
        }
    }

    /// Whether anything says that the API server does not answer, or is not ready. That it does not say so proves
    /// nothing: anybody may ask, and gateways hide `/readyz` or answer in its place.
    pub async fn ready(&self) -> Result<(), ApiError> {
        match fetch::send(&self.connection, &request::ready(), PROBE).await {
            Ok(received) if received.code >= 500 => {
                let error = response::failure(received.code, &received.body);
                if error.is_signed_out() { Ok(()) } else { Err(error) }
            }
            Err(error) if !error.is_signed_out() => Err(error),
            _ => Ok(()),
        }
    }
}

fn patience(request: &Request) -> Patience {
    if request.method == Method::Get { READ } else { WRITE }
}

fn answer<T: DeserializeOwned>(received: &Received) -> Result<Answer<T>, ApiError> {
    Ok(Answer { value: received.value()?, warnings: received.warnings.clone() })
}

/// JSON that does not say so. A page does say what it is.
fn unlabelled<T: DeserializeOwned>(received: &Received) -> Result<T, ApiError> {
    if received.content_type.contains("html") {
        return received.value();
    }
    response::value(received.code, "application/json", &received.body)
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
