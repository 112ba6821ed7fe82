//! Buttons: with words, with an icon alone, and links that look like buttons.

use leptos::{ev, html, prelude::*};

use crate::ui::icon::{Glyph, Icon};

/// What pressing it means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Kind {
    /// One action among others.
    #[default]
    Plain,
    /// The one action of the view.
    Main,
    /// Destroys something: the last button of a confirmation only.
    Danger,
    /// Interrupts something.
    Caution,
    /// Without a frame.
    Quiet,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Main => "main",
            Self::Danger => "danger",
            Self::Caution => "caution",
            Self::Quiet => "quiet",
        }
    }
}

/// A button with words. While `busy` it shows that it works and takes no further press.
#[component]
pub fn Button(
    /// What pressing it means.
    #[prop(optional)]
    kind: Kind,
    /// Before the words.
    #[prop(optional, into)]
    icon: Option<Glyph>,
    /// 26 instead of 32 px high.
    #[prop(optional)]
    small: bool,
    /// Submits the form it stands in.
    #[prop(optional)]
    submit: bool,
    /// Has the focus when the dialog opens that it stands in: the safe one of those at its foot.
    #[prop(optional)]
    focus: bool,
    /// Cannot be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Works on an earlier press.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// Why it can never be pressed by this person. Unlike a disabled button it takes the focus, so that the reason,
    /// which is its description, can be reached.
    #[prop(optional, into)]
    why_not: Signal<Option<String>>,
    /// Called on a press.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// The element, for focus.
    #[prop(optional)]
    node: NodeRef<html::Button>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let barred = move || busy.get() || why_not.with(Option::is_some);
    let press = move |event: ev::MouseEvent| {
        if untrack(barred) {
            // It may be one that submits.
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    view! {
        <button
            node_ref=node
            type=if submit { "submit" } else { "button" }
            class="button"
            data-kind=kind.name()
            data-size=small.then_some("small")
            autofocus=focus
            disabled=disabled
            title=why_not
            aria-disabled=move || barred().then_some("true")
            aria-busy=move || busy.get().then_some("true")
            on:click=press
        >
            {move || match icon {
                _ if busy.get() => Some(view! { <span class="spinner"></span> }.into_any()),
                Some(glyph) => Some(view! { <Icon glyph=glyph /> }.into_any()),
                None => None,
            }}
            {children()}
        </button>
    }
}

/// A link that looks like a button: it goes somewhere, so it can be opened in a new tab.
#[component]
pub fn LinkButton(
    /// Where it leads.
    #[prop(into)]
    href: Signal<String>,
    /// How it looks.
    #[prop(optional)]
    kind: Kind,
    /// Before the words.
    #[prop(optional, into)]
    icon: Option<Glyph>,
    /// 26 instead of 32 px high.
    #[prop(optional)]
    small: bool,
    /// Why this person cannot go there; it then leads nowhere, and takes the focus so that the reason can be reached.
    #[prop(optional, into)]
    why_not: Signal<Option<String>>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let barred = move || why_not.with(Option::is_some);
    view! {
        <a
            class="button"
            role="link"
            href=move || (!barred()).then(|| href.get())
            tabindex=move || barred().then_some("0")
            title=why_not
            aria-disabled=move || barred().then_some("true")
            data-kind=kind.name() data-size=small.then_some("small")
        >
            {icon.map(|glyph| view! { <Icon glyph=glyph /> })}
            {children()}
        </a>
    }
}

/// A button that is an icon; its name is read out and shown as a tooltip.
#[component]
pub fn IconButton(
    /// Its name.
    #[prop(into)]
    label: Signal<String>,
    /// Its drawing.
    #[prop(into)]
    glyph: Signal<Glyph>,
    /// 24 instead of 30 px.
    #[prop(optional)]
    small: bool,
    /// Cannot be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Called on a press.
    #[prop(into)]
    on_press: Callback<()>,
    /// The element, for focus.
    #[prop(optional)]
    node: NodeRef<html::Button>,
) -> impl IntoView {
    view! {
        <button
            node_ref=node
            type="button"
            class="icon-button"
            data-size=small.then_some("small")
            aria-label=label
            title=label
            disabled=disabled
            on:click=move |_| on_press.run(())
        >
            <Icon glyph=glyph />
        </button>
    }
}
