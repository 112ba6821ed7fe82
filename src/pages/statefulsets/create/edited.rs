//! The set that the page was opened to change: as the text had it when the person began or last saved it, and as it was
//! in the cluster then. What is not in the text any more was taken out by the person.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::{Value, json};
use workload::creation::entry::Entry;
use workload::creation::update::Origin;
use workload::documents::identity::Identity;
use workload::draft::Draft;
use workload::draft::issue::{Issue, Severity};
use workload::emit;
use workload::export::clean;
use workload::merge::Decision;

/// What a person began with.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Beginning {
    /// As the text had it.
    base: Arc<Value>,
    /// As it was in the cluster.
    pub seen: Arc<Value>,
    /// Which one of its name it is; empty where that is not known.
    pub uid: String,
    /// Whether others had written something that the text does not show when it was saved.
    pub is_behind: bool,
}

impl Beginning {
    /// With a set as it is in the cluster.
    pub fn of(live: Value) -> Self {
        let uid = uid(&live);
        let base = Arc::new(clean(live));
        Self { seen: base.clone(), base, uid, is_behind: false }
    }

    /// As it is kept.
    pub fn to_value(&self) -> Value {
        json!({ "base": *self.base, "seen": *self.seen, "uid": self.uid, "behind": self.is_behind })
    }

    /// What was kept; what an earlier build kept is the set alone.
    pub fn from_value(mut kept: Value) -> Self {
        let mut take = |key: &str| kept.get_mut(key).map(Value::take);
        let is_behind = take("behind").is_some_and(|behind| behind == true);
        match (take("base"), take("seen"), take("uid")) {
            (Some(base), Some(seen), uid) => {
                let uid = uid.and_then(|uid| uid.as_str().map(str::to_owned)).unwrap_or_default();
                Self { base: Arc::new(base), seen: Arc::new(seen), uid, is_behind }
            }
            _ => Self::of(kept),
        }
    }

    /// For a merge.
    pub fn origin<'a>(&'a self, decisions: &'a [Decision]) -> Origin<'a> {
        Origin { base: &self.base, seen: &self.seen, decisions }
    }

    /// Whether a document says what the text said at the beginning.
    pub fn is_as_begun(&self, document: &Value) -> bool {
        *document == *self.base
    }
}

/// The uid of an object as it is in the cluster.
pub(super) fn uid(live: &Value) -> String {
    live.pointer("/metadata/uid").and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// The set; none on the page of what is new.
#[derive(Clone, Copy)]
pub(super) struct Edited(RwSignal<Option<Beginning>>);

impl Edited {
    /// A set as the person began with it.
    pub fn of(beginning: Option<Beginning>) -> Self {
        Self(RwSignal::new(beginning))
    }

    /// What the person began with. The page may be gone.
    pub fn beginning(self) -> Option<Beginning> {
        self.0.try_get().flatten()
    }

    /// Whether a set is edited.
    pub fn is_any(self) -> bool {
        self.0.try_with(Option::is_some).unwrap_or_default()
    }

    /// As one first sees it.
    pub fn text(self) -> Option<String> {
        self.beginning().map(|beginning| emit::yaml(&beginning.base))
    }

    /// Which set it is; none on the page of what is new.
    pub fn identity(self) -> Option<Identity> {
        Identity::of(&self.beginning()?.seen)
    }

    /// Its name; none on the page of what is new.
    pub fn name(self) -> Option<String> {
        Some(self.identity()?.name)
    }

    /// What a document was made of, where it was made of this set.
    pub fn beginning_of(self, entry: &Entry) -> Option<Beginning> {
        self.beginning().filter(|_| self.is_of(entry))
    }

    /// Whether a document was made of this set.
    pub fn is_of(self, entry: &Entry) -> bool {
        self.identity().is_some_and(|identity| Some(&identity) == entry.identity.as_ref())
    }

    /// Whether an issue is a note about what is in the cluster like that already: no news to who changes something else.
    pub fn knows(self, draft: &Draft, issue: &Issue) -> bool {
        let (Some(beginning), Severity::Note) = (self.beginning(), issue.severity) else { return false };
        let base = &*beginning.base;
        let object = issue.document.and_then(|document| draft.values().get(document));
        object.is_some_and(|object| {
            Identity::of(object) == Identity::of(&beginning.seen)
                && issue.path.get(object) == issue.path.get(base)
        })
    }

    /// A document was saved, and is the beginning of what comes next: what others wrote is in neither, and so in no
    /// change of the person's. `beside` says whether there was any of that. The page may be gone.
    pub fn saved(self, document: &Value, live: Value, beside: bool) {
        let (uid, is_behind) = (uid(&live), beside || self.beginning().is_some_and(|it| it.is_behind));
        let (base, seen) = (Arc::new(clean(document.clone())), Arc::new(clean(live)));
        self.0.try_set(Some(Beginning { base, seen, uid, is_behind }));
    }

    /// There is no such set any more: what is written is something new.
    pub fn let_go(self) {
        self.0.set(None);
    }
}
