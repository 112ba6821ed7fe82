//! Waiting.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures::channel::oneshot;
use leptos::prelude::{TimeoutHandle, set_timeout_with_handle};

/// A wait; dropping it cancels the timer.
#[derive(Debug)]
pub struct Sleep {
    timer: Option<TimeoutHandle>,
    fired: oneshot::Receiver<()>,
}

/// Waits; a browser stretches waits of a hidden page to a second or a minute.
pub fn sleep(duration: Duration) -> Sleep {
    let (send, fired) = oneshot::channel();
    let timer = set_timeout_with_handle(
        move || {
            let _waiter_may_be_gone = send.send(());
        },
        duration,
    );
    match timer {
        Ok(timer) => Sleep { timer: Some(timer), fired },
        Err(error) => {
            web_sys::console::error_1(&error);
            Sleep { timer: None, fired }
        }
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        Pin::new(&mut self.fired).poll(context).map(drop)
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
    }
}

/// Calls back again and again until the current reactive owner is cleaned up.
pub fn every(period: Duration, mut callback: impl FnMut() + 'static) {
    super::task::spawn_scoped(async move {
        loop {
            sleep(period).await;
            callback();
        }
    });
}
