//! How a run lies in a storage of texts: its head under `run.<id>`, its objects by fifties under `objects.<id>.<n>`, so
//! that what happens to one object of thousands writes a small text. Pure: whoever calls has the storage.
//!
//! The head is written after the first pieces, so a run that has a head is whole. Each object's state lies in one piece
//! and says nothing of another's: a page may end between two writes, and what is behind is looked at, see
//! [`Run::leave`].

use crate::run::Run;
use crate::run::item::Item;
use crate::run::keep::{self, Unreadable};

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
            if !keep::objects(items).is_some_and(|text| set(&piece(&run.id, number), &text)) {
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
        let is_kept = keep::head(run).is_some_and(|text| set(&format!("{HEAD}{}", run.id), &text));
        self.cancelled = is_kept.then_some(run.cancelled).or(self.cancelled);
        is_kept
    }
}

fn piece(id: &str, number: usize) -> String {
    format!("{PIECES}{id}.{number}")
}

/// The run of an id.
///
/// # Errors
/// Where it is not whole, or not in a form that this version understands.
pub fn read(id: &str, get: &dyn Fn(&str) -> Option<String>) -> Result<Run, Unreadable> {
    let head = get(&format!("{HEAD}{id}")).ok_or(Unreadable)?;
    let run = keep::read(&head, &|number| get(&piece(id, number)))?;
    // By its name it is found again.
    if run.id == id { Ok(run) } else { Err(Unreadable) }
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
