//! Running one program of a suite: what it prints is shown as it comes, and kept where tests are counted from it.

use std::{
    io::Write as _,
    process::Command,
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::{Context, ensure};

use super::tally::{Outcome, Tally};
use crate::supervise;

/// Runs a program to its end. Its output goes to ours; standard input is closed.
pub fn run(command: &mut Command) -> anyhow::Result<()> {
    let name = describe(command);
    let status = supervise::show(command).with_context(|| name.clone())?;
    ensure!(status.success(), "{name} failed ({status}); its messages are above");
    Ok(())
}

/// Runs a test harness to its end and counts its tests.
pub fn run_counting(mut command: Command) -> Outcome {
    let name = describe(&command);
    let output = Arc::new(Mutex::new(String::new()));
    let result = stream(&mut command, Arc::clone(&output)).with_context(|| name);
    let output = output.lock().unwrap_or_else(PoisonError::into_inner);
    Outcome { tally: Tally::of_test_output(&output), result }
}

fn stream(command: &mut Command, kept: Arc<Mutex<String>>) -> anyhow::Result<()> {
    let status = supervise::show_lines(command, move |line| {
        let line = String::from_utf8_lossy(line);
        // Where nobody reads it, the tests still count.
        drop(writeln!(std::io::stdout(), "{line}"));
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_str(&line);
        kept.push('\n');
    })?;
    ensure!(status.success(), "it failed ({status}); its messages are above");
    Ok(())
}

/// The command line as one would type it.
fn describe(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}
