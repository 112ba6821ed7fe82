//! The rail: where one can go. Folds to icons; on a narrow window it is a sheet behind a button.

use leptos::prelude::*;
use workload::text::Text;

use crate::i18n::t;
use crate::pages::shell::CLOSE;
use crate::pages::shell::brand::BrandMark;
use crate::pages::shell::places;
use crate::route::{Route, SetsQuery};
use crate::router::use_router;
use crate::ui::button::IconButton;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::kept::Kept;
use crate::ui::modal::Modal;

const KEY: &str = "ordinal.rail";
const NAVIGATION: Text = Text { zh: "导航", en: "Navigation" };
const HELP: Text = Text { zh: "键盘快捷键", en: "Keyboard" };
const FOLD: Text = Text { zh: "收起导航", en: "Fold the rail" };
const UNFOLD: Text = Text { zh: "展开导航", en: "Unfold the rail" };

/// How the rail is.
#[derive(Debug, Clone, Copy)]
pub struct RailState {
    kept: Kept,
    folded: Memo<bool>,
    sheet: RwSignal<bool>,
    query: RwSignal<SetsQuery>,
}

/// Reads how the rail was left.
pub fn provide_rail() -> RailState {
    let kept = Kept::follow(KEY);
    let folded = Memo::new(move |_| kept.read(|word| Some(word == "folded")).unwrap_or_default());
    let (sheet, query) = (RwSignal::new(false), RwSignal::new(SetsQuery::default()));
    let state = RailState { kept, folded, sheet, query };
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

    /// Folds it, or unfolds it.
    pub fn turn(self) {
        self.kept.choose(Some(if self.folded.get_untracked() { "open" } else { "folded" }));
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
            <PlaceLink rail place=places::ACTIVITY />
            <PlaceLink rail place=places::SETTINGS />
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
    let close = move || rail.sheet.set(false);
    view! {
        <Modal class="sheet" label=t(NAVIGATION) on_leave=move |()| close()>
            <div class="sheet-inner">
                <div class="sheet-head">
                    <BrandMark />
                    <strong>"Ordinal"</strong>
                    <span class="spacer"></span>
                    <IconButton label=t(CLOSE) glyph=Glyph::Close on_press=move |()| close() />
                </div>
                <nav aria-label=t(NAVIGATION)>
                    <Places rail />
                    <PlaceLink rail place=places::ACTIVITY />
            <PlaceLink rail place=places::SETTINGS />
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
        </Modal>
    }
}

#[component]
fn Places(rail: RailState) -> impl IntoView {
    let route = use_router().route();
    let here = move || match route.get() {
        Route::Sets(_) => Some("page"),
        Route::Set { .. } | Route::Create { .. } | Route::Edit { .. } => Some("true"),
        _ => None,
    };
    let name = t(places::SETS.label);
    view! {
        <a class="rail-item" href=rail.list() aria-current=here aria-label=name title=move || rail.folded.get().then(name)>
            <Icon glyph=places::SETS.glyph />
            <span class="rail-word">{name}</span>
        </a>
    }
}

/// The way to a place apart from those where one works.
#[component]
fn PlaceLink(rail: RailState, place: places::Place) -> impl IntoView {
    let route = use_router().route();
    let own = (place.route)();
    let href = own.href();
    let is_here = move || route.with(|route| std::mem::discriminant(route) == std::mem::discriminant(&own));
    let name = t(place.label);
    view! {
        <a class="rail-item" href=href aria-current=move || is_here().then_some("page") aria-label=name title=move || rail.folded.get().then(name)>
            <Icon glyph=place.glyph />
            <span class="rail-word">{name}</span>
        </a>
    }
}
