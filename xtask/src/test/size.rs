//! The size budget of the release build: what a first visit loads, and what opening the editor and writing JSON add.

use std::{fmt::Write, path::Path, process::Command};

use anyhow::{Context, ensure};
use serde::{Deserialize, Serialize};

/// A part of the build with the most it may weigh.
struct Budget {
    /// What it is called in the report.
    name: &'static str,
    /// Whether a file, named relative to the build, belongs to it.
    holds: fn(&str) -> bool,
    /// Compressed bytes (gzip) at most.
    gzip: u64,
}

/// Every file of the build belongs to exactly one row.
const BUDGETS: [Budget; 4] = [
    Budget { name: "first load", holds: |path| !is_editor(path) && !is_part(path), gzip: 900_000 },
    // Pages and dialogs that a first visit does not show: `src/ui/part.rs`.
    Budget { name: "parts, when they are needed", holds: is_part, gzip: 900_000 },
    // Monaco with the features we show, its two workers, the YAML language, style and icons.
    Budget {
        name: "editor, when it is opened",
        holds: |path| is_editor(path) && !is_json(path),
        gzip: 1_600_000,
    },
    Budget { name: "editor, when one writes JSON in it", holds: is_json, gzip: 150_000 },
];

fn is_editor(path: &str) -> bool {
    path.starts_with("vendor/")
}

fn is_json(path: &str) -> bool {
    path.starts_with("vendor/json-worker")
}

fn is_part(path: &str) -> bool {
    path.starts_with("part-")
}

/// A file of the build.
#[derive(Debug, Deserialize, Serialize)]
pub struct Measured {
    path: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

/// Prints a table of the build's files and fails if a part is over its budget.
pub fn check(dist: &Path) -> anyhow::Result<()> {
    let files = measure(dist)?;
    println!("{}", table(&files));
    for budget in &BUDGETS {
        let part: Vec<&Measured> = files.iter().filter(|file| (budget.holds)(&file.path)).collect();
        let gzip: u64 = part.iter().map(|file| file.gzip).sum();
        println!("{}: {} of {} gzip", budget.name, kilobytes(gzip), kilobytes(budget.gzip));
        ensure!(!part.is_empty(), "the build has no file for the part \"{}\"", budget.name);
        ensure!(
            gzip <= budget.gzip,
            "the part \"{}\" is over its budget: {} of {} compressed",
            budget.name,
            kilobytes(gzip),
            kilobytes(budget.gzip)
        );
    }
    Ok(())
}

/// The size of each file of a build.
pub fn measure(dist: &Path) -> anyhow::Result<Vec<Measured>> {
    let output = Command::new("node")
        .args(["--input-type=module", "--eval", include_str!("measure.js"), "--"])
        .arg(dist)
        .output()
        .context("node did not start")?;
    ensure!(
        output.status.success(),
        "measuring the build failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).context("the measurements are no JSON")
}

/// The files and parts with their sizes.
pub fn table(files: &[Measured]) -> String {
    let mut out = format!("{:>12} {:>12} {:>12}  file\n", "raw", "gzip", "brotli");
    let mut row = |raw, gzip, brotli, name: &str| {
        // Writing to a String does not fail.
        _ = writeln!(out, "{:>12} {:>12} {:>12}  {name}", kilobytes(raw), kilobytes(gzip), kilobytes(brotli));
    };
    for file in files {
        row(file.raw, file.gzip, file.brotli, &file.path);
    }
    for budget in &BUDGETS {
        let part = || files.iter().filter(|file| (budget.holds)(&file.path));
        row(
            part().map(|file| file.raw).sum(),
            part().map(|file| file.gzip).sum(),
            part().map(|file| file.brotli).sum(),
            budget.name,
        );
    }
    out
}

/// Thousands of bytes with one decimal, as browsers' network panels show them.
fn kilobytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100);
    format!("{}.{} KB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_file_belongs_to_one_part() {
        for path in [
            "index.html",
            "ordinal-0123456789abcdef_bg.wasm",
            "part-detail-0123.wasm",
            "vendor/editor-A.js",
            "vendor/json-worker-A.js",
        ] {
            assert_eq!(BUDGETS.iter().filter(|budget| (budget.holds)(path)).count(), 1, "{path}");
        }
    }

    #[test]
    fn sizes_are_rounded_up() {
        assert_eq!(kilobytes(0), "0.0 KB");
        assert_eq!(kilobytes(1), "0.1 KB");
        assert_eq!(kilobytes(900_000), "900.0 KB");
    }

    #[test]
    fn a_build_is_measured_file_by_file() {
        let folder = std::env::temp_dir().join(format!("ordinal-size-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("vendor")).unwrap();
        std::fs::write(folder.join("index.html"), "a".repeat(1000)).unwrap();
        std::fs::write(folder.join("vendor/editor.js"), "b").unwrap();
        let files = measure(&folder).unwrap();
        assert_eq!(
            files.iter().map(|file| file.path.as_str()).collect::<Vec<_>>(),
            ["index.html", "vendor/editor.js"]
        );
        assert_eq!(files[0].raw, 1000);
        assert!(files[0].gzip < 100 && files[0].brotli < 100);
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
