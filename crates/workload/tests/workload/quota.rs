use std::sync::Arc;

use serde_json::{Value, json};
use workload::quota::{Allowance, Allowances, allowances};
use workload::rows::quota::QuotaRow;
use workload::text::Locale;

fn quota(spec: Value, hard: Value, used: Value) -> Arc<QuotaRow> {
    let value = json!({"metadata": {"name": "q", "namespace": "shop"}, "spec": spec, "status": {"hard": hard, "used": used}});
    Arc::new(serde_json::from_value(value).expect("a quota"))
}

#[test]
fn of_several_quotas_the_tightest_counts_whichever_name_it_uses() {
    let quotas = [
        quota(json!({}), json!({"pods": "20", "count/pods": "12"}), json!({"pods": "9", "count/pods": "10"})),
        quota(
            json!({}),
            json!({"count/statefulsets.apps": "5", "pods": "100"}),
            json!({"count/statefulsets.apps": "6", "pods": "9"}),
        ),
        quota(json!({}), json!({"count/statefulsets.apps": "1k"}), json!({"count/statefulsets.apps": "6"})),
    ];
    let found = allowances("shop", &quotas);
    assert_eq!(found.pods, Some(Allowance { used: 10, hard: 12 }));
    assert_eq!(found.sets, Some(Allowance { used: 6, hard: 5 }));
    assert_eq!(found.sets.map(|sets| sets.left()), Some(0), "never less than nothing");
    assert_eq!(allowances("data", &quotas), Allowances::default(), "another namespace");
}

#[test]
fn what_does_not_limit_all_pods_or_is_not_counted_yet_is_no_limit() {
    let hard = json!({"pods": "2"});
    for quotas in [
        vec![],
        vec![quota(json!({"scopes": ["BestEffort"]}), hard.clone(), json!({"pods": "1"}))],
        vec![quota(json!({"scopeSelector": {"matchExpressions": []}}), hard.clone(), json!({"pods": "1"}))],
        vec![quota(json!({"hard": {"pods": "2"}}), Value::Null, Value::Null)],
        vec![quota(json!({}), hard, json!({}))],
        vec![quota(json!({}), json!({"requests.cpu": "4"}), json!({"requests.cpu": "1"}))],
    ] {
        assert_eq!(allowances("shop", &quotas), Allowances::default());
    }
}

#[test]
fn an_allowance_is_said_in_both_languages() {
    let allowance = Allowance { used: 12, hard: 20 };
    assert_eq!(allowance.say(Locale::En), "12 of 20, 8 left");
    assert_eq!(allowance.say(Locale::Zh), "已用 12 / 20，剩余 8");
}
