//! Points in time in the browser's own zone and the page's language.

use js_sys::{Date, Object, Reflect};
use wasm_bindgen::JsValue;

/// Date and time to the second with the zone, for example `21 Nov 2026, 17:27:00 GMT+8`. `language` is a BCP 47 tag.
pub fn full(millis: i64, language: &str) -> String {
    let options = Object::new();
    for (key, value) in [("dateStyle", "medium"), ("timeStyle", "long")] {
        // Fails only for a frozen object, and this one is new.
        let _: Result<bool, JsValue> = Reflect::set(&options, &key.into(), &value.into());
    }
    date(millis).to_locale_string(language, &options).into()
}

/// Time of day to the second, for example `17:27:00`.
pub fn clock(millis: i64) -> String {
    let options = Object::new();
    // Fails only for a frozen object, and this one is new.
    let _: Result<bool, JsValue> = Reflect::set(&options, &"hour12".into(), &false.into());
    date(millis).to_locale_time_string_with_options("en-GB", &options).into()
}

/// The same point as the `datetime` attribute wants it: ISO 8601 in UTC.
pub fn iso(millis: i64) -> String {
    date(millis).to_iso_string().into()
}

fn date(millis: i64) -> Date {
    // Milliseconds of any year that people name fit a double exactly.
    #[allow(clippy::cast_precision_loss)]
    let millis = millis as f64;
    Date::new(&JsValue::from_f64(millis))
}
