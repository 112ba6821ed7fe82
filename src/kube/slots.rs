//! The budget of streamed fetches: a browser opens six HTTP/1.1 connections to a host, and a stream keeps one. The
//! rest is for requests that end.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// So many streams may be open at a time.
const BUDGET: usize = 3;

/// The slots of one connection, shared by all clones.
#[derive(Debug, Clone, Default)]
pub(super) struct Slots {
    taken: Arc<AtomicUsize>,
}

/// One slot, given back when dropped.
#[derive(Debug)]
pub(super) struct Slot {
    taken: Arc<AtomicUsize>,
}

impl Slots {
    /// A slot, if one is free.
    pub(super) fn take(&self) -> Option<Slot> {
        let free = |taken: usize| (taken < BUDGET).then_some(taken + 1);
        self.taken.fetch_update(Ordering::AcqRel, Ordering::Acquire, free).ok()?;
        Some(Slot { taken: self.taken.clone() })
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.taken.fetch_sub(1, Ordering::AcqRel);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_is_free_again_when_its_stream_is_gone() {
        let slots = Slots::default();
        let mut open: Vec<_> = (0..BUDGET).map(|_| slots.clone().take().unwrap()).collect();
        assert!(slots.take().is_none());
        open.pop();
        assert!(slots.take().is_some());
    }
}
