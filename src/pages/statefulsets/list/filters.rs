//! The bar above the list: search, and a chip for each status with how many there are.

use leptos::{html, prelude::*};
use workload::status::Status;
use workload::text::Text;

use crate::i18n::t;
use crate::pages::statefulsets::list::Place;
use crate::pages::statefulsets::list::empty_states::State;
use crate::pages::statefulsets::list::selection::{counts, read_status, status_key};
use crate::pages::statefulsets::list::source::Source;
use crate::ui::badge::ToneMark;
use crate::ui::chip::Chip;
use crate::ui::search::SearchInput;
use crate::ui::shortcut::use_shortcut;
use crate::widgets::status_badge::ui_tone;

const SEARCH: Text = Text { zh: "按名称搜索", en: "Search by name" };
const NAME: Text = Text { zh: "名称", en: "Name" };
const CLEAR: Text = Text { zh: "清除搜索", en: "Clear the search" };
const STATUS: Text = Text { zh: "状态", en: "Status" };
const ALL: Text = Text { zh: "全部", en: "All" };

/// The bar. It is not there when there is nothing to filter.
#[component]
pub fn Filters(place: Place, source: Source, state: Memo<State>) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    use_shortcut("/", move || {
        if let Some(input) = node.get_untracked() {
            // Fails only for an element outside the page.
            drop(input.focus());
        }
    });
    let needed = move || matches!(state.get(), State::Filled | State::NoMatch | State::Loading);
    let search = Memo::new(move |_| place.query.with(|query| query.search.clone()));
    view! {
        <div class="filters" hidden=move || !needed()>
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
            <StatusChips place source />
        </div>
    }
}

#[component]
fn StatusChips(place: Place, source: Source) -> impl IntoView {
    let search = Memo::new(move |_| place.query.with(|query| query.search.clone()));
    let chosen = Memo::new(move |_| place.query.with(|query| read_status(&query.status)));
    let counted = Memo::new(move |_| source.lines.with(|lines| counts(lines, &search.get(), chosen.get())));
    let total =
        Memo::new(move |_| counted.with(|counted| counted.iter().map(|(_, count)| count).sum::<usize>()));
    let shown = Memo::new(move |_| {
        counted.with(|counted| counted.iter().map(|(status, _)| *status).collect::<Vec<_>>())
    });
    let choose = move |status: Option<Status>| {
        place.change(|query| query.status = status.map(status_key).unwrap_or_default());
    };
    let chip = move |status: Status| {
        let count = Memo::new(move |_| {
            counted.with(|counted| {
                counted.iter().find(|(other, _)| *other == status).map_or(0, |(_, count)| *count)
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
            <For each=move || shown.get() key=|status| *status children=chip />
        </div>
    }
}
