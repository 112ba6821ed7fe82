//! The machine's clock: deadlines, and the time of a log line in the formats of the programs that write one.
#![allow(clippy::disallowed_methods, reason = "a command line tool has a clock, and only here it is read")]

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A time at which waiting ends.
pub struct Deadline(Instant);

impl Deadline {
    /// The deadline after this time from now.
    pub fn after(time: Duration) -> Self {
        Self(Instant::now() + time)
    }

    /// Whether it has passed.
    pub fn passed(&self) -> bool {
        Instant::now() >= self.0
    }
}

/// Milliseconds since 1970, UTC.
pub fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// A moment taken apart, in UTC.
pub struct Moment {
    year: u64,
    /// 1 to 12.
    month: u64,
    day: u64,
    /// `08:15:30`.
    time: String,
    millis: u64,
}

impl Moment {
    /// The moment so many milliseconds after the start of 1970.
    pub fn at(millis: u64) -> Self {
        let seconds = millis / 1000;
        let (year, month, day) = civil(seconds / 86_400);
        let of_day = seconds % 86_400;
        let time = format!("{:02}:{:02}:{:02}", of_day / 3600, of_day / 60 % 60, of_day % 60);
        Self { year, month, day, time, millis: millis % 1000 }
    }

    /// `2026-11-21T08:15:30.123Z`.
    pub fn iso(&self) -> String {
        format!("{}T{}.{:03}Z", self.date(), self.time, self.millis)
    }

    /// The time stamp of a line in the container runtime's log: nine digits of a second.
    pub fn cri(&self) -> String {
        format!("{}T{}.{:03}000000Z", self.date(), self.time, self.millis)
    }

    /// The time as the placeholder's program writes it; none for an unknown placeholder.
    pub fn named(&self, placeholder: &str) -> Option<String> {
        let Self { year, day, time, millis, .. } = self;
        let month =
            usize::try_from(self.month).ok().and_then(|m| MONTHS.get(m - 1)).copied().unwrap_or("Jan");
        Some(match placeholder {
            "iso" => self.iso(),
            "sql" => format!("{} {time}.{millis:03}", self.date()),
            "comma" => format!("{} {time},{millis:03}", self.date()),
            "rabbit" => format!("{} {time}.{millis:03}000+00:00", self.date()),
            "redis" => format!("{day:02} {month} {year} {time}.{millis:03}"),
            "nginx" => format!("{year}/{:02}/{day:02} {time}", self.month),
            "clf" => format!("{day:02}/{month}/{year}:{time} +0000"),
            _ => return None,
        })
    }

    fn date(&self) -> String {
        format!("{}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

/// The Gregorian date of a day counted from 1970-01-01 (the algorithm "`civil_from_days`" for non-negative days).
fn civil(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn a_moment_is_written_as_each_program_writes_it() {
        let moment = Moment::at(1_795_248_930_123);
        assert_eq!(moment.iso(), "2026-11-21T08:15:30.123Z");
        assert_eq!(moment.cri(), "2026-11-21T08:15:30.123000000Z");
        assert_eq!(moment.named("clf").as_deref(), Some("21/Nov/2026:08:15:30 +0000"));
        assert_eq!(moment.named("redis").as_deref(), Some("21 Nov 2026 08:15:30.123"));
        assert_eq!(moment.named("n:1-2"), None);
    }

    #[test]
    fn leap_days_and_ends_of_years_are_right() {
        assert_eq!(Moment::at(951_782_400_000).iso(), "2000-02-29T00:00:00.000Z");
        assert_eq!(Moment::at(1_767_225_599_999).iso(), "2025-12-31T23:59:59.999Z");
    }
}
