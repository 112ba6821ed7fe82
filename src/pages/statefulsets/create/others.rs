//! What others do to the set while it is edited: noted as soon as the watch brings it.

use std::time::Duration;

use kubewire::resource::STATEFUL_SETS;
use kubewire::scope::Scope;
use leptos::prelude::*;
use workload::creation::outcome::Outcome;
use workload::export::clean;
use workload::merge::changes::{Change, changes};
use workload::rows::set::SetRow;
use workload::shown::shown;
use workload::text::{Locale, Text};

use crate::i18n::{say, t};
use crate::pages::statefulsets::create::changes::Changes;
use crate::pages::statefulsets::create::model::{Model, Work};
use crate::pages::statefulsets::create::words;
use crate::platform::task::spawn_abortable;
use crate::platform::timer::sleep;
use crate::store::{commands, use_store};
use crate::ui::button::Button;
use crate::ui::callout::Callout;
use crate::ui::tone::Tone;

/// A rollout writes the status many times a second; it is looked at once for all of them.
const SETTLE: Duration = Duration::from_millis(500);

const GONE_TEXT: Text = Text {
    zh: "你写的内容都还在。可以用它重新创建，卷（PVC）若还在会被重新使用。",
    en: "What you wrote is still here. You can create it anew from it; volumes (PVCs) that are left are used again.",
};
const REPLACED_TEXT: Text = Text {
    zh: "此文本属于已删除的那一个，不会写入新的那一个。需要的内容请先复制，再重新打开。",
    en: "This text is of the deleted one and is not written to the new one. Copy what you need, then open it again.",
};
const CREATE_ANEW: Text = Text { zh: "重新创建…", en: "Create it anew…" };
const DISCARD: Text = Text { zh: "放弃草稿并重新打开", en: "Discard the draft and open it again" };
const RELOAD: Text = Text { zh: "重新载入", en: "Reload" };
const KEEPS: Text = Text {
    zh: "保存时会保留这些修改；若你改了同一字段，会请你选择。",
    en: "Saving keeps these changes. Where you changed the same field, you choose.",
};
const BEHIND_TITLE: Text =
    Text { zh: "此文本不包含他人的修改", en: "This text does not show what others changed" };
const BEHIND: Text = Text {
    zh: "他人的修改已保留在集群中。重新载入即可看到。",
    en: "Their changes are in the cluster and were kept. Reload to see them.",
};
const KEEPS_TITLE: Text = Text { zh: "打开后有人修改了它", en: "Modified since you opened it" };

/// What is known of the set in the cluster.
#[derive(Debug, Clone, PartialEq)]
enum Now {
    /// As the person knows it.
    Same,
    /// As the person knows it, and the text does not show all of it.
    Behind,
    /// Others changed it.
    Changed(Vec<Change>),
    /// It was deleted; another one may have its name.
    Gone { replaced: bool },
}

/// The note; empty where nothing is edited, and while nobody else does anything.
#[component]
pub(super) fn Others(model: Model, reopen: Option<Callback<()>>) -> impl IntoView {
    let edited = Memo::new(move |_| model.edited.identity());
    move || {
        edited.get().map(|identity| {
            let now = follow(model, &identity.namespace, &identity.name);
            let name = shown(&identity.name).into_owned();
            // The review says it, too.
            let shown =
                move || now.get().filter(|now| !matches!(now, Now::Changed(_)) || !is_reviewed(model));
            view! { {move || shown().map(|now| note(model, reopen, now, name.clone()))} }
        })
    }
}

/// Whether the results say what others changed.
fn is_reviewed(model: Model) -> bool {
    let says = |outcome: &Outcome| matches!(outcome, Outcome::Exists(_) | Outcome::Undecided(_));
    model.entries.with(|entries| {
        let edited = entries.iter().find(|entry| model.edited.is_of(entry));
        edited.is_some_and(|entry| model.outcomes.with(|outcomes| outcomes.get(entry).is_some_and(says)))
    })
}

/// Follows the set for as long as the current owner lives; where it may not be watched, saving tells.
fn follow(model: Model, namespace: &str, name: &str) -> Memo<Option<Now>> {
    let store = StoredValue::new(use_store());
    let sets = store.with_value(|store| store.watch::<SetRow>(Scope::named(STATEFUL_SETS, namespace, name)));
    let (all, loaded) = (sets.all(), sets.loaded());
    let was = Memo::new(move |_| model.edited.beginning().map(|beginning| beginning.uid));
    let version = Memo::new(move |_| {
        let set = all.with(|all| all.first().cloned())?;
        Some((set.meta.key.uid.clone(), set.meta.key.resource_version.clone()))
    });
    let theirs = RwSignal::new(Vec::<Change>::new());
    let is_asked = StoredValue::new(false);
    let place = StoredValue::new((namespace.to_owned(), name.to_owned()));
    Effect::new(move || {
        let is_idle = model.work.get() == Work::Idle;
        if !is_idle || version.get().is_none() || !model.edited.is_any() || is_asked.get_value() {
            return;
        }
        is_asked.set_value(true);
        let read = async move {
            sleep(SETTLE).await;
            is_asked.try_set_value(false);
            let (Some((namespace, name)), Some(store)) = (place.try_get_value(), store.try_get_value())
            else {
                return;
            };
            let answer = commands::get_value(&store, STATEFUL_SETS, &namespace, &name).await;
            // What cannot be read now is read with the next change, and in any case before anything is saved.
            if let (Ok(answer), Some(beginning)) = (answer, model.edited.beginning()) {
                theirs.try_set(changes(&beginning.seen, &clean(answer.value)));
            }
        };
        // Not of this run of the effect, which the next change would end with it; it ends by itself.
        let _reading = spawn_abortable(read);
    });
    Memo::new(move |_| {
        let was = was.get()?;
        match version.get() {
            None => loaded.get().then_some(Now::Gone { replaced: false }),
            Some((uid, _)) if !was.is_empty() && uid != was => Some(Now::Gone { replaced: true }),
            Some(_) if theirs.with(|theirs| !theirs.is_empty()) => Some(Now::Changed(theirs.get())),
            Some(_) if model.edited.beginning().is_some_and(|beginning| beginning.is_behind) => {
                Some(Now::Behind)
            }
            Some(_) => Some(Now::Same),
        }
    })
}

fn note(model: Model, reopen: Option<Callback<()>>, now: Now, name: String) -> AnyView {
    match now {
        Now::Same => ().into_any(),
        Now::Gone { replaced: false } => view! { <Deleted model name /> }.into_any(),
        Now::Gone { replaced: true } => view! { <Replaced reopen name /> }.into_any(),
        Now::Behind => {
            view! { <Noted model reopen title=BEHIND_TITLE text=BEHIND theirs=Vec::new() /> }.into_any()
        }
        Now::Changed(theirs) => {
            view! { <Noted model reopen title=KEEPS_TITLE text=KEEPS theirs /> }.into_any()
        }
    }
}

/// It is gone: what is written can be created anew.
#[component]
pub(super) fn Deleted(model: Model, name: String) -> impl IntoView {
    let title = Signal::derive(say(move |locale| match locale {
        Locale::En => format!("{name} was deleted while you were editing it"),
        Locale::Zh => format!("编辑期间 {name} 已被删除"),
    }));
    let busy = Signal::derive(move || model.work.get() != Work::Idle);
    view! {
        <Callout tone=Tone::Bad title text=t(GONE_TEXT)>
            <Button small=true disabled=busy on_press=move |()| model.create_anew()>{t(CREATE_ANEW)}</Button>
        </Callout>
    }
}

/// Another one has its name.
#[component]
fn Replaced(reopen: Option<Callback<()>>, name: String) -> impl IntoView {
    let title = Signal::derive(say(move |locale| match locale {
        Locale::En => format!("{name} was deleted and created anew while you were editing it"),
        Locale::Zh => format!("编辑期间 {name} 已被删除并重新创建"),
    }));
    view! {
        <Callout tone=Tone::Bad title text=t(REPLACED_TEXT)>
            {reopen.map(|reopen| view! { <Button small=true on_press=reopen>{t(DISCARD)}</Button> })}
        </Callout>
    }
}

/// What others wrote, with the way to have it in the text as long as nothing would be lost by that.
#[component]
fn Noted(
    model: Model,
    reopen: Option<Callback<()>>,
    title: Text,
    text: Text,
    theirs: Vec<Change>,
) -> impl IntoView {
    let entry = untrack(|| {
        model.entries.with(|entries| entries.iter().find(|entry| model.edited.is_of(entry)).cloned())
    });
    let is_as_begun = Memo::new(move |_| {
        let beginning = model.edited.beginning();
        let of = |entry: &workload::creation::entry::Entry| {
            let value = entry.value.as_ref()?;
            beginning.as_ref().filter(|_| model.edited.is_of(entry)).map(|it| it.is_as_begun(value))
        };
        model.entries.with(|entries| entries.iter().find_map(of)).unwrap_or_default()
    });
    view! {
        <Callout tone=Tone::Idle title=t(title) text=t(text)>
            // With something written one would lose it.
            {reopen.map(|reopen| view! {
                <Show when=move || is_as_begun.get()>
                    <Button small=true on_press=reopen>{t(RELOAD)}</Button>
                </Show>
            })}
        </Callout>
        {entry.map(|entry| view! {
            <Changes model entry changes=theirs.clone() heading=words::theirs whose="theirs" />
        })}
    }
}
