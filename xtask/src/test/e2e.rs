//! The end-to-end tests: a cluster of their own, the build behind a front that can break connections, Playwright.
//!
//! ```text
//! Chromium ──> front with faults ──unix socket──> kubectl proxy ──> API server <── kubectl proxy <── the tests' own look
//! Chromium ──> a gateway of the test's own, without a credential ──TLS──┘
//! ```
//! Whatever happens, the cluster, the proxies and the front end with the values that hold them.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::Context as _;
use front::{Front, Passes};

use super::{
    child,
    proxy::{ApiProxy, SocketProxy},
    steps::Context,
    tally::{Outcome, Tally},
};
use crate::{
    cluster::{self, Cluster, Life, components::local},
    demo,
    tools::{self, browser},
};

/// Tests that run only when they are asked for: they make pictures, or take long.
const ON_DEMAND: &str = "@screenshots|@full";

/// Files of tests about the page itself, which an older API server cannot change.
const PAGE_ALONE: &str =
    "(appearance|base|create_keyboard|editor|fields|list_\\w+|navigation|parts|record|settings|shell)\\.spec";

/// The file of the tests that make the README's pictures.
const PICTURES: &str = "screenshots";

/// The cluster in the pictures: lifelike, and its data as complete as it gets.
const PICTURED: cluster::Options =
    cluster::Options { name: "pictures", fresh: true, metrics: false, ..cluster::DEMO };

/// Runs the tests whose file or title contains `name`, or all.
/// The control plane behaves as an older `version` where one is named; then all are those in which it decides.
pub fn run(context: &Context<'_>, name: Option<&str>, version: Option<&'static str>) -> Outcome {
    let of = if name == Some(PICTURES) { PICTURED } else { cluster::TEST };
    match Stage::set(context, cluster::Options { emulated: version, ..of }) {
        Ok(stage) => stage.play(context, name, &left_out(context.full, version)),
        Err(error) => Outcome::of_check(Err(error)),
    }
}

/// Everything the tests need, running. Fields stop in this order.
struct Stage {
    front: Front,
    api: ApiProxy,
    _page: SocketProxy,
    _cluster: Arc<Mutex<Cluster>>,
    open: Open,
    chromium: PathBuf,
}

/// The way to the API server for who has nothing but a token.
struct Open {
    address: String,
    /// The certificate of who vouches for it.
    authority: PathBuf,
}

impl Open {
    fn of(cluster: &Cluster) -> Self {
        let components = cluster.components();
        Self {
            address: local("https", components.ports.api),
            authority: components.folder.join("certificates/ca.crt"),
        }
    }
}

impl Stage {
    fn set(context: &Context<'_>, options: cluster::Options) -> anyhow::Result<Self> {
        tools::ensure(context.root)?;
        let chromium = browser::ensure_browser()?.chromium;
        let cluster = cluster::up(options, Life::Ours)?;
        if options.name == PICTURED.name {
            demo::load(&cluster)?.finish()?;
        }
        let page = SocketProxy::start(&cluster)?;
        let api = ApiProxy::start(&cluster, None)?;
        let open = Open::of(&cluster);
        let cluster = Arc::new(Mutex::new(cluster));
        let options = front::Options {
            port: 0,
            files: context.build.folder(context.root),
            upstream: page.socket(),
            passes: Passes::default(),
        };
        let switched = Arc::clone(&cluster);
        let front = front::serve_with_faults(
            &options,
            Arc::new(move |on| {
                let mut cluster = switched.lock().unwrap_or_else(PoisonError::into_inner);
                if on { cluster.start_api_server() } else { cluster.stop_api_server() }
            }),
        )?;
        Ok(Self { front, api, _page: page, _cluster: cluster, open, chromium })
    }

    /// Without those `left_out` by a regular expression, where none is named.
    fn play(&self, context: &Context<'_>, name: Option<&str>, left_out: &str) -> Outcome {
        let results = context.root.join("tests/e2e/results");
        let report = results.join("report.json");
        let mut command = self.playwright(context, &report);
        match name {
            None => drop(command.args(["--grep-invert", left_out])),
            Some(name) => drop(command.args(chosen(context.root, name))),
        }
        let result = child::run(&mut command).with_context(|| {
            format!("a trace and a screenshot of each failure are in {}", results.display())
        });
        let counted = fs::read(&report)
            .context("Playwright wrote no report")
            .and_then(|text| Tally::of_playwright(&text));
        match counted {
            Ok(tally) => Outcome { tally, result },
            Err(error) => Outcome::of_check(result.and(Err(error))),
        }
    }

    fn playwright(&self, context: &Context<'_>, report: &Path) -> Command {
        let mut command = Command::new("node");
        command
            .args([
                "node_modules/@playwright/test/cli.js",
                "test",
                "--config",
                "tests/e2e/playwright.config.ts",
            ])
            .current_dir(context.root)
            .env("CI", "true")
            .env("ORDINAL_PAGE", self.front.url())
            .env("ORDINAL_CONTROL", self.front.control_url().unwrap_or_default())
            .env("ORDINAL_API", self.api.url())
            .env("ORDINAL_OPEN_API", &self.open.address)
            .env("ORDINAL_AUTHORITY", &self.open.authority)
            .env("ORDINAL_CHROMIUM", &self.chromium)
            .env("ORDINAL_BUILD", context.build.name())
            .env("ORDINAL_REPORT", report);
        command
    }
}

/// What is not run where no test is named.
fn left_out(full: bool, version: Option<&str>) -> String {
    match version {
        Some(_) => format!("{ON_DEMAND}|{PAGE_ALONE}"),
        None if full => "@screenshots".to_owned(),
        None => ON_DEMAND.to_owned(),
    }
}

/// A file of the specs by its name, or all tests with a word in their title.
fn chosen(root: &Path, name: &str) -> Vec<String> {
    let file = format!("tests/e2e/specs/{name}.spec.ts");
    if root.join(&file).is_file() { vec![file] } else { vec!["--grep".to_owned(), name.to_owned()] }
}
