//! One message of a watch: `meta/v1 WatchEvent`.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{DeserializeOwned, Error as _, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use crate::status::Status;

/// What a watch says.
#[derive(Debug, Clone, PartialEq)]
pub enum WatchEvent<K> {
    /// `ADDED` or `MODIFIED`: the object is now so.
    Applied(K),
    /// `DELETED`: the object is gone, or no longer selected. The state is its last, the version that of the deletion.
    Deleted(K),
    /// `BOOKMARK`: nothing up to this version is missing.
    Bookmark(String),
    /// `ERROR`: the watch is over.
    Error(Status),
}

/// Reads a message.
///
/// # Errors
/// What is wrong with it, in the decoder's words.
pub fn decode<K: DeserializeOwned>(message: &[u8]) -> Result<WatchEvent<K>, String> {
    serde_json::from_slice(message).map_err(|error| error.to_string())
}

impl<'de, K: DeserializeOwned> Deserialize<'de> for WatchEvent<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EventVisitor(PhantomData))
    }
}

/// The server writes the type before the object, which is then decoded straight into its struct; if ever it does
/// not, the object's text is kept until the type is known. Both ways decode from text, so that each object's decoder is
/// in the build once.
struct EventVisitor<K>(PhantomData<K>);

impl<'de, K: DeserializeOwned> Visitor<'de> for EventVisitor<K> {
    type Value = WatchEvent<K>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a watch event with type and object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut kind: Option<String> = None;
        let mut early: Option<Box<RawValue>> = None;
        let mut event = None;
        while let Some(key) = map.next_key::<String>()? {
            match (key.as_str(), &kind) {
                ("type", _) => kind = Some(map.next_value()?),
                ("object", Some(kind)) => event = Some(read(kind, &mut map)?),
                ("object", None) => early = Some(map.next_value()?),
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        let kind = kind.ok_or_else(|| A::Error::missing_field("type"))?;
        match (event, early) {
            (Some(event), _) => Ok(event),
            (None, Some(object)) => late(&kind, &object).map_err(A::Error::custom),
            (None, None) => Err(A::Error::missing_field("object")),
        }
    }
}

fn read<'de, K: DeserializeOwned, A: MapAccess<'de>>(
    kind: &str,
    map: &mut A,
) -> Result<WatchEvent<K>, A::Error> {
    Ok(match kind {
        "ADDED" | "MODIFIED" => WatchEvent::Applied(map.next_value()?),
        "DELETED" => WatchEvent::Deleted(map.next_value()?),
        "BOOKMARK" => WatchEvent::Bookmark(map.next_value::<Marked>()?.metadata.resource_version),
        "ERROR" => WatchEvent::Error(map.next_value()?),
        other => return Err(A::Error::custom(format!("unknown type of watch event: {other}"))),
    })
}

fn late<K: DeserializeOwned>(kind: &str, object: &RawValue) -> Result<WatchEvent<K>, String> {
    // The types that the server knows need no escaping, and others are refused.
    decode(format!(r#"{{"type":{kind:?},"object":{object}}}"#).as_bytes())
}

#[derive(Deserialize)]
struct Marked {
    metadata: Mark,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Mark {
    resource_version: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Clone, PartialEq, Deserialize)]
    struct Thing {
        n: u8,
    }

    fn read(text: &str) -> Result<WatchEvent<Thing>, String> {
        decode(text.as_bytes())
    }

    #[test]
    fn each_type_has_its_meaning_in_either_order() {
        for (text, event) in [
            (r#"{"type":"ADDED","object":{"n":1}}"#, WatchEvent::Applied(Thing { n: 1 })),
            (r#"{"object":{"n":1},"type":"MODIFIED"}"#, WatchEvent::Applied(Thing { n: 1 })),
            (r#"{"type":"DELETED","object":{"n":2,"x":[]}}"#, WatchEvent::Deleted(Thing { n: 2 })),
            (
                r#"{"type":"BOOKMARK","object":{"kind":"T","metadata":{"resourceVersion":"9"}}}"#,
                WatchEvent::Bookmark("9".into()),
            ),
        ] {
            assert_eq!(read(text).unwrap(), event);
        }
    }

    #[test]
    fn an_error_carries_the_servers_status() {
        let event = read(
            r#"{"type":"ERROR","object":{"kind":"Status","status":"Failure","message":"too old resource version: 1 (2)","reason":"Expired","code":410}}"#,
        );
        assert!(
            matches!(event, Ok(WatchEvent::Error(status)) if status.code == 410 && status.reason == "Expired")
        );
    }

    #[test]
    fn what_does_not_decode_says_why() {
        for text in [
            r#"{"type":"ADDED"}"#,
            r#"{"object":{"n":1}}"#,
            r#"{"type":"ADDED","object":{"n":"one"}}"#,
            r#"{"type":"PARTIAL","object":{"n":1}}"#,
            r#"{"type":"ADDED","object":{"n"#,
        ] {
            assert!(!read(text).unwrap_err().is_empty(), "{text}");
        }
    }
}
