//! Whether what one sees is live: the mark in the top bar, its explanation, and the banner while it is not.

use leptos::prelude::*;
use workload::shown::shown;
use workload::text::Text;

use crate::i18n::{t, use_locale};
use crate::pages::freshness::use_freshness;
use crate::pages::now::use_browser_now;
use crate::pages::shell::clock::ClockNote;
use crate::pages::shell::standing::{Standing, refusal, showing};
use crate::platform::location;
use crate::store::session::identity::Who;
use crate::store::use_store;
use crate::ui::badge::ToneMark;
use crate::ui::button::Button;
use crate::ui::icon::Icon;
use crate::ui::popover::{Align, Popover};
use crate::ui::times::{Times, use_times};

const CONNECTION: Text = Text { zh: "连接状态", en: "Connection" };
const RELOAD: Text = Text { zh: "重新加载页面", en: "Reload the page" };
const NOTHING_READ: Text = Text { zh: "还没有读到任何数据", en: "Nothing has been read yet" };
const SIGN_IN: Text = Text { zh: "使用令牌登录…", en: "Sign in with a token…" };
const SINCE: Text = Text { zh: "数据截至", en: "Last right at" };

fn standing() -> Memo<Standing> {
    let (store, freshness) = (use_store(), use_freshness());
    let (link, who) = (store.link(), store.session().who());
    Memo::new(move |_| {
        let standing = Standing::of(link.get(), freshness.worst().as_ref());
        // Where anybody may ask, nobody is refused instead of asked who they are.
        let is_nobody = who.with(|who| matches!(who, Who::Nobody(_)));
        if standing == Standing::Denied && is_nobody { Standing::SignedOut } else { standing }
    })
}

/// The mark and word in the top bar, with what it means and the way out behind it.
#[component]
pub fn LiveIndicator() -> impl IntoView {
    let (standing, locale) = (standing(), use_locale());
    let label =
        move || format!("{}: {}", CONNECTION.get(locale.get()), standing.get().word().get(locale.get()));
    let tone = Signal::derive(move || standing.get().tone());
    let trigger = move || {
        view! {
            <ToneMark tone />
            <span class="live-word">{move || standing.get().word().get(locale.get())}</span>
        }
    };
    view! {
        <Popover label panel_label=t(CONNECTION) class="live" align=Align::End trigger>
            <Explanation standing />
        </Popover>
    }
}

#[component]
fn Explanation(standing: Memo<Standing>) -> impl IntoView {
    let (locale, times) = (use_locale(), use_times());
    let say = move |text: Text| text.get(locale.get());
    let since = move || {
        let clock = clock(times, standing.get().since()?);
        Some(view! { <p class="live-fact"><span class="faint">{t(SINCE)}</span>" "<b>{clock}</b></p> })
    };
    let way_out =
        move || standing.get().way_out().map(|way_out| view! { <p class="live-way-out">{say(way_out)}</p> });
    let freshness = use_freshness();
    let quote = move || {
        let quote = shown(refusal(freshness.worst().as_ref())).into_owned();
        (!quote.is_empty()).then(|| view! { <blockquote>{quote}</blockquote> })
    };
    let session = StoredValue::new(use_store().session().clone());
    let sign_in = move |()| session.with_value(|session| session.want_sign_in(true));
    view! {
        <div class="live-panel">
            <h2>{move || say(standing.get().word())}</h2>
            <p>{move || say(standing.get().meaning())}</p>
            {since}
            {way_out}
            {quote}
            <ClockNote />
            <Show when=move || standing.get() == Standing::SignedOut>
                <div class="session-actions">
                    <Button small=true on_press=|()| location::reload()>{t(RELOAD)}</Button>
                    <Button small=true on_press=sign_in>{t(SIGN_IN)}</Button>
                </div>
            </Show>
        </div>
    }
}

/// Says across the page that what is on it may be old. At the lower edge, so that no row moves when it comes.
#[component]
pub fn StaleBanner() -> impl IntoView {
    let (standing, locale, now, freshness) = (standing(), use_locale(), use_browser_now(), use_freshness());
    let times = use_times();
    let shown = Memo::new(move |_| {
        let standing = standing.get();
        let now = u64::try_from(now.get().millis).unwrap_or(0);
        standing.needs_banner(now).then_some(standing)
    });
    let content = move || {
        shown.get().map(|standing| {
            let title = if freshness.shows_data() {
                showing(locale.get(), standing.since().map(|since| clock(times, since)).as_deref())
            } else {
                NOTHING_READ.get(locale.get()).to_owned()
            };
            view! {
                <div class="stale" data-tone=standing.tone().name()>
                    <Icon glyph=standing.tone().glyph() />
                    <p>
                        <strong>{title}</strong>
                        " "
                        {standing.meaning().get(locale.get())}
                        " "
                        <span class="stale-way-out">{standing.way_out().map(|way_out| way_out.get(locale.get()))}</span>
                    </p>
                </div>
            }
        })
    };
    view! { <div class="stale-region" role="status">{content}</div> }
}

fn clock(times: Times, millis: u64) -> String {
    times.clock(i64::try_from(millis).unwrap_or(i64::MAX))
}
