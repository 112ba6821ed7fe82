//! Which way is taken: WebSocket, streamed fetch, polling, and back.

use kubewire::error::ApiError;
use kubewire::health::{Health, PollingReason};
use kubewire::status::Status;
use kubewire::watch::machine::Machine;
use kubewire::watch::message::{Delta, End, Input};

use crate::rig::{Rig, STREAM, WS, Wish, bookmark, gone, open, page, thing};

const NO_TRANSPORT: Health = Health::Polling(PollingReason::NoTransport);

/// Some gateways block upgrades.
pub fn streaming() -> Rig {
    let mut rig = Rig::new();
    rig.put(page(&["a"], "10", None));
    rig.put(Input::Ended(End::Refused));
    assert_eq!(rig.wish, Wish::Page(None), "the first refusal may have been a 410");
    rig.put(page(&["a"], "10", None));
    rig.put(Input::Ended(End::Refused));
    assert_eq!(rig.wish, open(STREAM, "10"));
    rig
}

#[test]
fn where_upgrades_are_blocked_a_stream_takes_over_and_the_socket_is_tried_again_later() {
    let mut rig = streaming();
    rig.put(Input::Opened);
    assert_eq!(rig.health, Health::Live { transport: STREAM });
    for _ in 0..8 {
        rig.put(bookmark("20"));
        rig.pass(u64::from(rig.timeout_s) * 1000);
        rig.put(Input::Ended(End::Closed));
        if rig.wish == open(WS, "20") {
            break;
        }
        assert_eq!(rig.wish, open(STREAM, "20"));
        rig.put(Input::Opened);
    }
    assert_eq!(rig.wish, open(WS, "20"), "after a while");
    rig.put(Input::Ended(End::Refused));
    assert_eq!(rig.wish, open(STREAM, "20"), "back at once");
}

#[test]
fn without_a_free_stream_the_collection_is_listed_every_five_seconds() {
    let mut rig = streaming();
    rig.put(Input::Ended(End::NoSlot));
    assert_eq!(rig.health, NO_TRANSPORT);
    assert_eq!(rig.until_wish(), 5_000);
    assert_eq!((&rig.wish, &rig.health), (&Wish::Page(None), &NO_TRANSPORT));
    rig.put(page(&["b"], "30", None));
    rig.wish = Wish::Nothing;
    assert_eq!(rig.until_wish(), 5_000);
    rig.put(Input::Page(Err(gone(502))));
    assert!(matches!(rig.health, Health::Reconnecting { .. }), "a poll that fails is told");
}

#[test]
fn a_poller_climbs_back_when_a_way_opens() {
    let mut rig = streaming();
    rig.put(Input::Ended(End::NoSlot));
    let begun = rig.now;
    rig.wish = Wish::Nothing;
    while rig.wish != open(WS, "30") {
        rig.until_wish();
        rig.put(page(&[], "30", None));
        assert!(rig.now - begun < 70_000);
        if rig.wish == Wish::Page(None) {
            rig.wish = Wish::Nothing;
        }
    }
    rig.put(Input::Opened);
    rig.put(bookmark("31"));
    assert_eq!(rig.health, Health::Live { transport: WS });
}

/// The console said that the gateway is at fault, to people whose role lacks the verb.
#[test]
fn who_may_list_but_not_watch_is_served_by_polling_and_told_what_is_missing() {
    let mut rig = streaming();
    let refused = status(forbidden("watch"));
    rig.put(Input::Ended(End::Failed(forbidden("watch"))));
    assert_eq!(rig.health, Health::Polling(PollingReason::WatchDenied(refused.clone())));
    rig.wish = Wish::Nothing;
    rig.until_wish();
    rig.put(page(&["a"], "11", None));
    assert_eq!(rig.health, Health::Polling(PollingReason::WatchDenied(refused)), "until a watch opens");
}

fn forbidden(verb: &str) -> ApiError {
    let message = format!("statefulsets.apps \"a\" is forbidden: User \"jane\" cannot {verb} resource");
    ApiError::Server(Box::new(Status { code: 403, reason: "Forbidden".into(), message, ..Status::default() }))
}

fn status(error: ApiError) -> Status {
    let ApiError::Server(status) = error else { panic!("{error:?}") };
    *status
}

fn of_one() -> Rig {
    let mut rig = Rig::of(Machine::new(7).single());
    rig.put(Input::Page(Err(forbidden("list"))));
    assert_eq!((&rig.wish, &rig.health), (&Wish::Object, &Health::Loading));
    rig
}

/// A role of `get` alone, or one whose names do not cover a list, was refused the page of the one set that it may see.
#[test]
fn what_may_be_read_by_its_name_alone_is_read_again_and_again() {
    let mut rig = of_one();
    let polled = Health::Polling(PollingReason::ListDenied(status(forbidden("list"))));
    rig.put(Input::Object(Ok(Some(thing("a", "1")))));
    assert_eq!((&rig.wish, &rig.health), (&Wish::Nothing, &polled));
    assert_eq!(rig.emitted, [Delta::Init, Delta::InitPage(vec![thing("a", "1")]), Delta::InitDone]);
    rig.emitted.clear();
    assert_eq!(rig.until_wish(), 5_000);
    assert_eq!((&rig.wish, &rig.health), (&Wish::Object, &polled), "the list is not asked for each time");
    rig.put(Input::Object(Ok(None)));
    assert_eq!(rig.emitted, [Delta::Init, Delta::InitDone], "it is gone");
    assert_eq!(rig.health, polled);
}

#[test]
fn the_list_is_tried_again_once_a_minute_and_followed_when_it_is_granted() {
    let mut rig = of_one();
    let begun = rig.now;
    while rig.wish == Wish::Object {
        rig.put(Input::Object(Ok(Some(thing("a", "1")))));
        rig.until_wish();
    }
    assert_eq!((&rig.wish, rig.now - begun), (&Wish::Page(None), 60_000));
    rig.put(page(&["a"], "10", None));
    assert_eq!(rig.wish, open(WS, "10"));
    rig.put(Input::Opened);
    assert_eq!(rig.health, Health::Live { transport: WS });
}

#[test]
fn what_may_not_even_be_read_by_its_name_is_denied_in_the_words_about_that() {
    let mut rig = of_one();
    rig.put(Input::Object(Err(forbidden("get"))));
    assert_eq!(rig.health, Health::Denied(status(forbidden("get"))));
    rig.until_wish();
    assert_eq!(rig.wish, Wish::Page(None));
    let mut lost = of_one();
    lost.put(Input::Object(Err(gone(502))));
    assert!(matches!(lost.health, Health::Reconnecting { .. }), "{:?}", lost.health);
}

#[test]
fn a_collection_of_many_is_not_read_by_name() {
    let mut rig = Rig::new();
    rig.put(Input::Page(Err(forbidden("list"))));
    assert_eq!((&rig.wish, &rig.health), (&Wish::Nothing, &Health::Denied(status(forbidden("list")))));
}

/// A buffering proxy accepts upgrades and streams and passes nothing on.
#[test]
fn a_way_that_opens_and_carries_nothing_is_given_up() {
    let mut rig = Rig::new();
    rig.put(page(&["a"], "10", None));
    for _ in 0..20 {
        match rig.wish.clone() {
            Wish::Page(_) => rig.put(page(&["a"], "10", None)),
            Wish::Watch(..) => {
                rig.put(Input::Opened);
                rig.pass(13_000);
            }
            Wish::Nothing => drop(rig.until_wish()),
            Wish::Object => unreachable!("the collection is of many"),
        }
        if rig.health == NO_TRANSPORT {
            return;
        }
    }
    panic!("still {:?}", rig.health);
}

/// Two outages in a row, each refusing one handshake.
#[test]
fn an_outage_soon_after_another_is_not_the_transports_fault() {
    let mut rig = Rig::live();
    for _ in 0..4 {
        rig.pass(3_000);
        rig.put(Input::Ended(End::Closed));
        rig.until_wish();
        rig.put(Input::Ended(End::Refused));
        rig.until_wish();
        rig.put(Input::Page(Err(gone(502))));
        rig.put(Input::Recovered);
        rig.put(page(&["a"], "10", None));
        assert_eq!(rig.wish, open(WS, "10"));
        rig.put(Input::Opened);
    }
}
