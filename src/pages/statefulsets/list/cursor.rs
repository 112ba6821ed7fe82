//! The row that the keyboard is at: `j` and `k` move from row to row from anywhere, the arrows while a row has the
//! focus, `x` chooses the row.

use leptos::{html, prelude::*};
use workload::text::Text;

use crate::pages::statefulsets::list::{IN_LIST, Listing};
use crate::platform::focus;
use crate::platform::geometry::top_within;
use crate::store::cache::Uid;
use crate::ui::command::{Command, use_command};
use crate::ui::scroll_area::use_scroll_area;

const NEXT: Text = Text { zh: "下一行", en: "Next row" };
const PREVIOUS: Text = Text { zh: "上一行", en: "Previous row" };
const STEP: Text = Text { zh: "在行上：下一行、上一行", en: "On a row: next, previous" };
const OPEN: Text = Text { zh: "在行上：打开", en: "On a row: open" };
const CHOOSE: Text = Text { zh: "选择此行", en: "Choose the row" };
const CHOOSE_RANGE: Text = Text { zh: "选择到此行为止", en: "Choose up to the row" };

/// Height of the head, which sticks to the upper edge.
const HEAD: i32 = 34;

/// The row that the keyboard is at.
#[derive(Debug, Clone, Copy)]
pub struct Cursor {
    at: RwSignal<Option<Uid>>,
    step: StoredValue<Option<Callback<bool>>>,
}

impl Cursor {
    /// At no row.
    pub fn new() -> Self {
        Self { at: RwSignal::new(None), step: StoredValue::new(None) }
    }

    /// The row.
    pub fn at(self) -> Option<Uid> {
        self.at.get()
    }

    /// A row has the focus.
    pub fn note(self, uid: &Uid) {
        self.at.set(Some(Uid::clone(uid)));
    }

    /// To the next row or the one before.
    pub fn step(self, forward: bool) {
        if let Some(step) = self.step.get_value() {
            step.run(forward);
        }
    }

    /// Gives the focus to a row when the cursor comes to it, which may be before it is drawn.
    pub fn follow(self, uid: &Uid, node: NodeRef<html::Tr>) {
        let uid = Uid::clone(uid);
        Effect::new(move || {
            let is_here = self.at.with(|at| at.as_ref() == Some(&uid));
            if let (true, Some(row)) = (is_here, node.get()) {
                focus::take(&row);
            }
        });
    }

    /// Listens to the keys, for rows of one height in a body.
    pub fn listen(self, listing: Listing, body: NodeRef<html::Tbody>, row: Memo<i32>) {
        let area = use_scroll_area();
        let shown = listing.shown;
        let go = move |forward: bool| {
            let at = self.at.get_untracked();
            let target = shown.with_untracked(|shown| {
                let index = next(shown, at.as_ref(), forward)?;
                Some((index, Uid::clone(shown.get(index)?)))
            });
            if let (Some((index, uid)), Some(body)) = (target, body.get_untracked()) {
                let top = top_within(&body, "main") + i32::try_from(index).unwrap_or(0) * row.get_untracked();
                area.reveal(top, top + row.get_untracked(), HEAD);
                self.at.set(Some(uid));
            }
        };
        self.step.set_value(Some(Callback::new(go)));
        let key = |keys, label, act: Callback<()>| {
            use_command(Command::new(label, move || act.run(())).keys(keys).area(IN_LIST).unlisted());
        };
        key(&["j"], NEXT, Callback::new(move |()| go(true)));
        key(&["k"], PREVIOUS, Callback::new(move |()| go(false)));
        use_command(Command::hint(IN_LIST, &["ArrowDown", "ArrowUp"], STEP));
        use_command(Command::hint(IN_LIST, &["Enter"], OPEN));
        let turn = move |range: bool| {
            if let Some(uid) = self.at.get_untracked() {
                listing.chosen.turn(&uid, range, &shown.read_untracked());
            }
        };
        key(&["x"], CHOOSE, Callback::new(move |()| turn(false)));
        key(&["X"], CHOOSE_RANGE, Callback::new(move |()| turn(true)));
    }
}

/// The row after or before the one that the cursor is at; at the ends it stays.
fn next(shown: &[Uid], at: Option<&Uid>, forward: bool) -> Option<usize> {
    let here = at.and_then(|uid| shown.iter().position(|other| other == uid));
    match (here, forward) {
        _ if shown.is_empty() => None,
        (None, true) => Some(0),
        (None, false) => Some(shown.len() - 1),
        (Some(here), true) => Some((here + 1).min(shown.len() - 1)),
        (Some(here), false) => Some(here.saturating_sub(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::next;
    use crate::store::cache::Uid;

    #[test]
    fn the_cursor_begins_at_an_end_and_stays_within() {
        let shown: Vec<Uid> = ["a", "b"].map(Uid::from).to_vec();
        let at = |uid: &str| Uid::from(uid);
        assert_eq!((next(&shown, None, true), next(&shown, None, false)), (Some(0), Some(1)));
        assert_eq!(
            (next(&shown, Some(&at("a")), true), next(&shown, Some(&at("b")), true)),
            (Some(1), Some(1))
        );
        assert_eq!(
            (next(&shown, Some(&at("b")), false), next(&shown, Some(&at("a")), false)),
            (Some(0), Some(0))
        );
        assert_eq!(next(&shown, Some(&at("gone")), true), Some(0));
        assert_eq!(next(&[], None, true), None);
    }
}
