//! The head of the page: back and forth, the format, files in and out, and whether the draft is kept.

use leptos::html::Input;
use leptos::{ev, prelude::*};
use workload::draft::Draft;
use workload::draft::edit::Edit;
use workload::draft::format::Format;

use crate::i18n::{t, use_locale};
use crate::pages::statefulsets::create::files;
use crate::pages::statefulsets::create::like::LikeDialog;
use crate::pages::statefulsets::create::model::{Model, Work};
use crate::pages::statefulsets::create::save::SaveMenu;
use crate::pages::statefulsets::create::words;
use crate::ui::button::{Button, IconButton, Kind};
use crate::ui::icon::Glyph;
use crate::ui::toast::use_toaster;

/// The head of the page.
#[component]
pub(super) fn Toolbar(model: Model) -> impl IntoView {
    let locale = use_locale();
    let toaster = use_toaster();
    let input = NodeRef::<Input>::new();
    let liking = RwSignal::new(false);
    let busy = Signal::derive(move || model.work.get() != Work::Idle);
    let open = move |()| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |event: ev::Event| {
        files::open(model, toaster, locale, crate::platform::files::chosen(&event));
    };
    let kept = move || model.is_draft().then(|| model.kept.get().text().get(locale.get()));
    view! {
        <div class="page-head create-head">
            <h1>{move || words::title(locale.get(), model.edited)}</h1>
            <span class="create-kept" data-kept=move || model.kept.get().word() aria-live="polite">{kept}</span>
            <span class="spacer"></span>
            <div class="create-tools">
                <Steps model busy />
                <Formats model busy />
                <input node_ref=input type="file" hidden multiple accept=".yaml,.yml,.json,.txt" on:change=chosen />
                <Show when=move || model.is_draft()>
                    <Button kind=Kind::Quiet disabled=busy on_press=move |()| model.start_over()>
                        {t(words::START_OVER)}
                    </Button>
                </Show>
                <Show when=move || !model.edited.is_any()>
                    <Button kind=Kind::Quiet disabled=busy on_press=move |()| liking.set(true)>{t(words::LIKE)}</Button>
                </Show>
                <Button kind=Kind::Quiet disabled=busy on_press=open>{t(words::OPEN)}</Button>
                <SaveMenu model />
            </div>
        </div>
        <Show when=move || liking.get()>
            <LikeDialog model on_close=move |()| liking.set(false) />
        </Show>
    }
}

/// One step back, one step forth. What they take back or do again survives a reload.
#[component]
fn Steps(model: Model, busy: Signal<bool>) -> impl IntoView {
    let cannot = move |can: fn(&Draft) -> bool| Signal::derive(move || busy.get() || !model.draft.with(can));
    view! {
        <IconButton
            label=t(words::UNDO)
            glyph=Glyph::Undo
            disabled=cannot(Draft::can_undo)
            on_press=move |()| model.change(Edit::Undo)
        />
        <IconButton
            label=t(words::REDO)
            glyph=Glyph::Redo
            disabled=cannot(Draft::can_redo)
            on_press=move |()| model.change(Edit::Redo)
        />
    }
}

/// YAML or JSON.
#[component]
fn Formats(model: Model, busy: Signal<bool>) -> impl IntoView {
    let one = move |format: Format, name: &'static str| {
        let is_it = move || model.draft.with(|draft| draft.format() == format);
        view! {
            <button
                type="button"
                aria-pressed=move || is_it().to_string()
                disabled=busy
                on:click=move |_| model.change(Edit::Format(format))
            >
                {name}
            </button>
        }
    };
    view! {
        <div class="create-formats" role="group" aria-label=t(words::FORMAT)>
            {one(Format::Yaml, "YAML")}
            {one(Format::Json, "JSON")}
        </div>
    }
}
