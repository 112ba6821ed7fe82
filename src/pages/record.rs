//! What was done from this browser to this cluster: each run with its objects, requests and results, to be found again,
//! taken home, and undone where there is a way back.

mod entry;

use leptos::prelude::*;
use workload::run::{Run, keep};
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::pages::parts;
use crate::pages::record::entry::Entry;
use crate::pages::shell::places::ACTIVITY;
use crate::pages::shell::runs::taking::save;
use crate::pages::shell::runs::words::{Title, title};
use crate::route::Route;
use crate::router::use_router;
use crate::store::record::{MOST, Record};
use crate::store::use_store;
use crate::ui::button::Button;
use crate::ui::callout::Callout;
use crate::ui::empty::EmptyState;
use crate::ui::icon::Glyph;
use crate::ui::search::SearchInput;
use crate::ui::toast::use_toaster;

const SEARCH: Text = Text { zh: "查找记录", en: "Find in the record" };
const PLACEHOLDER: Text = Text { zh: "名称、操作、结果", en: "Name, action, result" };
const CLEAR: Text = Text { zh: "清除查找", en: "Clear the search" };
const EXPORT: Text = Text { zh: "导出 JSON", en: "Export JSON" };
const NOTHING: Text = Text { zh: "还没有记录", en: "Nothing was done yet" };
const NOTHING_HINT: Text = Text {
    zh: "在列表中选择有状态副本集并启动、停止、重启或删除后，会记录在这里。",
    en: "Choose sets in the list and start, stop, restart or delete them: it is noted here.",
};
const OTHERS_TEXT: Text = Text {
    zh: "此版本无法读取，也不会执行它们。",
    en: "This version cannot read them and does not carry them out.",
};
const DISCARD: Text = Text { zh: "丢弃", en: "Discard" };
const NOT_FOUND: Text = Text { zh: "没有匹配的记录", en: "Nothing in the record matches" };
const NOT_FOUND_HINT: Text = Text { zh: "请换一个词查找。", en: "Try another word." };

fn lead(locale: Locale) -> String {
    match locale {
        Locale::En => format!(
            "What this browser did to this cluster, the last {MOST} operations. Kept here only: it is no audit log, and what others do is not in it."
        ),
        Locale::Zh => format!(
            "此浏览器对此集群所做的最近 {MOST} 次操作。仅保存在本地：不是审计日志，也不包含他人的操作。"
        ),
    }
}

/// The page.
#[component]
pub fn RecordPage() -> impl IntoView {
    let (locale, toaster, router) = (use_locale(), use_toaster(), use_router());
    let Record { runs: record, unreadable } = use_store().record();
    let route = router.route();
    let search = Memo::new(move |_| match route.get() {
        Route::Record { search } => search,
        _ => String::new(),
    });
    let shown = Memo::new(move |_| {
        let (words, locale) = (search.get().to_lowercase(), locale.get());
        record.with(|runs| {
            let found = runs.iter().filter(|run| matches(run, &words, locale));
            found.map(|run| run.id.clone()).collect::<Vec<_>>()
        })
    });
    let undoing = RwSignal::new(None::<String>);
    let export = move |()| {
        let shown = shown.get_untracked();
        let runs = record.with_untracked(|runs| {
            runs.iter().filter(|run| shown.contains(&run.id)).map(keep::export).collect::<serde_json::Value>()
        });
        save("json", "application/json", &format!("{runs:#}"), toaster, locale.get_untracked());
    };
    let on_close = Callback::new(move |()| undoing.set(None));
    let undo = move || {
        let id = undoing.get()?;
        let run = record.with_untracked(|runs| runs.iter().find(|run| run.id == id).cloned())?;
        Some(parts::UNDO.dialog(on_close, move || parts::undo(run.clone(), on_close)))
    };
    let nothing = Signal::derive(move || shown.with(Vec::is_empty));
    view! {
        <article class="record">
            <header class="page-head">
                <h1>{t(ACTIVITY.label)}</h1>
                <span class="page-count">{move || shown.with(Vec::len)}</span>
                <span class="spacer"></span>
                <SearchInput
                    label=t(SEARCH)
                    placeholder=t(PLACEHOLDER)
                    clear_label=t(CLEAR)
                    value=search
                    key="/"
                    on_input=move |search| router.replace(&Route::Record { search })
                />
                <Button icon=Glyph::Download disabled=nothing on_press=export>{t(EXPORT)}</Button>
            </header>
            <p class="record-lead">{move || lead(locale.get())}</p>
            <Others unreadable />
            <Show when=move || !nothing.get() fallback=move || view! { <Nothing search /> }>
                <ul class="record-list card">
                    <For each=move || shown.get() key=Clone::clone children=move |id| view! { <Entry id record undoing /> } />
                </ul>
            </Show>
        </article>
        {undo}
    }
}

/// What another version of the console kept and this one cannot read: it can be discarded.
#[component]
fn Others(unreadable: Signal<Vec<String>>) -> impl IntoView {
    let (locale, store) = (use_locale(), StoredValue::new(use_store()));
    let count = Memo::new(move |_| unreadable.with(Vec::len));
    let title = Signal::derive(move || others(count.get(), locale.get()));
    let discard = move |()| store.with_value(|store| store.discard(&unreadable.get_untracked()));
    view! {
        <Show when=move || { count.get() > 0 }>
            <Callout title text=t(OTHERS_TEXT)>
                <Button small=true on_press=discard>{t(DISCARD)}</Button>
            </Callout>
        </Show>
    }
}

fn others(count: usize, locale: Locale) -> String {
    match (count, locale) {
        (1, Locale::En) => "1 operation was recorded by another version".to_owned(),
        (_, Locale::En) => format!("{count} operations were recorded by another version"),
        (_, Locale::Zh) => format!("{count} 次操作由其他版本记录"),
    }
}

#[component]
fn Nothing(search: Memo<String>) -> impl IntoView {
    move || {
        let (title, text) =
            if search.with(String::is_empty) { (NOTHING, NOTHING_HINT) } else { (NOT_FOUND, NOT_FOUND_HINT) };
        view! { <EmptyState glyph=Glyph::Clock title=t(title) text=t(text) /> }
    }
}

/// Whether a run has a text in its title, its person, or an object's name, place or words. `words` are in lower case.
fn matches(run: &Run, words: &str, locale: Locale) -> bool {
    let has = |text: &str| text.to_lowercase().contains(words);
    words.is_empty()
        || has(&title(&Title::of(run), locale))
        || has(&run.who)
        || run.items.iter().any(|item| {
            let told = item.told.get(locale);
            has(&item.target.name)
                || has(&item.target.namespace)
                || has(told)
                || has(item.state.text().get(locale))
        })
}
