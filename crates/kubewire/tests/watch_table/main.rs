//! Every transition of the watch machine, one story a test.

mod rig;
mod ways;

use kubewire::error::ApiError;
use kubewire::health::Health;
use kubewire::status::{Status, StatusDetails};
use kubewire::watch::event::WatchEvent;
use kubewire::watch::message::{Delta, End, Input};

use crate::rig::{Rig, STREAM, WS, Wish, applied, bookmark, expired, gone, open, page, refusal, thing};
use crate::ways::streaming;

#[test]
fn pages_are_collected_and_swapped_in_at_the_end() {
    let mut rig = Rig::new();
    assert_eq!((&rig.wish, &rig.health), (&Wish::Page(None), &Health::Loading));
    rig.put(page(&["a", "b"], "10", Some("t")));
    assert_eq!(rig.wish, Wish::Page(Some("t".into())));
    rig.put(page(&["c"], "10", None));
    let list = [
        Delta::Init,
        Delta::InitPage(vec![thing("a", "1"), thing("b", "1")]),
        Delta::InitPage(vec![thing("c", "1")]),
        Delta::InitDone,
    ];
    assert_eq!(rig.emitted, list);
    assert_eq!(rig.wish, open(WS, "10"));
}

#[test]
fn events_and_bookmarks_move_the_version_and_the_servers_own_end_is_no_trouble() {
    let mut rig = Rig::live();
    rig.put(applied("a", "11"));
    rig.put(bookmark("15"));
    assert_eq!(rig.emitted, [Delta::Apply(thing("a", "11"))]);
    rig.pass(u64::from(rig.timeout_s) * 1000);
    rig.put(Input::Ended(End::Closed));
    assert_eq!((rig.wish, rig.health), (open(WS, "15"), Health::Live { transport: WS }));
}

#[test]
fn a_visible_page_asks_for_watches_of_ten_seconds_and_a_hidden_one_for_minutes() {
    let mut rig = Rig::live();
    assert!((8..=12).contains(&rig.timeout_s));
    rig.put(Input::Hidden);
    rig.pass(u64::from(rig.timeout_s) * 1000);
    rig.put(Input::Ended(End::Closed));
    assert_eq!(rig.timeout_s, 240);
}

/// A socket whose other end vanished stays open and silent.
#[test]
fn a_silent_stall_is_noticed_in_time_and_the_watch_resumed() {
    let mut rig = Rig::live();
    rig.put(applied("b", "12"));
    let heard_at = rig.now;
    rig.wish = Wish::Nothing;
    let took = rig.until_wish();
    assert!(took <= 12_500, "{took}");
    assert_eq!(rig.wish, open(WS, "12"));
    assert!(
        matches!(rig.health, Health::Reconnecting { since_ms, .. } | Health::Stale { since_ms, .. } if since_ms == heard_at)
    );
    rig.put(Input::Opened);
    assert!(!rig.health.is_fresh(), "an open socket proves nothing any more");
    assert_eq!(rig.timeout_s, 3);
    rig.put(bookmark("13"));
    assert_eq!(rig.health, Health::Live { transport: WS });
}

/// A stalled proxy goes on accepting connections.
#[test]
fn while_the_way_is_silent_the_list_is_made_right_every_few_seconds_and_is_not_called_live() {
    let mut rig = Rig::live();
    rig.wish = Wish::Nothing;
    rig.until_wish();
    for _ in 0..2 {
        assert!(!rig.health.is_fresh());
        assert_eq!(rig.wish, Wish::Page(None));
        rig.put(page(&["b"], "60", None));
        rig.put(Input::Opened);
        rig.wish = Wish::Nothing;
        assert!(rig.until_wish() <= 5_000);
        if rig.wish == open(STREAM, "60") {
            return;
        }
    }
    panic!("{:?}", rig.wish);
}

#[test]
fn a_cut_is_mended_at_once_and_the_next_one_with_backoff() {
    let mut rig = Rig::live();
    rig.put(applied("b", "12"));
    rig.put(Input::Ended(End::Closed));
    assert_eq!(rig.wish, open(WS, "12"));
    assert!(matches!(rig.health, Health::Reconnecting { .. }));
    rig.put(Input::Opened);
    rig.put(applied("b", "13"));
    rig.put(Input::Ended(End::Closed));
    assert_eq!(rig.wish, Wish::Nothing);
    assert!((600..=1_000).contains(&rig.until_wish()));
    assert_eq!(rig.wish, open(WS, "13"));
}

#[test]
fn a_version_that_is_too_old_is_answered_by_a_list_while_the_old_view_stays() {
    let mut rig = Rig::live();
    let status = Status { code: 410, reason: "Expired".into(), ..Status::default() };
    rig.put(Input::Event(Ok(WatchEvent::Error(status))));
    assert_eq!(rig.wish, Wish::Page(None));
    assert!(matches!(rig.health, Health::Reconnecting { .. }), "the page says that it is not live");
    rig.put(page(&["c"], "50", Some("t")));
    assert!(rig.untouched());
    rig.put(page(&["d"], "50", None));
    assert_eq!(rig.emitted.last(), Some(&Delta::InitDone));
    assert_eq!(rig.wish, open(WS, "50"));
}

#[test]
fn a_stream_that_answers_410_is_followed_by_a_list() {
    let mut rig = streaming();
    rig.put(Input::Ended(End::Failed(expired())));
    rig.until_wish();
    assert_eq!(rig.wish, Wish::Page(None));
}

#[test]
fn versions_that_expire_again_and_again_are_asked_for_with_backoff() {
    let mut rig = Rig::live();
    let gone = || Input::Event(Ok(WatchEvent::Error(Status { code: 410, ..Status::default() })));
    rig.put(gone());
    let mut waits = Vec::new();
    for _ in 0..3 {
        rig.put(page(&[], "50", None));
        rig.put(Input::Opened);
        rig.put(gone());
        waits.push(rig.until_wish());
        assert_eq!(rig.wish, Wish::Page(None));
    }
    assert!(waits[0] >= 600 && waits[1] > waits[0] && waits[2] > waits[1], "{waits:?}");
}

#[test]
fn an_expired_token_begins_the_list_again_and_does_not_go_on_for_ever() {
    let mut rig = Rig::new();
    for _ in 0..2 {
        rig.put(page(&["a"], "10", Some("t")));
        rig.put(Input::Page(Err(expired())));
        assert_eq!(rig.wish, Wish::Page(None));
        assert_eq!(rig.emitted.last(), Some(&Delta::Init));
    }
    rig.put(page(&["a"], "10", Some("t")));
    rig.put(Input::Page(Err(expired())));
    assert_eq!(rig.wish, Wish::Nothing);
    assert!(rig.until_wish() >= 600);
}

/// Safari and Chromium tell nothing of a refused handshake.
#[test]
fn a_refused_handshake_is_explained_by_the_list_that_follows() {
    let mut rig = Rig::live();
    rig.put(Input::Ended(End::Closed));
    rig.until_wish();
    rig.put(Input::Ended(End::Refused));
    rig.until_wish();
    assert_eq!(rig.wish, Wish::Page(None));
    rig.put(Input::Page(Err(refusal(401, "Unauthorized"))));
    assert!(matches!(&rig.health, Health::Denied(status) if status.code == 401));
    assert!(rig.untouched());
}

#[test]
fn a_refused_list_is_told_and_asked_again_slowly() {
    let mut rig = Rig::live();
    rig.put(Input::Event(Ok(WatchEvent::Error(Status { code: 410, ..Status::default() }))));
    let mut waits = Vec::new();
    for _ in 0..5 {
        rig.put(Input::Page(Err(refusal(403, "Forbidden"))));
        assert!(matches!(&rig.health, Health::Denied(status) if status.reason == "Forbidden"));
        waits.push(rig.until_wish());
    }
    assert_eq!(waits, [5_000, 10_000, 20_000, 40_000, 60_000]);
    rig.put(page(&["a"], "60", None));
    rig.put(Input::Opened);
    assert_eq!(rig.health, Health::Live { transport: WS });
}

#[test]
fn a_refusal_is_forgotten_when_the_server_goes_away() {
    let mut rig = Rig::new();
    rig.put(Input::Page(Err(refusal(403, "Forbidden"))));
    rig.until_wish();
    rig.put(Input::Page(Err(gone(502))));
    assert!(matches!(
        &rig.health,
        Health::Reconnecting { why: Some(ApiError::Blocked { code: 502, .. }), .. }
    ));
}

#[test]
fn an_outage_is_told_at_once_and_becomes_staleness_after_ten_seconds() {
    let mut rig = Rig::live();
    rig.pass(2_000);
    let right_until = rig.now;
    rig.put(Input::Ended(End::Closed));
    rig.until_wish();
    rig.put(Input::Ended(End::Refused));
    rig.until_wish();
    rig.put(Input::Page(Err(gone(502))));
    assert!(
        matches!(&rig.health, Health::Reconnecting { since_ms, why: Some(_) } if *since_ms == right_until)
    );
    rig.pass(right_until + 9_999 - rig.now);
    assert!(matches!(&rig.health, Health::Reconnecting { .. }));
    rig.pass(1);
    assert!(matches!(&rig.health, Health::Stale { since_ms, .. } if *since_ms == right_until));
}

#[test]
fn a_server_that_is_back_ends_every_wait_and_every_attempt_that_hangs() {
    let mut rig = Rig::new();
    for _ in 0..6 {
        rig.put(Input::Page(Err(gone(502))));
        rig.until_wish();
    }
    rig.put(Input::Page(Err(gone(502))));
    assert_eq!(rig.wish, Wish::Nothing);
    rig.put(Input::Recovered);
    assert_eq!(rig.wish, Wish::Page(None));
    // This request was swallowed by whatever was broken.
    rig.wish = Wish::Nothing;
    rig.pass(5_000);
    rig.put(Input::Recovered);
    assert_eq!(rig.wish, Wish::Page(None));
    rig.put(Input::Page(Err(gone(502))));
    assert!(rig.until_wish() <= 1_000, "backoff begins anew");
}

/// Requests went on without a token a few seconds after it had ended.
#[test]
fn while_nobody_is_signed_in_nothing_is_asked_and_then_it_goes_on_where_it_was() {
    let mut listing = Rig::new();
    listing.put(Input::SignedOut);
    let mut live = Rig::live();
    live.put(bookmark("12"));
    live.put(Input::SignedOut);
    let mut denied = Rig::new();
    denied.put(Input::Page(Err(refusal(401, "Unauthorized"))));
    denied.put(Input::SignedOut);
    for (mut rig, wish) in [(listing, Wish::Page(None)), (live, open(WS, "12")), (denied, Wish::Page(None))] {
        assert_eq!(rig.wish, Wish::Nothing, "closed");
        for around in
            [Input::Hidden, Input::Visible, Input::SignedOut, applied("z", "90"), page(&["z"], "90", None)]
        {
            rig.put(around);
            rig.pass(400_000);
            assert_eq!(rig.wish, Wish::Nothing);
        }
        rig.put(Input::Recovered);
        assert_eq!(rig.wish, wish);
        assert!(rig.emitted.iter().all(|delta| !matches!(delta, Delta::Apply(_) | Delta::InitPage(_))));
    }
}

#[test]
fn backoff_doubles_and_begins_anew_after_two_healthy_minutes() {
    let mut rig = Rig::live();
    let fails = |rig: &mut Rig| {
        rig.put(Input::Event(Ok(WatchEvent::Error(Status { code: 500, ..Status::default() }))));
        rig.until_wish()
    };
    let mut waits = vec![fails(&mut rig)];
    for _ in 0..2 {
        rig.put(Input::Opened);
        waits.push(fails(&mut rig));
    }
    assert!(waits[1] > waits[0] && waits[2] > waits[1], "{waits:?}");
    rig.put(Input::Opened);
    for _ in 0..16 {
        rig.pass(u64::from(rig.timeout_s) * 1000);
        rig.put(Input::Ended(End::Closed));
        rig.put(Input::Opened);
    }
    assert!(fails(&mut rig) <= 1_000);
}

#[test]
fn a_server_that_asks_for_time_is_given_it() {
    let mut rig = Rig::new();
    let details = Some(StatusDetails { retry_after_seconds: 9, ..StatusDetails::default() });
    let busy = Status { code: 429, reason: "TooManyRequests".into(), details, ..Status::default() };
    rig.put(Input::Page(Err(ApiError::Server(Box::new(busy)))));
    assert_eq!(rig.until_wish(), 9_000);
}

#[test]
fn repeated_events_and_late_bookmarks_change_nothing() {
    let mut rig = Rig::live();
    rig.put(applied("b", "12"));
    rig.put(Input::Event(Ok(WatchEvent::Deleted(thing("b", "13")))));
    rig.emitted.clear();
    rig.put(applied("b", "12"));
    rig.put(Input::Event(Ok(WatchEvent::Deleted(thing("b", "13")))));
    rig.put(bookmark("11"));
    rig.put(bookmark("11"));
    assert_eq!(rig.emitted, [], "a deleted object must not come back");
    rig.put(Input::Ended(End::Closed));
    assert_eq!(rig.wish, open(WS, "13"));
}

#[test]
fn an_event_that_cannot_be_read_is_reported_and_answered_by_a_list() {
    let mut rig = Rig::live();
    rig.put(Input::Event(Err("expected value at line 1".into())));
    assert_eq!(rig.reports, [ApiError::Decode("expected value at line 1".into())]);
    assert_eq!(rig.wish, Wish::Page(None));
}

#[test]
fn a_page_out_of_sight_pauses_and_goes_on_when_it_is_seen() {
    let mut rig = Rig::live();
    rig.put(Input::Hidden);
    rig.pass(u64::from(rig.timeout_s) * 1000);
    rig.put(Input::Ended(End::Closed));
    rig.put(Input::Opened);
    rig.pass(239_000);
    rig.put(bookmark("99"));
    rig.pass(1_000);
    rig.put(Input::Ended(End::Closed));
    rig.put(Input::Opened);
    rig.pass(120_000);
    assert_eq!(rig.wish, Wish::Nothing, "closed");
    assert!(matches!(rig.health, Health::Stale { .. }));
    rig.pass(3_600_000);
    assert_eq!(rig.wish, Wish::Nothing);
    rig.put(Input::Visible);
    assert_eq!(rig.wish, open(WS, "99"));
}

/// A run that waited for readiness stood still once its tab had been hidden for five minutes.
#[test]
fn what_is_needed_never_pauses_out_of_sight_and_goes_on_where_it_had_paused() {
    let mut rig = Rig::live();
    rig.put(Input::Needed(true));
    rig.put(Input::Hidden);
    rig.pass(u64::from(rig.timeout_s) * 1000);
    for _ in 0..10 {
        rig.put(Input::Ended(End::Closed));
        rig.put(Input::Opened);
        rig.pass(240_000);
        rig.put(applied("a", &rig.now.to_string()));
        assert!(rig.health.is_fresh(), "{:?}", rig.health);
    }
    assert_eq!(rig.emitted.len(), 10);
    rig.put(Input::Needed(false));
    rig.pass(1_000);
    assert!(matches!(rig.health, Health::Stale { .. }), "nobody needs it any more: {:?}", rig.health);
    rig.wish = Wish::Nothing;
    rig.put(Input::Needed(true));
    assert!(matches!(rig.wish, Wish::Watch(..)), "{:?}", rig.wish);
}

#[test]
fn a_short_look_away_changes_nothing_but_a_long_watch_is_opened_anew() {
    let mut rig = Rig::live();
    rig.wish = Wish::Nothing;
    rig.put(Input::Hidden);
    rig.pass(1_000);
    rig.put(Input::Visible);
    assert_eq!(rig.wish, Wish::Nothing);
    rig.put(Input::Hidden);
    rig.pass(u64::from(rig.timeout_s) * 1000 - 1_000);
    rig.put(Input::Ended(End::Closed));
    rig.put(Input::Opened);
    rig.pass(60_000);
    rig.wish = Wish::Nothing;
    rig.put(Input::Visible);
    assert_eq!(rig.wish, open(WS, "10"), "it might be silent for minutes and nobody would know");
}

/// Browsers fire timers up to a millisecond early.
#[test]
fn a_timer_that_fires_early_is_set_again() {
    let mut rig = Rig::new();
    rig.put(Input::Page(Err(gone(502))));
    let at = rig.wake.expect("a wait has a timer");
    rig.wake = None;
    rig.now = at - 1;
    rig.put(Input::Elapsed);
    assert_eq!(rig.wake, Some(at));
}

/// The first frames of a page may take seconds, and a laptop sleeps.
#[test]
fn a_page_that_was_busy_first_hears_what_waits_in_line() {
    let mut rig = Rig::new();
    rig.put(page(&["a"], "10", None));
    rig.wish = Wish::Nothing;
    rig.now += 7_000;
    rig.put(Input::Elapsed);
    assert_eq!(rig.wish, Wish::Nothing, "the answer may be there, only not heard yet");
    rig.put(Input::Opened);
    assert_eq!(rig.health, Health::Live { transport: WS });
    rig.now += 60_000;
    rig.put(Input::Elapsed);
    assert_eq!(rig.wish, Wish::Nothing, "this watch was given its time before it opened, but not since");
    assert!(rig.until_wish() <= 1_000, "and not for ever");
}

/// The server counts from the request on, not from when a busy page hears of the answer.
#[test]
fn an_end_that_seems_early_to_a_busy_page_is_no_trouble() {
    let mut rig = Rig::new();
    rig.put(page(&["a"], "10", None));
    rig.now += 3_000;
    rig.put(Input::Opened);
    rig.pass(u64::from(rig.timeout_s) * 1000 - 3_000);
    rig.put(Input::Ended(End::Closed));
    assert_eq!(rig.health, Health::Live { transport: WS });
}

#[test]
fn what_was_still_on_its_way_is_ignored() {
    let mut rig = Rig::live();
    rig.wish = Wish::Nothing;
    rig.put(page(&["z"], "99", None));
    rig.put(Input::Page(Err(gone(502))));
    rig.put(Input::Start);
    assert_eq!((&rig.wish, rig.emitted.len()), (&Wish::Nothing, 0));
    rig.put(Input::Event(Err("x".into())));
    rig.emitted.clear();
    rig.put(applied("z", "99"));
    rig.put(Input::Opened);
    rig.put(Input::Ended(End::Closed));
    assert_eq!((&rig.wish, rig.emitted.len()), (&Wish::Page(None), 0));
}
