use leptos::prelude::*;
use ordinal::ui::dialog::Dialog;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Event;

use crate::page::{Corner, active, mount, settle};

fn asking(open: RwSignal<bool>, opener: RwSignal<bool>) -> impl IntoView {
    let foot = || view! { <button type="button">"Keep it"</button> };
    view! {
        <main tabindex="-1">
            <Show when=move || opener.get()>
                <button id="opener" on:click=move |_| open.set(true)>"Delete"</button>
            </Show>
        </main>
        <Show when=move || open.get()>
            <Dialog title="Delete web" close_label="Close" on_close=move |()| open.set(false) foot>
                <p>"Sure?"</p>
            </Dialog>
        </Show>
    }
}

async fn opened() -> (Corner, RwSignal<bool>, RwSignal<bool>) {
    let (open, opener) = (RwSignal::new(false), RwSignal::new(true));
    let corner = mount(move || asking(open, opener)).await;
    let button = corner.find("#opener");
    button.focus().expect("focus");
    button.click();
    settle().await;
    (corner, open, opener)
}

#[wasm_bindgen_test]
async fn the_focus_goes_into_the_dialog_and_comes_back_to_its_opener() {
    let (corner, open, _) = opened().await;
    let dialog = corner.find("dialog");
    assert!(dialog.has_attribute("open"), "shown");
    assert!(dialog.contains(Some(&active())), "the focus is inside");
    dialog.dispatch_event(&Event::new("cancel").expect("an event")).expect("dispatched");
    settle().await;
    assert!(!open.get_untracked(), "Escape closes");
    assert_eq!(active().id(), "opener");
}

/// A deleted row takes its button with it: the keyboard must not be nowhere.
#[wasm_bindgen_test]
async fn where_the_opener_is_gone_the_main_region_takes_the_focus() {
    let (_corner, open, opener) = opened().await;
    opener.set(false);
    settle().await;
    open.set(false);
    settle().await;
    assert_eq!(active().tag_name(), "MAIN");
}

#[wasm_bindgen_test]
async fn the_dialog_is_named_by_its_heading() {
    let (corner, ..) = opened().await;
    let heading = corner.find("dialog").get_attribute("aria-labelledby").expect("a name");
    assert_eq!(corner.find(&format!("#{heading}")).text_content().as_deref(), Some("Delete web"));
}
