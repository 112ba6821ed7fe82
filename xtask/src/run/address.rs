//! Telling where the page is, and opening it where there is a desktop.

use std::{
    env,
    process::{Command, Stdio},
};

use super::Args;
use crate::paths;

/// Prints the address and what it serves, and opens it.
pub fn tell(url: &str, source: String, args: &Args) {
    println!("\n  Ordinal  {url}");
    println!("           {source}{}", if args.read_only { ", read-only" } else { "" });
    if args.terminal {
        println!("           exec is allowed: whoever can open this address can run commands in its pods");
    }
    println!("           Ctrl-C ends it\n");
    if !args.no_open {
        open(url);
    }
}

/// Opens the address in the user's browser, if there is a desktop to open it on.
fn open(url: &str) {
    let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let has_desktop = cfg!(target_os = "macos")
        || ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| env::var_os(name).is_some());
    if !has_desktop || paths::on_path(program).is_none() {
        return;
    }
    let opened = Command::new(program).arg(url).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if let Err(error) = opened {
        eprintln!("  The browser did not open ({error}); the address is above.");
    }
}
