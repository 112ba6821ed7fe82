//! Events that were already passed on: a repeated one would bring a deleted object back.

use std::collections::{HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::object::ObjectKey;

/// How many events are remembered.
const CAPACITY: usize = 2048;

/// The latest events, known by uid, version and type; versions are compared for equality only.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen {
    known: HashSet<u64>,
    order: VecDeque<u64>,
}

impl Seen {
    /// Remembers an event; false if it is known already.
    pub(super) fn is_new(&mut self, key: &ObjectKey, deleted: bool) -> bool {
        let mut hasher = DefaultHasher::new();
        (&key.uid, &key.resource_version, deleted).hash(&mut hasher);
        let mark = hasher.finish();
        if !self.known.insert(mark) {
            return false;
        }
        self.order.push_back(mark);
        if self.order.len() > CAPACITY
            && let Some(oldest) = self.order.pop_front()
        {
            self.known.remove(&oldest);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_bounded_and_forgets_the_oldest() {
        let mut seen = Seen::default();
        let key =
            |n: usize| ObjectKey { uid: "u".into(), resource_version: n.to_string(), ..ObjectKey::default() };
        assert!((0..CAPACITY).all(|n| seen.is_new(&key(n), false)));
        assert!(!seen.is_new(&key(0), false));
        assert!(seen.is_new(&key(0), true), "a deletion is another event than the change before it");
        assert!(seen.is_new(&key(0), false), "forgotten, as the oldest of more than the capacity");
        assert_eq!(seen.known.len(), CAPACITY);
    }
}
