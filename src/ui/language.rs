//! The language of the page: what the user chose, or whoever serves the console, or else what the browser asks for.

use leptos::prelude::*;
use workload::text::Locale;

use crate::i18n::provide_locale;
use crate::platform::appearance;
use crate::ui::kept::Kept;

/// Also read by `boot.js`, which sets the language of what is shown before the application runs.
const KEY: &str = "ordinal.locale";

/// The choice of the language, in the context of the whole application.
#[derive(Debug, Clone, Copy)]
pub struct Language {
    kept: Kept,
}

/// Reads the choice, provides the language to everything below, keeps `<html lang>` right. `otherwise` holds for those
/// who chose nothing.
pub fn provide_language(otherwise: Signal<Option<Locale>>) {
    let language = Language { kept: Kept::follow(KEY) };
    let locale = Memo::new(move |_| {
        let system = || Locale::from_tag(&appearance::system_language());
        language.choice().or_else(|| otherwise.get()).unwrap_or_else(system)
    });
    Effect::new(move || appearance::set_root_attribute("lang", locale.get().tag()));
    provide_locale(locale.into());
    provide_context(language);
}

/// The choice of the language.
///
/// # Panics
/// Outside of the application's component tree.
pub fn use_language() -> Language {
    expect_context()
}

impl Language {
    /// What the user chose, read reactively; none is as the browser asks.
    pub fn choice(self) -> Option<Locale> {
        self.kept.read(|word| match word {
            "en" => Some(Locale::En),
            "zh" => Some(Locale::Zh),
            _ => None,
        })
    }

    /// Takes a choice and remembers it.
    pub fn choose(self, choice: Option<Locale>) {
        self.kept.choose(choice.map(|locale| match locale {
            Locale::En => "en",
            Locale::Zh => "zh",
        }));
    }
}
