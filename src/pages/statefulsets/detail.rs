//! The page of one StatefulSet: is it well, what is it doing, what can I do; then its pods, events, YAML and
//! configuration.
//!
//! It watches the set by its name, and by the set its pods, PVCs and events. What a user may not see says so where
//! it would stand, and the rest works. A set that is deleted under the open page stays as it was last seen, and says
//! so; one that is created again under the same name is another set, and says that.

pub mod absent;
pub mod actions;
pub mod advice;
mod by_name;
pub mod config_facts;
pub mod config_tab;
pub mod denied;
mod description;
pub mod events_tab;
pub mod header;
pub mod model;
mod pods;
pub mod pods_tab;
pub mod presence;
pub mod summary;
pub mod trouble;
mod waiting;
pub mod whole;
pub mod yaml_tab;

use kubewire::health::Health;
use kubewire::resource::STATEFUL_SETS;
use kubewire::scope::Scope;
use leptos::prelude::*;
use workload::rows::set::SetRow;
use workload::text::Text;

use crate::i18n::t;
use crate::pages::freshness::use_freshness;
use crate::pages::statefulsets::detail::absent::Absent;
use crate::pages::statefulsets::detail::by_name::{ByName, SET};
use crate::pages::statefulsets::detail::config_tab::ConfigTab;
use crate::pages::statefulsets::detail::events_tab::EventsTab;
use crate::pages::statefulsets::detail::header::Header;
use crate::pages::statefulsets::detail::model::Model;
use crate::pages::statefulsets::detail::pods_tab::PodsTab;
use crate::pages::statefulsets::detail::presence::{Presence, Seen, follow};
use crate::pages::statefulsets::detail::trouble::Trouble;
use crate::pages::statefulsets::detail::yaml_tab::YamlTab;
use crate::route::Route;
use crate::router::use_router;
use crate::store::use_store;
use crate::ui::tabs::{Tab, TabPanel, Tabs};
use crate::widgets::pod_table::Open;

const TABS: &str = "set";
const TABS_LABEL: Text = Text { zh: "有状态副本集的各部分", en: "Parts of the StatefulSet" };
const PODS: Text = Text { zh: "容器组", en: "Pods" };
const EVENTS: Text = Text { zh: "事件", en: "Events" };
const CONFIG: Text = Text { zh: "配置", en: "Configuration" };
const YAML: Text = Text { zh: "YAML", en: "YAML" };
const KEYS: [&str; 4] = ["pods", "events", "config", "yaml"];

/// The page.
#[component]
pub fn DetailPage(
    /// The set's namespace.
    namespace: String,
    /// The set's name.
    name: String,
) -> impl IntoView {
    let scope = Scope::named(STATEFUL_SETS, namespace.clone(), &name);
    let sets = use_store().watch::<SetRow>(scope);
    let (all, loaded, health) = (sets.all(), sets.loaded(), sets.health());
    use_freshness().follow(health, loaded);
    let seen = Memo::new(move |before: Option<&Seen>| {
        let now = all.with(|all| all.first().cloned());
        follow(before, now, loaded.get(), &health.read())
    });
    let set = Memo::new(move |_| seen.with(|seen| seen.last.clone()));
    let presence = Memo::new(move |_| seen.with(|seen| seen.presence.clone()));
    // Another uid is another set: everything below it starts anew.
    let uid = Memo::new(move |_| set.with(|set| set.as_ref().map(|set| set.meta.key.uid.clone())));
    let place = StoredValue::new((namespace, name));
    view! {
        <article class="detail">
            {move || {
                let (namespace, name) = place.get_value();
                // The memo is read, not only tracked: a memo that nobody reads computes nothing and wakes nobody.
                match uid.get().and_then(|_| set.get_untracked()) {
                    Some(first) => {
                        let set = Signal::derive(move || set.get().unwrap_or_else(|| first.clone()));
                        view! { <Present set presence health /> }.into_any()
                    }
                    None => view! { <Absent namespace name presence /> }.into_any(),
                }
            }}
        </article>
    }
}

#[component]
fn Present(
    set: Signal<std::sync::Arc<SetRow>>,
    presence: Memo<Presence>,
    health: Signal<Health>,
) -> impl IntoView {
    let model = Model::watch(set, presence, health);
    let open = Open::new();
    let router = use_router();
    let selected = Memo::new(move |_| {
        let here = router.route().with(|route| match route {
            Route::Set { tab, .. } => KEYS.into_iter().find(|key| key == tab),
            _ => None,
        });
        here.unwrap_or(KEYS[0])
    });
    let select = move |key: &'static str| {
        let tab = if key == KEYS[0] { "" } else { key }.to_owned();
        let (namespace, name) =
            set.with_untracked(|set| (set.meta.namespace().to_owned(), set.meta.name().to_owned()));
        router.replace(&Route::Set { namespace, name, tab });
    };
    let choose = Callback::new(move |ordinal: u32| {
        if selected.get_untracked() != KEYS[0] {
            select(KEYS[0]);
        }
        open.choose(ordinal);
    });
    let tabs = tabs(model);
    let selected_word = Signal::derive(move || selected.get().to_owned());
    view! {
        <Header model chosen=open.chosen on_choose=choose />
        <ByName health=model.health what=SET />
        <Trouble model on_choose=choose />
        <Tabs id=TABS label=t(TABS_LABEL) tabs selected=selected_word on_select=select />
        <TabPanel id=TABS selected=selected_word>
            {move || match selected.get() {
                "events" => view! { <EventsTab model /> }.into_any(),
                "config" => view! { <ConfigTab model /> }.into_any(),
                "yaml" => view! { <YamlTab model /> }.into_any(),
                _ => view! { <PodsTab model open /> }.into_any(),
            }}
        </TabPanel>
    }
}

fn tabs(model: Model) -> Vec<Tab> {
    let tab = |key, text: Text, count| Tab { key, label: Signal::derive(t(text)).into(), count };
    let pods = Signal::derive(move || model.pods.with(|pods| pods.as_ref().map(|_| model.own_count())));
    let events = Signal::derive(move || model.events_known.get().then(|| model.events.with(Vec::len)));
    vec![
        tab("pods", PODS, Some(pods)),
        tab("events", EVENTS, Some(events)),
        tab("config", CONFIG, None),
        tab("yaml", YAML, None),
    ]
}
