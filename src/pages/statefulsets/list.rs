//! The list of StatefulSets: what is where, how it is, and what to do about it.
//!
//! The watches (sets, their pods, the warnings about them; [`source`]) are joined change by change into lines
//! ([`board`]); the address says which lines are wanted and in which order ([`view`]); only rows in view are drawn.

mod acts;
mod board;
mod cells;
mod chooser;
mod chosen;
mod column;
mod columns;
mod cursor;
mod empty_states;
pub mod export_dialog;
mod filter;
mod filter_menus;
mod filters;
mod flash;
mod gone;
mod head;
mod joined;
mod label_filter;
mod line;
mod notes;
pub mod own_namespace;
mod plain;
mod pointing;
mod quota_line;
mod row;
mod row_menu;
mod selection_bar;
mod skeleton;
mod sort;
mod sorted;
mod source;
mod table;
mod view;

use leptos::prelude::*;
use workload::text::Text;

use crate::i18n::format::grouped;
use crate::i18n::t;
use crate::pages::permit::why_not_any;
use crate::pages::statefulsets::actions::{Acting, ActionDialogs, to_create};
use crate::pages::statefulsets::list::acts::{use_acts, use_edit, use_places};
use crate::pages::statefulsets::list::chosen::{Chosen, Tally};
use crate::pages::statefulsets::list::columns::Columns;
use crate::pages::statefulsets::list::cursor::Cursor;
use crate::pages::statefulsets::list::empty_states::{NothingHere, State, state};
use crate::pages::statefulsets::list::filters::Filters;
use crate::pages::statefulsets::list::gone::{Fates, fates};
use crate::pages::statefulsets::list::notes::Notes;
use crate::pages::statefulsets::list::own_namespace::lead;
use crate::pages::statefulsets::list::pointing::Pointing;
use crate::pages::statefulsets::list::quota_line::QuotaLines;
use crate::pages::statefulsets::list::selection_bar::SelectionBar;
use crate::pages::statefulsets::list::source::Source;
use crate::pages::statefulsets::list::table::{Table, shown};
use crate::pages::statefulsets::list::view::View;
use crate::route::namespaces::Namespaces;
use crate::route::{Route, SetsQuery};
use crate::router::{Router, use_router};
use crate::store::cache::Uid;
use crate::store::use_store;
use crate::ui::button::{Kind, LinkButton};
use crate::ui::command::{Command, use_command};
use crate::ui::icon::Glyph;

const TITLE: Text = Text { zh: "有状态副本集", en: "StatefulSets" };
/// With more columns than these the page scrolls sideways below the table's head rather than squeeze them.
const USUAL_COLUMNS: usize = 7;
/// The part of the help sheet for the keys of the list.
const IN_LIST: Text = Text { zh: "列表", en: "In the list" };
const CREATE: Text = Text { zh: "创建", en: "Create" };

/// The list's part of the address.
#[derive(Clone, Copy)]
pub struct Place {
    router: Router,
    query: Memo<SetsQuery>,
}

impl Place {
    /// Changes the address without a step in the history.
    fn change(self, change: impl FnOnce(&mut SetsQuery)) {
        let mut query = self.query.get_untracked();
        change(&mut query);
        self.router.replace(&Route::Sets(query));
    }
}

/// The page.
#[component]
pub fn ListPage() -> impl IntoView {
    let router = use_router();
    let route = router.route();
    // While another page comes, the old query stays: the list must not flash its unfiltered self.
    let query = Memo::new(move |before: Option<&SetsQuery>| {
        route.with(|route| match route {
            Route::Sets(query) => query.clone(),
            _ => before.cloned().unwrap_or_default(),
        })
    });
    let place = Place { router, query };
    let namespaces = Memo::new(move |_| query.with(|query| query.namespaces.clone()));
    move || view! { <ScopedList place namespaces=namespaces.get() /> }
}

/// All that the parts of the list share.
#[derive(Clone, Copy)]
pub struct Listing {
    /// The address.
    place: Place,
    /// The data.
    source: Source,
    /// What of it is to be seen.
    view: View,
    /// The rows as they stand, in order.
    shown: Memo<Vec<Uid>>,
    /// What the list is now.
    state: Memo<State>,
    /// The columns.
    columns: Columns,
    /// The rows that are chosen.
    chosen: Chosen,
    /// How many they are.
    tally: Memo<Tally>,
    /// The row that the keyboard is at.
    cursor: Cursor,
    /// The dialogs.
    acting: Acting,
    /// Whether the console offers changes at all.
    writable: Signal<bool>,
    /// Why no set can be created in any of the namespaces.
    no_create: Memo<Option<String>>,
    /// The namespaces that are gone.
    fates: Fates,
    /// Whether the person is about to be led to a namespace of theirs.
    leads: Signal<bool>,
}

impl Listing {
    fn new(place: Place, namespaces: &Namespaces, pointing: Pointing) -> Self {
        let source = Source::watch(namespaces);
        let config = use_store().config();
        let (view, chosen) = (View::new(place, source), Chosen::new());
        Self {
            place,
            source,
            view,
            shown: shown(view, pointing),
            state: state(source, view),
            columns: Columns::kept(namespaces.single().is_some()),
            chosen,
            tally: chosen.tally(source, view),
            cursor: Cursor::new(),
            acting: Acting::new(),
            writable: Signal::derive(move || !config.with(|config| config.read_only)),
            // Of a list of all namespaces there may be one where it can be done.
            no_create: why_not_any(namespaces.names().iter().map(|name| to_create(name)).collect()),
            fates: fates(namespaces, source),
            leads: lead(place, namespaces, source),
        }
    }
}

/// The list of some namespaces, or of all.
#[component]
fn ScopedList(place: Place, namespaces: Namespaces) -> impl IntoView {
    let pointing = Pointing::new();
    let listing = Listing::new(place, &namespaces, pointing);
    let Listing { source, acting, no_create, .. } = listing;
    let create = Route::Create { namespace: namespaces.single().unwrap_or_default().to_owned() };
    let href = StoredValue::new(create.href());
    let to_create = move || place.router.navigate(&create);
    use_command(Command::new(CREATE, to_create).keys(&["c"]).area(IN_LIST).refused(no_create).unlisted());
    use_acts(listing);
    use_edit(listing);
    use_places(listing);
    let find = Callback::new(move |uid: Uid| source.find(&uid));
    let count = move || listing.columns.shown.with(Vec::len).to_string();
    let is_wide = move || listing.columns.shown.with(Vec::len) > USUAL_COLUMNS;
    view! {
        <div class="list" data-wide=move || is_wide().then_some("") style:--columns=count>
            <PageHead listing create=href />
            <QuotaLines source namespaces=namespaces.clone() />
            <Filters listing />
            <Notes listing />
            <SelectionBar listing />
            <NothingHere listing namespaces create=href />
            <Table listing pointing />
        </div>
        <ActionDialogs acting find />
    }
}

#[component]
fn PageHead(listing: Listing, create: StoredValue<String>) -> impl IntoView {
    let lines = listing.source.lines;
    let count = move || lines.with(|lines| (!lines.is_empty()).then(|| grouped(lines.len() as u64)));
    let on_create = move || {
        listing.writable.get().then(|| {
            view! {
                <LinkButton kind=Kind::Main icon=Glyph::Add href=create.get_value() why_not=listing.no_create>{t(CREATE)}</LinkButton>
            }
        })
    };
    view! {
        <header class="page-head">
            <h1>{t(TITLE)}</h1>
            <span class="page-count">{count}</span>
            <span class="spacer"></span>
            {on_create}
        </header>
    }
}
