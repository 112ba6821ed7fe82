//! Where things lie: the checkout, and the cache outside it that survives a clean clone.

use std::{
    env,
    path::{Path, PathBuf},
};

use anyhow::Context;

/// The root of the checkout.
pub fn checkout() -> &'static Path {
    let crate_root = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_root.parent().unwrap_or(crate_root)
}

/// The cache folder: `ORDINAL_CACHE`, else `ordinal` in the user's cache folder.
pub fn cache() -> anyhow::Result<PathBuf> {
    if let Some(named) = env::var_os("ORDINAL_CACHE") {
        return Ok(PathBuf::from(named));
    }
    let base = env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
        .or_else(|| env::home_dir().map(|home| home.join(".cache")))
        .context("no home folder to keep the cache in; name a folder in ORDINAL_CACHE")?;
    Ok(base.join("ordinal"))
}

/// The program `name` on PATH.
pub fn on_path(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?).map(|folder| folder.join(name)).find(|file| file.is_file())
}
