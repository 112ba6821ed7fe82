//! One page of a list.

use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer};

/// A page as the API serves it. All pages of one list are of the same resource version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<K> {
    /// The objects.
    pub items: Vec<K>,
    /// The version of the collection: a watch continues from here.
    pub resource_version: String,
    /// Token of the next page; `None` after the last.
    pub next: Option<String>,
}

#[derive(Deserialize)]
struct Wire<K> {
    #[serde(default)]
    metadata: ListMeta,
    // Go writes an empty list as null.
    items: Option<Vec<K>>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct ListMeta {
    resource_version: String,
    r#continue: String,
    remaining_item_count: Option<u64>,
}

/// How many objects a list has, read from its first page; none where the server does not say, as it need not
/// (`apimachinery:pkg/apis/meta/v1/types.go` `RemainingItemCount`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count(pub Option<u64>);

impl<'de> Deserialize<'de> for Count {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire: Wire<IgnoredAny> = Wire::deserialize(deserializer)?;
        let here = wire.items.map_or(0, |items| items.len() as u64);
        let more = match wire.metadata.remaining_item_count {
            None if wire.metadata.r#continue.is_empty() => Some(0),
            more => more,
        };
        Ok(Self(more.map(|more| more + here)))
    }
}

impl<'de, K: Deserialize<'de>> Deserialize<'de> for Page<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire = Wire::deserialize(deserializer)?;
        Ok(Self {
            items: wire.items.unwrap_or_default(),
            resource_version: wire.metadata.resource_version,
            next: Some(wire.metadata.r#continue).filter(|token| !token.is_empty()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_items_a_version_and_perhaps_a_next() {
        let page: Page<u8> =
            serde_json::from_str(r#"{"kind":"L","metadata":{"resourceVersion":"7","continue":"t","remainingItemCount":2},"items":[1,2]}"#)
                .unwrap();
        assert_eq!(page, Page { items: vec![1, 2], resource_version: "7".into(), next: Some("t".into()) });
        let last: Page<u8> =
            serde_json::from_str(r#"{"metadata":{"resourceVersion":"7","continue":""},"items":null}"#)
                .unwrap();
        assert_eq!(last, Page { items: vec![], resource_version: "7".into(), next: None });
    }

    #[test]
    fn a_page_of_one_says_how_many_there_are() {
        let count = |metadata: &str, items: &str| {
            let text = format!(r#"{{"metadata":{metadata},"items":{items}}}"#);
            serde_json::from_str::<Count>(&text).unwrap().0
        };
        assert_eq!(count(r#"{"continue":"t","remainingItemCount":40999}"#, "[{}]"), Some(41_000));
        assert_eq!(count(r#"{"continue":"t"}"#, "[{}]"), None, "the server does not say");
        assert_eq!(count("{}", "[{}]"), Some(1));
        assert_eq!(count("{}", "null"), Some(0));
    }
}
