//! What stands in a tab until its data is there.

use leptos::prelude::*;
use workload::text::Text;

use crate::i18n::t;
use crate::ui::skeleton::Skeleton;

/// Lines in the shape of what is to come; a screen reader hears what is waited for.
#[component]
pub fn Waiting(
    /// What is waited for.
    label: Text,
    /// The lines' widths, in CSS units.
    widths: &'static [&'static str],
) -> impl IntoView {
    view! {
        <div class="detail-loading" role="status" aria-busy="true">
            <span class="unseen">{t(label)}</span>
            {widths.iter().map(|width| view! { <Skeleton width=*width /> }).collect_view()}
        </div>
    }
}
