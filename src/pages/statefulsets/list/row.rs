//! One row. It follows its own line only, so a change elsewhere does not touch it; a set that is gone stays, struck
//! out, for as long as the order is held.

use std::sync::Arc;

use leptos::{ev, html, prelude::*};
use workload::text::{Locale, Text};

use crate::i18n::use_locale;
use crate::pages::now::use_now;
use crate::pages::permit::why_not;
use crate::pages::statefulsets::actions::{Acting, to_delete, to_scale};
use crate::pages::statefulsets::list::cells::{Images, Name, Ordinals, Updated};
use crate::pages::statefulsets::list::line::Line;
use crate::pages::statefulsets::list::source::Source;
use crate::platform::focus;
use crate::route::Route;
use crate::router::use_router;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Does, Menu, MenuItem};
use crate::ui::popover::Align;
use crate::ui::skeleton::Skeleton;
use crate::widgets::since::Since;
use crate::widgets::status_badge::StatusBadge;

const OPEN: Text = Text { zh: "打开", en: "Open" };
const YAML: Text = Text { zh: "YAML", en: "YAML" };
const SCALE: Text = Text { zh: "调整副本数…", en: "Scale…" };
const DELETE: Text = Text { zh: "删除…", en: "Delete…" };

/// The row that the keyboard is at.
#[derive(Debug, Clone, Copy)]
pub struct Cursor {
    at: RwSignal<Option<Arc<str>>>,
    step: StoredValue<Option<Callback<bool>>>,
}

impl Cursor {
    /// At no row.
    pub fn new() -> Self {
        Self { at: RwSignal::new(None), step: StoredValue::new(None) }
    }

    /// The row's uid.
    pub fn at(self) -> Option<Arc<str>> {
        self.at.get_untracked()
    }

    /// Takes the focus to a row, which may be drawn only now.
    pub fn move_to(self, uid: Arc<str>) {
        self.at.set(Some(uid));
    }

    /// What the arrow keys do: forward or back.
    pub fn on_step(self, step: Callback<bool>) {
        self.step.set_value(Some(step));
    }

    fn step(self, forward: bool) {
        if let Some(step) = self.step.get_value() {
            step.run(forward);
        }
    }
}

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
pub fn Row(
    uid: Arc<str>,
    source: Source,
    acting: Acting,
    all: bool,
    writable: Signal<bool>,
    cursor: Cursor,
    order: Memo<Vec<Arc<str>>>,
) -> impl IntoView {
    let node = NodeRef::<html::Tr>::new();
    let line: LineSignal = {
        let uid = Arc::clone(&uid);
        Memo::new(move |before: Option<&Option<Shared>>| {
            let now = source.lines.with(|lines| lines.get(&uid).cloned().map(Shared));
            now.or_else(|| before.cloned().flatten())
        })
    };
    let (here, there, place) = (Arc::clone(&uid), Arc::clone(&uid), Arc::clone(&uid));
    let gone = Memo::new(move |_| source.lines.with(|lines| lines.get(&here).is_none()));
    let index = Memo::new(move |_| {
        order.with(|order| order.iter().position(|other| *other == place)).map(|at| at + 2)
    });
    let target = move || line.with_untracked(|line| line.as_ref().map(|line| set_route(&line.0, "")));
    let router = use_router();
    let open = move || {
        if let Some(target) = target() {
            router.navigate(&target);
        }
    };
    // The cursor may come to a row that is drawn only now: the effect runs for both.
    Effect::new(move || {
        let is_here = cursor.at.with(|at| at.as_ref() == Some(&there));
        if let (true, Some(row)) = (is_here, node.get()) {
            focus::take(&row);
        }
    });
    let keydown = move |ev: ev::KeyboardEvent| {
        let on_row =
            node.with_untracked(|node| node.as_ref().is_some_and(|row| focus::is_key_target(&ev, row)));
        let known = match ev.key().as_str() {
            _ if !on_row => false,
            "Enter" => {
                open();
                true
            }
            "ArrowDown" => {
                cursor.step(true);
                true
            }
            "ArrowUp" => {
                cursor.step(false);
                true
            }
            _ => false,
        };
        if known {
            ev.prevent_default();
        }
    };
    let click = move |ev: ev::MouseEvent| {
        if !focus::is_interactive(&ev) {
            open();
        }
    };
    view! {
        <tr
            node_ref=node
            class="set"
            tabindex="-1"
            aria-rowindex=index
            data-gone=move || gone.get().then_some("")
            on:keydown=keydown
            on:click=click
            on:focus=move |_| cursor.at.set(Some(Arc::clone(&uid)))
        >
            <Cells line all />
            <td class="col-menu"><RowMenu line acting writable gone /></td>
        </tr>
    }
}

#[component]
fn Cells(line: LineSignal, all: bool) -> impl IntoView {
    let (locale, now) = (use_locale(), use_now());
    let reason = Memo::new(move |_| {
        line.with(|line| line.as_ref().map(|line| why(&line.0, locale.get())).unwrap_or_default())
    });
    let word = Memo::new(move |_| {
        line.with(|line| line.as_ref().map(|line| line.0.view.status.text().get(locale.get()).to_owned()))
            .unwrap_or_default()
    });
    let tone = Memo::new(move |_| {
        line.with(|line| line.as_ref().map(|line| line.0.view.tone)).unwrap_or(workload::status::Tone::Idle)
    });
    let status_flash =
        flash(Memo::new(move |_| line.with(|line| line.as_ref().map(|line| line.0.view.status))));
    let created =
        Memo::new(move |_| line.with(|line| line.as_ref().and_then(|line| line.0.set.meta.created)));
    let namespace = Memo::new(move |_| {
        line.with(|line| line.as_ref().map(|line| line.0.set.meta.namespace().to_owned()))
    });
    view! {
        <td class="col-name"><Name line /></td>
        <td class="col-status" data-flash=status_flash><StatusBadge tone word reason /></td>
        <Ordinals line />
        <Updated line />
        <td class="col-images"><Images line /></td>
        {all.then(|| view! { <td class="col-namespace" title=namespace>{namespace}</td> })}
        <td class="col-age num"><Since at=created now /></td>
    }
}

/// The reason, or else the first thing to know besides.
fn why(line: &Line, locale: Locale) -> String {
    let reason = line.view.reason.as_ref().map(|reason| reason.say(locale));
    reason.or_else(|| line.view.notes.first().map(|note| note.say(locale))).unwrap_or_default()
}

fn set_route(line: &Line, tab: &str) -> Route {
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

#[component]
fn RowMenu(line: LineSignal, acting: Acting, writable: Signal<bool>, gone: Memo<bool>) -> impl IntoView {
    let locale = use_locale();
    let name = move || {
        line.with(|line| line.as_ref().map(|line| line.0.set.meta.name().to_owned())).unwrap_or_default()
    };
    let label = move || match locale.get() {
        Locale::En => format!("Actions for {}", name()),
        Locale::Zh => format!("{} 的操作", name()),
    };
    let items = move |()| {
        let Some(Shared(line)) = line.get_untracked() else { return Vec::new() };
        let say = |text: Text| text.get(locale.get_untracked());
        let mut items = vec![
            MenuItem::new(say(OPEN), Does::Go(set_route(&line, "").href())).glyph(Glyph::ArrowRight),
            MenuItem::new(say(YAML), Does::Go(set_route(&line, "yaml").href())).glyph(Glyph::Code),
        ];
        if writable.get_untracked() && !gone.get_untracked() {
            let (scale, delete) = (why_not(to_scale(&line.set)), why_not(to_delete(&line.set)));
            let (scaled, deleted) = (Arc::clone(&line), line);
            items.push(
                MenuItem::act(say(SCALE), move || acting.scale(scaled.uid()))
                    .glyph(Glyph::Scale)
                    .after_rule()
                    .unless(scale),
            );
            items.push(
                MenuItem::act(say(DELETE), move || acting.delete(deleted.uid()))
                    .glyph(Glyph::Trash)
                    .danger()
                    .unless(delete),
            );
        }
        items
    };
    view! { <Menu label items align=Align::End trigger=|| view! { <Icon glyph=Glyph::More /> } /> }
}

/// A row of the first load.
#[component]
pub fn SkeletonRow(index: usize, all: bool) -> impl IntoView {
    const WIDTHS: [&str; 4] = ["62%", "48%", "74%", "55%"];
    let width = |cell: usize| WIDTHS[(index + cell) % WIDTHS.len()];
    let cell =
        |class: &'static str, width: &'static str| view! { <td class=class><Skeleton width=width /></td> };
    view! {
        <tr class="set" data-skeleton="">
            {cell("col-name", width(0))}
            {cell("col-status", width(1))}
            {cell("col-ordinals", width(2))}
            <td class="col-updated"></td>
            {cell("col-images", width(3))}
            {all.then(|| cell("col-namespace", width(1)))}
            {cell("col-age", "60%")}
            <td class="col-menu"></td>
        </tr>
    }
}
