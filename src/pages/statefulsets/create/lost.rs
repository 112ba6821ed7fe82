//! A connection that was lost before the answer came: what was tried, what is known of it, and how to go on.

use kubewire::error::ApiError;
use leptos::prelude::*;
use workload::creation::entry::Entry;
use workload::notice::{Op, explain};
use workload::text::Text;

use crate::i18n::{t, use_locale};
use crate::ui::callout::Callout;
use crate::ui::tone::Tone;

const CHECK: Text = Text {
    zh: "什么都没有写入，草稿保留。连接恢复后请重新检查或创建。",
    en: "Nothing was written, and the draft stays. Check or create again when the connection is back.",
};
const WRITE: Text = Text {
    zh: "连接中断，不知道服务器是否已经执行。草稿保留；“查看后继续”会先看它是否已存在，再处理其余文档，不会重复创建。",
    en: "The connection was lost: it is not known whether the server did it. The draft stays. “Look and go on” looks first what is there and then does the rest; nothing is made twice.",
};
const UNNAMED: Text = Text {
    zh: "连接中断，不知道服务器是否已经执行。草稿保留。它的名称由服务器生成：继续之前请先查看它是否已存在，否则可能创建两个。",
    en: "The connection was lost: it is not known whether the server did it. The draft stays. Its name is made by the server: look whether it is there before you go on, or there may be two.",
};

/// A document that got no answer.
#[component]
pub(super) fn Lost(entry: Entry, op: Op, error: ApiError) -> impl IntoView {
    let text = if !op.is_write() {
        CHECK
    } else if entry.name().ends_with('*') {
        UNNAMED
    } else {
        WRITE
    };
    let locale = use_locale();
    let notice = Memo::new(move |_| explain(locale.get(), &op, &error));
    let title = Signal::derive(move || notice.with(|notice| notice.title.clone()));
    let quote = Signal::derive(move || notice.with(|notice| notice.detail.clone().unwrap_or_default()));
    view! { <div class="create-result"><Callout tone=Tone::Warn title text=t(text) quote /></div> }
}
