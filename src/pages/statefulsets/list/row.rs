//! One row. It follows its own line only, so a change elsewhere does not touch it; a set that is gone stays, struck
//! out, for as long as the order is held.

use std::sync::Arc;

use leptos::{ev, html, prelude::*};
use workload::text::Locale;

use crate::i18n::use_locale;
use crate::pages::statefulsets::list::Listing;
use crate::pages::statefulsets::list::cells::cell;
use crate::pages::statefulsets::list::cursor::Cursor;
use crate::pages::statefulsets::list::line::Line;
use crate::pages::statefulsets::list::row_menu::RowMenu;
use crate::platform::focus;
use crate::route::Route;
use crate::router::use_router;
use crate::store::cache::Uid;

/// A line that is compared by identity.
#[derive(Clone)]
pub struct Shared(pub Arc<Line>);

impl PartialEq for Shared {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// What a cell reads.
pub type LineSignal = Memo<Option<Shared>>;

/// One row.
#[component]
pub fn Row(uid: Uid, listing: Listing, cursor: Cursor, #[prop(into)] index: Signal<usize>) -> impl IntoView {
    let node = NodeRef::<html::Tr>::new();
    let (line, gone) = follow(&uid, listing);
    let router = use_router();
    let open = move || {
        if let Some(Shared(line)) = line.get_untracked() {
            router.navigate(&set_route(&line, ""));
        }
    };
    cursor.follow(&uid, node);
    let chosen = {
        let uid = Uid::clone(&uid);
        Memo::new(move |_| listing.chosen.has(&uid))
    };
    let keydown = move |ev: ev::KeyboardEvent| {
        let on_row =
            node.with_untracked(|node| node.as_ref().is_some_and(|row| focus::is_key_target(&ev, row)));
        if on_row && act(&ev.key(), open, cursor) {
            ev.prevent_default();
        }
    };
    let click = move |ev: ev::MouseEvent| {
        if !focus::is_interactive(&ev) {
            open();
        }
    };
    let here = Uid::clone(&uid);
    let cells =
        move || listing.columns.shown.get().into_iter().map(|column| cell(column, line)).collect_view();
    view! {
        <tr
            node_ref=node
            class="set"
            tabindex="-1"
            aria-rowindex=move || index.get() + 2
            aria-selected=move || if chosen.get() { "true" } else { "false" }
            data-gone=move || gone.get().then_some("")
            on:keydown=keydown
            on:click=click
            on:focus=move |_| cursor.note(&here)
        >
            <td class="col-check"><Choose uid line chosen listing /></td>
            {cells}
            <td class="col-menu"><RowMenu line gone listing /></td>
        </tr>
    }
}

/// The line as it is or last was, and whether it is gone.
fn follow(uid: &Uid, listing: Listing) -> (LineSignal, Memo<bool>) {
    let lines = listing.source.lines;
    let now = {
        let uid = Uid::clone(uid);
        Memo::new(move |_| lines.with(|lines| lines.get(&uid).map(Shared)))
    };
    let line =
        Memo::new(move |before: Option<&Option<Shared>>| now.get().or_else(|| before.cloned().flatten()));
    (line, Memo::new(move |_| now.with(Option::is_none)))
}

/// Acts on a key that was pressed on the row; tells whether there was anything to do.
fn act(key: &str, open: impl Fn(), cursor: Cursor) -> bool {
    match key {
        "Enter" => open(),
        "ArrowDown" => cursor.step(true),
        "ArrowUp" => cursor.step(false),
        _ => return false,
    }
    true
}

#[component]
fn Choose(uid: Uid, line: LineSignal, chosen: Memo<bool>, listing: Listing) -> impl IntoView {
    let locale = use_locale();
    let label = move || {
        let name = line.with(|line| line.as_ref().map(|line| line.0.set.meta.name().to_owned()));
        match (locale.get(), name.unwrap_or_default()) {
            (Locale::En, name) => format!("Choose {name}"),
            (Locale::Zh, name) => format!("选择 {name}"),
        }
    };
    // A press of the space bar is a click, too; with Shift it takes all rows since the last one.
    let click = move |ev: ev::MouseEvent| {
        let shown = listing.shown.read_untracked();
        listing.chosen.turn(&uid, ev.shift_key(), &shown);
    };
    view! { <input type="checkbox" class="check" aria-label=label prop:checked=chosen on:click=click /> }
}

/// Where a set has its page.
pub fn set_route(line: &Line, tab: &str) -> Route {
    Route::Set {
        namespace: line.set.meta.namespace().to_owned(),
        name: line.set.meta.name().to_owned(),
        tab: tab.to_owned(),
    }
}

/// 0 at first, then 1 and 2 by turns with each change: the style sheet animates the change of the attribute.
pub fn flash<T: PartialEq + Clone + Send + Sync + 'static>(value: Memo<T>) -> Memo<u8> {
    Memo::new(move |before: Option<&u8>| {
        // Reads: a memo that is only tracked never runs, and so never tells of a change.
        value.with(|_| ());
        before.map_or(0, |before| before % 2 + 1)
    })
}
