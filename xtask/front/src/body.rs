//! Bodies of answers: complete ones, and those that are passed on while they arrive.

use bytes::Bytes;
use http_body_util::{BodyExt, Full, combinators::BoxBody};
use hyper::{
    Response, StatusCode,
    body::Incoming,
    header::{self, HeaderValue},
};

/// What goes wrong while a body is passed on.
pub type BodyError = Box<dyn std::error::Error + Send + Sync>;

/// Any body the front answers with.
pub type Body = BoxBody<Bytes, BodyError>;

/// A body that is known whole.
pub fn full(content: impl Into<Bytes>) -> Body {
    Full::new(content.into()).map_err(|never| match never {}).boxed()
}

/// A body that is passed on as it arrives.
pub fn incoming(body: Incoming) -> Body {
    body.map_err(BodyError::from).boxed()
}

/// A sentence as an answer.
pub fn plain(status: StatusCode, sentence: impl Into<Bytes>) -> Response<Body> {
    typed(status, "text/plain; charset=utf-8", sentence)
}

/// An answer of JSON text.
pub fn json(status: StatusCode, text: impl Into<Bytes>) -> Response<Body> {
    typed(status, "application/json", text)
}

fn typed(status: StatusCode, media_type: &'static str, content: impl Into<Bytes>) -> Response<Body> {
    let mut response = Response::new(full(content));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
