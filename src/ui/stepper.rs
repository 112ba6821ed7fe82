//! A whole number that is usually changed by one.

use leptos::{ev, html, prelude::*};

use crate::ui::{
    icon::{Glyph, Icon},
    id,
};

/// A number with a button on each side. Text that is no number in range is kept out of `value`: the caller hears
/// `None` and says what is wrong.
#[component]
pub fn Stepper(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// The name of the button that takes one away.
    #[prop(into)]
    less: Signal<String>,
    /// The name of the button that adds one.
    #[prop(into)]
    more: Signal<String>,
    /// The number it starts with.
    initial: u32,
    /// The largest number it takes.
    max: u32,
    /// Called with the number, or `None` while the text is none.
    #[prop(into)]
    on_change: Callback<Option<u32>>,
    /// The element, for focus.
    #[prop(optional)]
    node: NodeRef<html::Input>,
) -> impl IntoView {
    let input = id::fresh("stepper");
    let text = RwSignal::new(initial.to_string());
    let number = Memo::new(move |_| text.with(|text| parse(text, max)));
    let put = move |new: String| {
        on_change.run(parse(&new, max));
        text.set(new);
    };
    let step = move |up: bool| {
        let now = number.get_untracked().unwrap_or(initial);
        put(if up { now.saturating_add(1).min(max) } else { now.saturating_sub(1) }.to_string());
    };
    let keydown = move |ev: ev::KeyboardEvent| match ev.key().as_str() {
        "ArrowUp" => {
            ev.prevent_default();
            step(true);
        }
        "ArrowDown" => {
            ev.prevent_default();
            step(false);
        }
        _ => {}
    };
    view! {
        <div class="field">
            <label class="field-label" for=input.clone()>{label}</label>
            <span class="stepper">
                <button type="button" aria-label=less title=less disabled=move || number.get() == Some(0) on:click=move |_| step(false)>
                    <Icon glyph=Glyph::Remove />
                </button>
                <input
                    node_ref=node
                    id=input
                    type="text"
                    inputmode="numeric"
                    autocomplete="off"
                    autofocus=true
                    aria-invalid=move || number.get().is_none().then_some("true")
                    prop:value=text
                    on:input=move |ev: ev::Event| put(event_target_value(&ev))
                    on:keydown=keydown
                />
                <button type="button" aria-label=more title=more disabled=move || number.get() == Some(max) on:click=move |_| step(true)>
                    <Icon glyph=Glyph::Add />
                </button>
            </span>
        </div>
    }
}

fn parse(text: &str, max: u32) -> Option<u32> {
    text.trim().parse().ok().filter(|number| *number <= max)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn only_whole_numbers_in_range_are_taken() {
        assert_eq!(parse(" 7 ", 10), Some(7));
        assert_eq!(parse("0", 10), Some(0));
        for wrong in ["", "-1", "1.5", "11", "three", "99999999999"] {
            assert_eq!(parse(wrong, 10), None, "{wrong}");
        }
    }
}
