//! The language that the editor takes the text for: JSON has completion and checks of its own.

use leptos::prelude::*;
use workload::draft::Draft;
use workload::draft::format::Format;

use crate::pages::statefulsets::create::model::Model;

const JSON: &str = "json";
const YAML: &str = "yaml";

/// The language, as Monaco names it.
pub(super) fn follow(model: Model) -> Signal<&'static str> {
    let language = move |before: Option<&&'static str>| {
        model.draft.with(|draft| language(draft, before.is_some_and(|before| *before == JSON)))
    };
    Memo::new(language).into()
}

/// What begins like JSON may be YAML in braces, or one of several documents: only what is read as JSON is JSON, and
/// stays it while one writes in it.
fn language(draft: &Draft, was_json: bool) -> &'static str {
    let is_one = draft.documents().is_ok_and(|documents| documents.len() == 1);
    let is_json = || serde_json::from_str::<serde::de::IgnoredAny>(draft.text()).is_ok();
    if draft.format() == Format::Json && is_one && (was_json || is_json()) { JSON } else { YAML }
}

#[cfg(test)]
mod tests {
    use workload::draft::Draft;

    use super::language;

    #[test]
    fn json_is_what_is_read_as_such_and_stays_it_while_one_writes() {
        let language = |text: &str, was_json| language(&Draft::new(text.to_owned()), was_json);
        assert_eq!(language("kind: Service\n", true), "yaml");
        assert_eq!(language("{\"kind\": \"Service\"}\n", false), "json");
        assert_eq!(language("{kind: Service}\n", false), "yaml");
        assert_eq!(language("{\"kind\": \"Service\", \"spec\"}\n", true), "json");
        assert_eq!(language("{\"kind\": \"Service\"}\n---\n{\"kind\": \"Service\"}\n", true), "yaml");
    }
}
