//! Whether a set shall be deleted: what goes and what stays, by name; confirmed by typing the set's name.

use kubewire::error::ApiError;
use leptos::prelude::*;
use workload::notice::{Op, explain};
use workload::text::{Locale, Text};

use crate::i18n::{say, t, use_locale};
use crate::pages::permit::why_not;
use crate::pages::shell::CLOSE;
use crate::pages::statefulsets::actions::scale_dialog::target;
use crate::pages::statefulsets::actions::words::{deletion_leaves, deletion_takes};
use crate::pages::statefulsets::actions::{Barred, Known, effects, to_delete};
use crate::platform::task;
use crate::store::commands::{self, Propagation};
use crate::store::use_store;
use crate::ui::button::{Button, Kind};
use crate::ui::callout::Callout;
use crate::ui::dialog::Dialog;
use crate::ui::field::TextField;
use crate::ui::icon::Glyph;
use crate::ui::toast::{Toast, use_toaster};
use crate::ui::tone::Tone;
use crate::widgets::notice_callout::NoticeCallout;

const KEEP: Text = Text { zh: "保留", en: "Keep it" };
const GOES: Text = Text { zh: "将被删除", en: "What goes" };
const STAYS: Text = Text { zh: "将被保留", en: "What stays" };
const WAITING: Text =
    Text { zh: "集群已接受，等待删除完成…", en: "Accepted; waiting until it is gone…" };

#[derive(Debug, Clone, PartialEq, Eq)]
enum Stage {
    Asking,
    Sending,
    Waiting,
    Failed(ApiError),
}

/// The dialog.
#[component]
pub fn DeleteDialog(known: Memo<Known>, gone: Signal<bool>, on_close: Callback<()>) -> impl IntoView {
    let (store, toaster, locale) = (use_store(), use_toaster(), use_locale());
    let typed = RwSignal::new(String::new());
    let stage = RwSignal::new(Stage::Asking);
    let name = Memo::new(move |_| known.with(|known| known.set.meta.name().to_owned()));
    let barred = why_not(known.with_untracked(|known| to_delete(&known.set)));
    let confirmed = Memo::new(move |_| typed.with(|typed| name.with(|name| typed.trim() == name)));
    let submit = move |()| {
        let can = barred.with_untracked(Option::is_none)
            && confirmed.get_untracked()
            && matches!(stage.get_untracked(), Stage::Asking | Stage::Failed(_));
        if !can {
            return;
        }
        stage.set(Stage::Sending);
        let (store, key) = (store.clone(), known.with_untracked(|known| known.set.meta.key.clone()));
        // The request goes on when the dialog is left: it has been sent.
        drop(task::spawn_abortable(async move {
            let (namespace, name, uid) = (&key.namespace, &key.name, &key.uid);
            let next = match commands::delete_set(&store, namespace, name, uid, Propagation::Background).await
            {
                Ok(_) => Stage::Waiting,
                Err(error) => Stage::Failed(error),
            };
            stage.try_set(next);
        }));
    };
    let ends = Memo::new(move |_| gone.get() || known.with(|known| known.set.meta.is_deleting()));
    // The truth has come, whoever brought it about: say so and go.
    Effect::new(move || {
        if gone.get() || (ends.get() && stage.get() == Stage::Waiting) {
            toaster.show(done(locale.get_untracked(), &name.get_untracked(), gone.get_untracked()));
            on_close.run(());
        }
    });
    let busy = Signal::derive(move || matches!(stage.get(), Stage::Sending | Stage::Waiting));
    let held = Signal::derive(move || stage.get() == Stage::Sending);
    let title = say(move |locale| match locale {
        Locale::En => format!("Delete {}", name.get()),
        Locale::Zh => format!("删除 {}", name.get()),
    });
    let lead = say(move |locale| {
        let namespace = known.with(|known| known.set.meta.namespace().to_owned());
        match locale {
            Locale::En => format!("StatefulSet in namespace {namespace}"),
            Locale::Zh => format!("命名空间 {namespace} 中的有状态副本集"),
        }
    });
    let foot = move || {
        view! {
            <Button on_press=on_close disabled=held>{t(KEEP)}</Button>
            <Button submit=true kind=Kind::Danger busy why_not=barred disabled=Signal::derive(move || !confirmed.get())>
                {move || match locale.get() {
                    Locale::En => format!("Delete {}", name.get()),
                    Locale::Zh => format!("删除 {}", name.get()),
                }}
            </Button>
        }
    };
    view! {
        <Dialog title lead close_label=t(CLOSE) held on_close on_submit=submit foot>
            <Losses known />
            <Confirmation name typed />
            <Outcome known stage />
            <Barred why=barred />
        </Dialog>
    }
}

#[component]
fn Losses(known: Memo<Known>) -> impl IntoView {
    let locale = use_locale();
    let there = Memo::new(move |_| known.with(ordinals));
    let goes = move || {
        known.with(|known| effects(deletion_takes(locale.get(), &known.set, &there.get()), Glyph::Remove))
    };
    let stays = move || {
        known.with(|known| effects(deletion_leaves(locale.get(), &known.set, &there.get()), Glyph::Check))
    };
    view! {
        <section class="losses">
            <h3>{t(GOES)}</h3>
            {goes}
        </section>
        <section class="losses">
            <h3>{t(STAYS)}</h3>
            {stays}
        </section>
    }
}

/// Ordinals that have a pod; where pods are not known, those that the set says it has created.
fn ordinals(known: &Known) -> Vec<u32> {
    known.pods.as_ref().map_or_else(
        || (known.set.start()..known.set.start().saturating_add(known.set.status.replicas)).collect(),
        |pods| {
            let mut ordinals: Vec<u32> = pods.iter().filter_map(|pod| pod.ordinal()).collect();
            workload::order::sort(&mut ordinals);
            ordinals
        },
    )
}

#[component]
fn Confirmation(name: Memo<String>, typed: RwSignal<String>) -> impl IntoView {
    let label = say(move |locale| match locale {
        Locale::En => format!("Type {} to confirm", name.get()),
        Locale::Zh => format!("输入 {} 以确认", name.get()),
    });
    view! {
        <TextField
            label
            value=typed
            on_input=move |text: String| typed.set(text)
            placeholder=name
            machine=true
            autofocus=true
        />
    }
}

/// What has become of the request.
#[component]
fn Outcome(known: Memo<Known>, stage: RwSignal<Stage>) -> impl IntoView {
    let locale = use_locale();
    move || match stage.get() {
        Stage::Asking | Stage::Sending => ().into_any(),
        Stage::Waiting => view! { <Callout tone=Tone::Busy title=t(WAITING) /> }.into_any(),
        Stage::Failed(error) => {
            let notice = Signal::derive(move || {
                explain(locale.get(), &Op::Delete(known.with(|known| target(&known.set))), &error)
            });
            view! { <NoticeCallout notice /> }.into_any()
        }
    }
}

fn done(locale: Locale, name: &str, gone: bool) -> Toast {
    let title = match (locale, gone) {
        (Locale::En, true) => format!("{name} is deleted"),
        (Locale::Zh, true) => format!("{name} 已删除"),
        (Locale::En, false) => format!("{name} is being deleted"),
        (Locale::Zh, false) => format!("正在删除 {name}"),
    };
    Toast { tone: Tone::Good, title, text: String::new() }
}
