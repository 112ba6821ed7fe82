//! Times and sizes as the page's language says them.

use workload::age::{Timestamp, humanise};
use workload::text::Locale;

/// How long ago a time was: `3 min`, `3 分钟`; a dash where there is none.
pub fn age(locale: Locale, since: Option<Timestamp>, now: Timestamp) -> String {
    since.map_or_else(|| "–".to_owned(), |since| humanise(locale, since.elapsed(now)))
}

/// How long ago, as part of a sentence: `3 min ago`, `3 分钟前`.
pub fn ago(locale: Locale, since: Timestamp, now: Timestamp) -> String {
    let age = humanise(locale, since.elapsed(now));
    match locale {
        Locale::En => format!("{age} ago"),
        Locale::Zh => format!("{age}前"),
    }
}
