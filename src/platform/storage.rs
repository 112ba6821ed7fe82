//! What the browser keeps: `local` for good and for all tabs, `session` for this tab until it closes.
//!
//! Storage may be forbidden (a sandboxed frame) or full; reading is then empty and writing says so.

use leptos::prelude::window;
use web_sys::Storage;

/// Which storage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// Shared by all tabs, kept for good.
    Local,
    /// This tab's own; survives a reload and a crash, not the tab.
    Session,
}

/// The browser did not keep the value: storage is forbidden or full.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotKept;

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
    storage(area).ok_or(NotKept)?.set_item(key, value).map_err(|_| NotKept)
}

/// Forgets a key. Where storage is forbidden there is nothing to forget.
pub fn remove(area: Area, key: &str) {
    if let Some(Err(error)) = storage(area).map(|storage| storage.remove_item(key)) {
        web_sys::console::error_1(&error);
    }
}
