//! The ordinal strip: a set drawn as the ordered row of identities that it is.
//!
//! Only what is known is drawn: without pods there are no cells, only counts.

pub mod fold;
pub mod layout;
pub mod words;

use std::sync::Arc;

use crate::rows::pod::PodRow;
use crate::rows::set::SetRow;
use crate::status::Counts;
use crate::text::{Locale, Text};

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
    /// One for each ordinal that is wanted or has a pod.
    pub cells: Vec<Cell>,
    /// The line of the partition stands before the cell of this index; none where it divides nothing.
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
    /// Why it is so, where there is more to say: kubectl's word for the pod.
    pub reason: Option<String>,
}

/// How an ordinal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
    /// The one that the rollout comes from.
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
            Self::Remembered => Text { zh: "停止前的副本", en: "remembered" },
        }
    }
}

/// The strip of a set. `pods` may hold others' pods, which are left out by the owner's uid; none where they are not
/// loaded or denied.
pub fn strip(set: &SetRow, pods: Option<&[Arc<PodRow>]>) -> Strip {
    let _ = (set, pods);
    Strip::Cells(Cells::default())
}

impl Strip {
    /// The strip in words, for those who do not see it.
    pub fn describe(&self, locale: Locale) -> String {
        let _ = locale;
        String::new()
    }
}
