//! What has changed in a collection and when, so that whoever keeps something made of thousands of objects need not
//! make it anew for one of them.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::store::cache::{Uid, UidSet};

/// So many changes are remembered; who comes later than that looks at everything.
const REMEMBERED: usize = 8_192;

/// What has changed since a version.
#[derive(Debug)]
pub enum Since<K> {
    /// That is not known any more: here is all that there is.
    Everything(Vec<Arc<K>>),
    /// These objects, each once and as it is now; none where it is gone.
    Changes(Vec<(Uid, Option<Arc<K>>)>),
}

/// The latest changes, each with the version that it made.
#[derive(Debug, Default)]
pub struct Journal {
    version: u64,
    /// Changes of versions up to this one may be forgotten.
    forgotten: u64,
    entries: VecDeque<(u64, Uid)>,
}

impl Journal {
    /// Notes what changed together; returns the version that it makes.
    pub fn note(&mut self, uids: impl IntoIterator<Item = Uid>) -> u64 {
        self.version += 1;
        let version = self.version;
        self.entries.extend(uids.into_iter().map(|uid| (version, uid)));
        while self.entries.len() > REMEMBERED {
            if let Some((version, _)) = self.entries.pop_front() {
                self.forgotten = version;
            }
        }
        version
    }

    /// What has changed since a version, each once; none where that is forgotten.
    pub fn since(&self, version: u64) -> Option<UidSet> {
        (version >= self.forgotten).then(|| {
            let later = self.entries.iter().rev().take_while(|(of, _)| *of > version);
            later.map(|(_, uid)| Uid::clone(uid)).collect()
        })
    }
}
