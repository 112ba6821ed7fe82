//! Places of the text and what is said of each, with the way to its line.

use leptos::prelude::*;
use workload::creation::finding::Refusal;
use workload::shown::shown;

use crate::i18n::use_locale;
use crate::pages::statefulsets::create::model::{Model, small};
use crate::pages::statefulsets::create::words;
use crate::ui::tone::Tone;

/// One place.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// In the whole text, from 1.
    pub line: usize,
    /// The field, as the server names it.
    pub field: String,
    /// What is said of it.
    pub said: Signal<String>,
}

impl Place {
    /// The places that a refusal names; and the server's words where they say more than those.
    pub fn all(refusal: Refusal) -> (Vec<Self>, String) {
        let Refusal { notice, findings } = refusal;
        // The causes say it field by field; the whole message would only say it again.
        let named = findings.iter().any(|finding| !finding.field.is_empty() && finding.message.len() < 200);
        let quote = notice.detail.filter(|_| !named).unwrap_or_default();
        let said = |message: String| if named { message } else { String::new() };
        let place = |finding: workload::creation::finding::Finding| {
            let said = Signal::stored(said(finding.message));
            Self { line: finding.line, field: finding.field, said }
        };
        (findings.into_iter().map(place).collect(), quote)
    }
}

/// The list.
#[component]
pub(super) fn Findings(model: Model, rows: Vec<Place>, tone: Tone) -> impl IntoView {
    let locale = use_locale();
    let row = move |Place { line, field, said }| {
        view! {
            <li>
                <button type="button" class="create-line" on:click=move |_| model.editor.reveal(small(line), 1)>
                    {move || words::line(locale.get(), line)}
                </button>
                <code>{shown(&field).into_owned()}</code>
                <span>{move || shown(&said.get()).into_owned()}</span>
            </li>
        }
    };
    view! { <ul class="create-findings" data-tone=tone.name()>{rows.into_iter().map(row).collect_view()}</ul> }
}
