//! A watch over a streamed fetch: one line for each event. Dropping it aborts the request.

use std::collections::VecDeque;
use std::sync::Arc;

use futures::StreamExt;
use futures::stream::{LocalBoxStream, unfold};
use kubewire::error::ApiError;
use kubewire::lines::Lines;
use kubewire::request::Request;
use kubewire::response;
use kubewire::watch::message::End;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::ReadableStreamDefaultReader;

use crate::kube::connection::Connection;
use crate::kube::fetch::{Exchange, begin, read};
use crate::kube::slots::{Claim, Slot, Slots};
use crate::kube::socket::Arrival;

enum Stage {
    Begin { connection: Arc<Connection>, request: Request, slots: Slots, claim: Claim },
    Reading(Box<Reading>),
    Over,
}

struct Reading {
    reader: ReadableStreamDefaultReader,
    lines: Lines,
    ready: VecDeque<Vec<u8>>,
    _exchange: Exchange,
    _slot: Slot,
}

/// Opens a stream; nothing is sent before it is first read.
pub(super) fn open(
    connection: Arc<Connection>,
    request: Request,
    slots: Slots,
    claim: Claim,
) -> LocalBoxStream<'static, Arrival> {
    unfold(Stage::Begin { connection, request, slots, claim }, step).boxed_local()
}

async fn step(stage: Stage) -> Option<(Arrival, Stage)> {
    match stage {
        Stage::Begin { connection, request, slots, claim } => Some(match slots.take(claim) {
            None => (Arrival::Ended(End::NoSlot), Stage::Over),
            Some(slot) => match begin_reading(&connection, &request, slot).await {
                Ok(reading) => (Arrival::Opened, Stage::Reading(Box::new(reading))),
                Err(error) => (Arrival::Ended(End::Failed(error)), Stage::Over),
            },
        }),
        Stage::Reading(mut reading) => Some(match reading.next().await {
            Ok(message) => (Arrival::Message(message), Stage::Reading(reading)),
            Err(end) => (Arrival::Ended(end), Stage::Over),
        }),
        Stage::Over => None,
    }
}

async fn begin_reading(connection: &Connection, request: &Request, slot: Slot) -> Result<Reading, ApiError> {
    let token = connection.credential().get();
    let exchange = begin(&connection.url(&request.target), request, token.as_deref()).await?;
    let code = exchange.response.status();
    if !response::is_success(code) {
        let received = read(exchange).await?;
        return Err(response::failure(code, &received.body));
    }
    let content_type = exchange.response.headers().get("content-type").unwrap_or(None).unwrap_or_default();
    if !response::is_json(&content_type) {
        return Err(ApiError::Blocked { code, body: String::new() });
    }
    let body = exchange.response.body().ok_or_else(|| ApiError::Decode("an answer without a body".into()))?;
    let reader = body.get_reader().unchecked_into();
    Ok(Reading { reader, lines: Lines::default(), ready: VecDeque::new(), _exchange: exchange, _slot: slot })
}

impl Reading {
    async fn next(&mut self) -> Result<Vec<u8>, End> {
        loop {
            if let Some(line) = self.ready.pop_front() {
                return Ok(line);
            }
            // A read fails when the connection breaks.
            let chunk = JsFuture::from(self.reader.read()).await.map_err(|_| End::Closed)?;
            let Some(bytes) = bytes(&chunk) else { return Err(End::Closed) };
            match self.lines.push(&bytes) {
                Ok(lines) => self.ready.extend(lines),
                Err(_) => return Err(End::Failed(ApiError::Decode("a message without end".into()))),
            }
        }
    }
}

/// The bytes of `{ done, value }`; none at the end.
fn bytes(chunk: &JsValue) -> Option<Vec<u8>> {
    let value = js_sys::Reflect::get(chunk, &JsValue::from_str("value")).ok()?;
    value.dyn_into::<js_sys::Uint8Array>().ok().map(|array| array.to_vec())
}
