//! What is drawn of a strip where there is room for so many marks: each ordinal, runs of equal ones, or a tally.

use crate::strip::{Cell, CellState, Cells, Revision};

/// Runs in a list row beyond which their positions say nothing any more.
const MOST_RUNS: usize = 4;

/// One mark: an ordinal, or several in a row that are alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// First ordinal.
    pub first: u32,
    /// Last ordinal.
    pub last: u32,
    /// How they are.
    pub state: CellState,
    /// Which revision their pods are made from.
    pub revision: Revision,
    /// Whether the controller is at one of them now.
    pub at: bool,
    /// Whether the line of the partition stands before it.
    pub cut: bool,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Layout {
    /// A mark for each ordinal.
    Each(Vec<Item>),
    /// A mark and a range for each run.
    Runs(Vec<Item>),
    /// So many in each state: the runs are too many to be read.
    Tally(Vec<(CellState, usize)>),
}

/// Chooses for a list row with room for `max` marks.
pub fn in_row(cells: &Cells, max: usize) -> Layout {
    if cells.cells.len() <= max {
        return Layout::Each(each(cells));
    }
    let runs = runs(cells);
    if runs.len() <= MOST_RUNS { Layout::Runs(runs) } else { Layout::Tally(tally(&cells.cells)) }
}

/// Chooses for the header, which wraps: each ordinal up to `max`, runs beyond.
pub fn in_header(cells: &Cells, max: usize) -> Vec<Item> {
    if cells.cells.len() <= max { each(cells) } else { runs(cells) }
}

fn each(cells: &Cells) -> Vec<Item> {
    let item = |(index, cell): (usize, &Cell)| Item {
        first: cell.ordinal,
        last: cell.ordinal,
        state: cell.state,
        revision: cell.revision,
        at: cell.at,
        cut: cells.partition_at == Some(index),
    };
    cells.cells.iter().enumerate().map(item).collect()
}

fn runs(cells: &Cells) -> Vec<Item> {
    let mut runs: Vec<Item> = Vec::new();
    for item in each(cells) {
        match runs.last_mut() {
            Some(run) if continues(run, &item) => {
                run.last = item.last;
                run.at |= item.at;
            }
            _ => runs.push(item),
        }
    }
    runs
}

fn continues(run: &Item, next: &Item) -> bool {
    let alike =
        run.state == next.state && (run.revision == Revision::New) == (next.revision == Revision::New);
    alike && !next.cut && run.last.checked_add(1) == Some(next.first)
}

fn tally(cells: &[Cell]) -> Vec<(CellState, usize)> {
    let count = |state| (state, cells.iter().filter(|cell| cell.state == state).count());
    CellState::ALL.into_iter().map(count).filter(|(_, count)| *count > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::{Layout, in_header, in_row};
    use crate::strip::{Cell, CellState, Cells, Revision};

    fn strip(states: impl IntoIterator<Item = CellState>, partition_at: Option<usize>) -> Cells {
        let cell = |(ordinal, state)| Cell {
            ordinal,
            state,
            revision: Revision::Only,
            pod: None,
            at: false,
            reason: None,
        };
        Cells { cells: (0..).zip(states).map(cell).collect(), partition_at }
    }

    #[test]
    fn a_strip_that_fits_is_drawn_cell_by_cell() {
        let cells = strip([CellState::Ready, CellState::Failing], Some(1));
        let Layout::Each(items) = in_row(&cells, 24) else { panic!("folded without need") };
        assert_eq!(
            items.iter().map(|item| (item.first, item.cut)).collect::<Vec<_>>(),
            [(0, false), (1, true)]
        );
    }

    #[test]
    fn a_long_strip_folds_into_runs_that_end_at_a_change_and_at_the_partition() {
        let mut states = vec![CellState::Ready; 60];
        states[30] = CellState::NotReady;
        let Layout::Runs(runs) = in_row(&strip(states, Some(10)), 24) else { panic!("not folded") };
        let ranges: Vec<_> = runs.iter().map(|run| (run.first, run.last)).collect();
        assert_eq!(ranges, [(0, 9), (10, 29), (30, 30), (31, 59)]);
        assert!(runs[1].cut);
    }

    #[test]
    fn a_run_does_not_hide_where_the_new_revision_begins() {
        let mut cells = strip([CellState::Ready; 40], None);
        for cell in &mut cells.cells {
            cell.revision = if cell.ordinal >= 33 { Revision::New } else { Revision::Old };
        }
        let runs = in_header(&cells, 24);
        assert_eq!(runs.iter().map(|run| (run.first, run.last)).collect::<Vec<_>>(), [(0, 32), (33, 39)]);
    }

    #[test]
    fn the_ordinal_the_controller_is_at_survives_folding() {
        let mut cells = strip([CellState::Missing; 40], None);
        cells.cells[7].at = true;
        assert!(in_header(&cells, 24)[0].at);
    }

    #[test]
    fn a_gap_in_the_ordinals_ends_a_run() {
        let mut cells = strip([CellState::Ready; 30], None);
        cells.cells.remove(5);
        assert_eq!(in_header(&cells, 24).len(), 2);
    }

    #[test]
    fn runs_too_many_to_read_become_a_tally() {
        let states = (0..60).map(|n| if n % 2 == 0 { CellState::Ready } else { CellState::Failing });
        let layout = in_row(&strip(states, None), 24);
        assert_eq!(layout, Layout::Tally(vec![(CellState::Ready, 30), (CellState::Failing, 30)]));
    }
}
