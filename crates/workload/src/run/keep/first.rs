//! Form 1, as the first builds kept a run: requests as they were sent, states by their English words. What it says is
//! shown; nothing of it is carried out or taken back, for whoever can write into a storage wrote those requests.

use kubewire::request::Propagation;
use kubewire::resource::PODS;
use serde_json::Value;

use crate::plan::{Action, Options, Order, Pair, PodRef, Step, Tag, Target, Thing, ThingKind};
use crate::run::Run;
use crate::run::item::{Item, State};
use crate::run::words::Words;
use crate::text::Text;

/// By these words the states are kept.
const STATES: [(&str, State); 8] = [
    ("waiting", State::Waiting),
    ("running", State::Sent),
    ("checking", State::Looking),
    ("waiting for the pods", State::Watching),
    ("done", State::Done),
    ("skipped", State::Skipped),
    ("failed", State::Failed),
    ("cancelled", State::Cancelled),
];
const PROPAGATIONS: [Propagation; 3] =
    [Propagation::Background, Propagation::Foreground, Propagation::Orphan];
const LEFT: Text = Text {
    zh: "由旧版本记录，未执行完；此版本不会继续执行",
    en: "recorded by an earlier version and not finished; this version does not go on with it",
};

pub(super) fn read(head: &str, piece: &dyn Fn(usize) -> Option<String>) -> Option<Run> {
    let head: Value = serde_json::from_str(head).ok()?;
    let items: Vec<Value> = super::whole(count(&head, "count"), piece)?;
    Some(Run {
        id: text(head.get("id")?)?,
        at: head.get("at")?.as_u64()?,
        who: word(&head, "who"),
        order: order(head.get("order")?)?,
        planned: count(&head, "planned"),
        cancelled: head.get("cancelled")?.as_bool()?,
        older: true,
        items: items.iter().map(item).collect::<Option<_>>()?,
        ..Run::default()
    })
}

fn item(value: &Value) -> Option<Item> {
    let kept = word(value, "state");
    let (_, state) = STATES.into_iter().find(|(word, _)| *word == kept)?;
    let target =
        Target { namespace: word(value, "namespace"), name: word(value, "name"), uid: word(value, "uid") };
    let steps = value.get("steps")?.as_array()?;
    let mut item = Item {
        steps: steps.iter().filter_map(|value| step(value, &target)).collect(),
        at: count(value, "at"),
        state,
        told: Words { zh: word(value, "toldZh"), en: word(value, "told") },
        ..Item::about(target)
    };
    if !state.is_final() {
        item.end(State::Cancelled, LEFT.into());
    }
    Some(item)
}

/// What a request was about, to be shown.
fn step(value: &Value, target: &Target) -> Option<Step> {
    let Value::Array(parts) = value else {
        return match value.as_str()? {
            "wait until seen" | "wait until observed" => Some(Step::WaitObserved),
            "wait until ready" => Some(Step::WaitReady),
            "wait until scaled down" => Some(Step::WaitStopped),
            _ => None,
        };
    };
    let part = |index: usize| parts.get(index).and_then(Value::as_str);
    let body: Value = serde_json::from_str(part(3)?).ok()?;
    let path = part(1)?.split('?').next()?;
    match part(0)? {
        "PATCH" => Some(Step::Patch { scale: path.ends_with("/scale"), body }),
        "DELETE" => {
            let mut segments = path.rsplit('/');
            let (name, plural) = (segments.next()?, segments.next()?);
            let (of, name) = (target.uid.clone(), name.to_owned());
            let uid = text(body.pointer("/preconditions/uid")?)?;
            if plural == PODS.plural {
                return Some(Step::DeletePod(PodRef { of, name, uid }));
            }
            let Some(kind) = ThingKind::ALL.into_iter().find(|kind| kind.resource().plural == plural) else {
                let told = |known: &&Propagation| body["propagationPolicy"] == known.as_str();
                return PROPAGATIONS.iter().find(told).copied().map(Step::Delete);
            };
            Some(Step::DeleteThing(Thing { of, kind, name, uid }))
        }
        _ => None,
    }
}

fn order(value: &Value) -> Option<Order> {
    let options = Options { wait: value.get("wait")?.as_bool()?, in_turn: value.get("inTurn")?.as_bool()? };
    let action = action(value.get("action")?.as_str()?, value.get("details")?)?;
    Some(Order { action, options, targets: Vec::new(), delete_pods: Vec::new() })
}

fn action(word: &str, details: &Value) -> Option<Action> {
    Some(match word {
        "stop" => Action::Stop,
        "start" => Action::Start,
        "restart" => Action::Restart { at: text(details)? },
        "scale" => Action::Scale { replicas: u32::try_from(details.as_u64()?).ok()? },
        "image" => Action::Retag {
            tags: list(details, |tag| {
                let [container, repository, tag] = texts(tag)?;
                Some(Tag { container, repository, tag })
            })?,
        },
        "labels" => {
            Action::Mark { labels: list(details.get(0)?, pair)?, annotations: list(details.get(1)?, pair)? }
        }
        "pause" => Action::Pause,
        "resume" => Action::Resume { all: details.as_bool().unwrap_or(true) },
        "delete" => Action::Delete {
            propagation: *PROPAGATIONS.iter().find(|known| details[0] == known.as_str())?,
            drain: details.get(1)?.as_bool()?,
            things: Vec::new(),
        },
        "restore" => Action::Restore { patches: Vec::new() },
        _ => return None,
    })
}

fn pair(value: &Value) -> Option<Pair> {
    Some((text(value.get(0)?)?, value.get(1).and_then(text)))
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn texts<const COUNT: usize>(value: &Value) -> Option<[String; COUNT]> {
    let texts: Option<Vec<String>> = value.as_array()?.iter().map(text).collect();
    texts?.try_into().ok()
}

fn list<T>(value: &Value, one: fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    value.as_array()?.iter().map(one).collect()
}

fn word(value: &Value, key: &str) -> String {
    value.get(key).and_then(text).unwrap_or_default()
}

fn count(value: &Value, key: &str) -> usize {
    value.get(key).and_then(Value::as_u64).and_then(|count| usize::try_from(count).ok()).unwrap_or_default()
}
