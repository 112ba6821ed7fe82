//! Accepting connections; under a plan that takes the proxy away, not even that.

use std::{convert::Infallible, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use hyper::{server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
};

use super::site::Site;

/// How long a client may take to say what it asks for.
const HEAD: Duration = Duration::from_secs(30);
/// How many connections with requests there are at most; the next one waits for another's end. A browser has six. What
/// has become a socket is not counted: none but the console's own page can open one.
pub const CONNECTIONS: usize = 512;

/// After a failed accept (too many open files) the next one waits this long.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves until the runtime ends.
pub async fn run(mut listener: TcpListener, site: Arc<Site>) {
    let Ok(address) = listener.local_addr() else { return };
    let room = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        accept_until_gone(&listener, &site, &room).await;
        drop(listener);
        let Some(board) = &site.board else { return };
        board.listening.send_replace(false);
        board.back().await;
        listener = reopen(address).await;
        board.listening.send_replace(true);
    }
}

async fn accept_until_gone(listener: &TcpListener, site: &Arc<Site>, room: &Arc<Semaphore>) {
    let mut gone = pin!(site.gone());
    loop {
        tokio::select! {
            accepted = accept(listener, room) => match accepted {
                Some((stream, place)) => drop(tokio::spawn(serve(stream, place, Arc::clone(site), site.gone()))),
                None => tokio::time::sleep(PAUSE).await,
            },
            () = &mut gone => return,
        }
    }
}

/// The next connection, once there is room for it.
async fn accept(listener: &TcpListener, room: &Arc<Semaphore>) -> Option<(TcpStream, OwnedSemaphorePermit)> {
    let place = Arc::clone(room).acquire_owned().await.ok()?;
    listener.accept().await.ok().map(|(stream, _)| (stream, place))
}

async fn reopen(address: SocketAddr) -> TcpListener {
    loop {
        match TcpListener::bind(address).await {
            Ok(listener) => return listener,
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}

async fn serve(
    stream: TcpStream,
    _place: OwnedSemaphorePermit,
    site: Arc<Site>,
    gone: impl Future<Output = ()>,
) {
    // Small frames must not wait for the acknowledgement of the one before; without it they are only later.
    drop(stream.set_nodelay(true));
    let service = service_fn(move |request| {
        let site = Arc::clone(&site);
        async move { Ok::<_, Infallible>(site.answer(request).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    tokio::select! {
        // A client that goes away in the middle is no event for the front.
        _ended = connection => {}
        () = gone => {}
    }
}
