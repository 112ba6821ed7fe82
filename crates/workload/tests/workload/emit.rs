use proptest::prelude::*;
use serde_json::{Map, Value, json};
use workload::documents::{lint, read};
use workload::emit;

fn parsed(text: &str) -> Value {
    let mut documents = read(text).unwrap();
    assert!(documents.len() <= 1, "{text}");
    documents
        .pop()
        .map_or(Value::Null, |document| document.content.unwrap_or_else(|e| panic!("{e:?}\n{text}")))
}

#[test]
fn an_object_is_written_in_the_order_of_kubectl() {
    let value = json!({
        "status": {"replicas": 1}, "zeta": 1, "data": {"b": "1", "a": "x"}, "spec": {"replicas": 3, "template": {"spec": {
            "containers": [{"name": "web", "args": ["-c", "--port=80", "echo \"a\" # b"], "env": []}]}}},
        "metadata": {"name": "web", "labels": {}}, "alpha": null, "kind": "StatefulSet", "apiVersion": "apps/v1"
    });
    let expected = "\
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: web
  labels: {}
spec:
  replicas: 3
  template:
    spec:
      containers:
      - name: web
        args:
        - -c
        - --port=80
        - \"echo \\\"a\\\" # b\"
        env: []
data:
  b: \"1\"
  a: x
zeta: 1
alpha: null
status:
  replicas: 1
";
    assert_eq!(emit::yaml(&value), expected);
    assert_eq!(parsed(expected), value);
}

#[test]
fn text_of_several_lines_is_a_block_with_its_last_line_break_told() {
    let value = json!({"data": {"a": "x\ny\n", "b": "x\n  y", "c": "x\n\n\n", "d": " x\ny", "e": "\n", "f": "x\r\ny", "g": "#x\n---\n"}, "l": ["x\ny"]});
    let expected = "\
data:
  a: |
    x
    y
  b: |-
    x
      y
  c: |+
    x


  d: \" x\\ny\"
  e: \"\\n\"
  f: \"x\\r\\ny\"
  g: |
    #x
    ---
l:
- |-
  x
  y
";
    assert_eq!(emit::yaml(&value), expected);
    assert_eq!(parsed(expected), value);
}

#[test]
fn text_that_a_reader_may_take_for_something_else_is_quoted() {
    for text in [
        "",
        "~",
        "null",
        "Null",
        "true",
        "False",
        "yes",
        "NO",
        "on",
        "Off",
        "y",
        "N",
        "0",
        "1",
        "-1",
        "+1",
        "1.5",
        "1.",
        ".5",
        "1e3",
        "12e5",
        "1.0e+3",
        "0644",
        "0o17",
        "0x1F",
        "0b1",
        "1_000",
        "1:30",
        "1:30:00",
        "2026-11-21",
        "2026-11-21T09:27:00Z",
        ".inf",
        "-.INF",
        ".nan",
        "=",
        "<<",
        "-",
        "- x",
        "--- x",
        "---",
        "...",
        "?",
        "? x",
        ":",
        ": x",
        "a: b",
        "a:",
        "a #b",
        "#a",
        " a",
        "a ",
        "[a",
        "{a",
        "&a",
        "*a",
        "!a",
        "|",
        ">",
        "'a",
        "\"a",
        "%a",
        "@a",
        "`a",
        ",a",
        "]",
        "a\tb",
        "\u{feff}a",
        "a\u{85}b",
        "a\u{2028}b",
        "\u{1}",
        "\u{fffe}",
        "\\",
        "1.2.3:4",
    ] {
        let written = emit::yaml(&json!({"key": text}));
        if text != "\\" {
            assert!(written.starts_with("key: \""), "{text:?} as {written}");
        }
        assert_eq!(parsed(&written), json!({"key": text}), "{written}");
        assert_eq!(lint::ambiguous(&written, 1), [], "{written}");
    }
}

#[test]
fn text_that_nobody_mistakes_is_plain() {
    for text in [
        "web",
        "nginx:1.27.0",
        "registry.k8s.io/etcd:3.6.8-0",
        "10Gi",
        "250m",
        "1.2.3",
        "10.0.0.1",
        "/var/lib",
        "-c",
        "--flag=x",
        "a b",
        "it's",
        "a,b",
        "$(POD_NAME)",
        "有状态副本集",
        "😀",
        "*.example",
        "http://a:80/x#y",
        "5s",
        "app=web",
        "a\"b",
    ] {
        let plain = format!("key: {text}\n");
        if text != "*.example" {
            assert_eq!(emit::yaml(&json!({"key": text})), plain);
        }
        assert_eq!(parsed(&emit::yaml(&json!({"key": text}))), json!({"key": text}));
    }
}

#[test]
fn numbers_stay_what_they_are() {
    for number in
        [json!(0), json!(-1), json!(u64::MAX), json!(i64::MIN), json!(1e300), json!(1.5e-7), json!(0.1)]
    {
        let value = json!({"n": number});
        assert_eq!(parsed(&emit::yaml(&value)), value, "{}", emit::yaml(&value));
    }
    // kubectl sends what is whole without a fraction, so that it can be an integer.
    assert_eq!(parsed(&emit::yaml(&json!({"n": 1.0, "m": -0.0}))), json!({"n": 1, "m": 0}));
}

#[test]
fn lists_of_lists_and_empty_things_keep_their_shape() {
    for value in [
        json!([[1, [2, {"a": []}], []], {}, [{"b": {}}], null]),
        json!([]),
        json!({}),
        json!("x"),
        json!("x\ny"),
        json!(3),
    ] {
        assert_eq!(parsed(&emit::yaml(&value)), value, "{}", emit::yaml(&value));
    }
}

#[test]
fn a_key_longer_than_yaml_allows_on_one_line_is_written_on_two() {
    let value = json!({"a": {"k".repeat(2000): {"b": [1]}, "k\n: ": "x"}});
    assert_eq!(parsed(&emit::yaml(&value)), value);
}

#[test]
fn several_values_become_documents_of_one_text() {
    let values = [json!({"kind": "A"}), json!({"kind": "B", "text": "x\n\n"})];
    let text = emit::documents(&values);
    assert_eq!(text, "kind: A\n---\nkind: B\ntext: |+\n  x\n\n");
    let read: Vec<Value> =
        read(&text).unwrap().into_iter().map(|document| document.content.unwrap()).collect();
    assert_eq!(read, values);
}

#[test]
fn json_is_written_in_the_same_order_of_keys() {
    let value = json!({"spec": {}, "kind": "A", "apiVersion": "v1"});
    assert_eq!(emit::json(&value), "{\n  \"apiVersion\": \"v1\",\n  \"kind\": \"A\",\n  \"spec\": {}\n}\n");
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[-+.0-9eExob_:a-fT]{0,8}",
        "[-?:,\\[\\]{}#&*!|>'\"%@` \t\n\r\\\\a.~=<]{0,8}",
        "(yes|no|on|off|true|null|~|y|N|inf|nan|\\.|---|<<){1,2}",
        any::<String>(),
        "[ a\n]{0,8}",
    ]
}

pub(crate) fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        // Not whole: a fraction of zero is none.
        any::<i32>().prop_map(|n| Value::from((f64::from(n) + 0.5) / 16.0)),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((text(), inner), 0..5)
                .prop_map(|entries| Value::Object(entries.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_written_reads_back_to_the_same_value_without_a_warning(value in value()) {
        let written = emit::yaml(&value);
        prop_assert_eq!(parsed(&written), value, "{}", written);
        prop_assert_eq!(lint::ambiguous(&written, 1), vec![], "{}", written);
    }

    #[test]
    fn other_yaml_readers_agree(value in value()) {
        let written = emit::yaml(&value);
        let theirs: Value = serde_yaml::from_str(&written).unwrap();
        prop_assert_eq!(theirs, value, "{}", written);
    }

    #[test]
    fn json_reads_back_as_well(value in value()) {
        prop_assert_eq!(serde_json::from_str::<Value>(&emit::json(&value)).unwrap(), value);
    }
}
