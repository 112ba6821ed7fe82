//! What is around the sets of a dialog, read when it opens: one list of each kind for each namespace concerned. What may
//! not be read is said, for then the dialog does not know of it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use futures::future::join_all;
use kubewire::error::ApiError;
use kubewire::resource::{
    CRON_JOBS, DAEMON_SETS, DEPLOYMENTS, INGRESSES, JOBS, PODS, REPLICA_SETS, REPLICATION_CONTROLLERS,
    Resource, STATEFUL_SETS,
};
use kubewire::scope::Scope;
use leptos::prelude::*;
use workload::notice::Op;
use workload::plan::around::Around;
use workload::plan::{Target, ThingKind};

use crate::pages::statefulsets::actions::routes;
use crate::pages::statefulsets::actions::verb::Verb;
use crate::platform::task;
use crate::store::{Store, commands, use_store};

/// What has been read.
#[derive(Debug, Clone, Copy)]
pub struct Related {
    /// What is around.
    pub around: RwSignal<Around>,
    /// Whether more is on the way.
    pub reading: RwSignal<bool>,
    /// What could not be read.
    pub unread: RwSignal<Vec<(Op, ApiError)>>,
}

/// One list to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Thing(ThingKind),
    Pods,
    Sets,
    /// Others that make pods.
    Workloads(Resource),
    /// They name the Services that they lead to.
    Ingresses,
}

impl Part {
    const fn resource(self) -> Resource {
        match self {
            Self::Thing(kind) => kind.resource(),
            Self::Pods => PODS,
            Self::Sets => STATEFUL_SETS,
            Self::Workloads(resource) => resource,
            Self::Ingresses => INGRESSES,
        }
    }
}

/// What the plan of a verb wants to know.
const fn parts(verb: Verb) -> &'static [Part] {
    match verb {
        Verb::Delete => &[
            Part::Thing(ThingKind::Claim),
            Part::Thing(ThingKind::Service),
            Part::Thing(ThingKind::Budget),
            Part::Thing(ThingKind::Autoscaler),
            Part::Pods,
            Part::Sets,
            Part::Workloads(DEPLOYMENTS),
            Part::Workloads(DAEMON_SETS),
            Part::Workloads(REPLICA_SETS),
            Part::Workloads(JOBS),
            Part::Workloads(CRON_JOBS),
            Part::Workloads(REPLICATION_CONTROLLERS),
            Part::Ingresses,
        ],
        // For the annotations as they are now: without them there is no way back.
        Verb::Labels | Verb::Info => &[Part::Sets],
        _ => &[Part::Thing(ThingKind::Budget), Part::Thing(ThingKind::Autoscaler)],
    }
}

impl Related {
    /// Begins to read; ends with the current owner.
    pub fn read(verb: Verb, targets: &[Target]) -> Self {
        let related = Self {
            around: RwSignal::new(Around::default()),
            reading: RwSignal::new(true),
            unread: RwSignal::new(Vec::new()),
        };
        let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for target in targets {
            places.entry(target.namespace.clone()).or_default().push(target.name.clone());
        }
        let store = use_store();
        task::spawn_scoped(async move {
            if verb == Verb::Delete {
                let namespaces: Vec<&str> = places.keys().map(String::as_str).collect();
                let found = routes::read(&store, &namespaces).await;
                related.around.update(|around| around.join(found));
            }
            for (namespace, names) in places {
                related.read_place(&store, verb, &namespace, &names).await;
            }
            related.reading.set(false);
        });
        related
    }

    async fn read_place(self, store: &Store, verb: Verb, namespace: &str, names: &[String]) {
        let found = RefCell::new(Around::default());
        let one = |part: &'static Part| {
            let scope = match (part, verb, names) {
                // Of many sets in one namespace one list; of one set no more than that.
                (Part::Sets, Verb::Labels | Verb::Info, [name]) => {
                    Scope::named(STATEFUL_SETS, namespace, name)
                }
                _ => Scope::namespaced(part.resource(), namespace),
            };
            let found = &found;
            async move {
                let mut take = |list| match part {
                    Part::Thing(kind) => found.borrow_mut().take_things(*kind, list),
                    Part::Pods => found.borrow_mut().take_pods(list),
                    Part::Sets => found.borrow_mut().take_sets(list),
                    Part::Workloads(_) => found.borrow_mut().take_workloads(list),
                    Part::Ingresses => found.borrow_mut().take_ingresses(list),
                };
                commands::list_values(store, &scope, &mut take).await.map_err(|error| (*part, error))
            }
        };
        let answers = join_all(parts(verb).iter().map(one)).await;
        let failed: Vec<(Part, ApiError)> = answers.into_iter().filter_map(Result::err).collect();
        let mut found = found.into_inner();
        if failed.iter().all(|(part, _)| matches!(part, Part::Thing(_))) {
            found.is_surveyed(namespace);
        }
        self.around.update(|around| around.join(found));
        let unread = |(part, error): (Part, ApiError)| {
            (Op::List { resource: part.resource(), namespace: namespace.to_owned() }, error)
        };
        self.unread.update(|all| all.extend(failed.into_iter().map(unread)));
    }
}
