//! Files that the user takes home.

use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

/// Offers a text as a file, as if the user had followed a link to it.
///
/// # Errors
/// The browser's words, where it refuses.
pub fn text(file_name: &str, media_type: &str, content: &str) -> Result<(), String> {
    offer(file_name, media_type, content).map_err(|error| format!("{error:?}"))
}

fn offer(file_name: &str, media_type: &str, content: &str) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = js_sys::Array::of1(&JsValue::from_str(content));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlElement = document().create_element("a")?.unchecked_into();
    link.set_attribute("href", &url)?;
    link.set_attribute("download", file_name)?;
    link.click();
    Url::revoke_object_url(&url)
}
