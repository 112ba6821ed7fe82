//! A failure in words, in the page: what happened, the server's words, what to do, and which fields are wrong.

use leptos::prelude::*;
use workload::notice::{Notice, Severity};

use crate::ui::callout::Callout;
use crate::ui::tone::Tone;

/// A notice.
#[component]
pub fn NoticeCallout(
    /// The notice, in the language of the page.
    #[prop(into)]
    notice: Signal<Notice>,
) -> impl IntoView {
    let tone = Signal::derive(move || {
        notice.with(|notice| match notice.severity {
            Severity::Error => Tone::Bad,
            Severity::Warning => Tone::Warn,
            Severity::Info => Tone::Idle,
        })
    });
    let title = Signal::derive(move || notice.with(|notice| notice.title.clone()));
    let text = Signal::derive(move || notice.with(|notice| notice.hint.clone().unwrap_or_default()));
    let quote = Signal::derive(move || notice.with(words));
    view! { <Callout tone title text quote /> }
}

/// The server's words, and those about single fields below.
fn words(notice: &Notice) -> String {
    let fields = notice.fields.iter().map(|problem| format!("{}: {}", problem.field, problem.message));
    notice.detail.iter().cloned().chain(fields).collect::<Vec<_>>().join("\n")
}
