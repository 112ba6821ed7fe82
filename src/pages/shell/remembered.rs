//! Lines that this browser keeps for one cluster, the newest first: namespaces used, namespaces pinned, places gone to.

use leptos::prelude::*;

use crate::platform::storage::{self, Area};
use crate::store::cluster_storage::ClusterStorage;
use crate::store::use_store;

/// Namespaces that were picked or typed.
pub const NAMESPACES: &str = "namespaces";
/// How many of them: all there is for those who may not list namespaces.
pub const NAMESPACES_KEPT: usize = 24;
/// Namespaces that are pinned.
pub const PINS: &str = "pins";
/// What was chosen in the palette.
pub const CHOSEN: &str = "palette";

/// One such list.
#[derive(Debug, Clone, Copy)]
pub struct Remembered {
    name: &'static str,
    kept: Signal<Option<ClusterStorage>>,
    most: usize,
    /// The lines as they were changed here.
    changed: RwSignal<Option<Vec<String>>>,
}

impl Remembered {
    /// Reads a list, as soon as it is known which cluster this is; more than `most` lines are not kept.
    pub fn read(name: &'static str, most: usize) -> Self {
        let (kept, changed) = (use_store().kept(), RwSignal::new(None));
        storage::on_change(move |key| {
            let own = |kept: &ClusterStorage| key.as_deref().is_none_or(|key| kept.is_key(key, name));
            if kept.with_untracked(|kept| kept.as_ref().is_some_and(own)) {
                changed.set(None);
            }
        });
        Self { name, kept, most, changed }
    }

    /// The lines.
    pub fn lines(self) -> Signal<Vec<String>> {
        Signal::derive(move || self.changed.get().unwrap_or_else(|| self.load()))
    }

    fn load(self) -> Vec<String> {
        let text = self.kept.with(|kept| kept.as_ref().and_then(|kept| kept.get(Area::Local, self.name)));
        text.unwrap_or_default().lines().map(str::to_owned).take(self.most).collect()
    }

    /// Puts a line first.
    pub fn put(self, line: &str) {
        self.keep(|lines| {
            lines.retain(|other| other != line);
            lines.insert(0, line.to_owned());
        });
    }

    /// Puts a line at the end, or takes it out where it is in.
    pub fn toggle(self, line: &str) {
        self.keep(|lines| {
            let before = lines.len();
            lines.retain(|other| other != line);
            if lines.len() == before {
                lines.push(line.to_owned());
            }
        });
    }

    fn keep(self, change: impl FnOnce(&mut Vec<String>)) {
        let mut lines = untrack(|| self.lines().get());
        change(&mut lines);
        lines.truncate(self.most);
        let text = lines.join("\n");
        self.changed.set(Some(lines));
        // Until it is known which cluster this is, nothing can be kept for it.
        let kept = self.kept.get_untracked();
        if kept.is_some_and(|kept| kept.set(Area::Local, self.name, &text).is_err()) {
            leptos::logging::warn!("the browser does not keep what was used last");
        }
    }
}
