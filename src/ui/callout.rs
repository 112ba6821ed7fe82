//! A message that stays in the page: what happened, why in the server's words, what to do.

use leptos::prelude::*;
use workload::shown::shown;

use crate::ui::{icon::Icon, tone::Tone};

/// A message block. With tone bad it is announced at once, otherwise when there is a pause.
#[component]
pub fn Callout(
    /// Its tone.
    #[prop(optional, into)]
    tone: Signal<Tone>,
    /// What happened.
    #[prop(into)]
    title: Signal<String>,
    /// Why, or what to do; empty shows nothing.
    #[prop(optional, into)]
    text: Signal<String>,
    /// The words of a machine, with everything in them visible; empty shows nothing.
    #[prop(optional, into)]
    quote: Signal<String>,
    /// Buttons at the end.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let urgent = move || if tone.get() == Tone::Bad { "alert" } else { "status" };
    view! {
        <div class="callout" data-tone=move || tone.get().name() role=urgent>
            <Icon glyph=Signal::derive(move || tone.get().glyph()) />
            <div>
                <p class="callout-title">{move || shown(&title.read()).into_owned()}</p>
                <p class="callout-text">{text}</p>
                {move || {
                    let quote = quote.get();
                    (!quote.is_empty()).then(|| view! { <blockquote tabindex="0">{shown(&quote).into_owned()}</blockquote> })
                }}
            </div>
            {children.map(|children| view! { <div class="callout-actions">{children()}</div> })}
        </div>
    }
}

/// A quiet remark.
#[component]
pub fn Note(
    /// The remark.
    children: Children,
) -> impl IntoView {
    view! { <p class="note">{children()}</p> }
}
