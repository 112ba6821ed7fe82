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

/// A count with the language's thousands separator, which is the comma in both.
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use workload::age::Timestamp;
    use workload::text::Locale;

    use super::{age, ago, grouped};

    const NOW: Timestamp = Timestamp { millis: 10_000_000 };

    #[test]
    fn an_age_is_said_per_language_and_a_dash_where_there_is_none() {
        let since = Some(Timestamp { millis: 10_000_000 - 180_000 });
        assert_eq!(
            (age(Locale::En, since, NOW), age(Locale::Zh, since, NOW)),
            ("3 min".into(), "3 分钟".into())
        );
        assert_eq!(age(Locale::En, None, NOW), "–");
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }

    #[test]
    fn how_long_ago_is_part_of_a_sentence() {
        let then = Timestamp { millis: 10_000_000 - 5_000 };
        assert_eq!(
            (ago(Locale::En, then, NOW), ago(Locale::Zh, then, NOW)),
            ("5 s ago".into(), "5 秒前".into())
        );
    }
}
