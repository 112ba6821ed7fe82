//! The tool itself, from outside: what it starts ends with it, whatever ends it.
//!
//! A `go` of our own on the search path "builds" a cluster of shell scripts, so that no network and no real cluster is
//! needed; everything else is the tool as users run it.

#![allow(clippy::unwrap_used, reason = "a test's helpers fail the test")]

mod place;

use std::process::{Child, Command, Stdio};

use place::{GO, Place, SERVER, said, until};

/// Starts a cluster that never becomes ready, and waits until its servers run.
fn starting(place: &Place) -> Child {
    place.program("kubectl", "#!/bin/sh\nexit 1\n");
    let tool = place
        .xtask(&["cluster", "up", "--empty"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    until("the servers run", || place.pids().len() == 4);
    tool
}

/// A `go` that answers what it is asked, and where it is to build does this.
fn building(script: &str) -> String {
    format!("#!/bin/sh\nif [ \"$1\" = env ]; then echo go1.26.8; exit; fi\n{script}")
}

fn send(signal: &str, tool: &Child) {
    assert!(Command::new("kill").arg(signal).arg(tool.id().to_string()).status().unwrap().success());
}

#[test]
fn a_cluster_that_is_to_stay_stays_is_found_and_ends_when_told_so() {
    let place = Place::new("stays");
    let up = place.xtask(&["cluster", "up", "--empty"]).output().unwrap();
    assert!(up.status.success(), "{}", said(&up));
    let status = place.xtask(&["cluster", "status"]).output().unwrap();
    let names = String::from_utf8_lossy(&status.stdout).lines().count();
    assert!(names >= 6, "{}", said(&status));
    until("all servers and their children run", || place.running().len() == 2 * names);
    let servers = place.running();
    let again = place.xtask(&["cluster", "up", "--empty"]).output().unwrap();
    assert!(again.status.success(), "{}", said(&again));
    assert_eq!(place.running(), servers);
    let restart = place.xtask(&["cluster", "restart", "kube-scheduler"]).output().unwrap();
    assert!(restart.status.success(), "{}", said(&restart));
    until("the new scheduler runs", || place.running().len() == servers.len());
    assert_ne!(place.running(), servers);
    let down = place.xtask(&["cluster", "down"]).output().unwrap();
    assert!(said(&down).contains("Stopped"), "{}", said(&down));
    assert_eq!(place.running(), []);
    let down = place.xtask(&["cluster", "down"]).output().unwrap();
    assert!(said(&down).contains("not running"), "{}", said(&down));
}

#[test]
fn a_process_that_dies_ends_all_and_is_named_with_its_status_and_its_last_words() {
    let place = Place::new("dies");
    place.program("kube-scheduler", "#!/bin/sh\necho unknown flag --port\nexit 7\n");
    // Without this the start could be over before the scheduler has died.
    place.program("kubectl", "#!/bin/sh\ncase \"$*\" in *\"get node \"*) exit 1;; esac\ncat >/dev/null\n");
    let up = place.xtask(&["cluster", "up", "--empty"]).output().unwrap();
    let said = said(&up);
    assert_eq!(up.status.code(), Some(1), "{said}");
    for word in ["kube-scheduler ended by itself", "exit status: 7", "unknown flag --port"] {
        assert!(said.contains(word), "{word}: {said}");
    }
    assert!(!place.pids().is_empty());
    assert_eq!(place.running(), []);
}

#[test]
fn ctrl_c_and_the_request_to_end_leave_no_process() {
    for signal in ["-INT", "-TERM"] {
        let place = Place::new(signal);
        let mut tool = starting(&place);
        send(signal, &tool);
        assert_eq!(tool.wait().unwrap().code(), Some(130));
        assert_eq!(place.running(), []);
    }
}

#[test]
fn even_when_the_tool_is_killed_outright_no_process_stays() {
    let place = Place::new("killed");
    let mut tool = starting(&place);
    send("-KILL", &tool);
    tool.wait().unwrap();
    until("the guardian has ended all", || place.running().is_empty());
}

#[test]
fn a_long_build_ends_with_the_tool() {
    let place = Place::new("build");
    place.script("go/go", &building(SERVER));
    let mut tool = place
        .xtask(&["cluster", "up", "--empty"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    until("the build runs", || place.pids().len() == 2);
    send("-TERM", &tool);
    assert_eq!(tool.wait().unwrap().code(), Some(130));
    assert_eq!(place.running(), []);
    assert!(!place.0.join("cache/clusters/demo/state.json").exists());
}

#[test]
fn a_build_that_fails_is_told_with_its_last_words_and_leaves_nothing_half_made() {
    let place = Place::new("fails");
    place.script("go/go", &building("echo no space left on device >&2\nexit 1\n"));
    let up = place.xtask(&["cluster", "up", "--empty"]).output().unwrap();
    assert_eq!(up.status.code(), Some(1));
    assert!(said(&up).contains("no space left on device"), "{}", said(&up));
    place.script("go/go", GO);
    let up = place.xtask(&["cluster", "up", "--empty"]).output().unwrap();
    assert!(up.status.success(), "{}", said(&up));
    assert!(place.xtask(&["cluster", "down"]).status().unwrap().success());
}

#[test]
fn an_unknown_context_is_one_sentence_with_the_known_ones() {
    let place = Place::new("context");
    place.script("go/kubectl", "#!/bin/sh\necho kind-dev\necho production\n");
    let run = place.xtask(&["run", "--context", "prod", "--no-open", "--port", "65123"]).output().unwrap();
    assert_eq!(run.status.code(), Some(1));
    let said = said(&run);
    assert!(said.contains("no context \"prod\"; it has kind-dev, production"), "{said}");
    assert_eq!(place.pids(), []);
}

#[test]
fn a_taken_port_is_one_sentence_with_the_way_out() {
    let place = Place::new("port");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let run = place.xtask(&["run", "--no-open", "--port", &port]).output().unwrap();
    assert_eq!(run.status.code(), Some(1));
    assert!(
        said(&run).contains(&format!("port {port} of 127.0.0.1 is taken; choose another one with --port"))
    );
}

#[test]
fn a_missing_go_is_one_sentence_with_the_way_out() {
    let place = Place::new("go");
    let mut up = place.xtask(&["cluster", "up", "--empty"]);
    let up = up.env("PATH", "/nowhere").output().unwrap();
    assert_eq!(up.status.code(), Some(1));
    let said = said(&up);
    assert!(said.contains("Go is missing") && said.contains("--context NAME"), "{said}");
}
