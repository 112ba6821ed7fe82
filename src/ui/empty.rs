//! What stands where there is nothing: why there is nothing, and the next step.

use leptos::prelude::*;
use workload::shown::shown;

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
    /// It is all there is on the page, so its title is the page's.
    #[prop(optional)]
    whole_page: bool,
    /// The buttons of the next step.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let heading = if whole_page {
        view! { <h1>{title}</h1> }.into_any()
    } else {
        view! { <h2>{title}</h2> }.into_any()
    };
    view! {
        <div class="empty">
            <Icon glyph=glyph />
            {heading}
            <p>{text}</p>
            {move || {
                let quote = quote.get();
                (!quote.is_empty()).then(|| view! { <blockquote>{shown(&quote).into_owned()}</blockquote> })
            }}
            {children.map(|children| view! { <div class="empty-actions">{children()}</div> })}
        </div>
    }
}
