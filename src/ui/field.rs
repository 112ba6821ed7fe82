//! A labelled input: label above, help under, the error in its place under the input.

use leptos::{ev, html, prelude::*};

use crate::ui::{
    icon::{Glyph, Icon},
    id,
};

/// One line of text with a label.
#[component]
pub fn TextField(
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The value.
    #[prop(into)]
    value: Signal<String>,
    /// Called with what is typed.
    #[prop(into)]
    on_input: Callback<String>,
    /// Under the input.
    #[prop(optional, into)]
    help: Signal<String>,
    /// What is wrong with the value; empty when nothing is.
    #[prop(optional, into)]
    error: Signal<String>,
    /// Shown while it is empty.
    #[prop(optional, into)]
    placeholder: Signal<String>,
    /// A name of an object or other machine text: monospace, without spelling help.
    #[prop(optional)]
    machine: bool,
    /// What nobody shall read over a shoulder.
    #[prop(optional)]
    secret: bool,
    /// Cannot be changed now; `help` says why.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Takes the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
    /// The element, for focus.
    #[prop(optional)]
    node: NodeRef<html::Input>,
) -> impl IntoView {
    let input = id::fresh("field");
    let about = format!("{input}-about");
    let invalid = move || error.with(|error| !error.is_empty());
    view! {
        <div class="field">
            <label class="field-label" for=input.clone()>{label}</label>
            <input
                node_ref=node
                id=input
                type=if secret { "password" } else { "text" }
                class=if machine { "input mono" } else { "input" }
                autocomplete="off"
                autofocus=autofocus
                disabled=disabled
                spellcheck=if machine { "false" } else { "true" }
                autocapitalize="none"
                placeholder=placeholder
                aria-describedby=about.clone()
                aria-invalid=move || invalid().then_some("true")
                prop:value=value
                on:input=move |ev: ev::Event| on_input.run(event_target_value(&ev))
            />
            <FieldAbout id=about help error />
        </div>
    }
}

/// Several lines of text with a label.
#[component]
pub fn TextArea(
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// The value.
    #[prop(into)]
    value: Signal<String>,
    /// Called with what is typed.
    #[prop(into)]
    on_input: Callback<String>,
    /// Under it.
    #[prop(optional, into)]
    help: Signal<String>,
    /// Takes the focus when it appears.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let input = id::fresh("field");
    let about = format!("{input}-about");
    view! {
        <div class="field">
            <label class="field-label" for=input.clone()>{label}</label>
            <textarea
                id=input
                class="input lines mono"
                rows="3"
                autofocus=autofocus
                spellcheck="false"
                autocapitalize="none"
                aria-describedby=about.clone()
                prop:value=value
                on:input=move |ev: ev::Event| on_input.run(event_target_value(&ev))
            ></textarea>
            <FieldAbout id=about help error=Signal::stored(String::new()) />
        </div>
    }
}

/// The line under an input: its error if there is one, else its help.
#[component]
pub fn FieldAbout(
    /// What the input's `aria-describedby` names.
    id: String,
    /// The help.
    #[prop(into)]
    help: Signal<String>,
    /// The error; empty when there is none.
    #[prop(into)]
    error: Signal<String>,
) -> impl IntoView {
    view! {
        <div id=id aria-live="polite">
            {move || {
                let (error, help) = (error.get(), help.get());
                if !error.is_empty() {
                    view! { <p class="field-error"><Icon glyph=Glyph::ErrorCircle />{error}</p> }.into_any()
                } else if help.is_empty() {
                    ().into_any()
                } else {
                    view! { <p class="field-help">{help}</p> }.into_any()
                }
            }}
        </div>
    }
}
