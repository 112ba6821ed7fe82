//! The order of the list. Pure; the address holds it.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use workload::status::Status;

use crate::pages::statefulsets::list::column::Column;
use crate::pages::statefulsets::list::line::Line;
use crate::ui::table::Direction;

/// Every status in the order of urgency.
pub const STATUSES: [Status; 7] = [
    Status::Failing,
    Status::Deleting,
    Status::Updating,
    Status::Starting,
    Status::Stopping,
    Status::Running,
    Status::Stopped,
];

/// A column and a direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub column: Column,
    /// Which way.
    pub direction: Direction,
}

/// Trouble first.
impl Default for Sort {
    fn default() -> Self {
        Self { column: Column::Status, direction: Direction::Up }
    }
}

impl Sort {
    /// Reads it from the address; what is unknown is the default.
    pub fn read(text: &str) -> Self {
        let (key, direction) =
            text.strip_prefix('-').map_or((text, Direction::Up), |key| (key, Direction::Down));
        Column::read(key).map_or_else(Self::default, |column| Self { column, direction })
    }

    /// As it stands in the address; the default is empty.
    pub fn write(self) -> String {
        match self.direction {
            _ if self == Self::default() => String::new(),
            Direction::Up => self.column.key().to_owned(),
            Direction::Down => format!("-{}", self.column.key()),
        }
    }

    /// After a press on a column's head: the other way when it is the same column.
    #[must_use]
    pub fn pressed(self, column: Column) -> Self {
        let direction = if self.column == column { self.direction.turned() } else { Direction::Up };
        Self { column, direction }
    }

    /// Ties are broken by name and namespace, then uid: no two lines are equal, so equal keys never swap.
    pub fn compare(self, a: &Line, b: &Line) -> Ordering {
        let by_column = by_column(self.column, a, b);
        let by_column = if self.direction == Direction::Down { by_column.reverse() } else { by_column };
        by_column
            .then_with(|| natural(a.set.meta.name(), b.set.meta.name()))
            .then_with(|| a.set.meta.namespace().cmp(b.set.meta.namespace()))
            .then_with(|| a.uid().cmp(b.uid()))
    }
}

/// Upwards: by name, numbers in it by value; the most urgent, those that miss most, the least far and the youngest
/// first; what has no value last.
fn by_column(column: Column, a: &Line, b: &Line) -> Ordering {
    let (left, right) = (&a.set, &b.set);
    match column {
        Column::Name => natural(left.meta.name(), right.meta.name()),
        Column::Status => urgency(a).cmp(&urgency(b)),
        Column::Ready => missing(b).cmp(&missing(a)),
        Column::Progress => behind(b).cmp(&behind(a)),
        Column::Images => {
            let image = |line: &Line| line.set.containers().first().map(|container| container.image.clone());
            let (left, right) = (image(a).unwrap_or_default(), image(b).unwrap_or_default());
            filled_first(&left, &right)
        }
        Column::Namespace => natural(left.meta.namespace(), right.meta.namespace()),
        Column::Application => filled_first(a.application(), b.application()),
        Column::Labels => pairs(&left.meta.labels, &right.meta.labels),
        Column::Selector => pairs(&left.spec.selector.match_labels, &right.spec.selector.match_labels),
        Column::Service => filled_first(&left.spec.service_name, &right.spec.service_name),
        Column::Created => right.meta.created.cmp(&left.meta.created),
        Column::Changed => right.meta.updated().cmp(&left.meta.updated()),
    }
}

fn urgency(line: &Line) -> usize {
    STATUSES.iter().position(|status| *status == line.view.status).unwrap_or(STATUSES.len())
}

fn missing(line: &Line) -> u32 {
    line.view.counts.desired.saturating_sub(line.view.counts.ready)
}

/// Pods that are still to come to the new revision; none while there is only one.
fn behind(line: &Line) -> u32 {
    let counts = line.view.counts;
    if line.is_rolling() { counts.to_update.saturating_sub(counts.updated).saturating_add(1) } else { 0 }
}

fn filled_first(a: &str, b: &str) -> Ordering {
    a.is_empty().cmp(&b.is_empty()).then_with(|| natural(a, b))
}

fn pairs(a: &BTreeMap<String, String>, b: &BTreeMap<String, String>) -> Ordering {
    a.is_empty().cmp(&b.is_empty()).then_with(|| a.iter().cmp(b.iter()))
}

/// Compares names as people read them: `web-2` before `web-10`.
fn natural(a: &str, b: &str) -> Ordering {
    let (mut a, mut b) = (a, b);
    loop {
        let (word_a, rest_a) = token(a);
        let (word_b, rest_b) = token(b);
        if word_a.is_empty() || word_b.is_empty() {
            return word_a.len().cmp(&word_b.len());
        }
        let number = |word: &str| word.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
        let order = if number(word_a) && number(word_b) {
            let (digits_a, digits_b) = (word_a.trim_start_matches('0'), word_b.trim_start_matches('0'));
            digits_a.len().cmp(&digits_b.len()).then_with(|| digits_a.cmp(digits_b))
        } else {
            word_a.cmp(word_b)
        };
        if order != Ordering::Equal {
            return order;
        }
        (a, b) = (rest_a, rest_b);
    }
}

/// The leading run of digits or of other characters, and the rest.
fn token(text: &str) -> (&str, &str) {
    let digits = text.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
    let end = text.bytes().position(|byte| byte.is_ascii_digit() != digits).unwrap_or(text.len());
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;

    use super::{Sort, natural};
    use crate::pages::statefulsets::list::board::tests::{lines, set};
    use crate::pages::statefulsets::list::column::Column;
    use crate::ui::table::Direction;

    #[test]
    fn numbers_in_names_are_compared_by_value() {
        assert_eq!(natural("web-2", "web-10"), Ordering::Less);
        assert_eq!(natural("web-02", "web-2a"), Ordering::Less);
        assert_eq!(natural("db", "db-1"), Ordering::Less);
        assert_eq!(natural("a1", "a1"), Ordering::Equal);
    }

    #[test]
    fn a_sort_survives_the_address_and_a_second_press_turns_it() {
        for text in ["", "name", "-name", "-status", "created", "-namespace", "ready", "images", "-changed"] {
            assert_eq!(Sort::read(text).write(), text);
        }
        assert_eq!(Sort::read("nonsense"), Sort::default());
        let once = Sort::default().pressed(Column::Created);
        assert_eq!(
            (once.direction, once.pressed(Column::Created).direction),
            (Direction::Up, Direction::Down)
        );
    }

    /// A sort that calls two lines equal lets them swap with every update.
    #[test]
    fn every_column_sorts_both_ways_and_no_two_lines_are_equal() {
        let sets = [set("1", "web", "a", 1, 1), set("2", "web", "b", 1, 1), set("3", "db", "a", 0, 0)];
        let lines = lines(&sets);
        let all: Vec<_> = ["1", "2", "3"].iter().filter_map(|uid| lines.get(uid)).collect();
        for column in Column::ALL {
            for direction in [Direction::Up, Direction::Down] {
                let sort = Sort { column, direction };
                for (at, a) in all.iter().enumerate() {
                    for (other, b) in all.iter().enumerate() {
                        let order = sort.compare(a, b);
                        assert_eq!(order == Ordering::Equal, at == other, "{column:?}");
                        assert_eq!(order, sort.compare(b, a).reverse(), "{column:?}");
                    }
                }
            }
        }
    }
}
