//! What the API server said about each document, with the way to the lines that it names.

use leptos::prelude::*;
use workload::creation::difference::Difference;
use workload::creation::entry::Entry;
use workload::creation::finding::Refusal;
use workload::creation::outcome::Outcome;
use workload::draft::Draft;
use workload::draft::edit::Edit;
use workload::order;
use workload::shown::shown;
use workload::text::Locale;

use crate::i18n::{t, use_locale};
use crate::pages::statefulsets::create::model::{Model, small};
use crate::pages::statefulsets::create::words;
use crate::route::Route;
use crate::ui::button::{Button, Kind, LinkButton};
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
        Outcome::Waits { on } => {
            let on = shown(&on).into_owned();
            Some(view! { <Waiting entry on /> }.into_any())
        }
        Outcome::Passed { warnings, difference } => {
            Some(view! { <Passed model entry warnings difference /> }.into_any())
        }
        Outcome::Created { name, namespace, warnings, .. } => {
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
        Outcome::Passed { warnings, difference } => {
            !warnings.is_empty() || *difference != Difference::default()
        }
        Outcome::Created { warnings, .. } => !warnings.is_empty() || entry.kind() == "StatefulSet",
        Outcome::Waits { .. } | Outcome::Exists | Outcome::Refused { .. } => true,
    }
}

fn about(entry: &Entry) -> String {
    format!("{} {}", shown(entry.kind()), shown(entry.name()))
}

/// Objects that come from a cluster hold what that cluster filled in; with it they cannot be created.
#[component]
pub(super) fn Unclean(model: Model) -> impl IntoView {
    let is_unclean = Memo::new(move |_| model.draft.with(Draft::is_unclean));
    view! {
        <Show when=move || is_unclean.get()>
            <Callout tone=Tone::Warn title=t(words::UNCLEAN) text=t(words::UNCLEAN_TEXT)>
                <Button small=true on_press=move |()| model.change(Edit::Clean)>{t(words::CLEAN)}</Button>
            </Callout>
        </Show>
    }
}

#[component]
fn Refused(model: Model, refusal: Refusal) -> impl IntoView {
    let locale = use_locale();
    let Refusal { notice, findings } = refusal;
    // The causes say it field by field; the whole message would only say it again.
    let named = findings.iter().any(|finding| !finding.field.is_empty() && finding.message.len() < 200);
    let quote = notice.detail.filter(|_| !named).map(|quote| shown(&quote).into_owned()).unwrap_or_default();
    let title = shown(&notice.title).into_owned();
    let rows = findings.into_iter().map(move |finding| {
        let line = finding.line;
        view! {
            <li>
                <button type="button" class="create-line" on:click=move |_| model.editor.reveal(small(line), 1)>
                    {move || words::line(locale.get(), line)}
                </button>
                <code>{shown(&finding.field).into_owned()}</code>
                {named.then(|| view! { <span>{shown(&finding.message).into_owned()}</span> })}
            </li>
        }
    });
    view! {
        <div class="create-result">
            <Callout tone=Tone::Bad title text=notice.hint.unwrap_or_default() quote />
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

/// What the server remarked, what it would drop or change without a word, and what it would fill in.
#[component]
fn Passed(model: Model, entry: Entry, warnings: Vec<String>, difference: Difference) -> impl IntoView {
    let locale = use_locale();
    let name = about(&entry);
    let (remarks, defaults) = (name.clone(), name.clone());
    let title = Signal::derive(move || format!("{}: {remarks}", words::WARNING.get(locale.get())));
    let warned =
        (!warnings.is_empty()).then(|| view! { <Callout tone=Tone::Warn title quote=told(&warnings) /> });
    let text = model.text.get_untracked();
    let lost = difference.lost.into_iter().map(|(path, now)| {
        let line = entry.line_of(&text, &path.to_string());
        let path = shown(&path.to_string()).into_owned();
        let say = move || words::lost(locale.get(), now.as_ref());
        view! {
            <li>
                <button type="button" class="create-line" on:click=move |_| model.editor.reveal(small(line), 1)>
                    {move || words::line(locale.get(), line)}
                </button>
                <code>{path}</code>
                <span>{say}</span>
            </li>
        }
    }).collect::<Vec<_>>();
    let title = Signal::derive(move || words::changes(locale.get(), &name));
    let lost = (!lost.is_empty()).then(|| {
        view! {
            <div class="create-result">
                <Callout tone=Tone::Warn title text=t(words::CHANGES_TEXT) />
                <ul class="create-findings" data-tone="warn">{lost}</ul>
            </div>
        }
    });
    let count = difference.added.len();
    let added =
        difference.added.into_iter().map(|(path, value)| format!("{path}: {value}")).collect::<Vec<_>>();
    let summary = move || words::defaults(locale.get(), &defaults, count);
    let added = (count > 0).then(|| view! {
        <details class="create-defaults"><summary>{summary}</summary><pre tabindex="0">{told(&added)}</pre></details>
    });
    view! { {warned}{lost}{added} }
}

/// Lines that the server wrote.
fn told(lines: &[String]) -> String {
    shown(&lines.join("\n")).into_owned()
}

#[component]
fn Created(entry: Entry, name: String, namespace: String, warnings: Vec<String>) -> impl IntoView {
    let locale = use_locale();
    let kind = shown(entry.kind()).into_owned();
    let about = format!("{kind} {}", shown(&name));
    let link = (kind == "StatefulSet").then(|| {
        let href = Route::Set { namespace, name: name.clone(), tab: String::new() }.href();
        view! {
            <LinkButton small=true kind=Kind::Main icon=Glyph::ArrowRight href>{t(words::OPEN_SET)}</LinkButton>
        }
    });
    let title = Signal::derive(move || match locale.get() {
        Locale::En => format!("{about} created"),
        Locale::Zh => format!("{about} 已创建"),
    });
    let tone = if warnings.is_empty() { Tone::Good } else { Tone::Warn };
    view! { <Callout tone title quote=told(&warnings)>{link}</Callout> }
}

fn set_route(entry: &Entry) -> Option<Route> {
    let identity = entry.identity.as_ref().filter(|identity| identity.kind == "StatefulSet")?;
    Some(Route::Set {
        namespace: identity.namespace.clone(),
        name: identity.name.clone(),
        tab: String::new(),
    })
}
