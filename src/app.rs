//! The root of the page: what the whole application shares, and which page the address names.

use leptos::prelude::*;

use crate::pages::cluster_missing::ClusterMissing;
use crate::pages::now::provide_now;
use crate::pages::parts;
use crate::pages::shell::Shell;
use crate::pages::shell::not_found::NotFound;
use crate::pages::statefulsets::list::ListPage;
use crate::pages::statefulsets::list::own_namespace::provide_led;
use crate::platform::{failure, task};
use crate::route::Route;
use crate::router::{provide_router, use_router};
use crate::store::Store;
use crate::store::config::{self, Config};
use crate::store::site::{NoSuchCluster, Site};
use crate::ui::command::provide_commands;
use crate::ui::density::provide_density;
use crate::ui::language::provide_language;
use crate::ui::theme::{Choice, provide_theme};
use crate::ui::times::provide_times;
use crate::ui::toast::provide_toaster;

/// The application: what is the same for every cluster, then the console of the one that is chosen.
#[component]
pub fn App() -> impl IntoView {
    let site = RwSignal::new(None::<Result<Site, NoSuchCluster>>);
    let config = move || {
        let known = site
            .with(|site| site.as_ref().and_then(|site| site.as_ref().ok()).map(|site| site.config().clone()));
        known.unwrap_or_default()
    };
    provide_theme(Signal::derive(move || site.with(Option::is_some).then(|| configured_theme(&config()))));
    provide_language(Signal::derive(move || config().locale));
    provide_times();
    provide_commands();
    provide_router();
    provide_density();
    provide_toaster();
    parts::load_ahead();
    task::spawn_scoped(async move {
        site.set(Some(Site::find().await));
        failure::remove_boot_mark();
    });
    // Everything that is known of a person or of a cluster goes when it is another one.
    let (begun, restart) = signal(0_u32);
    let restart = Callback::new(move |()| restart.update(|begun| *begun += 1));
    move || {
        begun.track();
        site.get().map(|site| match site {
            Ok(site) => view! { <Console site restart /> }.into_any(),
            Err(missing) => view! { <ClusterMissing missing /> }.into_any(),
        })
    }
}

/// One cluster as one person sees it.
#[component]
fn Console(site: Site, restart: Callback<()>) -> impl IntoView {
    let needs_sign_in = Store::provide(&site, restart).session().needs_sign_in();
    provide_now();
    provide_led();
    let route = use_router().route();
    let page = Memo::new(move |_| route.with(Page::of));
    let content = move || match page.get() {
        Page::Sets => view! { <ListPage /> }.into_any(),
        Page::Set { namespace, name } => {
            parts::DETAIL.view(move || parts::detail(namespace.clone(), name.clone()))
        }
        Page::Create => {
            let namespace = Signal::derive(move || match route.get() {
                Route::Create { namespace } => namespace,
                _ => String::new(),
            });
            parts::CREATE.view(move || parts::create(namespace))
        }
        Page::Edit { namespace, name } => {
            parts::EDIT.view(move || parts::edit(namespace.clone(), name.clone()))
        }
        Page::Record => parts::RECORD.view(parts::record),
        Page::Settings => parts::SETTINGS.view(parts::settings),
        Page::NotFound => view! { <NotFound /> }.into_any(),
    };
    view! {
        <Shell>{content}</Shell>
        <Show when=move || needs_sign_in.get()>
            {parts::SIGN_IN.view(parts::sign_in)}
        </Show>
    }
}

/// What a place has a page of its own for; what else the address holds, that page follows itself.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Page {
    Sets,
    Set { namespace: String, name: String },
    Create,
    Edit { namespace: String, name: String },
    Record,
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
            Route::Edit { namespace, name } => {
                Self::Edit { namespace: namespace.clone(), name: name.clone() }
            }
            Route::Record { .. } => Self::Record,
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
