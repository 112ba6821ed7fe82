//! The shape of what is coming, for the first load only.

use leptos::prelude::*;

/// One grey line. The region around it says that it is busy; the line itself is not read out.
#[component]
pub fn Skeleton(
    /// Any CSS width.
    #[prop(optional, into)]
    width: Option<String>,
) -> impl IntoView {
    view! { <span class="skeleton" aria-hidden="true" style:width=width></span> }
}
