//! Asking who the person is and which cluster this is, and what follows from the answers.

use futures::future::join3;
use kubewire::caller::{Caller, SelfReview, User, caller, self_review};
use kubewire::cluster::{IDENTIFYING_NAMESPACE, Version, version};
use kubewire::error::ApiError;
use kubewire::link::{Found, Identity, Seen};
use kubewire::request;
use kubewire::resource::NAMESPACES;
use leptos::prelude::*;
use serde_json::Value;

use crate::platform::location;
use crate::store::cluster_storage::ClusterStorage;
use crate::store::session::identity::{Cluster, Who, Why};
use crate::store::session::{Session, token};

/// What asking has found.
pub(in crate::store) enum Look {
    /// Somebody.
    Somebody { user: User, cluster: Cluster, kept: ClusterStorage },
    /// Nobody, and whether a token was sent.
    Nobody { with_token: bool },
}

impl Look {
    /// What the monitor is to know of it.
    pub(in crate::store) fn seen(&self) -> Seen {
        match self {
            Self::Somebody { user, kept, .. } => {
                Seen::Somebody(Identity { user: user.username.clone(), cluster: kept.cluster().to_owned() })
            }
            Self::Nobody { with_token } => Seen::Nobody { with_token: *with_token },
        }
    }
}

impl Session {
    /// Asks once.
    ///
    /// # Errors
    /// Why it could not be found out.
    pub(in crate::store) async fn look(&self) -> Result<Look, ApiError> {
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
        let user = match caller(review) {
            Ok(Caller::User(user)) => user,
            Ok(Caller::Nobody) => return Ok(Look::Nobody { with_token: token.is_some() }),
            Err(error) => {
                leptos::logging::warn!("no review of the caller: {error:?}");
                return Err(error);
            }
        };
        let uid = namespace.map(|namespace| uid_of(&namespace));
        let kept = match &uid {
            Ok(uid) => ClusterStorage::of(uid),
            Err(error) if is_refused(error) => self.kept_by_address(),
            Err(error) => return Err(error.clone()),
        };
        let version = version.map(|version| version.git_version).unwrap_or_default();
        Ok(Look::Somebody { user, cluster: Cluster { uid, version }, kept })
    }

    /// Takes what was found, and what that means.
    pub(in crate::store) fn take(&self, look: Look, found: Found) {
        match (look, found) {
            (_, Found::Other) => self.restart.run(()),
            (Look::Nobody { with_token }, Found::Nobody | Found::Same) => self.lose(with_token),
            (Look::Somebody { user, cluster, kept }, Found::Same) => {
                set(&self.who, Who::User(user));
                set(&self.kept, Some(kept));
                set(&self.cluster, Some(cluster));
            }
            _ => {}
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
        set(&self.who, Who::Nobody(if ended { Why::Ended } else { Why::NoCredential }));
    }

    fn kept_by_address(&self) -> ClusterStorage {
        ClusterStorage::of(&format!("{}{}", location::host(), self.place.prefix))
    }
}

/// Whether the answer will be the same the next time: the person may not read it, or something on the way does not let
/// it through.
fn is_refused(error: &ApiError) -> bool {
    let is_filtered = matches!(error, ApiError::Blocked { code: 403..=405, .. });
    error.is_forbidden() || error.is_not_found() || is_filtered
}

fn set<T: PartialEq + Send + Sync + 'static>(signal: &ArcRwSignal<T>, value: T) {
    if signal.with_untracked(|now| *now != value) {
        signal.set(value);
    }
}

fn uid_of(namespace: &Value) -> String {
    namespace.pointer("/metadata/uid").and_then(Value::as_str).unwrap_or_default().to_owned()
}
