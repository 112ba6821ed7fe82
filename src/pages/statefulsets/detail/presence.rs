//! Whether the set is there: pure, so that every case is a test.

use std::sync::Arc;

use kubewire::error::ApiError;
use kubewire::health::Health;
use workload::rows::set::SetRow;

/// Whether the set is there.
#[derive(Debug, Clone, PartialEq)]
pub enum Presence {
    /// Not known yet.
    Loading,
    /// The first request has not come through; it is tried again.
    Unreachable(Option<ApiError>),
    /// The API server refuses to show it.
    Denied(ApiError),
    /// The API server has no set of this name.
    Missing,
    /// It is there.
    There,
    /// It was there and was deleted under the open page.
    Deleted,
    /// It was deleted under the open page, and another of the same name stands in its place.
    Replaced,
}

/// What has been seen of the set so far.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// The set as it was last seen.
    pub last: Option<Arc<SetRow>>,
    /// Whether it is there.
    pub presence: Presence,
}

/// What is seen after `now` is what the watch knows. `loaded` says that the watch has listed at least once.
pub fn follow(before: Option<&Seen>, now: Option<Arc<SetRow>>, loaded: bool, health: &Health) -> Seen {
    let last = before.and_then(|seen| seen.last.clone());
    match (last, now) {
        (Some(last), Some(now)) if last.meta.key.uid != now.meta.key.uid => {
            Seen { last: Some(now), presence: Presence::Replaced }
        }
        (Some(_), Some(now)) => {
            let replaced = before.is_some_and(|seen| seen.presence == Presence::Replaced);
            Seen { last: Some(now), presence: if replaced { Presence::Replaced } else { Presence::There } }
        }
        (None, Some(now)) => Seen { last: Some(now), presence: Presence::There },
        (Some(last), None) if loaded => Seen { last: Some(last), presence: Presence::Deleted },
        (last, None) => Seen { last, presence: absent(loaded, health) },
    }
}

fn absent(loaded: bool, health: &Health) -> Presence {
    match health {
        Health::Denied(status) => Presence::Denied(ApiError::Server(Box::new(status.clone()))),
        _ if loaded => Presence::Missing,
        Health::Reconnecting { why, .. } | Health::Stale { why, .. } => Presence::Unreachable(why.clone()),
        Health::Loading | Health::Live { .. } | Health::Polling(_) => Presence::Loading,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use kubewire::health::{Health, Transport};
    use kubewire::status::Status;
    use workload::rows::set::SetRow;

    use super::{Presence, Seen, follow};

    const LIVE: Health = Health::Live { transport: Transport::WebSocket };

    #[expect(clippy::unnecessary_wraps, reason = "a watch has one set or none")]
    fn set(uid: &str) -> Option<Arc<SetRow>> {
        let mut set = SetRow::default();
        uid.clone_into(&mut set.meta.key.uid);
        Some(Arc::new(set))
    }

    fn presences(steps: &[(Option<Arc<SetRow>>, bool, Health)]) -> Vec<Presence> {
        let mut seen: Option<Seen> = None;
        let mut all = Vec::new();
        for (now, loaded, health) in steps {
            let next = follow(seen.as_ref(), now.clone(), *loaded, health);
            all.push(next.presence.clone());
            seen = Some(next);
        }
        all
    }

    #[test]
    fn a_set_that_was_never_there_is_missing_only_once_the_list_has_come() {
        let steps = [(None, false, Health::Loading), (None, true, LIVE)];
        assert_eq!(presences(&steps), [Presence::Loading, Presence::Missing]);
    }

    #[test]
    fn a_set_that_vanishes_was_deleted_and_keeps_what_was_seen() {
        assert_eq!(
            presences(&[(set("a"), true, LIVE), (None, true, LIVE)]),
            [Presence::There, Presence::Deleted]
        );
        let there = follow(None, set("a"), true, &LIVE);
        assert_eq!(follow(Some(&there), None, true, &LIVE).last, set("a"));
    }

    #[test]
    fn another_uid_under_the_same_name_is_another_set_also_after_its_changes() {
        let steps =
            [(set("a"), true, LIVE), (None, true, LIVE), (set("b"), true, LIVE), (set("b"), true, LIVE)];
        let expected = [Presence::There, Presence::Deleted, Presence::Replaced, Presence::Replaced];
        assert_eq!(presences(&steps), expected);
    }

    #[test]
    fn a_set_created_while_the_page_waits_for_it_is_simply_there() {
        assert_eq!(
            presences(&[(None, true, LIVE), (set("a"), true, LIVE)]),
            [Presence::Missing, Presence::There]
        );
    }

    #[test]
    fn a_refused_list_is_denied_and_a_lost_one_is_unreachable_never_missing() {
        let denied = Health::Denied(Status { code: 403, ..Status::default() });
        let lost = Health::Reconnecting { since_ms: 0, why: None };
        let all = presences(&[(None, false, denied), (None, false, lost)]);
        assert!(matches!(all[0], Presence::Denied(_)));
        assert_eq!(all[1], Presence::Unreachable(None));
    }
}
