//! The head of the page: which set, how it is, the facts one decides by, its ordinals, and what can be done.

use leptos::prelude::*;
use workload::rows::meta::{ALIAS, DESCRIPTION};
use workload::status::Tone;
use workload::strip::Strip;
use workload::text::Text;

use crate::i18n::{t, use_locale};
use crate::pages::statefulsets::detail::actions::Actions;
use crate::pages::statefulsets::detail::description::Description;
use crate::pages::statefulsets::detail::model::Model;
use crate::pages::statefulsets::detail::presence::Presence;
use crate::pages::statefulsets::detail::summary::{
    CREATED, IMAGES, POLICY, Progress, REVISION, SERVICE, STRATEGY, images, policy, progress, revisions,
    strategy,
};
use crate::route::namespaces::Namespaces;
use crate::route::{Route, SetsQuery};
use crate::ui::badge::Tag;
use crate::ui::copy::CopyText;
use crate::widgets::ordinal_row::OrdinalRow;
use crate::widgets::since::Since;
use crate::widgets::status_badge::StatusBadge;
use crate::widgets::strip_legend::StripLegend;

const CRUMBS: Text = Text { zh: "位置", en: "Where this is" };
const SETS: Text = Text { zh: "有状态副本集", en: "StatefulSets" };
const DELETED: Text = Text { zh: "已删除", en: "Deleted" };
const COPY_NAME: Text = Text { zh: "复制名称", en: "Copy the name" };
const COPIED: Text = Text { zh: "已复制", en: "Copied" };
const FACTS: Text = Text { zh: "要点", en: "Facts" };

/// The head of the page.
#[component]
pub fn Header(
    /// What is known.
    model: Model,
    /// The ordinal that is chosen.
    #[prop(into)]
    chosen: Signal<Option<u32>>,
    /// Called with the ordinal chosen in the strip.
    on_choose: Callback<u32>,
) -> impl IntoView {
    view! {
        <header class="detail-head">
            <Crumbs model />
            <Identity model />
            <Facts model />
            <Ordinals model chosen on_choose />
        </header>
    }
}

#[component]
fn Crumbs(model: Model) -> impl IntoView {
    let namespace = model.set.with_untracked(|set| set.meta.namespace().to_owned());
    let all = Route::Sets(SetsQuery::default()).href();
    let here =
        Route::Sets(SetsQuery { namespaces: Namespaces::one(namespace.clone()), ..SetsQuery::default() })
            .href();
    view! {
        <nav class="detail-crumb" aria-label=t(CRUMBS)>
            <a href=all>{t(SETS)}</a>
            <span aria-hidden="true">"/"</span>
            <a href=here>{namespace}</a>
        </nav>
    }
}

#[component]
fn Identity(model: Model) -> impl IntoView {
    let locale = use_locale();
    let name = model.set.with_untracked(|set| set.meta.name().to_owned());
    let note = move |key: &'static str| {
        model.set.with(|set| set.meta.annotations.get(key).cloned()).filter(|text| !text.is_empty())
    };
    let alias = move || {
        note(ALIAS)
            .map(|alias| view! { <span class="detail-alias" title=alias.clone()>{alias.clone()}</span> })
    };
    let about = Memo::new(move |_| note(DESCRIPTION));
    let is_deleted = move || model.presence.get() == Presence::Deleted;
    let tone = move || if is_deleted() { Tone::Idle } else { model.view.with(|view| view.tone) };
    let word = move || {
        let word = if is_deleted() { DELETED } else { model.view.with(|view| view.status.text()) };
        word.get(locale.get()).to_owned()
    };
    view! {
        <div class="detail-identity">
            <h1 class="detail-name">{name.clone()}</h1>
            {move || view! { <StatusBadge tone=tone() word=word() /> }}
            {alias}
            <CopyText text=name label=t(COPY_NAME) done_label=t(COPIED)>""</CopyText>
            <Actions model />
        </div>
        <Description text=about />
    }
}

#[component]
fn Facts(model: Model) -> impl IntoView {
    let locale = use_locale();
    let fact = move |name: Text, value: AnyView| view! { <div><dt>{t(name)}</dt><dd>{value}</dd></div> };
    let text = move |name: Text, value: Memo<String>| {
        view! { <Show when=move || value.with(|value| !value.is_empty())>{fact(name, value.into_any())}</Show> }
    };
    let service = Memo::new(move |_| model.set.with(|set| set.spec.service_name.clone()));
    let strategy = Memo::new(move |_| model.set.with(|set| strategy(set, locale.get())));
    let policy = Memo::new(move |_| model.set.with(|set| policy(set, locale.get())));
    let revision = Memo::new(move |_| model.set.with(|set| revisions(set).join(" → ")));
    let images = Memo::new(move |_| model.set.with(|set| images(set)));
    let tags = move || {
        let tag = |(short, reference): (String, String)| view! { <Tag text=short title=Signal::stored(reference) /> " " };
        images.get().into_iter().map(tag).collect_view()
    };
    let created = Signal::derive(move || model.set.with(|set| set.meta.created));
    view! {
        <dl class="detail-facts" aria-label=t(FACTS)>
            {text(STRATEGY, strategy)}
            {text(POLICY, policy)}
            {text(SERVICE, service)}
            {text(REVISION, revision)}
            {fact(CREATED, view! { <Since at=created now=model.now sentence=true /> }.into_any())}
            {fact(IMAGES, tags.into_any())}
        </dl>
    }
}

#[component]
fn Ordinals(model: Model, chosen: Signal<Option<u32>>, on_choose: Callback<u32>) -> impl IntoView {
    let locale = use_locale();
    let parts = move || model.set.with(|set| model.view.with(|view| progress(set, view, locale.get())));
    let has_cells = Memo::new(move |_| {
        model.strip.with(|strip| matches!(strip, Strip::Cells(cells) if !cells.cells.is_empty()))
    });
    let item = |part: Progress| view! { <li>{part.what} " " <b>{part.how_much}</b></li> };
    let list = move || parts().into_iter().map(item).collect_view();
    view! {
        <div class="detail-strip">
            <OrdinalRow strip=model.strip chosen on_choose />
            <Show when=move || has_cells.get()><StripLegend /></Show>
            <ul class="detail-progress">{list}</ul>
        </div>
    }
}
