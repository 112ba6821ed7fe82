//! Whether the API server can be reached, and if not, what is in the way.

use std::sync::Arc;
use std::time::Duration;

use futures::StreamExt;
use futures::channel::mpsc::{UnboundedReceiver, UnboundedSender};
use futures::future::{Either, select};
use kubewire::error::ApiError;
use leptos::prelude::*;

use crate::kube::api::Api;
use crate::platform::{clock, network, task, timer, visibility};
use crate::store::feeds::Feeds;
use crate::store::reflector::{Sign, World};

/// How often a visible page asks whether the server is back.
const PERIOD: Duration = Duration::from_secs(2);

/// The way to the API server. Times are Unix milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// The API server answers.
    Connected,
    /// Nothing answers: what serves the console (kubectl proxy, a gateway) is gone, or the network is.
    ProxyGone {
        /// When it was noticed.
        since: u64,
    },
    /// What serves the console answers, but not the API server behind it, or that is not ready.
    ClusterGone {
        /// When it was noticed.
        since: u64,
    },
    /// The API server does not know the user, or no longer.
    SignedOut,
}

impl Link {
    /// The link after a probe. The time of the first trouble stays while its kind does.
    fn after(self, probed: &Result<(), ApiError>, now: u64) -> Self {
        let since = match self {
            Self::ProxyGone { since } | Self::ClusterGone { since } => since,
            Self::Connected | Self::SignedOut => now,
        };
        match probed {
            Ok(()) => Self::Connected,
            Err(error) if error.is_unauthorized() => Self::SignedOut,
            // A gateway asks for a sign-in, by its own 401 or by sending the browser to a page for it.
            Err(ApiError::Blocked { code: 302 | 401, .. }) => Self::SignedOut,
            Err(ApiError::Server(_) | ApiError::Blocked { .. } | ApiError::Decode(_)) => {
                Self::ClusterGone { since }
            }
            Err(ApiError::Offline | ApiError::TimedOut | ApiError::Cancelled | ApiError::NotConnected) => {
                Self::ProxyGone { since }
            }
        }
    }
}

/// Keeps the link's state: one probe for all, on the first sign of trouble, and while disconnected every two seconds
/// if the page can be seen. When the server is back, all watches are told at once.
pub(super) struct Keeper {
    pub(super) api: Api,
    pub(super) link: ArcRwSignal<Link>,
    pub(super) feeds: Arc<Feeds>,
}

/// Puts a sign of trouble in whenever the world around changes such that a look is worth while.
pub(super) fn watch_the_world(feeds: &Arc<Feeds>, signs: UnboundedSender<Sign>) {
    let (told, seen) = (signs.clone(), feeds.clone());
    visibility::on_change(move |visible| {
        seen.tell(if visible { World::Visible } else { World::Hidden });
        if visible {
            let _the_keeper_may_be_gone = told.unbounded_send(Sign::Trouble);
        }
    });
    network::on_change(move || {
        let _the_keeper_may_be_gone = signs.unbounded_send(Sign::Trouble);
    });
}

impl Keeper {
    /// Begins; ends with the current reactive owner.
    pub(super) fn start(self, signs: UnboundedReceiver<Sign>) {
        task::spawn_scoped(self.run(signs));
    }

    async fn run(self, mut signs: UnboundedReceiver<Sign>) {
        while let Some(mut sign) = signs.next().await {
            // Of many that came together the last says how things are now, but trouble is always looked into.
            while let Ok(later) = signs.try_recv() {
                sign = if sign == Sign::Trouble { sign } else { later };
            }
            match sign {
                Sign::Alive => self.set(Link::Connected),
                Sign::Trouble => self.probe_until_back(&mut signs).await,
            }
        }
    }

    async fn probe_until_back(&self, signs: &mut UnboundedReceiver<Sign>) {
        loop {
            let begun = timer::sleep(PERIOD);
            let probed = self.api.probe().await;
            self.set(self.link.get_untracked().after(&probed, clock::now_ms()));
            if probed.is_ok() || !visibility::is_visible() {
                return;
            }
            if let Either::Right((Some(Sign::Alive), _)) = select(begun, Box::pin(alive(signs))).await {
                return self.set(Link::Connected);
            }
        }
    }

    fn set(&self, link: Link) {
        let before = self.link.get_untracked();
        if before == link {
            return;
        }
        self.link.set(link);
        if link == Link::Connected {
            self.feeds.tell(World::Recovered);
        }
    }
}

/// Waits for a sign of life.
async fn alive(signs: &mut UnboundedReceiver<Sign>) -> Option<Sign> {
    loop {
        match signs.next().await {
            Some(Sign::Trouble) => {}
            other => return other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kubewire::response::failure;

    #[test]
    fn what_is_in_the_way_is_told_apart() {
        let at = Link::Connected;
        for (probed, link) in [
            (Ok(()), Link::Connected),
            (Err(ApiError::Offline), Link::ProxyGone { since: 9 }),
            (Err(ApiError::TimedOut), Link::ProxyGone { since: 9 }),
            (Err(failure(502, b"bad gateway")), Link::ClusterGone { since: 9 }),
            (Err(failure(500, b"[-]etcd failed: reason withheld")), Link::ClusterGone { since: 9 }),
            (Err(failure(401, br#"{"kind":"Status","code":401,"reason":"Unauthorized"}"#)), Link::SignedOut),
            (Err(failure(401, b"<html>")), Link::SignedOut),
            (Err(failure(302, b"")), Link::SignedOut),
        ] {
            assert_eq!(at.after(&probed, 9), link, "{probed:?}");
        }
    }

    #[test]
    fn an_outage_began_when_it_was_first_noticed() {
        let gone = Link::Connected.after(&Err(failure(502, b"")), 5);
        let still = gone.after(&Err(ApiError::Offline), 8);
        assert_eq!(still, Link::ProxyGone { since: 5 });
        assert_eq!(still.after(&Ok(()), 9), Link::Connected);
    }
}
