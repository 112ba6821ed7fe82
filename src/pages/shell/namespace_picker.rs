//! Which namespace the list shows. One picks, or types a name: it works for those who may not list namespaces, too.
//!
//! A combobox by the ARIA pattern: the focus stays in the search box, the arrows move the mark in the list.

use kubewire::health::Health;
use kubewire::resource::NAMESPACES;
use kubewire::scope::Scope;
use leptos::{ev, html, prelude::*};
use workload::rows::namespace::NamespaceRow;
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::pages::shell::namespace_options::{Choice, choices};
use crate::platform::focus;
use crate::platform::storage::{self, Area};
use crate::route::namespaces::Namespaces;
use crate::route::{Route, SetsQuery};
use crate::router::use_router;
use crate::store::use_store;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::popover::{Popover, PopoverHandle};

const NAMESPACE: Text = Text { zh: "命名空间", en: "Namespace" };
const ALL: Text = Text { zh: "全部命名空间", en: "All namespaces" };
const ALL_SHORT: Text = Text { zh: "全部", en: "All" };
const FIND: Text = Text { zh: "查找或输入命名空间", en: "Find or type a namespace" };
const DENIED: Text = Text {
    zh: "没有权限列出命名空间，请直接输入名称。",
    en: "You may not list namespaces: type the name.",
};
const ENDING: Text = Text { zh: "终止中", en: "Terminating" };
/// Names that were typed or picked, newest first, one per line: all there is for those who may not list them.
const KEY: &str = "ordinal.namespaces";
const REMEMBERED: usize = 12;

/// The picker.
#[component]
pub fn NamespacePicker() -> impl IntoView {
    let (router, locale) = (use_router(), use_locale());
    let route = router.route();
    let current = Memo::new(move |before: Option<&String>| {
        route.with(|route| match route {
            Route::Sets(query) => query.namespaces.to_string(),
            Route::Set { namespace, .. } | Route::Create { namespace } => namespace.clone(),
            _ => before.cloned().unwrap_or_default(),
        })
    });
    let shown = move || {
        current.with(|current| {
            if current.is_empty() { ALL_SHORT.get(locale.get()).to_owned() } else { current.clone() }
        })
    };
    let label = move || format!("{}: {}", NAMESPACE.get(locale.get()), shown());
    let trigger = move || {
        view! {
            <span class="bar-pick-what">{t(NAMESPACE)}</span>
            <span class="bar-pick-value">{shown}</span>
            <Icon glyph=Glyph::ChevronDown />
        }
    };
    view! {
        <Popover label panel_label=t(NAMESPACE) class="bar-pick" trigger>
            <Panel current />
        </Popover>
    }
}

/// What the panel is about to do.
#[derive(Clone, Copy)]
struct Pick {
    typed: RwSignal<String>,
    marked: RwSignal<usize>,
    choices: Memo<Vec<Choice>>,
    take: Callback<Choice>,
}

#[component]
fn Panel(current: Memo<String>) -> impl IntoView {
    let router = use_router();
    let popover = use_context::<PopoverHandle>();
    let namespaces = use_store().watch::<NamespaceRow>(Scope::all(NAMESPACES));
    let (all, health) = (namespaces.all(), namespaces.health());
    let typed = RwSignal::new(String::new());
    let recent = StoredValue::new(remembered());
    let choices = Memo::new(move |_| {
        let listed = all.with(|all| {
            all.iter()
                .map(|row| (row.meta.name().to_owned(), row.status.phase == "Terminating"))
                .collect::<Vec<_>>()
        });
        recent.with_value(|recent| choices(&listed, recent, &current.read(), &typed.read()))
    });
    let take = Callback::new(move |choice: Choice| {
        let namespace = choice.namespace().to_owned();
        remember(&namespace);
        if let Some(popover) = popover {
            popover.close();
        }
        match router.route().get_untracked() {
            Route::Sets(query) => {
                let namespaces = Namespaces::one(namespace);
                router.navigate(&Route::Sets(SetsQuery { namespaces, ..query }));
            }
            // There it says where documents go that name none: not another page.
            Route::Create { .. } => router.replace(&Route::Create { namespace }),
            _ => {
                let namespaces = Namespaces::one(namespace);
                router.navigate(&Route::Sets(SetsQuery { namespaces, ..SetsQuery::default() }));
            }
        }
    });
    let pick = Pick { typed, marked: RwSignal::new(0), choices, take };
    let denied = move || health.with(|health| matches!(health, Health::Denied(_)));
    view! {
        <div class="picker">
            <Search pick list=LIST />
            <Show when=denied><p class="picker-note">{t(DENIED)}</p></Show>
            <Options pick current />
        </div>
    }
}

/// There is one picker in the page.
const LIST: &str = "namespace-options";

#[component]
fn Search(pick: Pick, list: &'static str) -> impl IntoView {
    let count = move || pick.choices.with_untracked(Vec::len);
    let keydown = move |ev: ev::KeyboardEvent| {
        let marked = pick.marked.get_untracked().min(count().saturating_sub(1));
        match ev.key().as_str() {
            "ArrowDown" if count() > 0 => pick.marked.set((marked + 1) % count()),
            "ArrowUp" if count() > 0 => pick.marked.set((marked + count() - 1) % count()),
            "Enter" => {
                if let Some(choice) = pick.choices.with_untracked(|choices| choices.get(marked).cloned()) {
                    pick.take.run(choice);
                }
            }
            _ => return,
        }
        ev.prevent_default();
    };
    let active = move || {
        let marked = pick.marked.get().min(pick.choices.with(Vec::len).saturating_sub(1));
        format!("{list}-{marked}")
    };
    view! {
        <div class="search picker-search">
            <Icon glyph=Glyph::Search />
            <input
                class="input"
                type="text"
                role="combobox"
                aria-expanded="true"
                aria-autocomplete="list"
                aria-controls=list
                aria-activedescendant=active
                aria-label=t(FIND)
                placeholder=t(FIND)
                autocomplete="off"
                spellcheck="false"
                autocapitalize="none"
                prop:value=pick.typed
                on:input=move |ev: ev::Event| {
                    pick.marked.set(0);
                    pick.typed.set(event_target_value(&ev));
                }
                on:keydown=keydown
            />
        </div>
    }
}

#[component]
fn Options(pick: Pick, current: Memo<String>) -> impl IntoView {
    let locale = use_locale();
    let count = move || pick.choices.with(Vec::len);
    let options = move || {
        let marked = pick.marked.get().min(count().saturating_sub(1));
        let choices = pick.choices.get().into_iter().enumerate();
        choices
            .map(|(index, choice)| option(index, choice, index == marked, current, pick, locale.get()))
            .collect_view()
    };
    view! { <ul id=LIST class="options" role="listbox" aria-label=t(NAMESPACE)>{options}</ul> }
}

fn option(
    index: usize,
    choice: Choice,
    marked: bool,
    current: Memo<String>,
    pick: Pick,
    locale: Locale,
) -> impl IntoView {
    let chosen = current.with(|current| current == choice.namespace());
    let words = match (&choice, locale) {
        (Choice::All, _) => ALL.get(locale).to_owned(),
        (Choice::Listed { name, .. } | Choice::Recent(name), _) => name.clone(),
        (Choice::Typed(name), Locale::En) => format!("Use “{name}”"),
        (Choice::Typed(name), Locale::Zh) => format!("使用“{name}”"),
    };
    let ending = matches!(choice, Choice::Listed { ending: true, .. })
        .then(|| view! { <small class="faint">{ENDING.get(locale)}</small> });
    let node = NodeRef::<html::Li>::new();
    node.on_load(move |item| {
        if marked {
            focus::reveal(&item);
        }
    });
    view! {
        <li
            node_ref=node
            id=format!("{LIST}-{index}")
            class="option"
            role="option"
            aria-selected=if chosen { "true" } else { "false" }
            data-marked=marked.then_some("")
            on:click=move |_| pick.take.run(choice.clone())
        >
            <span>{words}</span>
            {ending}
            {chosen.then(|| view! { <Icon glyph=Glyph::Check /> })}
        </li>
    }
}

fn remembered() -> Vec<String> {
    storage::get(Area::Local, KEY).unwrap_or_default().lines().map(str::to_owned).take(REMEMBERED).collect()
}

fn remember(namespace: &str) {
    if namespace.is_empty() {
        return;
    }
    let mut names = remembered();
    names.retain(|name| name != namespace);
    names.insert(0, namespace.to_owned());
    names.truncate(REMEMBERED);
    if storage::set(Area::Local, KEY, &names.join("\n")).is_err() {
        leptos::logging::warn!("the browser does not keep the namespaces");
    }
}
