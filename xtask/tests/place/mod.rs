//! A place of its own for each test: cache, programs, and the list of all processes that were started.

#![allow(clippy::unwrap_used, reason = "a test's helpers fail the test")]
#![allow(dead_code, reason = "each file of tests uses a part of it")]

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output, Stdio},
    thread,
    time::Duration,
};

/// "Builds" the scripts of the folder beside it into the folder after `-o`, and names it as kwok's module.
pub const GO: &str = r#"#!/bin/sh
if [ "$1" = env ]; then [ "$2" = GOVERSION ] && echo go1.26.8 || dirname "$0"; exit; fi
if [ "$1" = list ]; then dirname "$0"; exit; fi
while [ "$1" != -o ]; do shift; done
cp "$(dirname "$0")"/programs/* "$2"
"#;

/// A server: notes its process id and that of a child of its own, then stays.
pub const SERVER: &str = r#"#!/bin/sh
sleep 600 &
echo "$$ $!" >> "$PIDS"
echo "serving as $0"
wait
"#;

/// Answers what the tool asks while it starts a cluster.
const KUBECTL: &str = r#"#!/bin/sh
case "$*" in
*"get node "*) printf True ;;
esac
cat >/dev/null
"#;

/// A place of its own for each test: cache, programs, and the list of all processes that were started.
pub struct Place(pub PathBuf);

impl Place {
    pub fn new(name: &str) -> Self {
        let place = Self(std::env::temp_dir().join(format!("ordinal-life-{}-{name}", std::process::id())));
        fs::create_dir_all(place.0.join("go/programs")).unwrap();
        fs::create_dir_all(place.0.join("go/kustomize")).unwrap();
        place.script("go/go", GO);
        for server in [
            "server",
            "kube-apiserver",
            "kube-controller-manager",
            "kube-scheduler",
            "kwok",
            "metrics-server",
            "prometheus",
        ] {
            place.program(server, SERVER);
        }
        place.program("kubectl", KUBECTL);
        place
    }

    pub fn program(&self, name: &str, text: &str) {
        self.script(&format!("go/programs/{name}"), text);
    }

    /// Through a process of its own: what this one has open for writing, a child of another test's may hold while it is
    /// to be run, which the operating system refuses.
    pub fn script(&self, name: &str, text: &str) {
        let draft = self.0.join("draft");
        fs::write(&draft, text).unwrap();
        let made = Command::new("install").args(["-m", "755"]).arg(&draft).arg(self.0.join(name)).status();
        assert!(made.unwrap().success());
    }

    pub fn xtask(&self, arguments: &[&str]) -> Command {
        let mut path = self.0.join("go").into_os_string();
        path.push(":");
        path.push(std::env::var_os("PATH").unwrap());
        let mut xtask = Command::new(env!("CARGO_BIN_EXE_xtask"));
        xtask.args(arguments).env("PATH", path).env("ORDINAL_CACHE", self.0.join("cache"));
        xtask.env("PIDS", self.pids_file()).stdin(Stdio::null());
        xtask
    }

    pub fn pids_file(&self) -> PathBuf {
        self.0.join("pids")
    }

    /// All processes that servers have noted.
    pub fn pids(&self) -> Vec<u32> {
        let text = fs::read_to_string(self.pids_file()).unwrap_or_default();
        text.split_whitespace().map(|pid| pid.parse().unwrap()).collect()
    }

    pub fn running(&self) -> Vec<u32> {
        self.pids().into_iter().filter(|pid| runs(*pid)).collect()
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        for pid in self.running() {
            drop(Command::new("kill").arg("-9").arg(pid.to_string()).status());
        }
        drop(fs::remove_dir_all(&self.0));
    }
}

pub fn runs(pid: u32) -> bool {
    let output = Command::new("ps").args(["-o", "stat=", "-p", &pid.to_string()]).output().unwrap();
    let state = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    !state.is_empty() && !state.starts_with('Z')
}

/// Waits until it is so; a minute at most, so that a failure ends.
pub fn until(what: &str, mut so: impl FnMut() -> bool) {
    for _ in 0..600 {
        if so() {
            return;
        }
        thread::sleep(Duration::from_millis(100));
    }
    panic!("{what}: not within a minute");
}

pub fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}
