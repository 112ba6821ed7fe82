//! Asking who the person is and which cluster this is, and what follows from the answers.

use std::time::Duration;

use futures::future::join3;
use kubewire::caller::{Caller, SelfReview, User, caller, self_review};
use kubewire::cluster::{IDENTIFYING_NAMESPACE, Version, version};
use kubewire::request;
use kubewire::resource::NAMESPACES;
use leptos::prelude::*;
use serde_json::Value;

use crate::platform::{location, timer};
use crate::store::cluster_storage::ClusterStorage;
use crate::store::session::identity::{Cluster, Who, Why};
use crate::store::session::{Session, lock, token};

/// How long to wait before asking again what the API server could not say.
const AGAIN: Duration = Duration::from_secs(3);

impl Session {
    /// Asks who the person is and which cluster this is, until both are known. What it finds may be that they are
    /// others now.
    pub(in crate::store) async fn refresh(&self) {
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
            Ok(uid) => Some(ClusterStorage::of(uid)),
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

    fn kept_by_address(&self) -> ClusterStorage {
        ClusterStorage::of(&format!("{}{}", location::host(), self.place.prefix))
    }
}

fn uid_of(namespace: &Value) -> String {
    namespace.pointer("/metadata/uid").and_then(Value::as_str).unwrap_or_default().to_owned()
}
