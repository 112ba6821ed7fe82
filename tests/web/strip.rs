use leptos::prelude::*;
use ordinal::i18n::provide_locale;
use ordinal::widgets::ordinal_row::OrdinalRow;
use ordinal::widgets::ordinal_strip::OrdinalStrip;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;
use workload::status::Counts;
use workload::strip::{Cell, CellState, Cells, Revision, Strip};
use workload::text::Locale;

use crate::page::{active, active_text, mount, press, settle};

fn cell(ordinal: u32, state: CellState) -> Cell {
    Cell {
        ordinal,
        state,
        revision: if ordinal == 2 { Revision::New } else { Revision::Old },
        pod: Some(format!("web-{ordinal}")),
        at: ordinal == 2,
        reason: (state == CellState::Failing).then(|| "CrashLoopBackOff".to_owned()),
    }
}

fn strip(states: &[CellState]) -> Strip {
    let cells = (0..).zip(states).map(|(ordinal, state)| cell(ordinal, *state)).collect();
    Strip::Cells(Cells { cells, partition_at: Some(1) })
}

fn three() -> Strip {
    strip(&[CellState::Ready, CellState::NotReady, CellState::Failing])
}

fn row(strip: RwSignal<Strip>, chosen: RwSignal<Option<u32>>) -> impl IntoView {
    provide_locale(Locale::En.into());
    view! { <OrdinalRow strip chosen on_choose=move |ordinal: u32| chosen.set(Some(ordinal)) /> }
}

fn stops(corner: &crate::page::Corner) -> Vec<String> {
    let buttons = corner.find("[role=toolbar]").query_selector_all("button").expect("a selector");
    let tabindex =
        |at| buttons.get(at).and_then(|node| node.dyn_into::<HtmlElement>().ok()?.get_attribute("tabindex"));
    (0..buttons.length()).map(|at| tabindex(at).unwrap_or_default()).collect()
}

#[wasm_bindgen_test]
async fn the_strip_is_one_tab_stop_and_arrows_go_from_ordinal_to_ordinal() {
    let corner = mount(|| row(RwSignal::new(three()), RwSignal::new(None))).await;
    assert_eq!(stops(&corner), ["0", "-1", "-1"]);
    corner.find("button.ordinal").focus().expect("focus");
    press("ArrowRight").await;
    assert_eq!(active_text(), "1");
    press("End").await;
    assert_eq!(
        (active_text().as_str(), stops(&corner)),
        ("2", vec!["-1".to_owned(), "-1".to_owned(), "0".to_owned()])
    );
    press("ArrowRight").await;
    assert_eq!(active_text(), "2", "an ordinal row has an end");
    press("Home").await;
    assert_eq!(active_text(), "0");
}

#[wasm_bindgen_test]
async fn focus_reads_the_mark_out_and_escape_takes_the_words_away() {
    let corner = mount(|| row(RwSignal::new(three()), RwSignal::new(None))).await;
    corner.find("button.ordinal").focus().expect("focus");
    press("End").await;
    let words = "web-2 · failing · CrashLoopBackOff · new revision · the controller is here";
    assert_eq!(active().get_attribute("aria-label").as_deref(), Some(words));
    assert_eq!(corner.find(".strip-tip").text_content().as_deref(), Some(words));
    press("Escape").await;
    assert!(!corner.has(".strip-tip"));
}

#[wasm_bindgen_test]
async fn a_press_chooses_the_ordinal() {
    let chosen = RwSignal::new(None);
    let corner = mount(move || row(RwSignal::new(three()), chosen)).await;
    corner.find("button[data-state=not-ready]").click();
    settle().await;
    assert_eq!(chosen.get_untracked(), Some(1));
    assert_eq!(corner.find("[aria-pressed=true]").text_content().as_deref(), Some("1"));
}

/// A mark that is replaced when its pod changes would drop the focus in the middle of a rollout.
#[wasm_bindgen_test]
async fn a_change_of_state_keeps_the_mark_and_its_focus() {
    let now = RwSignal::new(three());
    let corner = mount(move || row(now, RwSignal::new(None))).await;
    corner.find("button.ordinal").focus().expect("focus");
    press("ArrowRight").await;
    let before = active();
    now.set(strip(&[CellState::Ready, CellState::Ready, CellState::Ready, CellState::Missing]));
    settle().await;
    assert_eq!(active(), before);
    assert_eq!(before.get_attribute("data-state").as_deref(), Some("ready"));
    assert_eq!(stops(&corner).len(), 4);
}

#[wasm_bindgen_test]
async fn the_strip_of_a_list_row_is_one_image_with_all_of_it_in_words() {
    let corner = mount(|| {
        provide_locale(Locale::En.into());
        view! { <OrdinalStrip strip=Signal::stored(three()) /> }
    })
    .await;
    let image = corner.find("[role=img]");
    let words = image.get_attribute("aria-label").unwrap_or_default();
    for part in ["0 ready", "1 not ready", "2 failing", "partition at 1"] {
        assert!(words.contains(part), "{part:?} is missing in {words:?}");
    }
    assert_eq!(image.query_selector_all("[tabindex], button, a").expect("a selector").length(), 0);
}

#[wasm_bindgen_test]
async fn while_pods_are_not_known_counts_are_drawn_and_no_positions() {
    let counts = Counts { desired: 5, created: 4, ready: 3, ..Counts::default() };
    let corner = mount(move || {
        provide_locale(Locale::Zh.into());
        view! { <OrdinalRow strip=Signal::stored(Strip::Counts(counts)) chosen=Signal::stored(None) on_choose=|_: u32| () /> }
    })
    .await;
    assert!(!corner.has(".ordinal"));
    let words = corner.find("[role=img]").get_attribute("aria-label").unwrap_or_default();
    assert!(words.contains("3 个就绪"), "{words}");
}
