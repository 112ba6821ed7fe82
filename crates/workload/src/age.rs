//! Points in time and how long ago they are, without a clock.

use crate::text::Locale;

/// A point in time: milliseconds since the Unix epoch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Timestamp {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub millis: i64,
}

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

impl Timestamp {
    /// Reads an RFC 3339 time such as `2026-11-21T09:27:00Z` or `2026-11-21T17:27:00.123456+08:00`; anything else is
    /// none. Digits beyond milliseconds are cut off.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, clock) = text.split_at_checked(10)?;
        let clock = clock.strip_prefix(['T', 't', ' '])?;
        let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
        let (time, zone) = clock.split_at_checked(8)?;
        let [hour, minute, second] = numbers(time, ':', [2, 2, 2])?;
        let (millis, zone) = fraction(zone)?;
        let in_range = (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day)
            && hour < 24
            && minute < 60
            // A leap second counts as the next minute's first.
            && second <= 60;
        if !in_range {
            return None;
        }
        let clock = hour * HOUR + minute * MINUTE + second * SECOND + millis;
        Some(Self { millis: days_from_civil(year, month, day) * DAY + clock - offset(zone)? })
    }

    /// Milliseconds from this to `now`; 0 where this lies ahead, as it may by clock skew.
    pub fn elapsed(self, now: Self) -> i64 {
        now.millis.saturating_sub(self.millis).max(0)
    }
}

fn numbers<const N: usize>(text: &str, separator: char, widths: [usize; N]) -> Option<[i64; N]> {
    let mut parts = text.split(separator);
    let mut out = [0; N];
    for (slot, width) in out.iter_mut().zip(widths) {
        let part =
            parts.next().filter(|part| part.len() == width && part.bytes().all(|b| b.is_ascii_digit()))?;
        *slot = part.parse().ok()?;
    }
    parts.next().is_none().then_some(out)
}

/// Milliseconds of a leading `.123`, and what follows it.
fn fraction(text: &str) -> Option<(i64, &str)> {
    let Some(digits) = text.strip_prefix('.') else { return Some((0, text)) };
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let (digits, rest) = digits.split_at(end);
    let millis = digits.bytes().chain(*b"00").take(3).fold(0, |sum, b| sum * 10 + i64::from(b - b'0'));
    (!digits.is_empty()).then_some((millis, rest))
}

/// Milliseconds that a zone such as `Z` or `+08:00` is ahead of UTC.
fn offset(zone: &str) -> Option<i64> {
    if matches!(zone, "Z" | "z") {
        return Some(0);
    }
    let (sign, clock) = match zone.split_at_checked(1)? {
        ("+", clock) => (1, clock),
        ("-", clock) => (-1, clock),
        _ => return None,
    };
    let [hours, minutes] = numbers(clock, ':', [2, 2])?;
    (hours < 24 && minutes < 60).then_some(sign * (hours * HOUR + minutes * MINUTE))
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days since 1970-01-01 in the Gregorian calendar, counted in years that begin in March so that the leap day is
/// the last.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    365 * year + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + day_of_year - 719_468
}

/// A duration in one unit, as a person says it: `38 s`, `3 min`, `5 h`, `112 d`, `2 y`. Negative counts as nothing.
/// Units change where kubectl changes them, so that "3 min" never hides whether it is two or ten.
pub fn humanise(locale: Locale, millis: i64) -> String {
    let (count, en, zh) = match millis.max(0) {
        ms if ms < 2 * MINUTE => (ms / SECOND, "s", "秒"),
        ms if ms < 2 * HOUR => (ms / MINUTE, "min", "分钟"),
        ms if ms < 2 * DAY => (ms / HOUR, "h", "小时"),
        ms if ms < 2 * 365 * DAY => (ms / DAY, "d", "天"),
        ms => (ms / (365 * DAY), "y", "年"),
    };
    match locale {
        Locale::En => format!("{count} {en}"),
        Locale::Zh => format!("{count} {zh}"),
    }
}
