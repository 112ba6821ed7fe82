//! What is done to the rows of the list by its bar, by keys and by the palette: to the chosen ones, or to the one that
//! the keyboard is at.

use leptos::prelude::*;
use workload::text::{Locale, Text};

use crate::i18n::{say, use_locale};
use crate::pages::statefulsets::actions::verb::Verb;
use crate::pages::statefulsets::list::{IN_LIST, Listing};
use crate::store::cache::Uid;
use crate::ui::command::{Command, use_command};

const NO_ROW: Text = Text { zh: "请先选择行", en: "Choose rows first" };

/// Opens the dialog about the chosen rows, or about the one that the keyboard is at.
pub fn act(listing: Listing, verb: Verb) {
    let rows = untrack(|| listing.chosen.rows(listing.source, listing.view));
    let seen = rows.len() - listing.tally.get_untracked().hidden.min(rows.len());
    let hidden: Vec<Uid> = rows.iter().skip(seen).cloned().collect();
    match (rows.is_empty(), untrack(|| at(listing))) {
        (false, _) => listing.acting.open_all(verb, rows, hidden),
        (true, Some(uid)) => listing.acting.open(verb, &uid),
        (true, None) => {}
    }
}

/// The row that the keyboard is at, as long as it is there.
fn at(listing: Listing) -> Option<Uid> {
    listing.cursor.at().filter(|uid| listing.source.lines.with(|lines| lines.get(uid).is_some()))
}

/// Offers them by key and in the palette, where the console offers changes at all.
pub fn use_acts(listing: Listing) {
    let locale = use_locale();
    let is_read_only = move || !listing.writable.get();
    let about = Signal::derive(say(move |locale| match (listing.tally.get().all, locale) {
        (0, _) => String::new(),
        (all, Locale::En) => format!("{all} chosen"),
        (all, Locale::Zh) => format!("已选 {all} 个"),
    }));
    let why_not = Signal::derive(move || {
        let is_none = listing.tally.get().all == 0 && at(listing).is_none();
        (is_none || is_read_only()).then(|| NO_ROW.get(locale.get()).to_owned())
    });
    for verb in Verb::ALL.into_iter().filter(|verb| verb.is_for_many()) {
        let command = Command::new(verb.label(), move || act(listing, verb)).glyph(verb.glyph());
        let is_offered = Signal::derive(move || !is_read_only());
        use_command(command.keys(verb.keys()).area(IN_LIST).about(about).refused(why_not).shown(is_offered));
    }
}
