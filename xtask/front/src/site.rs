//! One request: refused, answered from the build, passed on, or broken as the plan says.

use std::{sync::Arc, time::Duration};

use http_body_util::BodyExt;
use hyper::{
    Request, Response, StatusCode,
    body::Incoming,
    header::{self, HeaderValue},
};

use super::{
    api::Passes,
    body::{Body, full, incoming, json, plain},
    event,
    faults::{Board, is_stream},
    files::{self, Files},
    guard::{Asked, Guard, Refusal},
    headers,
    streams::{self, Tampered},
    tamper::Tamper,
    upstream::{Answer, Upstream, is_upgrade},
};

/// Everything behind the address.
pub struct Site {
    /// Who may ask.
    pub guard: Guard,
    /// What may be asked for.
    pub passes: Passes,
    /// The build.
    pub files: Files,
    /// The cluster.
    pub upstream: Upstream,
    /// The faults, in a front for tests.
    pub board: Option<Arc<Board>>,
}

impl Site {
    /// Answers a request.
    pub async fn answer(&self, request: Request<Incoming>) -> Response<Body> {
        let path = request.uri().path();
        let is_page = matches!(path, "/" | "/static") || path.starts_with(files::PREFIX);
        if is_page {
            let mut response = self.page(&request).await;
            headers::of_page(response.headers_mut());
            return response;
        }
        let mut response = self.api(request).await;
        headers::of_api(response.headers_mut());
        response
    }

    async fn page(&self, request: &Request<Incoming>) -> Response<Body> {
        if let Err(refusal) = self.guard.check(request.method(), request.headers(), Asked::Page) {
            return refused(refusal);
        }
        match request.uri().path() {
            "/" | "/static" => moved(),
            file => self.files.answer(request.method(), file, request.headers()).await,
        }
    }

    async fn api(&self, mut request: Request<Incoming>) -> Response<Body> {
        let checked = self
            .guard
            .check(request.method(), request.headers(), Asked::Api)
            .and_then(|()| self.passes.check(request.uri().path()));
        if let Err(refusal) = checked {
            return refused(refusal);
        }
        headers::of_request(request.headers_mut());
        self.logged(request).await
    }

    async fn logged(&self, request: Request<Incoming>) -> Response<Body> {
        let Some(board) = &self.board else { return self.pass_on(request, None).await };
        let upgrade = is_upgrade(request.headers());
        let number = board.log(request.method(), request.uri(), upgrade);
        let response = match self.fault(board, &request).await {
            Some(response) => response,
            None => self.pass_on(request, Some((board, number))).await,
        };
        board.answered(number, response.status());
        response
    }

    /// The answer of a plan that does not let the request through at all.
    async fn fault(&self, board: &Arc<Board>, request: &Request<Incoming>) -> Option<Response<Body>> {
        let plan = board.now().plan;
        if !plan.hits(&request.uri().to_string()) {
            return None;
        }
        if plan.delay > 0 {
            tokio::time::sleep(Duration::from_millis(plan.delay)).await;
        }
        if board.throttle() {
            let status = plan.patience();
            let words = status.canonical_reason().unwrap_or_default();
            let mut answer = plain(status, format!("{words}, please try again later.\n"));
            answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
            return Some(answer);
        }
        if plan.bad_gateway {
            return Some(plain(StatusCode::BAD_GATEWAY, "502 Bad Gateway\n"));
        }
        if plan.unauthorized {
            return Some(json(StatusCode::UNAUTHORIZED, event::unauthorized_status().to_string()));
        }
        if plan.refuse_upgrades && is_upgrade(request.headers()) {
            return Some(plain(StatusCode::FORBIDDEN, "This gateway does not switch protocols.\n"));
        }
        if is_stream(request.uri()) && board.refuse_handshake() {
            return Some(json(StatusCode::GONE, event::expired_status().to_string()));
        }
        None
    }

    async fn pass_on(
        &self,
        request: Request<Incoming>,
        watched: Option<(&Arc<Board>, u64)>,
    ) -> Response<Body> {
        let address = request.uri().to_string();
        let stream = is_stream(request.uri());
        let Answer { response, upgraded } = match self.upstream.send(request).await {
            Ok(answer) => answer,
            Err(error) => return error.answer(),
        };
        let tampered = watched.filter(|_| stream && is_open(&response)).map(|(board, number)| Tampered {
            tamper: Tamper::new(address.clone(), board.now().number),
            plan: board.follow(),
            open: board.opened(number, address.clone()),
        });
        let (parts, body) = response.into_parts();
        if let Some((client, server)) = upgraded {
            let gone = self.gone();
            tokio::spawn(async move {
                tokio::select! {
                    () = streams::join(client, server, tampered) => {}
                    () = gone => {}
                }
            });
            return Response::from_parts(parts, full(""));
        }
        let body = match tampered {
            Some(tampered) if buffers(watched, &address) => match held_back(body, tampered).await {
                Ok(body) => body,
                Err(answer) => return answer,
            },
            Some(tampered) => streams::tampered_body(body, tampered),
            None => incoming(body),
        };
        Response::from_parts(parts, body)
    }

    /// Completes when the plan takes the whole proxy away; never, where there is no plan.
    pub fn gone(&self) -> impl Future<Output = ()> + Send + 'static {
        let gone = self.board.as_ref().map(|board| board.gone());
        async move {
            match gone {
                Some(gone) => gone.await,
                None => std::future::pending().await,
            }
        }
    }
}

fn refused(refusal: Refusal) -> Response<Body> {
    plain(StatusCode::FORBIDDEN, format!("{}\n", refusal.sentence()))
}

fn is_open(response: &Response<Incoming>) -> bool {
    matches!(response.status(), StatusCode::OK | StatusCode::SWITCHING_PROTOCOLS)
}

fn buffers(watched: Option<(&Arc<Board>, u64)>, address: &str) -> bool {
    watched.is_some_and(|(board, _)| {
        let plan = board.now().plan;
        plan.buffer_streams && plan.hits(address)
    })
}

/// Waits for the end of a stream, as a buffering gateway does, which then passes it on in one piece.
async fn held_back(body: Incoming, tampered: Tampered) -> Result<Body, Response<Body>> {
    let whole = body.collect().await;
    drop(tampered.open);
    match whole {
        Ok(whole) => Ok(full(whole.to_bytes())),
        Err(error) => Err(plain(StatusCode::BAD_GATEWAY, format!("The stream broke: {error}.\n"))),
    }
}

fn moved() -> Response<Body> {
    let mut response = plain(StatusCode::FOUND, "The console is at /static/.\n");
    response.headers_mut().insert(header::LOCATION, HeaderValue::from_static(files::PREFIX));
    response
}
