//! How many replicas a set shall have, with what that does. The dialog stays until the watch shows the new count.

use kubewire::error::ApiError;
use leptos::prelude::*;
use workload::notice::{Op, Target, explain};
use workload::strip::strip;
use workload::text::{Locale, Text};

use crate::i18n::{say, t, use_locale};
use crate::pages::permit::why_not;
use crate::pages::shell::CLOSE;
use crate::pages::statefulsets::actions::preview::after;
use crate::pages::statefulsets::actions::words::scaling;
use crate::pages::statefulsets::actions::{Barred, Known, effects, to_scale};
use crate::platform::task;
use crate::store::{commands, use_store};
use crate::ui::button::{Button, Kind};
use crate::ui::callout::Callout;
use crate::ui::dialog::Dialog;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::stepper::Stepper;
use crate::ui::toast::{Toast, use_toaster};
use crate::ui::tone::Tone;
use crate::widgets::notice_callout::NoticeCallout;
use crate::widgets::ordinal_strip::OrdinalStrip;

/// More than any cluster runs of one set, and less than the API's own limit.
const MOST: u32 = 100_000;

const REPLICAS: Text = Text { zh: "副本数", en: "Replicas" };
const LESS: Text = Text { zh: "减少一个", en: "One less" };
const MORE: Text = Text { zh: "增加一个", en: "One more" };
const CANCEL: Text = Text { zh: "取消", en: "Cancel" };
const NO_NUMBER: Text =
    Text { zh: "请输入 0 到 100000 的整数。", en: "Enter a whole number from 0 to 100,000." };
const GONE: Text = Text { zh: "该有状态副本集已被删除", en: "The set has been deleted meanwhile" };
const WAITING: Text =
    Text { zh: "集群已接受，等待变化出现…", en: "Accepted; waiting to see it happen…" };
const NOW: Text = Text { zh: "现在", en: "Now" };
const THEN: Text = Text { zh: "之后", en: "Then" };

#[derive(Debug, Clone, PartialEq, Eq)]
enum Stage {
    Asking,
    Sending,
    Waiting(u32),
    Failed(u32, ApiError),
}

/// The dialog.
#[component]
pub fn ScaleDialog(known: Memo<Known>, gone: Signal<bool>, on_close: Callback<()>) -> impl IntoView {
    let (store, toaster, locale) = (use_store(), use_toaster(), use_locale());
    let current = Memo::new(move |_| known.with(|known| known.set.replicas()));
    let initial = current.get_untracked();
    let wanted = RwSignal::new(Some(initial));
    let stage = RwSignal::new(Stage::Asking);
    let name = Memo::new(move |_| known.with(|known| known.set.meta.name().to_owned()));
    let barred = why_not(known.with_untracked(|known| to_scale(&known.set)));
    let submit = move |()| {
        if barred.with_untracked(Option::is_some) {
            return;
        }
        let Some(replicas) = wanted.get_untracked().filter(|wanted| *wanted != current.get_untracked())
        else {
            return;
        };
        if !matches!(stage.get_untracked(), Stage::Asking | Stage::Failed(..)) || gone.get_untracked() {
            return;
        }
        stage.set(Stage::Sending);
        let (store, key) = (store.clone(), known.with_untracked(|known| known.set.meta.key.clone()));
        // The request goes on when the dialog is left: it has been sent.
        drop(task::spawn_abortable(async move {
            let next = match commands::scale(&store, &key.namespace, &key.name, replicas).await {
                Ok(_) => Stage::Waiting(replicas),
                Err(error) => Stage::Failed(replicas, error),
            };
            stage.try_set(next);
        }));
    };
    // The truth has come: say so and go.
    Effect::new(move || {
        if stage.get() == Stage::Waiting(current.get()) {
            toaster.show(done(locale.get_untracked(), &name.get_untracked(), current.get_untracked()));
            on_close.run(());
        }
    });
    let busy = Signal::derive(move || matches!(stage.get(), Stage::Sending | Stage::Waiting(_)));
    let held = Signal::derive(move || stage.get() == Stage::Sending);
    let ready = move || wanted.get().is_some_and(|wanted| wanted != current.get()) && !gone.get();
    let title = say(move |locale| match locale {
        Locale::En => format!("Scale {}", name.get()),
        Locale::Zh => format!("调整 {} 的副本数", name.get()),
    });
    let lead = move || known.with(|known| known.set.meta.namespace().to_owned());
    let foot = move || {
        let down = move || wanted.get().is_some_and(|wanted| wanted < current.get());
        view! {
            <Button on_press=on_close disabled=held>{t(CANCEL)}</Button>
            <Button submit=true kind=Kind::Main busy why_not=barred disabled=Signal::derive(move || !ready())>
                {move || command(locale.get(), wanted.get(), down())}
            </Button>
        }
    };
    view! {
        <Dialog title lead close_label=t(CLOSE) held on_close on_submit=submit foot>
            <Stepper
                label=t(REPLICAS)
                less=t(LESS)
                more=t(MORE)
                initial
                max=MOST
                on_change=move |number| wanted.set(number)
            />
            <Preview known wanted current />
            <Outcome known stage gone />
            <Barred why=barred />
        </Dialog>
    }
}

/// The strip before and after, and what happens in between.
#[component]
fn Preview(known: Memo<Known>, wanted: RwSignal<Option<u32>>, current: Memo<u32>) -> impl IntoView {
    let locale = use_locale();
    let now = Memo::new(move |_| known.with(|known| strip(&known.set, known.pods.as_deref())));
    let then = Memo::new(move |_| {
        let replicas = wanted.get().unwrap_or_else(|| current.get());
        now.with(|now| after(now, known.with(|known| known.set.start()), replicas))
    });
    let lines = move || match wanted.get() {
        None => view! { <p class="field-error" role="alert">{t(NO_NUMBER)}</p> }.into_any(),
        Some(wanted) => {
            effects(known.with(|known| scaling(locale.get(), &known.set, wanted)), Glyph::ArrowRight)
                .into_any()
        }
    };
    view! {
        <div class="before-after">
            <div><span class="before-after-when">{t(NOW)}</span><b>{current}</b><OrdinalStrip strip=now /></div>
            <Icon glyph=Glyph::ArrowRight />
            <div>
                <span class="before-after-when">{t(THEN)}</span>
                <b>{move || wanted.get()}</b>
                <OrdinalStrip strip=then />
            </div>
        </div>
        {lines}
    }
}

/// What has become of the request.
#[component]
fn Outcome(known: Memo<Known>, stage: RwSignal<Stage>, gone: Signal<bool>) -> impl IntoView {
    let locale = use_locale();
    move || match stage.get() {
        _ if gone.get() => view! { <Callout tone=Tone::Warn title=t(GONE) /> }.into_any(),
        Stage::Asking | Stage::Sending => ().into_any(),
        Stage::Waiting(_) => view! { <Callout tone=Tone::Busy title=t(WAITING) /> }.into_any(),
        Stage::Failed(replicas, error) => {
            let notice = Signal::derive(move || {
                let target = known.with(|known| target(&known.set));
                explain(locale.get(), &Op::Scale { target, replicas }, &error)
            });
            view! { <NoticeCallout notice /> }.into_any()
        }
    }
}

/// The set as notices name it.
pub(super) fn target(set: &workload::rows::set::SetRow) -> Target {
    Target {
        kind: "StatefulSet".to_owned(),
        name: set.meta.name().to_owned(),
        namespace: set.meta.namespace().to_owned(),
    }
}

fn command(locale: Locale, wanted: Option<u32>, down: bool) -> String {
    match (locale, wanted) {
        (Locale::En, None) => "Scale".to_owned(),
        (Locale::Zh, None) => "调整".to_owned(),
        (Locale::En, Some(wanted)) if down => format!("Scale down to {wanted}"),
        (Locale::En, Some(wanted)) => format!("Scale to {wanted}"),
        (Locale::Zh, Some(wanted)) if down => format!("缩容到 {wanted}"),
        (Locale::Zh, Some(wanted)) => format!("调整到 {wanted}"),
    }
}

fn done(locale: Locale, name: &str, replicas: u32) -> Toast {
    let title = match locale {
        Locale::En => format!("{name} now wants {replicas} replicas"),
        Locale::Zh => format!("{name} 的副本数已调整为 {replicas}"),
    };
    Toast { tone: Tone::Good, title, text: String::new() }
}
