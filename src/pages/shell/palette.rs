//! The command palette: go to any object or page, do anything the page offers, by a few letters.
//!
//! What was chosen before leads while nothing is typed. Only the best entries are drawn.

pub mod catalogue;
pub mod entry;
pub mod rank;

use std::sync::Arc;

use leptos::prelude::*;
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::pages::shell::palette::catalogue::{Searched, search};
use crate::pages::shell::palette::entry::{Does, Entry};
use crate::pages::shell::palette::rank::rank;
use crate::pages::shell::remembered::{CHOSEN, NAMESPACES, PINS, Remembered};
use crate::platform::{frame, keys, task};
use crate::router::{Router, use_router};
use crate::ui::combo_input::{Combo, ComboInput};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::kbd::Keys;
use crate::ui::modal::Modal;

const NAME: Text = Text { zh: "命令面板", en: "Command palette" };
const FIND: Text =
    Text { zh: "查找有状态副本集、页面或操作", en: "Find a StatefulSet, a page or an action" };
const FOUND: Text = Text { zh: "结果", en: "Results" };
const READING: Text = Text { zh: "正在读取有状态副本集…", en: "Reading the StatefulSets…" };
const PARTIAL: Text = Text {
    zh: "没有权限列出所有命名空间，只查找你用过的命名空间。",
    en: "You may not list all namespaces: only those that you used are searched.",
};
/// There is one palette in the page.
const LIST: &str = "palette-list";
/// More than one can take in; the query narrows it down.
const MOST: usize = 50;
const REMEMBERED: usize = 8;

/// Opens and closes with Ctrl or ⌘ and K, from everywhere but another dialog.
pub fn use_palette() -> RwSignal<bool> {
    let open = RwSignal::new(false);
    keys::on_chord("k", move || {
        let is_open = open.get_untracked();
        let takes = is_open || !keys::dialog_is_open();
        if takes {
            open.set(!is_open);
        }
        takes
    });
    open
}

/// What the palette is about to do.
#[derive(Clone, Copy)]
struct Pick {
    combo: Combo,
    searched: Searched,
    found: Memo<Vec<usize>>,
    take: Callback<Arc<Entry>>,
}

impl Pick {
    fn entry(self, position: usize) -> Option<Arc<Entry>> {
        let index = self.found.with_untracked(|found| found.get(position).copied())?;
        self.searched.catalogue.with_untracked(|catalogue| catalogue.0.get(index).cloned())
    }
}

/// The palette.
#[component]
pub fn Palette(
    /// Called when the user leaves it.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let router = use_router();
    let chosen = Remembered::read(CHOSEN, REMEMBERED);
    let combo = Combo::new(LIST);
    let searched = search(known_namespaces());
    let found = Memo::new(move |_| {
        searched
            .catalogue
            .with(|catalogue| rank(&catalogue.0, &combo.typed.read(), &chosen.lines().get_untracked(), MOST))
    });
    let take = Callback::new(move |entry: Arc<Entry>| {
        if !is_refused(&entry) {
            chosen.put(&entry.id);
            on_close.run(());
            act(entry.does.clone(), router);
        }
    });
    let pick = Pick { combo, searched, found, take };
    view! {
        <Modal class="palette" label=t(NAME) on_leave=on_close>
            <Search pick />
            <Options pick />
            <Remarks pick />
        </Modal>
    }
}

/// Pinned and used namespaces, for people who may not list them.
fn known_namespaces() -> Vec<String> {
    let mut names = Remembered::read(PINS, usize::MAX).lines().get_untracked();
    for name in Remembered::read(NAMESPACES, usize::MAX).lines().get_untracked() {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

fn is_refused(entry: &Entry) -> bool {
    matches!(&entry.does, Does::Run(command) if untrack(|| command.why_not()).is_some())
}

/// Acts once the palette is gone and the focus is back where it was: what opens now must find it there.
fn act(does: Does, router: Router) {
    // Ends by itself; the palette, whose task it would be, is gone by then.
    drop(task::spawn_abortable(async move {
        frame::next().await;
        match does {
            Does::Go(route) => router.navigate(&route),
            Does::Run(command) => command.run(),
        }
    }));
}

#[component]
fn Search(pick: Pick) -> impl IntoView {
    let take = move |position: usize| {
        if let Some(entry) = pick.entry(position) {
            pick.take.run(entry);
        }
    };
    let count = Signal::derive(move || pick.found.with(Vec::len));
    view! {
        <div class="palette-search">
            <Icon glyph=Glyph::Search />
            <ComboInput combo=pick.combo count label=t(FIND) on_take=take />
        </div>
    }
}

#[component]
fn Options(pick: Pick) -> impl IntoView {
    let locale = use_locale();
    let options = move || {
        let locale = locale.get();
        let found = pick.found.get();
        pick.searched.catalogue.with(|catalogue| {
            let entries = found.iter().filter_map(|index| catalogue.0.get(*index)).enumerate();
            entries.map(|(position, entry)| option(position, entry, pick, locale)).collect_view()
        })
    };
    view! { <ul id=LIST class="palette-list" role="listbox" aria-label=t(FOUND)>{options}</ul> }
}

fn option(position: usize, entry: &Arc<Entry>, pick: Pick, locale: Locale) -> impl IntoView + use<> {
    let is_marked = Memo::new(move |_| pick.combo.marked.get() == position);
    let why = match &entry.does {
        Does::Run(command) => command.why_not(),
        Does::Go(_) => None,
    };
    let note = why.clone().unwrap_or_else(|| entry.note.clone());
    let choose = Arc::clone(entry);
    view! {
        <li
            id=pick.combo.id(position)
            class="palette-option"
            role="option"
            aria-selected=move || if is_marked.get() { "true" } else { "false" }
            aria-disabled=why.is_some().then_some("true")
            on:mousemove=move |_| pick.combo.marked.set(position)
            on:click=move |_| pick.take.run(Arc::clone(&choose))
        >
            <Icon glyph=entry.glyph />
            <span class="palette-title">{entry.title.clone()}</span>
            <span class="palette-note">{note}</span>
            {(!entry.keys.is_empty()).then(|| view! { <Keys keys=entry.keys /> })}
            <small>{entry.kind.word().get(locale)}</small>
        </li>
    }
}

/// What there is to say about the results; read out, too.
#[component]
fn Remarks(pick: Pick) -> impl IntoView {
    let locale = use_locale();
    let nothing = move || {
        let query = pick.combo.typed.get();
        let loading = pick.searched.loading.get();
        (pick.found.with(Vec::is_empty) && !loading).then(|| match locale.get() {
            Locale::En => format!("Nothing is called “{query}”."),
            Locale::Zh => format!("没有名为“{query}”的内容。"),
        })
    };
    let reading = move || pick.searched.loading.get().then(t(READING));
    let partial = move || pick.searched.partial.get().then(t(PARTIAL));
    view! {
        <div class="palette-remarks" role="status">
            {move || nothing().map(|text| view! { <p>{text}</p> })}
            {move || reading().map(|text| view! { <p>{text}</p> })}
            {move || partial().map(|text| view! { <p>{text}</p> })}
        </div>
    }
}
