//! What the strip of a set will look like when what is planned has come about.

use kubewire::request::Propagation;

use crate::plan::effects::PlannedSet;
use crate::plan::{Action, body, decide, stuck};
use crate::rows::set::SetRow;
use crate::status::position::has_two_revisions;
use crate::strip::{Cell, CellState, Cells, Revision, Strip};

/// The strip afterwards; none where it stays as it is.
pub fn after(strip: &Strip, action: &Action, now: PlannedSet<'_>) -> Option<Strip> {
    let set = now.set;
    if let Some(scope) = stuck::rollout_scope(action, set)
        && now.pods.is_some_and(|pods| stuck::is_held(action, set, pods, &now.deleted_pods()))
    {
        return Some(if scope.is_new { left_behind(strip, set) } else { held(strip, set, scope.partition) });
    }
    let partition = set.spec.update_strategy.partition();
    Some(match action {
        Action::Stop => resized(strip, set, 0, CellState::Remembered),
        Action::Start => resized(strip, set, decide::start_count(set), CellState::Missing),
        Action::Scale { replicas } => resized(strip, set, *replicas, CellState::Missing),
        Action::Restart { .. } | Action::Retag { .. } => replaced(strip, set, partition),
        Action::Resume { all } => moved(strip, set, decide::resumed(set, *all).unwrap_or(partition)),
        Action::Pause => held(strip, set, decide::standing(set).unwrap_or(partition)),
        Action::Delete { propagation: Propagation::Orphan, .. } | Action::Mark { .. } => return None,
        Action::Delete { .. } => resized(strip, set, 0, CellState::Missing),
        Action::Restore { patches } => {
            let body = patches.iter().find(|(uid, _)| *uid == set.meta.key.uid).map(|(_, body)| body)?;
            let number = |path: &str| u32::try_from(body.pointer(path)?.as_u64()?).ok();
            match (number(body::REPLICAS), number(body::PARTITION)) {
                (Some(replicas), _) => resized(strip, set, replicas, CellState::Missing),
                (None, Some(partition)) => moved(strip, set, partition),
                (None, None) if body::is_strategic(body) => replaced(strip, set, partition),
                (None, None) => return None,
            }
        }
    })
}

/// How many replicas there are afterwards; none where that is not what changes.
pub fn replicas(action: &Action, set: &SetRow) -> Option<u32> {
    match action {
        Action::Stop | Action::Delete { .. } => Some(0),
        Action::Start => Some(decide::start_count(set)),
        Action::Scale { replicas } => Some(*replicas),
        Action::Restore { patches } => {
            let body = patches.iter().find(|(uid, _)| *uid == set.meta.key.uid).map(|(_, body)| body)?;
            u32::try_from(body.pointer(body::REPLICAS)?.as_u64()?).ok()
        }
        _ => None,
    }
}

/// With so many replicas: those beyond go, or are remembered; new ones are wanted and not yet there.
fn resized(strip: &Strip, set: &SetRow, replicas: u32, gone: CellState) -> Strip {
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
    let start = set.start();
    let end = start.saturating_add(replicas);
    let kept = |ordinal: u32| {
        let is_there = |cell: &&Cell| cell.ordinal == ordinal && cell.state != CellState::Remembered;
        let found = cells.cells.iter().find(is_there);
        found.map_or_else(|| empty(ordinal, CellState::Missing), |cell| Cell { at: false, ..cell.clone() })
    };
    let remembered =
        if gone == CellState::Remembered { end..start.saturating_add(set.replicas()) } else { 0..0 };
    let remembered = remembered.map(|ordinal| empty(ordinal, gone));
    let count = usize::try_from(replicas).unwrap_or(usize::MAX);
    Strip::Cells(Cells {
        cells: (start..end).map(kept).chain(remembered).collect(),
        partition_at: cells.partition_at.filter(|at| *at < count),
    })
}

const fn empty(ordinal: u32, state: CellState) -> Cell {
    Cell { ordinal, state, revision: Revision::Unknown, pod: None, at: false, reason: None }
}

/// With pods of the new template from the partition on, where the strategy brings them about.
fn replaced(strip: &Strip, set: &SetRow, partition: u32) -> Strip {
    let Strip::Cells(cells) = strip else { return strip.clone() };
    let line = set.start().saturating_add(partition);
    let is_rolling = set.spec.update_strategy.is_rolling();
    let cell = |cell: &Cell| {
        let is_new = is_rolling && cell.ordinal >= line;
        let revision = if is_new { Revision::New } else { Revision::Old };
        let state = if is_new { CellState::Ready } else { cell.state };
        Cell { revision, state, at: false, ..cell.clone() }
    };
    let cells: Vec<Cell> = cells.cells.iter().map(cell).collect();
    let partition_at = (partition > 0).then(|| cells.partition_point(|cell| cell.ordinal < line));
    Strip::Cells(Cells { cells, partition_at })
}

/// As it is, every pod of a revision that is not the newest any more.
fn left_behind(strip: &Strip, set: &SetRow) -> Strip {
    let Strip::Cells(mut cells) = held(strip, set, set.spec.update_strategy.partition()) else {
        return strip.clone();
    };
    for cell in cells.cells.iter_mut().filter(|cell| cell.pod.is_some()) {
        cell.revision = Revision::Old;
    }
    Strip::Cells(cells)
}

/// With the line of the partition there, and of the new revision from there on where there are two.
fn moved(strip: &Strip, set: &SetRow, partition: u32) -> Strip {
    if has_two_revisions(set) { replaced(strip, set, partition) } else { held(strip, set, partition) }
}

/// As it is, with the line of the partition there.
fn held(strip: &Strip, set: &SetRow, partition: u32) -> Strip {
    let Strip::Cells(cells) = strip else { return strip.clone() };
    let line = set.start().saturating_add(partition);
    let partition_at = (partition > 0).then(|| cells.cells.partition_point(|cell| cell.ordinal < line));
    let cells = cells.cells.iter().map(|cell| Cell { at: false, ..cell.clone() }).collect();
    Strip::Cells(Cells { cells, partition_at })
}
