//! All lines in the order of a sort, kept up: lines that are others now are taken out and put in where they belong, and
//! nothing else is compared. Sorting thousands of lines ten times a second would be felt.

use std::cmp::Ordering;
use std::sync::Arc;

use crate::pages::statefulsets::list::board::Lines;
use crate::pages::statefulsets::list::line::Line;
use crate::pages::statefulsets::list::sort::Sort;

/// Lines in order.
#[derive(Debug)]
pub struct Sorted {
    version: u64,
    sort: Sort,
    lines: Vec<Arc<Line>>,
}

impl Sorted {
    /// The lines as they are now, given how they were before.
    #[must_use]
    pub fn after(before: Option<Self>, now: &Lines, sort: Sort) -> Self {
        let known = before.filter(|before| before.sort == sort);
        let known = known.and_then(|before| Some((now.since(before.version)?, before.lines)));
        let lines = match known {
            Some((others, mut kept)) => {
                kept.retain(|line| !others.contains(line.uid()));
                merged(&kept, others.iter().filter_map(|uid| now.get(uid)).collect(), sort)
            }
            None => merged(&[], now.with(|lines| lines.values().cloned().collect()), sort),
        };
        Self { version: now.version(), sort, lines }
    }

    /// In order.
    pub fn lines(&self) -> &[Arc<Line>] {
        &self.lines
    }
}

/// Lines in order and some more in none.
fn merged(kept: &[Arc<Line>], mut more: Vec<Arc<Line>>, sort: Sort) -> Vec<Arc<Line>> {
    workload::order::sort_by(&mut more, |a, b| sort.compare(a, b));
    let mut lines = Vec::with_capacity(kept.len() + more.len());
    let mut rest = kept;
    for line in more {
        let before = rest.partition_point(|other| sort.compare(other, &line) == Ordering::Less);
        let (first, later) = rest.split_at(before);
        lines.extend_from_slice(first);
        lines.push(line);
        rest = later;
    }
    lines.extend_from_slice(rest);
    lines
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;
    use workload::rows::set::SetRow;

    use super::Sorted;
    use crate::pages::statefulsets::list::board::tests::set;
    use crate::pages::statefulsets::list::board::{Changes, Known, Lines};
    use crate::pages::statefulsets::list::column::Column;
    use crate::pages::statefulsets::list::sort::Sort;
    use crate::store::cache::Uid;
    use crate::store::journal::Since;
    use crate::ui::table::Direction;

    fn uids(sorted: &Sorted) -> Vec<Uid> {
        sorted.lines().iter().map(|line| Uid::clone(line.uid())).collect()
    }

    fn changed(lines: &Lines, changes: Vec<(Uid, Option<Arc<SetRow>>)>) -> Lines {
        let sets = Some(Since::Changes(changes));
        lines.after(vec![Changes { sets, ..Changes::default() }], Known::In(Vec::new()))
    }

    proptest! {
        /// Each round changes some sets of twelve, takes some away, and is sorted once from what was and once anew.
        #[test]
        fn what_is_kept_up_is_as_if_sorted_anew(
            rounds in prop::collection::vec(
                (0..Column::ALL.len(), any::<bool>(), prop::collection::vec((0_u32..12, 0_u32..4, any::<bool>()), 0..6)),
                1..12,
            ),
        ) {
            let (mut lines, mut kept) = (Lines::default(), None);
            for (column, down, changes) in rounds {
                let change = |(index, ready, is_there): (u32, u32, bool)| {
                    let uid = index.to_string();
                    let now = is_there.then(|| set(&uid, &format!("web-{index}"), "shop", 3, ready));
                    (Uid::from(uid), now)
                };
                lines = changed(&lines, changes.into_iter().map(change).collect());
                let direction = if down { Direction::Down } else { Direction::Up };
                let sort = Sort { column: Column::ALL[column], direction };
                let sorted = Sorted::after(kept, &lines, sort);
                prop_assert_eq!(uids(&sorted), uids(&Sorted::after(None, &lines, sort)));
                let is_current = |line: &Arc<_>| lines.get(Uid::as_ref(super::Line::uid(line))).is_some_and(|now| Arc::ptr_eq(&now, line));
                prop_assert!(sorted.lines().iter().all(is_current) && sorted.lines().len() == lines.len());
                kept = Some(sorted);
            }
        }
    }
}
