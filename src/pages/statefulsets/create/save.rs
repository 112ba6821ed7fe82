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
            for file in model.entries.with_untracked(|entries| files(entries)) {
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

/// One file for each object, named `name.namespace.kind.yaml`.
fn files(entries: &[Entry]) -> Vec<(String, String)> {
    let file = |entry: &Entry| {
        let value: &Value = entry.value.as_ref()?;
        let identity = entry.identity.as_ref()?;
        let parts = [&identity.name, &identity.namespace, &identity.kind.to_lowercase()];
        let parts: Vec<String> =
            parts.into_iter().filter(|part| !part.is_empty()).map(|part| safe(part)).collect();
        Some((format!("{}.yaml", parts.join(".")), emit::yaml(value)))
    };
    entries.iter().filter_map(file).collect()
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
    use workload::documents::read;

    use super::files;

    #[test]
    fn each_object_is_a_file_named_by_what_it_is() {
        let text = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n---\napiVersion: v1\nkind: Namespace\nmetadata: {name: ../shop}\n";
        let found = files(&entries(text, &read(text).unwrap(), "shop"));
        let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["web.shop.service.yaml", ".._shop.namespace.yaml"]);
        assert!(found[0].1.starts_with("apiVersion: v1\nkind: Service\n"));
    }
}
