//! What can be done to the set of a row.

use std::sync::Arc;

use leptos::prelude::*;
use workload::text::{Locale, Text};

use crate::i18n::use_locale;
use crate::pages::permit::why_not;
use crate::pages::statefulsets::actions::{Acting, to_delete, to_scale};
use crate::pages::statefulsets::list::Listing;
use crate::pages::statefulsets::list::line::Line;
use crate::pages::statefulsets::list::row::{LineSignal, Shared, set_route};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Does, Menu, MenuItem};
use crate::ui::popover::Align;

const OPEN: Text = Text { zh: "打开", en: "Open" };
const YAML: Text = Text { zh: "YAML", en: "YAML" };
const SCALE: Text = Text { zh: "调整副本数…", en: "Scale…" };
const DELETE: Text = Text { zh: "删除…", en: "Delete…" };

/// The menu's button.
#[component]
pub fn RowMenu(line: LineSignal, gone: Memo<bool>, listing: Listing) -> impl IntoView {
    let locale = use_locale();
    let label = move || {
        let name = line.with(|line| line.as_ref().map(|line| line.0.set.meta.name().to_owned()));
        match (locale.get(), name.unwrap_or_default()) {
            (Locale::En, name) => format!("Actions for {name}"),
            (Locale::Zh, name) => format!("{name} 的操作"),
        }
    };
    let items = move |()| {
        let Some(Shared(line)) = line.get_untracked() else { return Vec::new() };
        let mut items = places(&line, locale.get_untracked());
        if listing.writable.get_untracked() && !gone.get_untracked() {
            items.extend(changes(&line, listing.acting, locale.get_untracked()));
        }
        items
    };
    view! { <Menu label items align=Align::End trigger=|| view! { <Icon glyph=Glyph::More /> } /> }
}

/// Where one can go from here.
fn places(line: &Line, locale: Locale) -> Vec<MenuItem> {
    let go = |text: Text, tab: &str| MenuItem::new(text.get(locale), Does::Go(set_route(line, tab).href()));
    vec![go(OPEN, "").glyph(Glyph::ArrowRight), go(YAML, "yaml").glyph(Glyph::Code)]
}

/// What changes the set; where this person may not, which permission is missing.
fn changes(line: &Arc<Line>, acting: Acting, locale: Locale) -> Vec<MenuItem> {
    let (may_not_scale, may_not_delete) = (why_not(to_scale(&line.set)), why_not(to_delete(&line.set)));
    let (scaled, deleted) = (Arc::clone(line), Arc::clone(line));
    let scale = MenuItem::act(SCALE.get(locale), move || acting.scale(scaled.uid()));
    let delete = MenuItem::act(DELETE.get(locale), move || acting.delete(deleted.uid()));
    vec![
        scale.glyph(Glyph::Scale).after_rule().unless(may_not_scale),
        delete.glyph(Glyph::Trash).danger().unless(may_not_delete),
    ]
}
