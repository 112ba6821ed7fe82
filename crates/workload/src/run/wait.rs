//! When what a run waits for has come: pure, from the row that the watch brings.

use crate::rows::set::SetRow;
use crate::run::item::{Item, Step};
use crate::run::words::Words;
use crate::text::Text;

const GONE: Text = Text { zh: "等待期间它被删除了", en: "it was deleted while it was waited for" };

/// How far what is waited for is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Watch {
    /// Not yet.
    Yet,
    /// It has come.
    Over,
    /// It will not come any more.
    Never(Words),
}

/// How far an item is that waits. `row` is the set of its uid, none where a watch that is complete has no such set.
pub fn watch(item: &Item, row: Option<&SetRow>) -> Watch {
    let Some(row) = row.filter(|row| row.meta.key.uid == item.target.uid) else {
        return Watch::Never(GONE.into());
    };
    let behind =
        row.meta.generation < item.generation || row.status.observed_generation < row.meta.generation;
    let is_over = match item.steps.get(item.at) {
        Some(Step::WaitReady) => is_ready(row),
        Some(Step::WaitScaledDown) => row.status.replicas == 0,
        Some(Step::Request(_)) | None => false,
    };
    if is_over && !behind { Watch::Over } else { Watch::Yet }
}

/// All pods are there and available, and those that the strategy brings to the new revision are there, too. With
/// `OnDelete` nobody brings them.
fn is_ready(row: &SetRow) -> bool {
    let (wanted, status) = (row.replicas(), &row.status);
    let partition = row.spec.update_strategy.partition();
    let to_update =
        if row.spec.update_strategy.is_on_delete() { 0 } else { wanted.saturating_sub(partition) };
    let is_new = status.current_revision == status.update_revision || status.updated_replicas >= to_update;
    is_new && status.replicas == wanted && status.available_replicas >= wanted
}
