//! What the browser believes about the network. `online` proves nothing, but it is a good moment to try.

use leptos::ev;
use leptos::prelude::{on_cleanup, window_event_listener};

/// Calls back when the browser says that the network came or went, until the current reactive owner is cleaned up.
pub fn on_change(callback: impl Fn() + Clone + 'static) {
    let again = callback.clone();
    let online = window_event_listener(ev::online, move |_| again());
    let offline = window_event_listener(ev::offline, move |_| callback());
    on_cleanup(move || {
        online.remove();
        offline.remove();
    });
}
