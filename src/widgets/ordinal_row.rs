//! The ordinal strip of a page's header: each ordinal is a button with its number written in.
//!
//! It is one tab stop (the toolbar pattern with a roving tabindex): arrow keys go from ordinal to ordinal, Home and
//! End to the ends, Enter chooses. Hover and focus read the mark out in a tip above the page; its name says the
//! same to those who do not see the tip.

use leptos::{either::Either, ev, html, prelude::*};
use workload::strip::layout::{Item, in_header};
use workload::strip::{Cells, Strip};
use workload::text::Text;

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

#[component]
fn Toolbar(cells: Memo<Cells>, chosen: Signal<Option<u32>>, on_choose: Callback<u32>) -> impl IntoView {
    let locale = use_locale();
    let row = NodeRef::<html::Div>::new();
    let items = Memo::new(move |_| cells.with(|cells| in_header(cells, ROOM)));
    let cursor = Cursor { stop: RwSignal::new(0), tip: RwSignal::new(None), on_choose };
    let stop = Memo::new(move |_| cursor.stop.get().min(items.with(Vec::len).saturating_sub(1)));
    let keydown = move |ev: ev::KeyboardEvent| {
        let count = items.with_untracked(Vec::len);
        match (ev.key().as_str(), step(&ev.key(), stop.get_untracked(), count)) {
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
    let marks = move || {
        let (chosen, stop, locale) = (chosen.get(), stop.get(), locale.get());
        let mark = |(index, item): (usize, &Item)| {
            let words = cells.with(|cells| item.describe(locale, cells));
            mark(index, item, words, chosen, stop == index, cursor)
        };
        items.with(|items| items.iter().enumerate().map(mark).collect_view())
    };
    view! {
        <div node_ref=row class="strip" data-size="header" role="toolbar" aria-label=t(LABEL) on:keydown=keydown>
            {marks}
            <Show when=move || cells.with(cut_after)><i class="strip-cut"></i></Show>
            <Tip cells items at=cursor.tip.read_only() />
        </div>
    }
}

fn mark(
    index: usize,
    item: &Item,
    words: String,
    chosen: Option<u32>,
    stop: bool,
    cursor: Cursor,
) -> impl IntoView + use<> {
    let Item { first, last, .. } = *item;
    let pressed = chosen.is_some_and(|chosen| (first..=last).contains(&chosen));
    let leave = move || {
        if cursor.tip.get_untracked() == Some(index) {
            cursor.tip.set(None);
        }
    };
    view! {
        {item.cut.then(|| view! { <i class="strip-cut"></i> })}
        <button
            type="button"
            class="ordinal"
            aria-label=words
            aria-pressed=if pressed { "true" } else { "false" }
            tabindex=if stop { "0" } else { "-1" }
            data-state=state_name(item.state)
            data-revision=revision_name(item.revision)
            data-here=item.at.then_some("")
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
fn Tip(cells: Memo<Cells>, items: Memo<Vec<Item>>, at: ReadSignal<Option<usize>>) -> impl IntoView {
    let locale = use_locale();
    let words = move || {
        let item = items.with(|items| items.get(at.get()?).copied())?;
        Some(cells.with(|cells| item.describe(locale.get(), cells)))
    };
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
