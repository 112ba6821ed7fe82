//! The steps, and running them one after another.

use std::{env, path::Path, process::Command, time::Instant};

use super::{
    child, e2e, size,
    tally::{Outcome, Tally},
};
use crate::{
    build::{self, WEB},
    preflight::{self, Work},
    progress,
    tools::{self, browser},
};

/// What each step knows.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The root of the workspace.
    pub root: &'a Path,
    /// Whether what takes longer is wanted.
    pub full: bool,
    /// The build that is tested.
    pub build: build::Kind,
}

/// One thing that must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// rustfmt.
    Format,
    /// Clippy for the host.
    HostLints,
    /// Clippy for what runs in the browser.
    WebLints,
    /// Tests on the host.
    HostTests,
    /// Tests of the bundles' own scripts.
    ScriptTests,
    /// Component tests in a browser.
    WebTests,
    /// The release build.
    Build,
    /// The size of the release build.
    Size,
    /// Tests of the whole, all or those of a name, with a control plane of today or one that behaves as an older version.
    EndToEnd(Option<String>, Option<&'static str>),
}

/// Cases that a property test tries under `--full` (256 otherwise).
const FULL_PROPERTY_CASES: &str = "20000";

/// Runs the steps until one fails; the last line counts.
#[expect(clippy::disallowed_methods, reason = "tooling runs on the host and shows real time")]
pub fn run(context: &Context<'_>, steps: &[Step]) -> anyhow::Result<()> {
    let works: Vec<Work> = steps.iter().flat_map(|step| step.works(context.build)).collect();
    preflight::prepare(context.root, &works)
        .inspect_err(|_| println!("\n{}", counted(Tally { passed: 0, failed: 1 })))?;
    let all = Instant::now();
    let mut total = Tally::default();
    let mut result = Ok(());
    for (index, step) in steps.iter().enumerate() {
        println!("\n=== {}/{} {}", index + 1, steps.len(), step.title());
        let begun = Instant::now();
        let outcome = step.run(context);
        let took = progress::seconds(begun.elapsed());
        total += outcome.tally;
        match outcome.result {
            Ok(()) => println!("=== {}: ok, {took}", step.title()),
            Err(error) => {
                println!("=== {}: FAILED after {took}: {error:#}", step.title());
                total.failed = total.failed.max(1);
                result = Err(error.context(format!("{} failed", step.title())));
                break;
            }
        }
    }
    println!("\nThe tests took {}.\n{}", progress::seconds(all.elapsed()), counted(total));
    result
}

/// The last line.
fn counted(Tally { passed, failed }: Tally) -> String {
    format!("{passed} passed, {failed} failed")
}

impl Step {
    const fn title(&self) -> &'static str {
        match self {
            Self::Format => "format (rustfmt)",
            Self::HostLints => "lints of tooling and tests (clippy, host)",
            Self::WebLints => "lints of the page (clippy, wasm32)",
            Self::HostTests => "host tests",
            Self::ScriptTests => "tests of the scripts (node)",
            Self::WebTests => "component tests in a browser",
            Self::Build => "build of the page",
            Self::Size => "size budget",
            Self::EndToEnd(_, None) => "end-to-end tests",
            Self::EndToEnd(_, Some(_)) => "end-to-end tests, as an older Kubernetes",
        }
    }

    /// What it needs, so that the first step does not begin where the last one cannot.
    fn works(&self, build: build::Kind) -> Vec<Work> {
        match self {
            Self::Format | Self::HostLints => vec![Work::Lints],
            Self::WebLints => vec![Work::Lints, Work::WebCode],
            Self::HostTests => vec![Work::HostTests],
            Self::ScriptTests => vec![Work::Scripts],
            Self::WebTests => vec![Work::WebCode, Work::PageTools, Work::Browser],
            Self::Build => vec![Work::Page(build)],
            Self::Size => Vec::new(),
            Self::EndToEnd(..) => vec![Work::PageTools, Work::Cluster, Work::Browser],
        }
    }

    fn run(&self, context: &Context<'_>) -> Outcome {
        match self {
            Self::Format => check(cargo(context).args(["fmt", "--all", "--check"])),
            Self::HostLints => check(cargo(context).args([
                "clippy",
                "--locked",
                "--workspace",
                "--all-targets",
                "--",
                "-D",
                "warnings",
            ])),
            Self::WebLints => check(cargo(context).args([
                "clippy",
                "--locked",
                "-p",
                "ordinal",
                "-p",
                "jsbridge",
                "--lib",
                "--bins",
                "--test",
                "web",
                "--all-features",
                "--target",
                WEB,
                "--",
                "-D",
                "warnings",
            ])),
            Self::HostTests => child::run_counting(host_tests(context)),
            Self::ScriptTests => Outcome::of_check(script_tests(context)),
            Self::WebTests => web_tests(context),
            Self::Build => Outcome::of_check(build::page(context.root, context.build).map(drop)),
            Self::Size => Outcome::of_check(size::check(&context.build.folder(context.root))),
            Self::EndToEnd(name, version) => e2e::run(context, name.as_deref(), *version),
        }
    }
}

fn check(command: &mut Command) -> Outcome {
    Outcome::of_check(child::run(command))
}

fn cargo(context: &Context<'_>) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(context.root);
    command
}

fn host_tests(context: &Context<'_>) -> Command {
    let mut command = cargo(context);
    command.args(["test", "--locked", "--workspace"]);
    command.env("ORDINAL_FUZZ_SECONDS", if context.full { "60" } else { "10" });
    if context.full {
        command.env("PROPTEST_CASES", FULL_PROPERTY_CASES);
    }
    command
}

/// Every `js/*.test.js`, by name: what Node takes a folder for differs between its versions.
fn script_tests(context: &Context<'_>) -> anyhow::Result<()> {
    let mut node = Command::new("node");
    node.arg("--test").current_dir(context.root);
    for entry in std::fs::read_dir(context.root.join("js"))? {
        let file = entry?.path();
        if file.to_string_lossy().ends_with(".test.js") {
            node.arg(file);
        }
    }
    child::run(&mut node)
}

fn web_tests(context: &Context<'_>) -> Outcome {
    let prepared = browser::ensure_browser().and_then(|browser| Ok((browser, tools::ensure(context.root)?)));
    let (browser, path) = match prepared {
        Ok(prepared) => prepared,
        Err(error) => return Outcome::of_check(Err(error)),
    };
    let mut command = cargo(context);
    command
        .args(["test", "--locked", "-p", "ordinal", "--test", "web", "--target", WEB])
        .env("PATH", path)
        .env("CHROMEDRIVER", browser.driver);
    child::run_counting(command)
}
