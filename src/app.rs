//! The root of the page: what the whole application shares, and which page the address names.

use leptos::prelude::*;

use crate::pages::now::provide_now;
use crate::pages::settings::SettingsPage;
use crate::pages::shell::Shell;
use crate::pages::shell::not_found::NotFound;
use crate::pages::statefulsets::create::CreatePage;
use crate::pages::statefulsets::detail::DetailPage;
use crate::pages::statefulsets::list::ListPage;
use crate::route::Route;
use crate::router::provide_router;
use crate::store::Store;
use crate::store::config::{self, Config};
use crate::ui::command::provide_commands;
use crate::ui::density::provide_density;
use crate::ui::language::provide_language;
use crate::ui::theme::{Choice, provide_theme};
use crate::ui::times::provide_times;
use crate::ui::toast::provide_toaster;

/// The application.
#[component]
pub fn App() -> impl IntoView {
    let config = Store::provide().config();
    provide_theme(Signal::derive(move || config.with(configured_theme)));
    provide_language(Signal::derive(move || config.with(|config| config.locale)));
    provide_times();
    provide_commands();
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
        Page::Settings => view! { <SettingsPage /> }.into_any(),
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
    Settings,
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
            Route::Settings => Self::Settings,
            Route::NotFound => Self::NotFound,
        }
    }
}

fn configured_theme(config: &Config) -> Choice {
    match config.theme {
        None | Some(config::Theme::System) => Choice::System,
        Some(config::Theme::Light) => Choice::Light,
        Some(config::Theme::Dark) => Choice::Dark,
    }
}
