//! How points in time are said: in which zone, and whether as a date or as how long ago.

use leptos::prelude::*;
use workload::text::Locale;

use crate::platform::local_time;
use crate::ui::kept::Kept;

const ZONE_KEY: &str = "ordinal.zone";
const STYLE_KEY: &str = "ordinal.times";

/// How points in time are said, in the context of the whole application.
#[derive(Debug, Clone, Copy)]
pub struct Times {
    zone: Kept,
    style: Kept,
}

/// Reads the choices.
pub fn provide_times() {
    provide_context(Times { zone: Kept::follow(ZONE_KEY), style: Kept::follow(STYLE_KEY) });
}

/// How points in time are said.
///
/// # Panics
/// Outside of the application's component tree.
pub fn use_times() -> Times {
    expect_context()
}

impl Times {
    /// The IANA name of the zone, such as `Asia/Shanghai`; none is the browser's own. A name that the browser does not
    /// know is as if none were chosen.
    pub fn zone(self) -> Option<String> {
        self.zone.read(|word| Some(word.to_owned())).filter(|zone| local_time::is_zone(zone))
    }

    /// Takes another zone; none is the browser's own.
    pub fn choose_zone(self, zone: Option<&str>) {
        self.zone.choose(zone);
    }

    /// Whether a date and time stand where otherwise it says how long ago.
    pub fn is_absolute(self) -> bool {
        self.style.read(|word| Some(word == "absolute")).unwrap_or_default()
    }

    /// Says dates, or how long ago.
    pub fn choose_absolute(self, absolute: bool) {
        self.style.choose(Some(if absolute { "absolute" } else { "relative" }));
    }

    /// Date and time to the second with the zone, as the language says them.
    pub fn full(self, millis: i64, locale: Locale) -> String {
        let language = match locale {
            Locale::En => "en-GB",
            Locale::Zh => "zh-CN",
        };
        local_time::full(millis, language, self.zone().as_deref())
    }

    /// Date and time as short as they can be told apart: `2026-11-21 17:27:00`.
    pub fn short(self, millis: i64) -> String {
        local_time::short(millis, self.zone().as_deref())
    }

    /// Time of day to the second.
    pub fn clock(self, millis: i64) -> String {
        local_time::clock(millis, self.zone().as_deref())
    }
}
