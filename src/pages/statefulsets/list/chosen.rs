//! The rows that are chosen. The choice is of sets, not of places: it survives sorting, filtering and every update; of
//! those that a filter hides it is said that they are hidden.

use std::collections::HashSet;

use leptos::prelude::*;

use crate::pages::statefulsets::list::source::Source;
use crate::pages::statefulsets::list::view::View;
use crate::store::cache::Uid;

/// The choice.
#[derive(Debug, Clone, Copy)]
pub struct Chosen {
    uids: RwSignal<HashSet<Uid>>,
    /// Where a range begins: the row that was turned last.
    from: StoredValue<Option<Uid>>,
}

/// How many rows are chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// All of them.
    pub all: usize,
    /// Those that the filters hide.
    pub hidden: usize,
    /// How many rows there are that the filters do not hide.
    pub rows: usize,
}

impl Tally {
    /// Whether every row that is to be seen is chosen; none where only some are.
    pub const fn every(self) -> Option<bool> {
        match self.all - self.hidden {
            0 => Some(false),
            seen if seen == self.rows => Some(true),
            _ => None,
        }
    }
}

impl Chosen {
    /// Nothing is chosen.
    pub fn new() -> Self {
        Self { uids: RwSignal::new(HashSet::new()), from: StoredValue::new(None) }
    }

    /// Whether a set is chosen.
    pub fn has(self, uid: &Uid) -> bool {
        self.uids.with(|uids| uids.contains(uid))
    }

    /// Chooses a row, or no longer. A range takes all rows since the last one that was turned, as that one is.
    pub fn turn(self, uid: &Uid, is_range: bool, shown: &[Uid]) {
        let from = self.from.get_value().filter(|_| is_range);
        let (rows, on) = self.uids.with_untracked(|uids| match from {
            Some(from) => (range(shown, &from, uid), uids.contains(&from)),
            None => (vec![Uid::clone(uid)], !uids.contains(uid)),
        });
        self.set(rows, on);
        self.from.set_value(Some(Uid::clone(uid)));
    }

    /// Chooses rows, or no longer.
    pub fn set(self, rows: impl IntoIterator<Item = Uid>, on: bool) {
        self.uids.update(|uids| {
            for uid in rows {
                if on {
                    uids.insert(uid);
                } else {
                    uids.remove(&uid);
                }
            }
        });
    }

    /// Chooses nothing.
    pub fn clear(self) {
        self.uids.update(HashSet::clear);
        self.from.set_value(None);
    }

    /// The chosen sets that are still there, in the order of the list, those that are hidden last.
    pub fn rows(self, source: Source, view: View) -> Vec<Uid> {
        let uids = self.uids.read();
        let wanted = view.wanted.read();
        let mut rows: Vec<Uid> = wanted.iter().filter(|uid| uids.contains(*uid)).cloned().collect();
        let seen: HashSet<&Uid> = wanted.iter().collect();
        let mut hidden: Vec<Uid> = source.lines.with(|lines| {
            let there = |uid: &&Uid| !seen.contains(*uid) && lines.get(uid).is_some();
            uids.iter().filter(there).cloned().collect()
        });
        workload::order::sort(&mut hidden);
        rows.extend(hidden);
        rows
    }

    /// How many they are. While nothing is chosen, the list may change as it likes.
    pub fn tally(self, source: Source, view: View) -> Memo<Tally> {
        Memo::new(move |_| {
            let rows = view.wanted.with(Vec::len);
            if self.uids.with(HashSet::is_empty) {
                return Tally { rows, ..Tally::default() };
            }
            let all = self.rows(source, view).len();
            let seen = view.wanted.with(|wanted| wanted.iter().filter(|uid| self.has(uid)).count());
            Tally { all, hidden: all - seen, rows }
        })
    }
}

/// From one row to another, both with it; only the latter where the former is not to be seen.
fn range(shown: &[Uid], from: &Uid, to: &Uid) -> Vec<Uid> {
    let place = |uid: &Uid| shown.iter().position(|other| other == uid);
    match (place(from), place(to)) {
        (Some(from), Some(to)) => shown[from.min(to)..=from.max(to)].to_vec(),
        _ => vec![Uid::clone(to)],
    }
}

#[cfg(test)]
mod tests {
    use leptos::prelude::Owner;

    use super::{Chosen, Tally, range};
    use crate::store::cache::Uid;

    fn uids(names: &[&str]) -> Vec<Uid> {
        names.iter().map(|name| Uid::from(*name)).collect()
    }

    #[test]
    fn a_range_goes_either_way_and_begins_where_the_last_turn_was() {
        let shown = uids(&["a", "b", "c", "d"]);
        assert_eq!(range(&shown, &shown[2], &shown[0]), uids(&["a", "b", "c"]));
        assert_eq!(range(&shown, &Uid::from("gone"), &shown[1]), uids(&["b"]));
    }

    #[test]
    fn a_turn_with_shift_does_to_the_range_what_was_done_to_its_beginning() {
        let owner = Owner::new();
        owner.with(|| {
            let shown = uids(&["a", "b", "c", "d"]);
            let chosen = Chosen::new();
            let on =
                || shown.iter().filter(|uid| chosen.has(uid)).map(ToString::to_string).collect::<String>();
            chosen.turn(&shown[3], true, &shown);
            assert_eq!(on(), "d", "nothing to begin at");
            chosen.turn(&shown[0], false, &shown);
            chosen.turn(&shown[2], true, &shown);
            assert_eq!(on(), "abcd");
            chosen.turn(&shown[1], false, &shown);
            chosen.turn(&shown[0], true, &shown);
            assert_eq!(on(), "cd");
            chosen.clear();
            assert_eq!(on(), "");
        });
    }

    #[test]
    fn the_box_of_all_is_full_empty_or_between() {
        let every = |all, hidden, rows| Tally { all, hidden, rows }.every();
        assert_eq!(every(0, 0, 3), Some(false));
        assert_eq!(every(3, 0, 3), Some(true));
        assert_eq!(every(2, 0, 3), None);
        assert_eq!(every(4, 1, 3), Some(true), "hidden ones do not count");
        assert_eq!(every(1, 1, 3), Some(false));
        assert_eq!(every(0, 0, 0), Some(false));
    }
}
