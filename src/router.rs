//! The one place that binds [`Route`] to the browser's address. `leptos_router` has no hash mode and none can be
//! plugged in, so this is the whole router.

use leptos::prelude::*;

use crate::platform::location;
use crate::route::Route;

/// The current place, in the context of the whole application.
#[derive(Debug, Clone, Copy)]
pub struct Router {
    route: Memo<Route>,
}

/// Starts following the address for as long as the current owner lives, and provides the router to it.
pub fn provide_router() -> Router {
    let (fragment, set_fragment) = signal(location::hash());
    location::on_hash_change(move |hash| set_fragment.set(hash));
    let router = Router { route: Memo::new(move |_| fragment.with(|text| Route::parse(text))) };
    provide_context(router);
    router
}

/// The router of the application.
///
/// # Panics
/// Outside of the application's component tree.
pub fn use_router() -> Router {
    use_context().unwrap_or_else(|| panic!("use_router is called below App only"))
}

impl Router {
    /// The current place.
    pub fn route(self) -> Memo<Route> {
        self.route
    }

    /// Goes to another place; Back returns to this one.
    pub fn navigate(self, to: &Route) {
        location::push_hash(&to.href());
    }

    /// Goes to another place that takes this one's step in the history: for filters and tabs.
    pub fn replace(self, to: &Route) {
        location::replace_hash(to.href().trim_start_matches('#'));
    }
}
