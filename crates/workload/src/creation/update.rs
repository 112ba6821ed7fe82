//! An object that exists already: what a document would make of it, and the patch that does so.
//!
//! A document that was made of the object is merged into it: the patch says what the person changed and nothing else
//! ([`crate::merge`]). Any other document is put over what is there: what it does not name stays. The server then says
//! by a dry run what would come of it.

use kubewire::answer::Answer;
use serde_json::{Map, Value, json};

use crate::export::clean;
use crate::merge::changes::{Change, changes};
use crate::merge::overlay::overlay;
use crate::merge::{Conflict, Decision, Merged, Side, merge};

/// What an update would do, by the server's dry run.
#[derive(Debug, Clone, PartialEq)]
pub struct Existing {
    /// The object as it is, without what is only the server's.
    pub now: Value,
    /// As it would be.
    pub then: Value,
    /// The merge patch, for the object as it was read: if it has been changed since, the answer is a conflict.
    pub patch: Value,
    /// What would change.
    pub changes: Vec<Change>,
    /// What others changed since the person began; it stays.
    pub theirs: Vec<Change>,
    /// What both changed, as the person decided it.
    pub decided: Vec<Decision>,
    /// What the server remarked.
    pub warnings: Vec<String>,
    /// Somebody changed the object after the person had chosen to update it.
    pub again: bool,
}

/// What both changed and the person has to decide before anything can be said.
#[derive(Debug, Clone, PartialEq)]
pub struct Undecided {
    /// What there is to decide.
    pub conflicts: Vec<Conflict>,
    /// What is decided already.
    pub decided: Vec<Decision>,
    /// What others changed since the person began.
    pub theirs: Vec<Change>,
}

/// What a document was made of.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// The object as the text had it when the person began, or when it was last saved.
    pub base: &'a Value,
    /// The object as it was in the cluster then.
    pub seen: &'a Value,
    /// What the person decided where both had changed something.
    pub decisions: &'a [Decision],
}

/// What an update is.
#[derive(Debug, Clone, PartialEq)]
pub enum Update {
    /// The document says nothing new.
    Nothing,
    /// There is something to decide first.
    Undecided(Undecided),
    /// It can be tried.
    Ready(Ready),
}

/// An update that can be tried.
#[derive(Debug, Clone, PartialEq)]
pub struct Ready {
    /// The merge patch (RFC 7386), for the object as it was read.
    pub patch: Value,
    /// What others changed since the person began.
    pub theirs: Vec<Change>,
    /// What both changed, as the person decided it.
    pub decided: Vec<Decision>,
}

impl Ready {
    /// Returns what the dry run of the patch gave, or `None` if the object would stay as it is.
    pub fn tried(self, live: &Value, answer: Answer<Value>) -> Option<Existing> {
        let (now, then) = (clean(live.clone()), clean(answer.value));
        let changes = changes(&now, &then);
        let Self { patch, theirs, decided } = self;
        let warnings = answer.warnings;
        (!changes.is_empty()).then_some(Existing {
            now,
            then,
            patch,
            changes,
            theirs,
            decided,
            warnings,
            again: false,
        })
    }
}

impl Existing {
    /// Whether a person who has seen one has seen the other: the same would change.
    pub fn is_like(&self, other: &Self) -> bool {
        self.changes == other.changes && self.decided == other.decided
    }
}

/// Returns how a document would change an object as it was read. `origin` is what it was made of, where it was made of
/// this object.
pub fn update(live: &Value, document: &Value, origin: Option<Origin<'_>>) -> Update {
    let (now, document) = (clean(live.clone()), in_place_of(live, document));
    let (merged, theirs) = match origin {
        None => (Merged { value: overlay(&document, &now), ..Merged::default() }, Vec::new()),
        Some(Origin { base, seen, decisions }) => {
            let base = in_place_of(live, base);
            (merge(&base, &document, &now, decisions), changes(&clean(seen.clone()), &now))
        }
    };
    let Merged { value, conflicts, decided } = merged;
    let theirs = staying(theirs, &conflicts, &decided);
    if !conflicts.is_empty() {
        return Update::Undecided(Undecided { conflicts, decided, theirs });
    }
    let Some(mut patch) = merge_patch(&now, &value) else { return Update::Nothing };
    if !patch["metadata"].is_object() {
        patch["metadata"] = json!({});
    }
    patch["metadata"]["resourceVersion"] =
        live.pointer("/metadata/resourceVersion").cloned().unwrap_or_default();
    Update::Ready(Ready { patch, theirs, decided })
}

/// Of what others changed that which stays: not where it is to decide, nor where the person's own was chosen.
fn staying(mut theirs: Vec<Change>, conflicts: &[Conflict], decided: &[Decision]) -> Vec<Change> {
    let mine = decided.iter().filter(|decision| decision.side == Side::Mine);
    let not: Vec<&Conflict> = conflicts.iter().chain(mine.map(|decision| &decision.conflict)).collect();
    theirs.retain(|change| !not.iter().any(|conflict| change.path.is_within(&conflict.path)));
    theirs
}

/// A document without what is only the server's, in the namespace of the object: where it is sent says so, too.
fn in_place_of(live: &Value, document: &Value) -> Value {
    let mut document = clean(document.clone());
    let namespace = live.pointer("/metadata/namespace");
    if let (Some(namespace), Some(metadata)) =
        (namespace, document.get_mut("metadata").and_then(Value::as_object_mut))
    {
        metadata.entry("namespace").or_insert_with(|| namespace.clone());
    }
    document
}

/// The patch from one value to another; none where they are alike.
fn merge_patch(old: &Value, new: &Value) -> Option<Value> {
    let (Value::Object(before), Value::Object(after)) = (old, new) else {
        return (old != new).then(|| new.clone());
    };
    let gone = before.keys().filter(|key| !after.contains_key(*key));
    let mut patch: Map<String, Value> = gone.map(|key| (key.clone(), Value::Null)).collect();
    for (key, value) in after {
        let change = match before.get(key) {
            Some(old) => merge_patch(old, value),
            None => Some(value.clone()),
        };
        if let Some(change) = change {
            patch.insert(key.clone(), change);
        }
    }
    (!patch.is_empty()).then_some(Value::Object(patch))
}

/// A value with the keys of its maps in the order in which another one has them, so that the two can be compared
/// line by line; what the other does not have comes last.
pub fn in_order_of(value: &Value, order: &Value) -> Value {
    match (value, order) {
        (Value::Object(map), Value::Object(order)) => {
            let known = order.iter().filter_map(|(key, order)| {
                map.get(key).map(|value| (key.clone(), in_order_of(value, order)))
            });
            let new = map.iter().filter(|(key, _)| !order.contains_key(*key));
            Value::Object(known.chain(new.map(|(key, value)| (key.clone(), value.clone()))).collect())
        }
        (Value::Array(items), Value::Array(order)) => {
            let null = Value::Null;
            let ordered = |(at, item)| in_order_of(item, order.get(at).unwrap_or(&null));
            Value::Array(items.iter().enumerate().map(ordered).collect())
        }
        (value, _) => value.clone(),
    }
}
