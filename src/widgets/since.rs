//! How long ago something was, with the point in time itself in the tooltip.

use leptos::prelude::*;
use workload::age::Timestamp;
use workload::text::Locale;

use crate::i18n::format::{age, ago};
use crate::i18n::use_locale;
use crate::platform::local_time;

/// A duration up to now that keeps counting; a dash where the point in time is not known.
#[component]
pub fn Since(
    /// The point in time.
    #[prop(into)]
    at: Signal<Option<Timestamp>>,
    /// The time of day, corrected by what the server's clock differs.
    #[prop(into)]
    now: Signal<Timestamp>,
    /// As part of a sentence: `3 min ago` instead of `3 min`.
    #[prop(optional)]
    sentence: bool,
) -> impl IntoView {
    let locale = use_locale();
    let words = Memo::new(move |_| match at.get() {
        Some(at) if sentence => ago(locale.get(), at, now.get()),
        at => age(locale.get(), at, now.get()),
    });
    let full = move || at.get().map(|at| local_time::full(at.millis, language(locale.get())));
    let iso = move || at.get().map(|at| local_time::iso(at.millis));
    view! { <time datetime=iso title=full>{words}</time> }
}

const fn language(locale: Locale) -> &'static str {
    match locale {
        Locale::En => "en-GB",
        Locale::Zh => "zh-CN",
    }
}
