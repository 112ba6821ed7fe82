//! The panel of the picker: search, the list, and what can be done with the marked one.
//!
//! Enter or a press takes one namespace alone; Space, a press with Ctrl or one on the box adds it to those chosen, or takes it out.

use kubewire::health::Health;
use kubewire::resource::NAMESPACES as RESOURCE;
use kubewire::scope::Scope;
use leptos::prelude::*;
use workload::rows::namespace::NamespaceRow;
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::pages::shell::namespace_picker::choices::{Choice, Known, choices};
use crate::pages::shell::namespace_picker::options::{MOST, Options};
use crate::pages::shell::remembered::{NAMESPACES, NAMESPACES_KEPT, PINS, Remembered};
use crate::route::namespaces::Namespaces;
use crate::route::{Route, SetsQuery};
use crate::router::{Router, use_router};
use crate::store::use_store;
use crate::ui::button::Button;
use crate::ui::combo_input::{Combo, ComboInput};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::popover::{PopoverHandle, use_popover};

const FIND: Text = Text { zh: "查找或输入命名空间", en: "Find or type a namespace" };
const DENIED: Text = Text {
    zh: "没有权限列出命名空间，请直接输入名称。",
    en: "You may not list namespaces: type the name.",
};
const SEVERAL: Text = Text { zh: "空格键可选多个", en: "Space chooses several" };
/// There is one picker in the page.
pub const LIST: &str = "namespace-options";
const PINNED: usize = 100;

/// What the panel is about to do.
#[derive(Clone, Copy)]
pub struct Pick {
    /// What is typed and marked.
    pub combo: Combo,
    /// What is offered.
    pub choices: Memo<Vec<Choice>>,
    /// What is chosen.
    pub current: Memo<Namespaces>,
    /// What is pinned.
    pub pins: Remembered,
    used: Remembered,
    router: Router,
    popover: Option<PopoverHandle>,
}

impl Pick {
    /// Whether several can be chosen here: only a list can show several.
    pub fn takes_several(self) -> bool {
        self.router.route().with(|route| matches!(route, Route::Sets(_)))
    }

    /// Takes this one alone, or all.
    pub fn take(self, choice: &Choice) {
        let name = choice.name();
        if !name.is_empty() {
            self.used.put(name);
        }
        if let Some(popover) = self.popover {
            popover.close();
        }
        let namespaces = Namespaces::one(name);
        match self.router.route().get_untracked() {
            Route::Sets(query) => self.router.navigate(&Route::Sets(SetsQuery { namespaces, ..query })),
            // There it says where documents go that name none: not another page.
            Route::Create { .. } => self.router.replace(&Route::Create { namespace: name.to_owned() }),
            _ => self.router.navigate(&Route::Sets(SetsQuery { namespaces, ..SetsQuery::default() })),
        }
    }

    /// Adds this one to those that are chosen, or takes it out; the panel stays.
    pub fn toggle(self, choice: &Choice) {
        match (self.router.route().get_untracked(), choice) {
            (Route::Sets(query), Choice::One { name, .. }) => {
                self.used.put(name);
                let namespaces = query.namespaces.toggled(name);
                self.router.replace(&Route::Sets(SetsQuery { namespaces, ..query }));
            }
            _ => self.take(choice),
        }
    }

    /// Pins it, or takes the pin out.
    pub fn pin(self, choice: &Choice) {
        if let Choice::One { name, .. } = choice {
            self.pins.toggle(name);
        }
    }

    fn marked_choice(self) -> Option<Choice> {
        let marked = self.combo.marked.get();
        self.choices.with(|choices| choices.get(marked).cloned())
    }
}

/// The panel.
#[component]
pub fn Panel(current: Memo<Namespaces>) -> impl IntoView {
    let (store, router) = (use_store(), use_router());
    let namespaces = store.watch::<NamespaceRow>(Scope::all(RESOURCE));
    let (all, health, config) = (namespaces.all(), namespaces.health(), store.config());
    let (used, pins) = (Remembered::read(NAMESPACES, NAMESPACES_KEPT), Remembered::read(PINS, PINNED));
    let kept = store.kept();
    // As they were when the panel opened, or the cluster was known: a choice must not move away under the pointer.
    let were = Memo::new(move |_| {
        kept.track();
        untrack(|| (used.lines().get(), pins.lines().get()))
    });
    let known = Memo::new(move |_| Known {
        listed: all.with(|all| {
            let row = |row: &NamespaceRow| (row.meta.name().to_owned(), row.status.phase == "Terminating");
            all.iter().map(|namespace| row(namespace)).collect()
        }),
        offered: config.with(|config| config.namespaces.clone()),
        used: were.with(|(used, _)| used.clone()),
        pinned: were.with(|(_, pinned)| pinned.clone()),
    });
    let combo = Combo::new(LIST);
    let choices = Memo::new(move |_| choices(&known.read(), &current.read(), &combo.typed.read()));
    let pick = Pick { combo, choices, current, pins, used, router, popover: use_popover() };
    let denied = move || health.with(|health| matches!(health, Health::Denied(_)));
    view! {
        <div class="picker">
            <Search pick />
            <Show when=denied><p class="picker-note">{t(DENIED)}</p></Show>
            <Options pick />
            <Foot pick />
        </div>
    }
}

#[component]
fn Search(pick: Pick) -> impl IntoView {
    let at = move |position: usize| pick.choices.with_untracked(|choices| choices.get(position).cloned());
    let take = move |position: usize| {
        if let Some(choice) = at(position) {
            pick.take(&choice);
        }
    };
    // No name has a space in it.
    let toggle = move |position: usize| {
        if let Some(choice) = at(position) {
            pick.toggle(&choice);
        }
    };
    let count = Signal::derive(move || pick.choices.with(Vec::len).min(MOST));
    view! {
        <div class="search picker-search">
            <Icon glyph=Glyph::Search />
            <ComboInput combo=pick.combo count label=t(FIND) class="input" on_take=take on_space=toggle />
        </div>
    }
}

/// What can be done with the marked one besides taking it.
#[component]
fn Foot(pick: Pick) -> impl IntoView {
    let locale = use_locale();
    let name = Memo::new(move |_| pick.marked_choice().map(|choice| choice.name().to_owned()));
    let is_one = move || name.with(|name| name.as_ref().is_some_and(|name| !name.is_empty()));
    let words = move || {
        let name = name.get().unwrap_or_default();
        let pinned = pick.pins.lines().with(|pins| pins.contains(&name));
        match (locale.get(), pinned) {
            (Locale::En, false) => format!("Pin {name}"),
            (Locale::En, true) => format!("Unpin {name}"),
            (Locale::Zh, false) => format!("固定 {name}"),
            (Locale::Zh, true) => format!("取消固定 {name}"),
        }
    };
    let press = move |()| {
        if let Some(choice) = untrack(|| pick.marked_choice()) {
            pick.pin(&choice);
        }
    };
    view! {
        <div class="picker-foot">
            <Show when=is_one><Button small=true icon=Glyph::Star on_press=press><span class="picker-pin">{words}</span></Button></Show>
            <span class="spacer"></span>
            <Show when=move || pick.takes_several()><small>{t(SEVERAL)}</small></Show>
        </div>
    }
}
