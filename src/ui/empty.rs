//! What stands where there is nothing: why there is nothing, and the next step.

use leptos::prelude::*;

use crate::ui::icon::{Glyph, Icon};

/// An empty state.
#[component]
pub fn EmptyState(
    /// Its drawing.
    #[prop(into)]
    glyph: Signal<Glyph>,
    /// What is the case.
    #[prop(into)]
    title: Signal<String>,
    /// The next step, in one sentence.
    #[prop(optional, into)]
    text: Signal<String>,
    /// The words of a machine, verbatim.
    #[prop(optional, into)]
    quote: Signal<String>,
    /// The buttons of the next step.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon glyph=glyph />
            <h2>{title}</h2>
            <p>{text}</p>
            {move || {
                let quote = quote.get();
                (!quote.is_empty()).then(|| view! { <blockquote>{quote}</blockquote> })
            }}
            {children.map(|children| view! { <div class="empty-actions">{children()}</div> })}
        </div>
    }
}
