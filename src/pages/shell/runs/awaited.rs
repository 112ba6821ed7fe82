//! Why what is waited for has not come yet: how each set is, said as the list says it.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use kubewire::resource::{EVENTS, PODS, STATEFUL_SETS};
use kubewire::scope::Scope;
use leptos::prelude::*;
use workload::rows::event::{ABOUT_SETS, EventRow};
use workload::rows::pod::{PodRow, by_owner};
use workload::rows::set::SetRow;
use workload::run::Run;
use workload::run::item::{Item, State};
use workload::status::reason::Reason;
use workload::status::{Evidence, derive};

use crate::pages::shell::runs::Of;
use crate::store::watched::Watched;
use crate::store::{Store, use_store};

/// The reasons by the position of their object in the run.
pub(super) type Reasons = HashMap<usize, Reason>;

/// What is watched of one namespace, as long as something is waited for in it.
struct Place {
    name: String,
    sets: Watched<SetRow>,
    pods: Watched<PodRow>,
    events: Watched<EventRow>,
}

impl Place {
    fn watch(store: &Store, name: &str) -> Self {
        Self {
            name: name.to_owned(),
            sets: store.watch(Scope::namespaced(STATEFUL_SETS, name)),
            pods: store.watch(Scope::namespaced(PODS, name)),
            events: store.watch(Scope {
                field_selector: Some(ABOUT_SETS.to_owned()),
                ..Scope::namespaced(EVENTS, name)
            }),
        }
    }

    fn look(&self, run: &Run, found: &mut Reasons) {
        let (sets, pods, events) = (self.sets.all().get(), self.pods.all().get(), self.events.all().get());
        let pods = self.pods.loaded().get().then(|| by_owner(pods.iter()));
        let mut about: HashMap<&str, Vec<Arc<EventRow>>> = HashMap::new();
        for event in events.iter() {
            about.entry(&event.about.uid).or_default().push(Arc::clone(event));
        }
        let sets: HashMap<&str, &SetRow> = sets.iter().map(|set| (&*set.meta.key.uid, &**set)).collect();
        let none: (&[Arc<PodRow>], &[Arc<EventRow>]) = (&[], &[]);
        for (index, item) in awaited(run).filter(|(_, item)| item.target.namespace == self.name) {
            let uid = &*item.target.uid;
            let Some(set) = sets.get(uid) else { continue };
            let pods = pods.as_ref().map(|pods| pods.get(uid).map_or(none.0, Vec::as_slice));
            let events = about.get(uid).map_or(none.1, Vec::as_slice);
            let view = derive(set, Evidence { pods, claims: &[], events });
            found.extend(view.reason.map(|reason| (index, reason)));
        }
    }
}

/// The objects that are waited for.
pub(super) fn awaited(run: &Run) -> impl Iterator<Item = (usize, &Item)> {
    run.items.iter().enumerate().filter(|(_, item)| item.state == State::Watching)
}

/// The reasons of a run. They are looked for only while something is waited for.
pub(super) fn reasons(run: Of) -> Signal<Reasons> {
    let (store, found) = (use_store(), RwSignal::new(Reasons::new()));
    let places = Memo::new(move |_| {
        run.read(|run| awaited(run).map(|(_, item)| item.target.namespace.clone()).collect::<BTreeSet<_>>())
    });
    Effect::new(move || {
        let places: Vec<Place> = places.get().iter().map(|name| Place::watch(&store, name)).collect();
        Effect::new(move || {
            let mut new = Reasons::new();
            run.read(|run| places.iter().for_each(|place| place.look(run, &mut new)));
            if found.with_untracked(|found| *found != new) {
                found.set(new);
            }
        });
    });
    found.into()
}
