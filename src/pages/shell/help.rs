//! The keys, on one sheet: what is registered as a command and has keys.

use leptos::prelude::*;
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::pages::shell::CLOSE;
use crate::pages::shell::places::SETTINGS;
use crate::route::Route;
use crate::ui::button::Button;
use crate::ui::command::{Command, use_commands};
use crate::ui::dialog::Dialog;
use crate::ui::kbd::Keys;

const TITLE: Text = Text { zh: "键盘快捷键", en: "Keyboard" };
const OFF: Text = Text {
    zh: "单字符快捷键已在设置中关闭。",
    en: "Keys that are single characters are turned off in the settings.",
};

/// The help sheet.
#[component]
pub fn HelpSheet(
    /// Called when the user leaves it.
    #[prop(into)]
    on_close: Callback<()>,
) -> impl IntoView {
    let (commands, locale) = (use_commands(), use_locale());
    let foot = move || {
        view! {
            <a class="button" data-kind="quiet" href=Route::Settings.href() on:click=move |_| on_close.run(())>{t(SETTINGS.label)}</a>
            <Button focus=true on_press=on_close>{t(CLOSE)}</Button>
        }
    };
    let groups = move || {
        let locale = locale.get();
        groups(&commands.all()).into_iter().map(|(area, lines)| group(area, lines, locale)).collect_view()
    };
    view! {
        <Dialog title=t(TITLE) close_label=t(CLOSE) on_close foot>
            <Show when=move || !commands.has_letters()><p class="note">{t(OFF)}</p></Show>
            // It may be longer than the screen: with the focus here, the arrow keys scroll it.
            <div class="help" tabindex="0" role="group" aria-label=t(TITLE)>{groups}</div>
        </Dialog>
    }
}

/// The commands that have keys, by their areas, each area where its first command is.
fn groups(commands: &[Command]) -> Vec<(Text, Vec<Command>)> {
    let mut groups: Vec<(Text, Vec<Command>)> = Vec::new();
    for command in commands.iter().filter(|command| !command.keys.is_empty()) {
        match groups.iter_mut().find(|(area, _)| *area == command.area) {
            Some((_, lines)) => lines.push(*command),
            None => groups.push((command.area, vec![*command])),
        }
    }
    groups
}

fn group(area: Text, commands: Vec<Command>, locale: Locale) -> impl IntoView {
    let line = |command: Command| {
        let keys = command.keys.iter().map(|keys| view! { <Keys keys=*keys /> }).collect_view();
        view! { <div><dt>{command.label.get(locale)}</dt><dd>{keys}</dd></div> }
    };
    view! {
        <section class="help-group">
            <h3>{area.get(locale)}</h3>
            <dl>{commands.into_iter().map(line).collect_view()}</dl>
        </section>
    }
}
