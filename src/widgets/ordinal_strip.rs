//! The ordinal strip of a list row or dialog: one image with its text alternative, 10 px high.
//!
//! The marks are rebuilt in place, mark by mark, so that a change of state is a transition and not a new element.

use leptos::either::{Either, EitherOf3};
use leptos::prelude::*;
use workload::status::Counts;
use workload::strip::layout::{Item, Layout, in_row};
use workload::strip::{CellState, Cells, Strip};
use workload::text::Locale;

use crate::i18n::use_locale;
use crate::widgets::ordinal_mark::{revision_name, state_name};

/// Marks that a list row has room for.
const ROOM: usize = 24;
/// So many marks stand close and are narrow.
const DENSE: usize = 13;

/// A set as a row of its ordinals.
#[component]
pub fn OrdinalStrip(
    /// What is known of it.
    #[prop(into)]
    strip: Signal<Strip>,
) -> impl IntoView {
    let locale = use_locale();
    move || strip.with(|drawn| self::strip(drawn, locale.get()))
}

/// A set as a row of its ordinals, at one moment.
pub fn strip(strip: &Strip, locale: Locale) -> impl IntoView + use<> {
    let is_cut = matches!(strip, Strip::Cells(cells) if cut_after(cells));
    let (layout, marks) = draw(strip, locale);
    view! {
        <span class="strip" role="img" aria-label=strip.describe(locale) data-layout=layout>
            {marks}{is_cut.then(|| view! { <i class="strip-cut"></i> })}
        </span>
    }
}

/// Whether the partition lies above all ordinals, so that its line stands after the last.
pub fn cut_after(cells: &Cells) -> bool {
    !cells.cells.is_empty() && cells.partition_at == Some(cells.cells.len())
}

/// The marks, and what the style sheet knows their layout by.
fn draw(strip: &Strip, locale: Locale) -> (Option<&'static str>, impl IntoView + use<>) {
    let cells = match strip {
        Strip::Counts(counts) => return (None, EitherOf3::C(counts_bar(*counts))),
        Strip::Cells(cells) => cells,
    };
    let marks = |items: &[Item], folded| {
        EitherOf3::A(items.iter().map(|item| mark(item, cells, locale, folded)).collect_view())
    };
    match in_row(cells, ROOM) {
        Layout::Each(items) => ((items.len() >= DENSE).then_some("dense"), marks(&items, false)),
        Layout::Runs(items) => (Some("runs"), marks(&items, true)),
        Layout::Tally(counts) => (None, EitherOf3::B(tally(&counts, locale))),
    }
}

fn mark(item: &Item, cells: &Cells, locale: Locale, folded: bool) -> impl IntoView + use<> {
    let Item { first, last, .. } = *item;
    let range = folded.then(|| if first == last { first.to_string() } else { format!("{first}–{last}") });
    let mark = view! {
        <i
            class="ordinal"
            title=item.describe(locale, cells)
            data-state=state_name(item.state)
            data-revision=revision_name(item.revision)
            data-here=item.at.then_some("")
        ></i>
    };
    // A line break must not part a mark from its range.
    let mark = match range {
        Some(range) => Either::Left(
            view! { <span class="strip-run">{mark}<span class="strip-range">{range}</span></span> },
        ),
        None => Either::Right(mark),
    };
    view! {
        {item.cut.then(|| view! { <i class="strip-cut"></i> })}
        {mark}
    }
}

fn tally(counts: &[(CellState, usize)], locale: Locale) -> impl IntoView + use<> {
    let one = |(state, count): &(CellState, usize)| {
        view! {
            <i class="ordinal" title=state.text().get(locale) data-state=state_name(*state)></i>
            <span class="strip-range">{format!("×{count}")}</span>
        }
    };
    counts.iter().map(one).collect_view()
}

/// Pods by count, left to right from ready to missing: no place in it stands for an ordinal.
pub fn counts_bar(counts: Counts) -> impl IntoView {
    let created = counts.created.max(counts.ready);
    let parts = [
        (CellState::Ready, counts.ready),
        (CellState::NotReady, created - counts.ready),
        (CellState::Missing, counts.desired.saturating_sub(created)),
    ];
    let part = |(state, count): (CellState, u32)| {
        (count > 0).then(|| view! { <i data-state=state_name(state) style:flex-grow=count.to_string()></i> })
    };
    view! { <span class="strip-counts">{parts.map(part).into_iter().collect_view()}</span> }
}
