//! How the console is for this person. Everything holds at once, in all tabs, and is kept by this browser alone.

mod keeping;
mod kept_groups;
mod looks;
mod times;

use leptos::prelude::*;
use workload::text::Text;

use crate::i18n::t;
use crate::pages::settings::keeping::Keeping;
use crate::pages::settings::looks::{Keyboard, Looks};
use crate::pages::settings::times::TimesSettings;
use crate::ui::id;

const TITLE: Text = Text { zh: "设置", en: "Settings" };
const LEAD: Text = Text {
    zh: "立即生效，只保存在此浏览器中。",
    en: "Everything holds at once, and is kept in this browser only.",
};

/// The page.
#[component]
pub fn SettingsPage() -> impl IntoView {
    view! {
        <article class="settings">
            <header class="page-head">
                <h1>{t(TITLE)}</h1>
                <p class="settings-lead">{t(LEAD)}</p>
            </header>
            <Looks />
            <TimesSettings />
            <Keyboard />
            <Keeping />
        </article>
    }
}

/// Settings that belong together.
#[component]
fn Section(
    /// Their heading.
    title: Text,
    /// The settings.
    children: Children,
) -> impl IntoView {
    let heading = id::fresh("settings");
    view! {
        <section class="settings-section card" aria-labelledby=heading.clone()>
            <h2 id=heading.clone()>{t(title)}</h2>
            {children()}
        </section>
    }
}

fn words(text: Text) -> Signal<String> {
    Signal::derive(t(text)).into()
}
