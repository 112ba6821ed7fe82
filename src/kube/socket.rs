//! A watch over a WebSocket: one text message for each event. Dropping it closes it.

use std::pin::Pin;
use std::task::{Context, Poll};

use futures::Stream;
use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender, unbounded};
use kubewire::watch::message::End;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, MessageEvent, WebSocket};

/// What a connection that carries messages does.
#[derive(Debug)]
pub(super) enum Arrival {
    /// It is open.
    Opened,
    /// It brought a message.
    Message(Vec<u8>),
    /// It is over; nothing follows.
    Ended(End),
}

/// An open socket and what it says. `close` follows every end, a failed handshake's too, so `error` is not needed.
pub(super) struct Socket {
    inner: WebSocket,
    arrivals: UnboundedReceiver<Arrival>,
    _handlers: [Closure<dyn FnMut(Event)>; 3],
}

impl Socket {
    /// Opens a socket and offers these subprotocols. The address may be one that the browser refuses.
    pub(super) fn open(url: &str, subprotocols: &[String]) -> Result<Self, End> {
        let offered: js_sys::Array = subprotocols.iter().map(|name| JsValue::from_str(name)).collect();
        let socket = WebSocket::new_with_str_sequence(url, &offered).map_err(|_| End::Refused)?;
        let (send, arrivals) = unbounded();
        let handlers = [on_open(send.clone()), on_message(send.clone()), on_close(send)];
        socket.set_onopen(Some(handlers[0].as_ref().unchecked_ref()));
        socket.set_onmessage(Some(handlers[1].as_ref().unchecked_ref()));
        socket.set_onclose(Some(handlers[2].as_ref().unchecked_ref()));
        Ok(Self { inner: socket, arrivals, _handlers: handlers })
    }
}

fn on_open(send: UnboundedSender<Arrival>) -> Closure<dyn FnMut(Event)> {
    Closure::new(move |_: Event| pass(&send, Arrival::Opened))
}

fn on_message(send: UnboundedSender<Arrival>) -> Closure<dyn FnMut(Event)> {
    Closure::new(move |event: Event| {
        let data = event.unchecked_into::<MessageEvent>().data();
        // The API server sends JSON as text; anything else fails to decode and is reported there.
        pass(&send, Arrival::Message(data.as_string().unwrap_or_default().into_bytes()));
    })
}

fn on_close(send: UnboundedSender<Arrival>) -> Closure<dyn FnMut(Event)> {
    Closure::new(move |_: Event| pass(&send, Arrival::Ended(End::Closed)))
}

fn pass(send: &UnboundedSender<Arrival>, arrival: Arrival) {
    let _reader_may_be_gone = send.unbounded_send(arrival);
}

impl Stream for Socket {
    type Item = Arrival;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Arrival>> {
        Pin::new(&mut self.arrivals).poll_next(context)
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        self.inner.set_onopen(None);
        self.inner.set_onmessage(None);
        self.inner.set_onclose(None);
        if let Err(error) = self.inner.close() {
            web_sys::console::error_1(&error);
        }
    }
}
