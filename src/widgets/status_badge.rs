//! How a set or pod is: a mark, a word and the reason.

use leptos::prelude::*;
use workload::status;

use crate::ui::badge::ToneMark;
use crate::ui::tone::Tone;

/// The domain's tone in the terms of the components.
pub const fn ui_tone(tone: status::Tone) -> Tone {
    match tone {
        status::Tone::Good => Tone::Good,
        status::Tone::Busy => Tone::Busy,
        status::Tone::Warn => Tone::Warn,
        status::Tone::Bad => Tone::Bad,
        status::Tone::Idle => Tone::Idle,
    }
}

/// A mark, a word and, below it, the reason.
#[component]
pub fn StatusBadge(
    /// How to colour it.
    #[prop(into)]
    tone: Signal<status::Tone>,
    /// The word.
    #[prop(into)]
    word: Signal<String>,
    /// Why, empty for nothing; on one line, the whole of it in the tooltip.
    #[prop(optional, into)]
    reason: Signal<String>,
    /// The whole of a reason that is shortened, for the tooltip.
    #[prop(optional, into)]
    full: Signal<String>,
    /// Let the reason take as many lines as it needs.
    #[prop(optional)]
    wrap: bool,
) -> impl IntoView {
    let tone = Signal::derive(move || ui_tone(tone.get()));
    let why = move || {
        let reason = reason.get();
        let full = Some(full.get()).filter(|full| !full.is_empty()).unwrap_or_else(|| reason.clone());
        (!reason.is_empty()).then(|| view! { <small class="status-reason" title=full>{reason}</small> })
    };
    view! {
        <span class="status" data-tone=move || tone.get().name() data-wrap=wrap.then_some("")>
            <ToneMark tone />
            <span class="status-text"><span class="status-word">{word}</span>{why}</span>
        </span>
    }
}
