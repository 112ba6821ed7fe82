//! Who the person is to the API server, which cluster that is, and signing in and out.
//!
//! Usually the credential comes with the connection: `kubectl proxy` or a gateway adds it, and the console never
//! sees it. Where none does, the person gives a bearer token. It is in memory only, or in this tab's storage if
//! they ask for that. A token is refused while the connection has a credential of its own: the API server prefers
//! client certificates, and a proxy adds its own credential to WebSockets, so a page would show a mixture of what
//! two people see.

mod credential;
pub mod identity;
pub(in crate::store) mod look;
pub mod refusal;
mod token;

use std::sync::Arc;

use kubewire::jwt;
use leptos::prelude::*;

use crate::kube::api::Api;
use crate::store::cluster_storage::ClusterStorage;
use crate::store::session::identity::{Cluster, Place, Who, Why};

/// The session with one cluster. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Session {
    api: Api,
    place: Arc<Place>,
    who: ArcRwSignal<Who>,
    cluster: ArcRwSignal<Option<Cluster>>,
    kept: ArcRwSignal<Option<ClusterStorage>>,
    /// When the token ends, Unix milliseconds.
    ends: ArcRwSignal<Option<u64>>,
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
    pub fn kept(&self) -> Signal<Option<ClusterStorage>> {
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
        let (who, wanted, session) = (self.who.clone(), self.wanted.clone(), self.clone());
        Signal::derive(move || match (wanted.get(), who.get()) {
            (Some(wanted), _) => wanted,
            (None, Who::Nobody(Why::Ended)) => true,
            // Who had a credential from the connection keeps what they saw; the banner says what to do.
            (None, Who::Nobody(Why::NoCredential)) => !session.was_somebody(),
            (None, Who::Asking | Who::User(_)) => false,
        })
    }

    /// Shows the sign-in page, or takes it away. Who was nobody from the first then sees what anybody may see; what
    /// somebody began waits for them.
    pub fn want_sign_in(&self, wanted: bool) {
        self.wanted.set(Some(wanted));
        let is_nobody = self.who.with_untracked(|who| matches!(who, Who::Nobody(_)));
        if !wanted && is_nobody && !self.was_somebody() {
            self.api.gate().signed_in(true);
        }
    }

    /// Whether somebody was signed in on this page before.
    pub fn was_somebody(&self) -> bool {
        self.api.gate().with(|monitor| monitor.known().is_some())
    }
}

pub(super) use token::load as kept_token;
