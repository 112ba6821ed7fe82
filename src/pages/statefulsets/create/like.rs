//! Begins with what is in the cluster: a set and what it names, without what the cluster filled in.

use kubewire::resource::STATEFUL_SETS;
use kubewire::scope::Scope;
use leptos::prelude::*;
use workload::rows::set::SetRow;
use workload::shown::shown;

use crate::i18n::t;
use crate::pages::shell::CLOSE;
use crate::pages::statefulsets::create::model::Model;
use crate::pages::statefulsets::create::words;
use crate::pages::statefulsets::export::{Related, export};
use crate::platform::task::spawn_scoped;
use crate::store::use_store;
use crate::ui::button::{Button, Kind};
use crate::ui::callout::{Callout, Note};
use crate::ui::check::Check;
use crate::ui::dialog::Dialog;
use crate::ui::select::{Choice, Select};
use crate::ui::tone::Tone;

/// The dialog.
#[component]
pub(super) fn LikeDialog(model: Model, #[prop(into)] on_close: Callback<()>) -> impl IntoView {
    let (chosen, busy) = (RwSignal::new(String::new()), RwSignal::new(false));
    let (config, failed) = (RwSignal::new(true), RwSignal::new(String::new()));
    let (store, owner) = (StoredValue::new(use_store()), Owner::current());
    let namespace = model.picked.get_untracked();
    let scope = if namespace.is_empty() {
        Scope::all(STATEFUL_SETS)
    } else {
        Scope::namespaced(STATEFUL_SETS, namespace)
    };
    let sets = use_store().watch::<SetRow>(scope);
    let (all, loaded) = (sets.all(), sets.loaded());
    let choices = Signal::derive(move || {
        let name = |set: &SetRow| format!("{}/{}", set.meta.namespace(), set.meta.name());
        let choice = |name: String| Choice { label: shown(&name).into_owned(), value: name };
        let none = Choice { label: "–".to_owned(), value: String::new() };
        std::iter::once(none).chain(all.get().iter().map(|set| choice(name(set)))).collect::<Vec<_>>()
    });
    let is_empty = move || loaded.get() && all.with(|all| all.is_empty());
    let read = move |()| {
        let chosen = chosen.get_untracked();
        let Some((namespace, name)) = chosen.split_once('/') else { return };
        let set = [(namespace.to_owned(), name.to_owned())];
        let related = Related { services: true, config_maps: config.get_untracked(), secrets: false };
        busy.set(true);
        let work = async move {
            let found = export(&store.get_value(), &set, related, |_| {}).await;
            busy.set(false);
            if found.count() == 0 {
                failed.set(
                    found
                        .unread
                        .iter()
                        .map(|unread| unread.say(model.locale()))
                        .collect::<Vec<_>>()
                        .join("\n"),
                );
            } else {
                model.add(found.yaml(model.locale()));
                on_close.run(());
            }
        };
        // It ends when the dialog is left.
        if let Some(owner) = &owner {
            owner.with(|| spawn_scoped(work));
        }
    };
    let unready = Signal::derive(move || chosen.with(String::is_empty));
    let foot = move || {
        view! {
            <Button on_press=on_close>{t(words::CANCEL)}</Button>
            <Button submit=true kind=Kind::Main busy disabled=unready>{t(words::LIKE_TAKE)}</Button>
        }
    };
    view! {
        <Dialog title=t(words::LIKE) lead=t(words::LIKE_LEAD) close_label=t(CLOSE) on_close on_submit=read foot>
            <Select label=t(words::LIKE_SET) choices value=chosen on_choose=move |set| chosen.set(set) />
            <Check label=t(words::LIKE_CONFIG) checked=config on_change=move |now| config.set(now) />
            <Show when=is_empty><Note>{t(words::LIKE_NONE)}</Note></Show>
            <Show when=move || failed.with(|failed| !failed.is_empty())>
                <Callout tone=Tone::Bad title=t(words::LIKE_FAILED) quote=failed />
            </Show>
        </Dialog>
    }
}
