//! The second port of a front for tests: what is broken, and what was asked.
//!
//! | request | does |
//! |---|---|
//! | `POST /faults` | puts the plan of the body in force ([`Plan`]); answers when the listener has followed |
//! | `DELETE /faults` | an honest gateway again |
//! | `GET /log?after=N` | the requests after number N |
//! | `GET /streams` | the addresses of the open streams |
//! | `POST /apiserver/stop`, `POST /apiserver/start` | stops the test cluster's API server; starts it and waits for `/readyz` |

use std::{convert::Infallible, sync::Arc};

use http_body_util::BodyExt;
use hyper::{
    Method, Request, Response, StatusCode, body::Incoming, server::conn::http1, service::service_fn,
};
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use super::{
    body::{Body, json, plain},
    faults::{Board, Plan},
};

/// Stops (`false`) or starts (`true`) the API server, and returns when that is done.
pub type ApiServerSwitch = Arc<dyn Fn(bool) -> anyhow::Result<()> + Send + Sync>;

/// Serves the control port until the runtime ends.
pub async fn run(listener: TcpListener, board: Arc<Board>, switch: ApiServerSwitch) {
    while let Ok((stream, _)) = listener.accept().await {
        let (board, switch) = (Arc::clone(&board), Arc::clone(&switch));
        let service = service_fn(move |request| {
            let (board, switch) = (Arc::clone(&board), Arc::clone(&switch));
            async move { Ok::<_, Infallible>(answer(request, &board, switch).await) }
        });
        tokio::spawn(async move {
            // The test that asked sees for itself whether it got an answer.
            drop(http1::Builder::new().serve_connection(TokioIo::new(stream), service).await);
        });
    }
}

async fn answer(request: Request<Incoming>, board: &Board, switch: ApiServerSwitch) -> Response<Body> {
    let path = request.uri().path().to_owned();
    match (request.method(), path.as_str()) {
        (&Method::POST, "/faults") => match read_plan(request).await {
            Ok(plan) => post(board, plan).await,
            Err(why) => plain(StatusCode::BAD_REQUEST, why),
        },
        (&Method::DELETE, "/faults") => post(board, Plan::default()).await,
        (&Method::GET, "/log") => listing(&board.requests_after(after(&request))),
        (&Method::GET, "/streams") => listing(&board.open_streams()),
        (&Method::POST, "/apiserver/stop") => flip(switch, false).await,
        (&Method::POST, "/apiserver/start") => flip(switch, true).await,
        _ => plain(StatusCode::NOT_FOUND, "No such control.\n"),
    }
}

async fn read_plan(request: Request<Incoming>) -> Result<Plan, String> {
    let body = request.into_body().collect().await.map_err(|error| error.to_string())?;
    serde_json::from_slice(&body.to_bytes()).map_err(|error| error.to_string())
}

async fn post(board: &Board, plan: Plan) -> Response<Body> {
    let listens = !plan.proxy_gone;
    board.post(plan);
    let mut listening = board.listening.subscribe();
    match listening.wait_for(|now| *now == listens).await {
        Ok(_) => json(StatusCode::OK, "{}"),
        Err(_) => plain(StatusCode::INTERNAL_SERVER_ERROR, "The front has ended.\n"),
    }
}

async fn flip(switch: ApiServerSwitch, on: bool) -> Response<Body> {
    match tokio::task::spawn_blocking(move || switch(on)).await {
        Ok(Ok(())) => json(StatusCode::OK, "{}"),
        Ok(Err(error)) => plain(StatusCode::INTERNAL_SERVER_ERROR, format!("{error:#}\n")),
        Err(error) => plain(StatusCode::INTERNAL_SERVER_ERROR, format!("{error}\n")),
    }
}

fn after(request: &Request<Incoming>) -> u64 {
    let query = request.uri().query().unwrap_or_default();
    query.strip_prefix("after=").and_then(|number| number.parse().ok()).unwrap_or_default()
}

fn listing<T: serde::Serialize>(rows: &[T]) -> Response<Body> {
    match serde_json::to_string(rows) {
        Ok(text) => json(StatusCode::OK, text),
        Err(error) => plain(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()),
    }
}
