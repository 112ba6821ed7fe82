//! The editor where Monaco's files cannot be had, as here: one can still work.

use leptos::prelude::*;
use ordinal::i18n::provide_locale;
use ordinal::ui::command::provide_commands;
use ordinal::ui::editor::{Editor, EditorControl};
use ordinal::ui::theme::{Choice, provide_theme};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, HtmlTextAreaElement};
use workload::text::Locale;

use crate::page::{Corner, active, mount, settle};

async fn shown(text: RwSignal<String>, read_only: RwSignal<bool>) -> (Corner, EditorControl) {
    let given = StoredValue::new_local(None);
    let corner = mount(move || {
        provide_theme(Choice::System.into());
        provide_locale(Locale::En.into());
        provide_commands();
        let control = EditorControl::default();
        given.set_value(Some(control));
        let on_change = Callback::new(move |changed| text.set(changed));
        view! { <Editor value=text on_change read_only label="Manifest" control /> }
    })
    .await;
    while !corner.has("textarea") {
        settle().await;
    }
    (corner, given.get_value().expect("the component ran"))
}

fn field(corner: &Corner) -> HtmlTextAreaElement {
    corner.find("textarea").unchecked_into()
}

#[wasm_bindgen_test]
async fn a_plain_field_takes_the_editors_place_and_says_so() {
    let text = RwSignal::new("kind: Service\n".to_owned());
    let (corner, _) = shown(text, RwSignal::new(false)).await;
    let field = field(&corner);
    assert_eq!(field.value(), "kind: Service\n");
    assert_eq!(field.get_attribute("aria-label").as_deref(), Some("Manifest"));
    assert!(corner.find("[role=status]").text_content().unwrap_or_default().contains("did not load"));
    assert!(!corner.has(".monaco-editor"));
}

#[wasm_bindgen_test]
async fn what_is_written_in_it_reaches_the_page_and_what_the_page_writes_stands_in_it() {
    let text = RwSignal::new(String::new());
    let (corner, _) = shown(text, RwSignal::new(false)).await;
    let field = field(&corner);
    field.set_value("kind: Pod");
    field.dispatch_event(&Event::new("input").expect("an event")).expect("dispatched");
    assert_eq!(text.get_untracked(), "kind: Pod");
    text.set("kind: Secret".into());
    settle().await;
    assert_eq!(field.value(), "kind: Secret");
}

#[wasm_bindgen_test]
async fn a_line_is_selected_and_has_the_keyboard() {
    let text = RwSignal::new("一: 1\nkind: Pod\nlast: 1".to_owned());
    let (corner, control) = shown(text, RwSignal::new(false)).await;
    control.reveal(2, 1);
    let field = field(&corner);
    assert_eq!(active().tag_name(), "TEXTAREA");
    assert_eq!(field.selection_start().expect("a selection"), Some(5));
    assert_eq!(field.selection_end().expect("a selection"), Some(14));
}

#[wasm_bindgen_test]
async fn while_the_page_works_nothing_can_be_written() {
    let read_only = RwSignal::new(true);
    let (corner, _) = shown(RwSignal::new(String::new()), read_only).await;
    let field = field(&corner);
    assert!(field.read_only());
    read_only.set(false);
    settle().await;
    assert!(!field.read_only());
}
