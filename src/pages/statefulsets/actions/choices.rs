//! How it shall be done, what the dialog could not read, and what is typed to confirm.

use kubewire::request::Propagation;
use leptos::prelude::*;
use workload::notice::explain;
use workload::text::{Locale, Text};

use crate::i18n::{say, t, use_locale};
use crate::pages::statefulsets::actions::delete_pods::DeletePods;
use crate::pages::statefulsets::actions::dialog::Deciding;
use crate::pages::statefulsets::actions::related::Related;
use crate::pages::statefulsets::actions::verb::Verb;
use crate::ui::callout::Callout;
use crate::ui::check::Check;
use crate::ui::field::TextField;
use crate::ui::select::{Choice, Select};
use crate::ui::tone::Tone;

const IN_TURN: Text = Text {
    zh: "逐个进行：前一个完成后才开始下一个，失败则停下",
    en: "One set after the other, each done before the next; a failure holds the rest",
};
const WAIT: Text = Text { zh: "等到容器组就绪才算完成", en: "Done only when the pods are ready" };
const WAIT_ENDED: Text =
    Text { zh: "等到容器组全部终止才算完成", en: "Done only when the pods have ended" };
const TO_ALL: Text = Text {
    zh: "更新全部容器组（分区 0），而不是恢复暂停前的分区",
    en: "To all pods (partition 0), instead of the partition before the pause",
};
const DRAIN: Text = Text {
    zh: "先缩容到 0，使容器组按序终止，再删除",
    en: "First scale to 0, so that pods end in order, then delete",
};
const PODS: Text = Text { zh: "容器组", en: "The pods" };
const UNREAD: Text = Text {
    zh: "以下内容无法读取，因此这里没有考虑",
    en: "This could not be read, so nothing here takes it into account",
};

const PROPAGATIONS: [(Propagation, Text); 3] = [
    (Propagation::Background, Text { zh: "随后删除（Background）", en: "are deleted after it (Background)" }),
    (
        Propagation::Foreground,
        Text { zh: "先行删除（Foreground）", en: "are deleted before it (Foreground)" },
    ),
    (Propagation::Orphan, Text { zh: "保留（Orphan）", en: "stay (Orphan)" }),
];

/// The choices of the verb.
#[component]
pub fn Choices(deciding: Deciding) -> impl IntoView {
    let (draft, verb) = (deciding.draft, deciding.verb);
    let check = |text: Text, on: RwSignal<bool>| {
        view! { <Check label=t(text) checked=on on_change=move |now| on.set(now) /> }
    };
    let in_turn = (!deciding.is_one && !matches!(verb, Verb::Labels | Verb::Delete | Verb::Pause))
        .then(|| check(IN_TURN, draft.in_turn));
    let wait = match verb {
        Verb::Stop => Some(WAIT_ENDED),
        Verb::Start | Verb::Restart | Verb::Scale | Verb::Image | Verb::Resume => Some(WAIT),
        _ => None,
    };
    let wait =
        wait.map(|text| view! { <Show when=move || !draft.in_turn.get()>{check(text, draft.wait)}</Show> });
    let all = (verb == Verb::Resume).then(|| check(TO_ALL, draft.all));
    let deletion = (verb == Verb::Delete).then(|| view! { {check(DRAIN, draft.drain)}<Pods deciding /> });
    let delete_pods = matches!(verb, Verb::Restart | Verb::Image | Verb::Resume)
        .then(|| view! { <DeletePods offered=deciding.stuck_pods chosen=draft.delete_pods /> });
    view! { <div class="plan-choices">{all}{delete_pods}{in_turn}{wait}{deletion}</div> }
}

/// What becomes of the pods of a set that is deleted.
#[component]
fn Pods(deciding: Deciding) -> impl IntoView {
    let (locale, propagation) = (use_locale(), deciding.draft.propagation);
    let choices = move || {
        let choice = |(value, text): &(Propagation, Text)| Choice {
            value: value.as_str().to_owned(),
            label: text.get(locale.get()).to_owned(),
        };
        PROPAGATIONS.iter().map(choice).collect::<Vec<_>>()
    };
    let choose = move |word: String| {
        if let Some((chosen, _)) = PROPAGATIONS.iter().find(|(known, _)| known.as_str() == word) {
            propagation.set(*chosen);
        }
    };
    let value = move || propagation.get().as_str().to_owned();
    view! { <Select label=t(PODS) choices=Signal::derive(choices) value=Signal::derive(value) on_choose=choose /> }
}

/// What may not be read is not silently taken for absent.
#[component]
pub fn Unread(related: Related) -> impl IntoView {
    let (locale, unread) = (use_locale(), related.unread);
    move || {
        let lines = unread.with(|unread| {
            let say = |(op, error)| {
                let notice = explain(locale.get(), op, error);
                notice.detail.map_or(notice.title.clone(), |detail| format!("{}: {detail}", notice.title))
            };
            unread.iter().map(|(op, error)| say((op, error))).collect::<Vec<_>>().join("\n")
        });
        (!lines.is_empty()).then(|| view! { <Callout tone=Tone::Warn title=t(UNREAD) quote=lines /> })
    }
}

/// The name of one set, or a word for several, typed so that a slip deletes nothing. It does not take the focus: the
/// dialog would open scrolled past what it says.
#[component]
pub fn Confirmation(deciding: Deciding) -> impl IntoView {
    let typed = deciding.draft.typed;
    let word = Memo::new(move |_| deciding.name().unwrap_or_else(|| "confirmed".to_owned()));
    let label = say(move |locale| match locale {
        Locale::En => format!("Type {} to confirm", word.get()),
        Locale::Zh => format!("输入 {} 以确认", word.get()),
    });
    view! {
        <TextField
            label
            value=typed
            on_input=move |text: String| typed.set(text)
            placeholder=word
            machine=true
        />
    }
}
