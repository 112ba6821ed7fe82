//! Two states of an object line by line: as written and as the server would store it, as it is and as it would be.

use leptos::prelude::*;
use serde_json::Value;
use workload::creation::entry::Entry;
use workload::creation::update::{Existing, in_order_of};
use workload::emit;
use workload::export::clean;
use workload::shown::shown;
use workload::text::{Locale, Text};

use crate::i18n::{say, t};
use crate::pages::shell::CLOSE;
use crate::ui::button::Button;
use crate::ui::dialog::Dialog;
use crate::ui::editor::diff::Diff;

const UPDATED: Text = Text {
    zh: "左侧（红色）是集群中现在的对象，右侧（绿色）是更新之后；服务器管理的字段不显示。",
    en: "Red is the object as it is in the cluster, green as it would be after the update. What the server keeps for itself is left out.",
};
const STORED: Text = Text {
    zh: "左侧（红色）是所写的内容，右侧（绿色）是服务器会保存的内容，包括它填写的默认值。",
    en: "Red is what is written, green what the server would store, with the defaults that it fills in.",
};

/// What is compared.
#[derive(Debug, Clone)]
pub(super) struct Comparison {
    about: String,
    lead: Text,
    before: String,
    after: String,
}

impl Comparison {
    /// The object as it is in the cluster, and as it would be.
    pub fn of_update(entry: &Entry, update: &Existing) -> Self {
        let (before, after) = (emit::yaml(&update.now), emit::yaml(&update.then));
        Self { about: about(entry), lead: UPDATED, before, after }
    }

    /// The object as it is written, and as the server would store it.
    pub fn of_check(entry: &Entry, answer: &Value) -> Self {
        let written = entry.value.clone().map(clean).unwrap_or_default();
        let stored = in_order_of(&clean(answer.clone()), &written);
        let (before, after) = (emit::yaml(&written), emit::yaml(&stored));
        Self { about: about(entry), lead: STORED, before, after }
    }
}

/// `StatefulSet web`, with everything in it visible.
pub(super) fn about(entry: &Entry) -> String {
    format!("{} {}", shown(entry.kind()), shown(entry.name()))
}

/// The dialog.
#[component]
pub(super) fn CompareDialog(comparison: Comparison, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let Comparison { about, lead, before, after } = comparison;
    let title = Signal::derive(say(move |locale| match locale {
        Locale::En => format!("{about}: what would change"),
        Locale::Zh => format!("{about}：会有哪些变化"),
    }));
    let foot = move || view! { <Button submit=true>{t(CLOSE)}</Button> };
    view! {
        <Dialog title lead=t(lead) close_label=t(CLOSE) wide=true on_close on_submit=move |()| on_close.run(()) foot>
            <div class="create-diff"><Diff before after label=title /></div>
        </Dialog>
    }
}
