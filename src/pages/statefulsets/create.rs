//! A new StatefulSet, and whatever else it needs, from YAML.

use leptos::prelude::*;

/// The page.
#[component]
pub fn CreatePage(
    /// Where documents without a namespace go; empty until one is picked.
    #[prop(into)]
    namespace: Signal<String>,
) -> impl IntoView {
    view! { <main>{namespace}</main> }
}
