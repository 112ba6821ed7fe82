//! Whether a list of sets follows every pod, or only what the sets themselves say of them.
//!
//! A browser holds some ten thousands of pods well and not hundreds of thousands, so that the number is asked first
//! (`limit=1`, whose answer says how many remain). Where it is too large, the list shows counts instead of ordinals.

/// How many pods a list follows at most, unless configured otherwise.
pub const LIMIT: u64 = 20_000;

/// What is decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PodDetail {
    /// Follow every pod.
    On,
    /// Too many.
    Off {
        /// How many there are.
        pods: u64,
    },
}

/// Decides for the number of pods in each namespace of the list. A number that could not be found out is no reason to
/// leave them out: following them says itself what is in the way.
pub fn decide(counts: &[Option<u64>], limit: u64) -> PodDetail {
    let pods = counts.iter().flatten().sum();
    if pods > limit { PodDetail::Off { pods } } else { PodDetail::On }
}

#[cfg(test)]
mod tests {
    use super::{PodDetail, decide};

    #[test]
    fn pods_are_left_out_only_where_they_are_known_to_be_too_many() {
        assert_eq!(decide(&[Some(20_000)], 20_000), PodDetail::On);
        assert_eq!(decide(&[Some(41_000)], 20_000), PodDetail::Off { pods: 41_000 });
        assert_eq!(decide(&[Some(15_000), Some(6_000)], 20_000), PodDetail::Off { pods: 21_000 });
        assert_eq!(decide(&[None, Some(6_000)], 20_000), PodDetail::On);
        assert_eq!(decide(&[None], 0), PodDetail::On);
        assert_eq!(decide(&[], 0), PodDetail::On);
    }
}
