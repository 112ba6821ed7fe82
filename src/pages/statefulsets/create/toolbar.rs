//! The head of the page: files in and out, and whether the draft is kept.

use leptos::html::Input;
use leptos::{ev, prelude::*};

use crate::i18n::{t, use_locale};
use crate::pages::statefulsets::create::files;
use crate::pages::statefulsets::create::model::{Model, Work};
use crate::pages::statefulsets::create::words;
use crate::platform::download;
use crate::ui::button::{Button, Kind};
use crate::ui::icon::Glyph;
use crate::ui::toast::{Toast, use_toaster};
use crate::ui::tone::Tone;

/// The head of the page.
#[component]
pub(super) fn Toolbar(model: Model) -> impl IntoView {
    let locale = use_locale();
    let toaster = use_toaster();
    let input = NodeRef::<Input>::new();
    let busy = move || model.work.get() != Work::Idle;
    let open = move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |event: ev::Event| {
        files::open(model, toaster, locale, crate::platform::files::chosen(&event));
    };
    let save = move |()| {
        let saved =
            model.text.with_untracked(|text| download::text("manifest.yaml", "application/yaml", text));
        if let Err(why) = saved {
            let title = words::CANNOT_SAVE.get(locale.get_untracked()).to_owned();
            toaster.show(Toast { tone: Tone::Bad, title, text: why });
        }
    };
    let kept = move || {
        let words = if model.kept.get() { words::KEPT } else { words::NOT_KEPT };
        model.is_draft().then(|| words.get(locale.get()))
    };
    view! {
        <div class="page-head create-head">
            <h1>{t(words::TITLE)}</h1>
            <span class="create-kept" data-kept=move || model.kept.get().to_string() aria-live="polite">{kept}</span>
            <span class="spacer"></span>
            <input node_ref=input type="file" hidden multiple accept=".yaml,.yml,.json,.txt" on:change=chosen />
            <Show when=move || model.is_draft()>
                <Button kind=Kind::Quiet disabled=Signal::derive(busy) on_press=move |()| model.start_over()>
                    {t(words::START_OVER)}
                </Button>
            </Show>
            <Button kind=Kind::Quiet disabled=Signal::derive(busy) on_press=open>{t(words::OPEN)}</Button>
            <Button kind=Kind::Quiet icon=Glyph::Download on_press=save>{t(words::DOWNLOAD)}</Button>
        </div>
    }
}
