//! The bar that stands above the list while rows are chosen: how many, and what can be done with them.

use leptos::prelude::*;
use workload::text::{Locale, Text};

use crate::i18n::{say, t, use_locale};
use crate::pages::parts;
use crate::pages::statefulsets::list::chosen::Tally;
use crate::pages::statefulsets::list::{Listing, plain};
use crate::platform::{clock, download, local_time};
use crate::ui::button::{Button, Kind};
use crate::ui::icon::Glyph;
use crate::ui::toast::{Toast, use_toaster};
use crate::ui::tone::Tone;

const CSV: Text = Text { zh: "导出 CSV", en: "Export CSV" };
const YAML: Text = Text { zh: "导出 YAML…", en: "Export YAML…" };
const CLEAR: Text = Text { zh: "取消选择", en: "Clear" };
const NAME: Text = Text { zh: "所选", en: "Chosen rows" };
const NO_DOWNLOAD: Text = Text { zh: "浏览器没有保存文件", en: "The browser did not save the file" };

/// The bar; not there while nothing is chosen.
#[component]
pub fn SelectionBar(listing: Listing) -> impl IntoView {
    let any = Memo::new(move |_| listing.tally.get().all > 0);
    let exporting = RwSignal::new(false);
    let close = Callback::new(move |()| exporting.set(false));
    view! {
        <Show when=move || any.get()>
            <div class="selection" role="group" aria-label=t(NAME)>
                <span class="selection-count" role="status">{count(listing)}</span>
                <span class="spacer"></span>
                <Exports listing exporting />
                <Button small=true kind=Kind::Quiet on_press=move |()| listing.chosen.clear()>{t(CLEAR)}</Button>
            </div>
        </Show>
        <Show when=move || exporting.get()>
            {parts::EXPORT.dialog(close, move || parts::export(listing, close))}
        </Show>
    }
}

fn count(listing: Listing) -> impl IntoView {
    say(move |locale| {
        let Tally { all, hidden, .. } = listing.tally.get();
        match (locale, hidden) {
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

/// `statefulsets-2026-11-21.csv`.
pub fn file_name(extension: &str) -> String {
    let now = local_time::iso(i64::try_from(clock::now_ms()).unwrap_or(i64::MAX));
    format!("statefulsets-{}.{extension}", now.get(..10).unwrap_or(&now))
}
