//! Running one program of a suite: what it prints is shown as it comes, and kept where tests are counted from it.

use std::{
    io::{BufRead, BufReader, Write},
    process::{Command, Stdio},
};

use anyhow::{Context, ensure};

use super::tally::{Outcome, Tally};

/// Runs a program to its end. Its output goes to ours; standard input is closed.
pub fn run(command: &mut Command) -> anyhow::Result<()> {
    let name = describe(command);
    let status = command.stdin(Stdio::null()).status().with_context(|| format!("{name} did not start"))?;
    ensure!(status.success(), "{name} failed ({status}); its messages are above");
    Ok(())
}

/// Runs a test harness to its end and counts its tests.
pub fn run_counting(mut command: Command) -> Outcome {
    let name = describe(&command);
    let mut output = String::new();
    let result = stream(&mut command, &mut output).with_context(|| name);
    Outcome { tally: Tally::of_test_output(&output), result }
}

fn stream(command: &mut Command, kept: &mut String) -> anyhow::Result<()> {
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().context("it did not start")?;
    if let Some(stdout) = child.stdout.take() {
        let mut out = std::io::stdout();
        for line in BufReader::new(stdout).split(b'\n') {
            let line = String::from_utf8_lossy(&line?).into_owned();
            writeln!(out, "{line}")?;
            kept.push_str(&line);
            kept.push('\n');
        }
    }
    let status = child.wait()?;
    ensure!(status.success(), "it failed ({status}); its messages are above");
    Ok(())
}

/// The command line as one would type it.
fn describe(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}
