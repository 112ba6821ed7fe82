//! The keyboard of the whole page.

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::{StoredValue, WithValue, document, on_cleanup, window, window_event_listener};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;

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

/// Calls back for a letter pressed with Ctrl or ⌘, before whatever has the focus gets it: also while one types. The
/// callback says whether it has taken the key. Ends with the current reactive owner.
pub fn on_chord(letter: &'static str, callback: impl Fn() -> bool + 'static) {
    let listener = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        let chord = (event.ctrl_key() || event.meta_key()) && !event.alt_key() && !event.shift_key();
        if chord && event.key().eq_ignore_ascii_case(letter) && !event.is_composing() && callback() {
            event.prevent_default();
            event.stop_propagation();
        }
    });
    let function = listener.as_ref().unchecked_ref();
    if let Err(error) = window().add_event_listener_with_callback_and_bool("keydown", function, true) {
        web_sys::console::error_1(&error);
    }
    let held = StoredValue::new_local(listener);
    on_cleanup(move || {
        held.with_value(|listener| {
            let function = listener.as_ref().unchecked_ref();
            if let Err(error) =
                window().remove_event_listener_with_callback_and_bool("keydown", function, true)
            {
                web_sys::console::error_1(&error);
            }
        });
    });
}

/// Whether a modal dialog is open: nothing modal opens over it.
pub fn dialog_is_open() -> bool {
    document().query_selector("dialog[open]").is_ok_and(|found| found.is_some())
}

fn layer_is_open() -> bool {
    document().query_selector("dialog[open], .popover:popover-open").is_ok_and(|found| found.is_some())
}
