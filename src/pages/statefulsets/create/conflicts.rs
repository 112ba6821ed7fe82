//! What the person and others changed, differently: three values, and a choice for each. Nothing is chosen beforehand.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::Value;
use workload::creation::entry::Entry;
use workload::creation::update::Undecided;
use workload::merge::{Conflict, Side, describe};
use workload::shown::shown;
use workload::text::{Locale, Text};

use crate::i18n::{say, t, use_locale};
use crate::pages::statefulsets::create::changes::Changes;
use crate::pages::statefulsets::create::compare::about;
use crate::pages::statefulsets::create::model::{Model, Work};
use crate::pages::statefulsets::create::words;
use crate::ui::button::{Button, Kind};
use crate::ui::callout::Callout;
use crate::ui::id;
use crate::ui::tone::Tone;

const TEXT: Text = Text {
    zh: "你和其他人都改了以下字段。请逐项选择保存哪一个；在此之前不会写入任何内容。",
    en: "You and someone else changed the same fields. Choose for each which value to save. Nothing is written before that.",
};
const ALL_MINE: Text = Text { zh: "全部用我的", en: "Keep yours for all" };
const ALL_THEIRS: Text = Text { zh: "全部用对方的", en: "Take theirs for all" };
const MINE: Text = Text { zh: "用我的", en: "Keep yours" };
const THEIRS: Text = Text { zh: "用对方的（集群中现值）", en: "Take theirs (in the cluster now)" };
const BASE: Text = Text { zh: "原值", en: "Before" };
const ABSENT: Text = Text { zh: "无", en: "not set" };

/// The conflicts of an object.
#[component]
pub(super) fn Conflicts(model: Model, entry: Entry, undecided: Arc<Undecided>) -> impl IntoView {
    let decided = undecided.decided.iter().map(|decision| decision.conflict.clone());
    let all: Vec<Conflict> = decided.chain(undecided.conflicts.iter().cloned()).collect();
    let (name, count) = (about(&entry), all.len());
    let title = Signal::derive(say(move |locale| match locale {
        Locale::En if count == 1 => format!("{name}: 1 conflict"),
        Locale::En => format!("{name}: {count} conflicts"),
        Locale::Zh => format!("{name}：{count} 处冲突"),
    }));
    let theirs = undecided.theirs.clone();
    let busy = Signal::derive(move || model.work.get() != Work::Idle);
    let stored = StoredValue::new((entry.clone(), all.clone()));
    let choose_all = move |side: Side| {
        let (entry, all) = stored.get_value();
        model.outcomes.update(|outcomes| {
            for conflict in all {
                outcomes.decide(&entry, conflict, side);
            }
        });
    };
    let one = |conflict: Conflict| view! { <OneConflict model entry=entry.clone() conflict busy /> };
    view! {
        <div class="create-result">
            <Callout tone=Tone::Warn title text=t(TEXT) />
            <Show when=move || { count > 1 }>
                <div class="create-actions">
                    <Button small=true kind=Kind::Quiet disabled=busy on_press=move |()| choose_all(Side::Mine)>{t(ALL_MINE)}</Button>
                    <Button small=true kind=Kind::Quiet disabled=busy on_press=move |()| choose_all(Side::Theirs)>{t(ALL_THEIRS)}</Button>
                </div>
            </Show>
            <ul class="create-conflicts">{all.into_iter().map(one).collect_view()}</ul>
            <Changes model entry changes=theirs heading=words::theirs whose="theirs" />
        </div>
    }
}

#[component]
fn OneConflict(model: Model, entry: Entry, conflict: Conflict, busy: Signal<bool>) -> impl IntoView {
    let field = shown(&conflict.path.to_string()).into_owned();
    let base = words_of(conflict.base.as_ref());
    let (mine, theirs) = match (&conflict.mine, &conflict.theirs) {
        (Some(mine), Some(theirs)) => {
            let (mine, theirs) = describe::pair(mine, theirs);
            (Some(mine), Some(theirs))
        }
        (mine, theirs) => (mine.as_ref().map(describe::value), theirs.as_ref().map(describe::value)),
    };
    let group = id::fresh("conflict");
    let stored = StoredValue::new((entry, conflict));
    let side = Memo::new(move |_| {
        model.outcomes.with(|outcomes| stored.with_value(|(entry, conflict)| outcomes.side(entry, conflict)))
    });
    let way = |choice: Side, words: Text, value: Option<String>| {
        let name = group.clone();
        let choose = move |_| {
            let (entry, conflict) = stored.get_value();
            model.outcomes.update(|outcomes| outcomes.decide(&entry, conflict, choice));
        };
        let value = said(value);
        view! {
            <label class="create-side-choice" data-chosen=move || (side.get() == Some(choice)).then_some("true")>
                <input type="radio" name=name disabled=busy prop:checked=move || side.get() == Some(choice) on:change=choose />
                <span>{t(words)}</span>
                <code>{value}</code>
            </label>
        }
    };
    view! {
        <li data-decided=move || side.get().is_some().to_string()>
            <fieldset>
                <legend><code>{field}</code></legend>
                <p class="create-base"><span>{t(BASE)}</span>" "<code>{base}</code></p>
                {way(Side::Mine, MINE, mine)}
                {way(Side::Theirs, THEIRS, theirs)}
            </fieldset>
        </li>
    }
}

fn words_of(value: Option<&Value>) -> Signal<String> {
    said(value.map(describe::value))
}

fn said(value: Option<String>) -> Signal<String> {
    let locale = use_locale();
    Signal::derive(move || match &value {
        Some(value) => shown(value).into_owned(),
        None => ABSENT.get(locale.get()).to_owned(),
    })
}
