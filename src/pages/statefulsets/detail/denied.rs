//! A part of the page that the user may not see: which permission is missing, in the server's words; the rest works.

use std::sync::Arc;

use kubewire::error::ApiError;
use kubewire::health::Health;
use kubewire::resource::Resource;
use leptos::prelude::*;
use workload::notice::{Notice, Op, explain};
use workload::rows::set::SetRow;

use crate::i18n::use_locale;
use crate::widgets::notice_callout::NoticeCallout;

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
    view! { <Noticed notice /> }
}

/// A callout while there is something to say.
#[component]
pub fn Noticed(
    /// What went wrong, if anything did.
    notice: Memo<Option<Notice>>,
) -> impl IntoView {
    let shown = move || {
        let first = notice.get_untracked()?;
        let notice = Signal::derive(move || notice.get().unwrap_or_else(|| first.clone()));
        Some(view! { <div class="detail-denied"><NoticeCallout notice /></div> })
    };
    let is_shown = Memo::new(move |_| notice.with(Option::is_some));
    move || is_shown.get().then(shown)
}
