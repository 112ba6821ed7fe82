//! What can be done to sets from wherever they are shown: every action is one dialog about a plan (`workload::plan`),
//! and the plan is what is then carried out (`store::batch`).

mod belongings;
mod choices;
mod delete_pods;
pub mod dialog;
mod draft;
pub mod edit;
mod inputs;
mod related;
mod routes;
mod rows;
mod save;
pub mod undo;
pub mod verb;

use std::sync::Arc;

use kubewire::access::Ask;
use kubewire::resource::STATEFUL_SETS;
use leptos::prelude::*;
use workload::plan::Step;
use workload::plan::effects::PlannedSet;
use workload::rows::pod::PodRow;
use workload::rows::set::SetRow;
use workload::strip::{Strip, strip};

use crate::pages::parts;
use crate::pages::statefulsets::actions::verb::Verb;
use crate::store::cache::Uid;

/// A set and its pods; none where pods are not loaded or denied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The set.
    pub set: Arc<SetRow>,
    /// Its pods.
    pub pods: Option<Vec<Arc<PodRow>>>,
}

impl Known {
    fn strip(&self) -> Strip {
        strip(&self.set, self.pods.as_deref())
    }

    fn planned<'a>(&'a self, steps: &'a [Step]) -> PlannedSet<'a> {
        PlannedSet { set: &self.set, pods: self.pods.as_deref(), steps }
    }
}

/// What one needs to create a set in a namespace.
pub fn to_create(namespace: &str) -> Ask {
    Ask::new("create", STATEFUL_SETS, namespace)
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    verb: Verb,
    uids: Vec<Uid>,
    /// Those among them that the filters of the list hide.
    hidden: Vec<Uid>,
}

/// Opens the dialog. One per page, beside one [`ActionDialogs`].
#[derive(Debug, Clone, Copy)]
pub struct Acting(RwSignal<Option<Asked>>);

impl Default for Acting {
    fn default() -> Self {
        Self::new()
    }
}

impl Acting {
    /// With no dialog open.
    pub fn new() -> Self {
        Self(RwSignal::new(None))
    }

    /// Asks what shall be done to one set.
    pub fn open(self, verb: Verb, uid: &str) {
        self.open_all(verb, vec![Uid::from(uid)], Vec::new());
    }

    /// Asks what shall be done to several; `hidden` are those among them that one does not see at the moment.
    pub fn open_all(self, verb: Verb, uids: Vec<Uid>, hidden: Vec<Uid>) {
        self.0.set(Some(Asked { verb, uids, hidden }));
    }
}

/// The dialog, while it is open. It follows the sets.
#[component]
pub fn ActionDialogs(
    /// Who opens it.
    acting: Acting,
    /// What is known of the set of a uid now, read reactively; none when it is gone.
    #[prop(into)]
    find: Callback<Uid, Option<Known>>,
    /// Called when something has been begun.
    #[prop(optional, into)]
    on_start: Option<Callback<Verb>>,
) -> impl IntoView {
    let on_close = Callback::new(move |()| acting.0.set(None));
    move || {
        let asked = acting.0.get()?;
        Some(parts::PLAN.dialog(on_close, move || parts::plan(asked.clone(), find, on_start, on_close)))
    }
}
