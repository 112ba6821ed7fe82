//! Whether the user points at the rows, with the pointer or the focus: then they hold still.

use leptos::prelude::*;

/// Where pointer and focus are.
#[derive(Debug, Clone, Copy)]
pub struct Pointing {
    pointer: RwSignal<bool>,
    focus: RwSignal<bool>,
}

impl Pointing {
    /// Elsewhere.
    pub fn new() -> Self {
        Self { pointer: RwSignal::new(false), focus: RwSignal::new(false) }
    }

    /// Whether either is on the rows.
    pub fn is_on(self) -> bool {
        self.pointer.get() || self.focus.get()
    }

    /// The pointer comes or goes.
    pub fn pointer(self, on: bool) {
        self.pointer.set(on);
    }

    /// The focus comes or goes.
    pub fn focus(self, on: bool) {
        self.focus.set(on);
    }
}
