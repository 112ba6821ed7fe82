//! What the browser keeps: `local` for good and for all tabs, `session` for this tab until it closes.
//!
//! Storage may be forbidden (a sandboxed frame) or full; reading is then empty and writing says so.

use js_sys::Reflect;
use leptos::ev;
use leptos::prelude::{on_cleanup, window, window_event_listener};
use wasm_bindgen::JsValue;
use web_sys::{Event, Storage, StorageEvent};

/// The event by which this tab tells itself that it has written.
const WRITTEN: &str = "ordinal:written";

/// Which storage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// Shared by all tabs, kept for good.
    Local,
    /// This tab's own; survives a reload and a crash, not the tab.
    Session,
}

/// The browser did not keep the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotKept {
    /// There is no room for it.
    Full,
    /// Storage is forbidden.
    Forbidden,
}

fn storage(area: Area) -> Option<Storage> {
    let found = match area {
        Area::Local => window().local_storage(),
        Area::Session => window().session_storage(),
    };
    found.unwrap_or(None)
}

/// The value kept under a key.
pub fn get(area: Area, key: &str) -> Option<String> {
    storage(area)?.get_item(key).unwrap_or(None)
}

/// Keeps a value under a key.
///
/// # Errors
/// Where the browser refuses.
pub fn set(area: Area, key: &str, value: &str) -> Result<(), NotKept> {
    storage(area).ok_or(NotKept::Forbidden)?.set_item(key, value).map_err(|error| why(&error))?;
    dispatch(Event::new(WRITTEN));
    Ok(())
}

/// Why a value was not kept, by the name of the error.
fn why(error: &JsValue) -> NotKept {
    let name = Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string());
    if name.as_deref() == Some("QuotaExceededError") { NotKept::Full } else { NotKept::Forbidden }
}

/// Forgets a key. Where storage is forbidden there is nothing to forget.
pub fn remove(area: Area, key: &str) {
    match storage(area).map(|storage| storage.remove_item(key)) {
        Some(Ok(())) => dispatch(Event::new(WRITTEN)),
        Some(Err(error)) => web_sys::console::error_1(&error),
        None => {}
    }
}

/// Every key with what is kept under it, in no order.
pub fn entries(area: Area) -> Vec<(String, String)> {
    let Some(storage) = storage(area) else { return Vec::new() };
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|index| storage.key(index).unwrap_or(None));
    keys.filter_map(|key| Some((key.clone(), storage.get_item(&key).unwrap_or(None)?))).collect()
}

/// Every key, in no order.
pub fn keys(area: Area) -> Vec<String> {
    let Some(storage) = storage(area) else { return Vec::new() };
    (0..storage.length().unwrap_or(0)).filter_map(|index| storage.key(index).unwrap_or(None)).collect()
}

/// Calls back when what is kept for all tabs has changed: in another tab, or by [`announce`]. With the key, or none
/// where any may have. Until the current reactive owner is cleaned up.
pub fn on_change(callback: impl Fn(Option<String>) + 'static) {
    let listener = window_event_listener(ev::storage, move |event: StorageEvent| callback(event.key()));
    on_cleanup(move || listener.remove());
}

/// Tells this tab what a browser tells only the others: that anything may have changed.
pub fn announce() {
    dispatch(StorageEvent::new("storage").map(Event::from));
}

/// Calls back when this tab has written something, for those who show all that is kept; until the current reactive
/// owner is cleaned up.
pub fn on_own_change(callback: impl Fn() + 'static) {
    let listener = window_event_listener(ev::Custom::<Event>::new(WRITTEN), move |_| callback());
    on_cleanup(move || listener.remove());
}

fn dispatch(event: Result<Event, JsValue>) {
    if let Err(error) = event.and_then(|event| window().dispatch_event(&event)) {
        web_sys::console::error_1(&error);
    }
}
