//! Files that keep two calls of this tool from doing the same thing at once. The operating system gives a lock back
//! when its holder ends, however it ends.

use std::{
    fs::{self, File, TryLockError},
    path::Path,
};

use anyhow::Context;

use crate::supervise;

/// A lock that is held until this value is dropped.
pub struct Lock {
    _file: File,
}

/// Takes the lock, and waits while another call holds it, which it says: `what` is what that call does.
pub fn hold(file: &Path, what: &str) -> anyhow::Result<Lock> {
    let mut said = false;
    loop {
        if let Some(lock) = try_hold(file)? {
            return Ok(lock);
        }
        if !said {
            eprintln!("  Waiting: another cargo xtask is {what} …");
            said = true;
        }
        supervise::pause()?;
    }
}

/// Takes the lock, or nothing if another call holds it.
pub fn try_hold(file: &Path) -> anyhow::Result<Option<Lock>> {
    let context = || format!("cannot lock {}", file.display());
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).with_context(context)?;
    }
    let opened = File::options().create(true).append(true).open(file).with_context(context)?;
    match opened.try_lock() {
        Ok(()) => Ok(Some(Lock { _file: opened })),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error).with_context(context),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_held_by_one_at_a_time() {
        let file = std::env::temp_dir().join(format!("ordinal-lock-{}", std::process::id()));
        let first = try_hold(&file).unwrap();
        assert!(first.is_some());
        assert!(try_hold(&file).unwrap().is_none());
        drop(first);
        assert!(try_hold(&file).unwrap().is_some());
    }
}
