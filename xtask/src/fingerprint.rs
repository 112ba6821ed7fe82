//! The content of files as one short name, to tell whether something must be built again.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;
use sha2::{Digest, Sha256};

/// Collects content; equal content in equal order gives equal names.
#[derive(Default)]
pub struct Fingerprint(Sha256);

impl Fingerprint {
    /// Takes in a text.
    pub fn text(&mut self, text: &str) {
        self.0.update((text.len() as u64).to_le_bytes());
        self.0.update(text.as_bytes());
    }

    /// Takes in a file's content.
    pub fn file(&mut self, file: &Path) -> anyhow::Result<()> {
        let content = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        self.0.update((content.len() as u64).to_le_bytes());
        self.0.update(&content);
        Ok(())
    }

    /// Takes in a file, or a folder with the names and content of all that is in it; nothing if it is missing.
    pub fn tree(&mut self, path: &Path) -> anyhow::Result<()> {
        if path.is_dir() {
            let mut entries: Vec<PathBuf> =
                fs::read_dir(path)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
            entries.sort();
            entries.iter().try_for_each(|entry| self.tree(entry))
        } else if path.is_file() {
            self.text(&path.file_name().unwrap_or_default().to_string_lossy());
            self.file(path)
        } else {
            Ok(())
        }
    }

    /// The name: 32 hexadecimal digits.
    pub fn finish(self) -> String {
        self.0.finalize().iter().take(16).fold(String::new(), |mut hex, byte| {
            // Writing to a String cannot fail.
            _ = write!(hex, "{byte:02x}");
            hex
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_file_or_a_renamed_one_changes_the_name() {
        let folder = std::env::temp_dir().join(format!("ordinal-fingerprint-{}", std::process::id()));
        fs::create_dir_all(folder.join("inner")).unwrap();
        fs::write(folder.join("inner/a"), "1").unwrap();
        let name = || {
            let mut print = Fingerprint::default();
            print.tree(&folder).unwrap();
            print.finish()
        };
        let first = name();
        assert_eq!(first, name());
        fs::write(folder.join("inner/a"), "2").unwrap();
        let changed = name();
        assert_ne!(first, changed);
        fs::rename(folder.join("inner/a"), folder.join("inner/b")).unwrap();
        assert_ne!(changed, name());
    }
}
