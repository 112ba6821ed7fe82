//! The root of the page: what the whole application shares, and which page the address names.

use leptos::prelude::*;

use workload::text::Locale;

use crate::i18n::provide_locale;
use crate::pages::now::provide_now;
use crate::pages::shell::Shell;
use crate::pages::shell::not_found::NotFound;
use crate::pages::statefulsets::create::CreatePage;
use crate::pages::statefulsets::detail::DetailPage;
use crate::pages::statefulsets::list::ListPage;
use crate::platform::appearance;
use crate::platform::storage::{self, Area};
use crate::route::Route;
use crate::router::provide_router;
use crate::store::Store;
use crate::ui::density::provide_density;
use crate::ui::theme::provide_theme;
use crate::ui::toast::provide_toaster;

/// The application.
#[component]
pub fn App() -> impl IntoView {
    provide_theme();
    provide_locale(first_locale(), keep_locale);
    Store::provide();
    let route = provide_router().route();
    provide_density();
    provide_toaster();
    provide_now();
    let page = Memo::new(move |_| route.with(Page::of));
    let content = move || match page.get() {
        Page::Sets => view! { <ListPage /> }.into_any(),
        Page::Set { namespace, name } => view! { <DetailPage namespace name /> }.into_any(),
        Page::Create => {
            let namespace = Signal::derive(move || match route.get() {
                Route::Create { namespace } => namespace,
                _ => String::new(),
            });
            view! { <CreatePage namespace /> }.into_any()
        }
        Page::NotFound => view! { <NotFound /> }.into_any(),
    };
    view! { <Shell>{content}</Shell> }
}

/// What a place has a page of its own for; what else the address holds, that page follows itself.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Page {
    Sets,
    Set { namespace: String, name: String },
    Create,
    NotFound,
}

impl Page {
    fn of(route: &Route) -> Self {
        match route {
            Route::Sets(_) => Self::Sets,
            Route::Set { namespace, name, .. } => {
                Self::Set { namespace: namespace.clone(), name: name.clone() }
            }
            Route::Create { .. } => Self::Create,
            Route::NotFound => Self::NotFound,
        }
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
