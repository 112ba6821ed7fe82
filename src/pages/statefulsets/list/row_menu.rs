//! What can be done to the set of a row.

use leptos::prelude::*;
use workload::text::{Locale, Text};

use crate::i18n::use_locale;
use crate::pages::statefulsets::actions::edit;
use crate::pages::statefulsets::actions::verb::{self, Verb};
use crate::pages::statefulsets::list::Listing;
use crate::pages::statefulsets::list::line::Line;
use crate::pages::statefulsets::list::row::{Drawn, LineSignal, set_route};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Does, Menu, MenuItem};
use crate::ui::popover::Align;

const OPEN: Text = Text { zh: "打开", en: "Open" };
const YAML: Text = Text { zh: "查看 YAML", en: "Show the YAML" };

/// The menu's button.
#[component]
pub fn RowMenu(
    line: LineSignal,
    name: StoredValue<String>,
    gone: ReadSignal<bool>,
    listing: Listing,
) -> impl IntoView {
    let locale = use_locale();
    let label = move || {
        name.with_value(|name| match locale.get() {
            Locale::En => format!("Actions for {name}"),
            Locale::Zh => format!("{name} 的操作"),
        })
    };
    let items = move |()| {
        let Some(Drawn { line, .. }) = line.get_untracked() else { return Vec::new() };
        let mut items = places(&line, locale.get_untracked());
        if listing.writable.get_untracked() && !gone.get_untracked() {
            items.push(edit::item(&line.set, locale.get_untracked()));
            items.extend(verb::items(&Verb::ALL, &line.set, listing.acting, locale.get_untracked()));
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
