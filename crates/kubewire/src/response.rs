//! What an HTTP answer means.

use serde::de::DeserializeOwned;

use crate::error::ApiError;
use crate::status::Status;

/// At most this many characters of a foreign answer are kept.
const EXCERPT: usize = 200;

/// The value of an answer, or the failure that it means. An answer of success that is not JSON is not the API
/// server's: gateways answer with a sign-in page.
pub fn value<T: DeserializeOwned>(code: u16, content_type: &str, body: &[u8]) -> Result<T, ApiError> {
    if !is_success(code) {
        return Err(failure(code, body));
    }
    if !is_json(content_type) {
        return Err(ApiError::Blocked { code, body: excerpt(body) });
    }
    serde_json::from_slice(body).map_err(|error| ApiError::Decode(error.to_string()))
}

/// Whether a `Content-Type` is that of JSON.
pub fn is_json(content_type: &str) -> bool {
    content_type.to_ascii_lowercase().contains("json")
}

/// Whether an HTTP status code says that the request was done.
pub fn is_success(code: u16) -> bool {
    (200..300).contains(&code)
}

/// The failure that an answer with an error code means: the API server's own, if the body is a `Status`, else that
/// of something in between. `kubectl proxy` answers 502 in plain text when the API server is gone and 403 in plain
/// text when its own filter refuses; gateways answer HTML.
pub fn failure(code: u16, body: &[u8]) -> ApiError {
    match serde_json::from_slice::<Answered>(body) {
        Ok(answer) if answer.kind == "Status" => {
            let mut status = answer.status;
            if status.code == 0 {
                status.code = code;
            }
            ApiError::Server(Box::new(status))
        }
        _ => ApiError::Blocked { code, body: excerpt(body) },
    }
}

/// A failure with what the header `Retry-After` adds to it. The API server says 429 in plain text when it has more to do
/// than it can (`apiserver:pkg/server/filters/maxinflight.go` tooManyRequests), and for how long only there.
pub fn patient(error: ApiError, retry_after: &str) -> ApiError {
    let Ok(seconds) = retry_after.trim().parse::<u32>() else { return error };
    let mut status = match error {
        ApiError::Server(status) => status,
        ApiError::Blocked { code: code @ (429 | 503), body } => {
            Box::new(Status { status: "Failure".to_owned(), message: body, code, ..Status::default() })
        }
        error => return error,
    };
    let details = status.details.get_or_insert_default();
    details.retry_after_seconds = details.retry_after_seconds.max(seconds);
    ApiError::Server(status)
}

#[derive(serde::Deserialize)]
struct Answered {
    kind: String,
    #[serde(flatten)]
    status: Status,
}

/// The first line that says anything.
fn excerpt(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    line.chars().take(EXCERPT).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_the_servers_own_word() {
        let body = br#"{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"no","reason":"Forbidden","details":{"kind":"statefulsets","retryAfterSeconds":3},"code":403}"#;
        let error = failure(403, body);
        assert!(error.is_forbidden());
        let ApiError::Server(status) = error else { panic!("{error:?}") };
        assert_eq!((status.message.as_str(), status.details.unwrap().retry_after_seconds), ("no", 3));
    }

    #[test]
    fn how_long_to_wait_is_said_in_the_header_or_in_the_status() {
        let seconds = |error: ApiError| match error {
            ApiError::Server(status) => {
                (status.code, status.details.map(|details| details.retry_after_seconds))
            }
            error => panic!("{error:?}"),
        };
        let busy = failure(429, b"Too many requests, please try again later.\n");
        assert_eq!(seconds(patient(busy.clone(), " 2 ")), (429, Some(2)));
        let body = br#"{"kind":"Status","status":"Failure","details":{"retryAfterSeconds":3},"code":429}"#;
        assert_eq!(seconds(patient(failure(429, body), "1")), (429, Some(3)));
        assert_eq!(patient(busy.clone(), "Wed, 21 Oct 2026 07:28:00 GMT"), busy);
        assert_eq!(patient(failure(502, b"x"), "1"), failure(502, b"x"));
    }

    #[test]
    fn a_proxys_plain_text_is_not_the_server() {
        assert_eq!(
            failure(502, b"\nbad gateway: dial tcp refused\nmore"),
            ApiError::Blocked { code: 502, body: "bad gateway: dial tcp refused".into() }
        );
    }

    #[test]
    fn a_sign_in_page_is_not_an_answer() {
        let page = value::<u8>(200, "text/html; charset=utf-8", b"<title>Sign in</title>");
        assert_eq!(page, Err(ApiError::Blocked { code: 200, body: "<title>Sign in</title>".into() }));
        assert_eq!(value::<u8>(201, "application/json", b"7"), Ok(7));
        assert!(matches!(value::<u8>(200, "application/json", b"{"), Err(ApiError::Decode(_))));
        assert!(matches!(
            value::<u8>(503, "application/json", b"7"),
            Err(ApiError::Blocked { code: 503, .. })
        ));
    }

    #[test]
    fn json_of_another_kind_is_not_a_status() {
        assert!(matches!(
            failure(401, br#"{"kind":"Login","message":"x"}"#),
            ApiError::Blocked { code: 401, .. }
        ));
        assert!(matches!(failure(500, b"{}"), ApiError::Blocked { code: 500, .. }));
    }

    #[test]
    fn an_excerpt_cuts_between_characters() {
        let body = "错".repeat(300);
        let ApiError::Blocked { body, .. } = failure(500, body.as_bytes()) else { panic!() };
        assert_eq!(body.chars().count(), EXCERPT);
    }
}
