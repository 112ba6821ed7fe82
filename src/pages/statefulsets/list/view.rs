//! What of the data is to be seen: the address's wish, put to the lines once for all parts of the page.

use leptos::prelude::*;

use crate::pages::statefulsets::list::Place;
use crate::pages::statefulsets::list::filter::{self, Facets, Filter};
use crate::pages::statefulsets::list::sort::Sort;
use crate::pages::statefulsets::list::sorted::Sorted;
use crate::pages::statefulsets::list::source::Source;
use crate::store::cache::Uid;

/// The wish and what it comes to.
#[derive(Clone, Copy)]
pub struct View {
    /// Which lines.
    pub filter: Memo<Filter>,
    /// In which order.
    pub sort: Memo<Sort>,
    /// The uids of the lines that are wanted, in that order.
    pub wanted: Memo<Vec<Uid>>,
    /// How many there are of each sort.
    pub facets: Memo<Facets>,
}

impl View {
    /// Follows the address and the data.
    pub fn new(place: Place, source: Source) -> Self {
        let filter = Memo::new(move |_| place.query.with(Filter::read));
        let sort = Memo::new(move |_| place.query.with(|query| Sort::read(&query.sort)));
        let sorted = Memo::new_owning(move |before: Option<Sorted>| {
            (source.lines.with(|lines| Sorted::after(before, lines, sort.get())), true)
        });
        let wanted = Memo::new(move |_| {
            let (filter, sorted) = (filter.read(), sorted.read());
            let wanted = sorted.lines().iter().filter(|line| filter.fits(line));
            wanted.map(|line| Uid::clone(line.uid())).collect::<Vec<_>>()
        });
        let facets = Memo::new(move |_| {
            let filter = filter.read();
            source.lines.with(|lines| lines.with(|lines| filter::facets(lines.values(), &filter)))
        });
        Self { filter, sort, wanted, facets }
    }
}
