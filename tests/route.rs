//! The addresses of the console: each place has one spelling, and every spelling is read back.

use ordinal::route::namespaces::Namespaces;
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
    for text in [
        "#/statefulsets/shop/",
        "#/statefulsets//web",
        "#/pods",
        "#/statefulsets/a/b/c",
        "#/statefulsets//b/edit",
    ] {
        assert_eq!(Route::parse(text), Route::NotFound, "{text}");
    }
}

/// A name in a link that someone sends must not pass for another one, nor turn the words around it.
#[test]
fn what_cannot_be_seen_in_a_name_is_marked() {
    assert_eq!(Route::parse("#/statefulsets/a%E2%80%AEb/c"), set("a⟨U+202E⟩b", "c", ""));
    let Route::Sets(query) = Route::parse("#/statefulsets?namespace=%E2%80%8Bshop") else { panic!("a list") };
    assert_eq!(query.namespaces.names(), ["⟨U+200B⟩shop"]);
}

#[test]
fn create_keeps_the_namespace() {
    let route = Route::Create { namespace: "shop".into() };
    assert_eq!(Route::parse(&route.href()), route);
}

#[test]
fn a_set_to_be_edited_is_below_the_set() {
    let route = Route::Edit { namespace: "shop".into(), name: "a/b".into() };
    assert_eq!(route.href(), "#/statefulsets/shop/a%2Fb/edit");
    assert_eq!(Route::parse(&route.href()), route);
}

#[test]
fn the_record_keeps_what_is_looked_for() {
    let route = Route::Record { search: "web 0".into() };
    assert_eq!(route.href(), "#/activity?search=web%200");
    assert_eq!(Route::parse(&route.href()), route);
    assert_eq!(Route::parse("#/activity"), Route::Record { search: String::new() });
}

#[test]
fn several_namespaces_are_written_once_each_and_in_one_order() {
    let Route::Sets(query) = Route::parse("#/statefulsets?namespace=shop,,data%2Cshop") else {
        panic!("a list")
    };
    assert_eq!(query.namespaces.names(), ["data", "shop"]);
    assert_eq!(Route::Sets(query).href(), "#/statefulsets?namespace=data,shop");
}

#[test]
fn a_choice_of_namespaces_is_changed_one_by_one() {
    let shop = Namespaces::one("shop");
    assert_eq!((shop.single(), shop.is_all()), (Some("shop"), false));
    let both = shop.toggled("data");
    assert_eq!((both.names().join(" "), both.single()), ("data shop".to_owned(), None));
    assert_eq!(both.toggled("data"), shop);
    assert_eq!(shop.toggled("shop"), Namespaces::all());
    assert_eq!(Namespaces::one(""), Namespaces::all());
}

/// What can be seen of a name; the rest is marked when it is read.
fn name() -> impl Strategy<Value = String> {
    "[ -~\u{4E00}-\u{9FFF}]+"
}

fn any_route() -> impl Strategy<Value = Route> {
    prop_oneof![
        (proptest::collection::vec(name(), 0..4), proptest::array::uniform6(".*")).prop_map(
            |(names, [search, status, cause, labels, app, sort])| Route::Sets(SetsQuery {
                namespaces: names.into_iter().collect(),
                search,
                status,
                cause,
                labels,
                app,
                sort
            })
        ),
        (name(), name(), ".*").prop_map(|(namespace, name, tab)| Route::Set { namespace, name, tab }),
        name().prop_map(|namespace| Route::Create { namespace }),
        (name(), name()).prop_map(|(namespace, name)| Route::Edit { namespace, name }),
        Just(Route::Settings),
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
