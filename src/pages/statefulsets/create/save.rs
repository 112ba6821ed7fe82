//! The draft as files.

use leptos::prelude::*;
use serde_json::Value;
use workload::creation::entry::Entry;
use workload::draft::Draft;
use workload::draft::edit::Edit;
use workload::draft::format::Format;
use workload::emit;
use workload::text::Locale;

use crate::i18n::{t, use_locale};
use crate::pages::statefulsets::create::model::Model;
use crate::pages::statefulsets::create::words;
use crate::platform::download;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::menu::{Does, Menu, MenuItem};
use crate::ui::popover::Align;
use crate::ui::toast::{Toast, Toaster, use_toaster};
use crate::ui::tone::Tone;

/// The menu.
#[component]
pub(super) fn SaveMenu(model: Model) -> impl IntoView {
    let (locale, toaster) = (use_locale(), use_toaster());
    let items = move |()| {
        let locale = locale.get_untracked();
        let save = move |format| {
            move || saved(toaster, locale, model.draft.with_untracked(|draft| whole(draft, format)))
        };
        let each = move || {
            let all =
                model.draft.with_untracked(|draft| model.entries.with_untracked(|all| files(draft, all)));
            for file in all {
                saved(toaster, locale, Some(file));
            }
        };
        let count = model.entries.with_untracked(Vec::len);
        let each = if model.draft.with_untracked(|draft| draft.broken().is_some()) {
            Does::Not(words::CANNOT_CONVERT.get(locale).to_owned())
        } else {
            Does::Act(Callback::new(move |()| each()))
        };
        vec![
            MenuItem::act(words::SAVE_YAML.get(locale), save(Format::Yaml)),
            MenuItem::act(words::SAVE_JSON.get(locale), save(Format::Json)),
            MenuItem::new(words::save_each(locale, count), each),
        ]
    };
    view! {
        <Menu label=t(words::DOWNLOAD) items class="button" align=Align::End trigger=|| view! { <Icon glyph=Glyph::Download /> } />
    }
}

/// The whole text in a format; as it is, where it is written in that. None where it cannot be read.
fn whole(draft: &Draft, format: Format) -> Option<(String, String)> {
    let mut draft = draft.clone();
    draft.apply(Edit::Format(format)).ok()?;
    let name = if format == Format::Json { "manifest.json" } else { "manifest.yaml" };
    Some((name.to_owned(), draft.text().to_owned()))
}

/// One file for each object, named `name.namespace.kind.yaml`: its document as it is written where that is YAML of
/// its own.
fn files(draft: &Draft, entries: &[Entry]) -> Vec<(String, String)> {
    let file = |entry: &Entry| {
        let value: &Value = entry.value.as_ref()?;
        let text = written(draft, entry).unwrap_or_else(|| emit::yaml(value));
        Some((format!("{}.yaml", file_name(entry)), text))
    };
    entries.iter().filter_map(file).collect()
}

fn file_name(entry: &Entry) -> String {
    let Some(identity) = &entry.identity else { return format!("document-{}", entry.index + 1) };
    let parts = [&identity.name, &identity.namespace, &identity.kind.to_lowercase()];
    let parts: Vec<String> =
        parts.into_iter().filter(|part| !part.is_empty()).map(|part| safe(part)).collect();
    parts.join(".")
}

/// The text of an object with its comments; none where it is an item of a list, or JSON.
fn written(draft: &Draft, entry: &Entry) -> Option<String> {
    let document = draft.documents().ok()?.get(entry.document).filter(|_| entry.item.is_none())?;
    let text = draft.text().get(document.span.clone())?;
    // Only the line of its marker goes: the last line breaks may be a text's own.
    let text = text.strip_prefix("---\r\n").or_else(|| text.strip_prefix("---\n")).unwrap_or(text);
    (!text.trim_start().starts_with(['{', '['])).then(|| text.to_owned())
}

/// What is no letter of a name is none of a file's name either.
fn safe(part: &str) -> String {
    part.chars().map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '.') { c } else { '_' }).collect()
}

fn saved(toaster: Toaster, locale: Locale, file: Option<(String, String)>) {
    let done = match file {
        Some((name, text)) => {
            let kind = if name.ends_with("json") { "application/json" } else { "application/yaml" };
            download::text(&name, kind, &text)
        }
        None => Err(words::CANNOT_CONVERT.get(locale).to_owned()),
    };
    if let Err(text) = done {
        toaster.show(Toast { tone: Tone::Bad, title: words::CANNOT_SAVE.get(locale).to_owned(), text });
    }
}

#[cfg(test)]
mod tests {
    use workload::creation::entry::entries;
    use workload::draft::Draft;

    use super::files;

    fn saved(text: &str) -> Vec<(String, String)> {
        let draft = Draft::new(text.to_owned());
        files(&draft, &entries(text, draft.documents().unwrap(), "shop"))
    }

    #[test]
    fn each_object_is_a_file_named_by_what_it_is() {
        let text = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: ../shop}\n---\na: 1\n";
        let found = saved(text);
        let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["web.shop.service.yaml", ".._shop.namespace.yaml", "document-3.yaml"]);
    }

    /// A download trimmed what it saved: of a text that keeps its last lines, they were gone.
    #[test]
    fn a_document_is_saved_with_all_its_bytes() {
        let first = "  kind: A\r\n  x: |+\r\n    y\r\n\r\n\r\n";
        let texts: Vec<String> =
            saved(&format!("{first}---\r\n{first}")).into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, [first, first]);
    }

    #[test]
    fn an_object_of_its_own_is_saved_as_it_is_written_and_others_are_written_as_yaml() {
        let service = "# mine\napiVersion: v1\nkind: Service # headless\nmetadata: {name: web}\n";
        let secret = r#"{"apiVersion": "v1", "kind": "Secret", "metadata": {"name": "key"}}"#;
        let list =
            "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Service, metadata: {name: a}}\n";
        let texts: Vec<String> = saved(&format!("{service}---\n{secret}\n---\n{list}---\n{service}"))
            .into_iter()
            .map(|(_, text)| text)
            .collect();
        let key = "apiVersion: v1\nkind: Secret\nmetadata:\n  name: key\n";
        let item = "apiVersion: v1\nkind: Service\nmetadata:\n  name: a\n";
        assert_eq!(texts, [service, key, item, service]);
    }
}
