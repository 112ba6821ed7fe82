//! The npm packages, as the lock file names them.

use std::{fs, path::Path, process::Command};

use anyhow::Context;

use crate::{
    cost::{Cost, Place},
    lock, progress, supervise,
};

/// Where the last installation noted which lock file it followed.
const STAMP: &str = "node_modules/.installed-lock";

/// What an installation takes.
pub const COST: Cost =
    Cost { what: "npm packages", minutes: 1, download: 60, disk: 300, place: Place::Checkout };

/// Whether the packages are those of the lock file.
pub fn are_installed(root: &Path) -> bool {
    let wanted = fs::read(root.join("package-lock.json"));
    wanted.is_ok_and(|wanted| fs::read(root.join(STAMP)).is_ok_and(|installed| installed == wanted))
}

/// Installs the packages unless they are those of the lock file already.
pub fn ensure(root: &Path) -> anyhow::Result<()> {
    if are_installed(root) {
        return Ok(());
    }
    let _lock = lock::hold(&root.join("build/packages.lock"), "installing the npm packages")?;
    if are_installed(root) {
        return Ok(());
    }
    let lock = fs::read(root.join("package-lock.json")).context("package-lock.json is not readable")?;
    let step = progress::step("Installing the npm packages of package-lock.json");
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(root);
    supervise::build(&mut npm, "installing the npm packages", &step)?;
    fs::write(root.join(STAMP), lock).context("node_modules is not writable")?;
    step.done();
    Ok(())
}
