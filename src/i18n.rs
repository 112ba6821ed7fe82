//! The language of the page: one signal in the context, and what turns [`Text`], times and sizes into its words.
//!
//! Knows no browser: `ui::language` passes the language in.

pub mod format;

use leptos::prelude::{Get, Signal, expect_context, provide_context};
use workload::text::{Locale, Text};

#[derive(Clone, Copy)]
struct Current(Signal<Locale>);

/// Puts the language into the context of everything below.
pub fn provide_locale(locale: Signal<Locale>) {
    provide_context(Current(locale));
}

/// The language of the page.
///
/// # Panics
/// Where no [`provide_locale`] is above.
pub fn use_locale() -> Signal<Locale> {
    expect_context::<Current>().0
}

/// A fixed text, following the language: `view! { <h1>{t(TITLE)}</h1> }`.
pub fn t(text: Text) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    let locale = use_locale();
    move || text.get(locale.get())
}

/// A text with arguments, following the language: `{say(move |locale| reason.say(locale))}`.
pub fn say(
    words: impl Fn(Locale) -> String + Send + Sync + 'static,
) -> impl Fn() -> String + Send + Sync + 'static {
    let locale = use_locale();
    move || words(locale.get())
}

#[cfg(test)]
mod tests {
    use leptos::prelude::{GetUntracked, Owner, RwSignal, Set};
    use workload::text::{Locale, Text};

    use super::{provide_locale, say, t, use_locale};

    const HELLO: Text = Text { zh: "你好", en: "hello" };

    #[test]
    fn every_text_follows_the_language_that_is_chosen() {
        let owner = Owner::new();
        owner.with(|| {
            let locale = RwSignal::new(Locale::En);
            provide_locale(locale.into());
            let (fixed, counted) = (t(HELLO), say(|locale| format!("{} 3", HELLO.get(locale))));
            assert_eq!((fixed(), counted()), ("hello", "hello 3".to_owned()));
            locale.set(Locale::Zh);
            assert_eq!((fixed(), counted()), ("你好", "你好 3".to_owned()));
        });
    }

    #[test]
    fn the_language_reaches_what_is_deep_inside() {
        let owner = Owner::new();
        owner.with(|| {
            provide_locale(Locale::Zh.into());
            Owner::new().with(|| assert_eq!(use_locale().get_untracked(), Locale::Zh));
        });
    }
}
