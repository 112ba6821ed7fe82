use leptos::prelude::*;
use ordinal::ui::tabs::{Tab, TabPanel, Tabs};
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{active_text, mount, press, settle};

fn tabs(selected: RwSignal<String>) -> impl IntoView {
    let tab =
        |key: &'static str, label: &str| Tab { key, label: Signal::stored(label.to_owned()), count: None };
    let all = vec![tab("pods", "Pods"), tab("events", "Events"), tab("yaml", "YAML")];
    view! {
        <Tabs id="set" label="Parts" tabs=all selected on_select=move |key: &'static str| selected.set(key.to_owned()) />
        <TabPanel id="set" selected>{move || selected.get()}</TabPanel>
    }
}

#[wasm_bindgen_test]
async fn arrows_select_and_carry_the_focus_and_there_is_one_tab_stop() {
    let selected = RwSignal::new("pods".to_owned());
    let corner = mount(move || tabs(selected)).await;
    corner.find("#set-tab-pods").focus().expect("focus");
    press("ArrowRight").await;
    assert_eq!((selected.get_untracked().as_str(), active_text().as_str()), ("events", "Events"));
    press("End").await;
    press("ArrowRight").await;
    assert_eq!((selected.get_untracked().as_str(), active_text().as_str()), ("pods", "Pods"));
    let stops = ["pods", "events", "yaml"]
        .map(|key| corner.find(&format!("#set-tab-{key}")).get_attribute("tabindex").unwrap_or_default());
    assert_eq!(stops, ["0", "-1", "-1"]);
}

#[wasm_bindgen_test]
async fn the_panel_is_named_by_its_tab() {
    let selected = RwSignal::new("pods".to_owned());
    let corner = mount(move || tabs(selected)).await;
    corner.find("#set-tab-yaml").click();
    settle().await;
    let panel = corner.find("[role=tabpanel]");
    assert_eq!(panel.get_attribute("aria-labelledby").as_deref(), Some("set-tab-yaml"));
    assert_eq!(
        corner.find("#set-tab-yaml").get_attribute("aria-controls").as_deref(),
        Some(panel.id().as_str())
    );
}
