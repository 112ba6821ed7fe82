//! Who the person is to the API server, which cluster that is, and signing in and out.
//!
//! Usually the credential comes with the connection: `kubectl proxy` or a gateway adds it, and the console never
//! sees it. Where none does, the person gives a bearer token. It is in memory only, or in this tab's storage if
//! they ask for that. A token is refused while the connection has a credential of its own: the API server prefers
//! client certificates, and a proxy adds its own credential to WebSockets, so a page would show a mixture of what
//! two people see.

mod refusal;
mod token;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::future::join3;
use kubewire::caller::{Caller, SelfReview, User, caller, self_review};
use kubewire::cluster::{IDENTIFYING_NAMESPACE, Version, version};
use kubewire::error::ApiError;
use kubewire::jwt;
use kubewire::request;
use kubewire::resource::NAMESPACES;
use leptos::prelude::*;
use serde_json::Value;

use crate::kube::api::Api;
use crate::platform::{location, timer};
use crate::store::kept::Kept;
pub use crate::store::session::refusal::Refusal;
use crate::store::session::token::clean;

/// How long to wait before asking again what the API server could not say.
const AGAIN: Duration = Duration::from_secs(3);

/// Who the person is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// The API server has not answered yet.
    Asking,
    /// The API server knows them. The name is empty where it is too old to tell.
    User(User),
    /// The API server does not know them.
    Nobody(Why),
}

/// Why the person is nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// There is no credential.
    NoCredential,
    /// The token that was good until now is so no longer.
    Ended,
}

/// Which cluster this is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// The uid of its `kube-system` namespace, or why it is not known.
    pub uid: Result<String, ApiError>,
    /// Such as `v1.36.1`; empty where it is not told.
    pub version: String,
}

/// Where the cluster is and what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// As configured, or host and port.
    pub name: String,
    /// Path of its API on this origin; empty for the root.
    pub prefix: String,
}

/// The session with one cluster. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Session {
    api: Api,
    place: Arc<Place>,
    who: ArcRwSignal<Who>,
    cluster: ArcRwSignal<Option<Cluster>>,
    kept: ArcRwSignal<Option<Kept>>,
    /// When the token ends, Unix milliseconds.
    ends: ArcRwSignal<Option<u64>>,
    /// Who was known last, to tell whether it is the same person who signs in again.
    last: Arc<Mutex<Option<String>>>,
    /// The person asked for the sign-in page, or wants to go on without it.
    wanted: ArcRwSignal<Option<bool>>,
    restart: Callback<()>,
}

impl Session {
    /// A session that knows nothing yet. `restart` forgets everything that is on screen and in memory.
    pub(super) fn new(api: Api, place: Place, restart: Callback<()>) -> Self {
        let ends = api.credential().get().and_then(|token| jwt::expires_ms(&token));
        Self {
            api,
            place: Arc::new(place),
            who: ArcRwSignal::new(Who::Asking),
            cluster: ArcRwSignal::default(),
            kept: ArcRwSignal::default(),
            ends: ArcRwSignal::new(ends),
            last: Arc::default(),
            wanted: ArcRwSignal::default(),
            restart,
        }
    }

    /// Who the person is.
    pub fn who(&self) -> Signal<Who> {
        self.who.read_only().into()
    }

    /// Which cluster this is; none while it is not known.
    pub fn cluster(&self) -> Signal<Option<Cluster>> {
        self.cluster.read_only().into()
    }

    /// What the browser keeps of this cluster; none until it is known which one it is.
    pub fn kept(&self) -> Signal<Option<Kept>> {
        self.kept.read_only().into()
    }

    /// Where the cluster is and what it is called.
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// When the person's token ends, in Unix milliseconds; none without one, or where it does not say.
    pub fn ends(&self) -> Signal<Option<u64>> {
        self.ends.read_only().into()
    }

    /// Whether the person signed in here, and so can sign out here.
    pub fn has_token(&self) -> bool {
        self.api.credential().get().is_some()
    }

    /// Whether there is nothing to see without signing in, or the person wants to.
    pub fn needs_sign_in(&self) -> Signal<bool> {
        let (who, wanted, last) = (self.who.clone(), self.wanted.clone(), self.last.clone());
        Signal::derive(move || match (wanted.get(), who.get()) {
            (Some(wanted), _) => wanted,
            (None, Who::Nobody(Why::Ended)) => true,
            // Who had a credential from the connection keeps what they saw; the banner says what to do.
            (None, Who::Nobody(Why::NoCredential)) => lock(&last).is_none(),
            (None, Who::Asking | Who::User(_)) => false,
        })
    }

    /// Shows the sign-in page, or goes on without it.
    pub fn want_sign_in(&self, wanted: bool) {
        self.wanted.set(Some(wanted));
    }

    /// Asks who the person is and which cluster this is, until both are known. What it finds may be that they are
    /// others now.
    pub(super) async fn refresh(&self) {
        while !self.look().await {
            timer::sleep(AGAIN).await;
        }
    }

    /// Looks once; tells whether the API server has said all there is to know.
    async fn look(&self) -> bool {
        let token = self.api.credential().get();
        let token = token.as_deref();
        let identifying = request::read(&NAMESPACES.into(), "", IDENTIFYING_NAMESPACE);
        let uid = async { self.api.ask_as::<Value>(identifying?, token).await };
        let (review, version, namespace) = join3(
            self.api.ask_as::<SelfReview>(self_review(), token),
            self.api.ask_as::<Version>(version(), token),
            uid,
        )
        .await;
        // Someone signed in or out meanwhile: this is about a person who is gone.
        if self.api.credential().get().as_deref() != token {
            return false;
        }
        match caller(review) {
            Ok(Caller::Nobody) => {
                self.lose(token.is_some());
                true
            }
            Ok(Caller::User(user)) => {
                let uid = namespace.map(|namespace| uid_of(&namespace));
                let version = version.map(|version| version.git_version).unwrap_or_default();
                self.settle(user, Cluster { uid, version })
            }
            Err(error) => {
                leptos::logging::warn!("no review of the caller: {error:?}");
                false
            }
        }
    }

    fn lose(&self, had_token: bool) {
        if had_token {
            self.api.credential().set(None);
            token::forget(&self.place.prefix);
            self.ends.set(None);
            self.wanted.set(None);
        }
        if self.kept.with_untracked(Option::is_none) {
            self.kept.set(Some(self.kept_by_address()));
        }
        let before = self.who.get_untracked();
        let ended = had_token || before == Who::Nobody(Why::Ended);
        self.who.set(Who::Nobody(if ended { Why::Ended } else { Why::NoCredential }));
    }

    fn settle(&self, user: User, cluster: Cluster) -> bool {
        let last = lock(&self.last).replace(user.username.clone());
        let other_person = last.is_some_and(|last| last != user.username);
        let kept = match &cluster.uid {
            Ok(uid) => Some(Kept::of(uid)),
            Err(error) if error.is_forbidden() || error.is_not_found() => Some(self.kept_by_address()),
            Err(_) => None,
        };
        let before = self.kept.get_untracked();
        let other_cluster = matches!((&before, &kept), (Some(before), Some(now)) if before != now);
        if other_person || other_cluster {
            self.restart.run(());
            return true;
        }
        let who = Who::User(user);
        if self.who.get_untracked() != who {
            self.who.set(who);
        }
        let is_known = kept.is_some();
        if is_known && kept != before {
            self.kept.set(kept);
        }
        if is_known {
            self.cluster.set(Some(cluster));
        }
        is_known
    }

    fn kept_by_address(&self) -> Kept {
        Kept::of(&format!("{}{}", location::host(), self.place.prefix))
    }

    /// Signs in with a bearer token, if the connection has no credential of its own and the API server takes the
    /// token. `keep` survives a reload of this tab.
    ///
    /// # Errors
    /// Why the token was not taken.
    pub async fn sign_in(&self, text: &str, keep: bool) -> Result<(), Refusal> {
        let token = clean(text).ok_or(Refusal::NoToken)?;
        let before = self.ask(None).await?;
        if let Caller::User(user) = before {
            return Err(Refusal::OwnCredential(user));
        }
        let Caller::User(user) = self.ask(Some(&token)).await? else { return Err(Refusal::NotAccepted) };
        if keep {
            token::keep(&self.place.prefix, &token)?;
        } else {
            token::forget(&self.place.prefix);
        }
        self.api.credential().set(Some(token.as_str().into()));
        if lock(&self.last).as_ref() != Some(&user.username) {
            self.restart.run(());
            return Ok(());
        }
        self.ends.set(jwt::expires_ms(&token));
        self.wanted.set(None);
        self.who.set(Who::User(user));
        Ok(())
    }

    async fn ask(&self, token: Option<&str>) -> Result<Caller, Refusal> {
        caller(self.api.ask_as(self_review(), token).await).map_err(Refusal::Failed)
    }

    /// Forgets the token and everything that was seen with it.
    pub fn sign_out(&self) {
        self.api.credential().set(None);
        token::forget(&self.place.prefix);
        self.restart.run(());
    }
}

pub(super) use token::load as kept_token;

fn lock(last: &Mutex<Option<String>>) -> std::sync::MutexGuard<'_, Option<String>> {
    last.lock().unwrap_or_else(PoisonError::into_inner)
}

fn uid_of(namespace: &Value) -> String {
    namespace.pointer("/metadata/uid").and_then(Value::as_str).unwrap_or_default().to_owned()
}
