//! Ctrl-C, SIGTERM and SIGHUP as a question that long work asks now and then.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

use anyhow::Context;

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// From now on a signal to end is noted instead of ending us at once.
pub fn listen() -> anyhow::Result<()> {
    ctrlc::set_handler(interrupt).context("cannot listen for Ctrl-C")
}

/// Asks all threads to end, as Ctrl-C does: for when the tool ends for another reason.
pub fn interrupt() {
    INTERRUPTED.store(true, Ordering::Relaxed);
}

/// Fails if the user has asked us to end.
pub fn check_interrupted() -> anyhow::Result<()> {
    anyhow::ensure!(!INTERRUPTED.load(Ordering::Relaxed), Interrupted);
    Ok(())
}

/// Waits a tenth of a second; fails if the user has asked us to end.
pub fn pause() -> anyhow::Result<()> {
    thread::sleep(Duration::from_millis(100));
    check_interrupted()
}

/// The user asked us to end: not a failure to explain.
#[derive(Debug, thiserror::Error)]
#[error("stopped")]
pub struct Interrupted;
