//! What the user sees before the application runs and after it has crashed.
//!
//! After a panic this WebAssembly can no longer draw, so `boot.js` does: it shows the overlay of `index.html`. Errors of
//! scripts that nobody handles do not stop the application: `boot.js` tells it of them.

use std::panic::{self, PanicHookInfo};

use leptos::ev::{Custom, CustomEvent};
use leptos::prelude::{document, on_cleanup, window, window_event_listener};
use wasm_bindgen::JsValue;
use web_sys::CustomEventInit;

/// Makes a panic visible: the console gets it, and the page shows an overlay that offers to reload.
pub fn install_panic_hook() {
    panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&JsValue::from_str(&info.to_string()));
        let options = CustomEventInit::new();
        options.set_detail(&JsValue::from_str(&report(info)));
        let sent = CustomEvent::new_with_event_init_dict("ordinal:crash", &options)
            .and_then(|event| window().dispatch_event(&event));
        if let Err(error) = sent {
            web_sys::console::error_1(&error);
        }
    }));
}

/// What happened where in which version: text to be passed on, so without data of the cluster.
fn report(info: &PanicHookInfo<'_>) -> String {
    let payload = info.payload();
    let message = payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("panic");
    let place = info.location().map(ToString::to_string).unwrap_or_default();
    format!("{}\n{place}\nOrdinal {}", without_data(message), env!("CARGO_PKG_VERSION"))
}

/// The standard library quotes the values that it stumbles over, and those may be a user's: what it says before them is
/// enough to find the place.
fn without_data(message: &str) -> &str {
    let quoted = ["` value: ", " of `", ": `", "\n  left: "];
    let end = quoted.iter().filter_map(|mark| Some(message.find(mark)? + mark.len())).min();
    end.map_or(message, |end| message[..end].trim_end_matches(['`', ' ', ':']).trim_end())
}

/// Calls back with the words of each error that no script has handled, until the current reactive owner is cleaned up.
pub fn on_trouble(callback: impl Fn(String) + 'static) {
    let event = Custom::<CustomEvent>::new("ordinal:trouble");
    let listener =
        window_event_listener(event, move |event| callback(event.detail().as_string().unwrap_or_default()));
    on_cleanup(move || listener.remove());
}

/// Takes away what `index.html` shows while the application loads.
pub fn remove_boot_mark() {
    if let Some(mark) = document().get_element_by_id("boot") {
        mark.remove();
    }
}

#[cfg(test)]
mod tests {
    use super::without_data;

    #[test]
    fn a_report_says_what_went_wrong_and_quotes_no_value() {
        let cases = [
            (
                "called `Result::unwrap()` on an `Err` value: Secret(\"token\")",
                "called `Result::unwrap()` on an `Err` value",
            ),
            (
                "byte index 5 is not a char boundary; it is inside 'é' (bytes 4..6) of `shop-secret`",
                "byte index 5 is not a char boundary; it is inside 'é' (bytes 4..6) of",
            ),
            (
                "assertion `left == right` failed\n  left: \"a\"\n right: \"b\"",
                "assertion `left == right` failed\n  left",
            ),
            (
                "index out of bounds: the len is 3 but the index is 7",
                "index out of bounds: the len is 3 but the index is 7",
            ),
            ("called `Option::unwrap()` on a `None` value", "called `Option::unwrap()` on a `None` value"),
        ];
        for (message, told) in cases {
            assert_eq!(without_data(message), told);
        }
    }
}
