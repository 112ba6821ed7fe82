//! The time of day as a signal, for everything that says how long ago something was. What is dated by the cluster is
//! compared with the cluster's clock: one's own may be wrong.

use std::time::Duration;

use kubewire::server_clock::ServerClock;
use leptos::prelude::*;
use workload::age::Timestamp;

use crate::platform::{clock, timer, visibility};
use crate::store::use_store;

/// Ages are said in whole seconds at their finest.
const TICK: Duration = Duration::from_secs(1);

#[derive(Clone, Copy)]
struct Now {
    server: RwSignal<Timestamp>,
    browser: RwSignal<Timestamp>,
}

/// Starts the clock of a cluster's console. It stands while nobody sees the page.
pub fn provide_now() {
    let server_clock = use_store().server_clock();
    let now = Now { server: RwSignal::new(browser_time()), browser: RwSignal::new(browser_time()) };
    let tell = move |ahead: i64| {
        let browser = browser_time();
        now.browser.set(browser);
        now.server.set(Timestamp { millis: browser.millis.saturating_add(ahead) });
    };
    let ahead = Memo::new(move |_| server_clock.with(ServerClock::ahead_ms));
    // At once when it is found out: no age is wrong for a second.
    Effect::new(move || tell(ahead.get()));
    timer::every(TICK, move || {
        if visibility::is_visible() {
            tell(ahead.get_untracked());
        }
    });
    provide_context(now);
}

/// The time of day by the cluster's clock, second by second.
///
/// # Panics
/// Outside of a console.
pub fn use_now() -> Signal<Timestamp> {
    expect_context::<Now>().server.into()
}

/// The time of day by the browser's clock, for what the browser has dated.
///
/// # Panics
/// Outside of a console.
pub fn use_browser_now() -> Signal<Timestamp> {
    expect_context::<Now>().browser.into()
}

fn browser_time() -> Timestamp {
    Timestamp { millis: i64::try_from(clock::now_ms()).unwrap_or(i64::MAX) }
}
