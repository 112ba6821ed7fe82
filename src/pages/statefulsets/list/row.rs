//! One row. It follows its own line only, so a change elsewhere does not touch it; a set that is gone stays, struck
//! out, for as long as the order is held.

use std::sync::Arc;

use leptos::{ev, html, prelude::*};
use workload::text::Locale;

use crate::i18n::use_locale;
use crate::pages::statefulsets::list::Listing;
use crate::pages::statefulsets::list::cells::{blank, cell};
use crate::pages::statefulsets::list::cursor::Cursor;
use crate::pages::statefulsets::list::flash::Flash;
use crate::pages::statefulsets::list::line::Line;
use crate::pages::statefulsets::list::row_menu::RowMenu;
use crate::platform::focus;
use crate::route::Route;
use crate::router::use_router;
use crate::store::cache::Uid;

/// A line, and what of it has just changed.
#[derive(Clone)]
pub struct Drawn {
    /// The line.
    pub line: Arc<Line>,
    flash: Flash,
}

/// What a row follows; none of a set of which nothing was ever known here.
pub type LineSignal = ReadSignal<Option<Drawn>>;

/// One row.
#[component]
pub fn Row(uid: Uid, listing: Listing, cursor: Cursor, #[prop(into)] index: Signal<usize>) -> impl IntoView {
    let node = NodeRef::<html::Tr>::new();
    let (line, gone) = follow(&uid, listing);
    let router = use_router();
    let open = move || {
        if let Some(drawn) = line.get_untracked() {
            router.navigate(&set_route(&drawn.line, ""));
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
    let locale = use_locale();
    let cells = move || {
        let columns = listing.columns.shown.get().into_iter();
        line.with(|drawn| match drawn {
            Some(Drawn { line, flash }) => {
                columns.map(|column| cell(column, line, *flash, locale.get())).collect_view()
            }
            None => columns.map(blank).collect_view(),
        })
    };
    // The name of a set never changes.
    let name = line.with_untracked(|drawn| drawn.as_ref().map(|drawn| drawn.line.set.meta.name().to_owned()));
    let name = StoredValue::new(name.unwrap_or_default());
    view! {
        <tr
            node_ref=node
            role="row"
            class="set"
            tabindex="-1"
            aria-rowindex=move || index.get() + 2
            aria-selected=move || if chosen.get() { "true" } else { "false" }
            data-gone=move || gone.get().then_some("")
            on:keydown=keydown
            on:click=click
            on:focus=move |_| cursor.note(&here)
        >
            <td role="cell" class="col-check"><Choose uid name chosen listing /></td>
            {cells}
            <td role="cell" class="col-menu"><RowMenu line name gone listing /></td>
        </tr>
    }
}

/// The line as it is or last was, and whether it is gone. Signals, and not memos of the lines: of those the whole row
/// would be asked at each change of any line whether it is another.
fn follow(uid: &Uid, listing: Listing) -> (LineSignal, ReadSignal<bool>) {
    let (lines, uid) = (listing.source.lines, Uid::clone(uid));
    let first = lines.with_untracked(|lines| lines.get(&uid));
    let (gone, set_gone) = signal(first.is_none());
    let (drawn, draw) = signal(first.map(|line| Drawn { line, flash: Flash::default() }));
    Effect::new(move || {
        let now = lines.with(|lines| lines.get(&uid));
        if gone.get_untracked() != now.is_none() {
            set_gone.set(now.is_none());
        }
        let next = now.and_then(|line| drawn.with_untracked(|before| next(before.as_ref(), line)));
        if next.is_some() {
            draw.set(next);
        }
    });
    (drawn, gone)
}

/// What comes after a line; none where it is the same.
fn next(before: Option<&Drawn>, line: Arc<Line>) -> Option<Drawn> {
    let flash = match before {
        Some(before) if Arc::ptr_eq(&before.line, &line) => return None,
        Some(before) => before.flash.after(&before.line, &line),
        None => Flash::default(),
    };
    Some(Drawn { line, flash })
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
fn Choose(uid: Uid, name: StoredValue<String>, chosen: Memo<bool>, listing: Listing) -> impl IntoView {
    let locale = use_locale();
    let label = move || {
        name.with_value(|name| match locale.get() {
            Locale::En => format!("Choose {name}"),
            Locale::Zh => format!("选择 {name}"),
        })
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
