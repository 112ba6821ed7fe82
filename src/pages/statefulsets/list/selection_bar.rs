//! The bar that stands above the list: how many rows are chosen, and what can be done with them.

use leptos::prelude::*;
use workload::text::{Locale, Text};

use crate::i18n::{say, t, use_locale};
use crate::pages::parts;
use crate::pages::statefulsets::actions::verb::Verb;
use crate::pages::statefulsets::export::file_name;
use crate::pages::statefulsets::list::acts::act;
use crate::pages::statefulsets::list::chosen::Tally;
use crate::pages::statefulsets::list::{Listing, plain};
use crate::platform::{download, local_time};
use crate::ui::button::{Button, Kind};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::toast::{Toast, use_toaster};
use crate::ui::tone::Tone;

const CSV: Text = Text { zh: "导出 CSV", en: "Export CSV" };
const YAML: Text = Text { zh: "导出 YAML…", en: "Export YAML…" };
const CLEAR: Text = Text { zh: "取消选择", en: "Clear" };
const NONE: Text = Text { zh: "未选择", en: "None chosen" };
const FIRST_CHOOSE: Text = Text { zh: "请先选择行", en: "Choose rows first" };
const MORE: Text = Text { zh: "更多操作", en: "More actions" };
const NAME: Text = Text { zh: "所选", en: "Chosen rows" };
const NO_DOWNLOAD: Text = Text { zh: "浏览器没有保存文件", en: "The browser did not save the file" };

/// The actions that stand in the bar; the others are in its menu.
const FIRST: [Verb; 4] = [Verb::Start, Verb::Stop, Verb::Restart, Verb::Delete];

/// The bar. Where nothing may be changed, it is not there while nothing is chosen.
#[component]
pub fn SelectionBar(listing: Listing) -> impl IntoView {
    let any = Memo::new(move |_| listing.tally.get().all > 0);
    let is_there = move || any.get() || (listing.writable.get() && listing.tally.get().rows > 0);
    let is_there = Memo::new(move |_| is_there());
    let exporting = RwSignal::new(false);
    let close = Callback::new(move |()| exporting.set(false));
    view! {
        <Show when=move || is_there.get()>
            <div class="selection" role="group" aria-label=t(NAME) data-any=move || any.get().then_some("")>
                <span class="selection-count" role="status">{count(listing)}</span>
                <Show when=move || listing.writable.get()><Acts listing any /></Show>
                <span class="spacer"></span>
                <Show when=move || any.get()>
                    <Exports listing exporting />
                    <Button small=true kind=Kind::Quiet on_press=move |()| listing.chosen.clear()>{t(CLEAR)}</Button>
                </Show>
            </div>
        </Show>
        <Show when=move || exporting.get()>
            {parts::EXPORT.dialog(close, move || parts::export(listing, close))}
        </Show>
    }
}

/// What can be done to the chosen sets; while none is chosen, the reason why not.
#[component]
fn Acts(listing: Listing, any: Memo<bool>) -> impl IntoView {
    let locale = use_locale();
    let why_not = Signal::derive(move || (!any.get()).then(|| FIRST_CHOOSE.get(locale.get()).to_owned()));
    let button = |verb: Verb| {
        view! {
            <Button small=true icon=verb.glyph() why_not on_press=move |()| act(listing, verb)>{t(verb.label())}</Button>
        }
    };
    let rest = |verb: &Verb| verb.is_for_many() && !FIRST.contains(verb);
    let items = move |()| {
        let item = |verb: Verb| {
            let label = verb.label().get(locale.get_untracked());
            MenuItem::act(label, move || act(listing, verb)).glyph(verb.glyph()).unless(why_not)
        };
        Verb::ALL.into_iter().filter(|verb| rest(verb)).map(item).collect::<Vec<_>>()
    };
    view! {
        {FIRST.map(button).into_iter().collect_view()}
        <Menu label=t(MORE) items trigger=|| view! { <Icon glyph=Glyph::More /> } />
    }
}

fn count(listing: Listing) -> impl IntoView {
    say(move |locale| {
        let Tally { all, hidden, .. } = listing.tally.get();
        match (locale, hidden) {
            _ if all == 0 => NONE.get(locale).to_owned(),
            (Locale::En, 0) => format!("{all} chosen"),
            (Locale::En, hidden) => format!("{all} chosen, {hidden} of them hidden"),
            (Locale::Zh, 0) => format!("已选 {all} 个"),
            (Locale::Zh, hidden) => format!("已选 {all} 个，其中 {hidden} 个被筛选隐藏"),
        }
    })
}

#[component]
fn Exports(listing: Listing, exporting: RwSignal<bool>) -> impl IntoView {
    let (toaster, locale) = (use_toaster(), use_locale());
    let csv = move |()| {
        let text = csv(listing, locale.get_untracked());
        if let Err(why) = download::text(&file_name("csv"), "text/csv;charset=utf-8", &text) {
            let title = NO_DOWNLOAD.get(locale.get_untracked()).to_owned();
            toaster.show(Toast { tone: Tone::Bad, title, text: why });
        }
    };
    view! {
        <Button small=true icon=Glyph::Download on_press=csv>{t(CSV)}</Button>
        <Button small=true icon=Glyph::Code on_press=move |()| exporting.set(true)>{t(YAML)}</Button>
    }
}

/// The chosen rows and the columns to be seen.
fn csv(listing: Listing, locale: Locale) -> String {
    let rows = untrack(|| listing.chosen.rows(listing.source, listing.view));
    let lines: Vec<_> =
        listing.source.lines.with_untracked(|lines| rows.iter().filter_map(|uid| lines.get(uid)).collect());
    let lines: Vec<_> = lines.iter().map(AsRef::as_ref).collect();
    let columns = listing.columns.shown.get_untracked();
    plain::table(&columns, &lines, locale, |at| local_time::iso(at.millis))
}
