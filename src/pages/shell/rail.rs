//! The rail: where one can go. Folds to icons; on a narrow window it is a sheet behind a button.

use leptos::{ev, html, prelude::*};
use workload::text::Text;

use crate::i18n::t;
use crate::pages::shell::CLOSE;
use crate::pages::shell::brand::BrandMark;
use crate::platform::focus;
use crate::platform::storage::{self, Area};
use crate::route::{Route, SetsQuery};
use crate::router::use_router;
use crate::ui::button::IconButton;
use crate::ui::icon::{Glyph, Icon};

const KEY: &str = "ordinal.rail";
const NAVIGATION: Text = Text { zh: "导航", en: "Navigation" };
const SETS: Text = Text { zh: "有状态副本集", en: "StatefulSets" };
const HELP: Text = Text { zh: "键盘快捷键", en: "Keyboard" };
const FOLD: Text = Text { zh: "收起导航", en: "Fold the rail" };
const UNFOLD: Text = Text { zh: "展开导航", en: "Unfold the rail" };

/// How the rail is.
#[derive(Debug, Clone, Copy)]
pub struct RailState {
    folded: RwSignal<bool>,
    sheet: RwSignal<bool>,
    query: RwSignal<SetsQuery>,
}

/// Reads how the rail was left.
pub fn provide_rail() -> RailState {
    let folded = RwSignal::new(storage::get(Area::Local, KEY).as_deref() == Some("folded"));
    let state = RailState { folded, sheet: RwSignal::new(false), query: RwSignal::new(SetsQuery::default()) };
    let route = use_router().route();
    Effect::new(move || {
        if let Route::Sets(query) = route.get() {
            state.query.set(query);
        }
        state.sheet.set(false);
    });
    state
}

impl RailState {
    /// Only icons.
    pub fn is_folded(self) -> Signal<bool> {
        self.folded.into()
    }

    /// Open as a sheet, on a narrow window.
    pub fn is_sheet_open(self) -> Signal<bool> {
        self.sheet.into()
    }

    /// Opens the sheet.
    pub fn open_sheet(self) {
        self.sheet.set(true);
    }

    /// Where the link to the list leads: to the list as one left it.
    pub fn list(self) -> Signal<String> {
        Signal::derive(move || Route::Sets(self.query.get()).href())
    }

    fn turn(self) {
        let folded = !self.folded.get_untracked();
        self.folded.set(folded);
        if storage::set(Area::Local, KEY, if folded { "folded" } else { "open" }).is_err() {
            leptos::logging::warn!("the browser does not keep how the rail is");
        }
    }
}

/// The rail beside the page.
#[component]
pub fn Rail(
    /// How it is.
    rail: RailState,
    /// Called when the user asks for the keys.
    #[prop(into)]
    on_help: Callback<()>,
) -> impl IntoView {
    let glyph = Signal::derive(move || if rail.folded.get() { Glyph::UnfoldRail } else { Glyph::FoldRail });
    let (fold, unfold) = (t(FOLD), t(UNFOLD));
    let name = move || if rail.folded.get() { unfold() } else { fold() };
    view! {
        <nav class="rail" aria-label=t(NAVIGATION)>
            <Places rail />
            <span class="spacer"></span>
            <button type="button" class="rail-item" aria-label=t(HELP) on:click=move |_| on_help.run(())>
                <Icon glyph=Glyph::Help />
                <span class="rail-word">{t(HELP)}</span>
            </button>
            <button type="button" class="rail-item" aria-label=name title=name on:click=move |_| rail.turn()>
                <Icon glyph />
                <span class="rail-word">{name}</span>
            </button>
        </nav>
    }
}

/// The rail as a sheet.
#[component]
pub fn RailSheet(
    /// How it is.
    rail: RailState,
    /// Called when the user asks for the keys.
    #[prop(into)]
    on_help: Callback<()>,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let close = move || rail.sheet.set(false);
    focus::return_on_cleanup();
    node.on_load(|sheet| {
        if let Err(error) = sheet.show_modal() {
            leptos::logging::error!("the sheet does not open: {error:?}");
        }
    });
    let outside = move |ev: ev::MouseEvent| {
        if node.with_untracked(|node| node.as_ref().is_some_and(|sheet| focus::is_target(&ev, sheet))) {
            close();
        }
    };
    view! {
        <dialog
            node_ref=node
            class="sheet"
            aria-label=t(NAVIGATION)
            on:mousedown=outside
            on:cancel=move |ev: ev::Event| {
                ev.prevent_default();
                close();
            }
        >
            <div class="sheet-inner">
                <div class="sheet-head">
                    <BrandMark />
                    <strong>"Ordinal"</strong>
                    <span class="spacer"></span>
                    <IconButton label=t(CLOSE) glyph=Glyph::Close on_press=move |()| close() />
                </div>
                <nav aria-label=t(NAVIGATION)>
                    <Places rail />
                    <button
                        type="button"
                        class="rail-item"
                        on:click=move |_| {
                            close();
                            on_help.run(());
                        }
                    >
                        <Icon glyph=Glyph::Help />
                        <span class="rail-word">{t(HELP)}</span>
                    </button>
                </nav>
            </div>
        </dialog>
    }
}

#[component]
fn Places(rail: RailState) -> impl IntoView {
    let route = use_router().route();
    let here = move || match route.get() {
        Route::Sets(_) => Some("page"),
        Route::Set { .. } | Route::Create { .. } => Some("true"),
        Route::NotFound => None,
    };
    view! {
        <a class="rail-item" href=rail.list() aria-current=here aria-label=t(SETS) title=move || rail.folded.get().then(t(SETS))>
            <Icon glyph=Glyph::Sets />
            <span class="rail-word">{t(SETS)}</span>
        </a>
    }
}
