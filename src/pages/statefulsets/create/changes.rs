//! What is different between two states of an object, each at its line of the text.

use leptos::prelude::*;
use workload::creation::entry::Entry;
use workload::merge::changes::Change;
use workload::merge::describe;
use workload::text::Locale;

use crate::i18n::{say, use_locale};
use crate::pages::statefulsets::create::findings::Place;
use crate::pages::statefulsets::create::model::Model;

/// The changes as rows. A place that the text does not have is that of the part around it.
pub(super) fn rows(model: Model, entry: &Entry, changes: &[Change]) -> Vec<Place> {
    let text = model.text.get_untracked();
    let document = entry.value.clone().unwrap_or_default();
    let row = |change: &Change| {
        let line = entry.line_of(&text, &change.path.locate(&document).to_string());
        let words = change.clone();
        let said = Signal::derive(say(move |locale| said(locale, &words)));
        Place { line, field: change.path.to_string(), said }
    };
    changes.iter().map(row).collect()
}

/// What became of a place.
fn said(locale: Locale, change: &Change) -> String {
    match (&change.before, &change.after, locale) {
        _ if change.is_order() && locale == Locale::En => "order changed".into(),
        _ if change.is_order() => "顺序改变".into(),
        (Some(before), Some(after), _) => {
            let (before, after) = describe::pair(before, after);
            format!("{before} → {after}")
        }
        (None, Some(after), Locale::En) => format!("added: {}", describe::value(after)),
        (None, Some(after), Locale::Zh) => format!("新增：{}", describe::value(after)),
        (Some(before), None, Locale::En) => format!("removed (was {})", describe::value(before)),
        (Some(before), None, Locale::Zh) => format!("移除（原为 {}）", describe::value(before)),
        (None, None, _) => String::new(),
    }
}

/// A group of changes under a heading that says how many they are.
#[component]
pub(super) fn Changes(
    model: Model,
    entry: Entry,
    changes: Vec<Change>,
    /// The heading, for so many.
    heading: fn(Locale, usize) -> String,
    /// Who made them: `mine`, `theirs`.
    whose: &'static str,
) -> impl IntoView {
    let locale = use_locale();
    let count = changes.len();
    let rows = rows(model, &entry, &changes);
    (count > 0).then(|| {
        view! {
            <section class="create-changes" data-whose=whose>
                <h3>{move || heading(locale.get(), count)}</h3>
                <super::findings::Findings model rows tone=crate::ui::tone::Tone::Idle />
            </section>
        }
    })
}
