//! Takes back what a creation made before it failed.

use kubewire::request::Propagation;
use leptos::prelude::*;
use workload::creation::entry::Entry;
use workload::creation::outcome::Outcome;
use workload::notice::{Op, Target, explain};
use workload::shown::shown;
use workload::text::Locale;

use crate::i18n::{say, t, use_locale};
use crate::pages::shell::CLOSE;
use crate::pages::statefulsets::create::model::{Model, Work};
use crate::pages::statefulsets::create::words;
use crate::platform::task::spawn_abortable;
use crate::store::{Store, commands, use_store};
use crate::ui::button::{Button, Kind};
use crate::ui::dialog::Dialog;
use crate::ui::toast::{Toast, Toaster, use_toaster};
use crate::ui::tone::Tone;

/// The button and the question that it asks. There is one as long as something was created and something is not.
#[component]
pub(super) fn RemoveMade(model: Model) -> impl IntoView {
    let offered = Memo::new(move |_| {
        model.work.get() == Work::Idle && {
            let tally = model.tally.get();
            tally.created > 0 && tally.to_create() > 0
        }
    });
    let asking = RwSignal::new(false);
    view! {
        <Show when=move || offered.get()>
            <Button kind=Kind::Quiet on_press=move |()| asking.set(true)>{t(words::REMOVE_MADE)}</Button>
        </Show>
        <Show when=move || asking.get()>
            <Question model on_close=move |()| asking.set(false) />
        </Show>
    }
}

#[component]
fn Question(model: Model, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let (store, toaster, locale) = (StoredValue::new(use_store()), use_toaster(), use_locale());
    let made = StoredValue::new(untrack(|| made(model)));
    let count = made.with_value(Vec::len);
    let title = say(move |locale| match locale {
        Locale::En if count == 1 => "Remove the object that was created?".to_owned(),
        Locale::En => format!("Remove the {count} objects that were created?"),
        Locale::Zh => format!("删除已创建的 {count} 个对象？"),
    });
    let submit = move |()| {
        on_close.run(());
        remove(model, store.get_value(), toaster, locale.get_untracked(), made.get_value());
    };
    let foot = move || {
        view! {
            <Button focus=true on_press=on_close>{t(words::CANCEL)}</Button>
            <Button submit=true kind=Kind::Danger>{t(words::REMOVE)}</Button>
        }
    };
    let rows = made.with_value(|made| {
        made.iter()
            .map(|(entry, _)| {
                let about = format!("{} {}", shown(entry.kind()), shown(entry.name()));
                view! { <li class="mono">{about}</li> }
            })
            .collect_view()
    });
    view! {
        <Dialog title lead=t(words::REMOVE_LEAD) close_label=t(CLOSE) on_close on_submit=submit foot>
            <ul class="create-made">{rows}</ul>
        </Dialog>
    }
}

/// What this page created, newest first.
fn made(model: Model) -> Vec<(Entry, Outcome)> {
    let outcomes = model.outcomes.get();
    let mut made: Vec<(Entry, Outcome)> = model.entries.with(|entries| {
        let created = |entry: &Entry| Some((entry.clone(), outcomes.get(entry)?.clone()));
        entries.iter().filter(|entry| outcomes.is_created(entry)).filter_map(created).collect()
    });
    made.reverse();
    made
}

/// Deletes each if it is still the one that was made; what cannot be deleted stays listed as created.
fn remove(model: Model, store: Store, toaster: Toaster, locale: Locale, made: Vec<(Entry, Outcome)>) {
    model.work.set(Work::Removing);
    // Not bound to the page: half of it would be worse.
    let _goes_on_without_the_page = spawn_abortable(async move {
        for (entry, outcome) in made {
            let (Some(value), Outcome::Created { name, namespace, uid, .. }) = (&entry.value, outcome) else {
                continue;
            };
            match commands::delete(&store, value, (&namespace, &name, &uid), Propagation::Background).await {
                Err(error) if !error.is_not_found() => {
                    let target = Target { kind: entry.kind().to_owned(), name, namespace };
                    let notice = explain(locale, &Op::Delete(target), &error);
                    let text = notice.detail.or(notice.hint).unwrap_or_default();
                    toaster.show(Toast {
                        tone: Tone::Bad,
                        title: notice.title,
                        text: shown(&text).into_owned(),
                    });
                }
                _ => {
                    model.outcomes.try_update(|outcomes| outcomes.forget(&entry));
                }
            }
        }
        model.work.try_set(Work::Idle);
    });
}
