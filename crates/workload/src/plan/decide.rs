//! What an order means for one set.

use kubewire::access::Ask;
use kubewire::request::Propagation;
use kubewire::resource::STATEFUL_SETS;
use serde_json::Value;

use crate::plan::around::Around;
use crate::plan::body::Record;
use crate::plan::{Action, Item, Order, Outcome, Plan, PodRef, Skip, Step, Target, Thing, body};
use crate::rows::meta::PARTITION_BEFORE_PAUSE;
use crate::rows::set::SetRow;

/// What is known besides the sets.
#[derive(Clone, Copy)]
pub struct Knowing<'a> {
    /// What is around the sets, as far as it was read.
    pub around: &'a Around,
    /// Whether the person is known not to have a right.
    pub denied: &'a dyn Fn(&Ask) -> bool,
}

/// What an order means now. `find` gives the set of a target's name as it is, which may be another one by now.
pub fn make(
    order: Order,
    find: &dyn Fn(&Target) -> Option<std::sync::Arc<SetRow>>,
    knowing: Knowing<'_>,
) -> Plan {
    let items =
        order.targets.iter().map(|target| item(&order, target, find(target).as_deref(), knowing)).collect();
    Plan { order, items }
}

/// What an order means for one of its targets.
pub fn item(order: &Order, target: &Target, set: Option<&SetRow>, knowing: Knowing<'_>) -> Item {
    let outcome = match outcome(order, target, set, knowing) {
        Ok(steps) => match lacking(&steps, target, knowing) {
            Some(ask) => Outcome::Skip(Skip::Denied(Box::new(ask))),
            None => Outcome::Do(steps),
        },
        Err(skip) => Outcome::Skip(skip),
    };
    let undo = set.and_then(|set| undo(&order.action, &outcome, set, knowing.around));
    Item { target: target.clone(), outcome, undo }
}

fn lacking(steps: &[Step], target: &Target, knowing: Knowing<'_>) -> Option<Ask> {
    steps.iter().filter_map(|step| step.ask(target)).find(|ask| (knowing.denied)(ask))
}

/// What is deleted does not come back, whatever was patched on the way to it.
fn undo(action: &Action, outcome: &Outcome, set: &SetRow, around: &Around) -> Option<Value> {
    let (Outcome::Do(steps), false) = (outcome, matches!(action, Action::Delete { .. })) else { return None };
    let Some(Step::Patch { body, .. }) = steps.first() else { return None };
    body::inverse(body, set, around.annotations(set))
}

fn outcome(
    order: &Order,
    target: &Target,
    set: Option<&SetRow>,
    knowing: Knowing<'_>,
) -> Result<Vec<Step>, Skip> {
    let things = || match &order.action {
        Action::Delete { things, .. } => with_things(target, things),
        _ => Vec::new(),
    };
    // What shall go with a set that has gone already still goes: it was begun, and names them by uid.
    let gone = |skip| Some(things()).filter(|steps| !steps.is_empty()).ok_or(skip);
    match set {
        None => gone(Skip::Gone),
        Some(set) if set.meta.key.uid != target.uid => Err(Skip::Replaced),
        Some(set) if set.meta.is_deleting() => gone(Skip::Deleting),
        Some(set) => match &order.action {
            Action::Delete { propagation, drain, .. } => {
                Ok(deletion(set, *propagation, *drain, knowing).into_iter().chain(things()).collect())
            }
            action => changed(action, order, set, knowing),
        },
    }
}

fn with_things(target: &Target, things: &[Thing]) -> Vec<Step> {
    things.iter().filter(|thing| thing.of == target.uid).cloned().map(Step::DeleteThing).collect()
}

fn deletion(set: &SetRow, propagation: Propagation, drain: bool, knowing: Knowing<'_>) -> Vec<Step> {
    let mut steps = Vec::new();
    if drain && set.replicas() > 0 {
        // Remembered as by a stop: where the deletion then fails, the count is not lost.
        let record = if_granted(Record::Write(set.replicas()), set, knowing);
        steps.push(patch(set, body::replicas(0, record), knowing));
    }
    if drain && (set.replicas() > 0 || set.status.replicas > 0) {
        steps.push(Step::WaitStopped);
    }
    steps.push(Step::Delete(propagation));
    steps
}

/// A number of replicas goes by the scale subresource, unless the set itself is all that the person may patch.
fn patch(set: &SetRow, body: Value, knowing: Knowing<'_>) -> Step {
    let scale = body::is_scale(&body) && (may(set, SCALE, knowing) || !may(set, WHOLE, knowing));
    Step::Patch { scale, body: body::guarded(body, set) }
}

const WHOLE: &str = "";
const SCALE: &str = "scale";

/// Whether a person is not known to lack the right to patch a set, or a subresource of it.
fn may(set: &SetRow, subresource: &str, knowing: Knowing<'_>) -> bool {
    !(knowing.denied)(&to_patch(set.meta.namespace(), set.meta.name(), subresource))
}

fn to_patch(namespace: &str, name: &str, subresource: &str) -> Ask {
    Ask::new("patch", STATEFUL_SETS, namespace).named(name).on(subresource)
}

/// A record is written on the set itself: who may only scale does without.
fn if_granted(record: Record, set: &SetRow, knowing: Knowing<'_>) -> Record {
    let only_scales = !may(set, WHOLE, knowing) && may(set, SCALE, knowing);
    if only_scales { Record::Keep } else { record }
}

/// The rights to an action, of which one suffices: those that the requests of [`make`] need. What goes with a deletion
/// needs rights of its own.
pub fn asks(action: &Action, namespace: &str, name: &str) -> Vec<Ask> {
    let [whole, scale] = [WHOLE, SCALE].map(|subresource| to_patch(namespace, name, subresource));
    match action {
        Action::Delete { .. } => vec![Ask::new("delete", STATEFUL_SETS, namespace).named(name)],
        Action::Scale { .. } => vec![scale, whole],
        // What an undo patches is as what it takes back was.
        Action::Stop | Action::Start | Action::Restore { .. } => vec![whole, scale],
        Action::Restart { .. }
        | Action::Retag { .. }
        | Action::Mark { .. }
        | Action::Pause
        | Action::Resume { .. } => vec![whole],
    }
}

/// The one patch of an action, then the pods that it does not reach by itself, and the wait after that.
fn changed(action: &Action, order: &Order, set: &SetRow, knowing: Knowing<'_>) -> Result<Vec<Step>, Skip> {
    let body = match action {
        Action::Stop if set.replicas() == 0 => return Err(Skip::Stopped(start_count(set))),
        Action::Stop => body::replicas(0, if_granted(Record::Write(set.replicas()), set, knowing)),
        Action::Start if set.replicas() > 0 => return Err(Skip::Running),
        Action::Start => body::replicas(start_count(set), if_granted(forget(set), set, knowing)),
        Action::Restart { .. } if set.replicas() == 0 => return Err(Skip::NoPods),
        Action::Restart { at } => body::restart(at),
        Action::Scale { replicas } if set.replicas() == *replicas => return Err(Skip::Scaled(*replicas)),
        Action::Scale { replicas } => {
            body::replicas(*replicas, if_granted(scale_record(set, *replicas), set, knowing))
        }
        Action::Retag { tags } => body::images(set, tags).ok_or(Skip::NoSuchImage)?,
        Action::Mark { labels, annotations } => body::mark(labels, annotations),
        Action::Pause => body::partition(standing(set)?, Record::Write(set.spec.update_strategy.partition())),
        Action::Resume { all } => {
            let is_noted = set.meta.annotations.contains_key(PARTITION_BEFORE_PAUSE);
            body::partition(resumed(set, *all)?, if is_noted { Record::Forget } else { Record::Keep })
        }
        Action::Restore { patches } => {
            let own = patches.iter().find(|(uid, _)| *uid == set.meta.key.uid);
            own.map(|(_, body)| body.clone()).ok_or(Skip::Same)?
        }
        Action::Delete { .. } => return Ok(Vec::new()),
    };
    let is_held = matches!(action, Action::Pause) && set.spec.update_strategy.partition() >= standing(set)?;
    if is_held || body::holds(&body, set, knowing.around.annotations(set)) {
        return Err(Skip::Same);
    }
    let wait = wait(&body, action).filter(|_| order.options.wait);
    Ok([patch(set, body, knowing)]
        .into_iter()
        .chain(pod_deletions(&order.delete_pods, set))
        .chain(wait)
        .collect())
}

fn pod_deletions<'a>(delete_pods: &'a [PodRef], set: &SetRow) -> impl Iterator<Item = Step> + use<'a> {
    let uid = set.meta.key.uid.clone();
    let own = move |pod: &&PodRef| pod.of == uid;
    let pods: Vec<Step> = delete_pods.iter().filter(own).cloned().map(Step::DeletePod).collect();
    (!pods.is_empty()).then_some(Step::WaitObserved).into_iter().chain(pods)
}

/// How many replicas a start brings: as many as a stop remembered, else 1.
pub fn start_count(set: &SetRow) -> u32 {
    set.remembered_replicas().filter(|count| *count > 0).unwrap_or(1)
}

/// What becomes of the record when a set is scaled by hand: to 0 it is made as by a stop, and otherwise forgotten,
/// so that a later start does not bring back a count of long ago.
fn scale_record(set: &SetRow, replicas: u32) -> Record {
    if replicas == 0 { Record::Write(set.replicas()) } else { forget(set) }
}

fn forget(set: &SetRow) -> Record {
    if set.recorded().is_some() { Record::Forget } else { Record::Keep }
}

/// The partition that holds a rollout where it stands: all pods below those that are updated already. Where nothing
/// is rolled out, all pods.
pub fn standing(set: &SetRow) -> Result<u32, Skip> {
    let strategy = &set.spec.update_strategy;
    if !strategy.is_rolling() {
        return Err(Skip::NotRolling(strategy.kind.clone()));
    }
    let is_rolling_out = crate::status::position::has_two_revisions(set);
    let updated = if is_rolling_out { set.status.updated_replicas } else { 0 };
    Ok(set.replicas().saturating_sub(updated))
}

/// The partition with which a rollout goes on: the one that it had before it was paused, or 0 where all pods shall come
/// to the new revision. A partition that no pause has left behind may hold back a canary on purpose.
pub fn resumed(set: &SetRow, all: bool) -> Result<u32, Skip> {
    standing(set)?;
    match set.spec.update_strategy.partition() {
        _ if all => Ok(0),
        0 => Err(Skip::Same),
        now => set.remembered_partition().filter(|before| *before < now).ok_or(Skip::NotPaused(now)),
    }
}

/// What a change is done by: pods that are ready, or none. Labels need no wait.
fn wait(body: &Value, action: &Action) -> Option<Step> {
    match body.pointer("/spec/replicas").and_then(Value::as_u64) {
        Some(0) => Some(Step::WaitStopped),
        _ if body.get("spec").is_some() && *action != Action::Pause => Some(Step::WaitReady),
        _ => None,
    }
}
