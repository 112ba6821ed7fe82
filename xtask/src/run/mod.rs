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
    cluster::{self, Cluster, Life, binaries::Binaries, ports},
    paths,
    preflight::{self, Work},
    progress,
};

/// What is served.
const PAGE: Work = Work::Page(build::Kind::Release);

/// What to serve, and how.
#[derive(Debug, Clone, ClapArgs)]
pub struct Args {
    /// The port on 127.0.0.1
    #[arg(long, default_value_t = 8001, value_parser = clap::value_parser!(u16).range(1..))]
    pub port: u16,
    /// Serve the cluster of this context of your kubeconfig instead of the local one
    #[arg(long)]
    pub context: Option<String>,
    /// Read this kubeconfig instead of $KUBECONFIG or ~/.kube/config; needs --context
    #[arg(long, requires = "context")]
    pub kubeconfig: Option<PathBuf>,
    /// Refuse PUT, PATCH and DELETE and hide what writes
    #[arg(long)]
    pub read_only: bool,
    /// Allow exec and attach
    #[arg(long, conflicts_with = "read_only")]
    pub terminal: bool,
    /// Do not open a browser
    #[arg(long)]
    pub no_open: bool,
}

/// Serves until Ctrl-C, or until a process ends by itself.
pub fn run(args: &Args) -> anyhow::Result<()> {
    ports::require_free(args.port)?;
    let root = paths::checkout();
    let mut source = if let Some(context) = &args.context {
        let source = Source::named(context, args.kubeconfig.as_deref())?;
        preflight::prepare(root, &[PAGE])?;
        build::page(root, build::Kind::Release)?;
        source
    } else {
        preflight::prepare(root, &[PAGE, Work::Cluster])?;
        Binaries::ensure()?;
        build::page(root, build::Kind::Release)?;
        Source::local(args.terminal)?
    };
    let files = served::files(&source, args, &root.join("dist"))?;
    let options = served::Options { port: args.port, files, read_only: args.read_only, exec: args.terminal };
    let served = Served::start(&mut source, options)?;
    address::tell(&served.url(), source.describe(), args);
    source.watch()
}

/// Starts the demo cluster, or finds it, and loads its data.
pub fn demo_cluster(options: cluster::Options, life: Life) -> anyhow::Result<Cluster> {
    let cluster = cluster::up(options, life)?;
    if cluster.has_other_owner()? {
        // That call loads the data and keeps its logs moving.
        return Ok(cluster);
    }
    let step = progress::step("Loading the demo data");
    let loading = crate::demo::load(&cluster)?;
    step.done();
    match life {
        // The page can be used while the sets get their history.
        Life::Ours => loading.go_on(),
        Life::ItsOwn => {
            let step = progress::step("Rolling out the revisions of the demo data");
            loading.finish()?;
            step.done();
        }
    }
    Ok(cluster)
}
