//! The pinned tools: in the cache, unless the right versions are on PATH already.

pub mod packages;

use std::{
    env,
    ffi::OsString,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{paths, progress, supervise};

/// A cargo-installed program.
struct Tool {
    /// The program to look for; `--version` names its version.
    program: &'static str,
    /// The crate it comes from.
    package: &'static str,
    version: &'static str,
    flags: &'static [&'static str],
    /// What building it takes: for people, before they wait.
    cost: &'static str,
}

const TRUNK: Tool = Tool {
    program: "trunk",
    package: "trunk",
    version: "0.21.14",
    flags: &["--locked", "--no-default-features", "--features", "rustls"],
    cost: "Trunk: about 4 minutes, 400 MB of disk while it is built",
};

/// Without `--locked`: its lock file names a withdrawn release of webpki-roots.
const WASM_BINDGEN: Tool = Tool {
    program: "wasm-bindgen",
    package: "wasm-bindgen-cli",
    version: "0.2.130",
    flags: &["--no-default-features", "--bin", "wasm-bindgen", "--bin", "wasm-bindgen-test-runner"],
    cost: "wasm-bindgen: about 3 minutes, 300 MB of disk while it is built",
};

/// The oldest Node that the bundles are built with.
const NODE: u32 = 20;

/// Everything that building and testing the page needs, as the search path to run it with.
pub fn ensure(root: &Path) -> anyhow::Result<OsString> {
    require_node()?;
    let mut folders = vec![root.join("node_modules/.bin")];
    for tool in [&TRUNK, &WASM_BINDGEN] {
        folders.extend(tool.ensure()?);
    }
    packages::ensure(root)?;
    folders.extend(env::split_paths(&env::var_os("PATH").unwrap_or_default()));
    Ok(env::join_paths(folders)?)
}

/// What a cold start would build, in words for people; empty when everything is there.
pub fn plan() -> Vec<&'static str> {
    [TRUNK, WASM_BINDGEN].iter().filter(|tool| !tool.is_there()).map(|tool| tool.cost).collect()
}

fn require_node() -> anyhow::Result<()> {
    let said = Command::new("node").arg("--version").output();
    let version = said.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    anyhow::ensure!(
        major(&version).is_some_and(|major| major >= NODE),
        "Node {NODE} or newer is needed to bundle the editor and the styles; {}",
        if version.is_empty() { "it is missing".to_owned() } else { format!("this is {}", version.trim()) }
    );
    Ok(())
}

/// `v20.11.0` → 20.
fn major(version: &str) -> Option<u32> {
    version.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

impl Tool {
    fn folder(&self) -> anyhow::Result<PathBuf> {
        Ok(paths::cache()?.join("tools").join(format!("{}-{}", self.program, self.version)))
    }

    fn is_there(&self) -> bool {
        self.is_on_path()
            || self.folder().is_ok_and(|folder| self.is_right(&folder.join("bin").join(self.program)))
    }

    fn is_on_path(&self) -> bool {
        paths::on_path(self.program).is_some_and(|program| self.is_right(&program))
    }

    fn is_right(&self, program: &Path) -> bool {
        Command::new(program).arg("--version").output().is_ok_and(|output| {
            String::from_utf8_lossy(&output.stdout).split_whitespace().any(|w| w == self.version)
        })
    }

    /// Installs it where it is missing. Returns the folder to put on the search path, if it is not there already.
    fn ensure(&self) -> anyhow::Result<Option<PathBuf>> {
        if self.is_on_path() {
            return Ok(None);
        }
        let folder = self.folder()?;
        let bin = folder.join("bin");
        if !self.is_right(&bin.join(self.program)) {
            let step = progress::step(format!("Installing {}", self.cost));
            supervise::output(&mut self.install(&folder), &format!("installing {}", self.package))?;
            step.done();
        }
        Ok(Some(bin))
    }

    /// Optimised little: it is run a few times, and waited for once.
    fn install(&self, folder: &Path) -> Command {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        let binstall = paths::on_path("cargo-binstall").is_some();
        if binstall {
            cargo.args(["binstall", "--no-confirm", "--root"]).arg(folder);
        } else {
            cargo.arg("install").args(self.flags).arg("--root").arg(folder);
            cargo.arg("--target-dir").arg(folder.join("target"));
        }
        cargo
            .arg(format!("{}@{}", self.package, self.version))
            .current_dir(paths::checkout())
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
        cargo
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_of_node_is_read_from_what_it_says() {
        assert_eq!(major("v20.11.0\n"), Some(20));
        assert_eq!(major(""), None);
        assert_eq!(major("20"), None);
    }
}
