use proptest::prelude::*;
use workload::age::{Timestamp, humanise};
use workload::text::Locale;

#[test]
fn times_of_the_api_are_read_to_the_millisecond() {
    for (text, millis) in [
        ("1970-01-01T00:00:00Z", 0),
        ("2026-11-21T09:27:00Z", 1_795_253_220_000),
        ("2026-11-21T09:27:00.123456Z", 1_795_253_220_123),
        ("2026-11-21T09:27:00.1Z", 1_795_253_220_100),
        ("2026-11-21T17:27:00+08:00", 1_795_253_220_000),
        ("2026-11-21T04:57:00-04:30", 1_795_253_220_000),
        ("2000-02-29T12:00:00Z", 951_825_600_000),
        ("1969-12-31T23:59:59Z", -1000),
        ("2016-12-31T23:59:60Z", 1_483_228_800_000),
    ] {
        assert_eq!(Timestamp::parse(text), Some(Timestamp { millis }), "{text}");
    }
}

#[test]
fn what_is_no_time_is_none() {
    for text in [
        "",
        "null",
        "2026-11-21",
        "2026-13-01T00:00:00Z",
        "2026-02-30T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2026-11-21T24:00:00Z",
        "2026-11-21T09:27:00",
        "2026-11-21T09:27:00.Z",
        "2026-11-21T09:27:00+0800",
        "2026-11-21T09:27Z",
        "２０２６-11-21T09:27:00Z",
        "2026-11-21T09:27:00Zzz",
        "+026-11-21T09:27:00Z",
    ] {
        assert_eq!(Timestamp::parse(text), None, "{text}");
    }
}

#[test]
fn ages_are_said_in_one_unit_that_keeps_two_digits_where_it_matters() {
    const MIN: i64 = 60_000;
    for (millis, en, zh) in [
        (-5, "0 s", "0 秒"),
        (38_000, "38 s", "38 秒"),
        (2 * MIN - 1, "119 s", "119 秒"),
        (2 * MIN, "2 min", "2 分钟"),
        (119 * MIN, "119 min", "119 分钟"),
        (120 * MIN, "2 h", "2 小时"),
        (47 * 60 * MIN, "47 h", "47 小时"),
        (48 * 60 * MIN, "2 d", "2 天"),
        (400 * 1440 * MIN, "400 d", "400 天"),
        (730 * 1440 * MIN, "2 y", "2 年"),
    ] {
        assert_eq!((humanise(Locale::En, millis), humanise(Locale::Zh, millis)), (en.into(), zh.into()));
    }
}

#[test]
fn a_time_ahead_of_a_skewed_clock_is_now() {
    let (earlier, later) = (Timestamp { millis: 1_000 }, Timestamp { millis: 4_000 });
    assert_eq!(earlier.elapsed(later), 3_000);
    assert_eq!(later.elapsed(earlier), 0);
}

proptest! {
    #[test]
    fn no_text_makes_reading_a_time_panic(text in "\\PC{0,40}") {
        let _ = Timestamp::parse(&text);
    }

    #[test]
    fn each_day_is_one_day_after_the_day_before(days in 0_i64..60_000) {
        // Howard Hinnant's civil_from_days, the inverse of what the reader computes.
        let shifted = days + 719_468;
        let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
        let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        let text = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
        prop_assert_eq!(Timestamp::parse(&text), Some(Timestamp { millis: days * 86_400_000 }));
    }
}
