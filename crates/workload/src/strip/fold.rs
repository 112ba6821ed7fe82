//! Long strips folded into runs of equal cells.

use crate::strip::{Cell, CellState};

/// Ordinals in a row that are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// First ordinal.
    pub first: u32,
    /// Last ordinal.
    pub last: u32,
    /// How they are.
    pub state: CellState,
}

/// The runs of a strip that is longer than `max` cells; none where every cell can be drawn.
pub fn fold(cells: &[Cell], max: usize) -> Option<Vec<Run>> {
    if cells.len() <= max {
        return None;
    }
    let mut runs: Vec<Run> = Vec::new();
    for cell in cells {
        match runs.last_mut() {
            Some(run) if run.state == cell.state && run.last.checked_add(1) == Some(cell.ordinal) => {
                run.last = cell.ordinal;
            }
            _ => runs.push(Run { first: cell.ordinal, last: cell.ordinal, state: cell.state }),
        }
    }
    Some(runs)
}
