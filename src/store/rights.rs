//! What the person may do, asked before a button is offered (`kubewire::access`).
//!
//! One review of rules for each namespace, and one of access for each question that it leaves open; both are asked
//! again when they are a minute old and someone wants to know, or at once after the API server has refused something,
//! or could not be asked and now can be.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use kubewire::access::{AccessReview, Ask, Rules, RulesReview, Verdict, access_review, rules_review};
use leptos::prelude::*;

use crate::kube::api::Api;
use crate::platform::{clock, task};

/// So long an answer is taken for true.
const FRESH_MS: u64 = 60_000;

/// Of many refusals at once, as when a run of hundreds meets a namespace that is forbidden, the first asks for all.
const SAME_DOUBT_MS: u64 = 5_000;

/// The rights of the person. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Rights {
    api: Api,
    known: Arc<Mutex<Known>>,
}

/// The rules of one namespace with the time they were asked for; locked while they are on the way, so that many
/// questions at once are one request.
type Place = Arc<futures::lock::Mutex<Option<(u64, Option<Rules>)>>>;

#[derive(Debug, Default)]
struct Known {
    places: HashMap<String, Place>,
    /// When a refusal last made ask again, by namespace.
    doubted: HashMap<String, u64>,
    answers: HashMap<Ask, Answer>,
}

#[derive(Debug, Default)]
struct Answer {
    verdict: ArcRwSignal<Verdict>,
    asked_ms: u64,
}

impl Rights {
    pub(super) fn new(api: Api) -> Self {
        Self { api, known: Arc::default() }
    }

    /// Whether the person may. It is not known at first, and then also changes when it is asked again.
    pub fn may(&self, ask: Ask) -> Signal<Verdict> {
        let now = clock::now_ms();
        let mut known = self.known();
        let answer = known.answers.entry(ask.clone()).or_default();
        let (verdict, is_old) = (answer.verdict.clone(), now.saturating_sub(answer.asked_ms) > FRESH_MS);
        if is_old {
            answer.asked_ms = now;
        }
        drop(known);
        if is_old {
            self.find_out(ask, verdict.clone());
        }
        verdict.read_only().into()
    }

    /// Asks everything about a namespace again: the API server has just refused something there.
    pub fn doubt(&self, namespace: &str) {
        let (mut known, now) = (self.known(), clock::now_ms());
        let last = known.doubted.get(namespace);
        if last.is_some_and(|last| now.saturating_sub(*last) < SAME_DOUBT_MS) {
            return;
        }
        known.doubted.insert(namespace.to_owned(), now);
        known.places.remove(namespace);
        let mut again = Vec::new();
        for (ask, answer) in known.answers.iter_mut().filter(|(ask, _)| ask.namespace == namespace) {
            answer.asked_ms = now;
            again.push((ask.clone(), answer.verdict.clone()));
        }
        drop(known);
        for (ask, verdict) in again {
            self.find_out(ask, verdict);
        }
    }

    /// Asks again what could not be found out: the person has signed in again, or the way to the API server is free.
    pub(super) fn ask_unknown(&self) {
        let mut known = self.known();
        let now = clock::now_ms();
        let mut again = Vec::new();
        for (ask, answer) in &mut known.answers {
            if answer.verdict.get_untracked() == Verdict::Unknown {
                answer.asked_ms = now;
                again.push((ask.clone(), answer.verdict.clone()));
            }
        }
        // Their rules could not be read either, or leave it open: to read them again costs one request.
        for (ask, _) in &again {
            known.places.remove(&ask.namespace);
        }
        drop(known);
        for (ask, verdict) in again {
            self.find_out(ask, verdict);
        }
    }

    /// Asks the API server whether the person may, whatever was known of it before.
    pub(super) async fn review(&self, ask: &Ask) -> Verdict {
        match self.api.call::<AccessReview>(access_review(ask)).await {
            Ok(review) => review.value.verdict(),
            Err(error) => {
                leptos::logging::warn!("no access review of {} {}: {error:?}", ask.verb, ask.what());
                Verdict::Unknown
            }
        }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find_out(&self, ask: Ask, verdict: ArcRwSignal<Verdict>) {
        let rights = self.clone();
        // Others wait for the same answer, so it is not bound to who asked first.
        drop(task::spawn_abortable(async move {
            let found = rights.decide(&ask).await;
            if verdict.get_untracked() != found {
                verdict.set(found);
            }
        }));
    }

    async fn decide(&self, ask: &Ask) -> Verdict {
        if !ask.namespace.is_empty() {
            let place = self.known().places.entry(ask.namespace.clone()).or_default().clone();
            let verdict = self.by_rules(&place, ask).await;
            if verdict != Verdict::Unknown {
                return verdict;
            }
        }
        self.review(ask).await
    }

    async fn by_rules(&self, place: &Place, ask: &Ask) -> Verdict {
        let mut rules = place.lock().await;
        let now = clock::now_ms();
        let known = rules.take().filter(|(asked, _)| now.saturating_sub(*asked) <= FRESH_MS);
        let (asked, known) = match known {
            Some(known) => known,
            None => (now, self.read(&ask.namespace).await),
        };
        let verdict = known.as_ref().map_or(Verdict::Unknown, |rules| rules.verdict(ask));
        *rules = Some((asked, known));
        verdict
    }

    async fn read(&self, namespace: &str) -> Option<Rules> {
        match self.api.call::<RulesReview>(rules_review(namespace)).await {
            Ok(review) => Some(review.value.status),
            Err(error) => {
                leptos::logging::warn!("no review of the rules in {namespace}: {error:?}");
                None
            }
        }
    }
}
