//! The filters with too many values for a chip each: cause, application, and the rarer statuses where room is short.

use leptos::prelude::*;
use workload::status::Status;
use workload::status::cause::Cause;
use workload::text::{Locale, Text};

use crate::i18n::format::grouped;
use crate::i18n::use_locale;
use crate::pages::statefulsets::list::filter::status_key;
use crate::pages::statefulsets::list::{Listing, Place};
use crate::route::SetsQuery;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};

const CAUSE: Text = Text { zh: "原因", en: "Cause" };
const APP: Text = Text { zh: "应用", en: "Application" };
const MORE: Text = Text { zh: "更多", en: "More" };
const ANY: Text = Text { zh: "不限", en: "Any" };
const NONE: Text = Text { zh: "没有可选的值", en: "Nothing to choose from" };

/// What a menu offers: a value, its words, and how many there are.
type Offer = (String, String, usize);

/// Narrows to one of the statuses that have no chip.
#[component]
pub fn StatusMenu(listing: Listing, #[prop(into)] statuses: Signal<Vec<Status>>) -> impl IntoView {
    let locale = use_locale();
    let offers = Signal::derive(move || {
        let offer = |(status, count): &(Status, usize)| {
            (status_key(*status), status.text().get(locale.get()).to_owned(), *count)
        };
        let is_here = |(status, _): &&(Status, usize)| statuses.with(|statuses| statuses.contains(status));
        listing
            .view
            .facets
            .with(|facets| facets.statuses.iter().filter(is_here).map(offer).collect::<Vec<Offer>>())
    });
    let value = Signal::derive(move || {
        let chosen = listing.view.filter.with(|filter| filter.status)?;
        statuses.with(|statuses| statuses.contains(&chosen)).then(|| status_key(chosen))
    });
    let field: fn(&mut SetsQuery) -> &mut String = |query| &mut query.status;
    view! { <FilterMenu what=MORE offers value place=listing.place field /> }
}

/// Narrows to a sort of reason.
#[component]
pub fn CauseMenu(listing: Listing) -> impl IntoView {
    let locale = use_locale();
    let offers = Signal::derive(move || {
        let offer = |(cause, count): &(Cause, usize)| {
            (cause.key().to_owned(), cause.text().get(locale.get()).to_owned(), *count)
        };
        listing.view.facets.with(|facets| facets.causes.iter().map(offer).collect::<Vec<Offer>>())
    });
    let value = Signal::derive(move || {
        listing.view.filter.with(|filter| filter.cause.map(|cause| cause.key().to_owned()))
    });
    let field: fn(&mut SetsQuery) -> &mut String = |query| &mut query.cause;
    view! { <FilterMenu what=CAUSE offers value place=listing.place field /> }
}

/// Narrows to an application.
#[component]
pub fn AppMenu(listing: Listing) -> impl IntoView {
    let offers = Signal::derive(move || {
        let offer = |(app, count): &(String, usize)| (app.clone(), app.clone(), *count);
        listing.view.facets.with(|facets| facets.apps.iter().map(offer).collect::<Vec<Offer>>())
    });
    let value = Signal::derive(move || listing.view.filter.with(|filter| filter.app.clone()));
    let field: fn(&mut SetsQuery) -> &mut String = |query| &mut query.app;
    view! { <FilterMenu what=APP offers value place=listing.place field /> }
}

#[component]
fn FilterMenu(
    what: Text,
    offers: Signal<Vec<Offer>>,
    value: Signal<Option<String>>,
    place: Place,
    field: fn(&mut SetsQuery) -> &mut String,
) -> impl IntoView {
    let locale = use_locale();
    let words = move || {
        let value = value.get()?;
        let word =
            offers.with(|offers| offers.iter().find(|(key, ..)| *key == value).map(|offer| offer.1.clone()));
        Some(word.unwrap_or(value))
    };
    let label = move || match (words(), what.get(locale.get())) {
        (None, what) => what.to_owned(),
        (Some(word), what) => format!("{what}: {word}"),
    };
    let choose = move |chosen: String| place.change(|query| *field(query) = chosen);
    let items = move |()| {
        items(&offers.get_untracked(), value.get_untracked().as_deref(), locale.get_untracked(), choose)
    };
    let trigger = move || {
        view! {
            <span class="chip-text">{label}</span>
            <Icon glyph=Glyph::ChevronDown />
        }
    };
    view! {
        <span class="chip-menu" data-on=move || value.with(Option::is_some).then_some("")>
            <Menu label items class="chip" trigger />
        </span>
    }
}

fn items(
    offers: &[Offer],
    value: Option<&str>,
    locale: Locale,
    choose: impl Fn(String) + Copy + Send + Sync + 'static,
) -> Vec<MenuItem> {
    if offers.is_empty() {
        return vec![MenuItem::act(NONE.get(locale), || ())];
    }
    let any = MenuItem::act(ANY.get(locale), move || choose(String::new())).chosen(value.is_none());
    let offer = |(key, words, count): &Offer| {
        let (chosen, key) = (value == Some(key), key.clone());
        MenuItem::act(format!("{words} ({})", grouped(*count as u64)), move || choose(key.clone()))
            .chosen(chosen)
    };
    std::iter::once(any).chain(offers.iter().map(offer)).collect()
}
