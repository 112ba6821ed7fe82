//! The browser's history: each step gets a number, by which it is known again when one returns to it.

use leptos::prelude::window;
use wasm_bindgen::JsValue;

use crate::platform::clock;

/// One step of the history.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Step(u64);

/// The present step, and whether one was there before.
pub fn arrive() -> (Step, bool) {
    let Ok(history) = window().history() else { return (Step(0), false) };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a number given below")]
    if let Some(known) = history.state().ok().and_then(|state| state.as_f64()) {
        return (Step(known as u64), true);
    }
    // Nobody takes two steps within a millisecond; after a reload the numbers must not begin again.
    let number = clock::now_ms();
    #[expect(clippy::cast_precision_loss, reason = "milliseconds since 1970 fit a double")]
    if let Err(error) = history.replace_state(&JsValue::from_f64(number as f64), "") {
        web_sys::console::error_1(&error);
    }
    (Step(number), false)
}
