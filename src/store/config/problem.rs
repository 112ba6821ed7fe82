//! What is wrong with a configuration, for the user to see.

use workload::text::{Locale, Text};

/// One thing that is wrong. What it is about has its default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The file could not be read, or is no JSON object; why, in the words of who found out.
    Unreadable(String),
    /// One value.
    Value {
        /// Where: `clusters[1].prefix`.
        place: String,
        /// What stands there, as JSON, shortened.
        found: String,
        /// What may stand there.
        wanted: Text,
    },
}

impl Problem {
    /// In words.
    pub fn say(&self, locale: Locale) -> String {
        match (self, locale) {
            (Self::Unreadable(why), Locale::En) => format!("config.json could not be read: {why}"),
            (Self::Unreadable(why), Locale::Zh) => format!("无法读取 config.json：{why}"),
            (Self::Value { place, found, wanted }, Locale::En) => {
                format!("config.json, {place}: {found} is ignored; it must be {}", wanted.en)
            }
            (Self::Value { place, found, wanted }, Locale::Zh) => {
                format!("config.json 的 {place}：已忽略 {found}；应为{}", wanted.zh)
            }
        }
    }
}
