//! A key as it is printed on the keyboard.

use leptos::prelude::*;

/// One key.
#[component]
pub fn Kbd(
    /// What is printed on it.
    #[prop(into)]
    key: String,
) -> impl IntoView {
    view! { <kbd class="kbd">{key}</kbd> }
}
