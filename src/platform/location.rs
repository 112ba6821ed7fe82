//! The part of the address after `#`, which is where the console keeps its place.

use leptos::ev;
use leptos::prelude::{on_cleanup, window, window_event_listener};

/// The address's fragment without `#`, percent-encoded as it stands in the address bar.
pub fn hash() -> String {
    let hash = window().location().hash().unwrap_or_default();
    hash.strip_prefix('#').map(str::to_owned).unwrap_or(hash)
}

/// Goes to another fragment and leaves the present one in the history.
pub fn push_hash(hash: &str) {
    if let Err(error) = window().location().set_hash(hash) {
        web_sys::console::error_1(&error);
    }
}

/// Goes to another fragment in place of the present one: Back skips it.
pub fn replace_hash(hash: &str) {
    if let Err(error) = window().location().replace(&format!("#{hash}")) {
        web_sys::console::error_1(&error);
    }
}

/// Calls back after each change of the fragment, until the current reactive owner is cleaned up.
pub fn on_hash_change(callback: impl Fn(String) + 'static) {
    let listener = window_event_listener(ev::hashchange, move |_| callback(hash()));
    on_cleanup(move || listener.remove());
}

/// Loads the page anew.
pub fn reload() {
    if let Err(error) = window().location().reload() {
        web_sys::console::error_1(&error);
    }
}

/// Host and port that serve the console.
pub fn host() -> String {
    window().location().host().unwrap_or_default()
}

/// Whether the address has a word in the query before its `#`, as `?embed`.
pub fn has_flag(flag: &str) -> bool {
    let query = window().location().search().unwrap_or_default();
    query.trim_start_matches('?').split('&').any(|pair| pair.split('=').next() == Some(flag))
}

/// The whole address.
pub fn href() -> String {
    window().location().href().unwrap_or_default()
}
