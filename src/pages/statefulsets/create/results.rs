//! What the API server said about each document, with the way to the lines that it names.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::Value;
use workload::creation::difference::Difference;
use workload::creation::entry::Entry;
use workload::creation::finding::Refusal;
use workload::creation::outcome::Outcome;
use workload::draft::Draft;
use workload::draft::edit::Edit;
use workload::group_kind::STATEFUL_SET;
use workload::order;
use workload::path::Path;
use workload::shown::shown;
use workload::text::Locale;

use crate::i18n::{say, t, use_locale};
use crate::pages::statefulsets::create::compare::{Comparison, about};
use crate::pages::statefulsets::create::conflicts::Conflicts;
use crate::pages::statefulsets::create::existing::{All, Choosing, Differs};
use crate::pages::statefulsets::create::findings::{Findings, Place};
use crate::pages::statefulsets::create::lost::Lost;
use crate::pages::statefulsets::create::model::Model;
use crate::pages::statefulsets::create::review::Review;
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
                order::sort_by_key(&mut told, |(_, outcome)| urgency(outcome));
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
        Outcome::Exists(update) if model.edited.is_of(&entry) => {
            Some(view! { <Review model entry update /> }.into_any())
        }
        Outcome::Exists(update) => Some(view! { <Choosing model entry update /> }.into_any()),
        Outcome::Undecided(undecided) => Some(view! { <Conflicts model entry undecided /> }.into_any()),
        Outcome::Differs { .. } => {
            let refusal = refusal(entry.index);
            Some(view! { <Differs model entry refusal /> }.into_any())
        }
        Outcome::Waits { on } => {
            let on = shown(&on).into_owned();
            Some(view! { <Waiting entry on /> }.into_any())
        }
        Outcome::Passed { warnings, difference, answer } => {
            Some(view! { <Passed model entry warnings difference answer /> }.into_any())
        }
        Outcome::Updated { warnings } => Some(view! { <Updated entry warnings /> }.into_any()),
        Outcome::Created { name, namespace, warnings, .. } => {
            Some(view! { <Created entry name namespace warnings /> }.into_any())
        }
        Outcome::Lost { op, error } => Some(view! { <Lost entry op error /> }.into_any()),
        // That it is gone is said above, as soon as it is.
        Outcome::Gone { .. }
        | Outcome::Checking
        | Outcome::Creating
        | Outcome::Updating
        | Outcome::Unchanged => None,
    };
    view! {
        <Show when=move || told.with(|told| !told.is_empty())>
            <section class="create-results" aria-label=t(words::RESULTS)>
                <All model />
                {move || told.get().into_iter().map(one).collect_view()}
            </section>
        </Show>
    }
}

/// What stands in the way comes first, then what there is to decide.
fn urgency(outcome: &Outcome) -> u8 {
    match outcome {
        Outcome::Refused { .. } | Outcome::Lost { .. } => 0,
        Outcome::Exists(_) | Outcome::Undecided(_) | Outcome::Differs { .. } => 1,
        _ => 2,
    }
}

/// The list says how each document stands; here is what has more to be said, or a way to go on.
fn is_told(entry: &Entry, outcome: &Outcome) -> bool {
    match outcome {
        Outcome::Gone { .. }
        | Outcome::Checking
        | Outcome::Creating
        | Outcome::Updating
        | Outcome::Unchanged => false,
        Outcome::Passed { warnings, difference, .. } => {
            !warnings.is_empty() || *difference != Difference::default()
        }
        Outcome::Created { warnings, .. } | Outcome::Updated { warnings } => {
            !warnings.is_empty() || entry.group_kind() == STATEFUL_SET
        }
        Outcome::Waits { .. }
        | Outcome::Exists(_)
        | Outcome::Undecided(_)
        | Outcome::Differs { .. }
        | Outcome::Refused { .. }
        | Outcome::Lost { .. } => true,
    }
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
    let title = refusal.notice.title.clone();
    let hint = refusal.notice.hint.clone().unwrap_or_default();
    let (rows, quote) = Place::all(refusal);
    view! {
        <div class="create-result">
            <Callout tone=Tone::Bad title text=hint quote />
            <Findings model rows tone=Tone::Bad />
        </div>
    }
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
fn Passed(
    model: Model,
    entry: Entry,
    warnings: Vec<String>,
    difference: Difference,
    answer: Arc<Value>,
) -> impl IntoView {
    let locale = use_locale();
    let (name, text) = (about(&entry), model.text.get_untracked());
    let (remarks, lost, defaults) = (name.clone(), name.clone(), name);
    let title = Signal::derive(move || format!("{}: {remarks}", words::WARNING.get(locale.get())));
    let warned =
        (!warnings.is_empty()).then(|| view! { <Callout tone=Tone::Warn title quote=told(&warnings) /> });
    let place = |(path, now): (Path, Option<Value>)| {
        let line = entry.line_of(&text, &path.to_string());
        Place {
            line,
            field: path.to_string(),
            said: Signal::derive(say(move |locale| words::lost(locale, now.as_ref()))),
        }
    };
    let rows: Vec<Place> = difference.lost.into_iter().map(place).collect();
    let title = Signal::derive(move || words::changes(locale.get(), &lost));
    let lost = (!rows.is_empty()).then(|| {
        view! {
            <div class="create-result">
                <Callout tone=Tone::Warn title text=t(words::CHANGES_TEXT) />
                <Findings model rows tone=Tone::Warn />
            </div>
        }
    });
    let count = difference.added.len();
    let compare = move |()| model.comparing.set(Some(Comparison::of_check(&entry, &answer)));
    let summary = move || words::defaults(locale.get(), &defaults, count);
    let compared = view! {
        <p class="create-defaults">
            <span>{summary}</span>
            <Button small=true kind=Kind::Quiet on_press=compare>{t(words::COMPARE)}</Button>
        </p>
    };
    view! { {warned}{lost}{compared} }
}

/// Lines that the server wrote.
fn told(lines: &[String]) -> String {
    shown(&lines.join("\n")).into_owned()
}

#[component]
fn Created(entry: Entry, name: String, namespace: String, warnings: Vec<String>) -> impl IntoView {
    let about = format!("{} {}", shown(entry.kind()), shown(&name));
    let title = Signal::derive(say(move |locale| match locale {
        Locale::En => format!("{about} created"),
        Locale::Zh => format!("{about} 已创建"),
    }));
    view! { <Done entry name namespace title warnings /> }
}

#[component]
fn Updated(entry: Entry, warnings: Vec<String>) -> impl IntoView {
    let about = about(&entry);
    let title = Signal::derive(say(move |locale| match locale {
        Locale::En => format!("{about} updated"),
        Locale::Zh => format!("{about} 已更新"),
    }));
    let (name, namespace) = entry.identity.clone().map(|it| (it.name, it.namespace)).unwrap_or_default();
    view! { <Done entry name namespace title warnings /> }
}

/// What was written, with the way to it where it is a set.
#[component]
fn Done(
    entry: Entry,
    name: String,
    namespace: String,
    title: Signal<String>,
    warnings: Vec<String>,
) -> impl IntoView {
    let link = (entry.group_kind() == STATEFUL_SET).then(|| {
        let href = Route::Set { namespace, name, tab: String::new() }.href();
        view! {
            <LinkButton small=true kind=Kind::Main icon=Glyph::ArrowRight href>{t(words::OPEN_SET)}</LinkButton>
        }
    });
    let tone = if warnings.is_empty() { Tone::Good } else { Tone::Warn };
    view! { <Callout tone title quote=told(&warnings)>{link}</Callout> }
}
