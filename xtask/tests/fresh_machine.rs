//! A machine that lacks something: each lack is told in a sentence before anything is built, or mended first.
//!
//! The search path holds nothing but programs of our own, so that nothing of the machine that runs these tests is seen,
//! and each of them notes what it was asked to do.

#![allow(clippy::unwrap_used, reason = "a test's helpers fail the test")]

mod place;

use std::{fs, path::PathBuf, process::Output};

use place::{Place, said};

/// Asked for its folder; with `target add` or `component add`, rustup makes the toolchain whole.
const RUSTC: &str = "echo \"$MACHINE/toolchain\"";
const RUSTUP: &str = "echo rustup $* >> \"$MACHINE/asked\"
/bin/mkdir -p \"$MACHINE/toolchain/lib/rustlib/wasm32-unknown-unknown/lib\" \"$MACHINE/toolchain/bin\"
: > \"$MACHINE/toolchain/bin/cargo-fmt\"; : > \"$MACHINE/toolchain/bin/cargo-clippy\"";
const NOTED: &str = "echo ${0##*/} $* >> \"$MACHINE/asked\"";
const GO: &str = "[ \"$1\" = env ] || echo go $* >> \"$MACHINE/asked\"
case \"$2\" in GOVERSION) echo ${GO_IS:-go1.26.8};; *) echo \"$MACHINE\";; esac";
const NODE: &str =
    "[ \"$1\" = --version ] && echo ${NODE_IS:-v20.11.0} || echo node $* >> \"$MACHINE/asked\"";
const DF: &str = "echo Filesystem 1024-blocks Used Available Capacity Mounted on
echo /dev/disk 264212084 14657064 ${FREE_IS:-80844200} 16% /";

struct Machine(Place);

impl Machine {
    /// One that has all that any command needs, and nothing that was built before.
    fn complete(name: &str) -> Self {
        let machine = Self(Place::new(&format!("fresh-{name}")));
        fs::create_dir_all(machine.folder().join("bin")).unwrap();
        fs::create_dir_all(machine.folder().join("toolchain/bin")).unwrap();
        fs::create_dir_all(machine.target()).unwrap();
        for program in ["cargo-fmt", "cargo-clippy"] {
            fs::write(machine.folder().join("toolchain/bin").join(program), "").unwrap();
        }
        for (name, script) in [
            ("rustc", RUSTC),
            ("rustup", RUSTUP),
            ("go", GO),
            ("node", NODE),
            ("df", DF),
            ("id", "echo 1000"),
        ] {
            machine.has(name, script);
        }
        for name in ["cc", "npm", "cargo", "chromium", "chromedriver"] {
            machine.has(name, NOTED);
        }
        machine
    }

    fn has(&self, name: &str, script: &str) {
        self.0.script(&format!("bin/{name}"), &format!("#!/bin/sh\n{script}\n"));
    }

    fn lacks(self, names: &[&str]) -> Self {
        for name in names {
            fs::remove_file(self.folder().join("bin").join(name)).unwrap();
        }
        self
    }

    fn lacks_the_target(self) -> Self {
        fs::remove_dir_all(self.target()).unwrap();
        self
    }

    fn folder(&self) -> &PathBuf {
        &self.0.0
    }

    fn target(&self) -> PathBuf {
        self.folder().join("toolchain/lib/rustlib/wasm32-unknown-unknown/lib")
    }

    fn run(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
        let mut xtask = self.0.xtask(arguments);
        xtask.env("PATH", self.folder().join("bin")).env("MACHINE", self.folder());
        xtask.env("CARGO", self.folder().join("bin/cargo")).env_remove("RUSTC");
        xtask.envs(environment.iter().copied()).output().unwrap()
    }

    /// What its programs were asked to do, line by line.
    fn asked(&self) -> Vec<String> {
        let text = fs::read_to_string(self.folder().join("asked")).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    /// Fails with these words, and before anything was begun.
    fn refuses(&self, arguments: &[&str], environment: &[(&str, &str)], words: &[&str]) {
        let output = self.run(arguments, environment);
        let said = said(&output);
        assert_eq!(output.status.code(), Some(1), "{arguments:?}: {said}");
        for word in words {
            assert!(said.contains(word), "{arguments:?}: {word}: {said}");
        }
        assert!(said.lines().count() <= 10, "{arguments:?}: a sentence, no trace: {said}");
        assert_eq!(self.asked(), [""; 0], "{arguments:?}: nothing is begun");
    }
}

/// Commands that build the page, however much of it is there.
const BUILDERS: [&[&str]; 3] = [&["dev", "--port", "65124"], &["test"], &["bench"]];

#[test]
fn a_toolchain_without_the_web_target_and_without_rustup_is_told_at_once_and_not_after_19_minutes() {
    let machine = Machine::complete("no-rustup").lacks(&["rustup"]).lacks_the_target();
    for command in BUILDERS {
        machine.refuses(
            command,
            &[],
            &["error: this Rust toolchain lacks", "wasm32-unknown-unknown", "https://rustup.rs"],
        );
    }
}

#[test]
fn a_missing_target_is_added_before_anything_else_is_done() {
    let machine = Machine::complete("target").lacks_the_target();
    let output = machine.run(&["test", "lint"], &[]);
    assert!(output.status.success(), "{}", said(&output));
    let asked = machine.asked();
    assert_eq!(asked[0], "rustup target add wasm32-unknown-unknown");
    assert!(asked[1].starts_with("cargo fmt") && asked.len() == 4, "{asked:?}");
    assert!(said(&output).contains("Adding Rust's library for WebAssembly"), "{}", said(&output));
}

#[test]
fn missing_lints_are_added_too() {
    let machine = Machine::complete("lints");
    fs::remove_file(machine.folder().join("toolchain/bin/cargo-clippy")).unwrap();
    assert!(machine.run(&["test", "lint"], &[]).status.success());
    assert_eq!(machine.asked()[0], "rustup component add rustfmt clippy");
}

#[test]
fn a_rustup_that_cannot_add_the_target_is_quoted_and_nothing_is_begun() {
    let machine = Machine::complete("offline").lacks_the_target();
    machine.has("rustup", "echo info: downloading; echo error: could not download file >&2; exit 1");
    machine.refuses(
        &["test", "lint"],
        &[],
        &["rustup ended with exit status: 1", "error: could not download file"],
    );
    machine.has("rustup", ":");
    machine.refuses(&["test", "lint"], &[], &["another toolchain", "libstd-rust-dev-wasm32"]);
}

#[test]
fn node_must_be_there_with_npm_and_new_enough() {
    for lacking in ["node", "npm"] {
        let machine = Machine::complete(lacking).lacks(&[lacking]);
        for command in BUILDERS {
            machine.refuses(command, &[], &["Node 20 or newer with npm is needed", "https://nodejs.org"]);
        }
    }
    let machine = Machine::complete("old-node");
    machine.refuses(&["dev", "--port", "65124"], &[("NODE_IS", "v18.19.0")], &["this is v18.19.0"]);
}

#[test]
fn go_must_be_there_and_new_enough() {
    let machine = Machine::complete("no-go").lacks(&["go"]);
    for command in BUILDERS.into_iter().chain([["cluster", "up"].as_slice()]) {
        machine.refuses(command, &[], &["Go is missing", "install Go 1.26 or newer"]);
    }
    let machine = Machine::complete("old-go");
    machine.refuses(&["cluster", "up"], &[("GO_IS", "go1.25.1")], &["this Go is go1.25.1", "--context NAME"]);
    machine.has(
        "go",
        "echo 'go: go.mod requires go >= 1.26.4 (running go 1.26.0; GOTOOLCHAIN=local)' >&2; exit 1",
    );
    machine.refuses(&["cluster", "up"], &[], &["go.mod requires go >= 1.26.4"]);
}

#[test]
fn a_disk_with_too_little_room_is_told_with_what_would_be_written() {
    let machine = Machine::complete("disk");
    for command in BUILDERS.into_iter().chain([["cluster", "up"].as_slice()]) {
        machine.refuses(
            command,
            &[("FREE_IS", "900000")],
            &["has 900 MB left, and about", "will be written to it"],
        );
    }
}

#[test]
fn a_missing_linker_is_told() {
    let machine = Machine::complete("linker").lacks(&["cc"]);
    machine.refuses(&["test", "unit"], &[], &["a C compiler is missing"]);
}

#[test]
fn the_browser_of_the_tests_is_asked_for_before_the_tests_begin() {
    let machine = Machine::complete("browser").lacks(&["chromedriver"]);
    machine.refuses(&["test"], &[], &["need Chromium and its driver", "\n0 passed, 1 failed"]);
}

#[test]
fn all_that_is_missing_is_told_at_once() {
    let machine = Machine::complete("all").lacks(&["node", "go", "rustup"]).lacks_the_target();
    machine.refuses(
        &["dev", "--port", "65124"],
        &[],
        &["error: this Rust toolchain lacks", "error: Node 20", "error: Go is missing"],
    );
}
