//! What the list is made of: the watches, and the lines joined from them. Which watches, and when pods are left out:
//! `docs/architecture.md`, "What the list watches".

use kubewire::health::Health;
use kubewire::resource::{EVENTS, PODS, STATEFUL_SETS};
use leptos::prelude::*;
use workload::pod_detail::{self, PodDetail};
use workload::rows::event::{ABOUT_SETS, EventRow};
use workload::rows::pod::PodRow;
use workload::rows::set::SetRow;

use crate::pages::freshness::use_freshness;
use crate::pages::statefulsets::actions::Known as KnownSet;
use crate::pages::statefulsets::list::board::{Changes, Known, Lines};
use crate::pages::statefulsets::list::joined::{Joined, Refusal, scopes};
use crate::platform::task;
use crate::route::namespaces::Namespaces;
use crate::store::journal::Since;
use crate::store::{commands, use_store};

/// The list's data.
#[derive(Clone, Copy)]
pub struct Source {
    /// Every line of the scope.
    pub lines: Memo<Lines>,
    /// How fresh the sets are.
    pub health: Signal<Health>,
    /// Whether the sets have been listed completely once.
    pub loaded: Signal<bool>,
    /// The namespaces whose sets may not be listed.
    pub refused: Memo<Vec<Refusal>>,
    /// The namespaces whose pods may not be listed.
    pub pods_refused: Memo<Vec<Refusal>>,
    /// Whether pods are followed; none until that is decided.
    pub detail: Memo<Option<PodDetail>>,
}

impl Source {
    /// Watches some namespaces, or all, for as long as the current owner lives.
    pub fn watch(namespaces: &Namespaces) -> Self {
        let sets = Joined::<SetRow>::watch(namespaces, STATEFUL_SETS, None);
        let events = Joined::<EventRow>::watch(namespaces, EVENTS, Some(ABOUT_SETS));
        let detail = detail(namespaces);
        let pods = pods(namespaces, detail);
        let lines = {
            let sets = sets.clone();
            Memo::new(move |before: Option<&Lines>| {
                let pods = pods.get();
                let changes = changes(&sets, pods.as_ref(), &events);
                before.cloned().unwrap_or_default().after(changes, known(pods.as_ref()))
            })
        };
        let refused = {
            let sets = sets.clone();
            Memo::new(move |_| sets.refusals())
        };
        let pods_refused = Memo::new(move |_| pods.get().map(|pods| pods.refusals()).unwrap_or_default());
        let listed = sets.clone();
        let health = Signal::derive(move || sets.health());
        let loaded = Signal::derive(move || listed.loaded());
        use_freshness().follow(health, loaded);
        Self { lines, health, loaded, refused, pods_refused, detail }
    }

    /// What is known of one set, read reactively.
    pub fn find(&self, uid: &str) -> Option<KnownSet> {
        self.lines.with(|lines| lines.get(uid)).map(|line| line.known())
    }
}

/// Counts the pods, and decides. Where they cannot be counted, the watch says why.
fn detail(namespaces: &Namespaces) -> Memo<Option<PodDetail>> {
    let (store, scopes) = (use_store(), scopes(namespaces, PODS));
    let config = store.config();
    let counts = RwSignal::new(None);
    task::spawn_scoped(async move {
        let asked = scopes.iter().map(|scope| commands::count(&store, scope));
        let answers = futures::future::join_all(asked).await;
        counts.set(Some(answers.into_iter().map(Result::unwrap_or_default).collect::<Vec<_>>()));
    });
    Memo::new(move |_| {
        let limit = config.with(|config| config.pod_limit).unwrap_or(pod_detail::LIMIT);
        counts.with(|counts| counts.as_ref().map(|counts| pod_detail::decide(counts, limit)))
    })
}

/// Follows the pods while that is decided.
fn pods(namespaces: &Namespaces, detail: Memo<Option<PodDetail>>) -> RwSignal<Option<Joined<PodRow>>> {
    let (pods, namespaces) = (RwSignal::new(None), namespaces.clone());
    // The watch belongs to this run of the effect: another decision ends it.
    Effect::new(move || {
        let on = detail.get() == Some(PodDetail::On);
        pods.set(on.then(|| Joined::watch(&namespaces, PODS, None)));
    });
    pods
}

fn changes(sets: &Joined<SetRow>, pods: Option<&Joined<PodRow>>, events: &Joined<EventRow>) -> Vec<Changes> {
    let mut pods = pods.map(Joined::changes).unwrap_or_default().into_iter();
    let both = sets.changes().into_iter().zip(events.changes());
    // Pods that are not followed any more are not kept.
    let one = |(sets, events)| {
        let pods = pods.next().unwrap_or(Since::Everything(Vec::new()));
        Changes { sets: Some(sets), pods: Some(pods), events: Some(events) }
    };
    both.map(one).collect()
}

fn known(pods: Option<&Joined<PodRow>>) -> Known {
    match pods {
        Some(pods) if pods.listed().is_empty() && pods.loaded() => Known::Everywhere,
        Some(pods) => Known::In(pods.listed()),
        None => Known::In(Vec::new()),
    }
}
