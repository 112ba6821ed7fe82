//! The table: only the rows in view, in an order that holds still under the pointer.

use leptos::{ev, html, prelude::*};
use workload::text::Text;

use crate::i18n::t;
use crate::pages::statefulsets::list::column::Column;
use crate::pages::statefulsets::list::empty_states::State;
use crate::pages::statefulsets::list::filter::{Filter, held};
use crate::pages::statefulsets::list::head::Head;
use crate::pages::statefulsets::list::row::Row;
use crate::pages::statefulsets::list::skeleton::SkeletonRows;
use crate::pages::statefulsets::list::sort::Sort;
use crate::pages::statefulsets::list::view::View;
use crate::pages::statefulsets::list::{Listing, Pointing};
use crate::platform::geometry::follow_top;
use crate::platform::media;
use crate::store::cache::Uid;
use crate::ui::density::use_density;
use crate::ui::scroll_area::use_scroll_area;
use crate::ui::virtual_rows::{Window, window};

const CAPTION: Text = Text { zh: "有状态副本集", en: "StatefulSets" };
const HELD: Text =
    Text { zh: "指针在列表上，排序暂停", en: "Order held while you point at the list" };

/// The table. Its parts say what they are: with another layout than a table's some browsers forget it.
#[component]
pub fn Table(listing: Listing, pointing: Pointing) -> impl IntoView {
    let (state, shown) = (listing.state, listing.shown);
    let row = row_height();
    let loading = Memo::new(move |_| state.get() == State::Loading);
    let filled = move || matches!(state.get(), State::Filled | State::Loading);
    let wanted = listing.view.wanted;
    let has_namespaces = move || listing.columns.shown.with(|shown| shown.contains(&Column::Namespace));
    let is_held = move || pointing.is_on() && wanted.with(|wanted| shown.with(|shown| *wanted != *shown));
    view! {
        <div class="held" aria-hidden="true" data-on=move || is_held().then_some("")><p>{t(HELD)}</p></div>
        <section
            class="card sets"
            hidden=move || !filled()
            data-namespaces=move || has_namespaces().then_some("")
            style:--row=move || format!("{}px", row.get())
        >
            <table
                role="table"
                class="table"
                aria-label=t(CAPTION)
                aria-busy=move || loading.get().then_some("true")
                aria-rowcount=move || shown.with(Vec::len) + 1
            >
                <Head listing />
                <Body listing pointing loading row />
            </table>
        </section>
    }
}

#[component]
fn Body(listing: Listing, pointing: Pointing, loading: Memo<bool>, row: Memo<i32>) -> impl IntoView {
    let shown = listing.shown;
    let body = NodeRef::<html::Tbody>::new();
    let seen = in_view(body, shown, row);
    let visible = Memo::new(move |_| {
        let Window { first, end } = seen.get();
        shown.with(|shown| shown.get(first..end.min(shown.len())).map(<[_]>::to_vec).unwrap_or_default())
    });
    let cursor = listing.cursor;
    cursor.listen(listing, body, row);
    let above = move || pad(seen.get().first, row.get());
    let below = move || pad(shown.with(Vec::len).saturating_sub(seen.get().end), row.get());
    let one = move |at: ReadSignal<usize>, uid: Uid| {
        let index = Signal::derive(move || seen.get().first + at.get());
        view! { <Row uid listing cursor index /> }
    };
    view! {
        <tbody
            node_ref=body
            role="rowgroup"
            on:pointerenter=move |ev: ev::PointerEvent| pointing.pointer(ev.pointer_type() == "mouse")
            on:pointerleave=move |_| pointing.pointer(false)
            on:focusin=move |_| pointing.focus(true)
            on:focusout=move |_| pointing.focus(false)
        >
            <Pad height=above listing />
            <Show when=move || loading.get()><SkeletonRows columns=listing.columns.shown /></Show>
            <ForEnumerate each=move || visible.get() key=Uid::clone children=one />
            <Pad height=below listing />
        </tbody>
    }
}

/// Room for rows that are not drawn.
#[component]
fn Pad(#[prop(into)] height: Signal<Option<String>>, listing: Listing) -> impl IntoView {
    let width = move || listing.columns.shown.with(Vec::len) + 2;
    view! {
        <tr class="pad" aria-hidden="true" hidden=move || height.with(Option::is_none)>
            <td colspan=width style:height=move || height.get()></td>
        </tr>
    }
}

fn pad(rows: usize, row: i32) -> Option<String> {
    (rows > 0).then(|| format!("{}px", i32::try_from(rows).unwrap_or(0) * row))
}

/// What is shown, with the wish that it answers.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shown {
    wish: (Filter, Sort),
    uids: Vec<Uid>,
}

/// The wanted uids, or the ones before while the user points at them. A new wish is obeyed at once.
pub fn shown(view: View, pointing: Pointing) -> Memo<Vec<Uid>> {
    let shown = Memo::new(move |before: Option<&Shown>| {
        let wish = (view.filter.get(), view.sort.get());
        let uids = view.wanted.with(|wanted| match before {
            Some(before) if pointing.is_on() && before.wish == wish => held(&before.uids, wanted),
            _ => wanted.clone(),
        });
        Shown { wish, uids }
    });
    Memo::new(move |_| shown.with(|shown| shown.uids.clone()))
}

/// Pixels per row: the style sheet takes it from here, so that the arithmetic and the picture agree.
fn row_height() -> Memo<i32> {
    let compact = use_density().is_compact();
    let narrow = media::matches("(max-width: 720px)");
    Memo::new(move |_| match (narrow.get(), compact.get()) {
        (true, _) => 76,
        (false, true) => 32,
        (false, false) => 44,
    })
}

fn in_view(body: NodeRef<html::Tbody>, shown: Memo<Vec<Uid>>, row: Memo<i32>) -> Memo<Window> {
    let area = use_scroll_area();
    let count = Memo::new(move |_| shown.with(Vec::len));
    let top = Memo::new(move |_| body.get().map(|body| follow_top(body.into(), "main")));
    Memo::new(move |_| {
        let above = area.top().get() - top.get().map_or(0, |top| top.get());
        window(count.get(), row.get(), above, area.height().get())
    })
}
