//! When something was: how long ago with the point in time in the tooltip, or the other way round, as one likes it.

use leptos::prelude::*;
use workload::age::Timestamp;

use crate::i18n::format::{age, ago};
use crate::i18n::use_locale;
use crate::platform::local_time;
use crate::ui::times::use_times;

/// A duration up to now that keeps counting, or the date for those who prefer dates; a dash where the point in time is
/// not known.
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
    let (locale, times) = (use_locale(), use_times());
    let ago = move || match at.get() {
        Some(at) if sentence => ago(locale.get(), at, now.get()),
        at => age(locale.get(), at, now.get()),
    };
    let words = Memo::new(move |_| match at.get() {
        Some(at) if times.is_absolute() => times.short(at.millis),
        _ => ago(),
    });
    let title = move || {
        let full = at.get().map(|at| times.full(at.millis, locale.get()))?;
        Some(if times.is_absolute() { format!("{full} · {}", ago()) } else { full })
    };
    let iso = move || at.get().map(|at| local_time::iso(at.millis));
    view! { <time datetime=iso title=title>{words}</time> }
}
