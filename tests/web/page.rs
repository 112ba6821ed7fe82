//! A corner of the page for one test, and the hands of its user.

use leptos::mount::{UnmountHandle, mount_to};
use leptos::prelude::*;
use leptos::task::tick;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, KeyboardEventInit};

/// Something mounted, taken away when the test ends.
pub struct Corner {
    root: HtmlElement,
    _mounted: Box<dyn std::any::Any>,
}

/// Mounts a view.
pub async fn mount<V, F>(view: F) -> Corner
where
    V: IntoView + 'static,
    F: FnOnce() -> V + 'static,
{
    let root: HtmlElement = document().create_element("div").expect("an element").unchecked_into();
    document().body().expect("a body").append_child(&root).expect("a place");
    let handle: UnmountHandle<_> = mount_to(root.clone(), view);
    settle().await;
    Corner { root, _mounted: Box::new(handle) }
}

impl Drop for Corner {
    fn drop(&mut self) {
        self.root.remove();
    }
}

impl Corner {
    /// The one element that a selector matches.
    pub fn find(&self, selector: &str) -> HtmlElement {
        self.root
            .query_selector(selector)
            .expect("a selector")
            .unwrap_or_else(|| panic!("nothing matches {selector}"))
            .unchecked_into()
    }

    /// Whether a selector matches anything.
    pub fn has(&self, selector: &str) -> bool {
        self.root.query_selector(selector).expect("a selector").is_some()
    }
}

/// Lets effects and the browser's own tasks (`toggle` events) run.
pub async fn settle() {
    for _ in 0..3 {
        tick().await;
        ordinal::platform::frame::next().await;
    }
}

/// What has the focus.
pub fn active() -> Element {
    document().active_element().expect("something has the focus")
}

/// The text of what has the focus.
pub fn active_text() -> String {
    active().text_content().unwrap_or_default()
}

/// Presses a key where the focus is.
pub async fn press(key: &str) {
    let options = KeyboardEventInit::new();
    options.set_key(key);
    options.set_bubbles(true);
    options.set_cancelable(true);
    let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &options).expect("an event");
    active().dispatch_event(&event).expect("dispatched");
    settle().await;
}
