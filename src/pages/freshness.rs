//! How fresh what is on the page is: pages say which collections they show, the shell says how those are.

use kubewire::health::Health;
use leptos::prelude::*;

/// The collections that the page on screen is made of.
#[derive(Debug, Clone, Copy)]
pub struct Freshness {
    followed: RwSignal<Vec<(u32, Followed)>>,
    next: StoredValue<u32>,
}

/// One collection.
#[derive(Debug, Clone, Copy)]
struct Followed {
    health: Signal<Health>,
    loaded: Signal<bool>,
}

/// Provides the register to everything below.
pub fn provide_freshness() -> Freshness {
    let freshness = Freshness { followed: RwSignal::new(Vec::new()), next: StoredValue::new(0) };
    provide_context(freshness);
    freshness
}

/// The register of the application.
///
/// # Panics
/// Outside of the application's component tree.
pub fn use_freshness() -> Freshness {
    expect_context()
}

impl Freshness {
    /// The page shows a collection of this health, and whether it has been listed, for as long as the current owner lives.
    pub fn follow(self, health: Signal<Health>, loaded: Signal<bool>) {
        let key = self.next.get_value();
        self.next.set_value(key.wrapping_add(1));
        let entry = Followed { health, loaded };
        self.followed.update(|followed| followed.push((key, entry)));
        on_cleanup(move || {
            // The register may have gone with the application.
            self.followed.try_update(|followed| followed.retain(|(other, _)| *other != key));
        });
    }

    /// The least fresh of the page's collections; none where the page shows none.
    pub fn worst(self) -> Option<Health> {
        self.followed
            .with(|followed| Health::worst(followed.iter().filter_map(|(_, entry)| entry.health.try_get())))
    }

    /// Whether anything that a collection brought is on the page. Else nothing on it can be old.
    pub fn shows_data(self) -> bool {
        self.followed
            .with(|followed| followed.iter().any(|(_, entry)| entry.loaded.try_get().unwrap_or_default()))
    }
}
