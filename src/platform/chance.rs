//! Chance, for names that nothing else has and for waits that are not all alike. Nothing secret is made of it.

/// Any number.
pub fn number() -> u64 {
    // A fraction of 53 bits, so the product is a whole number below 2^53.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 ≤ random() < 1")]
    {
        (js_sys::Math::random() * 9_007_199_254_740_992.0) as u64
    }
}
