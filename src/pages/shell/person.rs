//! Who one is to the API server, until when, and the way out.

use leptos::prelude::*;
use workload::age::humanise;
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::pages::now::use_now;
use crate::store::session::Session;
use crate::store::session::identity::Who;
use crate::store::use_store;
use crate::ui::button::Button;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::popover::{Align, Popover};

const PERSON: Text = Text { zh: "当前用户", en: "Signed in as" };
const ASKING: Text = Text { zh: "正在确认", en: "being asked" };
const NOBODY: Text = Text { zh: "未登录", en: "nobody" };
const NAMELESS: Text = Text { zh: "未知用户", en: "someone" };
const NAMELESS_TEXT: Text = Text {
    zh: "此 API 服务器版本较旧，不会告知您的名称。",
    en: "This API server is too old to tell your name.",
};
const GROUPS: Text = Text { zh: "用户组", en: "Groups" };
const BY_CONNECTION: Text = Text {
    zh: "由提供此控制台的程序（kubectl proxy 或网关）登录，请在那里退出。",
    en: "Signed in by what serves this console (kubectl proxy, or a gateway); sign out there.",
};
const BY_TOKEN: Text =
    Text { zh: "使用您提供的令牌登录。", en: "Signed in with the token that you gave." };
const NOBODY_TEXT: Text = Text {
    zh: "API 服务器不知道您是谁，只显示任何人都能看到的内容。",
    en: "The API server does not know who you are; you see what everybody may see.",
};
const SIGN_IN: Text = Text { zh: "登录…", en: "Sign in…" };
const AGAIN: Text = Text { zh: "使用新令牌登录…", en: "Sign in with a new token…" };
const ENDED: Text = Text { zh: "登录已失效", en: "sign-in has ended" };
const SIGN_OUT: Text = Text { zh: "退出登录", en: "Sign out" };

/// So long before its end a token is announced to end: time to fetch another one.
const NOTICE_MS: i64 = 10 * 60_000;

/// The mark in the top bar.
#[component]
pub fn PersonMenu() -> impl IntoView {
    let session = use_store().session().clone();
    let (who, ends) = (session.who(), session.ends());
    let (locale, now) = (use_locale(), use_now());
    let name = Memo::new(move |_| {
        who.with(|who| match who {
            Who::Asking => ASKING.get(locale.get()).to_owned(),
            Who::Nobody(_) => NOBODY.get(locale.get()).to_owned(),
            Who::User(user) if user.username.is_empty() => NAMELESS.get(locale.get()).to_owned(),
            Who::User(user) => user.username.clone(),
        })
    });
    let left = Memo::new(move |_| {
        let ends = i64::try_from(ends.get()?).ok()?;
        Some(ends - now.get().millis)
    });
    let soon = Memo::new(move |_| {
        left.get().filter(|left| *left < NOTICE_MS).map(|left| ends_in(locale.get(), left))
    });
    let label = move || {
        let who = format!("{}: {}", PERSON.get(locale.get()), name.get());
        soon.get().map_or(who.clone(), |soon| format!("{who}, {soon}"))
    };
    let trigger = move || {
        view! {
            <Icon glyph=Glyph::Person />
            {move || soon.get().map(|soon| view! { <span class="person-soon">{soon}</span> })}
        }
    };
    let session = StoredValue::new(session);
    view! {
        <span class="person-place" data-tone=move || soon.with(Option::is_some).then_some("warn")>
            <Popover label panel_label=t(PERSON) class="person" align=Align::End trigger>
                <Panel session=session.get_value() name left />
            </Popover>
            <span class="unseen" role="status">{soon}</span>
        </span>
    }
}

#[component]
fn Panel(session: Session, name: Memo<String>, left: Memo<Option<i64>>) -> impl IntoView {
    let locale = use_locale();
    let who = session.who();
    let has_token = session.has_token();
    let groups = Memo::new(move |_| {
        who.with(|who| if let Who::User(user) = who { user.groups.clone() } else { Vec::new() })
    });
    let text = move || {
        who.with(|who| match who {
            Who::Nobody(_) => NOBODY_TEXT,
            Who::User(user) if user.username.is_empty() => NAMELESS_TEXT,
            _ if has_token => BY_TOKEN,
            _ => BY_CONNECTION,
        })
        .get(locale.get())
    };
    let ends = move || left.get().map(|left| view! { <p>{ends_in(locale.get(), left)}</p> });
    let list = move || groups.get().into_iter().map(|group| view! { <li>{group}</li> }).collect_view();
    view! {
        <div class="session-panel">
            <h2>{name}</h2>
            <p>{text}</p>
            {ends}
            <Show when=move || groups.with(|groups| !groups.is_empty())>
                <dl class="session-facts">
                    <dt>{t(GROUPS)}</dt>
                    <dd><ul class="session-groups">{list}</ul></dd>
                </dl>
            </Show>
            <Ways session has_token who />
        </div>
    }
}

/// Signing in and out, where that is done here.
#[component]
fn Ways(session: Session, has_token: bool, who: Signal<Who>) -> impl IntoView {
    let session = StoredValue::new(session);
    let sign_in = move |()| session.with_value(|session| session.want_sign_in(true));
    let sign_out = move |()| session.with_value(Session::sign_out);
    let nobody = move || who.with(|who| matches!(who, Who::Nobody(_)));
    view! {
        <Show when=move || has_token || nobody()>
            <div class="session-actions">
                <Button small=true on_press=sign_in>{t(if has_token { AGAIN } else { SIGN_IN })}</Button>
                {has_token.then(|| view! { <Button small=true on_press=sign_out>{t(SIGN_OUT)}</Button> })}
            </div>
        </Show>
    }
}

/// When a token ends, in words; by the minute, so that it is not read out every second.
fn ends_in(locale: Locale, left: i64) -> String {
    const MINUTE: i64 = 60_000;
    if left <= 0 {
        return ENDED.get(locale).to_owned();
    }
    let minutes = (left + MINUTE - 1) / MINUTE;
    match (locale, minutes < 120) {
        (Locale::En, true) => format!("sign-in ends in {minutes} min"),
        (Locale::Zh, true) => format!("登录将在 {minutes} 分钟后失效"),
        (Locale::En, false) => format!("sign-in ends in {}", humanise(locale, left)),
        (Locale::Zh, false) => format!("登录将在 {}后失效", humanise(locale, left)),
    }
}

#[cfg(test)]
mod tests {
    use workload::text::Locale;

    use super::ends_in;

    #[test]
    fn the_end_of_a_sign_in_is_said_by_the_minute() {
        for (left, words) in [
            (1, "sign-in ends in 1 min"),
            (599_000, "sign-in ends in 10 min"),
            (3 * 3_600_000, "sign-in ends in 3 h"),
            (0, "sign-in has ended"),
        ] {
            assert_eq!(ends_in(Locale::En, left), words);
        }
        assert_eq!(ends_in(Locale::Zh, 61_000), "登录将在 2 分钟后失效");
    }
}
