//! Something that is on or off at once, without a save.

use leptos::prelude::*;

/// A switch with its words.
#[component]
pub fn Switch(
    /// Its words.
    #[prop(into)]
    label: Signal<String>,
    /// On or off.
    #[prop(into)]
    on: Signal<bool>,
    /// Called with what it shall become.
    #[prop(into)]
    on_change: Callback<bool>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="switch"
            role="switch"
            aria-checked=move || if on.get() { "true" } else { "false" }
            on:click=move |_| on_change.run(!on.get_untracked())
        >
            {label}
        </button>
    }
}
