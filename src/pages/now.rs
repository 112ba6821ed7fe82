//! The time of day as a signal, for everything that says how long ago something was.

use std::time::Duration;

use leptos::prelude::*;
use workload::age::Timestamp;

use crate::platform::{clock, timer, visibility};

/// Ages are said in whole seconds at their finest.
const TICK: Duration = Duration::from_secs(1);

#[derive(Clone, Copy)]
struct Now(RwSignal<Timestamp>);

/// Starts the clock of the application. It stands while nobody sees the page.
pub fn provide_now() {
    let now = RwSignal::new(read());
    timer::every(TICK, move || {
        if visibility::is_visible() {
            now.set(read());
        }
    });
    provide_context(Now(now));
}

/// The time of day, second by second.
///
/// # Panics
/// Outside of the application's component tree.
pub fn use_now() -> Signal<Timestamp> {
    expect_context::<Now>().0.into()
}

fn read() -> Timestamp {
    Timestamp { millis: i64::try_from(clock::now_ms()).unwrap_or(i64::MAX) }
}
