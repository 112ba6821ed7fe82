//! A check box with its words.

use leptos::{ev, prelude::*};

/// A labelled check box.
#[component]
pub fn Check(
    /// Its words.
    #[prop(into)]
    label: Signal<String>,
    /// Read the words out, do not draw them.
    #[prop(optional)]
    bare: bool,
    /// Checked or not.
    #[prop(into)]
    checked: Signal<bool>,
    /// Called with what it became.
    #[prop(into)]
    on_change: Callback<bool>,
) -> impl IntoView {
    view! {
        <label class="check-label">
            <input
                type="checkbox"
                class="check"
                prop:checked=checked
                on:change=move |ev: ev::Event| on_change.run(event_target_checked(&ev))
            />
            <span class=if bare { "unseen" } else { "" }>{label}</span>
        </label>
    }
}
