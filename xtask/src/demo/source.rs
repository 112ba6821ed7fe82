//! The files of `cluster/demo/` and `cluster/stages/`.
//!
//! `NS/NAME.yaml` holds a set with what belongs to it, `NS/NAME.N.yaml` is a strategic merge patch of that set that makes
//! its revision N (or changes its scale), applied when what came before is rolled out.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::fingerprint::Fingerprint;

/// Delays up to this many milliseconds are shortened while the demo is loaded; longer ones are states to look at.
const SHORT: u64 = 5000;
/// By how much.
const FASTER: u64 = 20;

/// All of the demo's files, by path relative to `cluster/`.
#[derive(Clone)]
pub struct Source {
    files: BTreeMap<PathBuf, String>,
}

impl Source {
    /// Reads `demo/` and `stages/` in this directory.
    pub fn read(cluster: &Path) -> Result<Self> {
        let mut files = BTreeMap::new();
        for part in ["demo", "stages"] {
            read_tree(cluster, &cluster.join(part), &mut files)?;
        }
        Ok(Self { files })
    }

    /// Tells whether a cluster holds just this: everything that it gets from here, and where its state is.
    pub fn hash(&self, state: &Path) -> String {
        let mut print = Fingerprint::default();
        for (path, text) in self.files.iter().filter(|(path, _)| is_yaml(path)) {
            print.text(&path.to_string_lossy());
            print.text(text);
        }
        print.text(&state.to_string_lossy());
        print.finish()
    }

    /// The stages as they are.
    pub fn stages(&self) -> String {
        self.documents(|path| path.starts_with("stages"))
    }

    /// The stages with short delays made shorter.
    pub fn quick_stages(&self) -> String {
        self.stages().lines().map(quicker).collect::<Vec<_>>().join("\n")
    }

    /// Everything that is applied at first.
    pub fn base(&self) -> String {
        self.documents(|path| path.starts_with("demo") && step(path).is_none())
    }

    /// The patches of each set (`namespace/name`), in order: number and text.
    pub fn steps(&self) -> BTreeMap<String, Vec<(u32, &str)>> {
        let mut steps: BTreeMap<String, Vec<(u32, &str)>> = BTreeMap::new();
        for (path, text) in &self.files {
            if let Some((set, number)) = step(path) {
                steps.entry(set).or_default().push((number, text));
            }
        }
        for list in steps.values_mut() {
            list.sort_by_key(|(number, _)| *number);
        }
        steps
    }

    /// The lines of a program's log, with placeholders; those of any program where there are none for this one.
    pub fn log_lines(&self, program: &str) -> &str {
        let of = |name: &str| self.files.get(&PathBuf::from(format!("demo/logs/{name}.txt")));
        of(program).or_else(|| of("application")).map_or("", String::as_str)
    }

    fn documents(&self, wanted: impl Fn(&Path) -> bool) -> String {
        let mut text = String::new();
        for (_, document) in self.files.iter().filter(|(path, _)| is_yaml(path) && wanted(path)) {
            text.push_str(document);
            text.push_str("\n---\n");
        }
        text
    }
}

fn read_tree(root: &Path, directory: &Path, files: &mut BTreeMap<PathBuf, String>) -> Result<()> {
    let read = || format!("reading {}", directory.display());
    for entry in fs::read_dir(directory).with_context(read)? {
        let path = entry.with_context(read)?.path();
        if path.is_dir() {
            read_tree(root, &path, files)?;
        } else if is_yaml(&path) || path.extension().is_some_and(|ending| ending == "txt") {
            let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
            files.insert(path.strip_prefix(root)?.to_owned(), text);
        }
    }
    Ok(())
}

fn is_yaml(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "yaml")
}

/// `demo/shop/orders-db.2.yaml` is step 2 of `shop/orders-db`.
fn step(path: &Path) -> Option<(String, u32)> {
    let (name, number) = path.file_stem()?.to_str()?.rsplit_once('.')?;
    let namespace = path.parent()?.file_name()?.to_str()?;
    Some((format!("{namespace}/{name}"), number.parse().ok()?))
}

fn quicker(line: &str) -> String {
    let shorter = || {
        let (key, value) = line.split_once(':')?;
        let millis: u64 = value.trim().parse().ok()?;
        let is_delay = matches!(key.trim(), "durationMilliseconds" | "jitterDurationMilliseconds");
        (is_delay && millis <= SHORT).then(|| format!("{key}: {}", millis / FASTER))
    };
    shorter().unwrap_or_else(|| line.to_owned())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Source, quicker, step};

    fn shipped() -> Source {
        Source::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../cluster")).unwrap()
    }

    #[test]
    fn a_patch_is_told_from_a_manifest_by_its_number() {
        assert_eq!(step(Path::new("demo/shop/orders-db.2.yaml")), Some(("shop/orders-db".into(), 2)));
        assert_eq!(step(Path::new("demo/shop/orders-db.yaml")), None);
        assert_eq!(step(Path::new("demo/shop/mysql-8.4.yaml")), Some(("shop/mysql-8".into(), 4)));
    }

    #[test]
    fn only_short_delays_are_shortened() {
        assert_eq!(quicker("    durationMilliseconds: 1000"), "    durationMilliseconds: 50");
        assert_eq!(quicker("    durationMilliseconds: 360000"), "    durationMilliseconds: 360000");
        assert_eq!(quicker("  weight: 1000"), "  weight: 1000");
    }

    #[test]
    fn the_steps_of_every_set_are_numbered_without_gaps_from_two() {
        let source = shipped();
        for (set, steps) in source.steps() {
            let numbers: Vec<u32> = steps.iter().map(|(number, _)| *number).collect();
            let expected: Vec<u32> = (2..).take(numbers.len()).collect();
            assert_eq!(numbers, expected, "{set}");
            let (_, name) = set.split_once('/').unwrap();
            assert!(
                source.base().contains(&format!("kind: StatefulSet\nmetadata:\n  name: {name}\n")),
                "{set}"
            );
        }
    }

    #[test]
    fn the_hash_follows_the_data_and_not_the_samples_of_logs() {
        let here = Path::new("/state");
        let mut source = shipped();
        let before = source.hash(here);
        assert_eq!(before, shipped().hash(here));
        assert_ne!(before, source.hash(Path::new("/elsewhere")));
        source.files.insert("demo/logs/redis.txt".into(), "other".into());
        assert_eq!(before, source.hash(here));
        source.files.insert("demo/shop/orders-db.yaml".into(), "other".into());
        assert_ne!(before, source.hash(here));
    }
}
