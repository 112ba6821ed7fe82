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
    if !content_type.to_ascii_lowercase().contains("json") {
        return Err(ApiError::Blocked { code, body: excerpt(body) });
    }
    serde_json::from_slice(body).map_err(|error| ApiError::Decode(error.to_string()))
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
