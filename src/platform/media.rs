//! What the window is like, by media query.

use leptos::prelude::{ArcReadSignal, ArcRwSignal, Set, StoredValue, WithValue, on_cleanup, window};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, MediaQueryList};

/// Whether a media query matches, followed until the current reactive owner is cleaned up.
pub fn matches(query: &str) -> ArcReadSignal<bool> {
    let list: Option<MediaQueryList> = window().match_media(query).unwrap_or(None);
    let (read, write) = ArcRwSignal::new(list.as_ref().is_some_and(MediaQueryList::matches)).split();
    if let Some(list) = list {
        let there = list.clone();
        let handler = Closure::<dyn Fn(Event)>::new(move |_| write.set(there.matches()));
        list.set_onchange(Some(handler.as_ref().unchecked_ref()));
        let held = StoredValue::new_local((list, handler));
        on_cleanup(move || held.with_value(|(list, _)| list.set_onchange(None)));
    }
    read
}
