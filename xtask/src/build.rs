//! The page as static files.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{cost::Cost, fingerprint::Fingerprint, lock, progress, supervise, tools};

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
pub const COST: Cost = Cost { what: "the page", minutes: 2, download: 40, disk: 700 };

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
    let mut trunk = Command::new("trunk");
    trunk.args(["build", "--dist"]).arg(&folder).current_dir(root).env("PATH", path).env_remove("NO_COLOR");
    if kind == Kind::Release {
        trunk.args(["--release", "--features", "parts"]);
    }
    supervise::build(&mut trunk, "building the page", &step)?;
    fs::write(kind.stamp(root), before)?;
    step.done();
    Ok(folder)
}

/// Builds the draft alone, as it is in a release, for the bench. Returns the file.
pub fn draft_bench(root: &Path) -> anyhow::Result<PathBuf> {
    let path = tools::ensure(root)?;
    let step = progress::step("Building the draft alone");
    let folder = root.join(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()));
    let mut cargo = Command::new("cargo");
    cargo
        .args(["build", "--locked", "--release", "-p", "workload", "--example", "draft_bench"])
        .args(["--target", WEB])
        .current_dir(root)
        .env("PATH", path);
    supervise::build(&mut cargo, "building the draft alone", &step)?;
    step.done();
    Ok(folder.join(WEB).join("release/examples/draft_bench.wasm"))
}

fn fingerprint(root: &Path) -> anyhow::Result<String> {
    let mut print = Fingerprint::default();
    INPUTS.iter().try_for_each(|input| print.tree(&root.join(input)))?;
    Ok(print.finish())
}
