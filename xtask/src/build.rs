//! The page as static files.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{cost::Cost, fingerprint::Fingerprint, lock, progress, supervise, tools};

/// What the page is made from.
const INPUTS: [&str; 15] = [
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    ".cargo",
    "Trunk.toml",
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

/// Whether the build in `dist` is of the files as they are now.
pub fn is_fresh(root: &Path) -> bool {
    let built = fs::read_to_string(stamp(root)).unwrap_or_default();
    root.join("dist/index.html").is_file() && fingerprint(root).is_ok_and(|now| now == built)
}

/// Builds the release into `dist`, unless it is there already. Returns the folder.
pub fn release(root: &Path) -> anyhow::Result<PathBuf> {
    let dist = root.join("dist");
    if is_fresh(root) {
        return Ok(dist);
    }
    let path = tools::ensure(root)?;
    let _lock = lock::hold(&root.join("build/dist.lock"), "building the page")?;
    if is_fresh(root) {
        return Ok(dist);
    }
    let before = fingerprint(root)?;
    let step = progress::step("Building the page");
    let mut trunk = Command::new("trunk");
    trunk.args(["build", "--release"]).current_dir(root).env("PATH", path).env_remove("NO_COLOR");
    supervise::build(&mut trunk, "building the page", &step)?;
    fs::write(stamp(root), before)?;
    step.done();
    Ok(dist)
}

/// Beside the build, not in it: it is none of the files that are served.
fn stamp(root: &Path) -> PathBuf {
    root.join("build/dist.stamp")
}

fn fingerprint(root: &Path) -> anyhow::Result<String> {
    let mut print = Fingerprint::default();
    INPUTS.iter().try_for_each(|input| print.tree(&root.join(input)))?;
    Ok(print.finish())
}
