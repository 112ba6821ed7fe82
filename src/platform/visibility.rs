//! Whether anyone can see the page.

use leptos::ev;
use leptos::prelude::{ArcReadSignal, ArcRwSignal, Set, document, on_cleanup, window_event_listener};

/// Whether the page is in sight now.
pub fn is_visible() -> bool {
    !document().hidden()
}

/// Whether the page is in sight, followed until the current reactive owner is cleaned up.
pub fn visible() -> ArcReadSignal<bool> {
    let (read, write) = ArcRwSignal::new(is_visible()).split();
    // The event is fired at the document and bubbles to the window.
    let listener = window_event_listener(ev::visibilitychange, move |_| write.set(is_visible()));
    on_cleanup(move || listener.remove());
    read
}
