//! What the front must know of a watch event to tamper with it: its type, its resource version, and how to write
//! the two that it makes itself. (`apimachinery:pkg/apis/meta/v1/watch.go`)

use serde::Deserialize;
use serde_json::json;

/// The part of a watch event that is read.
#[derive(Debug, PartialEq, Eq)]
pub struct Seen {
    /// Whether it is a BOOKMARK.
    pub is_bookmark: bool,
    /// `object.metadata.resourceVersion`; empty for an ERROR.
    pub resource_version: String,
    /// `object.apiVersion` and `object.kind`, which a bookmark repeats.
    pub api_version: String,
    /// See `api_version`.
    pub kind: String,
}

#[derive(Deserialize)]
struct Wire {
    r#type: String,
    object: WireObject,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireObject {
    #[serde(default)]
    api_version: String,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    metadata: WireMetadata,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct WireMetadata {
    #[serde(default)]
    resource_version: String,
}

/// Reads an event; `None` for what is none (a log line, half a message).
pub fn read(text: &[u8]) -> Option<Seen> {
    let wire: Wire = serde_json::from_slice(text).ok()?;
    Some(Seen {
        is_bookmark: wire.r#type == "BOOKMARK",
        resource_version: wire.object.metadata.resource_version,
        api_version: wire.object.api_version,
        kind: wire.object.kind,
    })
}

/// A bookmark for objects like `seen`, at a resource version.
pub fn bookmark(seen: &Seen, resource_version: &str) -> Vec<u8> {
    let event = json!({"type": "BOOKMARK", "object": {
        "apiVersion": seen.api_version, "kind": seen.kind,
        "metadata": {"resourceVersion": resource_version, "creationTimestamp": null},
    }});
    event.to_string().into_bytes()
}

/// The Status of a history that is gone, in the API server's words (`apimachinery:pkg/api/errors`,
/// `NewResourceExpired`).
pub fn expired_status() -> serde_json::Value {
    json!({
        "kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure",
        "message": "too old resource version: 1 (2)", "reason": "Expired", "code": 410,
    })
}

/// The Status of a caller whose credentials are no longer good.
pub fn unauthorized_status() -> serde_json::Value {
    json!({
        "kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure",
        "message": "Unauthorized", "reason": "Unauthorized", "code": 401,
    })
}

/// The event that ends a watch whose history is gone.
pub fn expired() -> Vec<u8> {
    json!({"type": "ERROR", "object": expired_status()}).to_string().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bookmark_we_write_reads_like_the_servers() {
        let server = br#"{"type":"BOOKMARK","object":{"kind":"StatefulSet","apiVersion":"apps/v1","metadata":{"resourceVersion":"12746"},"spec":{}}}"#;
        let seen = read(server).unwrap();
        assert!(seen.is_bookmark);
        assert_eq!(seen.resource_version, "12746");
        let ours = read(&bookmark(&seen, "7")).unwrap();
        assert_eq!(ours, Seen { resource_version: "7".to_owned(), ..seen });
    }

    #[test]
    fn an_expired_event_is_an_error_with_code_410() {
        let event: serde_json::Value = serde_json::from_slice(&expired()).unwrap();
        assert_eq!(event["type"], "ERROR");
        assert_eq!(event["object"]["code"], 410);
    }

    #[test]
    fn a_log_line_is_no_event() {
        assert_eq!(read(b"2026-11-21 started"), None);
    }
}
