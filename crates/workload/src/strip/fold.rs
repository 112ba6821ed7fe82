//! Long strips folded into runs of equal cells: `0–17 ✓ 18 ▲ 19–63 ·`.

use std::collections::BTreeMap;

use crate::strip::{Cell, CellState, Revision};

/// How many cells a row of a list draws one by one.
pub const MAX_IN_ROW: usize = 24;

/// Ordinals in a row that are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// First ordinal.
    pub first: u32,
    /// Last ordinal.
    pub last: u32,
    /// How they are.
    pub state: CellState,
    /// Which revision they are.
    pub revision: Revision,
}

impl Run {
    /// `0–17 ✓`.
    pub fn say(&self) -> String {
        let mark = self.state.mark();
        if self.first == self.last {
            format!("{} {mark}", self.first)
        } else {
            format!("{}–{} {mark}", self.first, self.last)
        }
    }
}

/// The runs of a strip that is longer than `max` cells; none where every cell can be drawn. Cells of one state and
/// of different revisions are of different runs.
pub fn fold(cells: &[Cell], max: usize) -> Option<Vec<Run>> {
    if cells.len() <= max {
        return None;
    }
    let mut runs: Vec<Run> = Vec::new();
    for cell in cells {
        let Cell { ordinal, state, revision, .. } = *cell;
        match runs.last_mut() {
            Some(run)
                if run.state == state
                    && run.revision == revision
                    && run.last.checked_add(1) == Some(ordinal) =>
            {
                run.last = ordinal;
            }
            _ => runs.push(Run { first: ordinal, last: ordinal, state, revision }),
        }
    }
    Some(runs)
}

/// How many cells are how, for a strip whose very runs are too many to write.
pub fn tally(cells: &[Cell]) -> Vec<(CellState, usize)> {
    let mut states: BTreeMap<CellState, usize> = BTreeMap::new();
    for cell in cells {
        *states.entry(cell.state).or_default() += 1;
    }
    states.into_iter().collect()
}
