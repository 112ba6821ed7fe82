//! Which way is taken: WebSocket, streamed fetch, polling, and back.

use kubewire::health::Health;
use kubewire::watch::message::{End, Input};

use crate::rig::{Rig, STREAM, WS, Wish, bookmark, gone, open, page, refusal};

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
    assert_eq!(rig.health, Health::Polling);
    assert_eq!(rig.until_wish(), 5_000);
    assert_eq!((&rig.wish, &rig.health), (&Wish::Page(None), &Health::Polling));
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

#[test]
fn who_may_list_but_not_watch_is_served_by_polling() {
    let mut rig = streaming();
    rig.put(Input::Ended(End::Failed(refusal(403, "Forbidden"))));
    assert_eq!(rig.health, Health::Polling);
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
        }
        if rig.health == Health::Polling {
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
