//! Carrying streams: joined sockets, and streamed bodies, with a plan worked into them where there is one.

use std::io;

use bytes::{Bytes, BytesMut};
use http_body_util::{BodyExt, StreamBody};
use hyper::{
    body::{Frame, Incoming},
    upgrade::{OnUpgrade, Upgraded},
};
use hyper_util::rt::TokioIo;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, ReadHalf, WriteHalf, copy, copy_bidirectional, split},
    sync::{mpsc, watch},
};
use tokio_stream::wrappers::ReceiverStream;

use super::{
    body::{Body, BodyError},
    faults::{InForce, Open},
    framing::{Framing, Unit},
    tamper::{Emission, Tamper},
};

/// Bytes that wait for the client at most, in chunks.
const QUEUE: usize = 16;

/// A stream under a plan that may change.
pub struct Tampered {
    /// What becomes of its events.
    pub tamper: Tamper,
    /// The plan.
    pub plan: watch::Receiver<InForce>,
    /// Keeps it listed as open.
    pub open: Open,
}

/// Joins the two sides of an upgraded connection until either ends.
pub async fn join(client: OnUpgrade, server: OnUpgrade, tampered: Option<Tampered>) {
    let (Ok(client), Ok(server)) = (client.await, server.await) else { return };
    let (mut client, mut server) = (TokioIo::new(client), TokioIo::new(server));
    let Some(tampered) = tampered else {
        // Either side may vanish at any time; both are closed then, and there is nobody left to tell.
        drop(copy_bidirectional(&mut client, &mut server).await);
        return;
    };
    let (mut from_client, to_client) = split(client);
    let (from_server, mut to_server) = split(server);
    tokio::select! {
        () = pump(Framing::WebSocket, Source::Socket(from_server), Sink::Socket(to_client), tampered) => {}
        _ended = copy(&mut from_client, &mut to_server) => {}
    }
}

/// A streamed body with a plan worked in.
pub fn tampered_body(body: Incoming, tampered: Tampered) -> Body {
    let (sender, receiver) = mpsc::channel(QUEUE);
    tokio::spawn(async move {
        let client_left = sender.clone();
        tokio::select! {
            () = pump(Framing::Lines, Source::Body(body), Sink::Body(sender), tampered) => {}
            () = client_left.closed() => {}
        }
    });
    BodyExt::boxed(StreamBody::new(ReceiverStream::new(receiver)))
}

enum Source {
    Socket(ReadHalf<TokioIo<Upgraded>>),
    Body(Incoming),
}

impl Source {
    /// Reads on; false at the end.
    async fn read(&mut self, buffer: &mut BytesMut) -> bool {
        match self {
            Self::Socket(socket) => socket.read_buf(buffer).await.is_ok_and(|count| count > 0),
            Self::Body(body) => match body.frame().await {
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        buffer.extend_from_slice(&data);
                    }
                    true
                }
                _ => false,
            },
        }
    }
}

enum Sink {
    Socket(WriteHalf<TokioIo<Upgraded>>),
    Body(mpsc::Sender<Result<Frame<Bytes>, BodyError>>),
}

impl Sink {
    /// Writes and flushes; false if the client is gone.
    async fn write(&mut self, bytes: Bytes) -> bool {
        match self {
            Self::Socket(socket) => socket.write_all(&bytes).await.is_ok() && socket.flush().await.is_ok(),
            Self::Body(body) => body.send(Ok(Frame::data(bytes))).await.is_ok(),
        }
    }

    /// Ends the connection as a broken one: a body must not look complete.
    async fn break_off(self) {
        if let Self::Body(body) = self {
            let broken: BodyError = io::Error::from(io::ErrorKind::ConnectionReset).into();
            drop(body.send(Err(broken)).await);
        }
    }
}

/// Whether the stream goes on.
#[derive(PartialEq, Eq)]
enum Flow {
    On,
    Ended,
    Broken,
}

async fn pump(framing: Framing, mut source: Source, mut sink: Sink, mut tampered: Tampered) {
    let mut buffer = BytesMut::new();
    let mut flow = tampered.on_plan(framing, &mut sink).await;
    while flow == Flow::On {
        flow = match framing.next(&mut buffer) {
            Err(_) => Flow::Broken,
            Ok(Some(unit)) => tampered.on_unit(framing, &unit, &mut sink).await,
            Ok(None) => tokio::select! {
                more = source.read(&mut buffer) => if more { Flow::On } else { Flow::Ended },
                changed = tampered.plan.changed() => match changed {
                    Ok(()) => tampered.on_plan(framing, &mut sink).await,
                    Err(_) => Flow::Broken,
                },
            },
        };
    }
    if flow == Flow::Broken {
        sink.break_off().await;
    }
}

impl Tampered {
    async fn on_plan(&mut self, framing: Framing, sink: &mut Sink) -> Flow {
        let now = self.plan.borrow_and_update().clone();
        match self.tamper.on_plan(&now) {
            None => Flow::On,
            Some(Emission::Insert(event)) => {
                // The API server closes a watch after an ERROR event, in an orderly way.
                sink.write(framing.encode(&event).into()).await;
                Flow::Ended
            }
            Some(emission) => perform(emission, framing, None, sink).await,
        }
    }

    async fn on_unit(&mut self, framing: Framing, unit: &Unit, sink: &mut Sink) -> Flow {
        let emissions = match &unit.event {
            None => vec![Emission::Pass],
            Some(event) => {
                let now = self.plan.borrow().clone();
                self.tamper.on_event(&now, event)
            }
        };
        for emission in emissions {
            let flow = perform(emission, framing, Some(unit), sink).await;
            if flow != Flow::On {
                return flow;
            }
        }
        Flow::On
    }
}

async fn perform(emission: Emission, framing: Framing, unit: Option<&Unit>, sink: &mut Sink) -> Flow {
    let raw = unit.map(|unit| unit.raw.clone()).unwrap_or_default();
    let (bytes, then) = match emission {
        Emission::Pass => (raw, Flow::On),
        Emission::Insert(event) => (framing.encode(&event).into(), Flow::On),
        Emission::Cut(count) => {
            let end = count.min(raw.len().saturating_sub(1));
            (raw.slice(..end), Flow::Broken)
        }
        Emission::Stall => std::future::pending().await,
    };
    if sink.write(bytes).await { then } else { Flow::Ended }
}
