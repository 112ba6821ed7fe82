//! Who may import whom, how long a file may be, and which names a module must not have: the table of
//! `docs/architecture.md`, enforced. The checker itself is tested on samples in `tests/fixtures/architecture`, where
//! each forbidden line says which rule it breaks.
#![cfg(test)]

mod names;
mod room;
mod rules;

use std::fs;
use std::path::{Path, PathBuf};

use room::Room;

/// What breaks a rule, and where.
#[derive(Debug, PartialEq, Eq)]
struct Breach {
    line: usize,
    rule: String,
}

/// Checks one file; `path` is relative to the repository and decides which rules hold.
fn check(path: &str, source: &str) -> Vec<Breach> {
    let mut breaches = rules::of_file(path, source);
    let Some(room) = Room::of(path) else { return breaches };
    let file = syn::parse_file(source).unwrap_or_else(|error| panic!("{path}: {error}"));
    let named = names::of_file(path, &file);
    breaches.extend(
        named
            .iter()
            .filter_map(|name| rules::refusal(room, path, name).map(|rule| Breach { line: name.line, rule })),
    );
    breaches.sort_by_key(|breach| breach.line);
    breaches.dedup();
    breaches
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn relative(root: &Path, path: &Path) -> String {
    let parts: Vec<_> = path.strip_prefix(root).unwrap().iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn samples() -> PathBuf {
    root().join("tests/fixtures/architecture")
}

#[test]
fn every_file_of_the_repository_keeps_to_the_architecture() {
    let mut broken = Vec::new();
    let mut checked = 0;
    for folder in ["src", "crates", "xtask", "tests"] {
        for file in rust_files(&root().join(folder)) {
            let path = relative(root(), &file);
            if path.starts_with("tests/fixtures/") || path.contains("/target/") {
                continue;
            }
            checked += 1;
            let breaches = check(&path, &fs::read_to_string(&file).unwrap());
            broken.extend(breaches.into_iter().map(|Breach { line, rule }| format!("{path}:{line}: {rule}")));
        }
    }
    assert!(checked > 100, "only {checked} files were found");
    assert!(broken.is_empty(), "the architecture is broken:\n{}\n", broken.join("\n"));
}

#[test]
fn each_forbidden_line_of_the_samples_is_reported_and_no_other() {
    let folder = samples().join("forbidden");
    let files = rust_files(&folder);
    assert!(files.len() > 10);
    for file in files {
        let (path, source) = (relative(&folder, &file), fs::read_to_string(&file).unwrap());
        let expected: Vec<Breach> = source
            .lines()
            .enumerate()
            .filter_map(|(index, line)| {
                let (_, rule) = line.split_once("//~ ")?;
                Some(Breach { line: index + 1, rule: rule.to_owned() })
            })
            .collect();
        assert!(!expected.is_empty(), "{path} marks nothing as forbidden");
        assert_eq!(check(&path, &source), expected, "{path}");
    }
}

#[test]
fn the_allowed_samples_pass() {
    let folder = samples().join("allowed");
    let files = rust_files(&folder);
    assert!(files.len() > 5);
    for file in files {
        let (path, source) = (relative(&folder, &file), fs::read_to_string(&file).unwrap());
        assert_eq!(check(&path, &source), [], "{path}");
    }
}

#[test]
fn a_file_of_more_than_six_hundred_lines_is_reported() {
    assert_eq!(check("src/ui/button.rs", &"\n".repeat(600)), []);
    let breaches = check("src/ui/button.rs", &"\n".repeat(601));
    assert_eq!(breaches, [Breach { line: 601, rule: "601 lines; 600 at most".to_owned() }]);
}

#[test]
fn a_module_that_is_named_for_nothing_is_reported() {
    for path in [
        "src/utils.rs",
        "crates/workload/src/helpers/mod.rs",
        "xtask/src/common.rs",
        "src/store/misc.rs",
        "tests/manager.rs",
    ] {
        assert_eq!(check(path, "").len(), 1, "{path}");
    }
    assert_eq!(check("src/store/commands.rs", ""), []);
}
