//! Points in time in a zone and the page's language. A zone is an IANA name; none is the browser's own.

use std::cell::RefCell;
use std::collections::HashMap;

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

thread_local! {
    /// Formats by language, styles and zone: to make one takes the browser longer than to use it a hundred times.
    static FORMATS: RefCell<HashMap<String, Function>> = RefCell::default();
}

/// Date and time to the second with the zone, for example `21 Nov 2026, 17:27:00 GMT+8`. `language` is a BCP 47 tag.
pub fn full(millis: i64, language: &str, zone: Option<&str>) -> String {
    say(millis, language, &[("dateStyle", "medium"), ("timeStyle", "long")], zone)
}

/// Date and time to the second in the order that sorts, for example `2026-11-21 17:27:00`.
pub fn short(millis: i64, zone: Option<&str>) -> String {
    // Swedes write dates so.
    say(millis, "sv-SE", &[("dateStyle", "short"), ("timeStyle", "medium")], zone)
}

/// Time of day to the second, for example `17:27:00`.
pub fn clock(millis: i64, zone: Option<&str>) -> String {
    say(millis, "en-GB", &[("timeStyle", "medium")], zone)
}

/// The same point as the `datetime` attribute wants it: ISO 8601 in UTC.
pub fn iso(millis: i64) -> String {
    date(millis).to_iso_string().into()
}

/// Whether the browser knows a zone of this name.
pub fn is_zone(name: &str) -> bool {
    format("en", &[], Some(name)).is_some()
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

/// A time as the browser says it; in ISO 8601 where it does not know the zone.
fn say(millis: i64, language: &str, styles: &[(&str, &str)], zone: Option<&str>) -> String {
    let said = format(language, styles, zone)
        .and_then(|format| format.call1(&JsValue::UNDEFINED, &date(millis)).ok());
    said.and_then(|said| said.as_string()).unwrap_or_else(|| iso(millis))
}

fn format(language: &str, styles: &[(&str, &str)], zone: Option<&str>) -> Option<Function> {
    let key = format!("{language} {styles:?} {zone:?}");
    if let Some(known) = FORMATS.with_borrow(|formats| formats.get(&key).cloned()) {
        return Some(known);
    }
    let made = Reflect::construct(
        &intl_function("DateTimeFormat")?,
        &Array::of2(&language.into(), &options(styles, zone)),
    );
    let format: Function = Reflect::get(&made.ok()?, &"format".into()).ok()?.dyn_into().ok()?;
    FORMATS.with_borrow_mut(|formats| formats.insert(key, format.clone()));
    Some(format)
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
