//! What can be done on every page.

use leptos::prelude::*;
use workload::text::{Locale, Text};

use crate::i18n::use_locale;
use crate::pages::shell::places::use_place_keys;
use crate::pages::shell::rail::RailState;
use crate::platform::{clipboard, location, task};
use crate::route::Route;
use crate::router::use_router;
use crate::ui::command::{Command, use_command};
use crate::ui::density::use_density;
use crate::ui::icon::Glyph;
use crate::ui::language::use_language;
use crate::ui::theme::{Choice, use_theme};
use crate::ui::toast::{Toast, use_toaster};
use crate::ui::tone::Tone;

const HELP: Text = Text { zh: "显示键盘快捷键", en: "Show the keys" };
const PALETTE: Text = Text { zh: "打开命令面板", en: "Open the command palette" };
const BACK: Text = Text { zh: "返回上一层", en: "One level back" };
const TO_CHINESE: Text = Text { zh: "切换到中文", en: "Switch to Chinese" };
const TO_ENGLISH: Text = Text { zh: "切换到英文", en: "Switch to English" };
const LIGHT: Text = Text { zh: "浅色主题", en: "Light theme" };
const DARK: Text = Text { zh: "深色主题", en: "Dark theme" };
const SYSTEM: Text = Text { zh: "主题跟随系统", en: "Theme as the system" };
const COMPACT: Text = Text { zh: "紧凑行高", en: "Compact rows" };
const COMFORTABLE: Text = Text { zh: "标准行高", en: "Normal rows" };
const COPY: Text = Text { zh: "复制此视图的地址", en: "Copy the address of this view" };
const COPIED: Text = Text { zh: "地址已复制", en: "The address is copied" };
const NOT_COPIED: Text =
    Text { zh: "浏览器拒绝写入剪贴板", en: "The browser refuses the clipboard" };
const FOLD: Text = Text { zh: "收起或展开导航", en: "Fold or unfold the rail" };

const IN_PIECES: Text =
    Text { zh: "菜单、标签页和序号条", en: "In menus, tabs and the ordinal strip" };
const NEXT: Text = Text { zh: "上一个、下一个", en: "Previous, next" };
const ENDS: Text = Text { zh: "第一个、最后一个", en: "First, last" };

/// Offers them.
pub fn use_shell_commands(rail: RailState, help: RwSignal<bool>, palette: RwSignal<bool>) {
    let (router, route) = (use_router(), use_router().route());
    use_command(Command::new(PALETTE, move || palette.set(true)).keys(&["Ctrl+K", "⌘+K"]).unlisted());
    use_command(Command::new(HELP, move || help.set(true)).keys(&["?"]).glyph(Glyph::Help));
    use_place_keys();
    let back = move || match route.get_untracked() {
        Route::Sets(_) => {}
        Route::Edit { namespace, name } => {
            router.navigate(&Route::Set { namespace, name, tab: "yaml".to_owned() });
        }
        _ => router.navigate(&Route::parse(&rail.list().get_untracked())),
    };
    use_command(Command::new(BACK, back).keys(&["Escape"]).unlisted());
    use_command(Command::hint(IN_PIECES, &["ArrowLeft", "ArrowRight"], NEXT));
    use_command(Command::hint(IN_PIECES, &["Home", "End"], ENDS));
    use_copy_address();
    use_command(Command::new(FOLD, move || rail.turn()).glyph(Glyph::FoldRail));
    use_appearance_commands();
}

/// The address holds what one sees, so it is what one shares.
fn use_copy_address() {
    let (toaster, locale) = (use_toaster(), use_locale());
    let copy = move || {
        let (address, locale) = (location::href(), locale.get_untracked());
        // Ends by itself; leaving the page does not take back what was asked for.
        drop(task::spawn_abortable(async move {
            let (tone, title, text) = match clipboard::write(address.clone()).await {
                Ok(()) => (Tone::Good, COPIED, address),
                Err(why) => (Tone::Bad, NOT_COPIED, why),
            };
            toaster.show(Toast { tone, title: title.get(locale).to_owned(), text });
        }));
    };
    use_command(Command::new(COPY, copy).glyph(Glyph::Copy));
}

/// Of each choice, those that would change something.
fn use_appearance_commands() {
    let (theme, density, language, locale) = (use_theme(), use_density(), use_language(), use_locale());
    for (to, label) in [(Locale::Zh, TO_CHINESE), (Locale::En, TO_ENGLISH)] {
        let choose = move || language.choose(Some(to));
        let is_other = Signal::derive(move || locale.get() != to);
        use_command(Command::new(label, choose).glyph(Glyph::Globe).shown(is_other));
    }
    for (to, label, glyph) in [
        (Choice::Light, LIGHT, Glyph::Sun),
        (Choice::Dark, DARK, Glyph::Moon),
        (Choice::System, SYSTEM, Glyph::Monitor),
    ] {
        let is_other = Signal::derive(move || theme.choice().get() != to);
        use_command(Command::new(label, move || theme.choose(to)).glyph(glyph).shown(is_other));
    }
    for (to, label, glyph) in [(true, COMPACT, Glyph::Density), (false, COMFORTABLE, Glyph::Lines)] {
        let is_other = Signal::derive(move || density.is_compact().get() != to);
        use_command(Command::new(label, move || density.choose(to)).glyph(glyph).shown(is_other));
    }
}
