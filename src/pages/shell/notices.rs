//! What was said in this visit, to be read again: the button in the top bar and its panel.

use leptos::{html, prelude::*};
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::platform::{clipboard, failure, task};
use crate::ui::button::{Button, IconButton};
use crate::ui::command::{Command, use_command};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::popover::{Align, Popover};
use crate::ui::times::use_times;
use crate::ui::toast::{Said, Toast, Toaster, use_toaster};
use crate::ui::tone::Tone;

const NOTICES: Text = Text { zh: "通知", en: "Notices" };
const SHOW: Text = Text { zh: "显示通知", en: "Show the notices" };
const NOTHING: Text = Text { zh: "此次访问还没有通知。", en: "Nothing was said in this visit." };
const FORGET: Text = Text { zh: "清空", en: "Clear" };
const COPY: Text = Text { zh: "复制", en: "Copy" };
const NOT_COPIED: Text =
    Text { zh: "浏览器拒绝写入剪贴板", en: "The browser refuses the clipboard" };
const TROUBLE: Text = Text { zh: "页面中发生了错误", en: "Something on this page failed" };

/// The button and its panel.
#[component]
pub fn Notices() -> impl IntoView {
    let (toaster, locale) = (use_toaster(), use_locale());
    tell_trouble(toaster, locale);
    let label = move || match (locale.get(), toaster.unread().get()) {
        (locale, 0) => NOTICES.get(locale).to_owned(),
        (Locale::En, new) => format!("Notices, {new} new"),
        (Locale::Zh, new) => format!("通知，{new} 条新通知"),
    };
    let node = NodeRef::<html::Button>::new();
    let open = move || {
        if let Some(button) = node.get_untracked() {
            button.click();
        }
    };
    use_command(Command::new(SHOW, open).glyph(Glyph::Bell));
    let trigger = move || {
        let mark = move || (toaster.unread().get() > 0).then(|| view! { <span class="notices-new"></span> });
        view! { <Icon glyph=Glyph::Bell />{mark} }
    };
    view! {
        <Popover label panel_label=t(NOTICES) class="icon-button" align=Align::End trigger node>
            <Panel />
        </Popover>
    }
}

/// Errors that no script has handled.
fn tell_trouble(toaster: Toaster, locale: Signal<Locale>) {
    failure::on_trouble(move |text| {
        let title = TROUBLE.get(locale.get_untracked()).to_owned();
        toaster.show(Toast { tone: Tone::Bad, title, text });
    });
}

#[component]
fn Panel() -> impl IntoView {
    let toaster = use_toaster();
    // What comes while one reads is read, too.
    Effect::new(move || {
        if toaster.unread().get() > 0 {
            toaster.read();
        }
    });
    let is_empty = Memo::new(move |_| toaster.said().with(Vec::is_empty));
    view! {
        <div class="notices">
            <div class="notices-head">
                <h2>{t(NOTICES)}</h2>
                <Show when=move || !is_empty.get()>
                    <Button small=true on_press=move |()| toaster.forget()>{t(FORGET)}</Button>
                </Show>
            </div>
            <Show when=move || !is_empty.get() fallback=move || view! { <p class="notices-none">{t(NOTHING)}</p> }>
                <ul class="notices-list" tabindex="0" aria-label=t(NOTICES)>
                    <For each=move || toaster.said().get() key=|said| said.key children=|said| view! { <Line said /> } />
                </ul>
            </Show>
        </div>
    }
}

#[component]
fn Line(said: Said) -> impl IntoView {
    let (toaster, times, locale) = (use_toaster(), use_times(), use_locale());
    let Said { at, toast: Toast { tone, title, text }, .. } = said;
    let at = i64::try_from(at).unwrap_or(i64::MAX);
    let whole = [title.as_str(), text.as_str()].join("\n");
    let copy = move |()| copy(whole.trim().to_owned(), toaster, locale.get_untracked());
    view! {
        <li data-tone=tone.name()>
            <Icon glyph=tone.glyph() />
            <div>
                <strong>{title}</strong>
                {(!text.is_empty()).then(|| view! { <p>{text}</p> })}
                <time>{move || times.clock(at)}</time>
            </div>
            <IconButton small=true label=t(COPY) glyph=Glyph::Copy on_press=copy />
        </li>
    }
}

fn copy(text: String, toaster: Toaster, locale: Locale) {
    // Ends by itself; leaving the page does not take back what was asked for.
    drop(task::spawn_abortable(async move {
        if let Err(why) = clipboard::write(text).await {
            let title = NOT_COPIED.get(locale).to_owned();
            toaster.show(Toast { tone: Tone::Bad, title, text: why });
        }
    }));
}
