//! Which columns a person wants to see, kept by the browser.

use leptos::prelude::*;

use crate::pages::statefulsets::list::column::{Column, shown, written};
use crate::store::use_store;
use crate::ui::kept::Kept;

const KEY: &str = "ordinal.columns";

/// The columns that are shown.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    own: Kept,
    chosen: Memo<Vec<Column>>,
    /// In their order.
    pub shown: Memo<Vec<Column>>,
}

impl Columns {
    /// As they were left. A list of one namespace needs no column for it.
    pub fn kept(one_namespace: bool) -> Self {
        let own = Kept::follow(KEY);
        let config = use_store().config();
        let chosen = Memo::new(move |_| {
            let own = own.read(|own| Some(own.to_owned()));
            config.with(|config| shown(own.as_deref(), config.columns.as_deref()))
        });
        let shown = Memo::new(move |_| {
            let mut columns = chosen.get();
            columns.retain(|column| !one_namespace || *column != Column::Namespace);
            columns
        });
        Self { own, chosen, shown }
    }

    /// Whether a column is chosen, though it may not be needed now.
    pub fn has(self, column: Column) -> bool {
        self.chosen.with(|chosen| chosen.contains(&column))
    }

    /// Shows a column or does not.
    pub fn turn(self, column: Column, on: bool) {
        let columns: Vec<Column> = Column::ALL
            .into_iter()
            .filter(|other| if *other == column { on } else { untrack(|| self.has(*other)) })
            .collect();
        self.own.choose(Some(&written(&columns)));
    }

    /// Back to what is configured, or usual.
    pub fn reset(self) {
        self.own.choose(None);
    }

    /// Whether the person chose.
    pub fn is_own(self) -> bool {
        self.own.read(|_| Some(())).is_some()
    }
}
