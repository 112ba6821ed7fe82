//! The YAML of all that a deletion takes, saved before it goes.

use kubewire::resource::STATEFUL_SETS;
use leptos::prelude::*;
use workload::plan::{Action, Plan};
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::pages::statefulsets::actions::dialog::Deciding;
use crate::pages::statefulsets::export::{Exported, file_name};
use crate::platform::{download, task};
use crate::store::use_store;
use crate::ui::button::Button;
use crate::ui::callout::Callout;
use crate::ui::icon::Glyph;
use crate::ui::tone::Tone;

const SAVE: Text = Text { zh: "先保存将删除对象的 YAML", en: "Save the YAML of what goes first" };
const NOT_SAVED: Text = Text { zh: "浏览器没有保存文件", en: "The browser did not save the file" };
const UNREAD: Text = Text {
    zh: "以下对象未能读取，不在文件中",
    en: "These could not be read and are not in the file",
};

/// The button, and what came of it.
#[component]
pub fn SaveFirst(deciding: Deciding) -> impl IntoView {
    let (store, locale) = (use_store(), use_locale());
    let (busy, result) = (RwSignal::new(false), RwSignal::new(None::<(Tone, String, String)>));
    let owner = Owner::current();
    let save = move |()| {
        let Some(plan) = deciding.plan.get_untracked() else { return };
        let store = store.clone();
        busy.set(true);
        let work = async move {
            let mut exported = Exported::default();
            read(&mut exported, &store, &plan).await;
            let locale = locale.get_untracked();
            let saved = download::text(&file_name("yaml"), "application/yaml", &exported.yaml(locale));
            let unread = exported.unread.iter().map(|unread| unread.say(locale)).collect::<Vec<_>>();
            result.set(Some(match saved {
                Err(why) => (Tone::Bad, NOT_SAVED.get(locale).to_owned(), why),
                Ok(()) if !unread.is_empty() => {
                    (Tone::Warn, UNREAD.get(locale).to_owned(), unread.join("\n"))
                }
                Ok(()) => (Tone::Good, done(locale, exported.count()), String::new()),
            }));
            busy.set(false);
        };
        if let Some(owner) = &owner {
            owner.with(|| task::spawn_scoped(work));
        }
    };
    view! {
        <div class="plan-save">
            <Button small=true icon=Glyph::Download busy on_press=save>{t(SAVE)}</Button>
            {move || result.get().map(|(tone, title, quote)| view! { <Callout tone title quote /> })}
        </div>
    }
}

fn done(locale: Locale, count: usize) -> String {
    match locale {
        Locale::En if count == 1 => "1 object is in the file".to_owned(),
        Locale::En => format!("{count} objects are in the file"),
        Locale::Zh => format!("文件中有 {count} 个对象"),
    }
}

/// Every set that goes and the things that go with it.
async fn read(exported: &mut Exported, store: &crate::store::Store, plan: &Plan) {
    let Action::Delete { things, .. } = &plan.order.action else { return };
    for item in plan.items.iter().filter(|item| item.is_done()) {
        let target = &item.target;
        exported.add(store, STATEFUL_SETS, &target.namespace, &target.name).await;
        for thing in things.iter().filter(|thing| thing.of == target.uid) {
            exported.add(store, thing.kind.resource(), &target.namespace, &thing.name).await;
        }
    }
}
