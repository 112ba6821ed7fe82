//! An order as JSON: what the browser keeps of it while it is not done. By hand, because it is small and must be read
//! by the next version of the console, too.

use kubewire::request::Propagation;
use serde_json::{Value, json};

use crate::plan::{Action, Options, Order, Pair, PodRef, Tag, Target, Thing, ThingKind};

const PROPAGATIONS: [Propagation; 3] =
    [Propagation::Background, Propagation::Foreground, Propagation::Orphan];

impl Action {
    /// A word for its sort, in files and records.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Stop => "stop",
            Self::Start => "start",
            Self::Restart { .. } => "restart",
            Self::Scale { .. } => "scale",
            Self::Retag { .. } => "image",
            Self::Mark { .. } => "labels",
            Self::Pause => "pause",
            Self::Resume { .. } => "resume",
            Self::Delete { .. } => "delete",
            Self::Restore { .. } => "restore",
        }
    }

    fn details(&self) -> Value {
        match self {
            Self::Stop | Self::Start | Self::Pause => Value::Null,
            Self::Resume { all } => json!(all),
            Self::Restart { at } => json!(at),
            Self::Scale { replicas } => json!(replicas),
            Self::Retag { tags } => {
                let tag = |tag: &Tag| json!([tag.container, tag.repository, tag.tag]);
                tags.iter().map(tag).collect()
            }
            Self::Mark { labels, annotations } => json!([pairs(labels), pairs(annotations)]),
            Self::Delete { propagation, drain, things } => {
                let thing =
                    |thing: &Thing| json!([thing.of, thing.kind.resource().plural, thing.name, thing.uid]);
                json!([propagation.as_str(), drain, things.iter().map(thing).collect::<Value>()])
            }
            Self::Restore { patches } => patches.iter().map(|(uid, patch)| json!([uid, patch])).collect(),
        }
    }

    fn read(word: &str, details: &Value) -> Option<Self> {
        Some(match word {
            "stop" => Self::Stop,
            "start" => Self::Start,
            "restart" => Self::Restart { at: text(details)? },
            "scale" => Self::Scale { replicas: u32::try_from(details.as_u64()?).ok()? },
            "image" => Self::Retag {
                tags: list(details, |tag| {
                    let [container, repository, tag] = texts(tag)?;
                    Some(Tag { container, repository, tag })
                })?,
            },
            "labels" => {
                Self::Mark { labels: list(details.get(0)?, pair)?, annotations: list(details.get(1)?, pair)? }
            }
            "pause" => Self::Pause,
            // Kept by an earlier version, it is all pods.
            "resume" => Self::Resume { all: details.as_bool().unwrap_or(true) },
            "delete" => Self::Delete {
                propagation: *PROPAGATIONS.iter().find(|known| details[0] == known.as_str())?,
                drain: details.get(1)?.as_bool()?,
                things: list(details.get(2)?, thing)?,
            },
            "restore" => Self::Restore {
                patches: list(details, |entry| Some((text(entry.get(0)?)?, entry.get(1)?.clone())))?,
            },
            _ => return None,
        })
    }
}

impl Order {
    /// As JSON.
    pub fn keep(&self) -> Value {
        let target = |target: &Target| json!([target.namespace, target.name, target.uid]);
        json!({
            "action": self.action.word(),
            "details": self.action.details(),
            "wait": self.options.wait,
            "inTurn": self.options.in_turn,
            "targets": self.targets.iter().map(target).collect::<Value>(),
            "delete_pods": self.delete_pods.iter().map(|pod| json!([pod.of, pod.name, pod.uid])).collect::<Value>(),
        })
    }

    /// From JSON; none where it is no order that this console knows.
    pub fn kept(value: &Value) -> Option<Self> {
        let options =
            Options { wait: value.get("wait")?.as_bool()?, in_turn: value.get("inTurn")?.as_bool()? };
        let targets = list(value.get("targets")?, |target| {
            let [namespace, name, uid] = texts(target)?;
            Some(Target { namespace, name, uid })
        })?;
        let action = Action::read(value.get("action")?.as_str()?, value.get("details")?)?;
        let delete_pods = value.get("delete_pods").map_or(Some(Vec::new()), |delete_pods| {
            list(delete_pods, |pod| {
                let [of, name, uid] = texts(pod)?;
                Some(PodRef { of, name, uid })
            })
        })?;
        Some(Self { action, options, targets, delete_pods })
    }
}

fn pairs(pairs: &[Pair]) -> Value {
    pairs.iter().map(|(key, value)| json!([key, value])).collect()
}

fn pair(value: &Value) -> Option<Pair> {
    Some((text(value.get(0)?)?, value.get(1).and_then(text)))
}

fn thing(value: &Value) -> Option<Thing> {
    let [of, plural, name, uid] = texts(value)?;
    let kind = ThingKind::ALL.into_iter().find(|kind| kind.resource().plural == plural)?;
    Some(Thing { of, kind, name, uid })
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
