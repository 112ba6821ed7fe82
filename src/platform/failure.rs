//! What the user sees before the application runs and after it has crashed.
//!
//! After a panic this WebAssembly can no longer draw, so `boot.js` does: it shows the overlay of `index.html`.

use std::panic;

use leptos::prelude::document;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit};

/// Makes a panic visible: the console gets it, and the page shows an overlay that offers to reload.
pub fn install_panic_hook() {
    panic::set_hook(Box::new(|info| {
        let text = info.to_string();
        web_sys::console::error_1(&JsValue::from_str(&text));
        let options = CustomEventInit::new();
        options.set_detail(&JsValue::from_str(&text));
        let sent = CustomEvent::new_with_event_init_dict("ordinal:crash", &options)
            .and_then(|event| leptos::prelude::window().dispatch_event(&event));
        if let Err(error) = sent {
            web_sys::console::error_1(&error);
        }
    }));
}

/// Takes away what `index.html` shows while the application loads.
pub fn remove_boot_mark() {
    if let Some(mark) = document().get_element_by_id("boot") {
        mark.remove();
    }
}
