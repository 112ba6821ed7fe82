//! The documents of the text: what each is about, how it stands, and the way to its line.

use leptos::prelude::*;
use workload::creation::entry::Entry;
use workload::creation::outcome::Outcome;
use workload::text::Locale;

use crate::i18n::{t, use_locale};
use crate::pages::statefulsets::create::model::{Model, small};
use crate::pages::statefulsets::create::words;
use crate::ui::badge::ToneMark;
use crate::ui::tone::Tone;

/// The list; in a narrow window it is a bar above the editor.
#[component]
pub(super) fn DocumentList(model: Model) -> impl IntoView {
    let locale = use_locale();
    let count = move || model.entries.with(Vec::len);
    let unreadable =
        move || model.read.with(|read| read.as_ref().err().map(|problem| problem.say(locale.get())));
    view! {
        <nav class="create-documents" aria-labelledby="create-documents-title">
            <h2 id="create-documents-title">{t(words::DOCUMENTS)}" "<span class="faint num">{count}</span></h2>
            {move || unreadable().map(|why| view! {
                <p class="create-unreadable" role="alert"><strong>{t(words::UNREADABLE)}</strong>" "{why}</p>
            })}
            <Show when=move || count() == 0 && unreadable().is_none()>
                <p class="faint">{t(words::NO_DOCUMENTS)}</p>
            </Show>
            <ol>
                <For each=move || model.entries.get() key=key children=move |entry| view! { <Row model entry /> } />
            </ol>
        </nav>
    }
}

/// A row is the same one as long as it would say the same.
fn key(entry: &Entry) -> (usize, usize, String, String, String) {
    let namespace = entry.identity.as_ref().map(|identity| identity.namespace.clone()).unwrap_or_default();
    let about = format!("{} {}", entry.kind(), entry.name());
    let problem = entry.problems.first().map(|problem| words::at_line(Locale::En, problem));
    let problems = format!("{} {}", entry.problems.len(), problem.unwrap_or_default());
    (entry.index, entry.first_line, about, namespace, problems)
}

#[component]
fn Row(model: Model, entry: Entry) -> impl IntoView {
    let locale = use_locale();
    let line = entry.problems.first().map_or(entry.first_line, |problem| problem.place().0);
    let open = move |_| model.editor.reveal(small(line), 1);
    let kind = match entry.kind() {
        "" => "–".to_owned(),
        kind => kind.to_owned(),
    };
    let name = entry.name().to_owned();
    let problem = entry.problems.first().cloned();
    let namespace = entry.identity.as_ref().map(|identity| identity.namespace.clone()).unwrap_or_default();
    let entry = StoredValue::new(entry);
    let outcome = Memo::new(move |_| {
        model.outcomes.with(|outcomes| entry.with_value(|entry| outcomes.get(entry).cloned()))
    });
    let state = move || {
        entry.with_value(|entry| outcome.with(|outcome| words::state(locale.get(), entry, outcome.as_ref())))
    };
    let tone = Signal::derive(move || {
        entry.with_value(|entry| outcome.with(|outcome| tone(entry, outcome.as_ref())))
    });
    view! {
        <li>
            <button type="button" class="create-document" on:click=open>
                <ToneMark tone />
                <span class="create-document-name">
                    <span class="dim">{kind}</span>" "<strong class="mono">{name}</strong>
                </span>
                <small>
                    <span class="create-document-state" data-tone=move || tone.get().name()>{state}</span>
                    {(!namespace.is_empty()).then(|| view! { <span class="faint">" · "{namespace}</span> })}
                </small>
            </button>
            {problem.map(|problem| view! {
                <p class="create-document-problem" role="alert">{move || words::at_line(locale.get(), &problem)}</p>
            })}
        </li>
    }
}

fn tone(entry: &Entry, outcome: Option<&Outcome>) -> Tone {
    if !entry.problems.is_empty() {
        return Tone::Bad;
    }
    match outcome {
        None | Some(Outcome::Waits { .. }) => Tone::Idle,
        Some(Outcome::Checking | Outcome::Creating) => Tone::Busy,
        Some(Outcome::Passed { .. } | Outcome::Created { .. }) => Tone::Good,
        Some(Outcome::Exists) => Tone::Warn,
        Some(Outcome::Refused { .. }) => Tone::Bad,
    }
}
