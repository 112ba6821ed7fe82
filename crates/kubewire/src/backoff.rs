//! How long to wait before trying again: client-go's numbers (`client-go:tools/cache/reflector.go`).

/// The first wait.
const FIRST_MS: u64 = 800;
/// The longest wait before jitter.
const LONGEST_MS: u64 = 30_000;

/// Waits that double from 0.8 s to 30 s, each stretched or shortened by up to a quarter, so that many watches that
/// broke together do not all come back together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backoff {
    next_ms: u64,
}

impl Default for Backoff {
    fn default() -> Self {
        Self { next_ms: FIRST_MS }
    }
}

impl Backoff {
    /// The next wait in milliseconds. `random` is any number; its lowest bits choose the jitter.
    pub fn next(&mut self, random: u64) -> u64 {
        let base = self.next_ms;
        self.next_ms = (base * 2).min(LONGEST_MS);
        base * 3 / 4 + random % (base / 2 + 1)
    }

    /// Begins again with the shortest wait.
    pub fn reset(&mut self) {
        *self = Self::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_half_a_minute_within_their_jitter() {
        let mut backoff = Backoff::default();
        for base in [800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000] {
            let lowest = backoff.clone().next(0);
            let highest = backoff.next(base / 2);
            assert_eq!((lowest, highest), (base * 3 / 4, base * 3 / 4 + base / 2));
        }
        backoff.reset();
        assert_eq!(backoff.next(0), 600);
    }
}
