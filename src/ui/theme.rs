//! Light and dark: what the user chose, or else what the operating system asks for.

use leptos::prelude::*;

use crate::platform::appearance;
use crate::platform::storage::{self, Area};

/// Also read by `boot.js`, which sets the theme before the first paint.
const KEY: &str = "ordinal.theme";

/// What the user chose.
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
    fn read(text: &str) -> Self {
        match text {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }

    const fn word(self) -> &'static str {
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
    choice: RwSignal<Choice>,
    dark: Memo<bool>,
}

/// Reads the choice, follows the operating system, keeps `<html data-theme>` right.
pub fn provide_theme() -> Theme {
    let choice =
        RwSignal::new(storage::get(Area::Local, KEY).map(|text| Choice::read(&text)).unwrap_or_default());
    let (system, set_system) = signal(appearance::system_is_dark());
    appearance::on_system_dark_change(move |dark| set_system.set(dark));
    let dark = Memo::new(move |_| match choice.get() {
        Choice::System => system.get(),
        Choice::Light => false,
        Choice::Dark => true,
    });
    Effect::new(move || {
        appearance::set_root_attribute("data-theme", if dark.get() { "dark" } else { "light" });
    });
    let theme = Theme { choice, dark };
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

    /// What the user chose.
    pub fn choice(self) -> Signal<Choice> {
        self.choice.into()
    }

    /// Takes a choice and remembers it. Where the browser keeps nothing it holds until the page is closed.
    pub fn choose(self, choice: Choice) {
        self.choice.set(choice);
        if storage::set(Area::Local, KEY, choice.word()).is_err() {
            leptos::logging::warn!("the browser does not keep the theme");
        }
    }
}
