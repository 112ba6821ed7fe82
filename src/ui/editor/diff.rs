//! What differs between two texts: Monaco's diff, or both texts below each other where it cannot be had.

use jsbridge::diff::{Diff as Monaco, DiffOptions};
use leptos::html::Div;
use leptos::prelude::*;
use leptos::web_sys::HtmlElement;
use workload::shown::shown;
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::platform::task::spawn_scoped;
use crate::ui::editor::{FOLDER, LOADING, Stage};
use crate::ui::theme::use_theme;

const NOTICE: Text = Text {
    zh: "差异视图未能加载，以下为前后两份全文。",
    en: "The comparison did not load; here are both texts, as it is and as it would be.",
};

/// The diff. It fills its container's height and can only be read.
#[component]
pub fn Diff(
    /// The text as it was.
    before: String,
    /// The text as it is to be.
    after: String,
    /// What assistive technology calls it.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    let surface = NodeRef::<Div>::new();
    let stage = RwSignal::new(Stage::Loading);
    let (dark, locale) = (use_theme().dark(), use_locale());
    let monaco = StoredValue::<Option<Monaco>, LocalStorage>::new_local(None);
    let texts = StoredValue::new((before, after));
    let start = move |element: HtmlElement| {
        spawn_scoped(async move {
            let chinese = locale.get_untracked() == Locale::Zh;
            let label = label.get_untracked();
            let started = jsbridge::editor::load(FOLDER, chinese).await.and_then(|library| {
                texts.with_value(|(before, after)| {
                    let dark = dark.get_untracked();
                    let options = DiffOptions { before, after, language: "yaml", dark, label: &label };
                    library.diff(&element, &options)
                })
            });
            match started {
                Ok(diff) => {
                    monaco.set_value(Some(diff));
                    stage.set(Stage::Ready);
                }
                Err(error) => stage.set(Stage::Plain(error.to_string())),
            }
        });
    };
    Effect::new(move || {
        if let Some(element) = surface.get() {
            start(element.into());
        }
    });
    Effect::new(move || {
        let dark = dark.get();
        if stage.with(|stage| *stage == Stage::Ready) {
            monaco.with_value(|slot| slot.iter().for_each(|diff| diff.set_dark(dark)));
        }
    });
    on_cleanup(move || drop(monaco.try_update_value(Option::take)));
    let plain = move || matches!(stage.get(), Stage::Plain(_));
    let text = move |pick: fn(&(String, String)) -> &str| {
        let text = texts.with_value(|texts| shown(pick(texts)).into_owned());
        view! { <pre tabindex="0">{text}</pre> }
    };
    view! {
        <div class="diff">
            <div class="editor-surface" node_ref=surface hidden=plain></div>
            <Show when=move || stage.with(|stage| *stage == Stage::Loading)>
                <p class="editor-loading" role="status">{t(LOADING)}</p>
            </Show>
            <Show when=plain>
                <div class="diff-plain" role="group" aria-label=label>
                    <p role="status">{t(NOTICE)}</p>
                    {text(|texts| &texts.0)}
                    {text(|texts| &texts.1)}
                </div>
            </Show>
        </div>
    }
}
