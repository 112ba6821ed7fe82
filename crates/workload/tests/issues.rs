//! What a draft finds wrong with itself: each check with what it says, where, and what mends it.
#![cfg(test)]

use workload::draft::Draft;
use workload::draft::edit::Edit;
use workload::draft::issue::{Issue, Severity};
use workload::text::Locale;

/// A set and its Service with which nothing is wrong.
const GOOD: &str = "apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  clusterIP: None
  selector:
    app: db
  ports:
  - name: sql
    port: 5432
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  replicas: 3
  serviceName: db
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      initContainers:
      - name: prepare
        image: registry.example/db:1
      containers:
      - name: main
        image: registry.example/db:1
        ports:
        - name: sql
          containerPort: 5432
        env:
        - name: MODE
          value: primary
        volumeMounts:
        - name: data
          mountPath: /data
        - name: scratch
          mountPath: /scratch
      volumes:
      - name: scratch
        emptyDir: {}
  volumeClaimTemplates:
  - metadata:
      name: data
    spec:
      accessModes: [ReadWriteOnce]
      resources:
        requests:
          storage: 1Gi
";

use Severity::{Error, Note, Warning};

/// What is changed in the good text, and the issue: how grave, which part of the text is marked, a part of the words,
/// and what the text says once it is mended (none where nothing mends it).
type Case = (&'static str, &'static str, Severity, &'static str, &'static str, Option<&'static str>);

const CASES: [Case; 47] = [
    ("kind: Service\n", "", Error, "apiVersion: v1", "kind is missing", None),
    ("apiVersion: v1\n", "", Error, "kind: Service", "apiVersion is missing", None),
    (
        "metadata:\n  name: db\nspec:\n  clusterIP",
        "spec:\n  clusterIP",
        Error,
        "apiVersion: v1",
        "metadata.name is missing",
        None,
    ),
    (
        "  name: db\nspec:\n  replicas",
        "  name: My_DB\nspec:\n  replicas",
        Error,
        "My_DB",
        "cannot be a name",
        Some("name: my-db\nspec:\n  replicas"),
    ),
    (
        "  name: db\nspec:\n  replicas",
        "  name: db..x\nspec:\n  replicas",
        Error,
        "db..x",
        "cannot be a name",
        Some("name: db-x\nspec:\n  replicas"),
    ),
    (
        "  name: db\nspec:\n  replicas",
        "  name: a/b\nspec:\n  replicas",
        Error,
        "a/b",
        "cannot be a name",
        Some("name: a-b\nspec:\n  replicas"),
    ),
    (
        "  name: db\nspec:\n  replicas",
        "  name: a23456789-b23456789-c23456789-d23456789-e23456789-f23456789-g234\nspec:\n  replicas",
        Error,
        "a23456789-b23456789-c23456789-d23456789-e23456789-f23456789-g234",
        "cannot be a name",
        None,
    ),
    (
        "  serviceName: db\n",
        "  serviceName: My.DB\n",
        Error,
        "My.DB",
        "“My.DB” cannot be a name",
        Some("  serviceName: my-db\n"),
    ),
    (
        "      - name: main\n",
        "      - name: Main_1\n",
        Error,
        "Main_1",
        "cannot be a name",
        Some("      - name: main-1\n"),
    ),
    (
        "        - name: sql\n          containerPort",
        "        - name: SQL_--port\n          containerPort",
        Error,
        "SQL_--port",
        "single dashes",
        Some("        - name: sql-port\n          containerPort"),
    ),
    (
        "        - name: sql\n          containerPort",
        "        - name: a-port-with-a-name\n          containerPort",
        Error,
        "a-port-with-a-name",
        "15 characters at most",
        None,
    ),
    (
        "      name: data\n",
        "      name: Data\n",
        Error,
        "Data",
        "cannot be a name",
        Some("  - metadata:\n      name: data\n"),
    ),
    (
        "        image: registry.example/db:1\n        ports",
        "        image: \" registry.example/db:1\"\n        ports",
        Warning,
        "\" registry.example/db:1\"",
        "blanks around the image",
        Some("        image: registry.example/db:1\n        ports"),
    ),
    ("          storage: 1Gi\n", "          storage: 1GB\n", Error, "1GB", "is not an amount", None),
    ("  replicas: 3\n", "  replicas: 2147483648\n", Error, "2147483648", "Not above 2147483647", None),
    (
        "      initContainers:",
        "      terminationGracePeriodSeconds: 9223372036854775808\n      initContainers:",
        Error,
        "9223372036854775808",
        "Not above 9223372036854775807",
        None,
    ),
    (
        "          containerPort: 5432\n",
        "          containerPort: 65536\n",
        Error,
        "65536",
        "Not above 65535",
        None,
    ),
    (
        "      initContainers:",
        "      activeDeadlineSeconds: 5\n      initContainers:",
        Error,
        "5",
        "activeDeadlineSeconds is not allowed",
        Some("    spec:\n      initContainers:"),
    ),
    (
        "  selector:\n    matchLabels:\n      app: db\n",
        "  selector: {}\n",
        Error,
        "selector",
        "spec.selector is empty",
        Some("  selector: {matchLabels: {app: db}}\n"),
    ),
    (
        "  serviceName: db\n",
        "  serviceName: db\n  updateStrategy:\n    type: OnDelete\n    rollingUpdate:\n      partition: 0\n",
        Error,
        "rollingUpdate",
        "only allowed with RollingUpdate",
        Some("  serviceName: db\n  updateStrategy:\n    type: OnDelete\n"),
    ),
    (
        "apiVersion: apps/v1\n",
        "apiVersion: apps/v1beta2\n",
        Warning,
        "apps/v1beta2",
        "StatefulSet of apps/v1beta2 is no longer served since Kubernetes 1.16: use apps/v1",
        Some("apiVersion: apps/v1\n"),
    ),
    (
        "  name: db\nspec:\n  clusterIP",
        "  name: db.x\nspec:\n  clusterIP",
        Error,
        "db.x",
        "cannot be a name",
        Some("  name: db-x\nspec:\n  clusterIP"),
    ),
    (
        "  name: db\nspec:\n  replicas",
        "  name: db\n  namespace: A B\nspec:\n  replicas",
        Error,
        "A B",
        "cannot be a name",
        Some("namespace: a-b"),
    ),
    (
        "  name: db\nspec:\n  replicas",
        "  name: a23456789-b23456789-c23456789-d23456789-e23456789-f23\nspec:\n  replicas",
        Warning,
        "a23456789-b23456789-c23456789-d23456789-e23456789-f23",
        "53 characters",
        None,
    ),
    (
        "  name: db\nspec:\n  replicas",
        "  name: db\n  namespace: prod\nspec:\n  replicas",
        Note,
        "metadata",
        "names no namespace, the others name prod",
        Some("  name: db\n  namespace: prod\nspec:\n  clusterIP"),
    ),
    (
        "  serviceName: db\n",
        "  serviceName: other\n",
        Note,
        "other",
        "no Service other in this draft",
        Some(
            "---\napiVersion: v1\nkind: Service\nmetadata:\n  name: other\nspec:\n  clusterIP: None\n  selector:\n    app: db\n  ports:\n  - name: sql\n    port: 5432\n",
        ),
    ),
    ("  clusterIP: None\n", "", Warning, "spec", "not headless", Some("  clusterIP: None\n")),
    (
        "  selector:\n    app: db\n",
        "  selector:\n    app: other\n",
        Warning,
        "selector",
        "chooses no pod of db",
        None,
    ),
    (
        "    matchLabels:\n      app: db\n",
        "    matchLabels:\n      app: db\n      tier: sql\n",
        Error,
        "selector",
        "does not choose the labels",
        Some("      labels:\n        app: db\n        tier: sql\n"),
    ),
    (
        "      app: db\n  template",
        "      app: db\n    matchExpressions:\n    - {key: app, operator: NotIn, values: [db]}\n  template",
        Error,
        "selector",
        "does not choose the labels",
        None,
    ),
    (
        "  selector:\n    matchLabels:\n      app: db\n",
        "",
        Error,
        "spec",
        "spec.selector is missing",
        Some("  selector:\n    matchLabels:\n      app: db\n"),
    ),
    (
        "  serviceName: db\n",
        "  serviceName: db\n  updateStrategy:\n    rollingUpdate:\n      partition: 3\n",
        Note,
        "3",
        "an update reaches no pod",
        None,
    ),
    (
        "  serviceName: db\n",
        "  serviceName: db\n  ordinals:\n    start: 5\n",
        Note,
        "5",
        "numbered 5 to 7",
        None,
    ),
    (
        "      initContainers:",
        "      restartPolicy: Never\n      initContainers:",
        Error,
        "Never",
        "can only be Always",
        Some("restartPolicy: Always"),
    ),
    (
        "- name: main\n        image: registry.example/db:1\n",
        "- image: registry.example/db:1\n",
        Error,
        "image",
        "the container has no name",
        None,
    ),
    (
        "- name: main\n        image: registry.example/db:1\n",
        "- name: main\n",
        Error,
        "name",
        "the container has no image",
        None,
    ),
    (
        "      - name: main\n",
        "      - name: prepare\n",
        Error,
        "prepare",
        "another container is called prepare",
        None,
    ),
    (
        "          containerPort: 5432\n",
        "          containerPort: 5432\n        - name: sql\n          containerPort: 5433\n",
        Error,
        "sql",
        "another port of this container is called sql",
        None,
    ),
    (
        "          containerPort: 5432\n",
        "          containerPort: 5432\n        - containerPort: 5432\n",
        Warning,
        "5432",
        "port 5432/TCP twice",
        None,
    ),
    (
        "          value: primary\n",
        "          value: primary\n        - name: MODE\n          value: replica\n",
        Warning,
        "MODE",
        "comes again further down",
        None,
    ),
    (
        "      - name: scratch\n        emptyDir: {}\n",
        "      - name: other\n        emptyDir: {}\n",
        Error,
        "scratch",
        "no volume and no claim template is called scratch",
        Some("      - name: other\n        emptyDir: {}\n      - name: scratch\n        emptyDir: {}\n"),
    ),
    (
        "      - name: scratch\n        emptyDir: {}\n",
        "      - name: scratch\n        emptyDir: {}\n      - name: scratch\n        emptyDir: {}\n",
        Error,
        "scratch",
        "another volume is called scratch",
        None,
    ),
    (
        "      - name: scratch\n        emptyDir: {}\n",
        "      - name: scratch\n        emptyDir: {}\n      - name: data\n        emptyDir: {}\n",
        Warning,
        "data",
        "this volume is not used",
        None,
    ),
    (
        "        - name: data\n          mountPath: /data\n",
        "",
        Warning,
        "data",
        "no container mounts data",
        None,
    ),
    (
        "          value: primary\n",
        "          value: yes\n",
        Warning,
        "yes",
        "yes is true to kubectl",
        Some("value: true\n"),
    ),
    (
        "          value: primary\n",
        "          value: 1:30\n",
        Warning,
        "1:30",
        "1:30 is text to kubectl",
        Some("value: \"1:30\"\n"),
    ),
    (
        "  replicas: 3\n",
        "  replicas: 3\n  replicas: 4\n",
        Error,
        "replicas",
        "stands here for the second time, after line 18",
        None,
    ),
];

fn issues(text: &str) -> Vec<Issue> {
    Draft::new(text.to_owned()).issues()
}

/// The part of a text that an issue marks.
fn marked<'a>(text: &'a str, issue: &Issue) -> &'a str {
    let offset = |line: usize, column: usize| {
        let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let units = |at: usize| text[start..at].encode_utf16().count();
        (start..=text.len()).find(|at| text.is_char_boundary(*at) && units(*at) == column - 1).unwrap()
    };
    let span = issue.span;
    &text[offset(span.line, span.column)..offset(span.end_line, span.end_column)]
}

#[test]
fn nothing_is_wrong_with_a_good_draft_in_yaml_and_in_json() {
    assert_eq!(issues(GOOD), []);
    let mut draft = Draft::new(GOOD.to_owned());
    draft.apply(Edit::Format(workload::draft::format::Format::Json)).unwrap();
    assert_eq!(draft.issues(), []);
    assert_eq!(issues(""), []);
}

#[test]
fn each_check_says_what_is_wrong_where_it_is_and_what_mends_it() {
    for (from, to, severity, part, words, mended) in CASES {
        assert_eq!(GOOD.matches(from).count(), 1, "{from}");
        let text = GOOD.replace(from, to);
        let mut draft = Draft::new(text.clone());
        let found = draft.issues();
        let issue = found.iter().find(|issue| issue.message.en.contains(words));
        let issue = issue.unwrap_or_else(|| panic!("{words}: {found:#?}"));
        assert_eq!((issue.severity, marked(&text, issue)), (severity, part), "{words}");
        assert_ne!(issue.message.get(Locale::Zh), issue.message.get(Locale::En));
        assert_eq!(issue.fix.is_some(), mended.is_some(), "{words}");
        if let (Some(fix), Some(mended)) = (&issue.fix, mended) {
            draft.apply(fix.edit.clone()).unwrap();
            assert!(draft.text().contains(mended), "{words}\n{}", draft.text());
            assert!(!draft.issues().iter().any(|issue| issue.message.en.contains(words)), "{words}");
            draft.apply(Edit::Undo).unwrap();
            assert_eq!(draft.text(), text);
        }
    }
}

#[test]
fn an_object_that_is_there_twice_is_wrong_at_its_second_place() {
    let service = GOOD.split_inclusive("---\n").next().unwrap().trim_end_matches("---\n");
    let text = format!("{GOOD}---\n{service}");
    let mut draft = Draft::new(text.clone());
    let found = draft.issues();
    let [issue] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(
        (issue.severity, issue.document, issue.span.line),
        (Error, Some(2), text[..text.rfind("name: db").unwrap()].matches('\n').count() + 1)
    );
    assert!(issue.message.en.contains("Service db is in this draft twice"), "{}", issue.message.en);
    draft.apply(issue.fix.clone().unwrap().edit).unwrap();
    assert_eq!(draft.text(), GOOD);
    // One that says something else is not taken out so easily; another version is the same object.
    let other = text.replacen("port: 5432", "port: 1", 1);
    assert_eq!(issues(&other)[0].fix, None);
    let version =
        GOOD.to_owned() + "---\n" + &GOOD.split("---\n").nth(1).unwrap().replace("apps/v1", "apps/v1beta2");
    assert!(
        issues(&version)
            .iter()
            .any(|issue| issue.message.en.contains("StatefulSet db is in this draft twice"))
    );
}

#[test]
fn a_service_of_another_namespace_does_not_serve() {
    let text = GOOD
        .replacen("  name: db\n", "  name: db\n  namespace: a\n", 1)
        .replace("  name: db\nspec:\n  replicas", "  name: db\n  namespace: b\nspec:\n  replicas");
    let found = issues(&text);
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].message.en.contains("in another namespace, a"));
    assert_eq!((found[0].severity, marked(&text, &found[0])), (Warning, "db"));
}

#[test]
fn the_items_of_a_list_are_objects_with_places_of_their_own() {
    let text = r#"{"apiVersion": "v1", "kind": "List", "items": [
  {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "a"}},
  {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "B"}}
]}"#;
    let found = issues(text);
    let [issue] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!((marked(text, issue), issue.span.line), ("\"B\"", 3));
    assert_eq!(issue.path.to_string(), "items[1].metadata.name");
    let mut draft = Draft::new(text.to_owned());
    draft.apply(issue.fix.clone().unwrap().edit).unwrap();
    assert_eq!(draft.text(), text.replace("\"B\"", "\"b\""));
}

#[test]
fn what_cannot_be_read_is_an_issue_and_does_not_hide_those_of_the_others() {
    let text = format!("a: [1\n---\n{}", GOOD.replace("replicas: 3", "replicas: 3\n  replicas: 4"));
    let found = issues(&text);
    assert_eq!(
        found.iter().map(|issue| issue.document).collect::<Vec<_>>(),
        [Some(0), Some(2)],
        "{found:#?}"
    );
    let whole = issues("a: \u{1}");
    assert_eq!((whole.len(), whole[0].document, whole[0].severity), (1, None, Error));
}

#[test]
fn columns_are_those_of_an_editor() {
    let text = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {\"😀é\": yes}\n";
    let found = issues(text);
    let [issue] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!((issue.span.line, issue.span.column, issue.span.end_column), (4, 15, 18));
}

#[test]
fn a_quick_fix_of_a_text_that_has_changed_is_refused() {
    let mut draft = Draft::new("a: yes\n".to_owned());
    let fix = draft.issues().into_iter().find_map(|issue| issue.fix).unwrap();
    draft.apply(Edit::Text("ab: yes\n".to_owned())).unwrap();
    assert!(draft.apply(fix.edit).is_err());
    assert_eq!(draft.text(), "ab: yes\n");
}

#[test]
fn a_byte_order_mark_is_no_column() {
    let marked = issues("\u{feff}n: apps/v1\nkind: StatefulSet\n");
    let plain = issues("n: apps/v1\nkind: StatefulSet\n");
    let spans = |found: &[Issue]| found.iter().map(|issue| issue.span).collect::<Vec<_>>();
    assert_eq!(spans(&marked), spans(&plain));
    let mut draft = Draft::new("\u{feff}n: apps/v1\n".to_owned());
    let fix = draft.issues().into_iter().find_map(|issue| issue.fix).unwrap();
    draft.apply(fix.edit).unwrap();
    assert_eq!(draft.text(), "\u{feff}false: apps/v1\n");
}

#[test]
fn what_makes_no_sense_makes_no_check_panic() {
    for text in [
        "[]",
        "1\n",
        "- a\n",
        "kind: 1\napiVersion: []\n",
        "{}",
        "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: []\nspec: {selector: 1, template: {spec: {containers: {a: 1}, volumes: [1]}}}\n",
        "apiVersion: apps/v1\nkind: StatefulSet\nspec: {replicas: -9223372036854775808, ordinals: {start: 9223372036854775807}}\n",
        "apiVersion: v1\nkind: List\nitems: {}\n",
    ] {
        let found = issues(text);
        assert!(!text.starts_with("kind") || !found.is_empty());
    }
}

/// What the API server accepts (`tests/e2e/specs/draft.spec.ts`) has no error; what the other warnings are is known.
#[test]
fn the_fixtures_have_no_errors() {
    for (name, text) in [
        ("anchors", include_str!("../../../tests/fixtures/drafts/anchors.yaml")),
        ("broker", include_str!("../../../tests/fixtures/drafts/broker.yaml")),
        ("comments", include_str!("../../../tests/fixtures/drafts/comments.yaml")),
        ("database", include_str!("../../../tests/fixtures/drafts/database.yaml")),
        ("env", include_str!("../../../tests/fixtures/drafts/env.yaml")),
        ("etcd", include_str!("../../../tests/fixtures/drafts/etcd.yaml")),
        ("long", include_str!("../../../tests/fixtures/drafts/long.yaml")),
        ("mixed", include_str!("../../../tests/fixtures/drafts/mixed.yaml")),
        ("newer", include_str!("../../../tests/fixtures/drafts/newer.yaml")),
        ("search", include_str!("../../../tests/fixtures/drafts/search.yaml")),
        ("set", include_str!("../../../tests/fixtures/drafts/set.json")),
    ] {
        let errors: Vec<Issue> = issues(text).into_iter().filter(|issue| issue.severity == Error).collect();
        assert_eq!(errors, [], "{name}");
    }
}
