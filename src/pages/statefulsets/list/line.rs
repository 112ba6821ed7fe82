//! A line of the list: a set joined with its pods and the events about it.

use std::sync::Arc;

use workload::rows::event::EventRow;
use workload::rows::meta::{ALIAS, DESCRIPTION};
use workload::rows::pod::PodRow;
use workload::rows::set::SetRow;
use workload::status::cause::Cause;
use workload::status::{self, Counts, Evidence, SetView, position};
use workload::strip::{self, Strip};

use crate::pages::statefulsets::actions::Known;
use crate::store::cache::Uid;

/// One set and what is known of it.
#[derive(Debug)]
pub struct Line {
    /// The set.
    pub set: Arc<SetRow>,
    /// How it is.
    pub view: SetView,
    uid: Uid,
    pods: Option<Vec<Arc<PodRow>>>,
    /// Name, alias and description in lower case, to be searched.
    words: String,
    application: Box<str>,
}

impl Line {
    /// Joins a set with its pods, none where they are not known, and with the events about it.
    pub fn new(
        uid: Uid,
        set: Arc<SetRow>,
        pods: Option<Vec<Arc<PodRow>>>,
        events: Vec<Arc<EventRow>>,
    ) -> Self {
        let view = status::derive(&set, Evidence { pods: pods.as_deref(), claims: &[], events: &events });
        let note = |key: &str| set.meta.annotations.get(key).map_or("", String::as_str);
        let words = [set.meta.name(), note(ALIAS), note(DESCRIPTION)].join("\n").to_lowercase();
        let application = set.meta.application().into();
        Self { set, view, uid, pods, words, application }
    }

    /// Its uid, which is its identity in the list.
    pub const fn uid(&self) -> &Uid {
        &self.uid
    }

    /// Name, alias and description in lower case.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The application that its labels name, or nothing.
    pub fn application(&self) -> &str {
        &self.application
    }

    /// The sort of its reason, where it has one.
    pub fn cause(&self) -> Option<Cause> {
        self.view.reason.as_ref().and_then(Cause::of)
    }

    /// Whether it has two revisions, and pods to tell apart by them.
    pub fn is_rolling(&self) -> bool {
        position::has_two_revisions(&self.set) && self.view.counts.desired > 0
    }

    /// The counts while it has two revisions.
    pub fn rollout(&self) -> Option<Counts> {
        self.is_rolling().then_some(self.view.counts)
    }

    /// The set and its pods, for dialogs about it.
    pub fn known(&self) -> Known {
        Known { set: Arc::clone(&self.set), pods: self.pods.clone() }
    }

    /// Whether its pods are known.
    pub const fn knows_pods(&self) -> bool {
        self.pods.is_some()
    }

    /// Its ordinals. Not kept: only the rows that are drawn need it.
    pub fn strip(&self) -> Strip {
        strip::strip(&self.set, self.pods.as_deref())
    }
}
