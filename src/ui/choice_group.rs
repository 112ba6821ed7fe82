//! One of a few, all in view: radio buttons drawn as one control.

use leptos::prelude::*;

use crate::ui::id;

/// A group of radio buttons with a label.
#[component]
pub fn ChoiceGroup<T>(
    /// The label.
    #[prop(into)]
    label: Signal<String>,
    /// Under it; empty shows nothing.
    #[prop(optional, into)]
    help: Signal<String>,
    /// What can be chosen, each with its words.
    choices: Vec<(T, Signal<String>)>,
    /// What is chosen.
    #[prop(into)]
    value: Signal<T>,
    /// Called with what is chosen.
    #[prop(into)]
    on_choose: Callback<T>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let name = id::fresh("choice");
    let one = |(choice, words): (T, Signal<String>)| {
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=name.clone()
                    prop:checked=move || value.get() == choice
                    on:change=move |_| on_choose.run(choice)
                />
                <span>{words}</span>
            </label>
        }
    };
    view! {
        <fieldset class="choice-group">
            <legend class="field-label">{label}</legend>
            <div class="choices">{choices.into_iter().map(one).collect_view()}</div>
            {move || help.with(|help| !help.is_empty()).then(|| view! { <p class="field-help">{help}</p> })}
        </fieldset>
    }
}
