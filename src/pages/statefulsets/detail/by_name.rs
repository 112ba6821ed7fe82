//! Says that something is read again and again by its name, because it may not be listed.

use kubewire::health::{Health, PollingReason};
use leptos::prelude::*;
use workload::text::Text;

use crate::i18n::t;
use crate::ui::callout::Callout;
use crate::ui::tone::Tone;

/// The set.
pub const SET: Text = Text {
    zh: "权限只允许 get 该有状态副本集：每 5 秒重新读取一次",
    en: "You may only get this StatefulSet: it is read again every 5 s",
};
/// Its pods.
pub const PODS: Text = Text {
    zh: "权限只允许按名称 get 容器组：每 5 秒重新读取一次",
    en: "You may only get pods by name: they are read again every 5 s",
};
const WAY_OUT: Text = Text {
    zh: "申请 list 和 watch 权限后，变化会立即显示。",
    en: "With the permissions list and watch, changes show as they happen.",
};

/// A callout while it is so.
#[component]
pub fn ByName(
    /// How fresh it is.
    health: Signal<Health>,
    /// What it is.
    what: Text,
) -> impl IntoView {
    let refusal = Memo::new(move |_| match &*health.read() {
        Health::Polling(PollingReason::ListDenied(status)) => Some(status.message.clone()),
        _ => None,
    });
    let quote = Signal::derive(move || refusal.get().unwrap_or_default());
    view! {
        <Show when=move || refusal.with(Option::is_some)>
            <Callout tone=Tone::Idle title=t(what) text=t(WAY_OUT) quote />
        </Show>
    }
}
