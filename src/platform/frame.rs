//! The browser's drawing rhythm.

use std::time::Duration;

use futures::channel::oneshot;
use futures::future::{Either, select};
use leptos::prelude::request_animation_frame;

use crate::platform::{timer, visibility};

/// A hidden page draws no frames; what waits for one goes on after this long.
const HIDDEN: Duration = Duration::from_millis(100);

/// Waits until the browser is about to draw.
pub async fn next() {
    if !visibility::is_visible() {
        return timer::sleep(HIDDEN).await;
    }
    let (send, drawn) = oneshot::channel::<()>();
    request_animation_frame(move || {
        let _waiter_may_be_gone = send.send(());
    });
    // The page may be hidden in between, and then no frame comes.
    match select(drawn, Box::pin(timer::sleep(HIDDEN))).await {
        Either::Left(_) | Either::Right(_) => {}
    }
}
