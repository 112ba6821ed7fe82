//! Light and dark: what the user chose, or whoever serves the console, or else what the operating system asks for.

use leptos::prelude::*;

use crate::platform::appearance;
use crate::ui::kept::Kept;

/// Also read by `boot.js`, which sets the theme before the first paint.
const KEY: &str = "ordinal.theme";

/// What can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Choice {
    /// As the operating system asks.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Choice {
    /// Reads the word that stands for it.
    pub fn read(word: &str) -> Option<Self> {
        [Self::System, Self::Light, Self::Dark].into_iter().find(|choice| choice.word() == word)
    }

    /// The word that stands for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The theme in the context of the whole application.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    kept: Kept,
    choice: Memo<Choice>,
    dark: Memo<bool>,
}

/// Reads the choice, follows the operating system, keeps `<html data-theme>` right. `otherwise` holds for those who
/// chose nothing; while it is not known either, the page stays as `boot.js` made it.
pub fn provide_theme(otherwise: Signal<Option<Choice>>) -> Theme {
    let kept = Kept::follow(KEY);
    let known = Memo::new(move |_| kept.read(Choice::read).or_else(|| otherwise.get()));
    let choice = Memo::new(move |_| known.get().unwrap_or_default());
    let (system, set_system) = signal(appearance::system_is_dark());
    appearance::on_system_dark_change(move |dark| set_system.set(dark));
    let dark = Memo::new(move |_| match choice.get() {
        Choice::System => system.get(),
        Choice::Light => false,
        Choice::Dark => true,
    });
    Effect::new(move || {
        if known.with(Option::is_some) {
            appearance::set_root_attribute("data-theme", if dark.get() { "dark" } else { "light" });
        }
    });
    let theme = Theme { kept, choice, dark };
    provide_context(theme);
    theme
}

/// The theme of the application.
///
/// # Panics
/// Outside of the application's component tree.
pub fn use_theme() -> Theme {
    use_context().unwrap_or_else(|| panic!("use_theme is called below App only"))
}

impl Theme {
    /// Whether the page is dark now.
    pub fn dark(self) -> Memo<bool> {
        self.dark
    }

    /// What holds: what the user chose, or what holds for those who did not.
    pub fn choice(self) -> Signal<Choice> {
        self.choice.into()
    }

    /// Takes a choice and remembers it.
    pub fn choose(self, choice: Choice) {
        self.kept.choose(Some(choice.word()));
    }
}
