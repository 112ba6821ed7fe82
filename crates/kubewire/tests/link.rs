//! What may be sent, and when: tables, and properties over people who come and go at any moment.
#![cfg(test)]

use kubewire::error::ApiError;
use kubewire::link::{Found, Identity, Link, Monitor, Refusals, Seen, Ticket};
use kubewire::response::failure;
use proptest::prelude::*;

fn somebody(user: &str) -> Seen {
    Seen::Somebody(Identity { user: user.into(), cluster: "c".into() })
}

fn probe(monitor: &mut Monitor, seen: Seen) -> Found {
    let ticket = monitor.begin().expect("a probe may be sent");
    monitor.probed(ticket, seen, 9)
}

/// A monitor that knows Ann.
fn ann() -> Monitor {
    let mut monitor = Monitor::default();
    assert_eq!(probe(&mut monitor, somebody("ann")), Found::Same);
    assert!(monitor.may_go_on());
    monitor
}

/// Whose token has ended.
fn ended() -> Monitor {
    let mut monitor = ann();
    monitor.refused(monitor.session());
    assert_eq!(probe(&mut monitor, Seen::Nobody { with_token: true }), Found::Nobody);
    monitor
}

#[test]
fn what_is_in_the_way_is_told_apart() {
    let cluster_gone = Link::ClusterGone { since: 9 };
    for (seen, link) in [
        (somebody("ann"), Link::Connected),
        (Seen::Not(ApiError::Offline), Link::ProxyGone { since: 9 }),
        (Seen::Not(ApiError::TimedOut), Link::ProxyGone { since: 9 }),
        (Seen::Not(failure(502, b"bad gateway")), cluster_gone),
        (Seen::Not(failure(500, b"[-]etcd failed: reason withheld")), cluster_gone),
        (Seen::Not(failure(503, br#"{"kind":"Status","code":503}"#)), cluster_gone),
        (Seen::Nobody { with_token: true }, Link::SignedOut),
        (Seen::Nobody { with_token: false }, Link::SignedOut),
        (Seen::Not(failure(401, b"<html>")), Link::SignedOut),
        (Seen::Not(failure(302, b"")), Link::SignedOut),
        (Seen::Not(failure(200, b"<title>Sign in</title>")), Link::SignedOut),
        // It has more to do than it can; that it is another person's now, it does not say.
        (Seen::Not(failure(429, b"busy")), Link::Connected),
    ] {
        let mut monitor = ann();
        probe(&mut monitor, seen.clone());
        assert_eq!(monitor.link(), link, "{seen:?}");
    }
}

#[test]
fn an_outage_began_when_it_was_first_noticed_and_ends_only_with_the_same_person() {
    let mut monitor = ann();
    let ticket = monitor.begin().unwrap();
    monitor.probed(ticket, Seen::Not(failure(502, b"")), 5);
    probe(&mut monitor, Seen::Not(ApiError::Offline));
    assert_eq!(monitor.link(), Link::ProxyGone { since: 5 });
    assert!(monitor.may_send() && !monitor.may_go_on(), "what is asked for now fails by itself");
    let mut other = monitor.clone();
    assert_eq!(probe(&mut other, somebody("bob")), Found::Other);
    assert!(other.is_retired() && !other.may_send());
    let elsewhere = Seen::Somebody(Identity { user: "ann".into(), cluster: "d".into() });
    assert_eq!(probe(&mut monitor.clone(), elsewhere), Found::Other, "another cluster");
    assert_eq!(probe(&mut monitor, somebody("ann")), Found::Same);
    assert!(monitor.may_go_on());
}

/// Requests went on without a token a few seconds after it had ended, because `/readyz` answers anybody.
#[test]
fn after_a_token_has_ended_nothing_is_sent_until_the_person_signs_in() {
    let mut monitor = ended();
    assert_eq!((monitor.link(), monitor.may_send()), (Link::SignedOut, false));
    assert_eq!(monitor.begin(), None, "not even a probe");
    monitor.troubled();
    assert_eq!(monitor.begin(), None, "nor when something around changes");
    monitor.signed_in(false);
    assert!(!monitor.may_send(), "not before it is known who that is");
    assert_eq!(probe(&mut monitor, somebody("ann")), Found::Same);
    assert!(monitor.may_go_on());
    let mut other = ended();
    other.signed_in(false);
    assert_eq!(probe(&mut other, somebody("bob")), Found::Other);
}

#[test]
fn what_the_connection_signs_in_is_asked_for_until_it_does_again() {
    for seen in
        [Seen::Nobody { with_token: false }, Seen::Not(failure(302, b"")), Seen::Not(failure(200, b"<p>"))]
    {
        let mut monitor = ann();
        monitor.refused(monitor.session());
        probe(&mut monitor, seen.clone());
        assert!(!monitor.may_send(), "{seen:?}");
        for not in [Seen::Not(ApiError::Offline), Seen::Not(failure(429, b"busy")), seen] {
            probe(&mut monitor, not);
            assert!(!monitor.may_send());
        }
        assert_eq!(probe(&mut monitor, somebody("ann")), Found::Same);
        assert!(monitor.may_go_on());
    }
}

#[test]
fn a_suspicion_holds_everything_and_is_disproved_only_by_a_probe_that_began_after_it() {
    let mut monitor = ann();
    let before = monitor.begin().unwrap();
    monitor.refused(monitor.session());
    assert!(!monitor.may_send());
    assert_eq!(monitor.link(), Link::Connected, "it may be of one request only");
    assert_eq!(monitor.probed(before, somebody("ann"), 9), Found::Unsettled);
    assert!(!monitor.may_send());
    assert_eq!(probe(&mut monitor, somebody("ann")), Found::Same);
    assert!(monitor.may_go_on());
}

#[test]
fn what_is_said_of_an_earlier_session_says_nothing_of_this_one() {
    let mut monitor = ann();
    let (old, probed_before) = (monitor.session(), monitor.begin().unwrap());
    monitor.refused(old);
    probe(&mut monitor, Seen::Nobody { with_token: true });
    monitor.signed_in(false);
    assert_eq!(monitor.probed(probed_before, Seen::Nobody { with_token: true }, 9), Found::Unsettled);
    probe(&mut monitor, somebody("ann"));
    monitor.refused(old);
    assert!(monitor.may_go_on(), "a late 401");
}

#[test]
fn what_is_noticed_holds_what_was_begun_until_it_is_looked_into() {
    let mut monitor = ann();
    monitor.troubled();
    assert!(monitor.may_send() && !monitor.may_go_on());
    probe(&mut monitor, Seen::Not(failure(429, b"busy")));
    assert!(!monitor.may_go_on(), "it was not told who is there");
    probe(&mut monitor, somebody("ann"));
    assert!(monitor.may_go_on());
}

#[test]
fn who_wants_to_see_what_anybody_may_see_does() {
    let mut monitor = Monitor::default();
    monitor.refused(0);
    assert_eq!(probe(&mut monitor, Seen::Nobody { with_token: false }), Found::Nobody);
    assert_eq!(monitor.begin(), None, "the person is asked to sign in");
    monitor.signed_in(true);
    assert_eq!(probe(&mut monitor, Seen::Nobody { with_token: false }), Found::Same);
    assert!(monitor.may_send());
    let refusal =
        failure(401, br#"{"kind":"Status","code":401,"reason":"Unauthorized","message":"Unauthorized"}"#);
    assert!(!monitor.is_evidence(&refusal) && ann().is_evidence(&refusal));
    let mut monitor = ended();
    monitor.signed_in(true);
    probe(&mut monitor, Seen::Nobody { with_token: false });
    assert!(!monitor.may_send(), "what somebody began does not go on as nobody");
}

#[test]
fn where_it_is_never_told_who_one_is_nothing_waits_for_that() {
    let mut monitor = Monitor::default();
    let filtered = || Seen::Not(failure(403, b"Forbidden"));
    monitor.refused(0);
    assert_eq!(probe(&mut monitor, filtered()), Found::Unsettled);
    assert!(monitor.may_go_on());
    let mut known = ann();
    known.refused(known.session());
    probe(&mut known, filtered());
    assert!(!known.may_send(), "but who was known is to be known again");
}

#[test]
fn a_request_that_alone_is_answered_by_a_page_is_not_sent_for_ever() {
    let mut refusals = Refusals::default();
    assert_eq!(
        [1, 1, 1, 1, 2, 2].map(|session| refusals.again(session)),
        [true, true, true, false, true, true]
    );
}

/// What happens next.
#[derive(Debug, Clone, Copy)]
enum Event {
    Send,
    Answer(usize),
    /// The person's credential ends, or somebody has one again; a gateway shows its page instead of an answer.
    Leave {
        with_page: bool,
    },
    Come(u8),
    /// The person signs in on the page, with the credential of whoever is there.
    SignIn,
    Outage(bool),
    Begin,
    Probed,
    Trouble,
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        6 => Just(Event::Send),
        6 => any::<usize>().prop_map(Event::Answer),
        2 => any::<bool>().prop_map(|with_page| Event::Leave { with_page }),
        2 => prop_oneof![4 => Just(1_u8), 1 => Just(2_u8)].prop_map(Event::Come),
        2 => Just(Event::SignIn),
        2 => any::<bool>().prop_map(Event::Outage),
        5 => Just(Event::Begin),
        5 => Just(Event::Probed),
        1 => Just(Event::Trouble),
    ]
}

/// A server, the person that it would take a request for, and what is under way to it.
#[derive(Debug, Default)]
struct World {
    monitor: Monitor,
    person: Option<u8>,
    page: bool,
    outage: bool,
    /// Sent, by whom they were taken for, and in which session.
    under_way: Vec<(Option<u8>, u64)>,
    probes: Vec<(Ticket, Seen)>,
    /// A request of this session was answered as nobody's, and no probe since has shown somebody.
    is_known_to_be_out: bool,
    sent_while_out: usize,
}

impl World {
    fn seen(&self) -> Seen {
        match self.person {
            _ if self.outage => Seen::Not(ApiError::Offline),
            Some(person) => somebody(&person.to_string()),
            None if self.page => Seen::Not(failure(200, b"<title>Sign in</title>")),
            None => Seen::Nobody { with_token: true },
        }
    }

    fn apply(&mut self, event: Event) {
        match event {
            Event::Send if self.monitor.may_send() => {
                self.sent_while_out += usize::from(self.is_known_to_be_out);
                self.under_way.push((self.person, self.monitor.session()));
            }
            Event::Answer(index) if !self.under_way.is_empty() => {
                let (person, session) = self.under_way.remove(index % self.under_way.len());
                if person.is_none() {
                    self.is_known_to_be_out |= session == self.monitor.session();
                    self.monitor.refused(session);
                }
            }
            Event::Leave { with_page } => (self.person, self.page) = (None, with_page),
            Event::Come(person) => self.person = Some(person),
            Event::SignIn if self.person.is_some() => self.monitor.signed_in(false),
            Event::Outage(outage) => self.outage = outage,
            Event::Begin => self.probes.extend(self.monitor.begin().map(|ticket| (ticket, self.seen()))),
            Event::Probed if !self.probes.is_empty() => {
                let (ticket, seen) = self.probes.remove(0);
                let is_somebody = matches!(seen, Seen::Somebody(_));
                if self.monitor.probed(ticket, seen, 9) == Found::Same && is_somebody {
                    self.is_known_to_be_out = false;
                }
            }
            Event::Trouble => self.monitor.troubled(),
            _ => {}
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn whoever_comes_and_goes_nothing_is_sent_for_nobody_and_nothing_for_another(
        events in prop::collection::vec(event(), 0..150),
    ) {
        let mut world = World { person: Some(1), ..World::default() };
        world.apply(Event::Begin);
        world.apply(Event::Probed);
        let known = world.monitor.known().cloned();
        for event in events {
            world.apply(event);
            prop_assert_eq!(world.sent_while_out, 0, "sent although nobody was known to be there");
            prop_assert_eq!(world.monitor.known(), known.as_ref(), "another person goes on");
            prop_assert!(world.monitor.link() != Link::SignedOut || !world.monitor.may_send());
            prop_assert!(!world.monitor.may_go_on() || world.monitor.may_send());
        }
        // The first person signs in again: everything goes on, unless somebody else was there meanwhile.
        let was_retired = world.monitor.is_retired();
        (world.person, world.outage) = (Some(1), false);
        world.monitor.signed_in(false);
        world.probes.clear();
        world.apply(Event::Begin);
        world.apply(Event::Probed);
        prop_assert_eq!(world.monitor.may_go_on(), !was_retired);
    }
}
