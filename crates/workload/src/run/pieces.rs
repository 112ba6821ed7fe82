//! How a run lies in a storage of texts: its head under `run.<id>`, its objects by fifties under `objects.<id>.<n>`, so
//! that what happens to one object of thousands writes a small text. Pure: whoever calls has the storage.
//!
//! The head is written after the first pieces, so a run that has a head is whole. Each object's state lies in one piece
//! and says nothing of another's: a page may end between two writes, and what is behind is looked at, see
//! [`Run::leave`].

use serde_json::{Value, json};

use crate::run::item::Item;
use crate::run::{Run, keep};

/// The names of heads begin so; the id follows.
pub const HEAD: &str = "run.";
/// The names of pieces begin so.
pub const PIECES: &str = "objects.";
/// So many objects are one piece.
const SIZE: usize = 50;

/// What of a run was kept last.
#[derive(Debug, Clone)]
pub struct Kept {
    size: usize,
    cancelled: Option<bool>,
    items: Vec<Item>,
}

impl Default for Kept {
    fn default() -> Self {
        Self::of(SIZE)
    }
}

impl Kept {
    /// Nothing yet, in pieces of so many objects.
    pub const fn of(size: usize) -> Self {
        Self { size, cancelled: None, items: Vec::new() }
    }

    /// Keeps what is not kept already. `set` keeps a text under a name, or says that it cannot; then this is as far as
    /// it came, and can be called again.
    pub fn write(&mut self, run: &Run, set: &mut dyn FnMut(&str, &str) -> bool) -> bool {
        for (number, items) in run.items.chunks(self.size).enumerate() {
            let (from, to) = (number * self.size, number * self.size + items.len());
            if self.items.get(from..to) == Some(items) {
                continue;
            }
            if !set(&piece(&run.id, number), &keep::objects(items).to_string()) {
                return false;
            }
            if to <= self.items.len() {
                self.items[from..to].clone_from_slice(items);
            } else {
                self.items.extend_from_slice(items);
            }
        }
        // Of the head nothing else changes.
        if self.cancelled == Some(run.cancelled) {
            return true;
        }
        let mut head = keep::head(run);
        head["count"] = json!(run.items.len());
        let is_kept = set(&format!("{HEAD}{}", run.id), &head.to_string());
        self.cancelled = is_kept.then_some(run.cancelled).or(self.cancelled);
        is_kept
    }
}

fn piece(id: &str, number: usize) -> String {
    format!("{PIECES}{id}.{number}")
}

/// The run of an id; none where it is not whole, or not one that this version understands.
pub fn read(id: &str, get: &dyn Fn(&str) -> Option<String>) -> Option<Run> {
    let json = |name: &str| serde_json::from_str::<Value>(&get(name)?).ok();
    let mut head = json(&format!("{HEAD}{id}"))?;
    let count = usize::try_from(head.get("count")?.as_u64()?).ok()?;
    let mut items: Vec<Value> = Vec::new();
    let mut number = 0;
    while items.len() < count {
        let Value::Array(more) = json(&piece(id, number))? else { return None };
        (!more.is_empty()).then_some(())?;
        items.extend(more);
        number += 1;
    }
    head["items"] = Value::Array(items);
    keep::read(&head)
}

/// All names that a run of this id has, in the order in which they are to be taken away: should that be broken off, it
/// can be done again.
pub fn names(id: &str, get: &dyn Fn(&str) -> Option<String>) -> Vec<String> {
    let pieces = (0..).map(|number| piece(id, number)).take_while(|name| get(name).is_some());
    let mut names: Vec<String> = pieces.collect();
    names.reverse();
    names.push(format!("{HEAD}{id}"));
    names
}
