//! The address: the part after `#`, where the console keeps its place, and the query before it.

use leptos::ev;
use leptos::prelude::{on_cleanup, window, window_event_listener};
use wasm_bindgen::JsValue;
use web_sys::UrlSearchParams;

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

/// Goes to where one was before.
pub fn back() {
    if let Err(error) = window().history().and_then(|history| history.back()) {
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

/// A parameter of the query before the fragment.
pub fn parameter(name: &str) -> Option<String> {
    parameters().get(name)
}

/// The address of this page with another value of a parameter, and without its fragment.
pub fn with_parameter(name: &str, value: &str) -> String {
    let parameters = parameters();
    parameters.set(name, value);
    format!("?{}", String::from(parameters.to_string()))
}

/// Puts a parameter into the address, in place and without loading anything.
pub fn replace_parameter(name: &str, value: &str) {
    let address = format!("{}#{}", with_parameter(name, value), hash());
    let history = window().history();
    let replaced =
        history.and_then(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&address)));
    if let Err(error) = replaced {
        web_sys::console::error_1(&error);
    }
}

fn parameters() -> UrlSearchParams {
    let query = window().location().search().unwrap_or_default();
    // Any text is a query; the constructor throws for objects only.
    UrlSearchParams::new_with_str(&query).unwrap_or_else(|_| unreachable!("a text is always a query"))
}
