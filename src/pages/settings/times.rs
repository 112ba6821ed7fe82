//! How points in time are said.

use leptos::{ev, prelude::*};
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::pages::now::use_now;
use crate::pages::settings::{Section, words};
use crate::platform::local_time;
use crate::ui::choice_group::ChoiceGroup;
use crate::ui::field::FieldAbout;
use crate::ui::times::{Times, use_times};

const TITLE: Text = Text { zh: "时间", en: "Times" };
const STYLE: Text = Text { zh: "时间的显示方式", en: "How a time is shown" };
const RELATIVE: Text = Text { zh: "多久以前", en: "How long ago" };
const ABSOLUTE: Text = Text { zh: "日期和时刻", en: "Date and time" };
const ZONE: Text = Text { zh: "时区", en: "Time zone" };
const UTC: Text = Text { zh: "UTC", en: "UTC" };
const OTHER: Text = Text { zh: "其他", en: "Another" };
const NAME: Text = Text { zh: "时区名称", en: "Name of the time zone" };

/// Which zone, as one chooses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Zone {
    Browser,
    Utc,
    Named,
}

/// Zone, and relative or absolute.
#[component]
pub fn TimesSettings() -> impl IntoView {
    let times = use_times();
    view! {
        <Section title=TITLE>
            <ChoiceGroup
                label=t(STYLE)
                choices=vec![(false, words(RELATIVE)), (true, words(ABSOLUTE))]
                value=Signal::derive(move || times.is_absolute())
                on_choose=move |absolute| times.choose_absolute(absolute)
            />
            <ZoneSetting times />
        </Section>
    }
}

#[component]
fn ZoneSetting(times: Times) -> impl IntoView {
    let (locale, now) = (use_locale(), use_now());
    let browser = Signal::derive(move || match locale.get() {
        Locale::En => format!("Of this browser ({})", local_time::own_zone()),
        Locale::Zh => format!("此浏览器的时区（{}）", local_time::own_zone()),
    });
    // Chosen, but not named yet.
    let naming = RwSignal::new(false);
    let value = Signal::derive(move || match times.zone().as_deref() {
        _ if naming.get() => Zone::Named,
        None => Zone::Browser,
        Some("UTC") => Zone::Utc,
        Some(_) => Zone::Named,
    });
    let choose = move |zone: Zone| {
        naming.set(zone == Zone::Named);
        match zone {
            Zone::Browser => times.choose_zone(None),
            Zone::Utc => times.choose_zone(Some("UTC")),
            Zone::Named => {}
        }
    };
    let example = Signal::derive(move || {
        let now = times.full(now.get().millis, locale.get());
        match locale.get() {
            Locale::En => format!("It is {now}"),
            Locale::Zh => format!("现在是 {now}"),
        }
    });
    let zones = vec![(Zone::Browser, browser), (Zone::Utc, words(UTC)), (Zone::Named, words(OTHER))];
    view! {
        <ChoiceGroup label=t(ZONE) help=example choices=zones value on_choose=choose />
        <Show when=move || value.get() == Zone::Named><ZoneName times /></Show>
    }
}

/// An IANA name, with what the browser knows to choose from.
#[component]
fn ZoneName(times: Times) -> impl IntoView {
    let locale = use_locale();
    let (input, list) = (crate::ui::id::fresh("zone"), crate::ui::id::fresh("zones"));
    let about = format!("{input}-about");
    let typed = RwSignal::new(times.zone().filter(|zone| zone != "UTC").unwrap_or_default());
    let error = Signal::derive(move || {
        let typed = typed.get();
        let known = typed.is_empty() || local_time::is_zone(&typed);
        match locale.get() {
            _ if known => String::new(),
            Locale::En => format!("The browser knows no time zone “{typed}”."),
            Locale::Zh => format!("浏览器不认识时区“{typed}”。"),
        }
    });
    let help = move || match locale.get() {
        Locale::En => "As the IANA database names it, such as Asia/Shanghai.".to_owned(),
        Locale::Zh => "IANA 时区名称，例如 Asia/Shanghai。".to_owned(),
    };
    let type_in = move |ev: ev::Event| {
        let text = event_target_value(&ev).trim().to_owned();
        if local_time::is_zone(&text) {
            times.choose_zone(Some(&text));
        }
        typed.set(text);
    };
    view! {
        <div class="field settings-zone">
            <label class="field-label" for=input.clone()>{t(NAME)}</label>
            <input
                id=input
                type="text"
                class="input"
                list=list.clone()
                autocomplete="off"
                spellcheck="false"
                aria-describedby=about.clone()
                aria-invalid=move || error.with(|error| !error.is_empty()).then_some("true")
                prop:value=typed
                on:input=type_in
            />
            <datalist id=list>{zones()}</datalist>
            <FieldAbout id=about help=Signal::derive(help) error />
        </div>
    }
}

/// Every name that the browser knows.
fn zones() -> impl IntoView {
    local_time::zones().into_iter().map(|zone| view! { <option value=zone></option> }).collect_view()
}
