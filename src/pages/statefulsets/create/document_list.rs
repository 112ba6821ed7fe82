//! The documents of the text: what each is about, how it stands, and the way to its line.

use leptos::prelude::*;
use workload::creation::entry::Entry;
use workload::creation::outcome::Outcome;
use workload::draft::edit::Edit;
use workload::shown::shown;

use crate::i18n::{say, t, use_locale};
use crate::pages::statefulsets::create::model::{Model, Work, small};
use crate::pages::statefulsets::create::problems::{self, Remarks};
use crate::pages::statefulsets::create::{templates, words};
use crate::ui::badge::ToneMark;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Does, Menu, MenuItem};
use crate::ui::popover::Align;
use crate::ui::tone::Tone;

/// The list; in a narrow window it is a bar above the editor.
#[component]
pub(super) fn DocumentList(model: Model) -> impl IntoView {
    let locale = use_locale();
    let count = move || model.entries.with(Vec::len);
    let unreadable = move || {
        model.unreadable.with(|problem| problem.as_ref().map(|problem| problem.say_with_place(locale.get())))
    };
    view! {
        <nav class="create-documents" aria-labelledby="create-documents-title">
            <div class="create-documents-head">
                <h2 id="create-documents-title">{t(words::DOCUMENTS)}" "<span class="faint num">{count}</span></h2>
                <AddMenu model />
            </div>
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
fn key(entry: &Entry) -> (usize, usize, usize, String, String, usize) {
    let namespace = entry.identity.as_ref().map(|identity| identity.namespace.clone()).unwrap_or_default();
    let about = format!("{} {}", entry.kind(), entry.name());
    (entry.index, entry.document, entry.first_line, about, namespace, entry.problems.len())
}

#[component]
fn Row(model: Model, entry: Entry) -> impl IntoView {
    let locale = use_locale();
    let (line, index) = (entry.first_line, entry.index);
    let open = move |_| {
        model.chosen.set(Some(index));
        model.editor.reveal(small(line), 1);
    };
    let kind = match entry.kind() {
        "" => "–".to_owned(),
        kind => shown(kind).into_owned(),
    };
    let name = shown(entry.name()).into_owned();
    let namespace = entry.identity.as_ref().map(|identity| shown(&identity.namespace).into_owned());
    let namespace = namespace.unwrap_or_default();
    let label = format!("{kind} {name}");
    let entry = StoredValue::new(entry);
    let outcome = Memo::new(move |_| {
        model.outcomes.with(|outcomes| {
            entry.with_value(|entry| (outcomes.get(entry).cloned(), outcomes.is_chosen(entry)))
        })
    });
    let is_edited = move || entry.with_value(|entry| model.edited.is_of(entry));
    let remarks = Memo::new(move |_| entry.with_value(|entry| model.remarks(entry)));
    let state = move || {
        let errors = remarks.with(|remarks| problems::errors(remarks));
        outcome.with(|(outcome, chosen)| {
            words::state(locale.get(), errors, outcome.as_ref(), *chosen, is_edited())
        })
    };
    let tone = Signal::derive(move || match remarks.with(|remarks| problems::errors(remarks)) {
        0 => outcome.with(|(outcome, _)| tone(outcome.as_ref())),
        _ => Tone::Bad,
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
            <RowMenu model entry label />
            <Remarks model remarks />
        </li>
    }
}

/// What can be done with a document.
#[component]
fn RowMenu(model: Model, entry: StoredValue<Entry>, label: String) -> impl IntoView {
    let locale = use_locale();
    let label = say(move |locale| words::actions(locale, &label));
    let items = move |()| {
        let locale = locale.get_untracked();
        if model.work.get_untracked() != Work::Idle {
            return vec![MenuItem::new(
                words::REMOVE.get(locale),
                Does::Not(words::BUSY.get(locale).to_owned()),
            )];
        }
        let broken = model.draft.with_untracked(|draft| draft.broken().is_some());
        let rename = if broken {
            Does::Not(words::CANNOT_CONVERT.get(locale).to_owned())
        } else {
            Does::Act(Callback::new(move |()| model.renaming.set(Some(entry.get_value()))))
        };
        let remove = move || model.change(entry.with_value(Entry::removal));
        vec![
            MenuItem::new(words::RENAME_ASK.get(locale), rename).glyph(Glyph::Pencil),
            MenuItem::act(words::REMOVE.get(locale), remove).glyph(Glyph::Trash),
        ]
    };
    view! { <Menu label items align=Align::End trigger=|| view! { <Icon glyph=Glyph::More /> } /> }
}

/// Another document, made for the set that is there.
#[component]
fn AddMenu(model: Model) -> impl IntoView {
    let items = move |()| {
        let item = |kind: &'static str| {
            MenuItem::act(kind, move || {
                let text = model.draft.with_untracked(|draft| {
                    templates::text(kind, draft.values(), &model.picked.get_untracked())
                });
                model.change(Edit::Add(text));
            })
        };
        templates::KINDS.into_iter().map(item).collect()
    };
    view! { <Menu label=t(words::ADD) items align=Align::End trigger=|| view! { <Icon glyph=Glyph::Add /> } /> }
}

fn tone(outcome: Option<&Outcome>) -> Tone {
    match outcome {
        None | Some(Outcome::Waits { .. }) => Tone::Idle,
        Some(Outcome::Checking | Outcome::Creating | Outcome::Updating) => Tone::Busy,
        Some(
            Outcome::Passed { .. } | Outcome::Created { .. } | Outcome::Updated { .. } | Outcome::Unchanged,
        ) => Tone::Good,
        Some(Outcome::Exists(_) | Outcome::Undecided(_) | Outcome::Differs { .. } | Outcome::Lost { .. }) => {
            Tone::Warn
        }
        Some(Outcome::Gone { .. } | Outcome::Refused { .. }) => Tone::Bad,
    }
}
