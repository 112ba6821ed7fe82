use std::{fs, path::PathBuf};

use super::{process::log_tail, *};

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
    let mut group = Group::detached(&logs);
    group.spawn("parent", shell("sleep 600 & echo $!; wait")).unwrap();
    let mut grandchild = None;
    group
        .wait_until("the grandchild", 10, || {
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
    let mut group = Group::detached(&logs);
    group.spawn("kwok", shell("echo no such flag; exit 3")).unwrap();
    let error = group.wait_until("kwok", 10, || false).unwrap_err().to_string();
    assert!(error.contains("kwok ended by itself"), "{error}");
    assert!(error.contains('3'), "{error}");
    assert!(error.contains("no such flag"), "{error}");
}

#[test]
fn a_process_that_ignores_the_request_to_end_is_killed() {
    let logs = folder("stubborn");
    let mut group = Group::detached(&logs);
    group.spawn("stubborn", shell("trap '' TERM; echo ready; while :; do sleep 1; done")).unwrap();
    group.wait_until("stubborn", 10, || log_tail(&logs.join("stubborn.log")).contains("ready")).unwrap();
    let pid = group.pids()[0].1;
    drop(group);
    assert!(!is_running(pid));
}

#[test]
fn the_guardian_ends_what_is_left_when_its_pipe_ends() {
    let logs = folder("guardian");
    let mut left = Process::spawn("left", shell("sleep 600"), &logs.join("left.log")).unwrap();
    guardian::serve(format!("+{}\n", left.pid()).as_bytes());
    left.reap();
    assert!(!is_running(left.pid()));
}
