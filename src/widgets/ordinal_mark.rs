//! One mark of the ordinal strip, as attributes that the style sheet turns into shape and colour.

use leptos::prelude::*;
use workload::strip::{CellState, Revision};

/// The value of `data-state`.
pub const fn state_name(state: CellState) -> &'static str {
    match state {
        CellState::Ready => "ready",
        CellState::Starting => "starting",
        CellState::NotReady => "not-ready",
        CellState::Failing => "failing",
        CellState::Terminating => "terminating",
        CellState::Missing => "missing",
        CellState::Remembered => "remembered",
    }
}

/// The value of `data-revision`: only the new one has a mark of its own.
pub fn revision_name(revision: Revision) -> Option<&'static str> {
    (revision == Revision::New).then_some("new")
}

/// A mark of 10 px beside words that say the same.
#[component]
pub fn OrdinalMark(
    /// How the ordinal is.
    #[prop(into)]
    state: Signal<CellState>,
    /// Which revision its pod is made from.
    #[prop(optional, into)]
    revision: Option<Signal<Revision>>,
    /// Whether the controller is at it.
    #[prop(optional, into)]
    at: Signal<bool>,
) -> impl IntoView {
    view! {
        <i
            class="ordinal"
            aria-hidden="true"
            data-state=move || state_name(state.get())
            data-revision=move || revision.and_then(|revision| revision_name(revision.get()))
            data-here=move || at.get().then_some("")
        ></i>
    }
}
