//! The browser's drawing rhythm.

use std::cell::RefCell;
use std::time::Duration;

use futures::channel::oneshot;
use futures::future::{Either, select};
use leptos::prelude::request_animation_frame;

use crate::platform::{timer, visibility};

/// A hidden page draws no frames; what waits for one goes on after this long.
const HIDDEN: Duration = Duration::from_millis(100);

thread_local! {
    /// Who waits for the next frame. They go on one after the other before anything follows from what they do, so that
    /// what is made of several of them is made once.
    static WAITING: RefCell<Vec<oneshot::Sender<()>>> = const { RefCell::new(Vec::new()) };
}

/// Waits until the browser is about to draw.
pub async fn next() {
    if !visibility::is_visible() {
        return timer::sleep(HIDDEN).await;
    }
    // The page may be hidden in between, and then no frame comes.
    match select(drawn(), Box::pin(timer::sleep(HIDDEN))).await {
        Either::Left(_) | Either::Right(_) => {}
    }
}

fn drawn() -> oneshot::Receiver<()> {
    let (send, drawn) = oneshot::channel();
    let is_first = WAITING.with_borrow_mut(|waiting| {
        waiting.push(send);
        waiting.len() == 1
    });
    if is_first {
        request_animation_frame(|| {
            for waiter in WAITING.take() {
                let _may_be_gone = waiter.send(());
            }
        });
    }
    drawn
}
