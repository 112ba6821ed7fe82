//! Labels and annotations as pairs.

use leptos::prelude::*;

/// Pairs of key and value.
#[component]
pub fn LabelList(
    /// The pairs, in the order in which they are shown.
    #[prop(into)]
    pairs: Signal<Vec<(String, String)>>,
) -> impl IntoView {
    let pair = |(key, value): (String, String)| {
        view! { <li class="label"><span class="label-key">{key}</span><span class="label-value">{value}</span></li> }
    };
    view! { <ul class="labels">{move || pairs.get().into_iter().map(pair).collect_view()}</ul> }
}
