//! The language of the page: one signal in the context, and what turns [`Text`], times and sizes into its words.
//!
//! Knows no browser: `app.rs` passes the first language in and is told of changes, so that it can keep the choice
//! and set `<html lang>`.

pub mod format;

use leptos::prelude::{Effect, Get, RwSignal, Set, Signal, expect_context, provide_context};
use workload::text::{Locale, Text};

#[derive(Clone, Copy)]
struct Language(RwSignal<Locale>);

/// Puts the language into the context of everything below. `on_change` runs for the first language and for each
/// later one.
pub fn provide_locale(first: Locale, on_change: impl Fn(Locale) + 'static) {
    let locale = RwSignal::new(first);
    provide_context(Language(locale));
    Effect::new(move |_| on_change(locale.get()));
}

/// The language of the page.
///
/// # Panics
/// Where no [`provide_locale`] is above.
pub fn use_locale() -> Signal<Locale> {
    expect_context::<Language>().0.into()
}

/// A handle that changes the language; take it while a component is built, call it from an event.
///
/// # Panics
/// Where no [`provide_locale`] is above.
pub fn use_set_locale() -> impl Fn(Locale) + Copy + Send + Sync + 'static {
    let Language(locale) = expect_context::<Language>();
    move |next| locale.set(next)
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
    use leptos::prelude::{Owner, RwSignal, provide_context};
    use workload::text::{Locale, Text};

    use super::{Language, say, t, use_locale, use_set_locale};

    const HELLO: Text = Text { zh: "你好", en: "hello" };

    #[test]
    fn every_text_follows_the_language_that_is_chosen() {
        let owner = Owner::new();
        owner.with(|| {
            provide_context(Language(RwSignal::new(Locale::En)));
            let (fixed, counted, choose) =
                (t(HELLO), say(|locale| format!("{} 3", HELLO.get(locale))), use_set_locale());
            assert_eq!((fixed(), counted()), ("hello", "hello 3".to_owned()));
            choose(Locale::Zh);
            assert_eq!((fixed(), counted()), ("你好", "你好 3".to_owned()));
        });
    }

    #[test]
    fn a_choice_made_deep_inside_reaches_everyone() {
        let owner = Owner::new();
        owner.with(|| {
            provide_context(Language(RwSignal::new(Locale::Zh)));
            let outside = use_locale();
            let inside = Owner::new();
            inside.with(|| use_set_locale()(Locale::En));
            assert_eq!(leptos::prelude::GetUntracked::get_untracked(&outside), Locale::En);
        });
    }
}
