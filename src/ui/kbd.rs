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

/// Keys pressed one after another, such as `g s`, or together, such as `Ctrl+K`.
#[component]
pub fn Keys(
    /// The keys by their names in the browser's events.
    keys: &'static str,
) -> impl IntoView {
    let keys = keys.split([' ', '+']).map(|key| view! { <Kbd key=printed(key) /> }).collect_view();
    view! { <span class="keys">{keys}</span> }
}

/// What is printed on a key of this name.
fn printed(key: &str) -> &str {
    match key {
        "ArrowUp" => "↑",
        "ArrowDown" => "↓",
        "ArrowLeft" => "←",
        "ArrowRight" => "→",
        "Escape" => "Esc",
        other => other,
    }
}
