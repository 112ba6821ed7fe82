//! The budget of streamed fetches: a browser opens six HTTP/1.1 connections to a host, and a stream keeps one. The
//! rest is for requests that end.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// So many streams may be open at a time.
const BUDGET: usize = 3;

/// Who asks for a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    /// What the console is about; the last slot is kept for it.
    First,
    /// Everything else.
    Other,
}

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
    pub(super) fn take(&self, claim: Claim) -> Option<Slot> {
        let budget = if claim == Claim::First { BUDGET } else { BUDGET - 1 };
        let free = |taken: usize| (taken < budget).then_some(taken + 1);
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
        let mut open: Vec<_> = (0..BUDGET).map(|_| slots.clone().take(Claim::First).unwrap()).collect();
        assert!(slots.take(Claim::First).is_none());
        open.pop();
        assert!(slots.take(Claim::First).is_some());
    }

    #[test]
    fn the_last_slot_is_kept_for_what_the_console_is_about() {
        let slots = Slots::default();
        let others: Vec<_> = std::iter::from_fn(|| slots.take(Claim::Other)).collect();
        assert_eq!(others.len(), BUDGET - 1);
        assert!(slots.take(Claim::First).is_some());
    }
}
