//! A modal dialog: a title, a body, and buttons at the foot.
//!
//! The dialog is open for as long as it is in the page: the owner shows it with `<Show>` and takes it away in
//! `on_close`.

use leptos::{ev, prelude::*};

use crate::ui::{button::IconButton, icon::Glyph, id, modal::Modal};

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
    let heading = id::fresh("dialog");
    let leave = move || {
        if !held.get_untracked() {
            on_close.run(());
        }
    };
    let submit = move |ev: ev::SubmitEvent| {
        ev.prevent_default();
        if let Some(on_submit) = on_submit {
            on_submit.run(());
        }
    };
    view! {
        <Modal class="dialog" size=if wide { "wide" } else { "normal" } labelled_by=heading.clone() on_leave=move |()| leave()>
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
        </Modal>
    }
}
