//! Each transition of a run as a row of a table.

use std::collections::HashMap;

use kubewire::error::ApiError;
use kubewire::request::{Body, Method, Request};
use kubewire::response::{failure, value};
use serde_json::{Value, json};
use workload::plan::{PodRef, Step, Target};
use workload::run::answer::Answer;
use workload::run::item::{Item, Kind, State};
use workload::run::keep::Unreadable;
use workload::run::look::{Seen, reading, see};
use workload::run::pieces::{self, Kept};
use workload::run::queue::{Hold, Job, Looked, MOST, Queue, Why};
use workload::run::wait::Watch;
use workload::run::words::Words;
use workload::run::{Run, result};
use workload::text::Locale;

pub fn patch(body: &Value) -> Step {
    Step::Patch { scale: false, body: body.clone() }
}

/// The deletion of a pod.
pub fn free() -> Step {
    Step::DeletePod(PodRef { of: "u0".into(), name: "db-0".into(), uid: "p1".into() })
}

pub fn item(index: usize, steps: Vec<Step>) -> Item {
    let target = Target { namespace: "shop".into(), name: format!("db-{index}"), uid: format!("u{index}") };
    Item { steps, ..Item::about(target) }
}

fn request(step: &Step) -> Request {
    step.request(&item(0, Vec::new()).target).unwrap().unwrap()
}

fn stop() -> Step {
    patch(&json!({"metadata": {"resourceVersion": "7"}, "spec": {"replicas": 0}}))
}

/// A queue with one run of so many sets that are to be stopped.
fn queue(count: usize) -> Queue {
    let items = (0..count).map(|index| item(index, vec![stop()])).collect();
    Queue::of(vec![Run { id: "r".into(), items, ..Run::default() }])
}

fn job(item: usize, kind: Kind) -> Job {
    Job { run: "r".into(), item, kind }
}

fn yes() -> Answer {
    Answer::Yes { generation: 2 }
}

fn states(queue: &Queue) -> Vec<State> {
    queue.runs[0].items.iter().map(|item| item.state).collect()
}

fn words(text: &str) -> Words {
    Words::verbatim(text)
}

#[test]
fn at_most_four_requests_are_under_way_and_each_answer_makes_room_for_one() {
    let mut queue = queue(6);
    assert_eq!(queue.next(0, true).len(), MOST);
    assert_eq!(queue.next(0, true), []);
    queue.answered(&job(1, Kind::Send), yes(), 0, 0);
    assert_eq!(queue.next(0, true), [job(4, Kind::Send)]);
    assert_eq!(states(&queue)[..2], [State::Sent, State::Done]);
}

#[test]
fn without_a_connection_nothing_is_sent() {
    assert_eq!(queue(2).next(0, false), []);
}

#[test]
fn one_after_the_other_waits_for_the_one_before() {
    let mut queue = queue(3);
    queue.runs[0].order.options.in_turn = true;
    queue.runs[0].items[0].steps.push(Step::WaitReady);
    assert_eq!(queue.next(0, true), [job(0, Kind::Send)]);
    queue.answered(&job(0, Kind::Send), yes(), 0, 0);
    assert_eq!(queue.next(0, true), [], "it is waited for now");
    assert_eq!(states(&queue)[0], State::Watching);
    queue.watched("r", 0, Watch::Yet);
    assert_eq!(queue.next(0, true), []);
    queue.watched("r", 0, Watch::Over);
    assert_eq!(queue.next(0, true), [job(1, Kind::Send)]);
    assert_eq!(states(&queue), [State::Done, State::Sent, State::Waiting]);
}

#[test]
fn one_after_the_other_a_failure_holds_the_rest_until_it_is_tried_again_or_the_rest_is_cancelled() {
    let mut held = queue(3);
    held.runs[0].order.options.in_turn = true;
    held.next(0, true);
    held.answered(&job(0, Kind::Send), Answer::No(words("forbidden")), 0, 0);
    assert_eq!(held.next(0, true), []);
    assert_eq!(held.runs[0].held_by().map(|item| item.target.name.as_str()), Some("db-0"));
    let mut again = held.clone();
    again.runs[0].retry();
    assert_eq!(again.next(0, true), [job(0, Kind::Look)]);
    held.runs[0].cancel();
    assert!(held.runs[0].is_ended() && held.runs[0].held_by().is_none());
}

#[test]
fn each_answer_leads_where_it_should() {
    for (answer, state, doubt, check, held) in [
        (yes(), State::Done, false, false, None),
        (Answer::No(words("no")), State::Failed, false, false, None),
        (Answer::Conflict(words("changed")), State::Waiting, false, true, None),
        (Answer::Lost(words("lost")), State::Waiting, true, false, Some(Why::Lost)),
        (
            Answer::Wait { why: Why::Throttled, after_ms: 5_000 },
            State::Waiting,
            false,
            false,
            Some(Why::Throttled),
        ),
    ] {
        let mut queue = queue(1);
        queue.next(100, true);
        queue.answered(&job(0, Kind::Send), answer.clone(), 100, 0);
        let item = &queue.runs[0].items[0];
        assert_eq!((item.state, item.doubt, item.check), (state, doubt, check), "{answer:?}");
        assert_eq!(queue.hold.map(|hold| hold.why), held, "{answer:?}");
    }
}

#[test]
fn a_pause_lasts_as_long_as_the_server_asked_and_ends_by_itself() {
    let mut queue = queue(2);
    queue.next(100, true);
    queue.answered(&job(0, Kind::Send), Answer::Wait { why: Why::Throttled, after_ms: 5_000 }, 100, 0);
    assert_eq!(queue.next(5_099, true), []);
    assert_eq!(queue.next(5_100, true), [job(0, Kind::Send)]);
    assert_eq!(queue.hold, None);
}

/// The trap of kubernetes/kubernetes#67250: what a deletion is for has to be so still when it is sent.
#[test]
fn a_pod_goes_only_after_the_change_was_seen_and_after_a_look_at_it() {
    let begun = || {
        let items = vec![item(0, vec![stop(), Step::WaitObserved, free(), Step::WaitReady])];
        let mut queue = Queue::of(vec![Run { id: "r".into(), items, ..Run::default() }]);
        assert_eq!(queue.next(0, true), [job(0, Kind::Send)]);
        queue.answered(&job(0, Kind::Send), Answer::Yes { generation: 2 }, 0, 0);
        assert_eq!(queue.next(0, true), [], "the controller has not seen it");
        assert_eq!(states(&queue), [State::Watching]);
        queue.watched("r", 0, Watch::Over);
        assert_eq!(queue.next(0, true), [job(0, Kind::Look)], "the pod may have become ready");
        queue
    };
    let mut sent = begun();
    sent.looked(&job(0, Kind::Look), Looked::Untouched, 0, 0);
    assert_eq!(sent.next(0, true), [job(0, Kind::Send)]);
    sent.answered(&job(0, Kind::Send), Answer::Yes { generation: 0 }, 0, 0);
    assert_eq!((sent.runs[0].items[0].at, sent.runs[0].items[0].generation), (3, 2));
    let mut dropped = begun();
    dropped.looked(&job(0, Kind::Look), Looked::NotNeeded(words("db-0 is ready by now")), 0, 0);
    assert_eq!(dropped.next(0, true), []);
    dropped.watched("r", 0, Watch::Over);
    let item = &dropped.runs[0].items[0];
    assert_eq!((item.state, item.told.en.as_str()), (State::Done, "db-0 is ready by now"));
    let lines = result::requests(item);
    assert!(lines[1].starts_with("DELETE /api/v1/namespaces/shop/pods/db-0 {"), "{lines:?}");
}

#[test]
fn a_pod_that_is_ready_gone_going_or_another_one_is_not_deleted() {
    let request = request(&free());
    let pod = |uid: &str, ready: &str, rest: Value| {
        let base =
            json!({"metadata": {"uid": uid}, "status": {"conditions": [{"type": "Ready", "status": ready}]}});
        Some(crate::cluster::patched(base, rest))
    };
    let going = json!({"metadata": {"deletionTimestamp": "2026-11-21T09:30:30Z"}});
    for (object, first, in_doubt) in [
        (pod("p1", "False", json!({})), "Untouched", "Untouched"),
        (
            pod("p1", "True", json!({})),
            "db-0 is ready by now: not deleted",
            "db-0 is ready by now: not deleted",
        ),
        (pod("p2", "False", json!({})), "db-0 is gone, ending or another pod by now: not deleted", "Applied"),
        (pod("p1", "False", going), "db-0 is gone, ending or another pod by now: not deleted", "Applied"),
        (None, "db-0 is gone, ending or another pod by now: not deleted", "Applied"),
    ] {
        let seen = |doubt| match see(&request, "u0", doubt, object.as_ref()) {
            Seen::NotNeeded(words) => words.en,
            other => format!("{other:?}"),
        };
        assert_eq!([seen(false), seen(true)], [first, in_doubt], "{object:?}");
    }
    // A namespace may be called so, too.
    let target = "/api/v1/namespaces/pods/services/db-0".to_owned();
    let service = Request { target, ..request };
    assert_eq!(see(&service, "u0", false, None), Seen::Applied);
}

/// Four requests are under way when a token ends: the pause must not grow by each of their answers.
#[test]
fn a_sign_out_is_one_pause_however_many_answers_say_so_and_nothing_of_it_is_lost() {
    let mut queue = queue(6);
    assert_eq!(queue.next(0, true).len(), MOST);
    for index in 0..MOST {
        queue.answered(&job(index, Kind::Send), Answer::Wait { why: Why::SignedOut, after_ms: 0 }, 0, 0);
    }
    assert_eq!(queue.hold, Some(Hold { until: 600, why: Why::SignedOut }));
    assert_eq!(queue.next(90_000, false), [], "not before somebody is signed in");
    assert_eq!(states(&queue), [State::Waiting; 6]);
    assert!(
        queue.runs[0].items.iter().all(|item| !item.doubt && item.tries == 0),
        "known as not carried out"
    );
    let again = queue.next(90_000, true);
    assert_eq!(again, [0, 1, 2, 3].map(|index| job(index, Kind::Send)));
}

#[test]
fn what_is_in_doubt_is_looked_at_before_anything_is_sent() {
    for (looked, state, next) in [
        (Looked::Applied { generation: 3 }, State::Done, None),
        (Looked::Untouched, State::Waiting, Some(Kind::Send)),
        (Looked::Anew(Box::new(item(0, vec![patch(&json!({"a": 1}))]))), State::Waiting, Some(Kind::Send)),
        (Looked::Skip(words("gone")), State::Skipped, None),
        (Looked::Not(Answer::Lost(words("lost"))), State::Waiting, Some(Kind::Look)),
        (Looked::Not(Answer::No(words("forbidden"))), State::Failed, None),
        (Looked::Not(Answer::Wait { why: Why::SignedOut, after_ms: 0 }), State::Waiting, Some(Kind::Look)),
    ] {
        let mut queue = queue(1);
        queue.next(0, true);
        queue.answered(&job(0, Kind::Send), Answer::Lost(words("lost")), 0, 0);
        assert_eq!(queue.next(60_000, true), [job(0, Kind::Look)], "not sent again blindly");
        queue.looked(&job(0, Kind::Look), looked.clone(), 60_000, 0);
        assert_eq!(queue.runs[0].items[0].state, state, "{looked:?}");
        let following = queue.next(200_000, true).first().map(|job| job.kind);
        assert_eq!(following, next, "{looked:?}");
    }
}

#[test]
fn conflicts_without_end_end() {
    let mut queue = queue(1);
    for _ in 0..100 {
        for job in queue.next(0, true) {
            match job.kind {
                Kind::Send => queue.answered(&job, Answer::Conflict(words("changed")), 0, 0),
                Kind::Look => queue.looked(&job, Looked::Anew(Box::new(item(0, vec![stop()]))), 0, 0),
            }
        }
    }
    assert_eq!(queue.runs[0].items[0].state, State::Failed);
    assert_eq!(queue.runs[0].items[0].told.en, "changed");
}

#[test]
fn an_answer_that_nobody_waits_for_changes_nothing() {
    let mut queue = queue(1);
    let before = queue.clone();
    queue.answered(&job(0, Kind::Send), yes(), 0, 0);
    queue.looked(&job(0, Kind::Look), Looked::Applied { generation: 1 }, 0, 0);
    queue.watched("r", 0, Watch::Over);
    queue.answered(&Job { run: "other".into(), item: 9, kind: Kind::Send }, yes(), 0, 0);
    assert_eq!(queue, before);
}

#[test]
fn cancelling_takes_back_what_has_not_begun_and_waits_for_the_rest() {
    let mut queue = queue(6);
    queue.runs[0].items[0].steps.push(Step::WaitReady);
    queue.runs[0].items[1].steps.push(stop());
    queue.next(0, true);
    queue.answered(&job(0, Kind::Send), yes(), 0, 0);
    queue.answered(&job(3, Kind::Send), Answer::Lost(words("lost")), 0, 0);
    queue.next(60_000, true);
    assert_eq!(states(&queue)[0], State::Watching);
    queue.runs[0].cancel();
    queue.answered(&job(1, Kind::Send), yes(), 60_000, 0);
    queue.answered(&job(2, Kind::Send), yes(), 60_000, 0);
    queue.looked(&job(3, Kind::Look), Looked::Untouched, 60_000, 0);
    queue.answered(&job(4, Kind::Send), yes(), 60_000, 0);
    assert_eq!(queue.next(60_000, true), [], "nothing new is sent");
    let ends = [State::Done, State::Cancelled, State::Done, State::Cancelled, State::Done, State::Cancelled];
    assert_eq!(states(&queue), ends);
    assert!(queue.runs[0].items[0].told.en.contains("not waited"));
    assert!(queue.runs[0].items[1].told.en.contains("part of its requests"));
}

#[test]
fn retrying_looks_at_what_failed_and_leaves_the_rest() {
    let mut queue = queue(2);
    queue.next(0, true);
    queue.answered(&job(0, Kind::Send), yes(), 0, 0);
    queue.answered(&job(1, Kind::Send), Answer::No(words("quota")), 0, 0);
    queue.runs[0].retry();
    assert_eq!(queue.next(0, true), [job(1, Kind::Look)]);
    assert!(queue.runs[0].items[1].told.is_empty());
}

#[test]
fn a_reload_doubts_what_was_sent_checks_the_rest_and_waits_for_the_person() {
    let mut queue = queue(6);
    queue.runs[0].items[5].state = State::Skipped;
    queue.next(0, true);
    queue.answered(&job(0, Kind::Send), yes(), 0, 0);
    let mut run = kept(&queue.runs[0]);
    run.leave();
    assert!(run.left);
    let told: Vec<_> = run.items.iter().map(|item| (item.state, item.doubt)).collect();
    let (done, waits, skipped) = ((State::Done, false), State::Waiting, (State::Skipped, false));
    assert_eq!(told, [done, (waits, true), (waits, true), (waits, true), (waits, false), skipped]);
    let mut after = Queue::of(vec![run]);
    assert_eq!(after.next(0, true), [], "not before the person says so");
    after.runs[0].left = false;
    let jobs = after.next(0, true);
    assert!(jobs.len() == 4 && jobs.iter().all(|job| job.kind == Kind::Look));
}

/// The run as the next page reads it.
fn kept(run: &Run) -> Run {
    let mut storage: HashMap<String, String> = HashMap::new();
    assert!(Kept::default().write(run, &mut |name, text| storage.insert(name.into(), text.into()).is_none()));
    pieces::read(&run.id, &|name| storage.get(name).cloned()).unwrap()
}

#[test]
fn what_is_kept_is_read_as_it_was() {
    let mut run = queue(1).runs.remove(0);
    run.items = State::ALL
        .into_iter()
        .enumerate()
        .map(|(index, state)| Item {
            state,
            doubt: index % 2 == 0,
            check: index % 3 == 0,
            at: index % 2,
            generation: 7,
            told: Words { zh: "已停止".into(), en: "stopped".into() },
            undo: "{}".into(),
            ..item(index, vec![stop(), Step::WaitStopped, Step::WaitReady])
        })
        .collect();
    (run.planned, run.at, run.who, run.order.options.in_turn, run.cancelled) =
        (8, 5, "ann".into(), true, true);
    assert_eq!(kept(&run), run);
}

#[test]
fn what_happens_to_one_object_of_many_is_one_small_text() {
    let mut queue = queue(2_000);
    let mut storage: HashMap<String, String> = HashMap::new();
    let mut kept = Kept::default();
    assert!(kept.write(&queue.runs[0], &mut |name, text| storage.insert(name.into(), text.into()).is_none()));
    assert_eq!(storage.len(), 41, "forty pieces and a head");
    let read = |storage: &HashMap<String, String>| pieces::read("r", &|name| storage.get(name).cloned());
    assert_eq!(read(&storage).as_ref(), Ok(&queue.runs[0]));

    queue.runs[0].items[1_234].state = State::Done;
    let mut written = Vec::new();
    let mut set = |name: &str, text: &str| {
        written.push(name.to_owned());
        storage.insert(name.to_owned(), text.to_owned()).is_some()
    };
    assert!(kept.write(&queue.runs[0], &mut set) && kept.write(&queue.runs[0], &mut set));
    assert_eq!(written, ["objects.r.24"]);
    assert_eq!(read(&storage).as_ref(), Ok(&queue.runs[0]));

    let names = pieces::names("r", &|name| storage.get(name).cloned());
    assert_eq!((names.len(), names.last().unwrap().starts_with(pieces::HEAD)), (41, true));
    storage.remove(&names[3]);
    assert_eq!(read(&storage), Err(Unreadable), "a run that is not whole is none");
}

#[test]
fn what_the_storage_refuses_is_kept_the_next_time() {
    let queue = queue(120);
    let (mut kept, mut room) = (Kept::default(), 2);
    let mut storage: HashMap<String, String> = HashMap::new();
    let mut set = |name: &str, text: &str| {
        room -= 1;
        room >= 0 && storage.insert(name.into(), text.into()).is_none()
    };
    assert!(!kept.write(&queue.runs[0], &mut set));
    room = 9;
    assert!(kept.write(&queue.runs[0], &mut |name, text| storage.insert(name.into(), text.into()).is_none()));
    assert_eq!(pieces::read("r", &|name| storage.get(name).cloned()), Ok(queue.runs[0].clone()));
    assert!(room > 0);
}

#[test]
fn what_a_failure_means_for_the_request() {
    let status = |code: u16, reason: &str, rest: &str| {
        let body = format!(r#"{{"kind":"Status","code":{code},"reason":"{reason}","message":"m"{rest}}}"#);
        Answer::of(&failure(code, body.as_bytes()))
    };
    let wait = |why, after_ms| Answer::Wait { why, after_ms };
    let after = r#","details":{"retryAfterSeconds":3}"#;
    // An item failed on these, though nothing had been carried out and it was only signed out.
    let sign_in_page = value::<Value>(200, "text/html", b"<title>Sign in</title>").unwrap_err();
    let anonymous = r#"{"kind":"Status","code":403,"reason":"Forbidden","message":"x is forbidden: User \"system:anonymous\" cannot patch resource"}"#;
    for (answer, expected) in [
        (status(403, "Forbidden", ""), Answer::No(words("m"))),
        (status(422, "Invalid", ""), Answer::No(words("m"))),
        (status(409, "Conflict", ""), Answer::Conflict(words("m"))),
        (status(409, "AlreadyExists", ""), Answer::No(words("m"))),
        (status(401, "Unauthorized", ""), wait(Why::SignedOut, 0)),
        (status(401, "", ""), wait(Why::SignedOut, 0)),
        (Answer::of(&failure(401, b"<html>")), wait(Why::SignedOut, 0)),
        (Answer::of(&failure(302, b"")), wait(Why::SignedOut, 0)),
        (Answer::of(&sign_in_page), wait(Why::SignedOut, 0)),
        (Answer::of(&failure(403, anonymous.as_bytes())), wait(Why::SignedOut, 0)),
        (status(429, "TooManyRequests", after), wait(Why::Throttled, 3_000)),
        (status(503, "ServiceUnavailable", after), wait(Why::Throttled, 3_000)),
        (status(503, "ServiceUnavailable", ""), Answer::Lost(words("m"))),
        (status(500, "InternalError", ""), Answer::Lost(words("m"))),
        (status(504, "Timeout", ""), Answer::Lost(words("m"))),
        (Answer::of(&failure(502, b"bad gateway")), Answer::Lost(words("bad gateway"))),
        (Answer::of(&failure(403, b"filtered")), Answer::No(words("403 filtered"))),
        (Answer::of(&ApiError::NotConnected), wait(Why::Lost, 0)),
    ] {
        assert_eq!(answer, expected);
    }
    let change = request(&stop());
    let delete = Request { method: Method::Delete, ..change.clone() };
    let gone = failure(404, br#"{"kind":"Status","code":404,"reason":"NotFound","message":"gone"}"#);
    assert_eq!(Answer::to(&delete, &gone), Answer::Yes { generation: 0 });
    assert_eq!(Answer::to(&change, &gone), Answer::Conflict(words("gone")), "to be looked at");
    for error in [ApiError::Offline, ApiError::TimedOut, ApiError::Decode("eof".into())] {
        assert!(matches!(Answer::of(&error), Answer::Lost(_)), "{error:?}");
    }
}

#[test]
fn an_object_shows_whether_a_request_was_carried_out() {
    let stop = request(&stop());
    let set = |version: &str, replicas: u32| json!({"metadata": {"uid": "u0", "resourceVersion": version}, "spec": {"replicas": replicas, "serviceName": "db"}});
    for (object, seen) in [
        (Some(set("9", 0)), Seen::Applied),
        (Some(set("7", 3)), Seen::Untouched),
        (Some(set("8", 3)), Seen::Changed),
    ] {
        assert_eq!(see(&stop, "u0", false, object.as_ref()), seen, "{object:?}");
    }
    assert!(matches!(see(&stop, "other", false, Some(&set("7", 3))), Seen::Never(_)));
    assert!(matches!(see(&stop, "u0", false, None), Seen::Never(_)));
    assert_eq!(reading(&stop).target, "/apis/apps/v1/namespaces/shop/statefulsets/db-0?pretty=false");
    let body = Body { content_type: "application/json", text: r#"{"preconditions":{"uid":"p1"}}"#.into() };
    let delete = Request { method: Method::Delete, target: "/api/v1/x".into(), body: Some(body) };
    for (object, seen) in [
        (None, Seen::Applied),
        (Some(json!({"metadata": {"uid": "p2"}})), Seen::Applied),
        (Some(json!({"metadata": {"uid": "p1", "deletionTimestamp": "t"}})), Seen::Applied),
        (Some(json!({"metadata": {"uid": "p1"}})), Seen::Untouched),
    ] {
        assert_eq!(see(&delete, "u0", false, object.as_ref()), seen, "{object:?}");
    }
}

#[test]
fn null_in_a_patch_means_that_it_is_not_there_and_lists_are_compared_by_name() {
    let applied = |body: Value, object: Value| {
        let mut object = object;
        object["metadata"]["uid"] = json!("u0");
        see(&request(&patch(&body)), "u0", false, Some(&object)) == Seen::Applied
    };
    let record = json!({"metadata": {"annotations": {"r": null}}});
    assert!(applied(record.clone(), json!({"metadata": {"annotations": {"x": "y"}}})));
    assert!(applied(record.clone(), json!({"metadata": {}})), "no annotation at all");
    assert!(!applied(record, json!({"metadata": {"annotations": {"r": "3"}}})));
    let image = json!({"spec": {"containers": [{"name": "b", "image": "b:2"}]}});
    let running = |tag: &str| json!({"spec": {"containers": [{"name": "a"}, {"name": "b", "image": tag, "tty": true}]}});
    assert!(applied(image.clone(), running("b:2")));
    assert!(!applied(image, running("b:1")));
}

#[test]
fn the_result_says_for_each_object_what_came_of_it() {
    let mut queue = queue(3);
    queue.next(0, true);
    queue.answered(&job(0, Kind::Send), yes(), 0, 0);
    queue.answered(&job(1, Kind::Send), Answer::No(words("exceeded quota")), 0, 0);
    let run = &queue.runs[0];
    let text = result::text(run, "Stop 3 sets", Locale::En);
    assert_eq!(
        text,
        "Stop 3 sets: 1 done, 1 failed, 1 running\nshop/db-0: done\nshop/db-1: failed: exceeded quota\nshop/db-2: running\n"
    );
    assert!(result::text(run, "停止", Locale::Zh).starts_with("停止: 1 个完成，1 个失败，1 个进行中\n"));
    let table = result::table(run, Locale::En);
    assert!(table.contains("shop,db-1,failed,exceeded quota,"), "{table}");
    assert!(table.contains("PATCH /apis/apps/v1/namespaces/shop/statefulsets/db-0 "), "{table}");
}
