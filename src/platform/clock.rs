//! The time of day.

/// Unix time in milliseconds.
pub fn now_ms() -> u64 {
    // Before 1970 and after the year 287396 a clock is wrong anyway.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole milliseconds since 1970"
    )]
    {
        js_sys::Date::now() as u64
    }
}
