//! Which columns a person wants to see, kept by the browser.

use leptos::prelude::*;

use crate::pages::statefulsets::list::column::{Column, shown, written};
use crate::platform::storage::{self, Area};
use crate::store::use_store;

const KEY: &str = "ordinal.list.columns";

/// The columns that are shown.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    own: RwSignal<Option<String>>,
    chosen: Memo<Vec<Column>>,
    /// In their order.
    pub shown: Memo<Vec<Column>>,
}

impl Columns {
    /// As they were left. A list of one namespace needs no column for it.
    pub fn kept(one_namespace: bool) -> Self {
        let own = RwSignal::new(storage::get(Area::Local, KEY));
        let config = use_store().config();
        let chosen =
            Memo::new(move |_| config.with(|config| shown(own.read().as_deref(), config.columns.as_deref())));
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
        self.keep(Some(written(&columns)));
    }

    /// Back to what is configured, or usual.
    pub fn reset(self) {
        self.keep(None);
    }

    /// Whether the person chose.
    pub fn is_own(self) -> bool {
        self.own.with(Option::is_some)
    }

    fn keep(self, own: Option<String>) {
        let kept = if let Some(own) = &own {
            storage::set(Area::Local, KEY, own).is_ok()
        } else {
            storage::remove(Area::Local, KEY);
            true
        };
        if !kept {
            leptos::logging::warn!("the browser does not keep the columns");
        }
        self.own.set(own);
    }
}
