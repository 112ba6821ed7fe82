//! The product's mark: three ordinals, two of them already new.

use leptos::prelude::*;

/// The mark.
#[component]
pub fn BrandMark() -> impl IntoView {
    view! {
        <svg class="brand-mark" viewBox="0 0 34 14" aria-hidden="true">
            <path class="brand-new" d="M.5 0h9a.5.5 0 0 1 0 2h-9a.5.5 0 0 1 0-2zM12.5 0h9a.5.5 0 0 1 0 2h-9a.5.5 0 0 1 0-2z" />
            <rect x="0" y="4" width="10" height="10" rx="2" />
            <rect x="12" y="4" width="10" height="10" rx="2" />
            <rect x="24" y="4" width="10" height="10" rx="2" />
        </svg>
    }
}
