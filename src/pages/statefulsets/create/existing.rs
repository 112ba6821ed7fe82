//! An object that exists already: what an update would change, and the choice to update it, leave it or rename it.

use std::sync::Arc;

use leptos::prelude::*;
use workload::creation::entry::Entry;
use workload::creation::finding::Refusal;
use workload::creation::outcome::Outcome;
use workload::creation::update::Existing;
use workload::group_kind::STATEFUL_SET;
use workload::shown::shown;
use workload::text::{Locale, Text};

use crate::i18n::{say, t, use_locale};
use crate::pages::statefulsets::create::changes::rows;
use crate::pages::statefulsets::create::compare::{Comparison, about};
use crate::pages::statefulsets::create::findings::{Findings, Place};
use crate::pages::statefulsets::create::model::{Model, Work};
use crate::pages::statefulsets::create::words;
use crate::route::Route;
use crate::ui::button::{Button, Kind, LinkButton};
use crate::ui::callout::Callout;
use crate::ui::choice_group::ChoiceGroup;
use crate::ui::tone::Tone;

const LEAVE: Text = Text { zh: "保持原样", en: "Leave it" };
const UPDATE: Text = Text { zh: "更新", en: "Update it" };
const LEAVE_ALL: Text = Text { zh: "全部保持原样", en: "Leave all" };
const UPDATE_ALL: Text = Text { zh: "全部更新", en: "Update all" };
const DECIDE: Text = Text { zh: "如何处理", en: "What to do with it" };
pub(super) const SHOW: Text = Text { zh: "查看差异…", en: "Compare…" };
const HINT: Text = Text {
    zh: "更新会改动以下字段；文档没有写到的字段、容器、环境变量等保持不变。",
    en: "An update would change these fields. Whatever the document does not name stays, containers and variables included.",
};
const AGAIN: Text = Text {
    zh: "在此期间有人修改了它，因此没有更新。以下是现在会有的变化，请重新选择。",
    en: "Someone changed it in the meantime, so it was not updated. This is what would change now: choose again.",
};
const CANNOT: Text = Text {
    zh: "它不能改成文档所写的样子：请修改文档、重命名，或保持原样。",
    en: "It cannot become what is written: change the document, rename it, or leave it as it is.",
};

/// The choice for all of them, where there are several.
#[component]
pub(super) fn All(model: Model) -> impl IntoView {
    let locale = use_locale();
    let count = Memo::new(move |_| each(model).len());
    let title = Signal::derive(move || match locale.get() {
        Locale::En => format!("{} objects exist already", count.get()),
        Locale::Zh => format!("{} 个对象已存在", count.get()),
    });
    let busy = Signal::derive(move || model.work.get() != Work::Idle);
    let choose = move |update: bool| {
        let all = untrack(|| each(model));
        model.outcomes.update(|outcomes| all.iter().for_each(|entry| outcomes.choose(entry, update)));
    };
    view! {
        <Show when=move || { count.get() > 1 }>
            <Callout tone=Tone::Warn title>
                <Button small=true disabled=busy on_press=move |()| choose(false)>{t(LEAVE_ALL)}</Button>
                <Button small=true disabled=busy on_press=move |()| choose(true)>{t(UPDATE_ALL)}</Button>
            </Callout>
        </Show>
    }
}

fn each(model: Model) -> Vec<Entry> {
    model.entries.with(|entries| {
        model.outcomes.with(|outcomes| {
            let exists = |entry: &&Entry| {
                matches!(outcomes.get(entry), Some(Outcome::Exists(_))) && !model.edited.is_of(entry)
            };
            entries.iter().filter(exists).cloned().collect()
        })
    })
}

/// One that could be updated.
#[component]
pub(super) fn Choosing(model: Model, entry: Entry, update: Arc<Existing>) -> impl IntoView {
    let hint = if update.again { AGAIN } else { HINT };
    let rows = rows(model, &entry, &update.changes);
    let (title, remarks) = (exists(&entry), shown(&update.warnings.join("\n")).into_owned());
    let entry = StoredValue::new(entry);
    let chosen = Signal::derive(move || {
        model.outcomes.with(|outcomes| entry.with_value(|entry| outcomes.is_chosen(entry)))
    });
    let choose = move |update: bool| {
        if model.work.get_untracked() == Work::Idle {
            model.outcomes.update(|outcomes| entry.with_value(|entry| outcomes.choose(entry, update)));
        }
    };
    let compare = move |()| {
        let comparison = entry.with_value(|entry| Comparison::of_update(entry, &update));
        model.comparing.set(Some(comparison));
    };
    view! {
        <div class="create-result">
            <Callout tone=Tone::Warn title text=t(hint) quote=remarks />
            <Findings model rows tone=Tone::Warn />
            <ChoiceGroup
                label=t(DECIDE)
                choices=vec![(false, words_of(LEAVE)), (true, words_of(UPDATE))]
                value=chosen
                on_choose=choose
            />
            <div class="create-actions">
                <Button small=true on_press=compare>{t(SHOW)}</Button>
                <Ways model entry />
            </div>
        </div>
    }
}

fn words_of(text: Text) -> Signal<String> {
    Signal::derive(say(move |locale| text.get(locale).to_owned()))
}

/// One that what is written cannot be made of.
#[component]
pub(super) fn Differs(model: Model, entry: Entry, refusal: Option<Refusal>) -> impl IntoView {
    let (title, entry) = (exists(&entry), StoredValue::new(entry));
    let (rows, quote) = refusal.map(Place::all).unwrap_or_default();
    view! {
        <div class="create-result">
            <Callout tone=Tone::Warn title text=t(CANNOT) quote />
            <Findings model rows tone=Tone::Warn />
            <div class="create-actions"><Ways model entry /></div>
        </div>
    }
}

/// The other ways to go on.
#[component]
fn Ways(model: Model, entry: StoredValue<Entry>) -> impl IntoView {
    let link = entry.with_value(set_route).map(|route| {
        view! { <LinkButton small=true kind=Kind::Quiet href=route.href()>{t(words::OPEN_SET)}</LinkButton> }
    });
    let busy = Signal::derive(move || model.work.get() != Work::Idle);
    view! {
        <Button small=true disabled=busy on_press=move |()| model.renaming.set(Some(entry.get_value()))>
            {t(words::RENAME_ASK)}
        </Button>
        {link}
    }
}

fn exists(entry: &Entry) -> Signal<String> {
    let name = about(entry);
    Signal::derive(say(move |locale| match locale {
        Locale::En => format!("{name} already exists"),
        Locale::Zh => format!("{name} 已存在"),
    }))
}

fn set_route(entry: &Entry) -> Option<Route> {
    let identity = entry.identity.as_ref().filter(|identity| identity.group_kind() == STATEFUL_SET)?;
    let (namespace, name) = (identity.namespace.clone(), identity.name.clone());
    Some(Route::Set { namespace, name, tab: String::new() })
}
