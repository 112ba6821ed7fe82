//! Where the keyboard is: what ui components need to move the focus and to bring it back.

use leptos::ev::{self, KeyboardEvent, MouseEvent};
use leptos::prelude::{
    StoredValue, WindowListenerHandle, WithValue, document, on_cleanup, queue_microtask, window,
    window_event_listener,
};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, FocusOptions, HtmlElement, HtmlInputElement, MutationObserver, MutationObserverInit,
    ScrollIntoViewOptions, ScrollLogicalPosition,
};

fn active() -> Option<HtmlElement> {
    document().active_element()?.dyn_into().ok()
}

/// Remembers what has the focus now and gives it back when the current owner is cleaned up. Where that element is no
/// longer in the page, the main region takes the focus, so that the keyboard is never nowhere.
pub fn return_on_cleanup() {
    let from = StoredValue::new_local(active());
    on_cleanup(move || {
        let from = from.try_with_value(Clone::clone).flatten();
        // What goes may be modal, and all else inert, until it is out of the page: after this turn.
        queue_microtask(move || {
            if let Some(element) = from.filter(|element| element.is_connected()).or_else(main_element) {
                focus(&element);
            }
        });
    });
}

fn main_element() -> Option<HtmlElement> {
    document().query_selector("main").unwrap_or(None)?.dyn_into().ok()
}

/// Moves the focus to the main region of the page.
pub fn main_region() {
    if let Some(main) = main_element() {
        focus(&main);
    }
}

fn focus(element: &HtmlElement) {
    if let Err(error) = element.focus() {
        web_sys::console::error_1(&error);
    }
}

/// Focuses the `index`th descendant that a selector matches; does nothing where there is none.
pub fn child(parent: &Element, selector: &str, index: usize) {
    if let Some(element) = matching(parent, selector).into_iter().nth(index) {
        focus(&element);
    }
}

/// The position of the focused element among the descendants that a selector matches.
pub fn index(parent: &Element, selector: &str) -> Option<usize> {
    let active = active()?;
    matching(parent, selector).iter().position(|element| *element == active)
}

fn matching(parent: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = parent.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|index| found.get(index)?.dyn_into().ok()).collect()
}

/// Whether an event began at this very element, not at something in it.
pub fn is_target(event: &MouseEvent, element: &Element) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|target| target == *element)
}

/// Whether the keyboard is in something that takes text, where a letter is no command.
pub fn is_typing() -> bool {
    active().is_some_and(|element| {
        let ticked = element.dyn_ref::<HtmlInputElement>().is_some_and(|input| input.type_() == "checkbox");
        element.is_content_editable()
            || (["INPUT", "TEXTAREA", "SELECT"].contains(&element.tag_name().as_str()) && !ticked)
    })
}

/// Whether a key was pressed while this very element had the focus, not something in it.
pub fn is_key_target(event: &KeyboardEvent, element: &Element) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .is_some_and(|target| target == *element)
}

/// Whether an event began in something that takes presses itself, or ended a selection of text.
pub fn is_interactive(event: &MouseEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let control = target.is_some_and(|target| {
        target.closest("a, button, input, label, .popover").is_ok_and(|found| found.is_some())
    });
    let selecting =
        window().get_selection().unwrap_or(None).is_some_and(|selection| !selection.is_collapsed());
    control || selecting
}

/// Gives the focus to an element without scrolling to it.
pub fn take(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    if let Err(error) = element.focus_with_options(&options) {
        web_sys::console::error_1(&error);
    }
}

/// Scrolls an element into view within what scrolls around it, by the least.
pub fn reveal(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Scrolls the element of an id into view, if there is one.
pub fn reveal_id(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        reveal(&element);
    }
}

/// Keeps the focus at the heading of the main region while the page is still being built.
pub struct HeadingWatch {
    observer: MutationObserver,
    _changed: Closure<dyn Fn(JsValue)>,
    listeners: Vec<WindowListenerHandle>,
}

impl Drop for HeadingWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
        for listener in self.listeners.drain(..) {
            listener.remove();
        }
    }
}

/// Gives the focus to the heading of the first level, and again to the one that takes its place, until the user presses
/// something or the watch is dropped. What has taken the focus in the main region itself keeps it.
pub fn heading() -> Option<HeadingWatch> {
    take_heading();
    let changed = Closure::<dyn Fn(JsValue)>::new(move |_| {
        // Gone with the heading that had it.
        if active().is_none_or(|active| active.tag_name() == "BODY" || active.id() == "main") {
            take_heading();
        }
    });
    let observer = MutationObserver::new(changed.as_ref().unchecked_ref()).ok()?;
    let options = MutationObserverInit::new();
    options.set_child_list(true);
    options.set_subtree(true);
    observer.observe_with_options(main_element()?.as_ref(), &options).ok()?;
    let (on_key, on_pointer) = (observer.clone(), observer.clone());
    let listeners = vec![
        window_event_listener(ev::keydown, move |_| on_key.disconnect()),
        window_event_listener(ev::pointerdown, move |_| on_pointer.disconnect()),
    ];
    Some(HeadingWatch { observer, _changed: changed, listeners })
}

fn take_heading() {
    let Some(main) = main_element() else { return };
    let inside = active().is_some_and(|active| active != main && main.contains(Some(&active)));
    if inside {
        return;
    }
    let heading = matching(&main, "h1").into_iter().next();
    if let Some(heading) = &heading {
        // A heading takes the focus from here only, not by Tab.
        if let Err(error) = heading.set_attribute("tabindex", "-1") {
            web_sys::console::error_1(&error);
        }
    }
    take(heading.as_ref().unwrap_or(&main));
}
