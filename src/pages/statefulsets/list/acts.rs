//! What is done to the rows of the list by its bar, by keys and by the palette: to the chosen ones, or to the one that
//! the keyboard is at. And where the palette leads from that row.

use std::sync::Arc;

use leptos::prelude::*;
use workload::text::{Locale, Text};

use crate::i18n::{say, use_locale};
use crate::pages::statefulsets::actions::edit::{self, EDIT};
use crate::pages::statefulsets::actions::verb::Verb;
use crate::pages::statefulsets::list::line::Line;
use crate::pages::statefulsets::list::row::set_route;
use crate::pages::statefulsets::list::{IN_LIST, Listing};
use crate::store::cache::Uid;
use crate::ui::command::{Command, use_command};
use crate::ui::icon::Glyph;

const NO_ROW: Text = Text { zh: "请先选择行", en: "Choose rows first" };
/// The tabs of a set, as the palette offers them from its row.
const TABS: [(Text, &str, Glyph); 4] = [
    (Text { zh: "打开", en: "Open" }, "", Glyph::ArrowRight),
    (Text { zh: "事件", en: "Events" }, "events", Glyph::ArrowRight),
    (Text { zh: "配置", en: "Configuration" }, "config", Glyph::ArrowRight),
    (Text { zh: "YAML", en: "YAML" }, "yaml", Glyph::Code),
];

/// Opens the dialog about the chosen rows, or about the one that the keyboard is at.
pub fn act(listing: Listing, verb: Verb) {
    let rows = untrack(|| listing.chosen.rows(listing.source, listing.view));
    let seen = rows.len() - listing.tally.get_untracked().hidden.min(rows.len());
    let hidden: Vec<Uid> = rows.iter().skip(seen).cloned().collect();
    match (rows.is_empty(), untrack(|| line_at(listing))) {
        (false, _) => listing.acting.open_all(verb, rows, hidden),
        (true, Some(line)) => listing.acting.open(verb, &line.set.meta.key.uid),
        (true, None) => {}
    }
}

/// Offers them by key and in the palette, where the console offers changes at all.
pub fn use_acts(listing: Listing) {
    let locale = use_locale();
    let is_read_only = move || !listing.writable.get();
    let here = name_at(listing);
    let about = Signal::derive(say(move |locale| match (listing.tally.get().all, locale) {
        (0, _) => here.get(),
        (all, Locale::En) => format!("{all} chosen"),
        (all, Locale::Zh) => format!("已选 {all} 个"),
    }));
    let why_not = Signal::derive(move || {
        let is_none = listing.tally.get().all == 0 && line_at(listing).is_none();
        (is_none || is_read_only()).then(|| NO_ROW.get(locale.get()).to_owned())
    });
    for verb in Verb::ALL.into_iter().filter(|verb| verb.is_for_many()) {
        let command = Command::new(verb.label(), move || act(listing, verb)).glyph(verb.glyph());
        let is_offered = Signal::derive(move || !is_read_only());
        use_command(command.keys(verb.keys()).area(IN_LIST).about(about).refused(why_not).shown(is_offered));
    }
}

/// The name of the set that the keyboard is at; empty where it is at none. A memo: the palette makes its entries anew
/// when it changes, not with each change of a set.
fn name_at(listing: Listing) -> Memo<String> {
    Memo::new(move |_| line_at(listing).map_or_else(String::new, |line| line.set.meta.name().to_owned()))
}

fn line_at(listing: Listing) -> Option<Arc<Line>> {
    let at = listing.cursor.at()?;
    listing.source.lines.with(|lines| lines.get(&at))
}

/// Offers to edit the set that the keyboard is at. What the person lacks for it, its page says.
pub fn use_edit(listing: Listing) {
    let (locale, about) = (use_locale(), name_at(listing));
    let why_not = Signal::derive(move || {
        let is_none = about.read().is_empty() || !listing.writable.get();
        is_none.then(|| NO_ROW.get(locale.get()).to_owned())
    });
    let go = move || {
        if let Some(line) = untrack(|| line_at(listing)) {
            listing.place.router.navigate(&edit::route(&line.set));
        }
    };
    let command = Command::new(EDIT, go).keys(edit::KEYS).glyph(Glyph::Pencil).area(IN_LIST);
    use_command(command.about(about).refused(why_not).shown(listing.writable));
}

/// Offers the places of the row that the keyboard is at, in the palette.
pub fn use_places(listing: Listing) {
    let about = name_at(listing);
    let is_at = Memo::new(move |_| !about.read().is_empty());
    for (label, tab, glyph) in TABS {
        let go = move || {
            if let Some(line) = untrack(|| line_at(listing)) {
                listing.place.router.navigate(&set_route(&line, tab));
            }
        };
        use_command(Command::new(label, go).glyph(glyph).area(IN_LIST).about(about).shown(is_at));
    }
}
