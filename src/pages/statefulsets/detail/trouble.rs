//! What stands between the head and the tabs: that the set is gone or another, and what is wrong with it, in the
//! words of who says so, with what to do.

use leptos::prelude::*;
use workload::status::reason::Reason;
use workload::status::{SetView, Status};
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::pages::statefulsets::detail::absent::BACK;
use crate::pages::statefulsets::detail::advice::{Waiting, advice, waiting};
use crate::pages::statefulsets::detail::model::Model;
use crate::pages::statefulsets::detail::presence::Presence;
use crate::route::namespaces::Namespaces;
use crate::route::{Route, SetsQuery};
use crate::ui::button::Button;
use crate::ui::callout::Callout;
use crate::ui::tone::Tone;

const DELETED: Text =
    Text { zh: "该有状态副本集已被删除", en: "This StatefulSet has been deleted" };
const DELETED_TEXT: Text = Text {
    zh: "以下是删除前最后看到的状态。若以同名重建，本页会自动切换到新的。",
    en: "Below is what was last seen of it. Should one of the same name be created, it appears here by itself.",
};
const REPLACED: Text = Text {
    zh: "原来的有状态副本集已被删除，现在显示的是同名新建的另一个",
    en: "The StatefulSet you had open was deleted; this is another one, created under the same name",
};
const SHOW_POD: Text = Text { zh: "查看容器组", en: "Show the pod" };

/// The callouts.
#[component]
pub fn Trouble(
    /// What is known.
    model: Model,
    /// Called with the ordinal that the trouble is about.
    on_choose: Callback<u32>,
) -> impl IntoView {
    let namespace = model.set.with_untracked(|set| set.meta.namespace().to_owned());
    let back = StoredValue::new(
        Route::Sets(SetsQuery { namespaces: Namespaces::one(namespace), ..SetsQuery::default() }).href(),
    );
    let gone = Memo::new(move |_| model.presence.get() == Presence::Deleted);
    let replaced = Memo::new(move |_| model.presence.get() == Presence::Replaced);
    view! {
        <Show when=move || gone.get()>
            <Callout tone=Tone::Warn title=t(DELETED) text=t(DELETED_TEXT)>
                <a class="button" href=back.get_value()>{t(BACK)}</a>
            </Callout>
        </Show>
        <Show when=move || replaced.get()>
            <Callout tone=Tone::Warn title=t(REPLACED) />
        </Show>
        <Show when=move || !gone.get()>
            <Wrong model on_choose />
        </Show>
    }
}

/// The reason why the set is not well.
#[component]
fn Wrong(model: Model, on_choose: Callback<u32>) -> impl IntoView {
    let locale = use_locale();
    let reason = Memo::new(move |_| model.view.with(worth_saying));
    let is_bad = Memo::new(move |_| model.view.with(|view| view.status == Status::Failing));
    let tone = Signal::derive(move || if is_bad.get() { Tone::Bad } else { Tone::Warn });
    let say = move |words: fn(&Reason, Locale) -> String| {
        Signal::derive(move || {
            reason
                .with(|reason| reason.as_ref().map(|reason| words(reason, locale.get())).unwrap_or_default())
        })
    };
    let title = say(title);
    let waits = Memo::new(move |_| model.set.with(|set| waiting(set)));
    let text = Signal::derive(move || {
        let advice = reason.with(|reason| reason.as_ref().and_then(|reason| advice(reason, waits.get())));
        advice.map(|text| text.get(locale.get()).to_owned()).unwrap_or_default()
    });
    let quote = say(|reason, _| reason.detail().unwrap_or_default().to_owned());
    let ordinal = Memo::new(move |_| {
        let pod = reason.with(|reason| reason.as_ref().and_then(|reason| reason.pod().map(str::to_owned)))?;
        model.lines.with(|lines| lines.iter().find(|line| line.name == pod).map(|line| line.cell.ordinal))
    });
    view! {
        <Show when=move || reason.with(Option::is_some)>
            <Callout tone title text quote>
                <Show when=move || ordinal.get().is_some()>
                    <Button on_press=move |()| {
                        if let Some(ordinal) = ordinal.get_untracked() {
                            on_choose.run(ordinal);
                        }
                    }>{t(SHOW_POD)}</Button>
                </Show>
            </Callout>
        </Show>
    }
}

/// The reason without the words of others, which are quoted below it.
fn title(reason: &Reason, locale: Locale) -> String {
    let said = reason.say(locale);
    let quoted = reason.detail().and_then(|detail| detail.trim().lines().next()).unwrap_or_default();
    let own = said.strip_suffix(quoted).filter(|_| !quoted.is_empty()).unwrap_or(&said);
    let own = own.trim_end().trim_end_matches([':', '：']);
    // A pod's name keeps its case.
    if reason.pod().is_some() { own.to_owned() } else { capital(own) }
}

fn capital(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

/// The reason, unless time is likely to answer it: a callout that comes and goes with each pod of a rollout would
/// move the page under the pointer.
fn worth_saying(view: &SetView) -> Option<Reason> {
    let reason = view.reason.as_ref()?;
    let is_young = matches!(reason, Reason::NotReady { message, .. } if message.is_empty());
    let is_said = view.status == Status::Failing || (advice(reason, Waiting::Nothing).is_some() && !is_young);
    is_said.then(|| reason.clone())
}

#[cfg(test)]
mod tests {
    use workload::status::reason::Reason;
    use workload::status::{Counts, SetView, Status};
    use workload::text::Locale;

    use super::{title, worth_saying};

    fn view(status: Status, reason: Reason) -> SetView {
        SetView {
            status,
            tone: status.tone(),
            reason: Some(reason),
            notes: Vec::new(),
            counts: Counts::default(),
        }
    }

    #[test]
    fn a_pod_that_only_just_runs_is_no_trouble_and_one_whose_probe_fails_is() {
        let unready =
            |message: &str| Reason::NotReady { pod: "web-0".into(), message: message.into(), times: 1 };
        assert!(worth_saying(&view(Status::Updating, unready(""))).is_none());
        assert!(worth_saying(&view(Status::Updating, unready("HTTP probe failed"))).is_some());
        let waits = Reason::NotCreated { pod: "web-1".into() };
        assert!(worth_saying(&view(Status::Starting, waits)).is_none());
    }

    #[test]
    fn what_is_quoted_below_is_not_said_twice() {
        let reason = Reason::Refused { message: "exceeded quota: pods".to_owned() };
        assert_eq!(title(&reason, Locale::En), "The API server refuses to create a pod");
        assert_eq!(title(&reason, Locale::Zh), "API Server 拒绝创建容器组");
    }
}
