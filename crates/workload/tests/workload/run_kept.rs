//! What the browser keeps of a run: a form of its own, and nothing in a storage is a request.

use proptest::prelude::*;
use serde_json::{Value, json};
use workload::plan::around::Around;
use workload::plan::{Action, Knowing, Options, Order, PodRef, Step, Target, Thing, ThingKind};
use workload::rows::set::SetRow;
use workload::run::answer::Answer;
use workload::run::item::{Item, Kind, State};
use workload::run::judge::{judge, reading};
use workload::run::keep::Unreadable;
use workload::run::pieces;
use workload::run::queue::Queue;
use workload::run::words::Words;
use workload::run::{Run, result};

fn read(head: &Value, objects: &Value) -> Result<Run, Unreadable> {
    let text = |name: &str| match name {
        "run.r" => Some(head.to_string()),
        "objects.r.0" => Some(objects.to_string()),
        _ => None,
    };
    pieces::read("r", &text)
}

fn target() -> Target {
    Target { namespace: "shop".into(), name: "db".into(), uid: "u1".into() }
}

fn pod() -> PodRef {
    PodRef { of: "u1".into(), name: "db-0".into(), uid: "p0".into() }
}

/// The form is what it is for good: whoever changes it gives it another number, and still reads this one.
#[test]
fn the_form_is_this() {
    let order = Order {
        action: Action::Delete {
            propagation: kubewire::request::Propagation::Background,
            drain: true,
            things: vec![Thing {
                of: "u1".into(),
                kind: ThingKind::Claim,
                name: "data-db-0".into(),
                uid: "p1".into(),
            }],
        },
        options: Options { wait: true, in_turn: false },
        targets: Vec::new(),
        delete_pods: vec![pod()],
    };
    let item = Item {
        steps: vec![Step::Patch { scale: true, body: json!({"spec": {"replicas": 0}}) }, Step::WaitStopped],
        state: State::Watching,
        at: 1,
        generation: 4,
        told: Words { zh: "无".into(), en: "no".into() },
        undo: json!({"spec": {"replicas": 3}, "metadata": {"annotations": {"a": null}}}).to_string(),
        ..Item::about(target())
    };
    let run = Run {
        id: "r".into(),
        at: 5,
        who: "ann".into(),
        order,
        planned: 1,
        items: vec![item],
        ..Run::default()
    };
    let mut texts = Vec::new();
    pieces::Kept::default().write(&run, &mut |name, text| {
        texts.push((name.to_owned(), text.to_owned()));
        true
    });
    assert_eq!(
        texts,
        [
            (
                "objects.r.0".to_owned(),
                r#"[{"target":{"namespace":"shop","name":"db","uid":"u1"},"state":"watching","steps":[{"patch":{"scale":true,"body":{"spec":{"replicas":0}}}},"waitStopped"],"at":1,"generation":4,"told":{"zh":"无","en":"no"},"wayBack":{"metadata":{"annotations":{"a":null}},"spec":{"replicas":3}}}]"#.to_owned()
            ),
            (
                "run.r".to_owned(),
                r#"{"version":2,"id":"r","at":5,"who":"ann","order":{"action":{"delete":{"propagation":"Background","drain":true,"dependents":[{"ownerUid":"u1","kind":"PersistentVolumeClaim","name":"data-db-0","uid":"p1"}]}},"options":{"wait":true,"inTurn":false},"targets":[],"podsToDelete":[{"ownerUid":"u1","name":"db-0","uid":"p0"}]},"planned":1,"cancelled":false,"count":1}"#.to_owned()
            ),
        ]
    );
}

fn head() -> Value {
    let order = json!({"action": "stop", "options": {"wait": false, "inTurn": false}, "targets": []});
    json!({"version": 2, "id": "r", "at": 5, "who": "ann", "order": order, "planned": 1, "cancelled": false, "count": 1})
}

fn object() -> Value {
    json!({"target": {"namespace": "shop", "name": "db", "uid": "u1"}, "state": "waiting"})
}

#[test]
fn what_does_not_fit_to_the_letter_is_not_read() {
    assert!(read(&head(), &json!([object()])).is_ok());
    let with = |mut value: Value, path: &str, new: Value| {
        let (parent, key) = path.rsplit_once('/').unwrap();
        value.pointer_mut(parent).unwrap()[key] = new;
        value
    };
    for (path, new) in [
        ("/version", json!(3)),
        ("/version", json!("2")),
        ("/id", json!("other")),
        ("/count", json!(2)),
        ("/color", json!("red")),
        ("/order/action", json!("explode")),
        (
            "/order/action",
            json!({"restore": {"patches": [{"uid": "u1", "wayBack": {"spec": {"paused": true}}}]}}),
        ),
        (
            "/order/action",
            json!({"delete": {"propagation": "Background", "drain": false, "dependents": [{"ownerUid": "u1", "kind": "Secret", "name": "a", "uid": "b"}]}}),
        ),
    ] {
        assert_eq!(
            read(&with(head(), path, new.clone()), &json!([object()])),
            Err(Unreadable),
            "{path} {new}"
        );
    }
    for (path, new) in [
        ("/state", json!("waiting for the pods")),
        ("/request", json!("PATCH /")),
        ("/steps", json!([["PATCH", "/api/v1/secrets", "application/json", "{}"]])),
        ("/steps", json!([{"post": {"body": {}}}])),
        ("/wayBack", json!({"spec": {"template": {"spec": {"hostNetwork": true}}}})),
        (
            "/wayBack",
            json!({"spec": {"template": {"spec": {"containers": [{"name": "a", "image": "b", "command": []}]}}}}),
        ),
    ] {
        assert_eq!(
            read(&head(), &json!([with(object(), path, new.clone())])),
            Err(Unreadable),
            "{path} {new}"
        );
    }
}

/// The first builds kept the English words of a state, and requests as they were sent.
#[test]
fn what_the_first_builds_kept_is_shown_and_has_ended() {
    let order = json!({"action": "scale", "details": 3, "wait": true, "inTurn": false, "targets": []});
    let head = json!({"version": 1, "id": "r", "at": 5, "who": "ann", "order": order, "planned": 3, "cancelled": false, "count": 3});
    let patch = json!([
        "PATCH",
        "/apis/apps/v1/namespaces/shop/statefulsets/db/scale?pretty=false",
        "application/merge-patch+json",
        "{\"spec\":{\"replicas\":3}}"
    ]);
    let delete = json!([
        "DELETE",
        "/api/v1/namespaces/shop/persistentvolumeclaims/data-db-0",
        "application/json",
        "{\"preconditions\":{\"uid\":\"p1\"}}"
    ]);
    let object = |state: &str| json!({"namespace": "shop", "name": "db", "uid": "u1", "state": state, "steps": [patch, delete, "wait until ready"], "toldZh": "好", "told": "well", "undo": "{\"spec\":{\"replicas\":1}}"});
    let run =
        read(&head, &json!([object("done"), object("waiting for the pods"), object("failed")])).unwrap();
    assert!(run.older && run.is_ended());
    assert_eq!((run.who.as_str(), &run.order.action), ("ann", &Action::Scale { replicas: 3 }));
    let states: Vec<State> = run.items.iter().map(|item| item.state).collect();
    assert_eq!(states, [State::Done, State::Cancelled, State::Failed]);
    assert!(run.items.iter().all(|item| item.undo.is_empty()), "nothing of it is taken back");
    assert_eq!(run.items[0].told.en, "well");
    assert!(run.items[1].told.en.contains("earlier version"), "{:?}", run.items[1].told);
    let shown = result::requests(&run.items[0]);
    assert_eq!(
        shown[0],
        "PATCH /apis/apps/v1/namespaces/shop/statefulsets/db/scale {\"spec\":{\"replicas\":3}}"
    );
    assert!(
        shown[1].starts_with("DELETE /api/v1/namespaces/shop/persistentvolumeclaims/data-db-0 "),
        "{shown:?}"
    );
    assert_eq!(read(&head, &json!([object("done"), object("fertig"), object("failed")])), Err(Unreadable));
    let mut queue = Queue::of(vec![run]);
    queue.runs[0].leave();
    assert!(!queue.runs[0].left && queue.next(0, true).is_empty());
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => any::<bool>().prop_map(|scale| Step::Patch { scale, body: json!({"spec": {"template": {"spec": {"hostPID": true}}}}) }),
        1 => Just(Step::Patch { scale: false, body: json!({"spec": {"replicas": 2}}) }),
        1 => Just(Step::Delete(kubewire::request::Propagation::Orphan)),
        2 => Just(Step::DeleteThing(Thing { of: "u1".into(), kind: ThingKind::Claim, name: "other".into(), uid: "p9".into() })),
        1 => Just(Step::WaitObserved),
        2 => Just(Step::DeletePod(pod())),
        2 => Just(Step::DeletePod(PodRef { name: "other-0".into(), ..pod() })),
        1 => Just(Step::WaitReady),
        1 => Just(Step::WaitStopped),
    ]
}

fn any_action() -> impl Strategy<Value = Action> {
    let claim = Thing { of: "u1".into(), kind: ThingKind::Claim, name: "data-db-0".into(), uid: "p1".into() };
    prop_oneof![
        Just(Action::Stop),
        Just(Action::Restart { at: "2026-11-21T09:30:30Z".into() }),
        Just(Action::Scale { replicas: 5 }),
        Just(Action::Delete {
            propagation: kubewire::request::Propagation::Background,
            drain: true,
            things: vec![claim],
        }),
    ]
}

/// The set that the order is about, as the API server has it.
fn set() -> Value {
    json!({
        "apiVersion": "apps/v1", "kind": "StatefulSet",
        "metadata": {"namespace": "shop", "name": "db", "uid": "u1", "resourceVersion": "7", "generation": 2},
        "spec": {"replicas": 2, "serviceName": "db", "selector": {}, "template": {}},
        "status": {"replicas": 2, "observedGeneration": 2},
    })
}

proptest! {
    /// A run in the storage was carried out as it lay there: whoever could write there had the next person send anything.
    #[test]
    fn whatever_lies_in_the_storage_only_what_the_planner_makes_of_the_order_is_sent(
        steps in prop::collection::vec(any_step(), 0..4),
        at in 0_usize..4,
        state in prop::sample::select(State::ALL.to_vec()),
        (doubt, check, is_there, wait) in any::<(bool, bool, bool, bool)>(),
        action in any_action(),
    ) {
        let item = Item { steps, at, state, doubt, check, ..Item::about(target()) };
        let delete_pods = vec![pod()];
        let order = Order { action, options: Options { wait, in_turn: false }, targets: Vec::new(), delete_pods };
        let mut run = Run { id: "r".into(), order: order.clone(), items: vec![item], ..Run::default() };
        run.leave();
        run.left = false;
        run.retry();
        let object = is_there.then(set);
        let row: Option<SetRow> = object.clone().map(|object| serde_json::from_value(object).unwrap());
        let knowing = Knowing { around: &Around::default(), denied: &|_| false };
        let planned = workload::plan::item(&order, &target(), row.as_ref(), knowing);
        let planned: Vec<_> = planned.steps().iter().filter_map(|step| step.request(&target())?.ok()).collect();
        let mut queue = Queue::of(vec![run]);
        for _ in 0..20 {
            for job in queue.next(0, true) {
                let item = queue.runs[0].items[0].clone();
                match job.kind {
                    Kind::Send => {
                        let sent = item.request().unwrap();
                        let of_order = order.delete_pods.iter().cloned().map(Step::DeletePod);
                        let is_of_order = of_order.filter_map(|step| step.request(&target())?.ok()).any(|known| known == sent);
                        prop_assert!(planned.contains(&sent) || is_of_order, "{} {:?}", sent.target, sent.body);
                        queue.answered(&job, Answer::Yes { generation: 3 }, 0, 0);
                    }
                    Kind::Look => {
                        let read = reading(&item).unwrap().unwrap();
                        let pod = Some(json!({"metadata": {"uid": "p0"}})).filter(|_| is_there);
                        let seen = if read.target.contains("/pods/") { &pod } else { &object };
                        queue.looked(&job, judge(&item, &order, seen.as_ref()), 0, 0);
                    }
                }
            }
            queue.watched("r", 0, workload::run::wait::Watch::Over);
        }
        prop_assert!(queue.runs[0].is_ended(), "{:?}", queue.runs[0].items);
    }
}

/// A page that is reloaded has carried out a part: the rest is planned anew, and what was done counts as done.
#[test]
fn what_was_sent_before_a_reload_is_known_again() {
    let stopped = |generation: u64| {
        let mut set = set();
        set["spec"]["replicas"] = json!(0);
        set["metadata"]["generation"] = json!(generation);
        set["metadata"]["annotations"] = json!({"ordinal/replicas-before-stop": "2"});
        set
    };
    let body = json!({"spec": {"replicas": 0}, "metadata": {"annotations": {"ordinal/replicas-before-stop": "2"}, "resourceVersion": "7"}});
    let item = Item {
        steps: vec![Step::Patch { scale: false, body }, Step::WaitStopped],
        state: State::Sent,
        undo: json!({"spec": {"replicas": 2}}).to_string(),
        ..Item::about(target())
    };
    let options = Options { wait: true, in_turn: false };
    let order = Order { action: Action::Stop, options, targets: Vec::new(), delete_pods: Vec::new() };
    for (object, state, steps) in [(stopped(3), State::Watching, 2), (set(), State::Sent, 2)] {
        let mut run =
            Run { id: "r".into(), order: order.clone(), items: vec![item.clone()], ..Run::default() };
        run.leave();
        run.left = false;
        let mut queue = Queue::of(vec![run]);
        let job = queue.next(0, true).remove(0);
        assert_eq!(job.kind, Kind::Look);
        queue.looked(&job, judge(&queue.runs[0].items[0].clone(), &order, Some(&object)), 0, 0);
        queue.next(0, true);
        let item = &queue.runs[0].items[0];
        assert_eq!((item.state, item.steps.len(), item.undo.is_empty()), (state, steps, false));
    }
}

/// A pod that the change does not reach goes after a reload, too: what was patched before is known again.
#[test]
fn the_second_step_of_a_run_is_taken_after_a_reload() {
    let restarted = {
        let mut set = set();
        set["metadata"]["generation"] = json!(3);
        set["spec"]["template"] = json!({"metadata": {"annotations": {"kubectl.kubernetes.io/restartedAt": "2026-11-21T09:30:30Z"}}});
        set
    };
    let action = Action::Restart { at: "2026-11-21T09:30:30Z".into() };
    let body = json!({"spec": {"template": {"metadata": {"annotations": {"kubectl.kubernetes.io/restartedAt": "2026-11-21T09:30:30Z"}}}}});
    let steps =
        vec![Step::Patch { scale: false, body }, Step::WaitObserved, Step::DeletePod(pod()), Step::WaitReady];
    let item = Item { steps, state: State::Sent, ..Item::about(target()) };
    let options = Options { wait: true, in_turn: false };
    let order = Order { action, options, targets: Vec::new(), delete_pods: vec![pod()] };
    let mut run = Run { id: "r".into(), order: order.clone(), items: vec![item], ..Run::default() };
    run.leave();
    run.left = false;
    let mut queue = Queue::of(vec![run]);
    let look = |queue: &mut Queue, object: &Value| {
        let job = queue.next(0, true).remove(0);
        assert_eq!(job.kind, Kind::Look);
        let item = queue.runs[0].items[0].clone();
        let path = reading(&item).unwrap().unwrap().target;
        queue.looked(&job, judge(&item, &order, Some(object)), 0, 0);
        path
    };
    assert!(look(&mut queue, &restarted).contains("/statefulsets/db?"));
    queue.next(0, true);
    queue.watched("r", 0, workload::run::wait::Watch::Over);
    assert!(look(&mut queue, &json!({"metadata": {"uid": "p0"}})).contains("/pods/db-0?"));
    assert_eq!(queue.next(0, true)[0].kind, Kind::Send);
    assert!(queue.runs[0].items[0].request().unwrap().target.contains("/pods/db-0?"));
}
