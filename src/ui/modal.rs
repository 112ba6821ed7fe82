//! A layer that the rest of the page waits for: the browser's own `<dialog>`, so focus stays inside, Escape leaves, and
//! the rest is inert.
//!
//! It is open for as long as it is in the page: the owner shows it with `<Show>` and takes it away in `on_leave`. Focus
//! then returns to where it came from.

use leptos::{ev, html, prelude::*};

use crate::platform::focus;

/// A modal layer.
#[component]
pub fn Modal(
    /// Its class.
    class: &'static str,
    /// Its name, where no heading in it is.
    #[prop(optional, into)]
    label: Option<Signal<String>>,
    /// The id of the heading that names it.
    #[prop(optional, into)]
    labelled_by: Option<String>,
    /// The value of `data-size`.
    #[prop(optional)]
    size: Option<&'static str>,
    /// Called when the user wants to leave it: Escape, a press outside.
    #[prop(into)]
    on_leave: Callback<()>,
    /// What is in it.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    focus::return_on_cleanup();
    node.on_load(|dialog| {
        if let Err(error) = dialog.show_modal() {
            leptos::logging::error!("the layer does not open: {error:?}");
        }
    });
    let outside = move |ev: ev::MouseEvent| {
        // A press on the backdrop has the dialog itself as its target; its content covers all the rest of it.
        if node.with_untracked(|node| node.as_ref().is_some_and(|dialog| focus::is_target(&ev, dialog))) {
            on_leave.run(());
        }
    };
    view! {
        <dialog
            node_ref=node
            class=class
            data-size=size
            aria-label=label
            aria-labelledby=labelled_by
            on:mousedown=outside
            on:cancel=move |ev: ev::Event| {
                ev.prevent_default();
                on_leave.run(());
            }
        >
            {children()}
        </dialog>
    }
}
