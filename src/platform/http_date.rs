//! The time that a `Date` header says.

/// Unix milliseconds; none of what is no date.
pub fn parse(text: &str) -> Option<i64> {
    let millis = js_sys::Date::parse(text);
    // Whole milliseconds far below 2^53, or NaN.
    #[expect(clippy::cast_possible_truncation, reason = "a date of HTTP has four digits for the year")]
    let whole = millis as i64;
    millis.is_finite().then_some(whole)
}
