//! What the suites said: how many tests passed and failed.

use std::ops::AddAssign;

use anyhow::Context;
use serde::Deserialize;

/// A count of tests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Tests that passed.
    pub passed: u64,
    /// Tests that failed.
    pub failed: u64,
}

impl Tally {
    /// Adds up the `test result:` lines of the test harness, native or in a browser.
    pub fn of_test_output(output: &str) -> Self {
        let mut tally = Self::default();
        for line in output.lines().filter_map(|line| line.trim().strip_prefix("test result:")) {
            tally += Self { passed: count(line, "passed"), failed: count(line, "failed") };
        }
        tally
    }

    /// Reads the statistics of Playwright's JSON report.
    pub fn of_playwright(report: &[u8]) -> anyhow::Result<Self> {
        #[derive(Deserialize)]
        struct Report {
            stats: Stats,
        }
        #[derive(Deserialize)]
        struct Stats {
            expected: u64,
            unexpected: u64,
            flaky: u64,
        }
        let Report { stats } =
            serde_json::from_slice(report).context("Playwright's report is not readable")?;
        Ok(Self { passed: stats.expected, failed: stats.unexpected + stats.flaky })
    }
}

/// What a step counted, and why it failed if it did.
#[derive(Debug)]
pub struct Outcome {
    /// Its tests.
    pub tally: Tally,
    /// Whether all is well.
    pub result: anyhow::Result<()>,
}

impl Outcome {
    /// A check counts as one test.
    pub fn of_check(result: anyhow::Result<()>) -> Self {
        let failed = u64::from(result.is_err());
        Self { tally: Tally { passed: 1 - failed, failed }, result }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// The number before a word, as in `ok. 12 passed; 0 failed`.
fn count(line: &str, word: &str) -> u64 {
    let words: Vec<&str> = line.split([' ', ';', '.']).filter(|part| !part.is_empty()).collect();
    words.windows(2).find(|pair| pair[1] == word).and_then(|pair| pair[0].parse().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_results_of_all_binaries_add_up() {
        let output = "running 2 tests\n\
            test result: ok. 38 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.04s\n\
            noise\n\
            test result: FAILED. 4 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out\n";
        assert_eq!(Tally::of_test_output(output), Tally { passed: 42, failed: 1 });
    }

    #[test]
    fn a_flaky_end_to_end_test_is_a_failed_one() {
        let report = br#"{"stats":{"expected":20,"skipped":1,"unexpected":1,"flaky":1,"duration":5.1}}"#;
        assert_eq!(Tally::of_playwright(report).unwrap(), Tally { passed: 20, failed: 2 });
        assert!(Tally::of_playwright(b"").is_err());
    }
}
