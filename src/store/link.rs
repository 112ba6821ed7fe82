//! Whether the API server can be reached and by whom: one probe for all, on the first sign of trouble. What a probe
//! proves, and what may be sent meanwhile, is [`kubewire::link`]'s matter.

use std::sync::Arc;
use std::time::Duration;

use futures::channel::mpsc::UnboundedSender;
use futures::future::{Either, select};
use futures::{FutureExt, Stream, StreamExt};
pub use kubewire::link::Link;
use kubewire::link::{Found, Monitor, Seen};
use leptos::prelude::*;

use crate::kube::api::Api;
use crate::platform::{clock, network, task, timer, visibility};
use crate::store::feeds::Feeds;
use crate::store::reflector::{Sign, World};
use crate::store::session::Session;
use crate::store::session::look::Look;

/// How often a visible page asks whether the server is back, and how often one that nobody sees: its runs go on too.
const PERIOD: Duration = Duration::from_secs(2);
const HIDDEN_PERIOD: Duration = Duration::from_mins(1);

/// Keeps the link's state. When the way is free again, all watches are told at once.
pub(super) struct Keeper {
    pub(super) api: Api,
    pub(super) session: Session,
    pub(super) link: ArcRwSignal<Link>,
    /// Whether what was begun may go on, as [`crate::kube::gate::Gate::may_go_on`] says it after each probe.
    pub(super) free: ArcRwSignal<bool>,
    pub(super) feeds: Arc<Feeds>,
}

/// Puts a sign in whenever the world around changes such that a look is worth while.
pub(super) fn watch_the_world(feeds: &Arc<Feeds>, signs: UnboundedSender<Sign>) {
    let (told, seen) = (signs.clone(), feeds.clone());
    visibility::on_change(move |visible| {
        seen.tell(if visible { World::Visible } else { World::Hidden });
        if visible {
            let _the_keeper_may_be_gone = told.unbounded_send(Sign::Changed);
        }
    });
    network::on_change(move || {
        let _the_keeper_may_be_gone = signs.unbounded_send(Sign::Changed);
    });
}

impl Keeper {
    /// Begins; ends with the current reactive owner.
    pub(super) fn start(self, signs: impl Stream<Item = Sign> + Unpin + 'static) {
        task::spawn_scoped(self.run(signs));
    }

    async fn run(self, mut signs: impl Stream<Item = Sign> + Unpin) {
        // At first nothing is known of the person.
        let mut is_due = true;
        loop {
            if is_due {
                self.settle(&mut signs).await;
            }
            let Some(sign) = signs.next().await else { return };
            is_due = self.note(sign);
        }
    }

    /// Takes a sign; returns whether it is worth a look.
    fn note(&self, sign: Sign) -> bool {
        let gate = self.api.gate();
        match sign {
            Sign::Alive => gate.link() != Link::Connected,
            Sign::Changed => true,
            Sign::Trouble => {
                gate.with(Monitor::troubled);
                true
            }
        }
    }

    /// Probes until there is nothing more to be found out.
    async fn settle(&self, signs: &mut (impl Stream<Item = Sign> + Unpin)) {
        loop {
            // The next probe answers all that was told before it.
            while let Some(Some(sign)) = signs.next().now_or_never() {
                self.note(sign);
            }
            let period = if visibility::is_visible() { PERIOD } else { HIDDEN_PERIOD };
            let again = timer::sleep(period);
            if self.probe().await {
                return;
            }
            if let Either::Right((None, _)) = select(again, Box::pin(self.worth_a_look(signs))).await {
                return;
            }
        }
    }

    /// Waits for a sign after which the next probe may find something else. Trouble is what is looked into already.
    async fn worth_a_look(&self, signs: &mut (impl Stream<Item = Sign> + Unpin)) -> Option<()> {
        loop {
            let sign = signs.next().await?;
            if self.note(sign) && sign != Sign::Trouble {
                return Some(());
            }
        }
    }

    /// Looks once; returns whether there is nothing more to be found out.
    async fn probe(&self) -> bool {
        let Some(ticket) = self.api.gate().with(|monitor| monitor.begin()) else { return true };
        set(&self.free, false);
        let looked = match self.api.ready().await {
            Ok(()) => self.session.look().await,
            Err(error) => Err(error),
        };
        let seen = looked.as_ref().map_or_else(|error| Seen::Not(error.clone()), Look::seen);
        let (found, before) = self.api.gate().with(|monitor| {
            let before = (monitor.link(), monitor.may_send());
            (monitor.probed(ticket, seen, clock::now_ms()), before)
        });
        if let Ok(looked) = looked {
            self.session.take(looked, found);
        }
        self.publish(before);
        // Where the person was asked to sign in, only they change anything.
        let may_ask = self.api.gate().with(|monitor| monitor.begin()).is_some();
        found == Found::Same || !may_ask
    }

    /// Tells everybody how the way is now. `before` is its state, and whether anything was sent.
    fn publish(&self, before: (Link, bool)) {
        let (link, may_send) = self.api.gate().with(|monitor| (monitor.link(), monitor.may_send()));
        set(&self.link, link);
        if link == Link::SignedOut && before.0 != link {
            self.feeds.tell(World::SignedOut);
        }
        if link == Link::Connected && may_send && before.0 != link {
            self.feeds.tell(World::Recovered);
        }
        set(&self.free, self.api.gate().may_go_on());
    }
}

fn set<T: PartialEq + Send + Sync + 'static>(signal: &ArcRwSignal<T>, value: T) {
    if signal.with_untracked(|now| *now != value) {
        signal.set(value);
    }
}
