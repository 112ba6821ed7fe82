//! The pinned tools: in the cache, unless the right versions are on PATH already.

pub mod browser;
pub mod packages;

use std::{
    env,
    ffi::OsString,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Context;

use crate::{
    cost::{Cost, Place},
    lock, paths, progress,
    supervise::{self, Interrupted},
};

/// A cargo-installed program.
struct Tool {
    /// The programs to look for; `--version` of each names its version.
    programs: &'static [&'static str],
    /// The crate it comes from.
    package: &'static str,
    version: &'static str,
    /// A crate of ours, in the checkout, that builds the programs with a lock file of ours; else the package's own.
    locked_by: Option<&'static str>,
    flags: &'static [&'static str],
    /// What building it takes.
    cost: Cost,
}

const TRUNK: Tool = Tool {
    programs: &["trunk"],
    package: "trunk",
    version: "0.21.14",
    locked_by: None,
    flags: &["--no-default-features", "--features", "rustls"],
    cost: Cost {
        what: "Trunk, which builds the page",
        minutes: 6,
        download: 60,
        disk: 600,
        place: Place::Cache,
    },
};

/// Its own lock file names a withdrawn release of webpki-roots.
const WASM_BINDGEN: Tool = Tool {
    programs: &["wasm-bindgen", "wasm-bindgen-test-runner", "wasm-split"],
    package: "wasm-bindgen-cli",
    version: "0.2.130",
    locked_by: Some("xtask/wasm-bindgen"),
    flags: &[],
    cost: Cost { what: "wasm-bindgen", minutes: 3, download: 40, disk: 300, place: Place::Cache },
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

/// What a cold start would install; empty when everything is there.
pub fn plan(root: &Path) -> Vec<Cost> {
    let tools = [TRUNK, WASM_BINDGEN].into_iter().filter(|tool| !tool.is_there()).map(|tool| tool.cost);
    tools.chain((!packages::are_installed(root)).then_some(packages::COST)).collect()
}

/// Fails in one sentence if Node is missing or too old.
pub fn require_node() -> anyhow::Result<()> {
    let said = Command::new("node").arg("--version").output();
    let version = said.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    anyhow::ensure!(
        major(&version).is_some_and(|major| major >= NODE) && paths::on_path("npm").is_some(),
        "Node {NODE} or newer with npm is needed to bundle the editor and the styles, and {}: install it \
         (https://nodejs.org) and try again",
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
        let name = self.package.trim_end_matches("-cli");
        Ok(paths::cache()?.join("tools").join(format!("{name}-{}", self.version)))
    }

    fn is_there(&self) -> bool {
        self.is_on_path() || self.folder().is_ok_and(|folder| self.is_in(&folder.join("bin")))
    }

    fn is_on_path(&self) -> bool {
        self.programs.iter().all(|name| paths::on_path(name).is_some_and(|program| self.is_right(&program)))
    }

    fn is_in(&self, bin: &Path) -> bool {
        self.programs.iter().all(|name| self.is_right(&bin.join(name)))
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
        let _lock = lock::hold(&folder.with_extension("lock"), "installing a tool")?;
        if !self.is_in(&bin) {
            self.install(&folder)?;
        }
        Ok(Some(bin))
    }

    fn install(&self, folder: &Path) -> anyhow::Result<()> {
        let what = format!("installing {}", self.package);
        let step = progress::step(format!("Installing {}", self.cost.what));
        let is_fetched = paths::on_path("cargo-binstall").is_some()
            && match supervise::build(&mut self.binstall(folder), &what, &step) {
                Ok(()) => true,
                Err(error) if error.is::<Interrupted>() => return Err(error),
                // It is not on every platform, nor always to be had; the source is.
                Err(_) => false,
            };
        let target = folder.join("target");
        if !is_fetched {
            supervise::build(&mut self.cargo_install(folder, &target), &what, &step)?;
        }
        if target.exists() {
            fs::remove_dir_all(&target).with_context(|| format!("cannot remove {}", target.display()))?;
        }
        anyhow::ensure!(self.is_in(&folder.join("bin")), "{what} gave no {}", self.programs.join(" or no "));
        step.done();
        Ok(())
    }

    fn binstall(&self, folder: &Path) -> Command {
        let mut cargo = cargo();
        cargo.args(["binstall", "--no-confirm", "--disable-strategies=compile", "--root"]).arg(folder);
        cargo.arg(format!("{}@{}", self.package, self.version));
        cargo
    }

    /// Optimised little: it is run a few times, and waited for once.
    fn cargo_install(&self, folder: &Path, target: &Path) -> Command {
        let mut cargo = cargo();
        cargo.args(["install", "--locked"]).args(self.flags);
        cargo.arg("--root").arg(folder).arg("--target-dir").arg(target);
        match self.locked_by {
            Some(ours) => cargo.args(["--path", ours]),
            None => cargo.arg(format!("{}@{}", self.package, self.version)),
        };
        cargo
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
        cargo
    }
}

/// The cargo that runs us, in the checkout, whose toolchain is pinned.
fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(paths::checkout());
    cargo
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

    #[test]
    fn every_tool_is_built_with_a_lock_file_wasm_bindgen_with_ours() {
        let arguments = |tool: &Tool| {
            let command = tool.cargo_install(Path::new("/tools"), Path::new("/tools/target"));
            let words: Vec<String> =
                command.get_args().map(|word| word.to_string_lossy().into_owned()).collect();
            words.join(" ")
        };
        assert_eq!(
            arguments(&TRUNK),
            "install --locked --no-default-features --features rustls --root /tools --target-dir /tools/target \
             trunk@0.21.14"
        );
        assert_eq!(
            arguments(&WASM_BINDGEN),
            "install --locked --root /tools --target-dir /tools/target --path xtask/wasm-bindgen"
        );
        let ours = fs::read_to_string(paths::checkout().join("xtask/wasm-bindgen/Cargo.lock")).unwrap();
        let pinned = format!("name = \"{}\"\nversion = \"{}\"", WASM_BINDGEN.package, WASM_BINDGEN.version);
        assert!(ours.contains(&pinned), "the lock is of the version that is asked for");
    }
}
