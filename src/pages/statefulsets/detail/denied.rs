//! A part of the page that the user may not see: which permission is missing, in the server's words; the rest works.

use std::sync::Arc;

use kubewire::error::ApiError;
use kubewire::health::Health;
use kubewire::resource::Resource;
use leptos::prelude::*;
use workload::notice::{Notice, Op, explain};
use workload::rows::set::SetRow;

use crate::i18n::use_locale;
use crate::ui::callout::Callout;
use crate::ui::tone::Tone;

/// A callout while `health` says that the list is refused.
#[component]
pub fn Denied(
    /// What may not be listed.
    resource: Resource,
    /// The set that the page is about.
    set: Signal<Arc<SetRow>>,
    /// How fresh the list is.
    health: Signal<Health>,
) -> impl IntoView {
    let locale = use_locale();
    let notice = Memo::new(move |_| {
        let Health::Denied(status) = health.get() else { return None };
        let namespace = set.with(|set| set.meta.namespace().to_owned());
        let error = ApiError::Server(Box::new(status));
        Some(explain(locale.get(), &Op::List { resource, namespace }, &error))
    });
    let part = move |part: fn(&Notice) -> Option<String>| {
        Signal::derive(move || notice.with(|notice| notice.as_ref().and_then(part).unwrap_or_default()))
    };
    let title = part(|notice| Some(notice.title.clone()));
    let text = part(|notice| notice.hint.clone());
    let quote = part(|notice| notice.detail.clone());
    view! {
        <Show when=move || notice.with(Option::is_some)>
            <div class="detail-denied"><Callout tone=Tone::Warn title text quote /></div>
        </Show>
    }
}
