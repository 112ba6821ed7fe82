//! What the browser keeps of one cluster: drafts, pinned namespaces, whatever is remembered of its objects.
//!
//! `localhost:8001` is another cluster tomorrow, so nothing of a cluster is kept under the address: the keys are
//! `ordinal.<cluster>.<name>`, where the cluster is its `kube-system` namespace's uid, or, for those who may not
//! read that, the address after all (`<host><prefix>`). What is of the person and of no cluster (language, theme)
//! has keys of one word, `ordinal.<word>`.

use std::sync::Arc;

use crate::platform::storage::{self, Area, NotKept};

/// The keys of one cluster. Cheap to clone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClusterStorage(Arc<str>);

impl ClusterStorage {
    pub(super) fn of(cluster: &str) -> Self {
        // A dot would end the cluster's name.
        Self(cluster.replace('.', "_").into())
    }

    /// What stands for the cluster in its keys.
    pub fn cluster(&self) -> &str {
        &self.0
    }

    /// The value kept under a name.
    pub fn get(&self, area: Area, name: &str) -> Option<String> {
        storage::get(area, &self.key(name))
    }

    /// Keeps a value under a name.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub fn set(&self, area: Area, name: &str, value: &str) -> Result<(), NotKept> {
        storage::set(area, &self.key(name), value)
    }

    /// What is kept under names that begin so: the rest of each name.
    pub fn names(&self, area: Area, prefix: &str) -> Vec<String> {
        let prefix = self.key(prefix);
        let names =
            storage::keys(area).into_iter().filter_map(|key| key.strip_prefix(&prefix).map(str::to_owned));
        names.collect()
    }

    /// Forgets a name.
    pub fn remove(&self, area: Area, name: &str) {
        storage::remove(area, &self.key(name));
    }

    /// Whether this is the key of a name.
    pub fn is_key(&self, key: &str, name: &str) -> bool {
        key == self.key(name)
    }

    /// What stands for a name outside of the storage, as its key does within.
    pub fn lock_name(&self, name: &str) -> String {
        self.key(name)
    }

    fn key(&self, name: &str) -> String {
        format!("ordinal.{}.{name}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::ClusterStorage;

    #[test]
    fn the_keys_of_a_cluster_begin_like_no_others() {
        let (one, other) =
            (ClusterStorage::of("localhost:8001"), ClusterStorage::of("localhost:8001.example/k8s"));
        assert_eq!(one.key("draft.create"), "ordinal.localhost:8001.draft.create");
        assert_eq!(other.key("draft.create"), "ordinal.localhost:8001_example/k8s.draft.create");
    }
}
