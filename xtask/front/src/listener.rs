//! Accepting connections; under a plan that takes the proxy away, not even that.

use std::{convert::Infallible, net::SocketAddr, pin::pin, sync::Arc, time::Duration};

use hyper::{server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};

use super::site::Site;

/// After a failed accept (too many open files) the next one waits this long.
const PAUSE: Duration = Duration::from_millis(100);

/// Serves until the runtime ends.
pub async fn run(mut listener: TcpListener, site: Arc<Site>) {
    let Ok(address) = listener.local_addr() else { return };
    loop {
        accept_until_gone(&listener, &site).await;
        drop(listener);
        let Some(board) = &site.board else { return };
        board.listening.send_replace(false);
        board.back().await;
        listener = reopen(address).await;
        board.listening.send_replace(true);
    }
}

async fn accept_until_gone(listener: &TcpListener, site: &Arc<Site>) {
    let mut gone = pin!(site.gone());
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => drop(tokio::spawn(serve(stream, Arc::clone(site), site.gone()))),
                Err(_) => tokio::time::sleep(PAUSE).await,
            },
            () = &mut gone => return,
        }
    }
}

async fn reopen(address: SocketAddr) -> TcpListener {
    loop {
        match TcpListener::bind(address).await {
            Ok(listener) => return listener,
            Err(_) => tokio::time::sleep(PAUSE).await,
        }
    }
}

async fn serve(stream: TcpStream, site: Arc<Site>, gone: impl Future<Output = ()>) {
    // Small frames must not wait for the acknowledgement of the one before; without it they are only later.
    drop(stream.set_nodelay(true));
    let service = service_fn(move |request| {
        let site = Arc::clone(&site);
        async move { Ok::<_, Infallible>(site.answer(request).await) }
    });
    let connection = http1::Builder::new()
        .header_read_timeout(None)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    tokio::select! {
        // A client that goes away in the middle is no event for the front.
        _ended = connection => {}
        () = gone => {}
    }
}
