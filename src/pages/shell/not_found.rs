//! An address that names no page.

use leptos::prelude::*;
use workload::text::Text;

use crate::i18n::t;
use crate::pages::shell::places::{SETS, near};
use crate::platform::location;
use crate::route::Route;
use crate::ui::button::LinkButton;
use crate::ui::empty::EmptyState;
use crate::ui::icon::Glyph;

const TITLE: Text = Text { zh: "没有这个页面", en: "There is no such page" };
const TEXT: Text = Text {
    zh: "地址可能写错了，或来自较新的版本。",
    en: "The address may be mistyped, or come from a newer version.",
};
const BACK: Text = Text { zh: "前往有状态副本集列表", en: "Go to the StatefulSets" };

/// The page for addresses that name none.
#[component]
pub fn NotFound() -> impl IntoView {
    let fragment = RwSignal::new(location::hash());
    location::on_hash_change(move |hash| fragment.set(hash));
    let asked = move || format!("#{}", fragment.get());
    let near = move || {
        let places = near(&fragment.get()).into_iter().filter(|place| place.label != SETS.label);
        places
            .map(|place| view! { <LinkButton href=(place.route)().href()>{t(place.label)}</LinkButton> })
            .collect_view()
    };
    view! {
        <EmptyState glyph=Glyph::Search title=t(TITLE) text=t(TEXT) quote=Signal::derive(asked) whole_page=true>
            {near}
            <LinkButton href=Route::default().href()>{t(BACK)}</LinkButton>
        </EmptyState>
    }
}
