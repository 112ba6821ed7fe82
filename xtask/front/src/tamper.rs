//! What becomes of the events of one stream under a plan. Pure: events in, emissions out.

use super::{
    event,
    faults::{Bookmarks, InForce},
};

/// What is done next with the stream.
#[derive(Debug, PartialEq, Eq)]
pub enum Emission {
    /// The unit passes as it came.
    Pass,
    /// An event of ours is put in.
    Insert(Vec<u8>),
    /// Only so many bytes of the unit pass, then the connection breaks.
    Cut(usize),
    /// Nothing passes any more, in either direction, while the connection stays open.
    Stall,
}

/// The state of one stream.
#[derive(Debug)]
pub struct Tamper {
    address: String,
    /// The number of the plan that was in force when the stream opened.
    opened: u64,
    held_bookmark: Option<Vec<u8>>,
    last_version: Option<String>,
}

impl Tamper {
    /// For a stream to an address, opened under the plan of a number.
    pub const fn new(address: String, opened: u64) -> Self {
        Self { address, opened, held_bookmark: None, last_version: None }
    }

    /// What a plan does to the stream when it comes into force (or is already, when the stream opens).
    pub fn on_plan(&self, now: &InForce) -> Option<Emission> {
        if !now.plan.hits(&self.address) {
            return None;
        }
        if now.plan.stall {
            return Some(Emission::Stall);
        }
        (now.plan.gone_in_stream && self.strikes(now)).then(|| Emission::Insert(event::expired()))
    }

    /// What happens to the next event.
    pub fn on_event(&mut self, now: &InForce, text: &[u8]) -> Vec<Emission> {
        let seen = event::read(text);
        if !now.plan.hits(&self.address) {
            self.last_version = seen.map(|seen| seen.resource_version);
            return vec![Emission::Pass];
        }
        if let Some(bytes) = now.plan.cut_after.filter(|_| self.strikes(now)) {
            return vec![Emission::Cut(bytes)];
        }
        let Some(seen) = seen else { return vec![Emission::Pass] };
        match now.plan.bookmarks {
            Bookmarks::Honest => self.honest(&seen),
            Bookmarks::Repeated => Self::repeated(&seen, text),
            Bookmarks::Late => self.late(&seen, text),
        }
    }

    fn honest(&mut self, seen: &event::Seen) -> Vec<Emission> {
        self.last_version = Some(seen.resource_version.clone());
        vec![Emission::Pass]
    }

    fn repeated(seen: &event::Seen, text: &[u8]) -> Vec<Emission> {
        let again =
            if seen.is_bookmark { text.to_vec() } else { event::bookmark(seen, &seen.resource_version) };
        let copies = if seen.is_bookmark { 2 } else { 3 };
        let mut emissions = vec![Emission::Pass];
        emissions.extend((0..copies).map(|_| Emission::Insert(again.clone())));
        emissions
    }

    fn late(&mut self, seen: &event::Seen, text: &[u8]) -> Vec<Emission> {
        if seen.is_bookmark {
            self.held_bookmark = Some(text.to_vec());
            return Vec::new();
        }
        let before = self.last_version.replace(seen.resource_version.clone());
        let synthetic = before.map(|version| event::bookmark(seen, &version));
        let mut emissions = vec![Emission::Pass];
        emissions.extend(self.held_bookmark.take().into_iter().chain(synthetic).map(Emission::Insert));
        emissions
    }

    /// Whether a fault that strikes once has not spared this stream.
    const fn strikes(&self, now: &InForce) -> bool {
        now.number > self.opened
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::faults::Plan;

    const ADDED: &[u8] =
        br#"{"type":"ADDED","object":{"kind":"Pod","apiVersion":"v1","metadata":{"resourceVersion":"5"}}}"#;
    const MODIFIED: &[u8] =
        br#"{"type":"MODIFIED","object":{"kind":"Pod","apiVersion":"v1","metadata":{"resourceVersion":"8"}}}"#;
    const BOOKMARK: &[u8] =
        br#"{"type":"BOOKMARK","object":{"kind":"Pod","apiVersion":"v1","metadata":{"resourceVersion":"6"}}}"#;

    fn under(number: u64, plan: Plan) -> InForce {
        InForce { number, plan: Arc::new(plan) }
    }

    fn versions(emissions: &[Emission]) -> Vec<String> {
        let version = |emission: &Emission| match emission {
            Emission::Insert(text) => Some(event::read(text).unwrap().resource_version),
            _ => None,
        };
        emissions.iter().filter_map(version).collect()
    }

    #[test]
    fn a_cut_hits_the_open_stream_and_spares_the_next_one() {
        let plan = under(1, Plan { cut_after: Some(10), ..Plan::default() });
        assert_eq!(Tamper::new("/x".into(), 0).on_event(&plan, ADDED), [Emission::Cut(10)]);
        assert_eq!(Tamper::new("/x".into(), 1).on_event(&plan, ADDED), [Emission::Pass]);
    }

    #[test]
    fn an_expired_history_hits_the_open_stream_and_spares_the_next_one() {
        let plan = under(1, Plan { gone_in_stream: true, ..Plan::default() });
        assert_eq!(Tamper::new("/x".into(), 0).on_plan(&plan), Some(Emission::Insert(event::expired())));
        assert_eq!(Tamper::new("/x".into(), 1).on_plan(&plan), None);
    }

    #[test]
    fn a_stall_hits_every_stream_that_is_named() {
        let plan = under(1, Plan { stall: true, only: "/pods".into(), ..Plan::default() });
        assert_eq!(Tamper::new("/pods?watch=1".into(), 1).on_plan(&plan), Some(Emission::Stall));
        assert_eq!(Tamper::new("/events?watch=1".into(), 0).on_plan(&plan), None);
    }

    #[test]
    fn repeated_bookmarks_come_three_times_and_after_each_event() {
        let plan = under(1, Plan { bookmarks: Bookmarks::Repeated, ..Plan::default() });
        let mut tamper = Tamper::new("/x".into(), 0);
        assert_eq!(versions(&tamper.on_event(&plan, BOOKMARK)), ["6", "6"]);
        assert_eq!(versions(&tamper.on_event(&plan, MODIFIED)), ["8", "8", "8"]);
    }

    #[test]
    fn late_bookmarks_arrive_behind_the_event_after_them() {
        let plan = under(1, Plan { bookmarks: Bookmarks::Late, ..Plan::default() });
        let mut tamper = Tamper::new("/x".into(), 0);
        assert_eq!(tamper.on_event(&plan, ADDED), [Emission::Pass]);
        assert_eq!(tamper.on_event(&plan, BOOKMARK), [], "held back");
        let emissions = tamper.on_event(&plan, MODIFIED);
        assert_eq!(emissions[0], Emission::Pass);
        assert_eq!(versions(&emissions), ["6", "5"], "the held one, and one at the version before");
    }
}
