//! A run as the browser keeps it: what was asked for and what became of each object, in words of its own that no
//! translation changes, under a number of its form. What does not fit to the letter is not read.
//!
//! The steps are the planner's, not requests; and after they have been read they only say how far an object was
//! ([`crate::run::judge`]). Of the way back only what [`Inverse`] can say is kept.
//!
//! Form 1, of before, kept requests and the words of the page; [`first`] reads it to be shown, never to be carried out.
//! A form is never changed: what is to be kept differently is another form, and this one is read as that one is now.

mod first;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::plan::{Inverse, Order, Step, Target};
use crate::run::item::{Item, State};
use crate::run::words::Words;
use crate::run::{Run, result};

/// The number of this form.
const VERSION: u32 = 2;

/// What of a run is kept cannot be read: another version wrote it, or part of it is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

/// A run without its objects.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    version: u32,
    id: String,
    at: u64,
    who: String,
    order: Order,
    planned: usize,
    cancelled: bool,
    count: usize,
}

/// One of its objects. What is as it was at the beginning is left out.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Object {
    target: Target,
    state: State,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    steps: Vec<Step>,
    #[serde(default, skip_serializing_if = "is_default")]
    at: usize,
    #[serde(default, skip_serializing_if = "is_default")]
    doubt: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    check: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    generation: i64,
    #[serde(default, skip_serializing_if = "is_default")]
    told: Words,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    way_back: Option<Inverse>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl From<&Item> for Object {
    fn from(item: &Item) -> Self {
        Self {
            target: item.target.clone(),
            state: item.state,
            steps: item.steps.clone(),
            at: item.at,
            doubt: item.doubt,
            check: item.check,
            generation: item.generation,
            told: item.told.clone(),
            way_back: serde_json::from_str(&item.undo).ok(),
        }
    }
}

impl From<Object> for Item {
    fn from(object: Object) -> Self {
        Self {
            steps: object.steps,
            at: object.at,
            state: object.state,
            doubt: object.doubt,
            check: object.check,
            generation: object.generation,
            told: object.told,
            undo: object.way_back.map(|way_back| way_back.patch().to_string()).unwrap_or_default(),
            ..Self::about(object.target)
        }
    }
}

/// Some objects of a run as a text; none where one of them cannot be kept.
pub(super) fn objects(items: &[Item]) -> Option<String> {
    serde_json::to_string(&items.iter().map(Object::from).collect::<Vec<_>>()).ok()
}

/// A run without its objects as a text; none where it cannot be kept.
pub(super) fn head(run: &Run) -> Option<String> {
    serde_json::to_string(&Head {
        version: VERSION,
        id: run.id.clone(),
        at: run.at,
        who: run.who.clone(),
        order: run.order.clone(),
        planned: run.planned,
        cancelled: run.cancelled,
        count: run.items.len(),
    })
    .ok()
}

/// The run that was kept: its head, and its objects by the text of each piece, from 0 on.
pub(super) fn read(head: &str, piece: &dyn Fn(usize) -> Option<String>) -> Result<Run, Unreadable> {
    #[derive(Deserialize)]
    struct Version {
        version: u32,
    }
    let Version { version } = serde_json::from_str(head).map_err(|_| Unreadable)?;
    match version {
        1 => first::read(head, piece).ok_or(Unreadable),
        VERSION => second(head, piece).ok_or(Unreadable),
        _ => Err(Unreadable),
    }
}

fn second(head: &str, piece: &dyn Fn(usize) -> Option<String>) -> Option<Run> {
    let head: Head = serde_json::from_str(head).ok()?;
    let objects: Vec<Object> = whole(head.count, piece)?;
    Some(Run {
        id: head.id,
        at: head.at,
        who: head.who,
        order: head.order,
        planned: head.planned,
        cancelled: head.cancelled,
        items: objects.into_iter().map(Item::from).collect(),
        ..Run::default()
    })
}

/// So many objects, of as many pieces as it takes.
fn whole<T: for<'de> Deserialize<'de>>(
    count: usize,
    piece: &dyn Fn(usize) -> Option<String>,
) -> Option<Vec<T>> {
    let mut objects: Vec<T> = Vec::new();
    for number in 0.. {
        if objects.len() >= count {
            break;
        }
        let more: Vec<T> = serde_json::from_str(&piece(number)?).ok()?;
        (!more.is_empty()).then_some(())?;
        objects.extend(more);
    }
    (objects.len() == count).then_some(objects)
}

/// A run as a person takes it home: as it is kept, whole, with the requests as one reads them.
pub fn export(run: &Run) -> Value {
    let mut value = head(run).and_then(|head| serde_json::from_str::<Value>(&head).ok()).unwrap_or_default();
    let items = run.items.iter().map(|item| {
        let mut object = serde_json::to_value(Object::from(item)).unwrap_or_default();
        object["requests"] = json!(result::requests(item));
        object
    });
    value["items"] = items.collect();
    value
}
