//! What an action is said to need is what its requests need, whatever a person may do and however a set is.

use kubewire::access::Ask;
use kubewire::request::Propagation;
use serde_json::json;
use workload::plan::around::Around;
use workload::plan::effects::{PlannedSet, effects};
use workload::plan::{Action, Item, Knowing, Outcome, Plan, Skip, Tag, asks, item, kubectl};
use workload::rows::set::SetRow;
use workload::text::Locale;

use crate::cluster::{NEW, OLD, set};
use crate::plan::{PAUSED, RECORD, order};

const RIGHTS: [&str; 3] = ["patch statefulsets", "patch statefulsets/scale", "delete statefulsets"];

fn right(ask: &Ask) -> String {
    format!("{} {}", ask.verb, ask.what())
}

fn planned(action: &Action, set: &SetRow, granted: &[&str]) -> Item {
    let denied = |ask: &Ask| !granted.contains(&right(ask).as_str());
    let order = order(action.clone(), set);
    item(&order, &order.targets[0], Some(set), Knowing { around: &Around::default(), denied: &denied })
}

fn actions() -> Vec<Action> {
    let tag = Tag { container: "nginx".into(), repository: "nginx".into(), tag: "1.29".into() };
    let delete = |drain| Action::Delete { propagation: Propagation::Background, drain, things: Vec::new() };
    vec![
        Action::Stop,
        Action::Start,
        Action::Restart { at: "2026-11-21T09:30:30Z".into() },
        Action::Scale { replicas: 0 },
        Action::Scale { replicas: 5 },
        Action::Retag { tags: vec![tag] },
        Action::Mark { labels: vec![("tier".into(), Some("data".into()))], annotations: Vec::new() },
        Action::Pause,
        Action::Resume { all: true },
        delete(false),
    ]
}

fn sets() -> Vec<SetRow> {
    let rolling = json!({"currentRevision": OLD, "updateRevision": NEW, "updatedReplicas": 1});
    let stopped = |annotations| json!({"metadata": {"annotations": annotations}, "spec": {"replicas": 0}});
    vec![
        set(json!({})),
        set(json!({"status": rolling})),
        set(json!({"metadata": {"annotations": {RECORD: "4"}}})),
        set(json!({"metadata": {"annotations": {PAUSED: "0"}},
            "spec": {"updateStrategy": {"rollingUpdate": {"partition": 2}}}})),
        set(stopped(json!({RECORD: "4"}))),
        set(stopped(json!({}))),
    ]
}

/// Every set of rights.
fn grants() -> Vec<Vec<&'static str>> {
    let has = |bits: usize, at: usize| bits & (1 << at) != 0;
    (0..8).map(|bits| (0..3).filter(|at| has(bits, *at)).map(|at| RIGHTS[at]).collect()).collect()
}

/// A start was offered to who may patch the set and was refused `statefulsets/scale`; scaling was not offered to them at all.
#[test]
fn an_action_is_offered_to_exactly_those_whose_rights_its_requests_need() {
    for (action, set) in
        actions().into_iter().flat_map(|action| sets().into_iter().map(move |set| (action.clone(), set)))
    {
        let needed = asks(&action, set.meta.namespace(), set.meta.name());
        for granted in grants() {
            let is_offered = needed.iter().any(|ask| granted.contains(&right(ask).as_str()));
            let planned = planned(&action, &set, &granted);
            let about = format!("{action:?} with {granted:?}: {planned:?}");
            match &planned.outcome {
                Outcome::Do(steps) => {
                    let asked: Vec<String> = steps
                        .iter()
                        .filter_map(|step| step.ask(&planned.target))
                        .map(|ask| right(&ask))
                        .collect();
                    assert!(asked.iter().all(|ask| granted.contains(&ask.as_str())), "{about}");
                    let scales =
                        steps[0].request(&planned.target).unwrap().unwrap().target.contains("/scale?");
                    assert_eq!(scales, asked[0].ends_with("/scale"), "{about}");
                    assert!(is_offered, "{about}");
                }
                Outcome::Skip(Skip::Denied(ask)) => {
                    assert!(!is_offered, "{about}");
                    assert!(needed.contains(ask), "{about}");
                }
                // It does not apply to the set, whoever asks for it.
                Outcome::Skip(_) => {}
            }
        }
    }
}

#[test]
fn who_may_only_scale_stops_and_starts_without_a_record_and_is_told() {
    let may_scale = &RIGHTS[1..2];
    let web = set(json!({}));
    let stop = planned(&Action::Stop, &web, may_scale);
    let told = |item: &Item| {
        let found = effects(
            Locale::En,
            &Action::Stop,
            PlannedSet { set: &web, pods: None, steps: item.steps() },
            &Around::default(),
        );
        found.into_iter().map(|effect| effect.text).collect::<Vec<_>>().join(" ")
    };
    assert!(told(&stop).contains("The count is not recorded"), "{}", told(&stop));
    let with_all = planned(&Action::Stop, &web, &RIGHTS);
    assert!(told(&with_all).contains("a start brings back 3 replicas"), "{}", told(&with_all));
    let command =
        |item: Item| kubectl::commands(&Plan { order: order(Action::Stop, &web), items: vec![item] });
    assert_eq!(command(stop), "kubectl -n shop scale statefulset/web --replicas=0\n");
    let stopped = set(json!({"metadata": {"annotations": {RECORD: "4"}}, "spec": {"replicas": 0}}));
    let start = planned(&Action::Start, &stopped, may_scale);
    assert_eq!(start.undo, Some(json!({"spec": {"replicas": 0}})), "the record stays");
}

/// `kubectl scale` would be refused to them.
#[test]
fn who_may_patch_the_set_and_not_its_scale_is_given_a_command_that_works() {
    let web = set(json!({}));
    let scale = planned(&Action::Scale { replicas: 5 }, &web, &RIGHTS[..1]);
    let plan = Plan { order: order(Action::Scale { replicas: 5 }, &web), items: vec![scale] };
    let patch = r#"kubectl -n shop patch statefulset/web --type=merge -p '{"spec":{"replicas":5}}'"#;
    assert_eq!(kubectl::commands(&plan), format!("{patch}\n"));
}
