//! The head of the page: where documents go, files in and out, and whether the draft is kept.

use kubewire::resource::NAMESPACES;
use kubewire::scope::Scope;
use leptos::html::Input;
use leptos::{ev, prelude::*};
use workload::rows::namespace::NamespaceRow;

use crate::i18n::{t, use_locale};
use crate::pages::statefulsets::create::files;
use crate::pages::statefulsets::create::model::{Model, Work};
use crate::pages::statefulsets::create::words;
use crate::platform::download;
use crate::route::Route;
use crate::router::use_router;
use crate::store::use_store;
use crate::ui::button::{Button, Kind};
use crate::ui::icon::Glyph;
use crate::ui::toast::{Toast, use_toaster};
use crate::ui::tone::Tone;

/// The head of the page.
#[component]
pub(super) fn Toolbar(model: Model, namespace: Signal<String>) -> impl IntoView {
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
            <NamespaceField namespace busy=Signal::derive(busy) />
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

/// Any name may be typed: who may not list namespaces still has some.
#[component]
fn NamespaceField(namespace: Signal<String>, busy: Signal<bool>) -> impl IntoView {
    let router = use_router();
    let known = use_store().watch::<NamespaceRow>(Scope::all(NAMESPACES)).all();
    let names = move || {
        let name =
            |row: &std::sync::Arc<NamespaceRow>| view! { <option value=row.meta.key.name.clone()></option> };
        known.with(|rows| rows.iter().map(name).collect_view())
    };
    let choose = move |event: ev::Event| {
        let namespace = event_target_value(&event).trim().to_owned();
        router.replace(&Route::Create { namespace });
    };
    view! {
        <label class="create-namespace">
            <span class="dim">{t(words::NAMESPACE)}</span>
            <input
                class="input mono"
                list="create-namespaces"
                placeholder="default"
                spellcheck="false"
                autocomplete="off"
                autocapitalize="none"
                title=t(words::NAMESPACE_HELP)
                disabled=busy
                prop:value=namespace
                on:change=choose
            />
            <datalist id="create-namespaces">{names}</datalist>
        </label>
    }
}
