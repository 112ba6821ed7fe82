//! What can be done to the set, at the right of its name.

use std::sync::Arc;

use leptos::prelude::*;
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::pages::permit::{why_not, why_not_any};
use crate::pages::statefulsets::actions::edit::{self, EDIT};
use crate::pages::statefulsets::actions::verb::{self, Verb};
use crate::pages::statefulsets::actions::{Acting, ActionDialogs, Known};
use crate::pages::statefulsets::detail::model::Model;
use crate::pages::statefulsets::detail::presence::Presence;
use crate::platform::{clipboard, task};
use crate::route::Route;
use crate::router::use_router;
use crate::store::use_store;
use crate::ui::button::Button;
use crate::ui::command::{Command, use_command};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Does, Menu, MenuItem};
use crate::ui::popover::Align;
use crate::ui::toast::{Toast, Toaster, use_toaster};
use crate::ui::tone::Tone;

const UNSUITED: Text = Text { zh: "当前状态下不适用", en: "It does not apply to the set as it is" };
const GONE: Text =
    Text { zh: "已删除，或控制台为只读", en: "The set is gone, or the console is read-only" };
const SET: Text = Text { zh: "有状态副本集", en: "The StatefulSet" };
const MORE: Text = Text { zh: "更多操作", en: "More actions" };
const YAML: Text = Text { zh: "查看 YAML", en: "Show the YAML" };
const COPY_COMMAND: Text = Text { zh: "复制 kubectl 命令", en: "Copy the kubectl command" };
const COPIED: Text = Text { zh: "已复制到剪贴板", en: "Copied to the clipboard" };
const NOT_COPIED: Text =
    Text { zh: "浏览器拒绝写入剪贴板", en: "The browser refuses the clipboard" };

/// The actions that stand in the head; the others are in its menu.
const FIRST: [Verb; 5] = [Verb::Start, Verb::Stop, Verb::Restart, Verb::Scale, Verb::Delete];

/// The buttons, and the dialog they open. A set that is gone has none, and a console that changes nothing neither.
#[component]
pub fn Actions(
    /// What is known.
    model: Model,
) -> impl IntoView {
    let acting = Acting::new();
    let is_there = Memo::new(move |_| model.presence.get() != Presence::Deleted);
    let config = use_store().config();
    let writable = Memo::new(move |_| !config.with(|config| config.read_only));
    let find = move |uid: Arc<str>| {
        let set = model.set.get();
        let is_it = is_there.get() && *set.meta.key.uid == *uid;
        is_it.then(|| Known { pods: model.pods.get().map(|pods| own(&set.meta.key.uid, &pods)), set })
    };
    let offered = Memo::new(move |_| is_there.get() && writable.get());
    let button = move |verb: Verb| {
        let why_not = why_not_any(model.set.with_untracked(|set| verb.asks(set)));
        use_verb(verb, model, acting, offered, why_not);
        let suits = Memo::new(move |_| offered.get() && model.set.with(|set| verb.suits(set)));
        FIRST.contains(&verb).then(|| {
            view! {
                <Show when=move || suits.get()>
                    <Button icon=verb.glyph() why_not on_press=move |()| acting.open(verb, &uid(model))>{t(verb.label())}</Button>
                </Show>
            }
        })
    };
    let buttons = Verb::ALL.map(button).into_iter().collect_view();
    let on_start = return_when_deleted(model, is_there);
    view! {
        <div class="detail-actions" hidden=move || !is_there.get()>
            {buttons}
            <More model acting offered />
        </div>
        <ActionDialogs acting find on_start />
    }
}

fn uid(model: Model) -> String {
    model.set.with_untracked(|set| set.meta.key.uid.clone())
}

/// Whoever deletes the set here is brought back to the list as they left it, when the API server has taken the
/// deletion; until then the page shows how it goes.
fn return_when_deleted(model: Model, is_there: Memo<bool>) -> Callback<Verb> {
    let (router, deletes) = (use_router(), RwSignal::new(false));
    Effect::new(move || {
        let goes = !is_there.get() || model.set.with(|set| set.meta.is_deleting());
        if deletes.get() && goes {
            let namespace = model.set.with_untracked(|set| set.meta.namespace().to_owned());
            router.back_to_list(&namespace);
        }
    });
    Callback::new(move |verb| deletes.set(verb == Verb::Delete))
}

/// The same by key and palette, with the same reasons against it.
fn use_verb(verb: Verb, model: Model, acting: Acting, offered: Memo<bool>, why_not: Memo<Option<String>>) {
    let locale = use_locale();
    let about = Signal::derive(move || model.set.with(|set| set.meta.name().to_owned()));
    let refused = Signal::derive(move || {
        let unsuited =
            || (!model.set.with(|set| verb.suits(set))).then(|| UNSUITED.get(locale.get()).to_owned());
        let gone = || (!offered.get()).then(|| GONE.get(locale.get()).to_owned());
        why_not.get().or_else(gone).or_else(unsuited)
    });
    let command = Command::new(verb.label(), move || acting.open(verb, &uid(model))).keys(verb.keys());
    use_command(command.area(SET).about(about).glyph(verb.glyph()).refused(refused).shown(offered));
}

/// To the page that changes the set as YAML.
fn use_edit(model: Model, offered: Memo<bool>) {
    let (locale, router) = (use_locale(), use_router());
    let about = Signal::derive(move || model.set.with(|set| set.meta.name().to_owned()));
    let barred = model.set.with_untracked(|set| why_not(edit::ask(set.meta.namespace(), set.meta.name())));
    let refused = Signal::derive(move || {
        let gone = || (!offered.get()).then(|| GONE.get(locale.get()).to_owned());
        barred.get().or_else(gone)
    });
    let go = move || router.navigate(&model.set.with_untracked(|set| edit::route(set)));
    let command = Command::new(EDIT, go).keys(edit::KEYS).glyph(Glyph::Pencil).area(SET);
    use_command(command.about(about).refused(refused).shown(offered));
}

fn own(uid: &str, pods: &[Arc<workload::rows::pod::PodRow>]) -> Vec<Arc<workload::rows::pod::PodRow>> {
    pods.iter().filter(|pod| pod.owner_uid() == uid).cloned().collect()
}

#[component]
fn More(model: Model, acting: Acting, offered: Memo<bool>) -> impl IntoView {
    let (locale, toaster, router) = (use_locale(), use_toaster(), use_router());
    let show_yaml = move || {
        let (namespace, name) =
            model.set.with_untracked(|set| (set.meta.namespace().to_owned(), set.meta.name().to_owned()));
        router.replace(&Route::Set { namespace, name, tab: "yaml".to_owned() });
    };
    let about = Signal::derive(move || model.set.with(|set| set.meta.name().to_owned()));
    use_edit(model, offered);
    use_command(Command::new(YAML, show_yaml).glyph(Glyph::Code).area(SET).about(about));
    let items = move |()| {
        let locale = locale.get_untracked();
        let (namespace, name) =
            model.set.with_untracked(|set| (set.meta.namespace().to_owned(), set.meta.name().to_owned()));
        let command = format!("kubectl -n {namespace} get statefulset {name} -o yaml");
        let yaml = Route::Set { namespace, name, tab: "yaml".to_owned() }.href();
        let mut items = vec![
            MenuItem::new(YAML.get(locale), Does::Go(yaml)).glyph(Glyph::Code),
            MenuItem::act(COPY_COMMAND.get(locale), move || copy(command.clone(), toaster, locale))
                .glyph(Glyph::Copy),
        ];
        if offered.get_untracked() {
            let rest: Vec<Verb> = Verb::ALL.into_iter().filter(|verb| !FIRST.contains(verb)).collect();
            items.push(model.set.with_untracked(|set| edit::item(set, locale)));
            items.extend(model.set.with_untracked(|set| verb::items(&rest, set, acting, locale)));
        }
        items
    };
    view! {
        <Menu label=t(MORE) items class="button" align=Align::End trigger=|| view! { <Icon glyph=Glyph::More /> } />
    }
}

fn copy(text: String, toaster: Toaster, locale: Locale) {
    // Ends by itself; leaving the page does not take back what was asked for.
    drop(task::spawn_abortable(async move {
        let toast = match clipboard::write(text.clone()).await {
            Ok(()) => Toast { tone: Tone::Good, title: COPIED.get(locale).to_owned(), text },
            Err(why) => Toast { tone: Tone::Bad, title: NOT_COPIED.get(locale).to_owned(), text: why },
        };
        toaster.show(toast);
    }));
}
