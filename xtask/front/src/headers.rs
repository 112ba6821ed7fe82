//! What answers say to the browser beside their content, and what they may not say.

use hyper::{
    HeaderMap,
    header::{self, HeaderName, HeaderValue},
};

/// Every answer: its type is what it says, no other origin may have it, and none may frame it.
const EVERYWHERE: [(&str, &str); 4] = [
    ("x-content-type-options", "nosniff"),
    ("cross-origin-resource-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
];

/// The page: no window that opened it can reach it, and it asks for nothing that a device has.
const OF_THE_PAGE: [(&str, &str); 2] = [
    ("cross-origin-opener-policy", "same-origin"),
    (
        "permissions-policy",
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), geolocation=(), gyroscope=(), \
         magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), screen-wake-lock=(), usb=(), \
         xr-spatial-tracking=()",
    ),
];

/// What comes from the API, and through it from programs in the cluster: should a browser ever show it, nothing in it
/// runs.
const OF_THE_API: (&str, &str) = ("content-security-policy", "sandbox; default-src 'none'");

/// What an answer from behind may not do to the console's origin: let workers reach further, set or clear what is stored,
/// load or report something, lead elsewhere by itself.
const STRIPPED: [&str; 11] = [
    "service-worker-allowed",
    "set-cookie",
    "set-cookie2",
    "clear-site-data",
    "link",
    "refresh",
    "report-to",
    "reporting-endpoints",
    "nel",
    "speculation-rules",
    "content-security-policy-report-only",
];

/// The answers that let other origins read.
const OF_OTHER_ORIGINS: &str = "access-control-";

/// For an answer of the page's own files.
pub fn of_page(headers: &mut HeaderMap) {
    set(headers, EVERYWHERE.into_iter().chain(OF_THE_PAGE));
}

/// For an answer of the API.
pub fn of_api(headers: &mut HeaderMap) {
    let foreign: Vec<HeaderName> =
        headers.keys().filter(|name| name.as_str().starts_with(OF_OTHER_ORIGINS)).cloned().collect();
    for name in foreign {
        headers.remove(name);
    }
    for name in STRIPPED {
        headers.remove(name);
    }
    set(headers, EVERYWHERE.into_iter().chain([OF_THE_API]));
}

/// What a request may not carry on: cookies belong to a host whatever the port, so they are another program's.
pub fn of_request(headers: &mut HeaderMap) {
    headers.remove(header::COOKIE);
}

fn set(headers: &mut HeaderMap, values: impl IntoIterator<Item = (&'static str, &'static str)>) {
    for (name, value) in values {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
}
