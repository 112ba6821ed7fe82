//! What one decides first about an object, as a form beside its text: both say the same at any time.

use leptos::prelude::*;
use workload::creation::entry::Entry;
use workload::creation::finding::Refusal;
use workload::draft::Draft;
use workload::draft::edit::Edit;
use workload::draft::issue::Severity;
use workload::field::{self, Field, Kind, Lock, Shown, Slot, table};
use workload::group_kind::STATEFUL_SET;
use workload::path::Path;
use workload::shown::shown;
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::pages::statefulsets::create::model::{Model, Work};
use crate::pages::statefulsets::create::words;
use crate::ui::field::TextField;
use crate::ui::select::{Choice, Select};

/// The object that the form is about.
#[derive(Debug, Clone, PartialEq)]
struct Subject {
    document: usize,
    base: Path,
    kind: String,
    name: String,
    /// It exists, and this page changes it.
    exists: bool,
}

type Refusals = Memo<Vec<(usize, Refusal)>>;

/// The form. While the text cannot be read it shows what the text said last, and cannot be changed.
#[component]
pub(super) fn Form(model: Model, refusals: Refusals) -> impl IntoView {
    let broken = Memo::new(move |_| model.draft.with(|draft| draft.broken().is_some()));
    let subject = subject(model, broken);
    let held = move || broken.get() || model.work.get() != Work::Idle;
    let slots = Memo::new(move |_| {
        let Some(Subject { document, base, exists, .. }) = subject.get() else { return Vec::new() };
        let found = model.draft.with(|draft| {
            let object = draft.values().get(document).and_then(|value| base.get(value));
            object.map(|object| field::slots(object, &base)).unwrap_or_default()
        });
        found.into_iter().map(|slot| (document, exists, slot)).collect()
    });
    let about = move |part: fn(&Subject) -> &str| {
        subject.with(|subject| subject.as_ref().map(|subject| shown(part(subject)).into_owned()))
    };
    let key = |(document, exists, slot): &(usize, bool, Slot)| {
        (*document, *exists, slot.path.to_string(), slot.of.clone())
    };
    let is_unread = move || broken.get() && subject.with(Option::is_none);
    view! {
        <Show when=is_unread>
            <section class="create-form" aria-label=t(words::FIELDS)>
                <p class="faint">{t(words::FIELDS_UNREAD)}</p>
            </section>
        </Show>
        <Show when=move || subject.with(Option::is_some)>
            <section class="create-form" aria-label=t(words::FIELDS)>
                <h2>
                    <span class="dim">{move || about(|subject| &subject.kind)}</span>
                    " "
                    <span class="mono">{move || about(|subject| &subject.name)}</span>
                </h2>
                <Show when=move || broken.get()><p class="faint">{t(words::FIELDS_WAIT)}</p></Show>
                <fieldset disabled=held>
                    <For each=move || slots.get() key children=move |(document, exists, slot)| view! {
                        <Row model refusals document exists place=slot />
                    } />
                </fieldset>
            </section>
        </Show>
    }
}

/// The object that was chosen, else the first set, else the first; while the text cannot be read it stays.
fn subject(model: Model, broken: Memo<bool>) -> Memo<Option<Subject>> {
    Memo::new(move |before: Option<&Option<Subject>>| {
        if broken.get() {
            // Of another text than this one nothing is shown.
            let recalls = model.draft.with(Draft::recalls);
            return before.cloned().flatten().filter(|_| recalls);
        }
        let chosen = model.chosen.get();
        model.entries.with(|entries| {
            let is_set = |entry: &&Entry| entry.group_kind() == STATEFUL_SET;
            let entry = chosen
                .and_then(|chosen| entries.get(chosen))
                .or_else(|| entries.iter().find(is_set))
                .or_else(|| entries.first())?;
            Some(Subject {
                document: entry.document,
                base: entry.path(""),
                kind: entry.kind().to_owned(),
                name: entry.name().to_owned(),
                exists: model.edited.is_of(entry),
            })
        })
    })
}

#[component]
fn Row(model: Model, refusals: Refusals, document: usize, exists: bool, place: Slot) -> impl IntoView {
    let locale = use_locale();
    let field = place.field;
    let locked = exists && field.lock == Lock::Created;
    let slot = StoredValue::new(place);
    let is =
        Memo::new(move |_| model.draft.with(|draft| slot.with_value(|slot| draft.shown(document, slot))));
    let no_box = Memo::new(move |_| is.with(|is| *is == Shown::Other));
    let value = Signal::derive(move || match is.get() {
        Shown::Text(text) => text,
        Shown::Other => String::new(),
    });
    let label = Signal::derive(move || slot.with_value(|slot| slot.label(locale.get())));
    let help = Signal::derive(move || help(field, locked, no_box.get()).get(locale.get()).to_owned());
    let error =
        Signal::derive(move || slot.with_value(|slot| said(model, refusals, document, slot, locale.get())));
    let default = Signal::derive(move || default(model, field, locale.get()));
    let disabled = Signal::derive(move || locked || no_box.get());
    let on_input = move |text: String| model.change(Edit::Type { document, slot: slot.get_value(), text });
    let control = match field.kind {
        Kind::Choice(known) => {
            let choices = Signal::derive(move || choices(locale.get(), known, &default.get(), &value.get()));
            view! { <Select label choices value disabled help error on_choose=on_input /> }.into_any()
        }
        _ => {
            view! { <TextField label value on_input help error placeholder=default disabled machine=true /> }
                .into_any()
        }
    };
    view! { <div class="create-field" data-short=is_short(field)>{control}</div> }
}

fn help(field: &Field, locked: bool, no_box: bool) -> Text {
    match (locked, no_box) {
        (true, _) => words::FIXED,
        (_, true) => words::NO_BOX,
        _ => field.help,
    }
}

/// What holds where the field is not there.
fn default(model: Model, field: &Field, locale: Locale) -> String {
    if field.path == table::NAMESPACE { model.namespace() } else { field.default.get(locale).to_owned() }
}

/// Two short ones stand beside each other.
fn is_short(field: &Field) -> Option<&'static str> {
    let is_small = matches!(field.kind, Kind::Integer { .. } | Kind::Choice(_) | Kind::Quantity);
    (is_small || field.path == table::NAMESPACE).then_some("")
}

/// The known values, what stands for leaving it out, and the value that is there where it is another one.
fn choices(locale: Locale, known: &[&str], default: &str, value: &str) -> Vec<Choice> {
    let choice = |value: &str| Choice { value: value.to_owned(), label: shown(value).into_owned() };
    let left_out = Choice { value: String::new(), label: words::by_default(locale, default) };
    let other = (!value.is_empty() && !known.contains(&value)).then(|| choice(value));
    std::iter::once(left_out).chain(known.iter().map(|known| choice(known))).chain(other).collect()
}

/// What is wrong with a field: an error that is certain, else the API server's words, else what may be no mistake.
fn said(model: Model, refusals: Refusals, document: usize, slot: &Slot, locale: Locale) -> String {
    let own = |severity: Severity| {
        model.issues.with(|issues| {
            let here = issues.iter().find(|issue| {
                issue.severity == severity && issue.document == Some(document) && issue.path == slot.path
            })?;
            Some(here.message.get(locale).to_owned())
        })
    };
    let words = own(Severity::Error)
        .or_else(|| refused(model, refusals, document, slot))
        .or_else(|| own(Severity::Warning));
    words.map(|words| shown(&words).into_owned()).unwrap_or_default()
}

/// What the API server says of a field.
fn refused(model: Model, refusals: Refusals, document: usize, slot: &Slot) -> Option<String> {
    let (refusals, entries) = (refusals.read(), model.entries.read());
    refusals.iter().find_map(|(index, refusal)| {
        let entry = entries.get(*index).filter(|entry| entry.document == document)?;
        let base = entry.path("");
        let here = refusal.findings.iter().find(|finding| slot.is_named_by(&finding.field, &base))?;
        Some(here.message.clone())
    })
}
