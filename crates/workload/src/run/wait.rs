//! When what a run waits for has come: pure, from the row that the watch brings.

use crate::plan::Step;
use crate::rows::set::SetRow;
use crate::run::item::Item;
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
    let Some(waits_for) = item.steps.get(item.at).filter(|step| step.is_wait()) else { return Watch::Yet };
    match row {
        Some(row) if waits_for.is_over(row, item.generation) => Watch::Over,
        Some(_) => Watch::Yet,
        // What is gone has no pods to wait for.
        None if *waits_for == Step::WaitStopped => Watch::Over,
        None => Watch::Never(GONE.into()),
    }
}
