//! A choice of the person that this browser keeps: read when the page opens, followed in all tabs.

use leptos::prelude::*;

use crate::platform::storage::{self, Area};

/// One choice, as the word that stands for it in the browser's storage; none where nothing was chosen.
#[derive(Debug, Clone, Copy)]
pub struct Kept {
    key: &'static str,
    word: RwSignal<Option<String>>,
}

impl Kept {
    /// Reads the choice under a key, and follows what other tabs make of it while the current owner lives.
    pub fn follow(key: &'static str) -> Self {
        let word = RwSignal::new(storage::get(Area::Local, key));
        storage::on_change(move |changed| {
            if changed.is_none_or(|changed| changed == key) {
                word.set(storage::get(Area::Local, key));
            }
        });
        Self { key, word }
    }

    /// What is chosen, read reactively.
    pub fn read<T>(self, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        self.word.with(|word| word.as_deref().and_then(read))
    }

    /// Takes a choice, or takes it back. Where the browser keeps nothing it holds until the page is closed.
    pub fn choose(self, word: Option<&str>) {
        self.word.set(word.map(str::to_owned));
        match word {
            None => storage::remove(Area::Local, self.key),
            Some(word) => {
                if storage::set(Area::Local, self.key, word).is_err() {
                    leptos::logging::warn!("the browser does not keep {}", self.key);
                }
            }
        }
    }
}
