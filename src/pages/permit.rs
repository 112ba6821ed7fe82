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
    let (store, locale) = (use_store(), use_locale());
    let (config, verdict) = (store.config(), store.rights().may(ask.clone()));
    Memo::new(move |_| {
        if config.with(|config| config.read_only) {
            return Some(READ_ONLY.get(locale.get()).to_owned());
        }
        (verdict.get() == Verdict::Denied).then(|| lack(locale.get(), &ask))
    })
}
