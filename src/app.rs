//! The root of the page: what the whole application shares, and which page the address names.

use leptos::prelude::*;

use workload::text::Locale;

use crate::i18n::provide_locale;
use crate::pages::statefulsets::create::CreatePage;
use crate::platform::appearance;
use crate::platform::storage::{self, Area};
use crate::route::Route;
use crate::router::provide_router;
use crate::store::Store;
use crate::ui::theme::provide_theme;

/// The application.
#[component]
pub fn App() -> impl IntoView {
    provide_theme();
    provide_locale(first_locale(), keep_locale);
    Store::provide();
    let route = provide_router().route();
    move || match route.get() {
        Route::Sets(_) => view! { <main>"StatefulSets"</main> }.into_any(),
        Route::Set { namespace, name, .. } => view! { <main>{namespace} "/" {name}</main> }.into_any(),
        Route::Create { .. } => {
            let namespace = Signal::derive(move || match route.get() {
                Route::Create { namespace } => namespace,
                _ => String::new(),
            });
            view! { <CreatePage namespace /> }.into_any()
        }
        Route::NotFound => view! { <main>"404"</main> }.into_any(),
    }
}

/// Also read by `boot.js`, which sets the language of what is shown before the application runs.
const LOCALE_KEY: &str = "ordinal.locale";

fn first_locale() -> Locale {
    let wanted = storage::get(Area::Local, LOCALE_KEY).unwrap_or_else(appearance::system_language);
    if wanted.to_ascii_lowercase().starts_with("zh") { Locale::Zh } else { Locale::En }
}

fn keep_locale(locale: Locale) {
    let (key, lang) = match locale {
        Locale::En => ("en", "en"),
        Locale::Zh => ("zh", "zh-CN"),
    };
    appearance::set_root_attribute("lang", lang);
    // What the system asks for is not a choice to be kept.
    let known = storage::get(Area::Local, LOCALE_KEY).is_some() || first_locale() != locale;
    if known && storage::set(Area::Local, LOCALE_KEY, key).is_err() {
        leptos::logging::warn!("the browser does not keep the language");
    }
}
