//! The table: sticky head, only the rows in view, an order that holds still under the pointer, and the keys.

use std::sync::Arc;

use leptos::{ev, html, prelude::*};
use workload::text::Text;

use crate::i18n::t;
use crate::pages::statefulsets::actions::Acting;
use crate::pages::statefulsets::list::Place;
use crate::pages::statefulsets::list::empty_states::State;
use crate::pages::statefulsets::list::row::{Cursor, Row, SkeletonRow};
use crate::pages::statefulsets::list::selection::{Column, Sort, held, order, read_status};
use crate::pages::statefulsets::list::source::Source;
use crate::platform::geometry::top_within;
use crate::platform::media;
use crate::ui::density::use_density;
use crate::ui::scroll_area::use_scroll_area;
use crate::ui::shortcut::use_shortcut;
use crate::ui::table::SortHead;
use crate::ui::virtual_rows::{Window, window};

const CAPTION: Text = Text { zh: "有状态副本集", en: "StatefulSets" };
const NAME: Text = Text { zh: "名称", en: "Name" };
const STATUS: Text = Text { zh: "状态", en: "Status" };
const ORDINALS: Text = Text { zh: "序号与就绪", en: "Ordinals, ready" };
const UPDATED: Text = Text { zh: "已更新", en: "Updated" };
const IMAGES: Text = Text { zh: "镜像", en: "Images" };
const NAMESPACE: Text = Text { zh: "命名空间", en: "Namespace" };
const AGE: Text = Text { zh: "时长", en: "Age" };
const ACTIONS: Text = Text { zh: "操作", en: "Actions" };
const HELD: Text =
    Text { zh: "指针在列表上，排序暂停", en: "Order held while you point at the list" };

/// Height of the head, which sticks to the upper edge.
const HEAD: i32 = 34;

/// What is shown, with the wish that it answers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Shown {
    wish: (String, String, String),
    uids: Vec<Arc<str>>,
}

/// The table.
#[component]
pub fn Table(
    place: Place,
    source: Source,
    state: Memo<State>,
    acting: Acting,
    all: bool,
    writable: Signal<bool>,
) -> impl IntoView {
    let pointed = RwSignal::new(false);
    let focused = RwSignal::new(false);
    let frozen = Memo::new(move |_| pointed.get() || focused.get());
    let wanted = wanted(place, source);
    let shown = shown(place, wanted, frozen);
    let order = Memo::new(move |_| shown.with(|shown| shown.uids.clone()));
    let body = NodeRef::<html::Tbody>::new();
    let row = row_height();
    let view = in_view(body, order, row);
    let cursor = Cursor::new();
    let visible = Memo::new(move |_| {
        let Window { first, end } = view.get();
        order.with(|order| order.get(first..end.min(order.len())).map(<[_]>::to_vec).unwrap_or_default())
    });
    keys(order, body, row, cursor);
    let pad =
        move |rows: usize| (rows > 0).then(|| format!("{}px", i32::try_from(rows).unwrap_or(0) * row.get()));
    let above = move || pad(view.get().first);
    let below = move || pad(order.with(Vec::len).saturating_sub(view.get().end));
    let loading = Memo::new(move |_| state.get() == State::Loading);
    let filled = move || matches!(state.get(), State::Filled | State::Loading);
    let is_held = move || frozen.get() && wanted.with(|wanted| order.with(|order| *wanted != *order));
    view! {
        <p class="held" aria-hidden="true" data-on=move || is_held().then_some("")>{t(HELD)}</p>
        <section
            class="card sets"
            hidden=move || !filled()
            data-all=all.then_some("")
            style:--row=move || format!("{}px", row.get())
        >
            <table
                class="table"
                aria-label=t(CAPTION)
                aria-busy=move || loading.get().then_some("true")
                aria-rowcount=move || order.with(Vec::len) + 1
            >
                <Head place all />
                <tbody
                    node_ref=body
                    on:pointerenter=move |ev: ev::PointerEvent| pointed.set(ev.pointer_type() == "mouse")
                    on:pointerleave=move |_| pointed.set(false)
                    on:focusin=move |_| focused.set(true)
                    on:focusout=move |_| focused.set(false)
                >
                    <tr class="pad" aria-hidden="true" hidden=move || above().is_none()><td colspan="8" style:height=above></td></tr>
                    <Show when=move || loading.get()>
                        {(0..8).map(|index| view! { <SkeletonRow index all /> }).collect_view()}
                    </Show>
                    <For
                        each=move || visible.get()
                        key=|uid| Arc::clone(uid)
                        children=move |uid| view! { <Row uid source acting all writable cursor order /> }
                    />
                    <tr class="pad" aria-hidden="true" hidden=move || below().is_none()><td colspan="8" style:height=below></td></tr>
                </tbody>
            </table>
        </section>
    }
}

#[component]
fn Head(place: Place, all: bool) -> impl IntoView {
    let sort = Memo::new(move |_| place.query.with(|query| Sort::read(&query.sort)));
    let head = move |column: Column, label: Text, class: &'static str, number: bool| {
        let sorted = Signal::derive(move || (sort.get().column == column).then_some(sort.get().direction));
        let press =
            move |()| place.change(|query| query.sort = Sort::read(&query.sort).pressed(column).write());
        view! { <SortHead label=t(label) sorted class number on_press=press /> }
    };
    view! {
        <thead>
            <tr>
                {head(Column::Name, NAME, "col-name", false)}
                {head(Column::Status, STATUS, "col-status", false)}
                {head(Column::Ready, ORDINALS, "col-ordinals", false)}
                <th scope="col" class="col-updated">{t(UPDATED)}</th>
                <th scope="col" class="col-images">{t(IMAGES)}</th>
                {all.then(|| head(Column::Namespace, NAMESPACE, "col-namespace", false))}
                {head(Column::Age, AGE, "col-age", true)}
                <th scope="col" class="col-menu"><span class="unseen">{t(ACTIONS)}</span></th>
            </tr>
        </thead>
    }
}

/// The uids that the filters let through, in the order that the address asks for.
fn wanted(place: Place, source: Source) -> Memo<Vec<Arc<str>>> {
    Memo::new(move |_| {
        let (search, status, sort) = place
            .query
            .with(|query| (query.search.clone(), read_status(&query.status), Sort::read(&query.sort)));
        source.lines.with(|lines| order(lines, &search, status, sort))
    })
}

/// The wanted uids, or the ones before while the user points at them. A new wish is obeyed at once.
fn shown(place: Place, wanted: Memo<Vec<Arc<str>>>, frozen: Memo<bool>) -> Memo<Shown> {
    Memo::new(move |before: Option<&Shown>| {
        let wish = place.query.with(|query| (query.search.clone(), query.status.clone(), query.sort.clone()));
        let uids = wanted.with(|wanted| match before {
            Some(before) if frozen.get() && before.wish == wish => held(&before.uids, wanted),
            _ => wanted.clone(),
        });
        Shown { wish, uids }
    })
}

/// Pixels per row: the style sheet takes it from here, so that the arithmetic and the picture agree.
fn row_height() -> Memo<i32> {
    let compact = use_density().is_compact();
    let narrow = media::matches("(max-width: 720px)");
    Memo::new(move |_| match (narrow.get(), compact.get()) {
        (true, _) => 84,
        (false, true) => 32,
        (false, false) => 44,
    })
}

fn in_view(body: NodeRef<html::Tbody>, order: Memo<Vec<Arc<str>>>, row: Memo<i32>) -> Memo<Window> {
    let area = use_scroll_area();
    Memo::new(move |_| {
        let above = area.top().get() - body.get().map_or(0, |body| top_within(&body, "main"));
        window(order.with(Vec::len), row.get(), above, area.height().get())
    })
}

/// `j` and `k` move from row to row from anywhere, the arrows while a row has the focus.
fn keys(order: Memo<Vec<Arc<str>>>, body: NodeRef<html::Tbody>, row: Memo<i32>, cursor: Cursor) {
    let area = use_scroll_area();
    let go = move |forward: bool| {
        let target = order.with_untracked(|order| {
            let here = cursor.at().and_then(|uid| order.iter().position(|other| *other == uid));
            let index = match (here, forward) {
                (None, true) => 0,
                (None, false) => order.len().checked_sub(1)?,
                (Some(here), true) => (here + 1).min(order.len() - 1),
                (Some(here), false) => here.saturating_sub(1),
            };
            Some((index, Arc::clone(order.get(index)?)))
        });
        if let (Some((index, uid)), Some(body)) = (target, body.get_untracked()) {
            let top = top_within(&body, "main") + i32::try_from(index).unwrap_or(0) * row.get_untracked();
            area.reveal(top, top + row.get_untracked(), HEAD);
            cursor.move_to(uid);
        }
    };
    cursor.on_step(Callback::new(go));
    use_shortcut("j", move || go(true));
    use_shortcut("k", move || go(false));
}
