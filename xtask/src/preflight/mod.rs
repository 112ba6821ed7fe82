//! What a command will make, what that takes, and whether the machine has what it needs: looked at before the first
//! minute of work.
//!
//! Everything that is missing is told at once, each thing in one sentence with the way out. What this tool can add by
//! itself (a part of the Rust toolchain, the browser of the tests), it adds first, while somebody still watches.

mod disk;
mod toolchain;

use std::{
    collections::BTreeSet,
    fmt::Write as _,
    path::{Path, PathBuf},
};

use crate::{
    build::{self, Kind},
    cluster::binaries::{self, Binaries},
    cost::{self, Cost, Place},
    paths, supervise,
    tools::{self, browser},
};

/// Something that a command makes, or works with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// The page, in a build of this kind.
    Page(Kind),
    /// What builds the page, also where the page is there already: it will be built again.
    PageTools,
    /// The programs of the local cluster.
    Cluster,
    /// rustfmt and clippy.
    Lints,
    /// Tests of the crates, built for this machine.
    HostTests,
    /// What is compiled for the browser beside the page.
    WebCode,
    /// The scripts' own tests.
    Scripts,
    /// Tests in a browser.
    Browser,
}

/// What the machine must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Requirement {
    Linker,
    RustTarget,
    RustLints,
    Node,
    Go,
    Browser,
}

/// Whether the machine has it.
enum Finding {
    Ready,
    /// It is missing, and this tool adds it.
    Addable(Cost, fn() -> anyhow::Result<()>),
    /// It is missing; the sentence says so, and what to do.
    Missing(String),
}

/// Fails with all that is missing; otherwise says what is made first and adds what this tool can add.
pub fn prepare(root: &Path, works: &[Work]) -> anyhow::Result<()> {
    let mut costs = works.iter().flat_map(|work| work.costs(root)).fold(Vec::new(), once);
    let requirements: BTreeSet<Requirement> = works.iter().flat_map(|work| work.requirements(root)).collect();
    let (mut additions, mut missing) = (Vec::new(), Vec::new());
    for requirement in requirements {
        match requirement.look() {
            Finding::Ready => {}
            Finding::Addable(cost, add) => {
                costs.insert(additions.len(), cost);
                additions.push(add);
            }
            Finding::Missing(sentence) => missing.push(sentence),
        }
    }
    missing.extend(disk::shortages(&costs, |place| folder_of(root, place)));
    // What is asked while somebody ends us gives no answer.
    supervise::check_interrupted()?;
    anyhow::ensure!(missing.is_empty(), "{}", missing.join("\nerror: "));
    announce(&costs)?;
    additions.into_iter().try_for_each(|add| add())
}

/// What is made for two purposes is made once.
fn once(mut costs: Vec<Cost>, cost: Cost) -> Vec<Cost> {
    if !costs.contains(&cost) {
        costs.push(cost);
    }
    costs
}

fn announce(costs: &[Cost]) -> anyhow::Result<()> {
    let Some(mut plan) = cost::plan(costs) else { return Ok(()) };
    let cache = paths::cache()?;
    // Writing to a String cannot fail.
    _ = writeln!(
        plan,
        "Kept in {}, the checkout and the folders of Rust and Go: the next start takes seconds.",
        cache.display()
    );
    eprintln!("{plan}");
    Ok(())
}

/// The folder that stands for a place; the disk is asked about it.
fn folder_of(root: &Path, place: Place) -> Option<PathBuf> {
    match place {
        Place::Cache => paths::cache().ok(),
        Place::Checkout => Some(root.to_owned()),
        Place::GoCache => binaries::go_cache(),
        Place::Toolchain => toolchain::sysroot().ok(),
        Place::System => Some(PathBuf::from("/usr")),
    }
}

impl Work {
    /// What of it is not there yet.
    fn costs(self, root: &Path) -> Vec<Cost> {
        let built = |is_built: bool, cost: Cost| (!is_built).then_some(cost);
        match self {
            Self::Page(kind) if build::is_fresh(root, kind) => Vec::new(),
            Self::Page(_) => tools::plan(root).into_iter().chain([build::COST]).collect(),
            Self::PageTools => tools::plan(root),
            Self::Cluster => Binaries::plan(),
            Self::HostTests => {
                built(build::has_output(root, "debug/deps"), build::HOST_TESTS).into_iter().collect()
            }
            Self::WebCode => {
                let output = format!("{}/debug/deps", build::WEB);
                built(build::has_output(root, &output), build::WEB_TESTS).into_iter().collect()
            }
            Self::Lints | Self::Scripts | Self::Browser => Vec::new(),
        }
    }

    fn requirements(self, root: &Path) -> Vec<Requirement> {
        match self {
            Self::Page(kind) if build::is_fresh(root, kind) => Vec::new(),
            Self::Page(_) | Self::PageTools => {
                vec![Requirement::Linker, Requirement::RustTarget, Requirement::Node]
            }
            Self::Cluster if Binaries::plan().is_empty() => Vec::new(),
            Self::Cluster => vec![Requirement::Go],
            Self::Lints => vec![Requirement::Linker, Requirement::RustLints],
            Self::HostTests => vec![Requirement::Linker],
            Self::WebCode => vec![Requirement::Linker, Requirement::RustTarget],
            Self::Scripts => vec![Requirement::Node],
            Self::Browser => vec![Requirement::Browser],
        }
    }
}

impl Requirement {
    fn look(self) -> Finding {
        match self {
            Self::Linker => found(toolchain::require_linker()),
            Self::RustTarget => look_for(&toolchain::TARGET, || toolchain::TARGET.add()),
            Self::RustLints => look_for(&toolchain::LINTS, || toolchain::LINTS.add()),
            Self::Node => found(tools::require_node()),
            Self::Go => found(binaries::require_go()),
            Self::Browser if browser::is_there() => Finding::Ready,
            Self::Browser => match browser::require_installable() {
                Ok(()) => Finding::Addable(browser::COST, || browser::ensure_browser().map(drop)),
                Err(error) => Finding::Missing(format!("{error:#}")),
            },
        }
    }
}

fn found(checked: anyhow::Result<()>) -> Finding {
    checked.map_or_else(|error| Finding::Missing(format!("{error:#}")), |()| Finding::Ready)
}

fn look_for(part: &toolchain::Part, add: fn() -> anyhow::Result<()>) -> Finding {
    match part.is_there() {
        Ok(true) => Finding::Ready,
        Ok(false) if toolchain::has_rustup() => Finding::Addable(part.cost, add),
        Ok(false) => Finding::Missing(part.way_out()),
        Err(error) => Finding::Missing(format!("{error:#}")),
    }
}
