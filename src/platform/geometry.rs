//! Where elements are.

use leptos::logging;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlElement, ResizeObserver};

/// Pixels from the upper edge of the content of the ancestor with this id down to an element. The ancestor must be
/// positioned; without such an ancestor, from the upper edge of the page.
pub fn top_within(element: &HtmlElement, ancestor: &str) -> i32 {
    let mut top = element.offset_top();
    let mut parent = element.offset_parent();
    while let Some(next) = parent.filter(|parent| parent.id() != ancestor) {
        let Ok(next) = next.dyn_into::<HtmlElement>() else { break };
        top += next.offset_top();
        parent = next.offset_parent();
    }
    top
}

/// [`top_within`], followed until the current reactive owner is cleaned up. To ask the element itself would have the
/// browser lay the page out each time; here it tells when the layout has changed anyhow.
pub fn follow_top(element: HtmlElement, ancestor: &'static str) -> ReadSignal<i32> {
    let (top, set_top) = signal(top_within(&element, ancestor));
    // What is above the element is part of one that it stands in, and makes that larger or smaller.
    let outer = std::iter::successors(element.parent_element(), |outer| outer.parent_element());
    let outer: Vec<_> = outer.take_while(|outer| outer.id() != ancestor).collect();
    let resized = Closure::<dyn Fn()>::new(move || {
        let now = top_within(&element, ancestor);
        // In the next frame: what changes a size while sizes are told is told no more.
        request_animation_frame(move || {
            if top.try_get_untracked().is_some_and(|top| top != now) {
                set_top.set(now);
            }
        });
    });
    match ResizeObserver::new(resized.as_ref().unchecked_ref()) {
        Ok(observer) => {
            for outer in &outer {
                observer.observe(outer);
            }
            let held = StoredValue::new_local((observer, resized));
            on_cleanup(move || held.with_value(|(observer, _)| observer.disconnect()));
        }
        Err(error) => logging::error!("sizes are not followed: {error:?}"),
    }
    top
}
