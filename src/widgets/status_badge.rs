//! How a set or pod is: a mark, a word and the reason.

use leptos::prelude::*;
use workload::status;

use crate::ui::badge::tone_mark;
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

/// A mark, a word and, below it, the reason. Of one moment: where they change, it is drawn again over what is there.
#[component]
pub fn StatusBadge(
    /// How to colour it.
    tone: status::Tone,
    /// The word.
    word: String,
    /// Why, empty for nothing; on one line, the whole of it in the tooltip.
    #[prop(optional)]
    reason: String,
    /// The whole of a reason that is shortened, for the tooltip.
    #[prop(optional)]
    full: String,
    /// Let the reason take as many lines as it needs.
    #[prop(optional)]
    wrap: bool,
) -> impl IntoView {
    let tone = ui_tone(tone);
    let full = if full.is_empty() { reason.clone() } else { full };
    let why =
        (!reason.is_empty()).then(|| view! { <small class="status-reason" title=full>{reason}</small> });
    view! {
        <span class="status" data-tone=tone.name() data-wrap=wrap.then_some("")>
            {tone_mark(tone)}
            <span class="status-text"><span class="status-word">{word}</span>{why}</span>
        </span>
    }
}
