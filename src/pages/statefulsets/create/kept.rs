//! The draft that was not created yet, kept in this tab and for this cluster: it survives a reload, a crash, going
//! elsewhere and signing in again, with all that can be undone.

use workload::draft::Draft;

use crate::platform::storage::Area;
use crate::store::cluster_storage::ClusterStorage;

const NAME: &str = "draft.create";

/// The draft of this tab.
#[derive(Debug, Clone)]
pub(super) struct KeptDraft(pub ClusterStorage);

impl KeptDraft {
    /// What was written.
    pub fn load(&self) -> Option<Draft> {
        self.0.get(Area::Session, NAME).map(|kept| Draft::from_kept(&kept))
    }

    /// Keeps what is written; false where the browser refuses. Where room is short, it is kept without its steps.
    pub fn keep(&self, draft: &Draft) -> bool {
        let keep = |with_steps| self.0.set(Area::Session, NAME, &draft.to_kept(with_steps)).is_ok();
        keep(true) || keep(false)
    }

    /// There is no draft any more.
    pub fn forget(&self) {
        self.0.remove(Area::Session, NAME);
    }
}
