//! That the clock of this computer and the cluster's differ: said once by a message, and for as long as it is so in the
//! panel about the connection.

use kubewire::server_clock::ServerClock;
use leptos::prelude::*;
use workload::age::humanise;
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::store::use_store;
use crate::ui::toast::{Toast, use_toaster};
use crate::ui::tone::Tone;

const TEXT: Text = Text {
    zh: "页面上的时长按集群的时钟计算。时钟不准时，令牌和证书可能被拒绝：请检查此电脑的时间设置。",
    en: "Ages on this page go by the cluster's clock. Tokens and certificates may be refused by a wrong one: check the time of this computer.",
};

/// How far the cluster's clock is ahead in milliseconds; none while they agree to the minute.
fn difference() -> Memo<Option<i64>> {
    let clock = use_store().server_clock();
    Memo::new(move |before: Option<&Option<i64>>| {
        let now = clock.with(ServerClock::notable_ms);
        // It is known the better the more answers there are: that is no news.
        let is_same = |before: i64, now: i64| (before - now).abs() <= SAME_MS;
        match (before.copied().flatten(), now) {
            (Some(before), Some(now)) if is_same(before, now) => Some(before),
            (_, now) => now,
        }
    })
}

const SAME_MS: i64 = 5_000;
const MINUTE_MS: i64 = 60_000;

fn title(ahead: i64, locale: Locale) -> String {
    // What is known of it is up to a second short at first: 3 h are not 2.
    let much = humanise(locale, (ahead.abs() + MINUTE_MS / 2) / MINUTE_MS * MINUTE_MS);
    match (locale, ahead > 0) {
        (Locale::En, true) => format!("The clock of this computer is {much} behind the cluster's"),
        (Locale::En, false) => format!("The clock of this computer is {much} ahead of the cluster's"),
        (Locale::Zh, true) => format!("此电脑的时钟比集群慢 {much}"),
        (Locale::Zh, false) => format!("此电脑的时钟比集群快 {much}"),
    }
}

/// Says it when it is found out.
pub fn tell_of_the_clock() {
    let (difference, toaster, locale) = (difference(), use_toaster(), use_locale());
    Effect::new(move || {
        if let Some(ahead) = difference.get() {
            let locale = locale.get_untracked();
            let text = TEXT.get(locale).to_owned();
            toaster.show(Toast { tone: Tone::Warn, title: title(ahead, locale), text });
        }
    });
}

/// Says it for as long as it is so.
#[component]
pub fn ClockNote() -> impl IntoView {
    let (difference, locale) = (difference(), use_locale());
    let note = move || {
        let ahead = difference.get()?;
        Some(view! { <p class="live-fact"><b>{move || title(ahead, locale.get())}</b>". "{t(TEXT)}</p> })
    };
    view! { {note} }
}

#[cfg(test)]
mod tests {
    use workload::text::Locale;

    use super::title;

    #[test]
    fn it_is_told_which_clock_is_ahead() {
        assert_eq!(title(720_000, Locale::En), "The clock of this computer is 12 min behind the cluster's");
        assert_eq!(
            title(-10_799_200, Locale::En),
            "The clock of this computer is 3 h ahead of the cluster's"
        );
        assert_eq!(title(-10_799_200, Locale::Zh), "此电脑的时钟比集群快 3 小时");
    }
}
