//! What the API server said about each document, with the way to the lines that it names.

use leptos::prelude::*;
use workload::creation::entry::Entry;
use workload::creation::finding::Refusal;
use workload::creation::outcome::Outcome;
use workload::order;
use workload::text::Locale;

use crate::i18n::{t, use_locale};
use crate::pages::statefulsets::create::model::{Model, small};
use crate::pages::statefulsets::create::words;
use crate::route::Route;
use crate::ui::button::{Kind, LinkButton};
use crate::ui::callout::Callout;
use crate::ui::icon::Glyph;
use crate::ui::tone::Tone;

/// The results, refusals first. Empty until something was tried.
#[component]
pub(super) fn Results(model: Model, refusals: Memo<Vec<(usize, Refusal)>>) -> impl IntoView {
    let told = Memo::new(move |_| {
        model.entries.with(|entries| {
            model.outcomes.with(|outcomes| {
                let told = |entry: &Entry| Some((entry.clone(), outcomes.get(entry)?.clone()));
                let all = entries.iter().filter_map(told);
                let mut told: Vec<_> = all.filter(|(entry, outcome)| is_told(entry, outcome)).collect();
                order::sort_by_key(&mut told, |(_, outcome)| !matches!(outcome, Outcome::Refused { .. }));
                told
            })
        })
    });
    let refusal = move |index: usize| {
        refusals.with(|all| all.iter().find(|(at, _)| *at == index).map(|(_, refusal)| refusal.clone()))
    };
    let one = move |(entry, outcome): (Entry, Outcome)| match outcome {
        Outcome::Refused { .. } => {
            refusal(entry.index).map(|refusal| view! { <Refused model refusal /> }.into_any())
        }
        Outcome::Exists => Some(view! { <Existing entry /> }.into_any()),
        Outcome::Waits { on } => Some(view! { <Waiting entry on /> }.into_any()),
        Outcome::Passed { warnings } => Some(view! { <Warned entry warnings /> }.into_any()),
        Outcome::Created { name, namespace, warnings } => {
            Some(view! { <Created entry name namespace warnings /> }.into_any())
        }
        Outcome::Checking | Outcome::Creating => None,
    };
    view! {
        <Show when=move || told.with(|told| !told.is_empty())>
            <section class="create-results" aria-label=t(words::RESULTS)>
                {move || told.get().into_iter().map(one).collect_view()}
            </section>
        </Show>
    }
}

/// The list says how each document stands; here is what has more to be said, or a way to go on.
fn is_told(entry: &Entry, outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Checking | Outcome::Creating => false,
        Outcome::Passed { warnings } => !warnings.is_empty(),
        Outcome::Created { warnings, .. } => !warnings.is_empty() || entry.kind() == "StatefulSet",
        Outcome::Waits { .. } | Outcome::Exists | Outcome::Refused { .. } => true,
    }
}

fn about(entry: &Entry) -> String {
    format!("{} {}", entry.kind(), entry.name())
}

#[component]
fn Refused(model: Model, refusal: Refusal) -> impl IntoView {
    let locale = use_locale();
    let Refusal { notice, findings } = refusal;
    // The causes say it field by field; the whole message would only say it again.
    let named = findings.iter().any(|finding| !finding.field.is_empty() && finding.message.len() < 200);
    let quote = notice.detail.filter(|_| !named).unwrap_or_default();
    let rows = findings.into_iter().map(move |finding| {
        let line = finding.line;
        view! {
            <li>
                <button type="button" class="create-line" on:click=move |_| model.editor.reveal(small(line), 1)>
                    {move || words::line(locale.get(), line)}
                </button>
                <code>{finding.field}</code>
                {named.then(|| view! { <span>{finding.message}</span> })}
            </li>
        }
    });
    view! {
        <div class="create-result">
            <Callout tone=Tone::Bad title=notice.title text=notice.hint.unwrap_or_default() quote />
            <ul class="create-findings">{rows.collect_view()}</ul>
        </div>
    }
}

#[component]
fn Existing(entry: Entry) -> impl IntoView {
    let locale = use_locale();
    let name = about(&entry);
    let title = Signal::derive(move || match locale.get() {
        Locale::En => format!("{name} already exists"),
        Locale::Zh => format!("{name} 已存在"),
    });
    let text = Signal::derive(move || words::EXISTS_HINT.get(locale.get()).to_owned());
    let link = set_route(&entry).map(|route| {
        view! {
            <LinkButton small=true kind=Kind::Plain href=route.href()>{t(words::OPEN_SET)}</LinkButton>
        }
    });
    view! { <Callout tone=Tone::Warn title text>{link}</Callout> }
}

#[component]
fn Waiting(entry: Entry, on: String) -> impl IntoView {
    let locale = use_locale();
    let name = about(&entry);
    let title = Signal::derive(move || match locale.get() {
        Locale::En => format!("{name} waits for {on}"),
        Locale::Zh => format!("{name} 等待 {on}"),
    });
    let text = Signal::derive(move || words::WAITS_HINT.get(locale.get()).to_owned());
    view! { <Callout tone=Tone::Idle title text /> }
}

#[component]
fn Warned(entry: Entry, warnings: Vec<String>) -> impl IntoView {
    let locale = use_locale();
    let name = about(&entry);
    let title = Signal::derive(move || format!("{}: {name}", words::WARNING.get(locale.get())));
    view! { <Callout tone=Tone::Warn title quote=warnings.join("\n") /> }
}

#[component]
fn Created(entry: Entry, name: String, namespace: String, warnings: Vec<String>) -> impl IntoView {
    let locale = use_locale();
    let kind = entry.kind().to_owned();
    let link = (kind == "StatefulSet").then(|| {
        let href = Route::Set { namespace, name: name.clone(), tab: String::new() }.href();
        view! {
            <LinkButton small=true kind=Kind::Main icon=Glyph::ArrowRight href>{t(words::OPEN_SET)}</LinkButton>
        }
    });
    let title = Signal::derive(move || match locale.get() {
        Locale::En => format!("{kind} {name} created"),
        Locale::Zh => format!("{kind} {name} 已创建"),
    });
    let tone = if warnings.is_empty() { Tone::Good } else { Tone::Warn };
    view! { <Callout tone title quote=warnings.join("\n")>{link}</Callout> }
}

fn set_route(entry: &Entry) -> Option<Route> {
    let identity = entry.identity.as_ref().filter(|identity| identity.kind == "StatefulSet")?;
    Some(Route::Set {
        namespace: identity.namespace.clone(),
        name: identity.name.clone(),
        tab: String::new(),
    })
}
