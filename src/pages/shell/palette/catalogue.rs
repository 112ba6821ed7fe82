//! Everything that the palette can find now: what the page offers, the places, the namespaces, the sets.

use std::sync::Arc;

use kubewire::health::Health;
use kubewire::resource::{NAMESPACES, STATEFUL_SETS};
use kubewire::scope::Scope;
use leptos::prelude::*;
use workload::rows::meta::ALIAS;
use workload::rows::namespace::NamespaceRow;
use workload::rows::set::SetRow;
use workload::text::Locale;

use crate::i18n::use_locale;
use crate::pages::shell::palette::entry::Entry;
use crate::pages::shell::places::PLACES;
use crate::store::use_store;
use crate::store::watched::Watched;
use crate::ui::command::{ANYWHERE, Command, use_commands};

/// People who may not list everything have a few namespaces; each costs a watch.
const FEW: usize = 8;

/// All entries, compared by identity.
#[derive(Debug, Clone)]
pub struct Catalogue(pub Arc<Vec<Arc<Entry>>>);

impl PartialEq for Catalogue {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// What the palette searches.
#[derive(Debug, Clone, Copy)]
pub struct Searched {
    /// The entries.
    pub catalogue: Memo<Catalogue>,
    /// The sets are still being read.
    pub loading: Signal<bool>,
    /// Only the sets of some namespaces are among them.
    pub partial: Signal<bool>,
}

/// Gathers the entries for as long as the current owner lives. `known` are namespaces of people who may not list them.
pub fn search(known: Vec<String>) -> Searched {
    let (store, locale, commands) = (use_store(), use_locale(), use_commands());
    let namespaces = store.watch::<NamespaceRow>(Scope::all(NAMESPACES)).all();
    let everywhere = store.watch::<SetRow>(Scope::all(STATEFUL_SETS));
    let (health, loaded) = (everywhere.health(), everywhere.loaded());
    let partial = Memo::new(move |_| health.with(|health| matches!(health, Health::Denied(_))));
    let names = known.clone();
    let watched = Memo::new_with_compare(
        move |_| {
            if !partial.get() {
                return vec![everywhere.clone()];
            }
            let one = |name: &String| store.watch(Scope::namespaced(STATEFUL_SETS, name.clone()));
            names.iter().take(FEW).map(one).collect()
        },
        |_, _| true,
    );
    let sets = Memo::new(move |_| Catalogue(Arc::new(watched.with(|watched| sets(watched)))));
    let catalogue = Memo::new(move |_| {
        let locale = locale.get();
        let listed: Vec<String> =
            namespaces.with(|all| all.iter().map(|row| row.meta.name().to_owned()).collect());
        // What the page itself offers leads; what is offered everywhere follows the places.
        let listed_commands = commands.all().into_iter().filter(|command| command.listed.get());
        let (anywhere, here): (Vec<_>, Vec<_>) =
            listed_commands.partition(|command| command.area == ANYWHERE);
        let action = |command: Command| Arc::new(Entry::action(command, command.about.get(), locale));
        let mut entries: Vec<Arc<Entry>> = here.into_iter().map(action).collect();
        entries.extend(pages(locale));
        entries.extend(anywhere.into_iter().map(action));
        let names = if listed.is_empty() { known.clone() } else { listed };
        entries.extend(names.iter().map(|name| Arc::new(Entry::namespace(name))));
        sets.with(|sets| entries.extend(sets.0.iter().cloned()));
        Catalogue(Arc::new(entries))
    });
    Searched {
        catalogue,
        loading: Signal::derive(move || !loaded.get() && !partial.get()),
        partial: partial.into(),
    }
}

fn pages(locale: Locale) -> impl Iterator<Item = Arc<Entry>> {
    PLACES.into_iter().map(move |place| {
        let keys = place.keys.first().copied().unwrap_or_default();
        Arc::new(Entry::page(place.label, place.glyph, keys, (place.route)(), locale))
    })
}

/// Follows what comes and goes, not each change of a set: its name stays.
fn sets(watched: &[Watched<SetRow>]) -> Vec<Arc<Entry>> {
    let mut entries = Vec::new();
    for watched in watched {
        watched.order().with(|order| {
            entries.extend(order.iter().filter_map(|uid| watched.row(uid)).map(|row| {
                row.with_untracked(|set| {
                    let alias = set.meta.annotations.get(ALIAS).map_or("", String::as_str);
                    Arc::new(Entry::set(set.meta.namespace(), set.meta.name(), alias))
                })
            }));
        });
    }
    entries
}
