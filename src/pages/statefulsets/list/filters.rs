//! The bar above the list: search, a chip for each status with how many there are, what else one can narrow by, and
//! the columns.

use leptos::{html, prelude::*};
use workload::status::Status;
use workload::text::Text;

use crate::i18n::t;
use crate::pages::statefulsets::list::chooser::ColumnChooser;
use crate::pages::statefulsets::list::empty_states::State;
use crate::pages::statefulsets::list::filter::status_key;
use crate::pages::statefulsets::list::filter_menus::{AppMenu, CauseMenu, StatusMenu};
use crate::pages::statefulsets::list::label_filter::LabelFilter;
use crate::pages::statefulsets::list::{IN_LIST, Listing};
use crate::platform::media;
use crate::ui::badge::ToneMark;
use crate::ui::chip::Chip;
use crate::ui::command::{Command, use_command};
use crate::ui::search::SearchInput;
use crate::widgets::status_badge::ui_tone;

const SEARCH: Text = Text { zh: "按名称搜索", en: "Search by name" };
const NAME: Text = Text { zh: "名称", en: "Name" };
const CLEAR: Text = Text { zh: "清除搜索", en: "Clear the search" };
const STATUS: Text = Text { zh: "状态", en: "Status" };
const ALL: Text = Text { zh: "全部", en: "All" };
const MORE: Text = Text { zh: "更多筛选", en: "More filters" };

/// Where all filters stand on one line if the rarer statuses share a menu. A phone scrolls them.
const SHORT: &str = "(min-width: 721px) and (max-width: 1599px)";

/// So many chips there is room for.
const CHIPS: usize = 4;

/// The statuses with a chip, and those that share a menu.
fn folded(statuses: impl Iterator<Item = Status>, short: bool) -> (Vec<Status>, Vec<Status>) {
    let is_usual = |status: &Status| matches!(status, Status::Failing | Status::Updating | Status::Running);
    let statuses: Vec<Status> = statuses.collect();
    if short && statuses.len() > CHIPS {
        statuses.into_iter().partition(is_usual)
    } else {
        (statuses, Vec::new())
    }
}

/// The bar. It is not there when there is nothing to filter.
#[component]
pub fn Filters(listing: Listing) -> impl IntoView {
    let state = listing.state;
    let needed = move || matches!(state.get(), State::Filled | State::NoMatch | State::Loading);
    view! {
        <div class="filters" hidden=move || !needed()>
            <SearchBox listing />
            <StatusChips listing />
            <div class="chips" role="group" aria-label=t(MORE)>
                <CauseMenu listing />
                <AppMenu listing />
                <LabelFilter listing />
            </div>
            <ColumnChooser columns=listing.columns />
        </div>
    }
}

#[component]
fn SearchBox(listing: Listing) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    let place = listing.place;
    let search = move || {
        if let Some(input) = node.get_untracked() {
            // Fails only for an element outside the page.
            drop(input.focus());
        }
    };
    use_command(Command::new(SEARCH, search).keys(&["/"]).area(IN_LIST).unlisted());
    let search = Memo::new(move |_| place.query.with(|query| query.search.clone()));
    view! {
        <div class="filters-search">
            <SearchInput
                node
                label=t(SEARCH)
                placeholder=t(NAME)
                clear_label=t(CLEAR)
                key="/"
                value=search
                on_input=move |text: String| place.change(|query| query.search = text)
            />
        </div>
    }
}

#[component]
fn StatusChips(listing: Listing) -> impl IntoView {
    let (place, facets) = (listing.place, listing.view.facets);
    let chosen = Memo::new(move |_| listing.view.filter.with(|filter| filter.status));
    let total = Memo::new(move |_| facets.with(|facets| facets.any_status));
    let short = media::matches(SHORT);
    let parts = Memo::new(move |_| {
        facets.with(|facets| folded(facets.statuses.iter().map(|(status, _)| *status), short.get()))
    });
    let more = Memo::new(move |_| parts.with(|(_, more)| more.clone()));
    let choose = move |status: Option<Status>| {
        place.change(|query| query.status = status.map(status_key).unwrap_or_default());
    };
    let chip = move |status: Status| {
        let count = Memo::new(move |_| {
            facets.with(|facets| {
                facets.statuses.iter().find(|(other, _)| *other == status).map_or(0, |(_, count)| *count)
            })
        });
        let pressed = Signal::derive(move || chosen.get() == Some(status));
        let turn = move |()| choose((chosen.get_untracked() != Some(status)).then_some(status));
        view! {
            <Chip label=t(status.text()) count pressed on_press=turn>
                <ToneMark tone=ui_tone(status.tone()) />
            </Chip>
        }
    };
    view! {
        <div class="chips" role="group" aria-label=t(STATUS)>
            <Chip label=t(ALL) count=total pressed=Signal::derive(move || chosen.get().is_none()) on_press=move |()| choose(None) />
            <For each=move || parts.get().0 key=|status| *status children=chip />
            <Show when=move || more.with(|more| !more.is_empty())>
                <StatusMenu listing statuses=more />
            </Show>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use workload::status::Status::{Deleting, Failing, Running, Starting, Stopped, Stopping, Updating};

    use super::folded;

    #[test]
    fn where_room_is_short_the_rarer_statuses_share_a_menu_and_a_menu_of_one_is_none() {
        let every = [Failing, Deleting, Updating, Starting, Stopping, Running, Stopped];
        let fold = |statuses: &[_]| folded(statuses.iter().copied(), true);
        assert_eq!(
            fold(&every),
            (vec![Failing, Updating, Running], vec![Deleting, Starting, Stopping, Stopped])
        );
        assert_eq!(fold(&[Failing, Updating, Running, Stopped]).1, []);
        assert_eq!(fold(&[Starting, Stopped]), (vec![Starting, Stopped], vec![]));
        assert_eq!(folded(every.into_iter(), false).1, [], "there is room");
    }
}
