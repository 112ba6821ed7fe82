//! The ordinal strip of a page's header: each ordinal is a button with its number written in.
//!
//! It is one tab stop (the toolbar pattern with a roving tabindex): arrow keys go from ordinal to ordinal, Home and
//! End to the ends, Enter chooses. Hover and focus read the mark out in a tip above the page; its name says the
//! same to those who do not see the tip.

use leptos::{either::Either, ev, html, prelude::*};
use workload::strip::layout::{Item, in_header};
use workload::strip::{Cells, Strip};
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::platform::focus;
use crate::widgets::ordinal_mark::{revision_name, state_name};
use crate::widgets::ordinal_strip::{counts_bar, cut_after};

/// Ordinals drawn one by one; more are folded into runs.
const ROOM: usize = 200;
const LABEL: Text = Text { zh: "按序号排列的容器组", en: "Pods by ordinal" };

/// Where the strip is pointed at or focused.
#[derive(Clone, Copy)]
struct Cursor {
    /// Index of the mark that Tab leads to.
    stop: RwSignal<usize>,
    /// Index of the mark that is read out.
    tip: RwSignal<Option<usize>>,
    on_choose: Callback<u32>,
}

/// A set as a row of its ordinals, each of which can be chosen.
#[component]
pub fn OrdinalRow(
    /// What is known of it.
    #[prop(into)]
    strip: Signal<Strip>,
    /// The ordinal that is chosen.
    #[prop(into)]
    chosen: Signal<Option<u32>>,
    /// Called with the ordinal, of a run with its first one.
    #[prop(into)]
    on_choose: Callback<u32>,
) -> impl IntoView {
    let locale = use_locale();
    let content = move || {
        strip.with(|strip| match strip {
            Strip::Counts(counts) => {
                let words = strip.describe(locale.get());
                let bar = view! { <span class="strip" data-size="header" role="img" aria-label=words>{counts_bar(*counts)}</span> };
                Either::Left(bar)
            }
            Strip::Cells(_) => Either::Right(()),
        })
    };
    let cells = Memo::new(move |_| {
        strip.with(|strip| match strip {
            Strip::Cells(cells) => cells.clone(),
            Strip::Counts(_) => Cells::default(),
        })
    });
    let known = Memo::new(move |_| {
        strip.with(|strip| matches!(strip, Strip::Cells(cells) if !cells.cells.is_empty()))
    });
    view! {
        {content}
        <Show when=move || known.get()>
            <Toolbar cells chosen on_choose />
        </Show>
    }
}

/// A mark and what it says. Drawing reads this one memo: an effect that reads a memo after another one that is
/// derived from it would miss changes which leave the derived one as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Mark {
    item: Item,
    words: String,
}

#[component]
fn Toolbar(cells: Memo<Cells>, chosen: Signal<Option<u32>>, on_choose: Callback<u32>) -> impl IntoView {
    let locale = use_locale();
    let row = NodeRef::<html::Div>::new();
    let marks = Memo::new(move |_| cells.with(|cells| marks(cells, locale.get())));
    let cursor = Cursor { stop: RwSignal::new(0), tip: RwSignal::new(None), on_choose };
    // Fewer ordinals than before leave the tab stop at the last one.
    let stop = move |count: usize| cursor.stop.get().min(count.saturating_sub(1));
    let keydown = move |ev: ev::KeyboardEvent| {
        let count = marks.with_untracked(Vec::len);
        match (ev.key().as_str(), step(&ev.key(), untrack(|| stop(count)), count)) {
            ("Escape", _) => cursor.tip.set(None),
            (_, Some(there)) => {
                ev.prevent_default();
                cursor.stop.set(there);
                if let Some(row) = row.get_untracked() {
                    focus::child(&row, ".ordinal", there);
                }
            }
            _ => {}
        }
    };
    let drawn = move || {
        marks.with(|marks| {
            let (stop, chosen) = (stop(marks.len()), chosen.get());
            let draw = |(index, mark)| draw(index, mark, chosen, stop == index, cursor);
            marks.iter().enumerate().map(draw).collect_view()
        })
    };
    view! {
        <div node_ref=row class="strip" data-size="header" role="toolbar" aria-label=t(LABEL) on:keydown=keydown>
            {drawn}
            <Show when=move || cells.with(cut_after)>
                <i class="strip-cut"></i>
            </Show>
            <Tip marks at=cursor.tip.read_only() />
        </div>
    }
}

fn marks(cells: &Cells, locale: Locale) -> Vec<Mark> {
    let mark = |item: Item| Mark { words: item.describe(locale, cells), item };
    in_header(cells, ROOM).into_iter().map(mark).collect()
}

fn draw(index: usize, mark: &Mark, chosen: Option<u32>, stop: bool, cursor: Cursor) -> impl IntoView + use<> {
    let Item { first, last, .. } = mark.item;
    let pressed = chosen.is_some_and(|chosen| (first..=last).contains(&chosen));
    let leave = move || {
        if cursor.tip.get_untracked() == Some(index) {
            cursor.tip.set(None);
        }
    };
    view! {
        {mark.item.cut.then(|| view! { <i class="strip-cut"></i> })}
        <button
            type="button"
            class="ordinal"
            aria-label=mark.words.clone()
            aria-pressed=if pressed { "true" } else { "false" }
            tabindex=if stop { "0" } else { "-1" }
            data-state=state_name(mark.item.state)
            data-revision=revision_name(mark.item.revision)
            data-here=mark.item.at.then_some("")
            data-tip=move || (cursor.tip.get() == Some(index)).then_some("")
            on:click=move |_| cursor.on_choose.run(first)
            on:focus=move |_| {
                cursor.stop.set(index);
                cursor.tip.set(Some(index));
            }
            on:blur=move |_| leave()
            on:mouseenter=move |_| cursor.tip.set(Some(index))
            on:mouseleave=move |_| leave()
        >
            {if first == last { first.to_string() } else { format!("{first}–{last}") }}
        </button>
    }
}

/// The words of the mark that is pointed at, beside it. CSS anchors place it.
#[component]
fn Tip(marks: Memo<Vec<Mark>>, at: ReadSignal<Option<usize>>) -> impl IntoView {
    let words = move || marks.with(|marks| Some(marks.get(at.get()?)?.words.clone()));
    view! {
        {move || words().map(|words| view! { <span class="tooltip strip-tip" aria-hidden="true">{words}</span> })}
    }
}

/// Where a key leads from mark `here` of `count`. Arrows stop at the ends: an ordinal row has a first and a last.
fn step(key: &str, here: usize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match key {
        "ArrowRight" | "ArrowDown" => Some((here + 1).min(last)),
        "ArrowLeft" | "ArrowUp" => Some(here.saturating_sub(1)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::step;

    #[test]
    fn arrows_stop_at_the_first_and_the_last_ordinal() {
        assert_eq!((step("ArrowRight", 0, 3), step("ArrowRight", 2, 3)), (Some(1), Some(2)));
        assert_eq!((step("ArrowLeft", 2, 3), step("ArrowLeft", 0, 3)), (Some(1), Some(0)));
        assert_eq!((step("Home", 2, 3), step("End", 0, 3)), (Some(0), Some(2)));
        assert_eq!((step("ArrowRight", 0, 0), step("x", 1, 3)), (None, None));
    }
}
