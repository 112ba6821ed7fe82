//! The addresses of the console: each place has one spelling, and every spelling is read back.

use ordinal::route::{Route, SetsQuery};
use proptest::prelude::*;

fn set(namespace: &str, name: &str, tab: &str) -> Route {
    Route::Set { namespace: namespace.into(), name: name.into(), tab: tab.into() }
}

#[test]
fn an_empty_address_is_the_list() {
    for text in ["", "#", "/", "#/", "#/statefulsets", "#/statefulsets/"] {
        assert_eq!(Route::parse(text), Route::default(), "{text}");
    }
}

#[test]
fn a_set_is_found_by_namespace_and_name() {
    assert_eq!(Route::parse("#/statefulsets/shop/web?tab=yaml"), set("shop", "web", "yaml"));
    assert_eq!(set("shop", "web", "").href(), "#/statefulsets/shop/web");
}

#[test]
fn what_is_special_in_an_address_is_encoded() {
    let query = SetsQuery { search: "a&b=c %?#/有".into(), ..SetsQuery::default() };
    let href = Route::Sets(query.clone()).href();
    assert_eq!(href, "#/statefulsets?search=a%26b%3Dc%20%25%3F%23%2F%E6%9C%89");
    assert_eq!(Route::parse(&href), Route::Sets(query));
}

#[test]
fn a_plus_is_a_space_in_a_query_and_itself_in_a_path() {
    assert_eq!(Route::parse("#/statefulsets/a+b/c"), set("a+b", "c", ""));
    let Route::Sets(query) = Route::parse("#/statefulsets?search=a+b") else { panic!("a list") };
    assert_eq!(query.search, "a b");
}

#[test]
fn a_broken_escape_stays_as_it_was_typed() {
    assert_eq!(Route::parse("#/statefulsets/100%/%zz"), set("100%", "%zz", ""));
}

#[test]
fn an_address_without_a_name_is_not_found() {
    for text in ["#/statefulsets/shop/", "#/statefulsets//web", "#/pods", "#/statefulsets/a/b/c"] {
        assert_eq!(Route::parse(text), Route::NotFound, "{text}");
    }
}

#[test]
fn create_keeps_the_namespace() {
    let route = Route::Create { namespace: "shop".into() };
    assert_eq!(Route::parse(&route.href()), route);
}

fn any_route() -> impl Strategy<Value = Route> {
    prop_oneof![
        (".*", ".*", ".*", ".*").prop_map(|(namespace, search, status, sort)| Route::Sets(SetsQuery {
            namespace,
            search,
            status,
            sort
        })),
        (".+", ".+", ".*").prop_map(|(namespace, name, tab)| Route::Set { namespace, name, tab }),
        ".*".prop_map(|namespace| Route::Create { namespace }),
        Just(Route::NotFound),
    ]
}

proptest! {
    #[test]
    fn every_address_that_is_written_is_read_back(route in any_route()) {
        prop_assert_eq!(Route::parse(&route.href()), route);
    }

    #[test]
    fn any_text_at_all_is_read_without_panic(text in ".*") {
        let route = Route::parse(&text);
        prop_assert_eq!(Route::parse(&route.href()), route);
    }
}
