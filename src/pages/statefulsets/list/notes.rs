//! What the user must know about the list as a whole: what it leaves out, and why.

use leptos::prelude::*;
use workload::pod_detail::PodDetail;
use workload::text::{Locale, Text};

use crate::i18n::format::grouped;
use crate::i18n::{say, t, use_locale};
use crate::pages::statefulsets::list::Listing;
use crate::pages::statefulsets::list::gone::FateNotes;
use crate::pages::statefulsets::list::joined::Refusal;
use crate::ui::callout::Callout;
use crate::ui::tone::Tone;

const NO_PODS_TEXT: Text = Text {
    zh: "因此只显示数量，不显示各序号的状态和原因。请申请 pods 的 list 和 watch 权限。",
    en: "So there are counts instead of ordinals, and no reasons. Ask for the permissions list and watch on pods.",
};
const REFUSED_TEXT: Text =
    Text { zh: "其余命名空间照常显示。", en: "The other namespaces are shown." };
const POD_LIMIT_TEXT: Text = Text {
    zh: "容器组太多，无法全部跟踪，因此显示数量而不是各序号。选择一个命名空间即可查看详情。",
    en: "There are too many to follow, so there are counts instead of ordinals. Pick a namespace for the detail.",
};
const BAD_SELECTOR: Text = Text {
    zh: "标签选择器无效，未按标签筛选",
    en: "The label selector is not valid and filters nothing",
};

/// The notes, where there is anything to say.
#[component]
pub fn Notes(listing: Listing) -> impl IntoView {
    let locale = use_locale();
    let source = listing.source;
    let some_refused =
        Memo::new(move |_| source.loaded.get() && source.refused.with(|refused| !refused.is_empty()));
    let no_pods = Memo::new(move |_| source.pods_refused.with(|refused| !refused.is_empty()));
    let problem = Memo::new(move |_| listing.view.filter.with(|filter| filter.problem));
    let why =
        Signal::derive(move || problem.get().map(|problem| problem.say(locale.get())).unwrap_or_default());
    view! {
        <Show when=move || some_refused.get()>
            <div class="list-note">
                <Callout tone=Tone::Warn title=refused_title(source.refused) text=t(REFUSED_TEXT) quote=quote(source.refused) />
            </div>
        </Show>
        <Show when=move || no_pods.get()>
            <div class="list-note">
                <Callout tone=Tone::Warn title=no_pods_title(source.pods_refused) text=t(NO_PODS_TEXT) quote=quote(source.pods_refused) />
            </div>
        </Show>
        <FateNotes fates=listing.fates />
        <PodsOff detail=source.detail />
        <Show when=move || problem.with(Option::is_some)>
            <div class="list-note"><Callout tone=Tone::Warn title=t(BAD_SELECTOR) text=why /></div>
        </Show>
    }
}

#[component]
fn PodsOff(detail: Memo<Option<PodDetail>>) -> impl IntoView {
    let off = Memo::new(move |_| match detail.get() {
        Some(PodDetail::Off { pods }) => Some(pods),
        _ => None,
    });
    let title = Signal::derive(say(move |locale| {
        let pods = grouped(off.get().unwrap_or_default());
        match locale {
            Locale::En => format!("Pod detail off: {pods} pods"),
            Locale::Zh => format!("容器组详情已关闭：共 {pods} 个容器组"),
        }
    }));
    view! {
        <Show when=move || off.with(Option::is_some)>
            <div class="list-note"><Callout tone=Tone::Idle title text=t(POD_LIMIT_TEXT) /></div>
        </Show>
    }
}

fn refused_title(refused: Memo<Vec<Refusal>>) -> Signal<String> {
    Signal::derive(say(move |locale| match locale {
        Locale::En => format!("You may not list StatefulSets in {}", names(refused, ", ")),
        Locale::Zh => format!("没有权限列出命名空间 {} 的有状态副本集", names(refused, "、")),
    }))
}

fn no_pods_title(refused: Memo<Vec<Refusal>>) -> Signal<String> {
    Signal::derive(say(move |locale| match (locale, names(refused, ", ").as_str()) {
        (Locale::En, "") => "You may not list pods".to_owned(),
        (Locale::Zh, "") => "没有权限查看容器组".to_owned(),
        (Locale::En, names) => format!("You may not list pods in {names}"),
        (Locale::Zh, names) => format!("没有权限查看命名空间 {names} 的容器组"),
    }))
}

fn names(refused: Memo<Vec<Refusal>>, between: &str) -> String {
    refused.with(|refused| refused.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(between))
}

fn quote(refused: Memo<Vec<Refusal>>) -> Signal<String> {
    Signal::derive(move || {
        refused.with(|refused| {
            refused.iter().map(|(_, status)| status.message.as_str()).collect::<Vec<_>>().join("\n")
        })
    })
}
