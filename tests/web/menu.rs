use leptos::prelude::*;
use ordinal::ui::menu::{Does, Menu, MenuItem};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Corner, active, active_text, mount, press, settle};

fn menu(done: RwSignal<Option<(&'static str, String)>>) -> impl IntoView {
    // Where the focus is when an item acts: what it opens must be able to bring the focus back.
    let act = move |what: &'static str| MenuItem::act(what, move || done.set(Some((what, active().id()))));
    let items = move |()| {
        vec![
            act("Open"),
            act("Scale"),
            MenuItem::new("Stop", Does::Not("stopped already".into())),
            act("Delete"),
        ]
    };
    let node = NodeRef::new();
    node.on_load(|button: web_sys::HtmlButtonElement| button.set_id("trigger"));
    view! { <Menu label="Actions" items node trigger=|| "…" /> }
}

async fn opened() -> (Corner, RwSignal<Option<(&'static str, String)>>) {
    let done = RwSignal::new(None);
    let corner = mount(move || menu(done)).await;
    let trigger = corner.find("#trigger");
    trigger.focus().expect("focus");
    trigger.click();
    settle().await;
    (corner, done)
}

#[wasm_bindgen_test]
async fn a_menu_opens_at_its_first_item_and_exists_only_while_it_is_open() {
    let closed = mount(move || menu(RwSignal::new(None))).await;
    assert!(!closed.has("[role=menuitem]"));
    drop(closed);
    let (corner, _) = opened().await;
    assert_eq!(active_text(), "Open");
    assert_eq!(corner.find("#trigger").get_attribute("aria-expanded").as_deref(), Some("true"));
}

#[wasm_bindgen_test]
async fn arrows_go_round_and_letters_jump() {
    let (_corner, _) = opened().await;
    press("ArrowUp").await;
    assert_eq!(active_text(), "Delete");
    press("ArrowDown").await;
    assert_eq!(active_text(), "Open");
    press("s").await;
    assert_eq!(active_text(), "Scale");
    press("s").await;
    assert!(active_text().starts_with("Stop"));
    press("Home").await;
    assert_eq!(active_text(), "Open");
    press("End").await;
    assert_eq!(active_text(), "Delete");
}

#[wasm_bindgen_test]
async fn the_focus_is_back_at_the_button_when_an_item_acts() {
    let (corner, done) = opened().await;
    press("ArrowDown").await;
    corner.find("[role=menuitem]:focus").click();
    settle().await;
    assert_eq!(done.get_untracked(), Some(("Scale", "trigger".to_owned())));
    assert!(!corner.has("[role=menuitem]"), "closed");
}

#[wasm_bindgen_test]
async fn what_cannot_be_done_says_why_and_does_nothing() {
    let (corner, done) = opened().await;
    let stop = corner.find("[aria-disabled=true]");
    assert!(stop.text_content().unwrap_or_default().contains("stopped already"));
    stop.click();
    settle().await;
    assert_eq!(done.get_untracked(), None);
    assert!(corner.has("[role=menuitem]"), "still open");
}
