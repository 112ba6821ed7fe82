//! `cargo xtask`: the only place for tooling logic.

mod bench;
mod build;
mod by_hand;
mod cluster;
mod cost;
mod demo;
mod fingerprint;
mod lock;
mod paths;
mod preflight;
mod progress;
mod run;
mod secret;
mod supervise;
mod test;
mod tools;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use cluster::Life::ItsOwn;
use preflight::Work;
use supervise::Interrupted;

/// Ordinal's tooling: run it, test it, work on it.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Build the page and serve it, on a local cluster with demo data or on one that you name
    Run(run::Args),
    /// Everything that must hold before a change lands
    Test(test::Args),
    /// What the list costs at thousands of sets, measured in a browser
    Bench(bench::Args),
    /// The local cluster and a page that reloads when its sources change
    Dev(run::DevArgs),
    /// Build the page into dist
    Build,
    /// The local cluster alone
    #[command(subcommand)]
    Cluster(ClusterTask),
    /// Ends processes whose owner was killed
    #[command(name = supervise::guardian::COMMAND, hide = true)]
    Guard,
}

#[derive(Debug, Clone, Subcommand)]
enum ClusterTask {
    /// Start it with its demo data, and let it run
    Up {
        /// Let exec and attach run commands: on this machine, as you
        #[arg(long)]
        terminal: bool,
        /// Load no demo data
        #[arg(long)]
        empty: bool,
    },
    /// Stop it; its data stays
    Down,
    /// What of it runs
    Status,
    /// Stop one of its processes and start it again
    Restart {
        /// Its name, as status tells it: kube-apiserver, for example
        process: String,
    },
}

fn main() -> ExitCode {
    let task = Cli::parse().command;
    if matches!(task, Task::Guard) {
        supervise::guardian::serve(std::io::stdin().lock());
        return ExitCode::SUCCESS;
    }
    match supervise::listen().and_then(|()| supervise::guardian::start()).and_then(|()| perform(task)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.is::<Interrupted>() => {
            eprintln!("\nStopped.");
            ExitCode::from(130)
        }
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> anyhow::Result<()> {
    match task {
        Task::Run(args) => run::run(&args),
        Task::Test(args) => test::run(paths::checkout(), &args),
        Task::Bench(args) => bench::run(&args),
        Task::Dev(args) => run::dev(&args),
        Task::Build => {
            preflight::prepare(paths::checkout(), &[Work::Page(build::Kind::Release)])?;
            let dist = build::page(paths::checkout(), build::Kind::Release)?;
            println!("{}", dist.display());
            eprintln!("\n{}", by_hand::steps(&secret::name()?, &secret::name()?));
            Ok(())
        }
        Task::Cluster(task) => perform_cluster(&task),
        Task::Guard => Ok(()),
    }
}

fn perform_cluster(task: &ClusterTask) -> anyhow::Result<()> {
    let name = cluster::DEMO.name;
    match task {
        ClusterTask::Up { terminal, empty } => {
            preflight::prepare(paths::checkout(), &[Work::Cluster])?;
            let options = cluster::Options { exec: *terminal, ..cluster::DEMO };
            let cluster =
                if *empty { cluster::up(options, ItsOwn)? } else { run::demo_cluster(options, ItsOwn)? };
            println!("export KUBECONFIG={}", cluster.components().kubeconfig("admin").display());
            cluster.leave()?;
        }
        ClusterTask::Down if cluster::down(name)? => println!("Stopped; its data stays."),
        ClusterTask::Down => println!("It was not running."),
        ClusterTask::Status => print_status(&cluster::status(name)?),
        ClusterTask::Restart { process } => cluster::restart(name, process)?,
    }
    Ok(())
}

fn print_status(processes: &[(cluster::Recorded, bool)]) {
    if !processes.iter().any(|(_, runs)| *runs) {
        println!("It is not running.");
        return;
    }
    for (process, runs) in processes {
        println!("{:>8}  {}{}", process.pid, process.name, if *runs { "" } else { "  (has ended)" });
    }
}
