//! An object as the API server has it, in YAML, to be read, copied and saved.

use leptos::prelude::*;
use serde_json::Value;
use workload::documents::strip_server_fields;
use workload::emit;
use workload::text::Text;

use crate::i18n::{t, use_locale};
use crate::platform::clipboard;
use crate::platform::download;
use crate::platform::task::spawn_scoped;
use crate::ui::button::{Button, Kind};
use crate::ui::editor::{Editor, EditorControl};
use crate::ui::icon::Glyph;
use crate::ui::switch::Switch;
use crate::ui::toast::{Toast, use_toaster};
use crate::ui::tone::Tone;

const MANAGED: Text = Text { zh: "显示 managedFields", en: "Show managedFields" };
const FIND: Text = Text { zh: "查找", en: "Find" };
const COPY: Text = Text { zh: "复制", en: "Copy" };
const COPIED: Text = Text { zh: "YAML 已复制", en: "YAML copied" };
const NOT_COPIED: Text = Text { zh: "浏览器不允许复制", en: "The browser refuses to copy" };
const DOWNLOAD: Text = Text { zh: "下载", en: "Download" };
const NOT_SAVED: Text = Text { zh: "下载失败", en: "The download failed" };
const LABEL: Text = Text { zh: "对象的 YAML（只读）", en: "The object in YAML, read-only" };

/// The view. It fills its container's height and follows the object without losing one's place in it.
#[component]
pub fn YamlView(
    /// The whole object, managed fields included.
    #[prop(into)]
    object: Signal<Value>,
    /// What a saved file is called, without an ending.
    #[prop(into)]
    file_name: Signal<String>,
) -> impl IntoView {
    let managed = RwSignal::new(false);
    let control = EditorControl::default();
    let text = Memo::new(move |_| {
        object.with(|object| {
            if managed.get() {
                return emit::yaml(object);
            }
            let mut object = object.clone();
            strip_server_fields(&mut object);
            emit::yaml(&object)
        })
    });
    view! {
        <div class="yaml-view">
            <div class="yaml-view-bar">
                <Switch label=t(MANAGED) on=managed on_change=move |on| managed.set(on) />
                <span class="spacer"></span>
                <Button small=true kind=Kind::Quiet icon=Glyph::Search on_press=move |()| control.find()>
                    {t(FIND)}
                </Button>
                <Actions text file_name />
            </div>
            <div class="yaml-view-text">
                <Editor value=text read_only=true label=t(LABEL) control />
            </div>
        </div>
    }
}

#[component]
fn Actions(text: Memo<String>, file_name: Signal<String>) -> impl IntoView {
    let locale = use_locale();
    let toaster = use_toaster();
    let say = move |tone, title: Text, text| {
        toaster.show(Toast { tone, title: title.get(locale.get_untracked()).to_owned(), text });
    };
    let copy = move |()| {
        spawn_scoped(async move {
            match clipboard::write(text.get_untracked()).await {
                Ok(()) => say(Tone::Good, COPIED, String::new()),
                Err(why) => say(Tone::Bad, NOT_COPIED, why),
            }
        });
    };
    let save = move |()| {
        let name = format!("{}.yaml", file_name.get_untracked());
        if let Err(why) = text.with_untracked(|text| download::text(&name, "application/yaml", text)) {
            say(Tone::Bad, NOT_SAVED, why);
        }
    };
    view! {
        <Button small=true kind=Kind::Quiet icon=Glyph::Copy on_press=copy>{t(COPY)}</Button>
        <Button small=true kind=Kind::Quiet icon=Glyph::Download on_press=save>{t(DOWNLOAD)}</Button>
    }
}
