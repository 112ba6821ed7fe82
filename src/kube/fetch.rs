//! One HTTP exchange by the browser's fetch. Dropping it aborts it.

use std::time::Duration;

use futures::future::{Either, select};
use kubewire::error::ApiError;
use kubewire::request::{Method, Request};
use kubewire::response;
use kubewire::warning;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestCache, RequestInit, RequestRedirect, Response};

use crate::kube::connection::Connection;
use crate::platform::{clock, http_date, timer};

/// A gateway that wants the user to sign in redirects; the browser hides to where and with which code.
const REDIRECTED: u16 = 302;

/// An answer, its body read.
#[derive(Debug, Clone)]
pub struct Received {
    /// HTTP status code.
    pub code: u16,
    /// `Content-Type`, empty where there is none.
    pub content_type: String,
    /// `Retry-After`, empty where there is none.
    pub retry_after: String,
    /// The texts of the `Warning` headers.
    pub warnings: Vec<String>,
    /// The bytes.
    pub body: Vec<u8>,
}

impl Received {
    /// What the answer means.
    pub fn value<T: DeserializeOwned>(&self) -> Result<T, ApiError> {
        let value = response::value(self.code, &self.content_type, &self.body);
        value.map_err(|error| response::patient(error, &self.retry_after))
    }
}

/// An exchange under way. Dropping it aborts it: the connection is freed and nobody is called back.
pub(super) struct Exchange {
    controller: AbortController,
    pub(super) response: Response,
}

impl Exchange {
    /// When the answer was written, by the clock of who wrote it.
    fn date(&self) -> Option<i64> {
        http_date::parse(&self.response.headers().get("date").ok()??)
    }
}

struct Abort(Option<AbortController>);

impl Drop for Abort {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        self.controller.abort();
    }
}

/// How long to wait for an answer.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For its head.
    pub head: Duration,
    /// For its body after that: a slow line is no reason to give up.
    pub body: Duration,
}

/// Sends a request to the API and reads the whole answer.
pub async fn send(
    connection: &Connection,
    request: &Request,
    patience: Patience,
) -> Result<Received, ApiError> {
    let token = connection.credential().get();
    send_as(connection, request, token.as_deref(), patience).await
}

/// As [`send`], with this token or without any, whatever the connection has.
pub async fn send_as(
    connection: &Connection,
    request: &Request,
    token: Option<&str>,
    patience: Patience,
) -> Result<Received, ApiError> {
    let sent = clock::now_ms();
    let begun = within(patience.head, begin(&connection.url(&request.target), request, token)).await?;
    if let Some(date) = begun.date() {
        connection.observe(date, sent, clock::now_ms());
    }
    within(patience.body, read(begun)).await
}

async fn exchange(
    url: &str,
    request: &Request,
    token: Option<&str>,
    patience: Patience,
) -> Result<Received, ApiError> {
    let begun = within(patience.head, begin(url, request, token)).await?;
    within(patience.body, read(begun)).await
}

/// Reads a file that lies beside the console's `index.html`; `None` where there is none.
pub async fn beside_index(name: &str, patience: Patience) -> Result<Option<Received>, ApiError> {
    let request = Request { method: Method::Get, target: String::new(), body: None };
    let received = exchange(name, &request, None, patience).await?;
    match received.code {
        404 => Ok(None),
        code if response::is_success(code) => Ok(Some(received)),
        code => Err(response::failure(code, &received.body)),
    }
}

async fn within<T>(limit: Duration, work: impl Future<Output = Result<T, ApiError>>) -> Result<T, ApiError> {
    match select(Box::pin(work), timer::sleep(limit)).await {
        Either::Left((done, _)) => done,
        Either::Right(_) => Err(ApiError::TimedOut),
    }
}

/// Sends a request and waits for the head of its answer.
pub(super) async fn begin(url: &str, request: &Request, token: Option<&str>) -> Result<Exchange, ApiError> {
    let controller = AbortController::new().map_err(unexpected)?;
    let mut guard = Abort(Some(controller.clone()));
    let init = init(request, token, &controller).map_err(unexpected)?;
    let answer = JsFuture::from(leptos::prelude::window().fetch_with_str_and_init(url, &init)).await;
    guard.0 = None;
    // fetch rejects only where no answer came; the browser tells no reason.
    let response: Response = answer.map_err(|_| ApiError::Offline)?.unchecked_into();
    if response.type_() == web_sys::ResponseType::Opaqueredirect {
        return Err(ApiError::Blocked { code: REDIRECTED, body: String::new() });
    }
    Ok(Exchange { controller, response })
}

fn init(
    request: &Request,
    token: Option<&str>,
    controller: &AbortController,
) -> Result<RequestInit, JsValue> {
    let init = RequestInit::new();
    let headers = Headers::new()?;
    headers.set("Accept", "application/json")?;
    if let Some(token) = token {
        headers.set("Authorization", &format!("Bearer {token}"))?;
    }
    init.set_method(request.method.as_str());
    if let Some(body) = &request.body {
        headers.set("Content-Type", body.content_type)?;
        init.set_body(&JsValue::from_str(&body.text));
    }
    init.set_headers(&headers);
    init.set_cache(RequestCache::NoStore);
    init.set_redirect(RequestRedirect::Manual);
    init.set_signal(Some(&controller.signal()));
    Ok(init)
}

pub(super) async fn read(exchange: Exchange) -> Result<Received, ApiError> {
    let response = &exchange.response;
    let header = |name| response.headers().get(name).unwrap_or(None).unwrap_or_default();
    let (content_type, retry_after) = (header("content-type"), header("retry-after"));
    let warnings = warning::parse(&header("warning"));
    let buffer = response.array_buffer().map_err(unexpected)?;
    // The body broke off: what had come of it says nothing.
    let buffer = JsFuture::from(buffer).await.map_err(|_| ApiError::Offline)?;
    let body = js_sys::Uint8Array::new(&buffer).to_vec();
    Ok(Received { code: response.status(), content_type, retry_after, warnings, body })
}

/// The browser refuses the request itself: an address or header that is none.
fn unexpected(error: JsValue) -> ApiError {
    ApiError::Decode(format!("{error:?}"))
}
