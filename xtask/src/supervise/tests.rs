use std::{fs, path::PathBuf};

use super::*;

fn is_running(pid: u32) -> bool {
    started_at(pid).is_some()
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("ordinal-supervise-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn shell(script: &str) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", script]);
    command
}

#[test]
fn a_group_that_is_dropped_leaves_no_process_not_even_a_grandchild() {
    let logs = folder("drop");
    let mut group = Group::new(&logs);
    group.spawn("parent", shell("sleep 600 & echo $!; wait")).unwrap();
    let mut grandchild = None;
    group
        .wait_until("the grandchild", "parent", 10, || {
            grandchild = log_tail(&logs.join("parent.log")).trim().parse::<u32>().ok();
            grandchild.is_some()
        })
        .unwrap();
    let parent = group.pids()[0].1;
    drop(group);
    assert!(!is_running(parent));
    assert!(!is_running(grandchild.unwrap()));
}

#[test]
fn a_process_that_ends_by_itself_is_reported_with_its_name_and_the_end_of_its_log() {
    let logs = folder("crash");
    let mut group = Group::new(&logs);
    group.spawn("kwok", shell("echo no such flag; exit 3")).unwrap();
    let error = group.wait_until("kwok", "kwok", 10, || false).unwrap_err().to_string();
    assert!(error.contains("kwok ended by itself"), "{error}");
    assert!(error.contains('3'), "{error}");
    assert!(error.contains("no such flag"), "{error}");
}

#[test]
fn a_process_that_may_end_by_itself_is_taken_out_and_named_once() {
    let mut group = Group::new(&folder("taken"));
    group.spawn("scheduler", shell("exit 1")).unwrap();
    group.spawn("etcd", shell("sleep 600")).unwrap();
    group.wait_until("the end", "etcd", 10, || false).expect_err("one of the group ends");
    assert_eq!(group.take_ended(&["etcd", "scheduler"]).unwrap(), ["scheduler"]);
    assert_eq!(group.take_ended(&["etcd", "scheduler"]).unwrap(), [""; 0]);
    group.check().expect("what is left runs");
    assert_eq!(group.pids().len(), 1);
}

#[test]
fn a_process_that_ignores_the_request_to_end_is_killed() {
    let logs = folder("stubborn");
    let mut group = Group::new(&logs);
    group.spawn("stubborn", shell("trap '' TERM; echo ready; while :; do sleep 1; done")).unwrap();
    group
        .wait_until("stubborn", "stubborn", 10, || log_tail(&logs.join("stubborn.log")).contains("ready"))
        .unwrap();
    let pid = group.pids()[0].1;
    drop(group);
    assert!(!is_running(pid));
}

#[test]
fn the_guardian_ends_what_is_left_when_its_pipe_ends() {
    let logs = folder("guardian");
    let mut left =
        Process::spawn("left", &mut shell("sleep 600"), &Sink::Log(&logs.join("left.log"))).unwrap();
    guardian::serve(format!("+{}\n", left.pid()).as_bytes());
    left.reap().unwrap();
    assert!(!is_running(left.pid()));
}

#[test]
fn a_process_that_is_not_ready_in_time_is_reported_with_the_end_of_its_log() {
    let logs = folder("late");
    let mut group = Group::new(&logs);
    group.spawn("etcd", shell("echo waiting for a peer; exec sleep 600")).unwrap();
    let said = logs.join("etcd.log");
    group.wait_until("the log", "etcd", 10, || log_tail(&said).contains("peer")).unwrap();
    let error = group.wait_until("etcd", "etcd", 0, || false).unwrap_err().to_string();
    assert!(error.contains("etcd is not ready") && error.contains("waiting for a peer"), "{error}");
}

#[test]
fn a_command_that_fails_is_reported_with_what_it_said() {
    assert_eq!(output(&mut shell("echo yes"), "asking").unwrap(), "yes\n");
    let error = output(&mut shell("echo no; echo why >&2; exit 4"), "asking").unwrap_err().to_string();
    assert!(error.starts_with("asking: sh ended with exit status: 4\nwhy"), "{error}");
    let missing = output(&mut Command::new("/nowhere/kubectl"), "asking").unwrap_err();
    assert!(format!("{missing:#}").contains("kubectl did not start"), "{missing:#}");
}

#[test]
fn a_child_that_needs_longer_than_its_parent_is_waited_for() {
    let logs = folder("slow-child");
    let mut group = Group::new(&logs);
    // The parent ends at once when asked to; the child tidies up first.
    let child = "trap 'sleep 0.3; echo tidy; exit' TERM; echo ready; while :; do sleep 0.05; done";
    group.spawn("parent", shell(&format!("({child}) & wait"))).unwrap();
    let log = logs.join("parent.log");
    group.wait_until("the child", "parent", 10, || log_tail(&log).contains("ready")).unwrap();
    drop(group);
    assert!(log_tail(&log).contains("tidy"), "{}", log_tail(&log));
}

#[test]
fn the_lines_of_a_program_are_given_on_as_they_are() {
    let (sender, lines) = std::sync::mpsc::channel();
    let status = show_lines(&mut shell("echo one; echo two; exit 5"), move |line| {
        sender.send(String::from_utf8_lossy(line).into_owned()).unwrap();
    });
    assert_eq!(status.unwrap().code(), Some(5));
    assert_eq!(lines.iter().collect::<Vec<_>>(), ["one", "two"]);
}
