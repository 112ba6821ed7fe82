//! The one place that binds [`Route`] to the browser's address. `leptos_router` has no hash mode and none can be
//! plugged in, so this is the whole router.

use leptos::prelude::*;

use crate::platform::location;
use crate::route::namespaces::Namespaces;
use crate::route::{Route, SetsQuery};

/// The current place, in the context of the whole application.
#[derive(Debug, Clone, Copy)]
pub struct Router {
    route: Memo<Route>,
    trail: StoredValue<Trail>,
}

/// How one came here.
#[derive(Debug, Clone)]
struct Trail {
    here: Route,
    /// One step back leads to the list.
    is_from_list: bool,
    /// The list as one left it last.
    list: Option<SetsQuery>,
}

impl Trail {
    fn begin(here: Route) -> Self {
        let list = if let Route::Sets(query) = &here { Some(query.clone()) } else { None };
        Self { here, is_from_list: false, list }
    }

    fn step(&mut self, to: Route) {
        let is_tab = match (&self.here, &to) {
            (Route::Set { namespace, name, .. }, Route::Set { namespace: there, name: other, .. }) => {
                namespace == there && name == other
            }
            _ => false,
        };
        if !is_tab {
            self.is_from_list = matches!(self.here, Route::Sets(_));
        }
        if let Route::Sets(query) = &to {
            self.list = Some(query.clone());
        }
        self.here = to;
    }
}

/// Starts following the address for as long as the current owner lives, and provides the router to it.
pub fn provide_router() -> Router {
    let (fragment, set_fragment) = signal(location::hash());
    let trail = StoredValue::new(Trail::begin(Route::parse(&fragment.get_untracked())));
    location::on_hash_change(move |hash| {
        trail.update_value(|trail| trail.step(Route::parse(&hash)));
        set_fragment.set(hash);
    });
    let router = Router { route: Memo::new(move |_| fragment.with(|text| Route::parse(text))), trail };
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

    /// Goes to the list as one left it, scrolled as it was where that is one step back; to the list of a namespace
    /// where one has not seen any.
    pub fn back_to_list(self, namespace: &str) {
        let Trail { is_from_list, list, .. } = self.trail.get_value();
        if is_from_list {
            return location::back();
        }
        let other = || SetsQuery { namespaces: Namespaces::one(namespace), ..SetsQuery::default() };
        self.replace(&Route::Sets(list.unwrap_or_else(other)));
    }
}

#[cfg(test)]
mod tests {
    use super::Trail;
    use crate::route::Route;

    fn after(fragments: &[&str]) -> Trail {
        let mut trail = Trail::begin(Route::parse(fragments[0]));
        for fragment in &fragments[1..] {
            trail.step(Route::parse(fragment));
        }
        trail
    }

    #[test]
    fn the_list_is_one_step_back_however_many_tabs_one_looked_at() {
        let trail = after(&[
            "#/statefulsets?search=a",
            "#/statefulsets/shop/web",
            "#/statefulsets/shop/web?tab=yaml",
        ]);
        assert!(trail.is_from_list);
        assert_eq!(trail.list.map(|list| list.search).as_deref(), Some("a"));
    }

    #[test]
    fn from_elsewhere_the_list_is_the_one_that_was_seen_last() {
        let trail = after(&["#/statefulsets?search=a", "#/settings", "#/statefulsets/shop/web"]);
        assert!(!trail.is_from_list);
        assert_eq!(trail.list.map(|list| list.search).as_deref(), Some("a"));
        assert!(after(&["#/statefulsets/shop/web"]).list.is_none());
    }
}
