//! What a cold start takes, in words for people before they wait.

use std::fmt::{self, Write as _};

/// What one thing takes that is not there yet. Times are of a machine with two cores.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// What is made.
    pub what: &'static str,
    /// Minutes.
    pub minutes: u32,
    /// Megabytes that are downloaded.
    pub download: u32,
    /// Megabytes of disk, caches included.
    pub disk: u32,
    /// Where most of that is written.
    pub place: Place,
}

/// Where something is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// This tool's cache.
    Cache,
    /// The checkout.
    Checkout,
    /// Go's cache of what it has compiled.
    GoCache,
    /// The Rust toolchain.
    Toolchain,
    /// The system's programs.
    System,
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { what, minutes, download, disk, .. } = *self;
        let (download, disk) = (size(download.into()), size(disk.into()));
        write!(f, "{what}: about {minutes} min, {download} to download, {disk} of disk")
    }
}

/// The list of what is to be done first with its sum; nothing if there is nothing to do.
pub fn plan(costs: &[Cost]) -> Option<String> {
    if costs.is_empty() {
        return None;
    }
    let mut text = String::from("To do first:\n");
    for cost in costs {
        // Writing to a String cannot fail.
        _ = writeln!(text, "  · {cost}");
    }
    if costs.len() > 1 {
        let sum = |part: fn(&Cost) -> u32| costs.iter().map(part).sum();
        let all = Cost {
            what: "in all",
            minutes: sum(|cost| cost.minutes),
            download: sum(|cost| cost.download),
            disk: sum(|cost| cost.disk),
            place: Place::Cache,
        };
        _ = writeln!(text, "    {all}");
    }
    Some(text)
}

/// `400 MB`, `4.6 GB`.
pub fn size(megabytes: u64) -> String {
    if megabytes < 1000 {
        format!("{megabytes} MB")
    } else {
        format!("{}.{} GB", megabytes / 1000, megabytes % 1000 / 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_names_each_thing_and_the_sum() {
        let one = Cost { what: "Trunk", minutes: 4, download: 60, disk: 400, place: Place::Cache };
        let other =
            Cost { what: "Kubernetes", minutes: 4, download: 1000, disk: 4250, place: Place::GoCache };
        assert_eq!(plan(&[]), None);
        assert_eq!(
            plan(&[one]).unwrap(),
            "To do first:\n  · Trunk: about 4 min, 60 MB to download, 400 MB of disk\n"
        );
        let both = plan(&[one, other]).unwrap();
        assert!(both.ends_with("    in all: about 8 min, 1.0 GB to download, 4.6 GB of disk\n"), "{both}");
    }
}
