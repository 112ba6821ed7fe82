//! Where elements are.

use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

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
