//! The set as YAML, to read, search, copy and keep.

use leptos::prelude::*;
use serde_json::Value;
use workload::emit;
use workload::text::Text;

use crate::i18n::{t, use_locale};
use crate::pages::permit::why_not;
use crate::pages::statefulsets::actions::edit::{self, EDIT};
use crate::pages::statefulsets::detail::model::Model;
use crate::pages::statefulsets::detail::waiting::Waiting;
use crate::pages::statefulsets::detail::whole::{Unread, read};
use crate::platform::download;
use crate::store::use_store;
use crate::ui::button::{Button, LinkButton};
use crate::ui::chip::Chip;
use crate::ui::copy::CopyText;
use crate::ui::editor::{Editor, EditorControl};
use crate::ui::icon::Glyph;
use crate::ui::toast::{Toast, use_toaster};
use crate::ui::tone::Tone;

const LABEL: Text =
    Text { zh: "有状态副本集的 YAML（只读）", en: "YAML of the StatefulSet, read only" };
const MANAGED: Text = Text { zh: "显示 managedFields", en: "Show managedFields" };
const STATUS: Text = Text { zh: "显示 status", en: "Show status" };
const COPY: Text = Text { zh: "复制 YAML", en: "Copy the YAML" };
const COPIED: Text = Text { zh: "已复制", en: "Copied" };
const DOWNLOAD: Text = Text { zh: "下载", en: "Download" };
const FIND: Text = Text { zh: "查找", en: "Find" };
const NO_DOWNLOAD: Text = Text { zh: "浏览器没有保存文件", en: "The browser did not save the file" };
const LOADING: Text = Text { zh: "正在读取…", en: "Reading…" };
/// The shape of what is to come.
const WIDTHS: &[&str] = &["40%", "55%", "30%"];

/// The tab.
#[component]
pub fn YamlTab(
    /// What is known.
    model: Model,
) -> impl IntoView {
    let whole = read(model);
    let (managed, status) = (RwSignal::new(false), RwSignal::new(true));
    let text = Memo::new(move |_| {
        let value = whole.with(|whole| whole.value.clone())?;
        Some(emit::yaml(&shown(&value, managed.get(), status.get())))
    });
    let shown_text = Signal::derive(move || text.get().unwrap_or_default());
    let is_read = Memo::new(move |_| text.with(Option::is_some));
    let control = EditorControl::default();
    let waits = || view! { <Waiting label=LOADING widths=WIDTHS /> };
    view! {
        <section class="detail-panel">
            <Unread whole model />
            <Show when=move || is_read.get() fallback=waits>
                <Bar model text=shown_text managed status control />
                <div class="detail-yaml">
                    <Editor value=shown_text read_only=true label=t(LABEL) control />
                </div>
            </Show>
        </section>
    }
}

#[component]
fn Bar(
    model: Model,
    text: Signal<String>,
    managed: RwSignal<bool>,
    status: RwSignal<bool>,
    control: EditorControl,
) -> impl IntoView {
    let (toaster, locale) = (use_toaster(), use_locale());
    let is_read_only = use_store().config().with_untracked(|config| config.read_only);
    let save = move |()| {
        let name = model.set.with_untracked(|set| format!("{}.yaml", set.meta.name()));
        if let Err(why) = download::text(&name, "application/yaml", &text.get_untracked()) {
            let title = NO_DOWNLOAD.get(locale.get_untracked()).to_owned();
            toaster.show(Toast { tone: Tone::Bad, title, text: why });
        }
    };
    let chip = move |words: Text, on: RwSignal<bool>| {
        view! {
            <Chip label=t(words) pressed=on on_press=move |()| on.update(|on| *on = !*on) />
        }
    };
    let edit = model.set.with_untracked(|set| {
        let why_not = why_not(edit::ask(set.meta.namespace(), set.meta.name()));
        (!is_read_only).then(|| {
            view! { <LinkButton small=true icon=Glyph::Pencil href=edit::route(set).href() why_not>{t(EDIT)}</LinkButton> }
        })
    });
    view! {
        <div class="detail-bar">
            {chip(STATUS, status)}
            {chip(MANAGED, managed)}
            <span class="spacer"></span>
            <CopyText text label=t(COPY) done_label=t(COPIED)>""</CopyText>
            <Button small=true icon=Glyph::Search on_press=move |()| control.find()>{t(FIND)}</Button>
            <Button small=true icon=Glyph::Download on_press=save>{t(DOWNLOAD)}</Button>
            {edit}
        </div>
    }
}

/// The object without what is not to be shown.
fn shown(value: &Value, managed: bool, status: bool) -> Value {
    let mut value = value.clone();
    if !managed && let Some(metadata) = value.get_mut("metadata").and_then(Value::as_object_mut) {
        metadata.shift_remove("managedFields");
    }
    if !status && let Some(object) = value.as_object_mut() {
        object.shift_remove("status");
    }
    value
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::shown;

    #[test]
    fn only_what_is_switched_off_is_left_out_and_the_order_stays() {
        let value =
            json!({"metadata": {"name": "a", "managedFields": [1], "uid": "u"}, "spec": {}, "status": {}});
        assert_eq!(shown(&value, true, true), value);
        let short = shown(&value, false, false);
        assert_eq!(short.to_string(), r#"{"metadata":{"name":"a","uid":"u"},"spec":{}}"#);
    }
}
