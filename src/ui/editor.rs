//! A text editor for manifests: Monaco, loaded when the first one is shown, or a plain text field where that fails.
//!
//! Tab indents while one types; Escape, then Tab, leaves it. In a read-only editor Tab always leaves.

pub mod diff;
mod keys;
mod plain;

use jsbridge::editor::{Editor as Monaco, EditorOptions};
pub use jsbridge::marker::{Marker, Severity};
use leptos::html::{Div, Textarea};
use leptos::prelude::*;
use leptos::web_sys::HtmlElement;
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::platform::task::spawn_scoped;
use crate::ui::theme::use_theme;
use plain::PlainEditor;

/// Where the editor's bundle is, relative to the page.
const FOLDER: &str = "vendor/";

const LOADING: Text = Text { zh: "正在加载编辑器…", en: "Loading the editor…" };
const HINT: Text = Text {
    zh: "先按 Esc 再按 Tab 可离开编辑器 · Ctrl+空格 补全 · F1 说明 · F8 下一个问题 · Ctrl+. 修正 · Ctrl+F 查找",
    en: "Esc, then Tab leaves the editor · Ctrl+Space completes · F1 explains · F8 next problem · Ctrl+. mends it · Ctrl+F finds",
};

/// What is in the editor's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stage {
    Loading,
    Ready,
    /// Why there is only the plain text field.
    Plain(String),
}

/// Lets the page act on the editor that it shows. Make it in the page, pass it to [`Editor`].
#[derive(Clone, Copy)]
pub struct EditorControl {
    monaco: StoredValue<Option<Monaco>, LocalStorage>,
    plain: NodeRef<Textarea>,
}

impl Default for EditorControl {
    fn default() -> Self {
        Self { monaco: StoredValue::new_local(None), plain: NodeRef::new() }
    }
}

impl EditorControl {
    /// Puts the caret at a line and column, both from 1, shows it and gives it the keyboard.
    pub fn reveal(self, line: u32, column: u32) {
        let shown = self.with(|editor| editor.reveal(line, column));
        if let (false, Some(field)) = (shown, self.plain.get_untracked()) {
            plain::reveal(&field, line);
        }
    }

    /// Opens the search box of the editor; the plain text field leaves searching to the browser.
    pub fn find(self) {
        self.with(Monaco::find);
    }

    fn with(self, act: impl FnOnce(&Monaco)) -> bool {
        self.monaco.try_with_value(|slot| slot.as_ref().map(act).is_some()).unwrap_or(false)
    }
}

/// The editor. It fills its container's height.
#[component]
pub fn Editor(
    /// The text; changing it from outside is one step that the user can undo.
    #[prop(into)]
    value: Signal<String>,
    /// Hears every change with the whole text.
    #[prop(into, optional)]
    on_change: Option<Callback<String>>,
    /// `yaml`, `json` or `plaintext`.
    #[prop(into, default = "yaml".into())]
    language: Signal<&'static str>,
    /// Whether the text can only be read.
    #[prop(into, default = false.into())]
    read_only: Signal<bool>,
    /// The page's own remarks on the text.
    #[prop(into, default = Vec::new().into())]
    markers: Signal<Vec<Marker>>,
    /// Hears which of the remarks, by its place among them, is to be mended.
    #[prop(into, optional)]
    on_fix: Option<Callback<usize>>,
    /// JSON schema for checks, completion and hover.
    #[prop(into, default = None.into())]
    schema: Signal<Option<String>>,
    /// What assistive technology calls it.
    #[prop(into)]
    label: Signal<String>,
    /// The page's hold on this editor.
    #[prop(default = EditorControl::default())]
    control: EditorControl,
) -> impl IntoView {
    if !read_only.get_untracked() {
        keys::tell();
    }
    let surface = NodeRef::<Div>::new();
    let stage = RwSignal::new(Stage::Loading);
    let dark = use_theme().dark();
    let locale = use_locale();
    let first = move || {
        EditorOptions::new(language.get_untracked())
            .value(value.get_untracked())
            .read_only(read_only.get_untracked())
            .dark(dark.get_untracked())
            .label(label.get_untracked())
    };
    let changed = move |text: String| {
        if let Some(callback) = on_change {
            callback.run(text);
        }
    };
    let fix = move |at: u32| {
        if let Some(callback) = on_fix {
            callback.run(at as usize);
        }
    };
    let start = move |element: HtmlElement| {
        stage.set(Stage::Loading);
        spawn_scoped(async move {
            let chinese = locale.get_untracked() == Locale::Zh;
            let started = match jsbridge::editor::load(FOLDER, chinese).await {
                Ok(library) => library.create(&element, &first(), changed, fix),
                Err(error) => Err(error),
            };
            match started {
                Ok(editor) => {
                    control.monaco.set_value(Some(editor));
                    stage.set(Stage::Ready);
                }
                Err(error) => stage.set(Stage::Plain(error.to_string())),
            }
        });
    };
    let attempt = RwSignal::new(());
    Effect::new(move || {
        attempt.track();
        if let Some(element) = surface.get() {
            start(element.into());
        }
    });
    on_cleanup(move || drop(control.monaco.try_update_value(Option::take)));

    let ready = move || stage.with(|stage| *stage == Stage::Ready);
    let keep = move |act: Box<dyn Fn(&Monaco)>| {
        Effect::new(move || {
            if ready() {
                control.with(&act);
            }
        });
    };
    keep(Box::new(move |editor| editor.set_language(language.get())));
    keep(Box::new(move |editor| value.with(|text| editor.set_value(text))));
    keep(Box::new(move |editor| editor.set_read_only(read_only.get())));
    keep(Box::new(move |editor| label.with(|text| editor.set_label(text))));
    keep(Box::new(move |editor| editor.set_dark(dark.get())));
    keep(Box::new(move |editor| markers.with(|markers| editor.set_markers(markers))));
    keep(Box::new(move |editor| {
        if let Err(error) = schema.with(|schema| editor.set_schema(schema.as_deref())) {
            leptos::logging::error!("{error}");
        }
    }));

    let reason = Memo::new(move |_| match stage.get() {
        Stage::Plain(why) => Some(why),
        Stage::Loading | Stage::Ready => None,
    });
    view! {
        <div class="editor" data-stage=move || if ready() { "ready" } else { "waiting" }>
            <div class="editor-surface" node_ref=surface></div>
            <Show when=move || stage.with(|stage| *stage == Stage::Loading)>
                <p class="editor-loading" role="status">{t(LOADING)}</p>
            </Show>
            {move || reason.get().map(|why| view! {
                <PlainEditor value read_only label changed=Callback::new(changed) field=control.plain why
                    retry=Callback::new(move |()| attempt.set(())) />
            })}
            <Show when=move || ready() && !read_only.get()>
                <p class="editor-hint">{t(HINT)}</p>
            </Show>
        </div>
    }
}
