//! Files brought to the page become its text.

use leptos::prelude::*;
use workload::documents::MAX_BYTES;
use workload::documents::bytes::decode;
use workload::draft::edit::joined_files;
use workload::shown::shown;
use workload::text::Locale;

use crate::pages::statefulsets::create::model::{Model, Work, small};
use crate::pages::statefulsets::create::words;
use crate::platform::files::UserFile;
use crate::platform::task::spawn_scoped;
use crate::ui::toast::{Toast, Toaster};
use crate::ui::tone::Tone;

/// Replaces the text by that of the files, one after the other as documents; undo brings the old text back. If one
/// of them cannot be read, none is taken.
pub(super) fn open(model: Model, toaster: Toaster, locale: Signal<Locale>, files: Vec<UserFile>) {
    if files.is_empty() || model.work.get_untracked() != Work::Idle {
        return;
    }
    spawn_scoped(async move {
        match read(&files, locale.get_untracked()).await {
            Ok(text) => model.write(text),
            Err(why) => {
                let title = words::CANNOT_OPEN.get(locale.get_untracked()).to_owned();
                toaster.show(Toast { tone: Tone::Bad, title, text: shown(&why).into_owned() });
            }
        }
    });
}

async fn read(files: &[UserFile], locale: Locale) -> Result<String, String> {
    let mut texts = Vec::new();
    for file in files {
        let name = file.name();
        let bytes = file.bytes(small(MAX_BYTES)).await;
        let bytes = bytes.map_err(|problem| words::file_problem(locale, &name, &problem))?;
        let text = decode(&bytes).map_err(|problem| format!("{name}: {}", problem.say_with_place(locale)))?;
        texts.push(text);
    }
    Ok(joined_files(&texts))
}
