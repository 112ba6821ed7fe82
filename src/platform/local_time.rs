//! Points in time in a zone and the page's language. A zone is an IANA name; none is the browser's own.

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Date and time to the second with the zone, for example `21 Nov 2026, 17:27:00 GMT+8`. `language` is a BCP 47 tag.
pub fn full(millis: i64, language: &str, zone: Option<&str>) -> String {
    let options = options(&[("dateStyle", "medium"), ("timeStyle", "long")], zone);
    date(millis).to_locale_string(language, &options).into()
}

/// Date and time to the second in the order that sorts, for example `2026-11-21 17:27:00`.
pub fn short(millis: i64, zone: Option<&str>) -> String {
    // Swedes write dates so.
    let options = options(&[("dateStyle", "short"), ("timeStyle", "medium")], zone);
    date(millis).to_locale_string("sv-SE", &options).into()
}

/// Time of day to the second, for example `17:27:00`.
pub fn clock(millis: i64, zone: Option<&str>) -> String {
    let options = options(&[("timeStyle", "medium")], zone);
    date(millis).to_locale_time_string_with_options("en-GB", &options).into()
}

/// The same point as the `datetime` attribute wants it: ISO 8601 in UTC.
pub fn iso(millis: i64) -> String {
    date(millis).to_iso_string().into()
}

/// Whether the browser knows a zone of this name.
pub fn is_zone(name: &str) -> bool {
    let options = options(&[], Some(name));
    let format = intl_function("DateTimeFormat");
    format.is_some_and(|format| format.call2(&JsValue::UNDEFINED, &"en".into(), &options).is_ok())
}

/// Every zone that the browser names; empty where it does not tell.
pub fn zones() -> Vec<String> {
    let named = intl_function("supportedValuesOf")
        .and_then(|list| list.call1(&JsValue::UNDEFINED, &"timeZone".into()).ok());
    let Some(named) = named else { return Vec::new() };
    Array::from(&named).iter().filter_map(|name| name.as_string()).collect()
}

/// The browser's own zone.
pub fn own_zone() -> String {
    let resolved = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    Reflect::get(&resolved, &"timeZone".into())
        .ok()
        .and_then(|zone| zone.as_string())
        .unwrap_or_else(|| "UTC".to_owned())
}

fn intl_function(name: &str) -> Option<Function> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    Reflect::get(&intl, &name.into()).ok()?.dyn_into().ok()
}

fn options(pairs: &[(&str, &str)], zone: Option<&str>) -> Object {
    let options = Object::new();
    for (key, value) in pairs.iter().copied().chain(zone.map(|zone| ("timeZone", zone))) {
        // Fails only for a frozen object, and this one is new.
        let _: Result<bool, JsValue> = Reflect::set(&options, &key.into(), &value.into());
    }
    options
}

fn date(millis: i64) -> Date {
    // Milliseconds of any year that people name fit a double exactly.
    #[allow(clippy::cast_precision_loss)]
    let millis = millis as f64;
    Date::new(&JsValue::from_f64(millis))
}
