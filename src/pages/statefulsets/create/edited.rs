//! The set that the page was opened to change, as it was then: what is not in the text any more was taken out by the
//! person.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::Value;
use workload::creation::entry::Entry;
use workload::documents::identity::Identity;
use workload::draft::Draft;
use workload::draft::issue::{Issue, Severity};
use workload::emit;
use workload::export::clean;

/// The set; none on the page of what is new.
#[derive(Clone, Copy)]
pub(super) struct Edited(StoredValue<Option<Arc<Value>>>);

impl Edited {
    /// A set without what is only the server's.
    pub fn of(base: Option<Arc<Value>>) -> Self {
        Self(StoredValue::new(base))
    }

    /// As it was.
    pub fn base(self) -> Option<Arc<Value>> {
        self.0.try_get_value().flatten()
    }

    /// As one first sees it.
    pub fn text(self) -> Option<String> {
        self.base().map(|base| emit::yaml(&base))
    }

    /// Its name; none on the page of what is new.
    pub fn name(self) -> Option<String> {
        Some(Identity::of(&*self.base()?)?.name)
    }

    /// What a document was made of, where it was made of this set.
    pub fn base_of(self, entry: &Entry) -> Option<Arc<Value>> {
        let base = self.base()?;
        (Identity::of(&base) == entry.identity).then_some(base)
    }

    /// Whether an issue is a note about what is in the cluster like that already: no news to who changes something else.
    pub fn knows(self, draft: &Draft, issue: &Issue) -> bool {
        let (Some(base), Severity::Note) = (self.base(), issue.severity) else { return false };
        let object = issue.document.and_then(|document| draft.values().get(document));
        object.is_some_and(|object| {
            Identity::of(object) == Identity::of(&base) && issue.path.get(object) == issue.path.get(&base)
        })
    }

    /// It is otherwise now, by this page.
    pub fn renew(self, now: Value) {
        // The page may be gone.
        self.0.try_set_value(Some(Arc::new(clean(now))));
    }
}
