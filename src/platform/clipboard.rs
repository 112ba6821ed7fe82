//! The clipboard, which a browser opens on a secure origin only (`https`, `localhost`).

use leptos::prelude::window;
use wasm_bindgen_futures::JsFuture;

/// Puts text on the clipboard.
///
/// # Errors
/// The browser's words, where it refuses.
pub async fn write(text: String) -> Result<(), String> {
    let written = JsFuture::from(window().navigator().clipboard().write_text(&text)).await;
    written.map(drop).map_err(|error| format!("{error:?}"))
}
