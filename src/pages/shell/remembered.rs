//! Lines that this browser keeps for one cluster, the newest first: namespaces used, namespaces pinned, places gone to.

use leptos::prelude::*;

use crate::platform::storage::Area;
use crate::store::kept::Kept;
use crate::store::use_store;

/// Namespaces that were picked or typed.
pub const NAMESPACES: &str = "namespaces";
/// Namespaces that are pinned.
pub const PINS: &str = "pins";
/// What was chosen in the palette.
pub const CHOSEN: &str = "palette";

/// One such list.
#[derive(Debug, Clone, Copy)]
pub struct Remembered {
    name: &'static str,
    kept: Signal<Option<Kept>>,
    most: usize,
    lines: RwSignal<Vec<String>>,
}

impl Remembered {
    /// Reads a list; more than `most` lines are not kept.
    pub fn read(name: &'static str, most: usize) -> Self {
        let kept = use_store().kept();
        let text = kept.with_untracked(|kept| kept.as_ref().and_then(|kept| kept.get(Area::Local, name)));
        let lines = text.unwrap_or_default().lines().map(str::to_owned).take(most).collect();
        Self { name, kept, most, lines: RwSignal::new(lines) }
    }

    /// The lines.
    pub fn lines(self) -> Signal<Vec<String>> {
        self.lines.into()
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
        self.lines.update(change);
        self.lines.update(|lines| lines.truncate(self.most));
        let text = self.lines.with_untracked(|lines| lines.join("\n"));
        // Until it is known which cluster this is, nothing can be kept for it.
        let kept = self.kept.get_untracked();
        if kept.is_some_and(|kept| kept.set(Area::Local, self.name, &text).is_err()) {
            leptos::logging::warn!("the browser does not keep what was used last");
        }
    }
}
