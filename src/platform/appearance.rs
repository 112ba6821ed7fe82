//! The colours and the language the system prefers, and the attributes of the page's root that style sheets select by.

use leptos::prelude::{StoredValue, WithValue, document, on_cleanup, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, MediaQueryList};

const DARK: &str = "(prefers-color-scheme: dark)";

fn dark_query() -> Option<MediaQueryList> {
    window().match_media(DARK).unwrap_or(None)
}

/// Whether the operating system asks for dark colours.
pub fn system_is_dark() -> bool {
    dark_query().is_some_and(|query| query.matches())
}

/// Calls back when the operating system changes between light and dark, until the current owner is cleaned up.
pub fn on_system_dark_change(callback: impl Fn(bool) + 'static) {
    let Some(query) = dark_query() else { return };
    let handler = Closure::<dyn Fn(Event)>::new(move |_| callback(system_is_dark()));
    query.set_onchange(Some(handler.as_ref().unchecked_ref()));
    let held = StoredValue::new_local((query, handler));
    on_cleanup(move || held.with_value(|(query, _)| query.set_onchange(None)));
}

/// The language the browser asks for, such as `zh-CN`; `en` where it names none.
pub fn system_language() -> String {
    window().navigator().language().unwrap_or_else(|| "en".into())
}

/// Sets an attribute of `<html>`, such as `data-theme` or `lang`.
pub fn set_root_attribute(name: &str, value: &str) {
    let set = document().document_element().map(|root| root.set_attribute(name, value));
    if let Some(Err(error)) = set {
        web_sys::console::error_1(&error);
    }
}

/// Names the browser's tab.
pub fn set_title(title: &str) {
    document().set_title(title);
}
