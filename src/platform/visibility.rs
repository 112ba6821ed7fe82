//! Whether anyone can see the page.

use leptos::ev;
use leptos::prelude::{document, on_cleanup, window_event_listener, window_event_listener_untyped};

/// Whether the page is in sight now.
pub fn is_visible() -> bool {
    !document().hidden()
}

/// Calls back when the page is left or closed, until the current reactive owner is cleaned up.
pub fn on_leave(callback: impl Fn() + 'static) {
    let listener = window_event_listener_untyped("pagehide", move |_| callback());
    on_cleanup(move || listener.remove());
}

/// Calls back when the page comes into sight (true) or goes out of it, until the current reactive owner is cleaned up.
pub fn on_change(callback: impl Fn(bool) + 'static) {
    // The event is fired at the document and bubbles to the window.
    let listener = window_event_listener(ev::visibilitychange, move |_| callback(is_visible()));
    on_cleanup(move || listener.remove());
}
