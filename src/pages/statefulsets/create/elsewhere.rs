//! Asks before objects are written to another namespace than the chosen one.

use std::collections::BTreeSet;

use leptos::prelude::*;
use workload::creation::elsewhere::Elsewhere;
use workload::shown::shown;
use workload::text::{Locale, Text};

use crate::i18n::{say, t};
use crate::pages::shell::CLOSE;
use crate::pages::statefulsets::create::words;
use crate::ui::button::{Button, Kind};
use crate::ui::dialog::Dialog;

const TITLE: Text = Text { zh: "写入其他命名空间？", en: "Write to another namespace?" };

/// The question.
#[component]
pub(super) fn ElsewhereDialog(
    /// The objects and where they go.
    objects: BTreeSet<Elsewhere>,
    /// The namespace that is chosen.
    chosen: String,
    /// Called when they shall be written there.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// Called when it is left.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let chosen = shown(&chosen).into_owned();
    let lead = say(move |locale| match locale {
        Locale::En => format!("{chosen} is selected, but these documents name another namespace:"),
        Locale::Zh => format!("当前选择的是 {chosen}，但以下文档写的是其他命名空间："),
    });
    let namespaces: BTreeSet<String> =
        objects.iter().map(|object| shown(&object.namespace).into_owned()).collect();
    let confirm = Signal::derive(say(move |locale| words::write_to(locale, &namespaces)));
    let rows = objects
        .into_iter()
        .map(|Elsewhere { namespace, kind, name }| {
            let row = format!("{} {} → {}", shown(&kind), shown(&name), shown(&namespace));
            view! { <li class="mono">{row}</li> }
        })
        .collect_view();
    let foot = move || {
        view! {
            <Button focus=true on_press=on_close>{t(words::CANCEL)}</Button>
            <Button submit=true kind=Kind::Main>{confirm}</Button>
        }
    };
    view! {
        <Dialog title=t(TITLE) lead=Signal::derive(lead) close_label=t(CLOSE) on_close on_submit=on_confirm foot>
            <ul class="create-made">{rows}</ul>
        </Dialog>
    }
}
