//! Language and theme.

use leptos::prelude::*;
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::ui::density::use_density;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::language::use_language;
use crate::ui::menu::{Menu, MenuItem};
use crate::ui::popover::Align;
use crate::ui::theme::{Choice, use_theme};

const APPEARANCE: Text = Text { zh: "外观", en: "Appearance" };
const LIGHT: Text = Text { zh: "浅色", en: "Light" };
const DARK: Text = Text { zh: "深色", en: "Dark" };
const SYSTEM: Text = Text { zh: "跟随系统", en: "As the system" };
const COMPACT: Text = Text { zh: "紧凑行高", en: "Compact rows" };
const COMFORTABLE: Text = Text { zh: "标准行高", en: "Normal rows" };

/// Light, dark or as the system, and how high rows are.
#[component]
pub fn AppearanceMenu() -> impl IntoView {
    let (theme, density, locale) = (use_theme(), use_density(), use_locale());
    let items = move |()| {
        let say = |text: Text| text.get(locale.get_untracked());
        let line = |choice: Choice, text: Text, glyph: Glyph| {
            MenuItem::act(say(text), move || theme.choose(choice))
                .glyph(glyph)
                .chosen(theme.choice().get_untracked() == choice)
        };
        let row = |compact: bool, text: Text, glyph: Glyph| {
            MenuItem::act(say(text), move || density.choose(compact))
                .glyph(glyph)
                .chosen(density.is_compact().get_untracked() == compact)
        };
        vec![
            line(Choice::Light, LIGHT, Glyph::Sun),
            line(Choice::Dark, DARK, Glyph::Moon),
            line(Choice::System, SYSTEM, Glyph::Monitor),
            row(false, COMFORTABLE, Glyph::Lines).after_rule(),
            row(true, COMPACT, Glyph::Density),
        ]
    };
    let glyph = Signal::derive(move || if theme.dark().get() { Glyph::Moon } else { Glyph::Sun });
    view! { <Menu label=t(APPEARANCE) items align=Align::End trigger=move || view! { <Icon glyph /> } /> }
}

/// Changes the language; named in the language that it leads to.
#[component]
pub fn LanguageButton() -> impl IntoView {
    let (locale, language) = (use_locale(), use_language());
    let other = Memo::new(move |_| match locale.get() {
        Locale::En => Locale::Zh,
        Locale::Zh => Locale::En,
    });
    let name = move || match other.get() {
        Locale::Zh => "切换到中文",
        Locale::En => "Switch to English",
    };
    let short = move || match other.get() {
        Locale::Zh => "中",
        Locale::En => "EN",
    };
    view! {
        <button
            type="button"
            class="icon-button language"
            lang=move || other.get().tag()
            aria-label=name
            title=name
            on:click=move |_| language.choose(Some(other.get_untracked()))
        >
            {short}
        </button>
    }
}
