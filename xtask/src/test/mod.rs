//! `cargo xtask test`: everything that must hold before a change lands, in the order in which it is cheapest to fail.
//!
//! Each step says what it does and how long it took. The first failure stops the run, and the last line always
//! counts: `N passed, N failed`. Nothing is read from standard input.

mod child;
mod e2e;
pub mod proxy;
pub mod size;
mod steps;
mod tally;

use std::path::Path;

use clap::{Args as ClapArgs, Subcommand};

use self::steps::{Context, Step};
use crate::build::Kind;

/// What to test; everything if nothing is named.
#[derive(Debug, Clone, ClapArgs)]
pub struct Args {
    #[command(subcommand)]
    part: Option<Part>,
    /// Add what takes longer: many more cases for the property tests, long fuzzing, the end-to-end tests marked @full,
    /// and those in which the API server decides again as each older Kubernetes version
    #[arg(long, global = true)]
    full: bool,
}

/// The older versions that the control plane of the local cluster can behave as, the newest first.
const OLDER: [&str; 3] = ["1.35", "1.34", "1.33"];

/// One part of the tests.
#[derive(Debug, Clone, Subcommand)]
enum Part {
    /// Format and lints
    Lint,
    /// Tests of all crates on the host, the architecture rules among them
    Unit,
    /// Component tests in a browser
    Web,
    /// Release build and its size budget
    Size,
    /// End-to-end tests in Chromium against a real API server
    E2e {
        /// Only the tests whose file or title contains this
        name: Option<String>,
        /// On an unoptimised build: minutes sooner, for working on a test
        #[arg(long)]
        quick: bool,
        /// With a control plane that behaves as this older version does
        #[arg(long, value_parser = clap::builder::PossibleValuesParser::new(OLDER), value_name = "VERSION")]
        kubernetes: Option<String>,
    },
}

/// Tests the workspace at `root`. Failing tests are an error, told after the count.
pub fn run(root: &Path, args: &Args) -> anyhow::Result<()> {
    let mut steps = chosen(args.part.as_ref());
    if args.full && args.part.is_none() {
        steps.extend(OLDER.map(|version| Step::EndToEnd(None, Some(version))));
    }
    let build = match args.part {
        Some(Part::E2e { quick: true, .. }) => Kind::Quick,
        _ => Kind::Release,
    };
    steps::run(&Context { root, full: args.full, build }, &steps)
}

fn chosen(part: Option<&Part>) -> Vec<Step> {
    match part {
        None => vec![
            Step::Format,
            Step::HostLints,
            Step::WebLints,
            Step::HostTests,
            Step::ScriptTests,
            Step::WebTests,
            Step::Build,
            Step::Size,
            Step::EndToEnd(None, None),
        ],
        Some(Part::Lint) => vec![Step::Format, Step::HostLints, Step::WebLints],
        Some(Part::Unit) => vec![Step::HostTests, Step::ScriptTests],
        Some(Part::Web) => vec![Step::WebTests],
        Some(Part::Size) => vec![Step::Build, Step::Size],
        Some(Part::E2e { name, kubernetes, .. }) => {
            let version = OLDER.into_iter().find(|older| kubernetes.as_deref() == Some(*older));
            vec![Step::Build, Step::EndToEnd(name.clone(), version)]
        }
    }
}
