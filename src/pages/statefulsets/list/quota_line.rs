//! What each namespace of the list may still hold, by its quotas. Where they may not be read nothing is said: that is
//! no trouble of the list.

use std::collections::BTreeMap;

use kubewire::resource::RESOURCE_QUOTAS;
use leptos::prelude::*;
use workload::quota::{Allowance, Allowances, allowances};
use workload::rows::quota::QuotaRow;
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::pages::statefulsets::list::joined::Joined;
use crate::pages::statefulsets::list::source::Source;
use crate::route::namespaces::Namespaces;

const LABEL: Text = Text { zh: "配额", en: "Quotas" };
const SETS: Text = Text { zh: "有状态副本集", en: "StatefulSets" };
const PODS: Text = Text { zh: "容器组", en: "Pods" };

/// With more namespaces than these the lines would push the list away.
const MOST: usize = 4;

/// A line for each namespace, where they are few and named.
#[component]
pub fn QuotaLines(source: Source, namespaces: Namespaces) -> impl IntoView {
    if namespaces.is_all() || namespaces.names().len() > MOST {
        return ().into_any();
    }
    let quotas = Joined::<QuotaRow>::watch(&namespaces, RESOURCE_QUOTAS, None);
    let listed = {
        let quotas = quotas.clone();
        Memo::new(move |_| quotas.listed())
    };
    let all = Memo::new(move |_| quotas.all());
    let used = Memo::new(move |_| used(source));
    let one = move |namespace: String| {
        let name = namespace.clone();
        let allowed = Memo::new(move |_| all.with(|all| allowances(&name, all)));
        let name = namespace.clone();
        let used = Memo::new(move |_| used.with(|used| used.get(&name).copied().unwrap_or_default()));
        view! { <Line namespace allowed used /> }
    };
    view! {
        <Show when=move || listed.with(|listed| !listed.is_empty())>
            <ul class="quotas" aria-label=t(LABEL)>
                <For each=move || listed.get() key=String::clone children=one />
            </ul>
        </Show>
    }
    .into_any()
}

/// How many sets each namespace has, for where no quota counts them. Pods of others than sets are not known here.
fn used(source: Source) -> BTreeMap<String, usize> {
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    source.lines.with(|lines| {
        lines.with(|lines| {
            for line in lines.values() {
                *used.entry(line.set.meta.namespace().to_owned()).or_default() += 1;
            }
        });
    });
    used
}

#[component]
fn Line(namespace: String, allowed: Memo<Allowances>, used: Memo<usize>) -> impl IntoView {
    let sets = Signal::derive(move || allowed.get().sets);
    let pods = Signal::derive(move || allowed.get().pods);
    let sets_used = Signal::derive(move || Some(used.get()));
    view! {
        <li class="quota">
            <span class="quota-namespace">{namespace}</span>
            <Share what=SETS allowance=sets used=sets_used />
            <Share what=PODS allowance=pods used=Signal::stored(None) />
        </li>
    }
}

/// Used, hard and left of one thing; without a quota there is no end.
#[component]
fn Share(what: Text, allowance: Signal<Option<Allowance>>, used: Signal<Option<usize>>) -> impl IntoView {
    let locale = use_locale();
    let words = move || match (allowance.get(), used.get(), locale.get()) {
        (Some(allowance), _, locale) => allowance.say(locale),
        (None, Some(used), Locale::En) => format!("{used} of ∞"),
        (None, Some(used), Locale::Zh) => format!("已用 {used} / ∞"),
        (None, None, _) => "∞".to_owned(),
    };
    let meter = move || allowance.get().map(meter);
    view! { <span class="quota-share">{t(what)}" "<b>{words}</b>{meter}</span> }
}

/// A picture of what the words beside it say.
fn meter(allowance: Allowance) -> impl IntoView {
    let (used, hard) = (allowance.used.max(0), allowance.hard.max(1));
    let percent = (used * 100 / hard).min(100);
    let state = if allowance.left() == 0 {
        "bad"
    } else if percent >= 80 {
        "warn"
    } else {
        "good"
    };
    view! {
        <span class="quota-meter" data-tone=state aria-hidden="true"><i style:width=format!("{percent}%")></i></span>
    }
}
