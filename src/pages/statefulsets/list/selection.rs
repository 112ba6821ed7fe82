//! Which lines are shown and in which order: search words, a status, a column. Pure; the address holds all of it.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::sync::Arc;

use workload::rows::meta::{ALIAS, DESCRIPTION};
use workload::status::Status;

use crate::pages::statefulsets::list::line::{Line, Lines};
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

/// How a status is written in the address.
pub fn status_key(status: Status) -> String {
    status.text().en.to_lowercase()
}

/// Reads a status from the address; unknown words are no filter.
pub fn read_status(key: &str) -> Option<Status> {
    STATUSES.into_iter().find(|status| status_key(*status) == key)
}

/// A column that can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// By name, numbers in it by value.
    Name,
    /// The most urgent first.
    Status,
    /// Those that miss most first.
    Ready,
    /// By namespace.
    Namespace,
    /// The youngest first.
    Age,
}

impl Column {
    const ALL: [Self; 5] = [Self::Name, Self::Status, Self::Ready, Self::Namespace, Self::Age];

    const fn key(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Status => "status",
            Self::Ready => "ready",
            Self::Namespace => "namespace",
            Self::Age => "age",
        }
    }
}

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
        Column::ALL
            .into_iter()
            .find(|column| column.key() == key)
            .map_or_else(Self::default, |column| Self { column, direction })
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
    fn compare(self, a: &Line, b: &Line) -> Ordering {
        let by_column = match self.column {
            Column::Name => natural(a.set.meta.name(), b.set.meta.name()),
            Column::Status => urgency(a).cmp(&urgency(b)),
            Column::Ready => missing(b).cmp(&missing(a)),
            Column::Namespace => natural(a.set.meta.namespace(), b.set.meta.namespace()),
            Column::Age => b.set.meta.created.cmp(&a.set.meta.created),
        };
        let by_column = if self.direction == Direction::Down { by_column.reverse() } else { by_column };
        by_column
            .then_with(|| natural(a.set.meta.name(), b.set.meta.name()))
            .then_with(|| a.set.meta.namespace().cmp(b.set.meta.namespace()))
            .then_with(|| a.uid().cmp(b.uid()))
    }
}

fn urgency(line: &Line) -> usize {
    STATUSES.iter().position(|status| *status == line.view.status).unwrap_or(STATUSES.len())
}

fn missing(line: &Line) -> u32 {
    line.view.counts.desired.saturating_sub(line.view.counts.ready)
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

/// What one searches for: every word of it stands in the name, alias or description, in any case of letters.
pub struct Search(Vec<String>);

impl Search {
    /// Reads the search box.
    pub fn new(text: &str) -> Self {
        Self(text.to_lowercase().split_whitespace().map(str::to_owned).collect())
    }

    /// Whether a line is one of those searched for.
    pub fn finds(&self, line: &Line) -> bool {
        if self.0.is_empty() {
            return true;
        }
        let meta = &line.set.meta;
        let text = |key: &str| meta.annotations.get(key).map(|text| text.to_lowercase());
        let texts = [Some(meta.name().to_lowercase()), text(ALIAS), text(DESCRIPTION)];
        self.0.iter().all(|word| texts.iter().flatten().any(|text| text.contains(word)))
    }
}

/// The uids of the lines that are wanted, sorted.
pub fn order(lines: &Lines, search: &str, status: Option<Status>, sort: Sort) -> Vec<Arc<str>> {
    let search = Search::new(search);
    let mut wanted: Vec<&Arc<Line>> = lines
        .iter()
        .filter(|line| status.is_none_or(|status| line.view.status == status) && search.finds(line))
        .collect();
    wanted.sort_unstable_by(|a, b| sort.compare(a, b));
    wanted.into_iter().map(|line| Arc::clone(line.uid())).collect()
}

/// The order while the user points at the list: what was there keeps its place, gone or not, what is new comes last.
pub fn held(before: &[Arc<str>], wanted: &[Arc<str>]) -> Vec<Arc<str>> {
    let known: HashSet<&Arc<str>> = before.iter().collect();
    let new = wanted.iter().filter(|uid| !known.contains(uid));
    before.iter().chain(new).cloned().collect()
}

/// How many lines that match `search` have each status, in one pass; those with none are left out unless it is `kept`.
pub fn counts(lines: &Lines, search: &str, kept: Option<Status>) -> Vec<(Status, usize)> {
    let search = Search::new(search);
    let mut counts = STATUSES.map(|status| (status, 0));
    for line in lines.iter().filter(|line| search.finds(line)) {
        if let Some((_, count)) = counts.iter_mut().find(|(status, _)| *status == line.view.status) {
            *count += 1;
        }
    }
    counts.into_iter().filter(|(status, count)| *count > 0 || kept == Some(*status)).collect()
}

#[cfg(test)]
mod tests {
    use std::cmp::Ordering;
    use std::sync::Arc;

    use super::{Column, Direction, Sort, counts, held, natural, order, read_status, status_key};
    use crate::pages::statefulsets::list::line::{Lines, tests::set};
    use workload::status::Status;

    fn lines() -> Lines {
        let sets = [
            set("1", "web-10", "shop", 3, 3),
            set("2", "web-2", "shop", 3, 1),
            set("3", "db", "data", 0, 0),
            set("4", "cache", "data", 2, 2),
        ];
        Lines::default().join(&sets, None, &[])
    }

    fn uids(search: &str, status: Option<Status>, sort: Sort) -> Vec<String> {
        order(&lines(), search, status, sort).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn numbers_in_names_are_compared_by_value() {
        assert_eq!(natural("web-2", "web-10"), Ordering::Less);
        assert_eq!(natural("web-02", "web-2a"), Ordering::Less);
        assert_eq!(natural("db", "db-1"), Ordering::Less);
        assert_eq!(natural("a1", "a1"), Ordering::Equal);
    }

    #[test]
    fn trouble_comes_first_and_equals_are_in_the_order_of_their_names() {
        assert_eq!(uids("", None, Sort::default()), ["2", "4", "1", "3"]);
    }

    #[test]
    fn a_search_needs_every_word_and_a_status_narrows_further() {
        assert_eq!(uids("WEB", None, Sort::read("name")), ["2", "1"]);
        assert_eq!(uids("web 10", None, Sort::default()), ["1"]);
        assert_eq!(uids("", Some(Status::Stopped), Sort::default()), ["3"]);
    }

    #[test]
    fn a_sort_survives_the_address_and_a_second_press_turns_it() {
        for text in ["", "name", "-name", "-status", "age", "-namespace", "ready"] {
            assert_eq!(Sort::read(text).write(), text);
        }
        assert_eq!(Sort::read("nonsense"), Sort::default());
        let once = Sort::default().pressed(Column::Age);
        assert_eq!((once.direction, once.pressed(Column::Age).direction), (Direction::Up, Direction::Down));
    }

    #[test]
    fn every_status_can_be_written_and_read() {
        for status in super::STATUSES {
            assert_eq!(read_status(&status_key(status)), Some(status));
        }
        assert_eq!(read_status("well"), None);
    }

    /// A list that sorts itself under the pointer makes people press the wrong row.
    #[test]
    fn while_held_nothing_moves_and_what_is_new_comes_last() {
        let text = |uids: &[&str]| uids.iter().map(|uid| Arc::from(*uid)).collect::<Vec<Arc<str>>>();
        assert_eq!(held(&text(&["a", "b", "c"]), &text(&["d", "c", "a"])), text(&["a", "b", "c", "d"]));
    }

    #[test]
    fn chips_count_what_matches_and_keep_the_one_that_is_on() {
        let of = |search, kept| counts(&lines(), search, kept);
        assert_eq!(of("", None).iter().map(|(_, count)| count).sum::<usize>(), 4);
        assert_eq!(of("db", Some(Status::Failing)), [(Status::Failing, 0), (Status::Stopped, 1)]);
    }
}
