//! The text that was not created yet, kept in this tab: it survives a reload, a crash and going elsewhere.

use crate::platform::storage::{self, Area};

const KEY: &str = "ordinal.draft.create";

/// The draft of this tab.
pub(super) fn load() -> Option<String> {
    storage::get(Area::Session, KEY)
}

/// Keeps the draft; false where the browser refuses.
pub(super) fn keep(text: &str) -> bool {
    storage::set(Area::Session, KEY, text).is_ok()
}

/// There is no draft any more.
pub(super) fn forget() {
    storage::remove(Area::Session, KEY);
}
