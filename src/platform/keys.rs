//! The keyboard of the whole page.

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::{document, on_cleanup, window_event_listener};

use crate::platform::focus;

/// Calls back for each key that is a command: not while one types, not with a modifier, not while a dialog or menu is
/// open. The callback says whether it has taken the key. Ends with the current reactive owner.
pub fn on_command(callback: impl Fn(&str) -> bool + 'static) {
    let listener = window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        let modified = event.ctrl_key() || event.meta_key() || event.alt_key();
        if modified
            || event.default_prevented()
            || event.is_composing()
            || focus::is_typing()
            || layer_is_open()
        {
            return;
        }
        if callback(&event.key()) {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

fn layer_is_open() -> bool {
    document().query_selector("dialog[open], .popover:popover-open").is_ok_and(|found| found.is_some())
}
