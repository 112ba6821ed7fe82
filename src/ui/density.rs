//! How high rows are: 40 px, or 32 where one wants to see more.

use leptos::prelude::*;

use crate::platform::appearance;
use crate::ui::kept::Kept;

const KEY: &str = "ordinal.density";

/// The density of lists, kept by the browser.
#[derive(Debug, Clone, Copy)]
pub struct Density {
    kept: Kept,
    compact: Memo<bool>,
}

/// Reads the choice and keeps `<html data-density>` right.
pub fn provide_density() {
    let kept = Kept::follow(KEY);
    let compact = Memo::new(move |_| kept.read(|word| Some(word == "compact")).unwrap_or_default());
    Effect::new(move || {
        appearance::set_root_attribute("data-density", if compact.get() { "compact" } else { "normal" });
    });
    provide_context(Density { kept, compact });
}

/// The density of lists.
///
/// # Panics
/// Outside of the application's component tree.
pub fn use_density() -> Density {
    expect_context()
}

impl Density {
    /// Whether rows are low.
    pub fn is_compact(self) -> Signal<bool> {
        self.compact.into()
    }

    /// Takes a choice and remembers it.
    pub fn choose(self, compact: bool) {
        self.kept.choose(Some(if compact { "compact" } else { "normal" }));
    }
}
