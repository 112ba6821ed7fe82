//! What tables are made of. The table itself is plain HTML with class `table`; here is what has behaviour.

use leptos::prelude::*;

use crate::ui::icon::{Glyph, Icon};

/// Which way a column is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Smallest first.
    Up,
    /// Largest first.
    Down,
}

impl Direction {
    /// The other way.
    #[must_use]
    pub const fn turned(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
        }
    }
}

/// A column head that sorts by its column.
#[component]
pub fn SortHead(
    /// The column's name.
    #[prop(into)]
    label: Signal<String>,
    /// How the table is sorted by this column, if it is.
    #[prop(into)]
    sorted: Signal<Option<Direction>>,
    /// The column holds numbers: right-aligned.
    #[prop(optional)]
    number: bool,
    /// A class for the column's width.
    #[prop(optional)]
    class: &'static str,
    /// The role, where the table is not laid out as one.
    #[prop(optional)]
    role: Option<&'static str>,
    /// Called on a press.
    #[prop(into)]
    on_press: Callback<()>,
) -> impl IntoView {
    let order = move || {
        sorted.get().map(|direction| match direction {
            Direction::Up => "ascending",
            Direction::Down => "descending",
        })
    };
    let glyph = Signal::derive(move || match sorted.get() {
        Some(Direction::Down) => Glyph::ArrowDown,
        _ => Glyph::ArrowUp,
    });
    let class = if number { format!("{class} num") } else { class.to_owned() };
    view! {
        <th scope="col" role=role class=class aria-sort=order>
            <button type="button" class="sort" on:click=move |_| on_press.run(())>{label}<Icon glyph=glyph /></button>
        </th>
    }
}
