//! A remark on hover and on focus. It describes what it is at; it never holds what cannot be learnt elsewhere.

use leptos::{ev, html, prelude::*};

use crate::ui::id;

/// Shows `text` at its children while they are hovered or focused. Empty text shows nothing.
#[component]
pub fn Tooltip(
    /// The remark.
    #[prop(into)]
    text: Signal<String>,
    /// What it is about.
    children: Children,
) -> impl IntoView {
    let tip = NodeRef::<html::Span>::new();
    let tip_id = id::fresh("tip");
    let anchor = format!("--{tip_id}");
    let shown = RwSignal::new(false);
    let show = move || {
        if text.with_untracked(String::is_empty) {
            return;
        }
        if let Some(tip) = tip.get_untracked()
            && !shown.get_untracked()
            && tip.show_popover().is_ok()
        {
            shown.set(true);
        }
    };
    let hide = move || {
        if let Some(tip) = tip.get_untracked()
            && shown.get_untracked()
            && tip.hide_popover().is_ok()
        {
            shown.set(false);
        }
    };
    view! {
        <span
            class="tooltip-host"
            aria-describedby=tip_id
            style:anchor-name=anchor
            on:mouseenter=move |_| show()
            on:mouseleave=move |_| hide()
            on:focusin=move |_| show()
            on:focusout=move |_| hide()
            on:keydown=move |ev: ev::KeyboardEvent| {
                if ev.key() == "Escape" {
                    hide();
                }
            }
        >
            {children()}
            <span node_ref=tip id=tip_id.clone() class="tooltip" popover="manual" role="tooltip" style:position-anchor=anchor.clone()>
                {move || shown.get().then(|| text.get())}
            </span>
        </span>
    }
}
