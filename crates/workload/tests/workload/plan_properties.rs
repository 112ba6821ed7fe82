//! What holds for every order and every set.

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Value, json};
use workload::plan::around::Around;
use workload::plan::{
    Action, Inverse, Item, Knowing, Options, Order, Plan, PodRef, Skip, Step, Target, item, make,
};
use workload::rows::set::SetRow;

use crate::cluster::{NEW, OLD, decode, patched, set, set_value};
use crate::plan::{
    PAUSED, RECORD, allowed, claim, delete, order, planned, planned_by, restart, skipped, tag,
};

fn any_action() -> impl Strategy<Value = Action> {
    let key = "[a-z]{1,4}";
    let pairs = || prop::collection::vec((key, prop::option::of("[a-z]{0,3}")), 0..3);
    prop_oneof![
        Just(Action::Stop),
        Just(Action::Start),
        Just(restart()),
        (0_u32..6).prop_map(|replicas| Action::Scale { replicas }),
        "[0-9]{1,2}".prop_map(|text| tag(&text)),
        (pairs(), pairs()).prop_map(|(labels, annotations)| Action::Mark { labels, annotations }),
        Just(Action::Pause),
        any::<bool>().prop_map(|all| Action::Resume { all }),
        any::<bool>().prop_map(|drain| delete(drain, vec![claim(&set(json!({})), "data-web-0")])),
        (0_u32..6).prop_map(|replicas| Action::Restore {
            patches: vec![(set(json!({})).meta.key.uid, json!({"spec": {"replicas": replicas}}))],
        }),
    ]
}

fn any_set() -> impl Strategy<Value = Value> {
    let record = prop::option::of(prop_oneof![(0_u32..9).prop_map(|n| n.to_string()), Just("x".to_owned())]);
    let strategy = prop_oneof![Just("RollingUpdate"), Just("OnDelete")];
    let paused = prop::option::of(0_u32..8);
    (0_u32..6, record, paused, strategy, 0_u32..8, 0_u32..6, any::<bool>()).prop_map(
        |(replicas, record, paused, strategy, partition, updated, two)| {
            let mut value = set_value(json!({
                "spec": {"replicas": replicas, "updateStrategy": {"type": strategy, "rollingUpdate": {"partition": partition}}},
                "status": {"replicas": replicas, "updatedReplicas": updated, "updateRevision": if two { NEW } else { OLD }},
            }));
            if let Some(record) = record {
                value["metadata"]["annotations"][RECORD] = json!(record);
            }
            if let Some(partition) = paused {
                value["metadata"]["annotations"][PAUSED] = json!(partition.to_string());
            }
            value
        },
    )
}

/// What the API server makes of a patch. The set has one container, so a strategic patch does as a merge patch does.
fn applied(value: Value, patch: &Value) -> Value {
    let mut patch = patch.clone();
    patch["metadata"].as_object_mut().unwrap().shift_remove("resourceVersion");
    patched(value, patch)
}

fn everything(plan: &Plan) -> Vec<&Step> {
    plan.items.iter().flat_map(Item::steps).collect()
}

proptest! {
    #[test]
    fn stop_then_start_restores_every_count(value in any_set()) {
        let before: SetRow = decode(value.clone());
        let stop = planned(Action::Stop, &before);
        if before.replicas() == 0 {
            prop_assert!(matches!(skipped(&stop), Skip::Stopped(1..)));
        } else {
            let Step::Patch { body, .. } = &stop.steps()[0] else { panic!() };
            let stopped = applied(value, body);
            let start = planned(Action::Start, &decode(stopped.clone()));
            let Step::Patch { body, .. } = &start.steps()[0] else { panic!() };
            let after: SetRow = decode(applied(stopped, body));
            prop_assert_eq!(after.replicas(), before.replicas());
            prop_assert_eq!(after.recorded(), None);
        }
    }

    #[test]
    fn pause_then_go_on_restores_every_partition(value in any_set()) {
        let before: SetRow = decode(value.clone());
        let pause = planned(Action::Pause, &before);
        if let Some(Step::Patch { body, .. }) = pause.steps().first() {
            let paused = applied(value, body);
            let resume = planned(Action::Resume { all: false }, &decode(paused.clone()));
            let Step::Patch { body, .. } = &resume.steps()[0] else { panic!() };
            let after: SetRow = decode(applied(paused, body));
            prop_assert_eq!(&after.spec, &before.spec);
            prop_assert_eq!(after.remembered_partition(), None);
        }
    }

    #[test]
    fn no_plan_records_zero(value in any_set(), action in any_action()) {
        let set: SetRow = decode(value);
        for step in planned(action, &set).steps() {
            if let Step::Patch { body, .. } = step {
                prop_assert_ne!(&body["metadata"]["annotations"][RECORD], &json!("0"));
            }
        }
    }

    #[test]
    fn a_plan_carried_out_does_nothing_the_second_time(value in any_set(), action in any_action()) {
        let set: SetRow = decode(value.clone());
        let mut around = Around::default();
        around.take_sets(json!({"items": [value.clone()]}));
        let order = order(action, &set);
        let first = planned_by(&order, &set, &around);
        let mut now = Some(value);
        for step in first.steps() {
            match step {
                Step::Patch { body, .. } => now = now.map(|value| applied(value, body)),
                Step::Delete(_) => now = None,
                _ => {}
            }
        }
        let mut around = Around::default();
        around.take_sets(json!({"items": now.clone().into_iter().collect::<Vec<_>>()}));
        let row: Option<SetRow> = now.map(decode);
        let again = item(&order, &order.targets[0], row.as_ref(), Knowing { around: &around, denied: &allowed });
        // What was deleted with a set is asked for by its uid, which is gone as well.
        let writes = again.steps().iter().filter(|step| !matches!(step, Step::DeleteThing(_))).count();
        prop_assert_eq!(writes, 0, "{:?} after {:?}", again, first);
    }

    #[test]
    fn what_is_undone_is_as_it_was(value in any_set(), action in any_action()) {
        let before: SetRow = decode(value.clone());
        let item = planned(action, &before);
        if let (Some(undo), [Step::Patch { body, .. }, ..]) = (&item.undo, item.steps()) {
            let way_back = Inverse::of(undo).map(|way_back| way_back.patch());
            prop_assert_eq!(way_back.as_ref(), Some(undo), "it can be kept");
            let after = applied(value, body);
            let restore = Action::Restore { patches: vec![(before.meta.key.uid.clone(), undo.clone())] };
            let back = planned(restore, &decode(after.clone()));
            let Step::Patch { body, .. } = &back.steps()[0] else { panic!() };
            let restored: SetRow = decode(applied(after, body));
            prop_assert_eq!(restored.spec, before.spec);
            prop_assert_eq!(restored.meta.labels, before.meta.labels);
            prop_assert_eq!(restored.meta.annotations, before.meta.annotations);
        }
    }

    #[test]
    fn skipped_sets_get_no_request_and_all_others_a_guarded_one(values in prop::collection::vec(any_set(), 1..5), action in any_action()) {
        let sets: Vec<Arc<SetRow>> = values.into_iter().map(|value| Arc::new(decode(value))).collect();
        let targets = sets.iter().map(|set| Target::of(set)).collect();
        let order = Order { action, options: Options { wait: true, in_turn: false }, targets, delete_pods: Vec::new() };
        let plan = make(order, &|_| sets.first().cloned(), Knowing { around: &Around::default(), denied: &allowed });
        prop_assert_eq!(plan.items.len(), sets.len());
        for item in &plan.items {
            prop_assert_eq!(item.is_done(), !item.steps().is_empty());
        }
        for step in everything(&plan) {
            match step {
                Step::Patch { body, .. } => prop_assert!(body["metadata"]["resourceVersion"].is_string()),
                Step::Delete(_) | Step::DeleteThing(_) | Step::DeletePod(_) => {
                    let request = step.request(&plan.items[0].target).unwrap().unwrap();
                    prop_assert!(request.body.unwrap().text.contains("\"uid\""));
                }
                Step::WaitObserved | Step::WaitReady | Step::WaitStopped => prop_assert!(step.request(&plan.items[0].target).is_none()),
            }
        }
    }

    #[test]
    fn an_order_that_is_kept_is_read_again(action in any_action(), wait in any::<bool>(), in_turn in any::<bool>()) {
        let target = Target { namespace: "a".into(), name: "b".into(), uid: "c".into() };
        let delete_pods = PodRef { of: "c".into(), name: "b-0".into(), uid: "d".into() };
        let options = Options { wait, in_turn };
        let order = Order { action, options, targets: vec![target], delete_pods: vec![delete_pods] };
        let kept = serde_json::to_value(&order).unwrap();
        prop_assert_eq!(serde_json::from_value::<Order>(kept.clone()).unwrap(), order);
        let mut odd = kept;
        odd["action"] = json!("newer");
        prop_assert!(serde_json::from_value::<Order>(odd).is_err());
    }
}
