//! The ordinal strip: a set drawn as the ordered row of identities that it is.
//!
//! Only what is known is drawn: without pods there are no cells, only counts.

pub mod describe;
pub mod layout;
pub mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::pod_status::pod_state;
use crate::rows::pod::PodRow;
use crate::rows::set::SetRow;
use crate::status::{Counts, counts, finding, own_pods, position};
use crate::text::Text;

/// A set that wants more than this is drawn by its counts alone.
const MAX_CELLS: u32 = 4096;

/// The strip of one set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Strip {
    /// Pods are known: a cell for each ordinal.
    Cells(Cells),
    /// Pods are not loaded or denied: counts alone, no positions.
    Counts(Counts),
}

/// The cells of a strip, lowest ordinal first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cells {
    /// One for each ordinal that is wanted, remembered or has a pod.
    pub cells: Vec<Cell>,
    /// The line of the partition stands before the cell of this index, or after the last where it is the number of
    /// cells; none where there is no partition. Cells before the line keep the old revision.
    pub partition_at: Option<usize>,
}

/// One ordinal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The ordinal.
    pub ordinal: u32,
    /// How it is.
    pub state: CellState,
    /// Which revision its pod is made from.
    pub revision: Revision,
    /// Name of its pod.
    pub pod: Option<String>,
    /// Whether the controller is at this ordinal now.
    pub at: bool,
    /// kubectl's word for its pod, where it says more than the state: `CrashLoopBackOff`, `Init:0/1`.
    pub reason: Option<String>,
}

/// How an ordinal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum CellState {
    /// Its pod is ready.
    Ready,
    /// Its pod is on its way.
    Starting,
    /// Its pod runs and is not ready.
    NotReady,
    /// Its pod fails.
    Failing,
    /// Its pod is ending.
    Terminating,
    /// Wanted, and no pod yet.
    Missing,
    /// Remembered by a stop.
    Remembered,
}

/// Which revision a pod is made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Revision {
    /// Another one than that of the present template.
    Old,
    /// The one of the present template, while others remain.
    New,
    /// There is only one.
    Only,
    /// No pod, or a pod that does not say.
    Unknown,
}

impl CellState {
    /// Every state, from the best to the least known.
    pub const ALL: [Self; 7] = [
        Self::Ready,
        Self::Starting,
        Self::NotReady,
        Self::Failing,
        Self::Terminating,
        Self::Missing,
        Self::Remembered,
    ];

    /// Its word.
    pub const fn text(self) -> Text {
        match self {
            Self::Ready => Text { zh: "就绪", en: "ready" },
            Self::Starting => Text { zh: "启动中", en: "starting" },
            Self::NotReady => Text { zh: "未就绪", en: "not ready" },
            Self::Failing => Text { zh: "异常", en: "failing" },
            Self::Terminating => Text { zh: "终止中", en: "terminating" },
            Self::Missing => Text { zh: "未创建", en: "not created" },
            Self::Remembered => Text { zh: "停止时记住的", en: "remembered" },
        }
    }
}

/// The strip of a set. `pods` may hold others' pods, which are left out by the owner's uid; none where they are not
/// loaded or denied.
pub fn strip(set: &SetRow, pods: Option<&[Arc<PodRow>]>) -> Strip {
    match pods {
        Some(pods) if set.replicas() <= MAX_CELLS => Strip::Cells(cells(set, &own_pods(set, pods))),
        _ => Strip::Counts(counts(set)),
    }
}

fn cells(set: &SetRow, own: &[&PodRow]) -> Cells {
    let start = set.start();
    let kept = set.remembered_replicas().filter(|_| set.replicas() == 0).unwrap_or(0).min(MAX_CELLS);
    let remembered = (start..start.saturating_add(kept)).map(|n| (n, empty(n, CellState::Remembered)));
    let wanted = (start..start.saturating_add(set.replicas())).map(|n| (n, empty(n, CellState::Missing)));
    let mut cells: BTreeMap<u32, Cell> = remembered.chain(wanted).collect();
    let is_mixed = own.iter().any(|pod| position::is_old(set, pod));
    let made = own.iter().filter_map(|pod| Some((pod.ordinal()?, cell(set, pod, is_mixed)?)));
    cells.extend(made);
    if let Some(cell) = position::controller_at(set, own).and_then(|at| cells.get_mut(&at)) {
        cell.at = true;
    }
    let cells: Vec<Cell> = cells.into_values().collect();
    Cells { partition_at: partition_at(set, &cells), cells }
}

const fn empty(ordinal: u32, state: CellState) -> Cell {
    Cell { ordinal, state, revision: Revision::Unknown, pod: None, at: false, reason: None }
}

fn cell(set: &SetRow, pod: &PodRow, is_mixed: bool) -> Option<Cell> {
    let state = state(pod);
    let word = pod_state(pod).word;
    let says_more = matches!(state, CellState::Starting | CellState::Failing) && word != "Running";
    Some(Cell {
        ordinal: pod.ordinal()?,
        state,
        revision: revision(set, pod, is_mixed),
        pod: Some(pod.meta.name().to_owned()),
        at: false,
        reason: says_more.then_some(word),
    })
}

fn state(pod: &PodRow) -> CellState {
    if pod.meta.is_deleting() {
        CellState::Terminating
    } else if finding::failure(pod, &[]).is_some() {
        CellState::Failing
    } else if pod.is_ready() {
        CellState::Ready
    } else if pod.status.phase == "Running" && finding::is_running(pod) {
        CellState::NotReady
    } else {
        CellState::Starting
    }
}

fn revision(set: &SetRow, pod: &PodRow, is_mixed: bool) -> Revision {
    if set.status.update_revision.is_empty() || pod.revision().is_empty() {
        Revision::Unknown
    } else if position::is_old(set, pod) {
        Revision::Old
    } else if is_mixed || position::has_two_revisions(set) {
        Revision::New
    } else {
        Revision::Only
    }
}

fn partition_at(set: &SetRow, cells: &[Cell]) -> Option<usize> {
    let partition = Some(set.spec.update_strategy.partition()).filter(|partition| *partition > 0)?;
    let line = set.start().saturating_add(partition);
    (!cells.is_empty()).then(|| cells.partition_point(|cell| cell.ordinal < line))
}
