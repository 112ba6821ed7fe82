//! The folder of a cluster in the cache, and the lock beside it.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::Context;

use super::state::State;
use crate::{
    lock::{self, Lock},
    paths,
};

/// Where one cluster keeps its data, certificates, logs and state.
#[derive(Debug, Clone)]
pub struct Instance {
    folder: PathBuf,
}

impl Instance {
    /// The one that keeps its data from start to start.
    pub fn kept(name: &str) -> anyhow::Result<Self> {
        Ok(Self { folder: folder()?.join(name) })
    }

    /// One that nobody else uses, with nothing in it. It is in use while the lock is held.
    pub fn fresh(name: &str) -> anyhow::Result<(Self, Lock)> {
        let all = folder()?;
        remove_abandoned(&all, &format!("{name}-"))?;
        let instance = Self { folder: all.join(format!("{name}-{}", std::process::id())) };
        let lock = instance.lock()?;
        if instance.folder.exists() {
            fs::remove_dir_all(&instance.folder)
                .with_context(|| format!("cannot empty {}", instance.folder.display()))?;
        }
        Ok((instance, lock))
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder of the processes' logs.
    pub fn logs(&self) -> PathBuf {
        self.folder.join("logs")
    }

    /// Where its ports are written down.
    pub fn ports_file(&self) -> PathBuf {
        self.folder.join("ports.json")
    }

    /// What runs of it.
    pub fn state(&self) -> anyhow::Result<State> {
        State::read(&self.state_file())
    }

    /// Where that is written down.
    pub fn state_file(&self) -> PathBuf {
        self.folder.join("state.json")
    }

    /// Keeps others from starting or stopping it. Waits for them to be done.
    pub fn lock(&self) -> anyhow::Result<Lock> {
        lock::hold(&self.lock_file(), "starting or stopping this cluster")
    }

    /// Whether another call is starting or stopping it.
    pub fn is_locked(&self) -> anyhow::Result<bool> {
        Ok(lock::try_hold(&self.lock_file())?.is_none())
    }

    fn lock_file(&self) -> PathBuf {
        self.folder.with_extension("lock")
    }
}

fn folder() -> anyhow::Result<PathBuf> {
    Ok(paths::cache()?.join("clusters"))
}

/// Removes the folders of fresh clusters whose owner is gone, and ends what may still run of them.
fn remove_abandoned(all: &Path, prefix: &str) -> anyhow::Result<()> {
    let Ok(entries) = fs::read_dir(all) else { return Ok(()) };
    for entry in entries {
        let path = entry?.path();
        let is_fresh = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(prefix));
        if !is_fresh || !path.is_dir() {
            continue;
        }
        let instance = Instance { folder: path };
        let Some(_lock) = lock::try_hold(&instance.lock_file())? else { continue };
        instance.state()?.stop();
        fs::remove_dir_all(&instance.folder)
            .and_then(|()| fs::remove_file(instance.lock_file()))
            .with_context(|| format!("cannot remove {}", instance.folder.display()))?;
    }
    Ok(())
}
