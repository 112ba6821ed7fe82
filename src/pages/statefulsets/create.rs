//! A new StatefulSet, and whatever else it needs, from YAML: write, let the API server check it, create it; or one that
//! exists, to be changed in the same way.

mod changes;
mod compare;
mod conflicts;
mod document_list;
mod edit;
mod edited;
mod elsewhere;
mod existing;
mod files;
mod findings;
mod footer;
mod form;
mod kept;
mod language;
mod like;
mod lost;
mod model;
mod others;
mod problems;
mod remove;
mod rename;
mod results;
mod review;
mod rights;
mod run;
mod save;
mod schema;
mod starter;
mod templates;
mod toolbar;
mod update;
mod words;

pub use edit::EditPage;
use kubewire::error::ApiError;
use leptos::{ev, prelude::*};
use workload::draft::edit::Edit;
use workload::text::Text;

use crate::i18n::{t, use_locale};
use crate::pages::statefulsets::create::compare::CompareDialog;
use crate::pages::statefulsets::create::document_list::DocumentList;
use crate::pages::statefulsets::create::edited::Beginning;
use crate::pages::statefulsets::create::footer::Footer;
use crate::pages::statefulsets::create::form::Form;
use crate::pages::statefulsets::create::kept::{Keeping, KeptDraft};
use crate::pages::statefulsets::create::model::{Model, Work};
use crate::pages::statefulsets::create::others::Others;
use crate::pages::statefulsets::create::rename::RenameDialog;
use crate::pages::statefulsets::create::results::{Results, Unclean};
use crate::pages::statefulsets::create::toolbar::Toolbar;
use crate::store::use_store;
use crate::ui::button::Button;
use crate::ui::callout::{Callout, Note};
use crate::ui::editor::Editor;
use crate::ui::skeleton::Skeleton;
use crate::ui::toast::use_toaster;
use crate::ui::tone::Tone;

/// The page.
#[component]
pub fn CreatePage(
    /// Where documents without a namespace go; empty until one is picked.
    #[prop(into)]
    namespace: Signal<String>,
) -> impl IntoView {
    let kept = use_store().kept();
    // Which draft there is depends on the cluster, which is known a moment after the start.
    move || match kept.get() {
        Some(kept) => {
            view! { <Writing namespace kept=KeptDraft::of_new(kept) edited=None reopen=None /> }.into_any()
        }
        None => waiting().into_any(),
    }
}

/// While it is not known yet what one begins with.
fn waiting() -> impl IntoView {
    view! { <div class="create" aria-busy="true"><Skeleton width="40%" /></div> }
}

/// Writes documents; `edited` is the set that one began with, as it was then, and `reopen` begins with it again.
#[component]
fn Writing(
    namespace: Signal<String>,
    kept: KeptDraft,
    edited: Option<Beginning>,
    reopen: Option<Callback<()>>,
) -> impl IntoView {
    let locale = use_locale();
    let model = Model::new(locale, namespace, kept, edited);
    let refusals = model.refusals();
    let markers = model.markers(refusals);
    let schema = schema::follow(model);
    let language = language::follow(model);
    let toaster = use_toaster();
    run::forget_finished_draft(model);

    let dragging = RwSignal::new(false);
    let over = move |event: ev::DragEvent| {
        if crate::platform::files::are_dragged(&event) {
            event.prevent_default();
            dragging.set(true);
        }
    };
    let drop = move |event: ev::DragEvent| {
        dragging.set(false);
        if crate::platform::files::are_dragged(&event) {
            event.prevent_default();
            files::open(model, toaster, locale, crate::platform::files::dropped(&event));
        }
    };
    let working = Signal::derive(move || model.work.get() != Work::Idle);
    view! {
        <div class="create" on:dragover=over on:dragleave=move |_| dragging.set(false) on:drop=drop>
            <Toolbar model />
            <ReadOnlyNote model />
            <BarredNote model />
            <OtherDraftNote model />
            <NoSchemaNote error=schema.error />
            <div class="create-body">
                <div class="create-side">
                    <DocumentList model />
                    <Others model reopen />
                    <Unclean model />
                    <Results model refusals />
                    <Form model refusals />
                </div>
                <div class="create-editor" data-dragging=move || dragging.get().then_some("true")>
                    <Editor
                        value=model.text
                        on_change=Callback::new(move |text| model.change(Edit::Editor(text)))
                        language
                        read_only=working
                        markers
                        on_fix=Callback::new(move |at| model.mend(at))
                        schema=schema.text
                        label=Signal::derive(move || words::editor(locale.get(), language.get()))
                        control=model.editor
                    />
                    <Show when=move || dragging.get()><p class="create-drop">{t(words::DROP_HERE)}</p></Show>
                </div>
            </div>
            <Footer model />
            {move || model.renaming.get().map(|entry| view! {
                <RenameDialog model entry on_close=move |()| model.renaming.set(None) />
            })}
            {move || model.comparing.get().map(|comparison| view! {
                <CompareDialog comparison on_close=move |()| model.comparing.set(None) />
            })}
        </div>
    }
}

#[component]
fn ReadOnlyNote(model: Model) -> impl IntoView {
    let config = use_store().config();
    let is_edit = model.edited.is_any();
    let text = if is_edit { words::READ_ONLY_EDIT_TEXT } else { words::READ_ONLY_TEXT };
    view! {
        <Show when=move || config.with(|config| config.read_only)>
            <Callout title=t(words::READ_ONLY) text=t(text) />
        </Show>
    }
}

/// Says which permission is missing, before one has written it all.
#[component]
fn BarredNote(model: Model) -> impl IntoView {
    let locale = use_locale();
    let why = model.barred(locale);
    let title = Signal::derive(move || why.get().unwrap_or_default());
    let is_edit = model.edited.is_any();
    let text = if is_edit { words::BARRED_EDIT_TEXT } else { words::BARRED_TEXT };
    view! {
        <Show when=move || why.with(Option::is_some)>
            <Callout tone=Tone::Warn title text=t(text) />
        </Show>
    }
}

/// Another version of the console kept a draft here: it stays until the person says that it may go.
#[component]
fn OtherDraftNote(model: Model) -> impl IntoView {
    const TITLE: Text = Text {
        zh: "其他版本的 Ordinal 在此保存了草稿",
        en: "Another version of Ordinal kept a draft here",
    };
    const LEAD: Text = Text {
        zh: "此版本无法读取它。丢弃它之前，这里编写的内容不会保存。",
        en: "This version cannot read it. What you write here is not kept until you discard it.",
    };
    const DISCARD: Text = Text { zh: "丢弃", en: "Discard" };
    let is_there = move || model.kept.get() == Keeping::Unreadable;
    view! {
        <Show when=is_there>
            <Callout tone=Tone::Warn title=t(TITLE) text=t(LEAD)>
                <Button small=true on_press=move |()| model.discard_kept()>{t(DISCARD)}</Button>
            </Callout>
        </Show>
    }
}

#[component]
fn NoSchemaNote(error: Signal<Option<ApiError>>) -> impl IntoView {
    let locale = use_locale();
    let why = move || error.get().map(|error| words::no_schema(locale.get(), &error));
    view! { {move || why().map(|why| view! { <Note>{why}</Note> })} }
}
