//! What can be done to the set, at the right of its name.

use std::sync::Arc;

use leptos::prelude::*;
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::pages::permit::why_not;
use crate::pages::statefulsets::actions::{Acting, ActionDialogs, Known, to_delete, to_scale};
use crate::pages::statefulsets::detail::model::Model;
use crate::pages::statefulsets::detail::presence::Presence;
use crate::platform::{clipboard, task};
use crate::route::Route;
use crate::router::use_router;
use crate::ui::button::Button;
use crate::ui::command::{Command, use_command};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Does, Menu, MenuItem};
use crate::ui::popover::Align;
use crate::ui::toast::{Toast, Toaster, use_toaster};
use crate::ui::tone::Tone;

const SCALE: Text = Text { zh: "调整副本数…", en: "Scale…" };
const DELETE: Text = Text { zh: "删除…", en: "Delete…" };
const SET: Text = Text { zh: "有状态副本集", en: "The StatefulSet" };
const MORE: Text = Text { zh: "更多操作", en: "More actions" };
const YAML: Text = Text { zh: "查看 YAML", en: "Show the YAML" };
const COPY_COMMAND: Text = Text { zh: "复制 kubectl 命令", en: "Copy the kubectl command" };
const COPIED: Text = Text { zh: "已复制到剪贴板", en: "Copied to the clipboard" };
const NOT_COPIED: Text =
    Text { zh: "浏览器拒绝写入剪贴板", en: "The browser refuses the clipboard" };

/// The buttons, and the dialogs they open. A set that is gone has none.
#[component]
pub fn Actions(
    /// What is known.
    model: Model,
) -> impl IntoView {
    let acting = Acting::new();
    let (scale, delete) = model.set.with_untracked(|set| (why_not(to_scale(set)), why_not(to_delete(set))));
    let is_there = Memo::new(move |_| model.presence.get() != Presence::Deleted);
    let uid = move || model.set.with_untracked(|set| set.meta.key.uid.clone());
    let find = move |uid: Arc<str>| {
        let set = model.set.get();
        let is_it = is_there.get() && *set.meta.key.uid == *uid;
        is_it.then(|| Known { pods: model.pods.get().map(|pods| own(&set.meta.key.uid, &pods)), set })
    };
    use_set_commands(model, acting, is_there, [scale, delete]);
    view! {
        <Show when=move || is_there.get()>
            <div class="detail-actions">
                <Button icon=Glyph::Scale why_not=scale on_press=move |()| acting.scale(&uid())>{t(SCALE)}</Button>
                <Button why_not=delete on_press=move |()| acting.delete(&uid())>{t(DELETE)}</Button>
                <More model />
            </div>
        </Show>
        <ActionDialogs acting find />
    }
}

/// The same by palette, with the same reasons against it.
fn use_set_commands(model: Model, acting: Acting, is_there: Memo<bool>, why_not: [Memo<Option<String>>; 2]) {
    let about = Signal::derive(move || model.set.with(|set| set.meta.name().to_owned()));
    let uid = move || model.set.with_untracked(|set| set.meta.key.uid.clone());
    let offer = move |command: Command| use_command(command.area(SET).about(about).shown(is_there));
    let [scale, delete] = why_not;
    offer(Command::new(SCALE, move || acting.scale(&uid())).glyph(Glyph::Scale).refused(scale));
    offer(Command::new(DELETE, move || acting.delete(&uid())).glyph(Glyph::Trash).refused(delete));
    let router = use_router();
    let yaml = move || {
        let (namespace, name) =
            model.set.with_untracked(|set| (set.meta.namespace().to_owned(), set.meta.name().to_owned()));
        router.replace(&Route::Set { namespace, name, tab: "yaml".to_owned() });
    };
    offer(Command::new(YAML, yaml).glyph(Glyph::Code));
}

fn own(uid: &str, pods: &[Arc<workload::rows::pod::PodRow>]) -> Vec<Arc<workload::rows::pod::PodRow>> {
    pods.iter().filter(|pod| pod.owner_uid() == uid).cloned().collect()
}

#[component]
fn More(model: Model) -> impl IntoView {
    let (locale, toaster) = (use_locale(), use_toaster());
    let items = move |()| {
        let locale = locale.get_untracked();
        let (namespace, name) =
            model.set.with_untracked(|set| (set.meta.namespace().to_owned(), set.meta.name().to_owned()));
        let command = format!("kubectl -n {namespace} get statefulset {name} -o yaml");
        let yaml = Route::Set { namespace, name, tab: "yaml".to_owned() }.href();
        vec![
            MenuItem::new(YAML.get(locale), Does::Go(yaml)).glyph(Glyph::Code),
            MenuItem::act(COPY_COMMAND.get(locale), move || copy(command.clone(), toaster, locale))
                .glyph(Glyph::Copy),
        ]
    };
    view! {
        <Menu label=t(MORE) items class="button" align=Align::End trigger=|| view! { <Icon glyph=Glyph::More /> } />
    }
}

fn copy(text: String, toaster: Toaster, locale: Locale) {
    // Ends by itself; leaving the page does not take back what was asked for.
    drop(task::spawn_abortable(async move {
        let toast = match clipboard::write(text.clone()).await {
            Ok(()) => Toast { tone: Tone::Good, title: COPIED.get(locale).to_owned(), text },
            Err(why) => Toast { tone: Tone::Bad, title: NOT_COPIED.get(locale).to_owned(), text: why },
        };
        toaster.show(toast);
    }));
}
