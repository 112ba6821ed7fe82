//! A choice among a few, as the browser draws it.

use leptos::{ev, prelude::*};

use crate::ui::{
    field::FieldAbout,
    icon::{Glyph, Icon},
    id,
};

/// One of the choices: its value and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What `on_choose` is called with.
    pub value: String,
    /// What is shown.
    pub label: String,
}

/// A native select with a label.
#[component]
pub fn Select(
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// Read the label out, do not draw it.
    #[prop(optional)]
    bare: bool,
    /// What can be chosen.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// What is chosen.
    #[prop(into)]
    value: Signal<String>,
    /// Cannot be changed now; `help` says why.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Under it.
    #[prop(optional, into)]
    help: Signal<String>,
    /// What is wrong with the value; empty when nothing is.
    #[prop(optional, into)]
    error: Signal<String>,
    /// Called with the value chosen.
    #[prop(into)]
    on_choose: Callback<String>,
) -> impl IntoView {
    let select = id::fresh("select");
    let about = format!("{select}-about");
    let options = move || {
        choices.get().into_iter().map(|choice| {
            let here = choice.value.clone();
            view! { <option value=choice.value selected=move || value.with(|value| *value == here)>{choice.label}</option> }
        }).collect_view()
    };
    view! {
        <div class="field">
            <label class=if bare { "unseen" } else { "field-label" } for=select.clone()>{label}</label>
            <span class="select">
                <select
                    id=select
                    class="input"
                    disabled=disabled
                    aria-describedby=about.clone()
                    aria-invalid=move || error.with(|error| !error.is_empty()).then_some("true")
                    prop:value=value
                    on:change=move |ev: ev::Event| on_choose.run(event_target_value(&ev))
                >
                    {options}
                </select>
                <Icon glyph=Glyph::ChevronDown />
            </span>
            <FieldAbout id=about help error />
        </div>
    }
}
