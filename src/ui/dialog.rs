//! A modal dialog: the browser's own `<dialog>`, so focus stays inside, Escape closes, and the rest is inert.
//!
//! The dialog is open for as long as it is in the page: the owner shows it with `<Show>` and takes it away in
//! `on_close`. Focus then returns to where it came from.

use leptos::{ev, html, prelude::*};

use crate::platform::focus;
use crate::ui::{button::IconButton, icon::Glyph, id};

/// A modal dialog. `children` stand in its body, `foot` holds its buttons, the safe one first.
#[component]
pub fn Dialog(
    /// What is decided, as a question or a command.
    #[prop(into)]
    title: Signal<String>,
    /// One sentence below it.
    #[prop(optional, into)]
    lead: Signal<String>,
    /// The name of the button that closes it.
    #[prop(into)]
    close_label: Signal<String>,
    /// 820 instead of 520 px wide.
    #[prop(optional)]
    wide: bool,
    /// Works on what was decided: it cannot be closed until that has an end.
    #[prop(optional, into)]
    held: Signal<bool>,
    /// Called when the user leaves it: Escape, the cross, a press outside.
    #[prop(into)]
    on_close: Callback<()>,
    /// Called when the form is submitted.
    #[prop(optional, into)]
    on_submit: Option<Callback<()>>,
    /// The buttons.
    #[prop(into)]
    foot: ViewFn,
    /// The body.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let heading = id::fresh("dialog");
    focus::return_on_cleanup();
    node.on_load(|dialog| {
        if let Err(error) = dialog.show_modal() {
            leptos::logging::error!("the dialog does not open: {error:?}");
        }
    });
    let leave = move || {
        if !held.get_untracked() {
            on_close.run(());
        }
    };
    let outside = move |ev: ev::MouseEvent| {
        // A press on the backdrop has the dialog itself as its target; its content covers all the rest of it.
        if node.with_untracked(|node| node.as_ref().is_some_and(|dialog| focus::is_target(&ev, dialog))) {
            leave();
        }
    };
    let submit = move |ev: ev::SubmitEvent| {
        ev.prevent_default();
        if let Some(on_submit) = on_submit {
            on_submit.run(());
        }
    };
    view! {
        <dialog
            node_ref=node
            class="dialog"
            data-size=wide.then_some("wide")
            aria-labelledby=heading
            on:mousedown=outside
            on:cancel=move |ev: ev::Event| {
                ev.prevent_default();
                leave();
            }
        >
            <form novalidate=true on:submit=submit>
                <header class="dialog-head">
                    <div>
                        <h2 id=heading.clone()>{title}</h2>
                        {move || lead.with(|lead| !lead.is_empty()).then(|| view! { <p class="dialog-lead">{lead}</p> })}
                    </div>
                    <IconButton label=close_label glyph=Glyph::Close disabled=held on_press=move |()| leave() />
                </header>
                <div class="dialog-body">{children()}</div>
                <footer class="dialog-foot">{foot.run()}</footer>
            </form>
        </dialog>
    }
}
