use std::collections::BTreeMap;

use proptest::prelude::*;
use workload::label_selector::{LabelSelector, Requirement};
use workload::text::Locale;

fn labels(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn each_operator_selects_as_kubectl_does() {
    let web = labels(&[
        ("app", "web"),
        ("tier", "front"),
        ("empty", ""),
        ("example.com/x", "1"),
        ("shard", "010"),
        ("most", "9223372036854775807"),
        ("beyond", "9223372036854775808"),
    ]);
    for (text, expected) in [
        ("", true),
        ("  ", true),
        ("app=web", true),
        ("app == web", true),
        ("app=db", false),
        ("app!=db", true),
        ("missing!=db", true),
        ("app!=web", false),
        ("tier in (back, front)", true),
        ("tier in(back)", false),
        ("missing in (a)", false),
        ("tier notin (back)", true),
        ("missing notin (a)", true),
        ("tier notin (front,back)", false),
        ("example.com/x", true),
        ("missing", false),
        ("!missing", true),
        ("! app", false),
        ("empty=", true),
        ("empty in (,a)", true),
        ("app=web,tier=front , !missing", true),
        ("app=web,tier=back", false),
        // Whole numbers alone, as `strconv.ParseInt` reads them.
        ("shard>9", true),
        ("shard > 10", false),
        ("shard<11", true),
        ("shard <10", false),
        ("shard>0,shard<20,app=web", true),
        ("app>1", false),
        ("app<1", false),
        ("empty<1", false),
        ("missing<1", false),
        ("most>9223372036854775806", true),
        ("beyond>1", false),
        // A key may have an operator's name.
        ("in=a", false),
        ("!notin", true),
    ] {
        let selector = LabelSelector::parse(text).unwrap_or_else(|problem| panic!("{text}: {problem:?}"));
        assert_eq!(selector.matches(&web), expected, "{text}");
    }
}

#[test]
fn what_is_no_selector_says_where_and_why() {
    for (text, at, what) in [
        ("=a", 1, "key"),
        ("app=web,", 9, "key"),
        (",a", 1, "key"),
        ("a b", 3, "expected"),
        ("a in b", 6, "("),
        ("a in (b", 8, ")"),
        ("a in (b c)", 9, ")"),
        ("a=有", 3, "value"),
        ("a/b/c", 1, "key"),
        ("a=b=c", 4, "expected"),
        ("a=-x", 3, "value"),
        ("有=b", 1, "key"),
        ("a>", 3, "whole number"),
        ("a>x", 3, "whole number"),
        ("a < 1.5", 5, "whole number"),
        ("a>-1", 3, "value"),
        ("a>9223372036854775808", 3, "whole number"),
        ("a>=1", 3, "whole number"),
        ("a>1>2", 4, "expected"),
        (">1", 1, "key"),
    ] {
        let problem = LabelSelector::parse(text).expect_err(text);
        assert_eq!(problem.at, at, "{text}: {problem:?}");
        assert!(problem.say(Locale::En).contains(what), "{text}: {}", problem.say(Locale::En));
        assert!(problem.say(Locale::Zh).contains(&at.to_string()), "{text}");
    }
}

fn key() -> impl Strategy<Value = String> {
    "([a-z]{1,8}\\.example/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,6}[A-Za-z0-9])?"
}

fn value() -> impl Strategy<Value = String> {
    "([A-Za-z0-9]([-A-Za-z0-9_.]{0,6}[A-Za-z0-9])?)?"
}

fn requirement() -> impl Strategy<Value = Requirement> {
    let values = || proptest::collection::vec(value(), 1..4);
    prop_oneof![
        (key(), value()).prop_map(|(key, value)| Requirement::Equals(key, value)),
        (key(), value()).prop_map(|(key, value)| Requirement::Differs(key, value)),
        (key(), values()).prop_map(|(key, values)| Requirement::In(key, values)),
        (key(), values()).prop_map(|(key, values)| Requirement::NotIn(key, values)),
        key().prop_map(Requirement::Exists),
        key().prop_map(Requirement::Absent),
        (key(), 0..=i64::MAX).prop_map(|(key, limit)| Requirement::Above(key, limit)),
        (key(), 0..=i64::MAX).prop_map(|(key, limit)| Requirement::Below(key, limit)),
    ]
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(requirements in proptest::collection::vec(requirement(), 0..5)) {
        let selector: LabelSelector = requirements.into_iter().collect();
        prop_assert_eq!(LabelSelector::parse(&selector.to_string()), Ok(selector));
    }

    #[test]
    fn any_text_at_all_is_read_or_refused_at_a_place_in_it(text in ".*") {
        if let Err(problem) = LabelSelector::parse(&text) {
            prop_assert!((1..=text.chars().count() + 1).contains(&problem.at));
        }
    }

    #[test]
    fn a_requirement_and_its_opposite_never_both_hold(key in key(), value in value(), labels in proptest::collection::btree_map(key(), value(), 0..4)) {
        let holds = |requirement: Requirement| LabelSelector::from_iter([requirement]).matches(&labels);
        prop_assert_ne!(holds(Requirement::Equals(key.clone(), value.clone())), holds(Requirement::Differs(key.clone(), value.clone())));
        prop_assert_ne!(holds(Requirement::In(key.clone(), vec![value.clone()])), holds(Requirement::NotIn(key.clone(), vec![value])));
        prop_assert_ne!(holds(Requirement::Exists(key.clone())), holds(Requirement::Absent(key)));
    }
}
