//! Why a person cannot do something, for the button that would do it.

use kubewire::access::{Ask, Verdict};
use leptos::prelude::*;
use workload::permission::lack;
use workload::text::Text;

use crate::i18n::use_locale;
use crate::store::use_store;

const READ_ONLY: Text = Text { zh: "控制台为只读", en: "The console is read-only" };

/// Why this cannot be done; none where it can, and where only trying tells.
pub fn why_not(ask: Ask) -> Memo<Option<String>> {
    why_not_any(vec![ask])
}

/// Why none of these can be done; none where one can, and where only trying tells.
pub fn why_not_any(asks: Vec<Ask>) -> Memo<Option<String>> {
    let (store, locale) = (use_store(), use_locale());
    let config = store.config();
    let verdicts: Vec<_> = asks.iter().map(|ask| store.rights().may(ask.clone())).collect();
    Memo::new(move |_| {
        if config.with(|config| config.read_only) {
            return Some(READ_ONLY.get(locale.get()).to_owned());
        }
        let denied = verdicts.iter().all(|verdict| verdict.get() == Verdict::Denied);
        asks.first().filter(|_| denied).map(|ask| lack(locale.get(), ask))
    })
}
