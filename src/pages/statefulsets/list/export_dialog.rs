//! What shall be exported with the chosen sets, and what came of it.

use leptos::prelude::*;
use workload::text::{Locale, Text};

use crate::i18n::{say, t, use_locale};
use crate::pages::shell::CLOSE;
use crate::pages::statefulsets::export::{Exported, Related, export, file_name};
use crate::pages::statefulsets::list::Listing;
use crate::platform::{download, task};
use crate::store::use_store;
use crate::ui::button::{Button, Kind};
use crate::ui::callout::Callout;
use crate::ui::check::Check;
use crate::ui::dialog::Dialog;
use crate::ui::icon::Glyph;
use crate::ui::tone::Tone;

const CANCEL: Text = Text { zh: "取消", en: "Cancel" };
const DONE: Text = Text { zh: "完成", en: "Done" };
const WITH: Text = Text { zh: "同时导出", en: "Export with them" };
const SERVICES: Text = Text { zh: "关联的服务 (Service)", en: "Their governing Services" };
const CONFIG_MAPS: Text = Text { zh: "引用的配置 (ConfigMap)", en: "The ConfigMaps that they use" };
const SECRETS: Text = Text { zh: "引用的保密字典 (Secret)", en: "The Secrets that they use" };
const SECRETS_NOTE: Text = Text {
    zh: "Secret 的内容只是编码，没有加密：拿到文件的人都能读取。",
    en: "Secrets are encoded, not encrypted: whoever has the file can read them.",
};
const EXPORT: Text = Text { zh: "导出 YAML", en: "Export YAML" };
const UNREAD: Text = Text {
    zh: "以下对象未能读取，不在文件中",
    en: "These could not be read and are not in the file",
};
const NOT_SAVED: Text = Text { zh: "浏览器没有保存文件", en: "The browser did not save the file" };
const LEAD: Text = Text {
    zh: "重新读取完整对象；集群自己填写的字段（status、uid、resourceVersion 等）会去掉，存储卷模板包含在内。",
    en: "Whole objects are read anew, without what the cluster fills in (status, uid, resourceVersion …). Volume claim templates are part of them.",
};

#[derive(Debug, Clone, PartialEq)]
enum Stage {
    Asking,
    Reading(usize),
    Done(Exported, Result<(), String>),
}

#[derive(Debug, Clone, Copy)]
struct Choice {
    services: RwSignal<bool>,
    config_maps: RwSignal<bool>,
    secrets: RwSignal<bool>,
}

impl Choice {
    fn related(self) -> Related {
        Related {
            services: self.services.get_untracked(),
            config_maps: self.config_maps.get_untracked(),
            secrets: self.secrets.get_untracked(),
        }
    }
}

/// The dialog.
#[component]
pub fn ExportDialog(
    /// The list with its chosen sets.
    listing: Listing,
    /// Called when the user leaves it.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let stage = RwSignal::new(Stage::Asking);
    let choice = Choice {
        services: RwSignal::new(true),
        config_maps: RwSignal::new(false),
        secrets: RwSignal::new(false),
    };
    // Those that were chosen when it opened: what one reads in the title is what one gets.
    let sets = StoredValue::new(untrack(|| names(listing)));
    let count = sets.with_value(Vec::len);
    let title = say(move |locale| match locale {
        Locale::En if count == 1 => "Export 1 set as YAML".to_owned(),
        Locale::En => format!("Export {count} sets as YAML"),
        Locale::Zh => format!("将 {count} 个有状态副本集导出为 YAML"),
    });
    let start = start(stage, choice, sets);
    let submit = move |()| {
        if stage.with_untracked(|stage| *stage == Stage::Asking) {
            start();
        }
    };
    let asks = Memo::new(move |_| !stage.with(|stage| matches!(stage, Stage::Done(..))));
    let foot = move || view! { <Foot stage asks on_close /> };
    view! {
        <Dialog title lead=t(LEAD) close_label=t(CLOSE) on_close on_submit=submit foot>
            <Show when=move || asks.get() fallback=move || view! { <Outcome stage /> }>
                <Choices choice />
            </Show>
        </Dialog>
    }
}

/// Namespace and name of each chosen set.
fn names(listing: Listing) -> Vec<(String, String)> {
    let rows = listing.chosen.rows(listing.source, listing.view);
    listing.source.lines.with(|lines| {
        let found = rows.iter().filter_map(|uid| lines.get(uid));
        found.map(|line| (line.set.meta.namespace().to_owned(), line.set.meta.name().to_owned())).collect()
    })
}

/// Reads and saves. It ends when the dialog is left.
fn start(
    stage: RwSignal<Stage>,
    choice: Choice,
    sets: StoredValue<Vec<(String, String)>>,
) -> impl Fn() + Clone + Send + Sync + 'static {
    let (store, locale) = (use_store(), use_locale());
    let owner = Owner::current();
    move || {
        let (store, related) = (store.clone(), choice.related());
        stage.set(Stage::Reading(0));
        let work = async move {
            let progress = |done| {
                stage.try_set(Stage::Reading(done));
            };
            let exported = export(&store, &sets.get_value(), related, progress).await;
            let text = exported.yaml(locale.get_untracked());
            let saved = match exported.count() {
                0 => Ok(()),
                _ => download::text(&file_name("yaml"), "application/yaml", &text),
            };
            stage.try_set(Stage::Done(exported, saved));
        };
        if let Some(owner) = &owner {
            owner.with(|| task::spawn_scoped(work));
        }
    }
}

#[component]
fn Choices(choice: Choice) -> impl IntoView {
    let one = |text: Text, on: RwSignal<bool>| {
        view! { <Check label=t(text) checked=on on_change=move |now| on.set(now) /> }
    };
    view! {
        <fieldset class="export-choices">
            <legend class="field-label">{t(WITH)}</legend>
            {one(SERVICES, choice.services)}
            {one(CONFIG_MAPS, choice.config_maps)}
            {one(SECRETS, choice.secrets)}
            <Show when=move || choice.secrets.get()><p class="field-help">{t(SECRETS_NOTE)}</p></Show>
        </fieldset>
    }
}

#[component]
fn Outcome(stage: RwSignal<Stage>) -> impl IntoView {
    let locale = use_locale();
    let done = move || match stage.get() {
        Stage::Done(exported, saved) => Some((exported, saved)),
        _ => None,
    };
    let words = move || {
        let count = done().map_or(0, |(exported, _)| exported.count());
        match locale.get() {
            Locale::En if count == 1 => "1 object is in the file.".to_owned(),
            Locale::En => format!("{count} objects are in the file."),
            Locale::Zh => format!("文件中有 {count} 个对象。"),
        }
    };
    let unread = move || {
        let (exported, _) = done()?;
        let lines =
            exported.unread.iter().map(|unread| unread.say(locale.get())).collect::<Vec<_>>().join("\n");
        (!lines.is_empty()).then(|| view! { <Callout tone=Tone::Warn title=t(UNREAD) quote=lines /> })
    };
    let failed = move || {
        let why = done()?.1.err()?;
        Some(view! { <Callout tone=Tone::Bad title=t(NOT_SAVED) quote=why /> })
    };
    view! {
        <p role="status">{words}</p>
        {unread}
        {failed}
    }
}

#[component]
fn Foot(stage: RwSignal<Stage>, asks: Memo<bool>, on_close: Callback<()>) -> impl IntoView {
    let busy = Signal::derive(move || stage.with(|stage| matches!(stage, Stage::Reading(_))));
    let progress = say(move |locale| match (stage.get(), locale) {
        (Stage::Reading(done), Locale::En) => format!("{done} read"),
        (Stage::Reading(done), Locale::Zh) => format!("已读取 {done} 个"),
        _ => String::new(),
    });
    let leave = t(CANCEL);
    let done = t(DONE);
    view! {
        <span class="faint" role="status">{progress}</span>
        <Button on_press=on_close>{move || if asks.get() { leave() } else { done() }}</Button>
        <Show when=move || asks.get()>
            <Button submit=true kind=Kind::Main icon=Glyph::Download busy>{t(EXPORT)}</Button>
        </Show>
    }
}
