//! Taking home what came of a run: into the clipboard, or as a table.

use leptos::prelude::*;
use workload::run::{Run, result};
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::pages::shell::runs::Of;
use crate::pages::shell::runs::words::{Title, title};
use crate::platform::{clipboard, clock, download, local_time, task};
use crate::ui::button::IconButton;
use crate::ui::icon::Glyph;
use crate::ui::toast::{Toast, Toaster, use_toaster};
use crate::ui::tone::Tone;

const COPY: Text = Text { zh: "复制结果", en: "Copy the result" };
const SAVE: Text = Text { zh: "将结果保存为 CSV", en: "Save the result as CSV" };
const COPIED: Text = Text { zh: "结果已复制", en: "The result is copied" };
const REFUSED: Text = Text { zh: "浏览器拒绝了此操作", en: "The browser refuses this" };

/// The two buttons.
#[component]
pub(super) fn Taking(run: Of) -> impl IntoView {
    let (toaster, locale) = (use_toaster(), use_locale());
    let text = move |make: fn(&Run, Locale) -> String| {
        let locale = locale.get_untracked();
        untrack(|| run.read(|run| make(run, locale)))
    };
    let copy = move |()| {
        let text = text(|run, locale| result::text(run, &title(&Title::of(run), locale), locale));
        copy(text, COPIED, toaster, locale.get_untracked());
    };
    let save = move |()| save("csv", "text/csv", &text(result::table), toaster, locale.get_untracked());
    view! {
        <IconButton small=true label=t(COPY) glyph=Glyph::Copy on_press=copy />
        <IconButton small=true label=t(SAVE) glyph=Glyph::Download on_press=save />
    }
}

/// Copies a text and says so.
pub fn copy(text: String, copied: Text, toaster: Toaster, locale: Locale) {
    // Ends by itself; leaving the page does not take back what was asked for.
    drop(task::spawn_abortable(async move {
        toaster.show(match clipboard::write(text).await {
            Ok(()) => Toast { tone: Tone::Good, title: copied.get(locale).to_owned(), text: String::new() },
            Err(text) => Toast { tone: Tone::Bad, title: REFUSED.get(locale).to_owned(), text },
        });
    }));
}

/// Saves a text as a file named after the moment.
pub fn save(extension: &str, media_type: &str, text: &str, toaster: Toaster, locale: Locale) {
    let now = local_time::iso(i64::try_from(clock::now_ms()).unwrap_or(i64::MAX));
    let stamp: String = now.chars().take(19).map(|c| if c == ':' { '-' } else { c }).collect();
    if let Err(text) = download::text(&format!("ordinal-{stamp}.{extension}"), media_type, text) {
        toaster.show(Toast { tone: Tone::Bad, title: REFUSED.get(locale).to_owned(), text });
    }
}
