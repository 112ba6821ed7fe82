//! `cargo xtask bench`: what the list costs at 2,000 sets and the draft at 2,000 lines, and how soon the editor is there
//! and answers, measured in a browser on a real API server.
//!
//! ```text
//! tests/bench/main.js ──> Chromium ──> kubectl proxy --www ──> API server <── fill: 16 connections
//! ```
//! The cluster is one of its own that is thrown away. Its controllers, scheduler and nodes are stopped before it is
//! filled: sets, pods and their status are written as a cluster would have them, so that thousands take seconds, and
//! afterwards nothing changes but what the measurement changes.

mod fill;
mod objects;
mod report;
mod requests;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, ensure};
use clap::Args as ClapArgs;
use serde_json::Value;

use self::{objects::Size, report::Report};
use crate::{
    build,
    cluster::{self, Cluster, Life, Pods, binaries::copy_folder},
    paths,
    preflight::{self, Work},
    progress, supervise,
    test::{proxy::ApiProxy, size},
    tools::{self, browser},
};

/// The cluster that is measured on.
const CLUSTER: cluster::Options = cluster::Options {
    name: "bench",
    fresh: true,
    pods: Pods::Fast,
    metrics: false,
    exec: false,
    emulated: None,
};

/// The sizes that show how the cost grows.
const GROWING: [u32; 3] = [500, 2_000, 10_000];

/// Pods for two sets, where their number is not given.
const PODS_FOR_TWO: u32 = 5;

/// What to measure.
#[derive(Debug, Clone, ClapArgs)]
pub struct Args {
    /// How many StatefulSets the cluster has
    #[arg(long, default_value_t = 2_000, value_parser = clap::value_parser!(u32).range(1..=20_000))]
    sets: u32,
    /// How many pods they have in all [default: five for two sets]
    #[arg(long)]
    pods: Option<u32>,
    /// How often each page is loaded
    #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// For how many seconds 200 changes a second are streamed
    #[arg(long, default_value_t = 60, value_parser = clap::value_parser!(u32).range(15..))]
    seconds: u32,
    /// Measure at 500, 2,000 and 10,000 sets, each on a cluster of its own
    #[arg(long, conflicts_with_all = ["sets", "pods"])]
    grow: bool,
    /// Where the report goes
    #[arg(long, default_value = "target/bench/report.json")]
    out: PathBuf,
}

/// Measures, writes the report, prints its table, and fails if a budget is missed.
pub fn run(args: &Args) -> anyhow::Result<()> {
    let root = paths::checkout();
    let page = Work::Page(build::Kind::Release);
    preflight::prepare(root, &[Work::WebCode, page, Work::PageTools, Work::Cluster, Work::Browser])?;
    let dist = build::page(root, build::Kind::Release)?;
    let draft = build::draft_bench(root)?;
    tools::ensure(root)?;
    let sizes = if args.grow {
        GROWING.map(|sets| Size::new(sets, sets * PODS_FOR_TWO / 2)).to_vec()
    } else {
        vec![Size::new(args.sets, args.pods.unwrap_or(args.sets * PODS_FOR_TWO / 2))]
    };
    let out = root.join(&args.out);
    let folder = out.parent().context("the report needs a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("cannot write to {}", folder.display()))?;
    let mut report = Report::new(size::measure(&dist)?);
    for size in sizes {
        report.add(size, measure(args, size, (&dist, &draft), folder)?);
    }
    fs::write(&out, serde_json::to_vec_pretty(&report.json())?)
        .with_context(|| format!("cannot write {}", out.display()))?;
    println!("\n{}\nThe whole of it is in {}.", report.table(), out.display());
    let missed = report.missed();
    ensure!(missed.is_empty(), "missed: {}", missed.join("; "));
    Ok(())
}

/// Measures at one size, on a cluster that is thrown away.
fn measure(args: &Args, size: Size, built: (&Path, &Path), folder: &Path) -> anyhow::Result<Value> {
    let chromium = browser::ensure_browser()?.chromium;
    let mut cluster = cluster::up(CLUSTER, Life::Ours)?;
    cluster.freeze()?;
    let www = serve_with_bare_pages(built, folder)?;
    let proxy = ApiProxy::start(&cluster, Some(&www))?;
    let step = progress::step(format!("Creating {} StatefulSets and {} pods", size.sets, size.pods));
    fill::fill(&proxy.url(), size)?;
    step.done();
    let raw = folder.join("measured.json");
    let mut node = Command::new("node");
    node.arg("tests/bench/main.js")
        .current_dir(paths::checkout())
        .env("ORDINAL_BENCH_URL", proxy.url())
        .env("ORDINAL_BENCH_CHROMIUM", chromium)
        .env("ORDINAL_BENCH_OUT", &raw)
        .env("ORDINAL_BENCH_SETS", size.sets.to_string())
        .env("ORDINAL_BENCH_ROUNDS", args.rounds.to_string())
        .env("ORDINAL_BENCH_SECONDS", args.seconds.to_string());
    let status = supervise::show(&mut node)?;
    ensure!(status.success(), "the measurement failed ({status}); its messages are above");
    let measured = fs::read(&raw).context("the measurement wrote nothing")?;
    check_alive(&mut cluster)?;
    serde_json::from_slice(&measured).context("the measurement is no JSON")
}

/// A cluster that lost a process measures something else.
fn check_alive(cluster: &mut Cluster) -> anyhow::Result<()> {
    cluster.check().context("the cluster did not last")
}

/// The build, and beside it the pages that it is compared with and the draft on its own.
fn serve_with_bare_pages((dist, draft): (&Path, &Path), folder: &Path) -> anyhow::Result<PathBuf> {
    let www = folder.join("www");
    if www.exists() {
        fs::remove_dir_all(&www)?;
    }
    copy_folder(dist, &www)?;
    let checkout = paths::checkout();
    copy_folder(&checkout.join("tests/bench/bare"), &www)?;
    // The editor takes its colours from them.
    fs::copy(checkout.join("style/tokens.css"), www.join("tokens.css"))?;
    fs::copy(draft, www.join("draft_bench.wasm"))?;
    Ok(www)
}
