//! What a strip will look like after a change of the replica count.

use workload::strip::{Cell, CellState, Cells, Revision, Strip};

/// The strip with `replicas` ordinals from `start`: those beyond go, new ones are wanted and not yet there.
pub fn after(strip: &Strip, start: u32, replicas: u32) -> Strip {
    let cells = match strip {
        Strip::Counts(counts) => {
            let mut counts = *counts;
            counts.desired = replicas;
            counts.created = counts.created.min(replicas);
            counts.ready = counts.ready.min(replicas);
            return Strip::Counts(counts);
        }
        Strip::Cells(cells) => cells,
    };
    let wanted = start..start.saturating_add(replicas);
    let new = |ordinal| Cell {
        ordinal,
        state: CellState::Missing,
        revision: Revision::Unknown,
        pod: None,
        at: false,
        reason: None,
    };
    let kept = |ordinal: u32| {
        let found =
            cells.cells.iter().find(|cell| cell.ordinal == ordinal && cell.state != CellState::Remembered);
        found.map_or_else(|| new(ordinal), |cell| Cell { at: false, ..cell.clone() })
    };
    let count = usize::try_from(replicas).unwrap_or(usize::MAX);
    Strip::Cells(Cells {
        cells: wanted.map(kept).collect(),
        partition_at: cells.partition_at.filter(|at| *at < count),
    })
}

#[cfg(test)]
mod tests {
    use workload::strip::{Cell, CellState, Cells, Revision, Strip};

    use super::after;

    fn strip(states: &[CellState]) -> Strip {
        let cell = |(ordinal, state): (u32, &CellState)| Cell {
            ordinal,
            state: *state,
            revision: Revision::Only,
            pod: None,
            at: false,
            reason: None,
        };
        Strip::Cells(Cells { cells: (5..).zip(states).map(cell).collect(), partition_at: Some(1) })
    }

    fn states(strip: &Strip) -> Vec<(u32, CellState)> {
        let Strip::Cells(cells) = strip else { return Vec::new() };
        cells.cells.iter().map(|cell| (cell.ordinal, cell.state)).collect()
    }

    #[test]
    fn more_replicas_are_wanted_at_the_end_and_fewer_go_from_the_end() {
        let now = strip(&[CellState::Ready, CellState::Failing]);
        let more = after(&now, 5, 3);
        assert_eq!(states(&more), [(5, CellState::Ready), (6, CellState::Failing), (7, CellState::Missing)]);
        let fewer = after(&now, 5, 1);
        assert_eq!(states(&fewer), [(5, CellState::Ready)]);
        assert!(
            matches!(fewer, Strip::Cells(Cells { partition_at: None, .. })),
            "the line has nothing to divide"
        );
    }

    #[test]
    fn what_a_stop_remembers_is_wanted_again() {
        assert_eq!(states(&after(&strip(&[CellState::Remembered]), 5, 1)), [(5, CellState::Missing)]);
    }
}
