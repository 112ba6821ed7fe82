//! `cargo xtask run`: the page on a cluster, the local one with demo data or one that the user names.

mod address;
mod dev;
mod served;
mod source;

use std::path::PathBuf;

use clap::Args as ClapArgs;

pub use self::dev::{Args as DevArgs, dev};
use self::{served::Served, source::Source};
use crate::{
    build,
    cluster::{self, binaries::Binaries, ports},
    paths, progress, supervise, tools,
};

/// What to serve, and how.
#[derive(Debug, Clone, ClapArgs)]
pub struct Args {
    /// The port on 127.0.0.1
    #[arg(long, default_value_t = 8001)]
    pub port: u16,
    /// Serve the cluster of this context of your kubeconfig instead of the local one
    #[arg(long)]
    pub context: Option<String>,
    /// Read this kubeconfig instead of $KUBECONFIG or ~/.kube/config; needs --context
    #[arg(long, requires = "context")]
    pub kubeconfig: Option<PathBuf>,
    /// Refuse PUT, PATCH and DELETE at the proxy and hide what writes
    #[arg(long)]
    pub read_only: bool,
    /// Allow exec and attach, through a front that checks Host and Origin
    #[arg(long)]
    pub terminal: bool,
    /// Do not open a browser
    #[arg(long)]
    pub no_open: bool,
}

/// Serves until Ctrl-C, or until a process ends by itself.
pub fn run(args: &Args) -> anyhow::Result<()> {
    anyhow::ensure!(
        ports::is_free(args.port),
        "port {} of 127.0.0.1 is taken; choose another one with --port",
        args.port
    );
    let root = paths::checkout();
    let mut source = if let Some(context) = &args.context {
        let source = Source::named(context, args.kubeconfig.as_deref())?;
        announce(build::is_fresh(root), &[]);
        build::release(root)?;
        source
    } else {
        announce(build::is_fresh(root), &Binaries::plan());
        Binaries::ensure()?;
        build::release(root)?;
        Source::local()?
    };
    let served = Served::start(&mut source, args, &root.join("dist"))?;
    address::tell(&served.url(), source.describe(), args);
    loop {
        source.check()?;
        supervise::pause()?;
    }
}

/// Says what a cold start will take, before it begins.
fn announce(page_is_fresh: bool, binaries: &[&str]) {
    let mut plan = tools::plan();
    plan.extend(binaries);
    if !page_is_fresh {
        plan.push("The page: about 2 minutes from nothing, seconds after a small change");
    }
    if plan.is_empty() {
        return;
    }
    eprintln!("To do first:");
    for item in plan {
        eprintln!("  · {item}");
    }
    match paths::cache() {
        Ok(cache) => {
            eprintln!("Kept in {} and the checkout, so the next start takes seconds.\n", cache.display());
        }
        Err(error) => eprintln!("{error}"),
    }
}

/// Starts the demo cluster, or finds it, and loads its data.
pub fn demo_cluster(life: cluster::Life) -> anyhow::Result<cluster::Cluster> {
    let cluster = cluster::up(cluster::DEMO, life)?;
    let step = progress::step("Loading the demo data");
    let loading = crate::demo::load(&cluster)?;
    step.done();
    match life {
        // The page can be used while the sets get their history.
        cluster::Life::Ours => loading.go_on(),
        cluster::Life::ItsOwn => {
            let step = progress::step("Rolling out the revisions of the demo data");
            loading.finish()?;
            step.done();
        }
    }
    Ok(cluster)
}
