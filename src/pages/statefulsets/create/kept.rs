//! The draft that was not sent yet, kept in this tab and for this cluster: it survives a reload, a crash, going
//! elsewhere and signing in again, with all that can be undone.

use serde_json::Value;
use workload::draft::Draft;

use crate::platform::storage::Area;
use crate::store::cluster_storage::ClusterStorage;

const NEW: &str = "draft.create";

/// A draft of this tab: that of something new, or of one set that is being changed.
#[derive(Debug, Clone)]
pub(super) struct KeptDraft {
    storage: ClusterStorage,
    name: String,
}

impl KeptDraft {
    /// The draft of something new.
    pub fn of_new(storage: ClusterStorage) -> Self {
        Self { storage, name: NEW.to_owned() }
    }

    /// The draft of a set that is being changed. A namespace has no dot in its name.
    pub fn of_set(storage: ClusterStorage, namespace: &str, name: &str) -> Self {
        Self { storage, name: format!("draft.edit.{namespace}.{name}") }
    }

    /// What was written.
    pub fn load(&self) -> Option<Draft> {
        self.storage.get(Area::Session, &self.name).map(|kept| Draft::from_kept(&kept))
    }

    /// The set as it was when one began to change it, as long as what was written is kept.
    pub fn base(&self) -> Option<Value> {
        self.storage.get(Area::Session, &self.name)?;
        serde_json::from_str(&self.storage.get(Area::Session, &self.base_name())?).ok()
    }

    /// Keeps what is written, and what it was made of; false where the browser refuses. Where room is short, it is
    /// kept without its steps.
    pub fn keep(&self, draft: &Draft, base: Option<&Value>) -> bool {
        let keep =
            |with_steps| self.storage.set(Area::Session, &self.name, &draft.to_kept(with_steps)).is_ok();
        self.keep_base(base) && (keep(true) || keep(false))
    }

    fn keep_base(&self, base: Option<&Value>) -> bool {
        let Some(base) = base else { return true };
        let (name, text) = (self.base_name(), base.to_string());
        self.storage.get(Area::Session, &name).as_ref() == Some(&text)
            || self.storage.set(Area::Session, &name, &text).is_ok()
    }

    /// There is no draft any more.
    pub fn forget(&self) {
        self.storage.remove(Area::Session, &self.name);
        self.storage.remove(Area::Session, &self.base_name());
    }

    fn base_name(&self) -> String {
        format!("base.{}", self.name)
    }
}
