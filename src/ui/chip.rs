//! A filter that is on or off, with how many it would leave.

use leptos::prelude::*;

use crate::i18n::format::grouped;

/// A filter chip.
#[component]
pub fn Chip(
    /// Its word.
    #[prop(into)]
    label: Signal<String>,
    /// On or off.
    #[prop(into)]
    pressed: Signal<bool>,
    /// How many it stands for.
    #[prop(optional, into)]
    count: Option<Signal<usize>>,
    /// Called on a press.
    #[prop(into)]
    on_press: Callback<()>,
    /// What stands before the word.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="chip"
            aria-pressed=move || if pressed.get() { "true" } else { "false" }
            on:click=move |_| on_press.run(())
        >
            {children.map(|children| children())}
            {label}
            {count.map(|count| view! { <span class="chip-count">{move || grouped(count.get() as u64)}</span> })}
        </button>
    }
}
