//! The text that was not created yet, kept in this tab and for this cluster: it survives a reload, a crash, going
//! elsewhere and signing in again.

use crate::platform::storage::Area;
use crate::store::cluster_storage::ClusterStorage;

const NAME: &str = "draft.create";

/// The draft of this tab.
#[derive(Debug, Clone)]
pub(super) struct Draft(pub ClusterStorage);

impl Draft {
    /// What was written.
    pub fn load(&self) -> Option<String> {
        self.0.get(Area::Session, NAME)
    }

    /// Keeps what is written; false where the browser refuses.
    pub fn keep(&self, text: &str) -> bool {
        self.0.set(Area::Session, NAME, text).is_ok()
    }

    /// There is no draft any more.
    pub fn forget(&self) {
        self.0.remove(Area::Session, NAME);
    }
}
