//! What saving would change, before it is saved: by the person, and what others changed meanwhile, which stays.

use std::sync::Arc;

use leptos::prelude::*;
use workload::creation::entry::Entry;
use workload::creation::update::Existing;
use workload::shown::shown;
use workload::text::{Locale, Text};

use crate::i18n::{say, t};
use crate::pages::statefulsets::create::changes::Changes;
use crate::pages::statefulsets::create::compare::{Comparison, about};
use crate::pages::statefulsets::create::existing::SHOW;
use crate::pages::statefulsets::create::model::Model;
use crate::pages::statefulsets::create::words;
use crate::ui::button::Button;
use crate::ui::callout::Callout;
use crate::ui::tone::Tone;

const DRY_RUN: Text = Text {
    zh: "这是服务器试运行的结果，尚未写入。",
    en: "Server dry run: nothing has been written yet.",
};
const AGAIN: Text = Text {
    zh: "在此期间有人修改了它，因此没有保存。以下是现在会有的变化，请查看后再次保存。",
    en: "Someone changed it in the meantime, so nothing was saved. This is what would change now: look, and save again.",
};

/// What saving the edited set would change.
#[component]
pub(super) fn Review(model: Model, entry: Entry, update: Arc<Existing>) -> impl IntoView {
    let name = about(&entry);
    let title = Signal::derive(say(move |locale| match locale {
        Locale::En => format!("Changes to {name}"),
        Locale::Zh => format!("{name} 的变更"),
    }));
    let (tone, text) = if update.again { (Tone::Warn, AGAIN) } else { (Tone::Idle, DRY_RUN) };
    let remarks = shown(&update.warnings.join("\n")).into_owned();
    let (mine, theirs) = (update.changes.clone(), update.theirs.clone());
    let compared = entry.clone();
    let compare = move |()| model.comparing.set(Some(Comparison::of_update(&compared, &update)));
    view! {
        <div class="create-result">
            <Callout tone title text=t(text) quote=remarks>
                <Button small=true on_press=compare>{t(SHOW)}</Button>
            </Callout>
            <Changes model entry=entry.clone() changes=mine heading=words::mine whose="mine" />
            <Changes model entry changes=theirs heading=words::theirs whose="theirs" />
        </div>
    }
}
