//! Small marks beside text: a toned badge, a monospace tag, and the mark of a tone alone.

use leptos::prelude::*;

use crate::ui::tone::Tone;

/// A word in the colour of its tone.
#[component]
pub fn Badge(
    /// Its tone.
    #[prop(optional, into)]
    tone: Signal<Tone>,
    /// The word.
    children: Children,
) -> impl IntoView {
    view! { <span class="badge" data-tone=move || tone.get().name()>{children()}</span> }
}

/// A name as the machine writes it: an image, a version, a key. The whole of it is in the tooltip.
#[component]
pub fn Tag(
    /// The name.
    #[prop(into)]
    text: Signal<String>,
    /// What the tooltip says instead of the name.
    #[prop(optional, into)]
    title: Option<Signal<String>>,
) -> impl IntoView {
    view! { <span class="tag" title=title.unwrap_or(text)>{text}</span> }
}

/// The shape of a tone that does not change. Decoration: the word beside it says the same.
pub fn tone_mark(tone: Tone) -> impl IntoView {
    view! { <i class="tone-mark" aria-hidden="true" data-tone=tone.name()></i> }
}

/// The shape of a tone.
#[component]
pub fn ToneMark(
    /// Its tone.
    #[prop(into)]
    tone: Signal<Tone>,
) -> impl IntoView {
    move || tone_mark(tone.get())
}
