//! The search box of a list: clears with Escape, says which key jumps to it.

use leptos::{ev, html, prelude::*};

use crate::ui::{
    button::IconButton,
    icon::{Glyph, Icon},
    kbd::Kbd,
};

/// A search box. Escape clears it; when it is empty, Escape leaves it.
#[component]
pub fn SearchInput(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// What it looks for, in a word.
    #[prop(into)]
    placeholder: Signal<String>,
    /// The name of the button that clears it.
    #[prop(into)]
    clear_label: Signal<String>,
    /// The value.
    #[prop(into)]
    value: Signal<String>,
    /// Called with what is typed.
    #[prop(into)]
    on_input: Callback<String>,
    /// Called on Enter.
    #[prop(optional, into)]
    on_enter: Option<Callback<()>>,
    /// The key that jumps to it.
    #[prop(optional, into)]
    key: Option<String>,
    /// The element, for focus.
    #[prop(optional)]
    node: NodeRef<html::Input>,
) -> impl IntoView {
    let filled = move || value.with(|value| !value.is_empty());
    let clear = move || {
        on_input.run(String::new());
        focus(node);
    };
    let keydown = move |ev: ev::KeyboardEvent| match ev.key().as_str() {
        "Escape" if filled() => {
            ev.prevent_default();
            ev.stop_propagation();
            clear();
        }
        "Escape" => {
            if let Some(input) = node.get_untracked() {
                // An element that is in the page can always give the focus away.
                drop(input.blur());
            }
        }
        "Enter" => {
            if let Some(on_enter) = on_enter {
                on_enter.run(());
            }
        }
        _ => {}
    };
    view! {
        <div class="search">
            <Icon glyph=Glyph::Search />
            <input
                node_ref=node
                type="search"
                class="input"
                aria-label=label
                placeholder=placeholder
                autocomplete="off"
                spellcheck="false"
                prop:value=value
                on:input=move |ev: ev::Event| on_input.run(event_target_value(&ev))
                on:keydown=keydown
            />
            {move || match &key {
                _ if filled() => {
                    Some(view! { <IconButton small=true label=clear_label glyph=Glyph::Close on_press=move |()| clear() /> }.into_any())
                }
                Some(key) => Some(view! { <Kbd key=key.clone() /> }.into_any()),
                None => None,
            }}
        </div>
    }
}

fn focus(node: NodeRef<html::Input>) {
    if let Some(input) = node.get_untracked() {
        // Fails only for an element outside the page.
        drop(input.focus());
    }
}
