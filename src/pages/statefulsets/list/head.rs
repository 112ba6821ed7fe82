//! The head of the table: the box that chooses all rows, and the columns, each a button that sorts.

use leptos::{ev, prelude::*};
use workload::text::Text;

use crate::i18n::t;
use crate::pages::statefulsets::list::Listing;
use crate::pages::statefulsets::list::column::Column;
use crate::pages::statefulsets::list::sort::Sort;
use crate::ui::table::SortHead;

const ACTIONS: Text = Text { zh: "操作", en: "Actions" };
const ALL: Text = Text { zh: "选择全部", en: "Choose all" };

/// The head.
#[component]
pub fn Head(listing: Listing) -> impl IntoView {
    let columns =
        move || listing.columns.shown.get().into_iter().map(|column| head(column, listing)).collect_view();
    view! {
        <thead role="rowgroup">
            <tr role="row">
                <th scope="col" role="columnheader" class="col-check"><ChooseAll listing /></th>
                {columns}
                <th scope="col" role="columnheader" class="col-menu"><span class="unseen">{t(ACTIONS)}</span></th>
            </tr>
        </thead>
    }
}

fn head(column: Column, listing: Listing) -> impl IntoView {
    let sort = listing.view.sort;
    let sorted = Signal::derive(move || (sort.get().column == column).then_some(sort.get().direction));
    let press = move |()| {
        listing.place.change(|query| query.sort = Sort::read(&query.sort).pressed(column).write());
    };
    view! {
        <SortHead
            label=t(column.text())
            sorted
            class=column.class()
            number=column.is_number()
            role="columnheader"
            on_press=press
        />
    }
}

/// Full when every row to be seen is chosen, between when some are.
#[component]
fn ChooseAll(listing: Listing) -> impl IntoView {
    let every = Memo::new(move |_| listing.tally.get().every());
    let change = move |ev: ev::Event| {
        let on = event_target_checked(&ev);
        listing.chosen.set(listing.view.wanted.get_untracked(), on);
    };
    view! {
        <input
            type="checkbox"
            class="check"
            aria-label=t(ALL)
            prop:checked=move || every.get() == Some(true)
            prop:indeterminate=move || every.get().is_none()
            on:change=change
        />
    }
}
