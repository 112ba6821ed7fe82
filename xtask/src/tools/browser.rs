//! The browser of the tests: Chromium with its driver, from the system's packages.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, ensure};

use crate::{
    cost::{Cost, Place},
    paths,
};

/// The packages on Debian and its descendants; the font is for Chinese in screenshots.
const PACKAGES: [&str; 3] = ["chromium", "chromium-driver", "fonts-noto-cjk"];

/// Programs that are Chromium.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/// Where the browser and its driver are.
#[derive(Debug, Clone)]
pub struct Browser {
    /// Chromium or Chrome.
    pub chromium: PathBuf,
    /// `chromedriver` of the same version.
    pub driver: PathBuf,
}

/// What installing it takes.
pub const COST: Cost =
    Cost { what: "Chromium for the tests", minutes: 1, download: 200, disk: 700, place: Place::System };

/// Whether the browser and its driver are there.
pub fn is_there() -> bool {
    find().is_some()
}

/// Fails in one sentence where this tool cannot install the browser.
pub fn require_installable() -> anyhow::Result<()> {
    ensure!(
        may_install(),
        "the browser tests need Chromium and its driver: install them (on Debian or Ubuntu: sudo apt-get install {})",
        PACKAGES.join(" ")
    );
    Ok(())
}

/// Finds the browser, or installs it where that is allowed, or says in one sentence what to install.
pub fn ensure_browser() -> anyhow::Result<Browser> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    require_installable()?;
    println!("installing {} from the system's packages", PACKAGES.join(", "));
    apt_get(&["update", "-qq"])?;
    let mut install = vec!["install", "-y", "-qq", "--no-install-recommends"];
    install.extend(PACKAGES);
    apt_get(&install)?;
    find().context("chromium and chromium-driver are installed, but not on the PATH")
}

fn find() -> Option<Browser> {
    let chromium = BROWSERS.iter().find_map(|name| paths::on_path(name))?;
    Some(Browser { chromium, driver: paths::on_path("chromedriver")? })
}

fn may_install() -> bool {
    let is_root =
        Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0");
    is_root && Path::new("/usr/bin/apt-get").is_file()
}

fn apt_get(arguments: &[&str]) -> anyhow::Result<()> {
    let status = Command::new("apt-get")
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive")
        .status()
        .context("apt-get did not start")?;
    ensure!(status.success(), "apt-get {} failed; its messages are above", arguments[0]);
    Ok(())
}
