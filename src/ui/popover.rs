//! A floating panel at a button: the browser's own popover, so it lies above everything, closes on Escape and on a
//! press elsewhere, and gives the focus back. CSS anchors place it; no code measures anything.

use leptos::{ev, html, prelude::*};

use crate::platform::focus;
use crate::ui::id;

/// What takes the focus when a panel opens; a panel without any of these is only read.
const FIRST: &str = "input, [role^=menuitem]";

/// Which edge of the button the panel is flush with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Align {
    /// Begins where the button begins.
    #[default]
    Start,
    /// Ends where the button ends.
    End,
}

/// Closes the panel that one stands in; the focus returns to its button.
#[derive(Debug, Clone, Copy)]
pub struct PopoverHandle(NodeRef<html::Div>);

/// The panel that one stands in; none outside of one.
pub fn use_popover() -> Option<PopoverHandle> {
    use_context()
}

impl PopoverHandle {
    /// Closes the panel.
    pub fn close(self) {
        if let Some(panel) = self.0.get_untracked()
            && panel.matches(":popover-open").unwrap_or(false)
            && let Err(error) = panel.hide_popover()
        {
            leptos::logging::error!("the panel does not close: {error:?}");
        }
    }
}

/// A button and the panel it opens. The content exists only while the panel is open; it can take a
/// [`PopoverHandle`] from the context.
#[component]
pub fn Popover(
    /// The button's name. Where `trigger` says it in words already, give the same words.
    #[prop(into)]
    label: Signal<String>,
    /// The name of the panel, for dialogs; a menu names itself.
    #[prop(optional, into)]
    panel_label: Option<Signal<String>>,
    /// `dialog` unless it is a menu or a list of choices.
    #[prop(default = "dialog")]
    role: &'static str,
    /// The class of the button.
    #[prop(default = "button")]
    class: &'static str,
    /// Where the panel is.
    #[prop(optional)]
    align: Align,
    /// What stands in the button.
    #[prop(into)]
    trigger: ViewFn,
    /// What stands in the panel.
    children: ChildrenFn,
    /// Says whether it is open.
    #[prop(optional)]
    open: RwSignal<bool>,
    /// The button, for focus.
    #[prop(optional)]
    node: NodeRef<html::Button>,
) -> impl IntoView {
    let panel = NodeRef::<html::Div>::new();
    let panel_id = id::fresh("popover");
    let anchor = format!("--{panel_id}");
    // Before it shows, so that its content is there when the browser lays it out.
    let before = move |_: ev::Event| {
        // A panel that is taken out of the page closes, which is told, too.
        let Some(panel) = panel.try_get_untracked() else { return };
        let opens = panel.is_some_and(|panel| !panel.matches(":popover-open").unwrap_or(true));
        if opens {
            open.set(true);
        }
    };
    let after = move |_: ev::Event| {
        // The browser tells later, when what the panel stood in may be gone with it.
        let Some(panel) = panel.try_get_untracked() else { return };
        let shown = panel.filter(|panel| panel.matches(":popover-open").unwrap_or(false));
        open.set(shown.is_some());
        // Only now can it take the focus: what is not shown cannot.
        if let Some(panel) = shown {
            focus::child(&panel, FIRST, 0);
        }
    };
    let children = StoredValue::new(children);
    // Only what stands in it shall find it: what a component provides, its neighbours find as well.
    let content = move || {
        provide_context(PopoverHandle(panel));
        children.with_value(|children| children())
    };
    view! {
        <button
            node_ref=node
            type="button"
            class=class
            aria-label=label
            aria-haspopup=role
            aria-expanded=move || if open.get() { "true" } else { "false" }
            popovertarget=panel_id.clone()
            style:anchor-name=anchor.clone()
        >
            {trigger.run()}
        </button>
        <div
            node_ref=panel
            id=panel_id
            class="popover"
            popover="auto"
            role=(role == "dialog").then_some(role)
            aria-label=panel_label.unwrap_or(label)
            data-align=(align == Align::End).then_some("end")
            style:position-anchor=anchor
            on:beforetoggle=before
            on:toggle=after
        >
            <Show when=move || open.get()>{content}</Show>
        </div>
    }
}
