//! Which lines are wanted, and how many there are of each sort. Pure; the address holds the wish.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use workload::label_selector::{LabelSelector, Problem};
use workload::status::Status;
use workload::status::cause::Cause;

use crate::pages::statefulsets::list::line::Line;
use crate::pages::statefulsets::list::sort::STATUSES;
use crate::route::SetsQuery;
use crate::store::cache::{Uid, UidSet};

/// How a status is written in the address.
pub fn status_key(status: Status) -> String {
    status.text().en.to_lowercase()
}

/// Reads a status from the address; unknown words are no filter.
pub fn read_status(key: &str) -> Option<Status> {
    STATUSES.into_iter().find(|status| status_key(*status) == key)
}

/// What one wants to see.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Every word of it stands in the name, alias or description.
    words: Vec<String>,
    /// Only this status.
    pub status: Option<Status>,
    /// Only this sort of reason.
    pub cause: Option<Cause>,
    /// Only this application.
    pub app: Option<String>,
    labels: LabelSelector,
    /// Why the label selector is none; it then narrows nothing.
    pub problem: Option<Problem>,
}

impl Filter {
    /// Reads it from the address.
    pub fn read(query: &SetsQuery) -> Self {
        let (labels, problem) = match LabelSelector::parse(&query.labels) {
            Ok(labels) => (labels, None),
            Err(problem) => (LabelSelector::default(), Some(problem)),
        };
        Self {
            words: query.search.to_lowercase().split_whitespace().map(str::to_owned).collect(),
            status: read_status(&query.status),
            cause: Cause::read(&query.cause),
            app: Some(query.app.clone()).filter(|app| !app.is_empty()),
            labels,
            problem,
        }
    }

    /// Whether a line is one of those wanted.
    pub fn fits(&self, line: &Line) -> bool {
        self.is_found(line) && self.has_status(line) && self.has_cause(line) && self.has_app(line)
    }

    fn is_found(&self, line: &Line) -> bool {
        self.words.iter().all(|word| line.words().contains(word))
            && self.labels.matches(&line.set.meta.labels)
    }

    fn has_status(&self, line: &Line) -> bool {
        self.status.is_none_or(|status| line.view.status == status)
    }

    fn has_cause(&self, line: &Line) -> bool {
        self.cause.is_none_or(|cause| line.cause() == Some(cause))
    }

    fn has_app(&self, line: &Line) -> bool {
        self.app.as_ref().is_none_or(|app| line.application() == app)
    }
}

/// The order while the user points at the list: what was there keeps its place, gone or not, what is new comes last.
pub fn held(before: &[Uid], wanted: &[Uid]) -> Vec<Uid> {
    let known: UidSet = before.iter().cloned().collect();
    let new = wanted.iter().filter(|uid| !known.contains(*uid));
    before.iter().chain(new).cloned().collect()
}

/// How many lines there are of each sort, each as if only the other filters held.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facets {
    /// By status, the most urgent first.
    pub statuses: Vec<(Status, usize)>,
    /// By cause.
    pub causes: Vec<(Cause, usize)>,
    /// By application.
    pub apps: Vec<(String, usize)>,
    /// Of any status.
    pub any_status: usize,
}

/// Counts in one pass. What has none is left out, unless it is filtered by.
pub fn facets<'a>(lines: impl Iterator<Item = &'a Arc<Line>>, filter: &Filter) -> Facets {
    let mut statuses = STATUSES.map(|status| (status, 0));
    let mut causes = Cause::ALL.map(|cause| (cause, 0));
    let mut apps: FxHashMap<&str, usize> = FxHashMap::default();
    let mut any_status = 0;
    for line in lines.filter(|line| filter.is_found(line)) {
        let (status, cause, app) = (filter.has_status(line), filter.has_cause(line), filter.has_app(line));
        if cause && app {
            any_status += 1;
            count(&mut statuses, &line.view.status);
        }
        if let (true, true, Some(cause)) = (status, app, line.cause()) {
            count(&mut causes, &cause);
        }
        let name = line.application();
        if status && cause && !name.is_empty() {
            *apps.entry(name).or_default() += 1;
        }
    }
    if let Some(app) = &filter.app {
        apps.entry(app).or_default();
    }
    let mut apps: Vec<_> = apps.into_iter().map(|(name, count)| (name.to_owned(), count)).collect();
    workload::order::sort(&mut apps);
    Facets {
        statuses: some(statuses, filter.status.as_ref()),
        causes: some(causes, filter.cause.as_ref()),
        apps,
        any_status,
    }
}

fn count<T: PartialEq>(counts: &mut [(T, usize)], of: &T) {
    if let Some((_, count)) = counts.iter_mut().find(|(other, _)| other == of) {
        *count += 1;
    }
}

fn some<T: PartialEq, const N: usize>(counts: [(T, usize); N], kept: Option<&T>) -> Vec<(T, usize)> {
    counts.into_iter().filter(|(of, count)| *count > 0 || kept == Some(of)).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Facets, Filter, facets, held, read_status, status_key};
    use crate::pages::statefulsets::list::board::Lines;
    use crate::pages::statefulsets::list::board::tests::{lines, set};
    use crate::pages::statefulsets::list::sort::{STATUSES, Sort};
    use crate::pages::statefulsets::list::sorted::Sorted;
    use crate::route::SetsQuery;
    use crate::store::cache::Uid;
    use workload::status::Status;

    fn four() -> Lines {
        lines(&[
            set("1", "web-10", "shop", 3, 3),
            set("2", "web-2", "shop", 3, 1),
            set("3", "db", "data", 0, 0),
            set("4", "cache", "data", 2, 2),
        ])
    }

    fn filter(change: impl FnOnce(&mut SetsQuery)) -> Filter {
        let mut query = SetsQuery::default();
        change(&mut query);
        Filter::read(&query)
    }

    fn uids(filter: &Filter, sort: Sort) -> Vec<String> {
        let sorted = Sorted::after(None, &four(), sort);
        let wanted = sorted.lines().iter().filter(|line| filter.fits(line));
        wanted.map(|line| line.uid().to_string()).collect()
    }

    #[test]
    fn trouble_comes_first_and_equals_are_in_the_order_of_their_names() {
        assert_eq!(uids(&Filter::default(), Sort::default()), ["2", "4", "1", "3"]);
    }

    #[test]
    fn every_filter_narrows_further() {
        let by = |change: fn(&mut SetsQuery)| uids(&filter(change), Sort::read("name"));
        assert_eq!(by(|query| query.search = "WEB".into()), ["2", "1"]);
        assert_eq!(by(|query| query.search = "web 10".into()), ["1"]);
        assert_eq!(by(|query| query.status = "stopped".into()), ["3"]);
        assert_eq!(by(|query| query.app = "web".into()), ["2", "1"]);
        assert_eq!(by(|query| query.labels = "app.kubernetes.io/name in (db,cache)".into()), ["4", "3"]);
        assert_eq!(by(|query| query.cause = "image".into()), [""; 0]);
        assert_eq!(by(|query| (query.app, query.status) = ("web".into(), "running".into())), ["1"]);
    }

    #[test]
    fn a_selector_that_is_none_narrows_nothing_and_says_so() {
        let broken = filter(|query| query.labels = "a in b".into());
        assert_eq!(broken.problem.map(|problem| problem.at), Some(6));
        assert_eq!(uids(&broken, Sort::default()).len(), 4);
    }

    #[test]
    fn every_status_can_be_written_and_read() {
        for status in STATUSES {
            assert_eq!(read_status(&status_key(status)), Some(status));
        }
        assert_eq!(read_status("well"), None);
    }

    /// A list that sorts itself under the pointer makes people press the wrong row.
    #[test]
    fn while_held_nothing_moves_and_what_is_new_comes_last() {
        let text = |uids: &[&str]| uids.iter().map(|uid| Arc::from(*uid)).collect::<Vec<Uid>>();
        assert_eq!(held(&text(&["a", "b", "c"]), &text(&["d", "c", "a"])), text(&["a", "b", "c", "d"]));
    }

    #[test]
    fn counts_are_of_what_the_other_filters_leave_and_keep_the_one_that_is_on() {
        let of = |filter: &Filter| -> Facets { four().with(|lines| facets(lines.values(), filter)) };
        let all = of(&Filter::default());
        assert_eq!((all.any_status, all.apps.len()), (4, 3));
        let failing = of(&filter(|query| (query.search, query.status) = ("db".into(), "failing".into())));
        assert_eq!(failing.statuses, [(Status::Failing, 0), (Status::Stopped, 1)]);
        let web = of(&filter(|query| (query.app, query.status) = ("web".into(), "running".into())));
        assert_eq!(web.apps, [("cache".to_owned(), 1), ("web".to_owned(), 1)]);
        assert_eq!(web.any_status, 2);
    }
}
