//! The page as static files.

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{
    cost::{Cost, Place},
    fingerprint::Fingerprint,
    lock, progress, supervise, tools,
};

/// What the page is made from.
const INPUTS: [&str; 16] = [
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    ".cargo",
    "Trunk.toml",
    "build.rs",
    "index.html",
    "boot.js",
    "package.json",
    "package-lock.json",
    "src",
    "crates",
    "js",
    "style",
    "public/config.json",
    "public/favicon.svg",
];

/// What building it from nothing takes.
pub const COST: Cost = Cost { what: "the page", minutes: 2, download: 40, disk: 700, place: Place::Checkout };

/// What building the tests for this machine takes.
pub const HOST_TESTS: Cost = Cost {
    what: "the tests of the crates and of this tool",
    minutes: 4,
    download: 10,
    disk: 1500,
    place: Place::Checkout,
};

/// What building the tests for the browser takes.
pub const WEB_TESTS: Cost =
    Cost { what: "the tests in a browser", minutes: 3, download: 0, disk: 900, place: Place::Checkout };

/// The target of what runs in the browser.
pub const WEB: &str = "wasm32-unknown-unknown";

/// How a build is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// What is shipped: optimised for size, in `dist`.
    #[default]
    Release,
    /// Unoptimised, minutes sooner, in `build/quick`: for working on an end-to-end test.
    Quick,
}

impl Kind {
    /// What the tests know it by: only a release is in parts.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Release => "release",
            Self::Quick => "quick",
        }
    }

    /// The folder that it is built into.
    pub fn folder(self, root: &Path) -> PathBuf {
        root.join(match self {
            Self::Release => "dist",
            Self::Quick => "build/quick",
        })
    }

    /// Beside the build, not in it: it is none of the files that are served.
    fn stamp(self, root: &Path) -> PathBuf {
        root.join(match self {
            Self::Release => "build/dist.stamp",
            Self::Quick => "build/quick.stamp",
        })
    }
}

/// Whether the build in its folder is of the files as they are now.
pub fn is_fresh(root: &Path, kind: Kind) -> bool {
    let built = fs::read_to_string(kind.stamp(root)).unwrap_or_default();
    kind.folder(root).join("index.html").is_file() && fingerprint(root).is_ok_and(|now| now == built)
}

/// Builds the page, unless it is there already. Returns the folder.
pub fn page(root: &Path, kind: Kind) -> anyhow::Result<PathBuf> {
    let folder = kind.folder(root);
    if is_fresh(root, kind) {
        return Ok(folder);
    }
    let path = tools::ensure(root)?;
    let _lock = lock::hold(&root.join("build/dist.lock"), "building the page")?;
    if is_fresh(root, kind) {
        return Ok(folder);
    }
    let before = fingerprint(root)?;
    let step = progress::step("Building the page");
    let mut trunk = trunk(root, path);
    trunk.args(["build", "--dist"]).arg(&folder);
    if kind == Kind::Release {
        trunk.args(["--release", "--features", "parts"]);
    }
    supervise::build(&mut trunk, "building the page", &step)?;
    fs::write(kind.stamp(root), before)?;
    step.done();
    Ok(folder)
}

/// Trunk in the checkout, with the search path of the tools. For `NO_COLOR` it takes no value but `true` and `false`,
/// whereas any value says it (<https://no-color.org>).
pub fn trunk(root: &Path, path: OsString) -> Command {
    let mut trunk = Command::new("trunk");
    trunk.current_dir(root).env("PATH", path).env_remove("NO_COLOR");
    if env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        trunk.env("NO_COLOR", "true");
    }
    trunk
}

/// The folder that cargo builds into.
fn target(root: &Path) -> PathBuf {
    root.join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// Whether cargo has built something into this folder before.
pub fn has_output(root: &Path, folder: &str) -> bool {
    target(root).join(folder).is_dir()
}

/// Builds the draft alone, as it is in a release, for the bench. Returns the file.
pub fn draft_bench(root: &Path) -> anyhow::Result<PathBuf> {
    let path = tools::ensure(root)?;
    let step = progress::step("Building the draft alone");
    let mut cargo = Command::new("cargo");
    cargo
        .args(["build", "--locked", "--release", "-p", "workload", "--example", "draft_bench"])
        .args(["--target", WEB])
        .current_dir(root)
        .env("PATH", path);
    supervise::build(&mut cargo, "building the draft alone", &step)?;
    step.done();
    Ok(target(root).join(WEB).join("release/examples/draft_bench.wasm"))
}

fn fingerprint(root: &Path) -> anyhow::Result<String> {
    let mut print = Fingerprint::default();
    INPUTS.iter().try_for_each(|input| print.tree(&root.join(input)))?;
    Ok(print.finish())
}
