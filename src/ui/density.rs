//! How high rows are: 40 px, or 32 where one wants to see more.

use leptos::prelude::*;

use crate::platform::appearance;
use crate::platform::storage::{self, Area};

const KEY: &str = "ordinal.density";

/// The density of lists, kept by the browser.
#[derive(Debug, Clone, Copy)]
pub struct Density(RwSignal<bool>);

/// Reads the choice and keeps `<html data-density>` right.
pub fn provide_density() {
    let compact = RwSignal::new(storage::get(Area::Local, KEY).as_deref() == Some("compact"));
    Effect::new(move || {
        appearance::set_root_attribute("data-density", if compact.get() { "compact" } else { "normal" });
    });
    provide_context(Density(compact));
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
        self.0.into()
    }

    /// Takes a choice and remembers it. Where the browser keeps nothing it holds until the page is closed.
    pub fn choose(self, compact: bool) {
        self.0.set(compact);
        if storage::set(Area::Local, KEY, if compact { "compact" } else { "normal" }).is_err() {
            leptos::logging::warn!("the browser does not keep the density");
        }
    }
}
