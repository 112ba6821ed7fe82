//! Language, colours, row height, and the keys.

use leptos::prelude::*;
use workload::text::{Locale, Text};

use crate::i18n::t;
use crate::pages::settings::{Section, words};
use crate::ui::choice_group::ChoiceGroup;
use crate::ui::command::use_commands;
use crate::ui::density::use_density;
use crate::ui::language::use_language;
use crate::ui::switch::Switch;
use crate::ui::theme::{Choice, use_theme};

const APPEARANCE: Text = Text { zh: "外观", en: "Appearance" };
const LANGUAGE: Text = Text { zh: "语言", en: "Language" };
const THEME: Text = Text { zh: "主题", en: "Theme" };
const LIGHT: Text = Text { zh: "浅色", en: "Light" };
const DARK: Text = Text { zh: "深色", en: "Dark" };
const SYSTEM: Text = Text { zh: "跟随系统", en: "As the system" };
const DENSITY: Text = Text { zh: "列表行高", en: "Rows of lists" };
const NORMAL: Text = Text { zh: "标准", en: "Normal" };
const COMPACT: Text = Text { zh: "紧凑", en: "Compact" };
const KEYBOARD: Text = Text { zh: "键盘", en: "Keyboard" };
const LETTERS: Text = Text { zh: "单字符快捷键", en: "Keys that are single characters" };
const LETTERS_TEXT: Text = Text {
    zh: "例如 j、k、/ 和 ?。使用语音输入，或容易误触按键时可以关闭。Esc 和 Ctrl K 始终可用。",
    en: "Such as j, k, / and ?. Turn them off if you speak to your computer or press keys by accident. Esc and Ctrl K always work.",
};

/// Language, theme, density.
#[component]
pub fn Looks() -> impl IntoView {
    let (language, theme, density) = (use_language(), use_theme(), use_density());
    let languages = vec![
        (None, words(SYSTEM)),
        // Each in its own language: whoever needs it can read it.
        (Some(Locale::Zh), Signal::stored("中文".to_owned())),
        (Some(Locale::En), Signal::stored("English".to_owned())),
    ];
    let themes =
        vec![(Choice::System, words(SYSTEM)), (Choice::Light, words(LIGHT)), (Choice::Dark, words(DARK))];
    let densities = vec![(false, words(NORMAL)), (true, words(COMPACT))];
    view! {
        <Section title=APPEARANCE>
            <ChoiceGroup
                label=t(LANGUAGE)
                choices=languages
                value=Signal::derive(move || language.choice())
                on_choose=move |locale| language.choose(locale)
            />
            <ChoiceGroup label=t(THEME) choices=themes value=theme.choice() on_choose=move |choice| theme.choose(choice) />
            <ChoiceGroup
                label=t(DENSITY)
                choices=densities
                value=density.is_compact()
                on_choose=move |compact| density.choose(compact)
            />
        </Section>
    }
}

/// The keys.
#[component]
pub fn Keyboard() -> impl IntoView {
    let commands = use_commands();
    view! {
        <Section title=KEYBOARD>
            <Switch
                label=t(LETTERS)
                on=Signal::derive(move || commands.has_letters())
                on_change=move |on| commands.choose_letters(on)
            />
            <p class="field-help">{t(LETTERS_TEXT)}</p>
        </Section>
    }
}
