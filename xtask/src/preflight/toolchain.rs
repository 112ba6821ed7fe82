//! The Rust toolchain: the parts that the pinned one is to have (`rust-toolchain.toml`), and what it links with.
//!
//! rustup installs them with a toolchain that it installs itself; one that was there before keeps the parts that it had.

use std::{
    env,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::ensure;

use crate::{
    build::WEB,
    cost::{Cost, Place},
    paths, progress, supervise,
};

/// A part of the toolchain.
pub struct Part {
    /// Files below the toolchain's folder that are there if it is.
    files: &'static [&'static str],
    /// How rustup is asked for it.
    rustup: &'static [&'static str],
    /// What has it where there is no rustup, for people.
    packages: &'static str,
    /// What adding it takes.
    pub cost: Cost,
}

/// Rust's own library for WebAssembly.
pub const TARGET: Part = Part {
    files: &["lib/rustlib/wasm32-unknown-unknown/lib"],
    rustup: &["target", "add", WEB],
    packages: "libstd-rust-dev-wasm32 on Debian and Ubuntu, rust-std-static-wasm32-unknown-unknown on Fedora",
    cost: Cost {
        what: "Rust's library for WebAssembly (wasm32-unknown-unknown)",
        minutes: 1,
        download: 20,
        disk: 100,
        place: Place::Toolchain,
    },
};

/// What `cargo fmt` and `cargo clippy` run.
pub const LINTS: Part = Part {
    files: &["bin/cargo-fmt", "bin/cargo-clippy"],
    rustup: &["component", "add", "rustfmt", "clippy"],
    packages: "rustfmt and clippy",
    cost: Cost { what: "rustfmt and clippy", minutes: 1, download: 10, disk: 30, place: Place::Toolchain },
};

/// The folder of the toolchain that compiles in this checkout.
pub fn sysroot() -> anyhow::Result<PathBuf> {
    let mut rustc = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    rustc.args(["--print", "sysroot"]).current_dir(paths::checkout());
    Ok(PathBuf::from(supervise::output(&mut rustc, "asking the Rust compiler where it is")?.trim()))
}

/// Whether parts can be added.
pub fn has_rustup() -> bool {
    paths::on_path("rustup").is_some()
}

/// Fails in one sentence if nothing is there that Rust can link with.
pub fn require_linker() -> anyhow::Result<()> {
    let is_named = env::vars_os().any(|(name, _)| {
        let name = name.to_string_lossy();
        name.starts_with("CARGO_TARGET_") && name.ends_with("_LINKER")
    });
    ensure!(
        is_named || ["cc", "gcc", "clang"].iter().any(|name| paths::on_path(name).is_some()),
        "a C compiler is missing, with which Rust links: install one (on Debian or Ubuntu: sudo apt-get install \
         build-essential; on macOS: xcode-select --install) and try again"
    );
    Ok(())
}

impl Part {
    /// Whether the toolchain has it.
    pub fn is_there(&self) -> anyhow::Result<bool> {
        sysroot().map(|folder| self.is_in(&folder))
    }

    fn is_in(&self, sysroot: &Path) -> bool {
        self.files.iter().all(|file| sysroot.join(file).exists())
    }

    /// Has rustup add it to the toolchain.
    pub fn add(&self) -> anyhow::Result<()> {
        let step = progress::step(format!("Adding {}", self.cost.what));
        let mut rustup = Command::new("rustup");
        rustup.args(self.rustup).current_dir(paths::checkout());
        supervise::output(&mut rustup, &format!("adding {}", self.cost.what))?;
        let folder = sysroot()?;
        let way_out = self.way_out();
        ensure!(
            self.is_in(&folder),
            "rustup added it to another toolchain than {}; {way_out}",
            folder.display()
        );
        step.done();
        Ok(())
    }

    /// What to do where this tool can do nothing.
    pub fn way_out(&self) -> String {
        format!(
            "this Rust toolchain lacks {}: install Rust with rustup (https://rustup.rs), which this tool then asks for \
             it, or the package of your system ({})",
            self.cost.what, self.packages
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_for_is_what_the_toolchain_file_names() {
        let pinned = std::fs::read_to_string(paths::checkout().join("rust-toolchain.toml")).unwrap();
        assert!(pinned.contains(&format!("targets = [\"{WEB}\"]")), "{pinned}");
        assert!(pinned.contains("components = [\"rustfmt\", \"clippy\"]"), "{pinned}");
        assert!(TARGET.files[0].contains(WEB));
    }

    #[test]
    fn the_toolchain_that_runs_this_has_what_builds_the_page() {
        assert!(TARGET.is_there().unwrap() && LINTS.is_there().unwrap());
        assert!(!TARGET.is_in(Path::new("/nowhere")));
    }
}
