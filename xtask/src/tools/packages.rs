//! The npm packages, as the lock file names them.

use std::{fs, path::Path, process::Command};

use anyhow::Context;

use crate::{progress, supervise};

/// Where the last installation noted which lock file it followed.
const STAMP: &str = "node_modules/.installed-lock";

/// Installs the packages unless they are those of the lock file already.
pub fn ensure(root: &Path) -> anyhow::Result<()> {
    let lock = fs::read(root.join("package-lock.json")).context("package-lock.json is not readable")?;
    if fs::read(root.join(STAMP)).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    let step = progress::step("Installing the npm packages of package-lock.json");
    let mut npm = Command::new("npm");
    npm.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(root);
    supervise::output(&mut npm, "installing the npm packages")?;
    step.done();
    fs::write(root.join(STAMP), lock).context("node_modules is not writable")
}
