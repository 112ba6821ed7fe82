use serde_json::{Value, json};
use workload::draft::Draft;
use workload::draft::edit::{Applied, Change, Edit, Refused};
use workload::draft::format::Format;
use workload::path::Path;

const COMMENTED: &str = "\
# the shop's database
apiVersion: apps/v1   # since 1.9
kind: StatefulSet
metadata:
  name: db # renamed in May
  labels: {app: db, tier: data}  # flow

spec:
  replicas: 3

  # one volume each
  template:
    spec:
      containers:
      # the main one
      - name: db
        image: \"postgres:16\"   # pinned
        command: [\"sh\", \"-c\"]
        env:
        - name: A
          value: one
        # the second
        - {name: B, value: two}
        args:
          - |
            set -e
            exec run
          - plain
            and more
      - image: side
        name: side
# the end
";

fn set(path: &str, value: Value) -> Change {
    Change::Set(Path::parse(path), value)
}

fn unset(path: &str) -> Change {
    Change::Unset(Path::parse(path))
}

fn insert(path: &str, at: usize, value: Value) -> Change {
    Change::Insert(Path::parse(path), at, value)
}

fn edited(text: &str, change: Change) -> (String, bool) {
    let mut draft = Draft::new(text.to_owned());
    let applied = draft.apply(Edit::Value { document: 0, change: change.clone() }).unwrap();
    let mut expected = Draft::new(text.to_owned()).values().to_vec();
    change.make(&mut expected[0]).unwrap();
    assert_eq!(draft.values(), expected, "{change:?} in\n{}", draft.text());
    (draft.text().to_owned(), !applied.anew.is_empty())
}

/// The text with one part exchanged: everything else must be byte for byte the same.
fn surgical(change: Change, from: &str, to: &str) {
    assert_eq!(COMMENTED.matches(from).count(), 1, "{from}");
    for text in [COMMENTED.to_owned(), COMMENTED.replace('\n', "\r\n")] {
        let ends =
            |part: &str| if text.contains('\r') { part.replace('\n', "\r\n") } else { part.to_owned() };
        let (found, anew) = edited(&text, change.clone());
        assert_eq!(found, text.replace(&ends(from), &ends(to)), "{change:?}");
        assert!(!anew);
    }
}

/// What stood behind a document in flow style was left with a tab before its comment, which nothing can read.
#[test]
fn a_comment_behind_a_document_that_is_taken_out_can_be_read_by_itself() {
    let mut draft = Draft::new("{}\n\t# a tab\n# another\n \t# and one\n---\na: 1\n".to_owned());
    draft.apply(Edit::Remove { document: 0 }).unwrap();
    assert_eq!((draft.text(), draft.broken()), ("\n# a tab\n# another\n# and one\n---\na: 1\n", None));
    assert_eq!(draft.documents().unwrap().len(), 1);
}

#[test]
fn setting_a_scalar_changes_only_that_scalar() {
    surgical(set("spec.replicas", json!(5)), "replicas: 3", "replicas: 5");
    surgical(
        set("spec.template.spec.containers[0].image", json!("postgres:17")),
        "\"postgres:16\"",
        "postgres:17",
    );
    surgical(
        set("spec.template.spec.containers[0].env[0].value", json!("yes")),
        "value: one",
        "value: \"yes\"",
    );
    surgical(set("metadata.labels.tier", json!("a, b")), "tier: data", "tier: \"a, b\"");
    surgical(set("spec.template.spec.containers[0].env[1].value", json!("2")), "value: two", "value: \"2\"");
    surgical(set("spec.template.spec.containers[0].args[1]", json!("x")), "plain\n            and more", "x");
    surgical(set("spec.template.spec.containers[0].command[1]", json!("-e")), "\"-c\"]", "-e]");
    surgical(set("apiVersion", json!("apps/v2")), "apps/v1 ", "apps/v2 ");
}

#[test]
fn a_text_of_several_lines_comes_and_goes_with_the_comment_kept() {
    surgical(
        set("spec.template.spec.containers[0].image", json!("a\nb\n")),
        "image: \"postgres:16\"   # pinned",
        "image: |   # pinned\n          a\n          b",
    );
    surgical(
        set("spec.template.spec.containers[0].args[0]", json!("x")),
        "- |\n            set -e\n            exec run",
        "- x",
    );
    surgical(
        set("spec.template.spec.containers[0].args[1]", json!("x\ny")),
        "- plain\n            and more",
        "- |-\n            x\n            y",
    );
}

#[test]
fn a_value_of_another_shape_takes_its_place() {
    surgical(
        set("spec.replicas", json!({"a": 1, "b": [2]})),
        "replicas: 3",
        "replicas:\n    a: 1\n    b:\n    - 2",
    );
    surgical(
        set("metadata.name", json!(["x"])),
        "name: db # renamed in May",
        "name: # renamed in May\n  - x",
    );
    surgical(
        set("metadata.labels", json!({"app": "db", "x": "w"})),
        "{app: db, tier: data}",
        "{app: db, x: w}",
    );
    surgical(set("metadata.labels", json!(null)), "{app: db, tier: data}", "null");
    surgical(
        set("spec.template.spec.containers[0].args", json!(7)),
        "args:\n          - |\n            set -e\n            exec run\n          - plain\n            and more",
        "args: 7",
    );
    surgical(set("spec.template.spec.containers[1]", json!("x")), "- image: side\n        name: side", "- x");
}

#[test]
fn keys_are_added_and_taken_out_on_lines_of_their_own() {
    surgical(
        set("spec.serviceName", json!("db")),
        "and more\n      - image: side\n        name: side",
        "and more\n      - image: side\n        name: side\n  serviceName: db",
    );
    surgical(
        set("metadata.namespace", json!("shop")),
        "tier: data}  # flow",
        "tier: data}  # flow\n  namespace: shop",
    );
    surgical(
        set("spec.template.spec.containers[0].tty", json!(true)),
        "            and more",
        "            and more\n        tty: true",
    );
    surgical(unset("spec.replicas"), "spec:\n  replicas: 3\n", "spec:\n");
    surgical(
        unset("spec.template.spec.containers[0].image"),
        "\n        image: \"postgres:16\"   # pinned",
        "",
    );
    surgical(
        unset("spec.template.spec.containers[1].image"),
        "- image: side\n        name: side",
        "- name: side",
    );
    surgical(unset("metadata.labels.tier"), "{app: db, tier: data}", "{app: db}");
    surgical(unset("metadata.labels"), "\n  labels: {app: db, tier: data}  # flow", "");
    surgical(unset("apiVersion"), "apiVersion: apps/v1   # since 1.9\n", "");
}

#[test]
fn items_are_inserted_taken_out_and_moved_with_their_comments() {
    let env = "spec.template.spec.containers[0].env";
    surgical(
        insert(env, 2, json!({"name": "C", "value": "3"})),
        "- {name: B, value: two}",
        "- {name: B, value: two}\n        - name: C\n          value: \"3\"",
    );
    surgical(insert(env, 0, json!({"name": "C"})), "        env:\n", "        env:\n        - name: C\n");
    surgical(insert(env, 1, json!({"name": "C"})), "value: one", "value: one\n        - name: C");
    surgical(
        unset("spec.template.spec.containers[0].env[0]"),
        "        - name: A\n          value: one\n",
        "",
    );
    surgical(
        unset("spec.template.spec.containers[0].args[1]"),
        "          - plain\n            and more\n",
        "",
    );
    surgical(
        Change::Move(Path::parse("spec.template.spec.containers[0].args"), 1, 0),
        "          - |\n            set -e\n            exec run\n          - plain\n            and more",
        "          - plain\n            and more\n          - |\n            set -e\n            exec run",
    );
    surgical(
        insert("spec.template.spec.containers[0].command", 2, json!("x")),
        "[\"sh\", \"-c\"]",
        "[sh, -c, x]",
    );
}

#[test]
fn a_key_is_renamed_in_its_place() {
    surgical(Change::RenameKey(Path::parse("spec.template"), "pattern".into()), "  template:", "  pattern:");
    surgical(Change::RenameKey(Path::parse("metadata.labels.app"), "a/b".into()), "{app: db,", "{a/b: db,");
}

#[test]
fn what_gets_empty_stays_there_and_takes_its_first_key_or_item() {
    assert_eq!(edited("a:\n  b: 1 # x\nc: 2\n", unset("a.b")).0, "a: {}\nc: 2\n");
    assert_eq!(edited("a: {}\nc: 2\n", set("a.b", json!(1))).0, "a: {b: 1}\nc: 2\n");
    assert_eq!(edited("a: # later\nc: 2\n", set("a.b", json!(1))).0, "a: # later\n  b: 1\nc: 2\n");
    assert_eq!(edited("a:\n- 1\nb: 2\n", unset("a[0]")).0, "a: []\nb: 2\n");
    assert_eq!(edited("a: ~\n", insert("a", 0, json!(1))).0, "a:\n- 1\n");
    assert_eq!(edited("a:\n", set("a", json!(1))).0, "a: 1\n");
    assert_eq!(edited("a: 1", set("b", json!({"c": 1}))).0, "a: 1\nb:\n  c: 1\n");
}

/// An edit behind an alias cost the whole document its comments.
#[test]
fn an_alias_is_exchanged_in_its_place() {
    let text = "# kept\na: &a {x: 1} # kept\nb: *a # kept\nc: [*a, {k: *a}]\nd:\n- *a\n";
    for (edit, before, after) in [
        (set("b.x", json!(2)), "b: *a # kept", "b: # kept\n  x: 2"),
        (set("b", json!("v")), "b: *a", "b: v"),
        (unset("b.x"), "b: *a", "b: {}"),
        (set("c[0].x", json!(2)), "[*a,", "[{x: 2},"),
        (set("c[1].k.z", json!([2])), "k: *a", "k: {x: 1, z: [2]}"),
        (set("d[0].x", json!(2)), "- *a", "- x: 2"),
    ] {
        assert_eq!(edited(text, edit), (text.replace(before, after), false));
    }
}

#[test]
fn an_edit_of_what_aliases_point_at_writes_the_document_anew_and_says_so() {
    let text = "# kept\na: &a {x: 1} # lost\nb: *a\nc:\n  <<: *a\n  z: 2\n# kept too\n";
    // What the alias points at: the alias must not follow.
    let (found, anew) = edited(text, set("a.x", json!(2)));
    assert_eq!(found, "# kept\na:\n  x: 2\nb:\n  x: 1\nc:\n  x: 1\n  z: 2\n# kept too\n");
    assert!(anew);
    let (_, anew) = edited(text, unset("c.x"));
    assert!(anew);
    // Beside an alias everything is as always, and an own key is better than a merged one.
    assert_eq!(edited(text, set("c.z", json!(3))), (text.replace("z: 2", "z: 3"), false));
    assert_eq!(edited(text, set("c.x", json!(3))), (text.replace("<<: *a", "<<: *a\n  x: 3"), false));
    // Before the merge it would be overwritten by it.
    let text = "a: &a {x: 1}\nc:\n  z: 2\n  <<: *a\n";
    assert_eq!(edited(text, set("c.x", json!(3))), (text.replace("<<: *a", "<<: *a\n  x: 3"), false));
}

#[test]
fn a_collection_in_flow_style_that_loses_its_comments_says_so() {
    let text = "a: [\n  1, # one\n  2\n]\nb: {x: \"a #b\", w: c#d} # kept\n# kept too\n";
    // Changed in their places they keep them.
    assert_eq!(edited(text, set("a[1]", json!(3))), (text.replace("  2", "  3"), false));
    let (found, lost) = edited(text, insert("a", 2, json!(3)));
    assert_eq!(found, text.replace("[\n  1, # one\n  2\n]", "[1, 2, 3]"));
    assert!(lost);
    assert!(edited(text, unset("a[0]")).1);
    // What only looks like a comment is none, and one behind the collection stays.
    let (found, lost) = edited(text, set("b.z", json!(1)));
    assert_eq!(found, text.replace("w: c#d}", "w: c#d, z: 1}"));
    assert!(!lost);
    assert!(!edited("a: {b: [1, 2]}\n", unset("a.b[0]")).1);
}

/// Written anew, a text that ends in empty lines lost them.
#[test]
fn empty_lines_at_the_end_of_a_text_stay_when_the_document_is_written_anew() {
    let text = "a: &a {x: 1}\nb: *a\nc: |+\n  d\n\n\n---\nkind: B\n";
    let mut draft = Draft::new(text.into());
    let applied = draft.apply(Edit::Value { document: 0, change: set("a.x", json!(2)) }).unwrap();
    assert_eq!(applied.anew, [0]);
    assert_eq!(draft.values(), [json!({"a": {"x": 2}, "b": {"x": 1}, "c": "d\n\n\n"}), json!({"kind": "B"})]);
}

#[test]
fn json_is_edited_in_its_place_too() {
    let text = "{\n  \"a\": {\"b\": 1},\n  \"c\": [\n    1\n  ]\n}\n";
    assert_eq!(
        edited(text, set("a.b", json!("x"))),
        (text.replace('1', "X").replacen('X', "\"x\"", 1).replace('X', "1"), false)
    );
    let (found, anew) = edited(text, insert("c", 1, json!({"d": 2})));
    assert_eq!(found, "{\n  \"a\": {\"b\": 1},\n  \"c\": [\n    1,\n    {\n      \"d\": 2\n    }\n  ]\n}\n");
    assert!(!anew);
}

#[test]
fn a_text_that_cannot_be_read_leaves_the_values_and_nothing_but_the_text_can_be_changed() {
    let mut draft = Draft::new("kind: A\n---\nkind: B\n".into());
    draft.apply(Edit::Text("kind: A\n---\nkind: [B\n".into())).unwrap();
    assert_eq!(draft.values(), [json!({"kind": "A"}), json!({"kind": "B"})]);
    assert_eq!(draft.text(), "kind: A\n---\nkind: [B\n");
    let problem = draft.broken().unwrap().clone();
    assert_eq!(problem.line, 4);
    for edit in [Edit::Value { document: 0, change: set("kind", json!("C")) }, Edit::Format(Format::Json)] {
        assert_eq!(draft.apply(edit), Err(Refused::Unreadable(problem.clone())));
    }
    draft.apply(Edit::Undo).unwrap();
    assert_eq!(draft.text(), "kind: A\n---\nkind: B\n");
    assert_eq!(draft.broken(), None);
}

#[test]
fn an_edit_without_its_place_is_refused_and_changes_nothing() {
    let mut draft = Draft::new("a: [1]\n".into());
    let before = draft.clone();
    for change in [
        unset("b"),
        unset("a[1]"),
        set("a.b", json!(1)),
        set("a[3]", json!(1)),
        Change::Move(Path::parse("a"), 0, 1),
    ] {
        assert_eq!(draft.apply(Edit::Value { document: 0, change }), Err(Refused::NoPlace));
    }
    assert_eq!(draft.apply(Edit::Value { document: 1, change: unset("a") }), Err(Refused::Nothing));
    assert_eq!(draft.apply(Edit::Remove { document: 1 }), Err(Refused::Nothing));
    assert_eq!(draft.apply(Edit::Undo), Err(Refused::Nothing));
    assert_eq!(draft, before);
}

#[test]
fn documents_are_added_and_taken_out_with_their_comments() {
    let mut draft = Draft::new("# first\nkind: A\n---\n# second\nkind: B\n--- # third\nkind: C".into());
    draft.apply(Edit::Add("kind: D\n".into())).unwrap();
    assert_eq!(
        draft.text(),
        "# first\nkind: A\n---\n# second\nkind: B\n--- # third\nkind: C\n---\nkind: D\n"
    );
    draft.apply(Edit::Remove { document: 0 }).unwrap();
    assert_eq!(draft.text(), "# second\nkind: B\n--- # third\nkind: C\n---\nkind: D\n");
    draft.apply(Edit::Remove { document: 1 }).unwrap();
    draft.apply(Edit::Remove { document: 1 }).unwrap();
    assert_eq!(draft.text(), "# second\nkind: B\n");
    draft.apply(Edit::Remove { document: 0 }).unwrap();
    assert_eq!((draft.text(), draft.values().len()), ("", 0));
    for _ in 0..5 {
        draft.apply(Edit::Undo).unwrap();
    }
    assert_eq!(draft.text(), "# first\nkind: A\n---\n# second\nkind: B\n--- # third\nkind: C");
    let mut stream = Draft::new("{\"kind\": \"A\"}\n{\"kind\": \"B\"}\n".into());
    stream.apply(Edit::Remove { document: 0 }).unwrap();
    assert_eq!(stream.values(), [json!({"kind": "B"})]);
}

#[test]
fn a_document_that_cannot_be_read_is_taken_out_whole() {
    let mut json = Draft::new("{\"a\": 1}\n{\"b\": 1, \"b\": 2}\n".into());
    json.apply(Edit::Remove { document: 1 }).unwrap();
    assert_eq!((json.text(), json.broken()), ("{\"a\": 1}\n", None));
    let mut yaml = Draft::new("a: 1\n---\na: [\n---\nb: 1\n".into());
    yaml.apply(Edit::Remove { document: 1 }).unwrap();
    assert_eq!((yaml.text(), yaml.broken()), ("a: 1\n---\nb: 1\n", None));
}

#[test]
fn typing_is_undone_word_by_word_and_an_editors_own_undo_is_a_step_back() {
    let mut draft = Draft::new(String::new());
    let typed = "kind: Pod name";
    for end in 1..=typed.len() {
        draft.apply(Edit::Text(typed[..end].to_owned())).unwrap();
    }
    draft.apply(Edit::Undo).unwrap();
    assert_eq!(draft.text(), "kind: Pod");
    draft.apply(Edit::Text(typed.to_owned())).unwrap();
    assert!(!draft.can_redo());
    draft.apply(Edit::Text("kind: Pod".into())).unwrap();
    assert!(draft.can_redo());
}

#[test]
fn going_to_json_and_back_brings_every_byte_back() {
    let text = format!("{COMMENTED}---\n# more\nkind: B\n");
    let mut draft = Draft::new(text.clone());
    draft.apply(Edit::Format(Format::Json)).unwrap();
    let list: Value = serde_json::from_str(draft.text()).unwrap();
    assert_eq!(list["kind"], "List");
    assert_eq!(list["items"][1], json!({"kind": "B"}));
    draft.apply(Edit::Format(Format::Yaml)).unwrap();
    assert_eq!(draft.text(), text);
}

#[test]
fn an_edit_of_the_json_changes_only_its_place_in_the_yaml() {
    let text = format!("{COMMENTED}---\n# more\nkind: B\n");
    let mut draft = Draft::new(text.clone());
    draft.apply(Edit::Format(Format::Json)).unwrap();
    draft.apply(Edit::Text(draft.text().replace("\"replicas\": 3", "\"replicas\": 4"))).unwrap();
    draft.apply(Edit::Format(Format::Yaml)).unwrap();
    assert_eq!(draft.text(), text.replace("replicas: 3", "replicas: 4"));
    // A document more in the list: the others keep their comments.
    draft.apply(Edit::Format(Format::Json)).unwrap();
    let mut list: Value = serde_json::from_str(draft.text()).unwrap();
    list["items"].as_array_mut().unwrap().insert(1, json!({"apiVersion": "v1", "kind": "C"}));
    draft.apply(Edit::Text(list.to_string())).unwrap();
    draft.apply(Edit::Format(Format::Yaml)).unwrap();
    let expected = text
        .replace("replicas: 3", "replicas: 4")
        .replace("# the end\n", "# the end\n---\napiVersion: v1\nkind: C\n");
    assert_eq!(draft.text(), expected);
    while draft.can_undo() {
        draft.apply(Edit::Undo).unwrap();
    }
    assert_eq!(draft.text(), text);
}

const LINKED: &str = "\
apiVersion: v1
kind: Service
metadata: {name: db, namespace: shop}
spec:
  clusterIP: None
  selector: {app: db} # whom
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
  namespace: shop
  labels: {app: db}
spec:
  serviceName: db
  selector:
    matchLabels: {app: db}
  template:
    metadata:
      labels: {app: db, tier: data}
    spec:
      affinity:
        podAntiAffinity:
          requiredDuringSchedulingIgnoredDuringExecution:
          - labelSelector: {matchLabels: {app: db}}
            topologyKey: kubernetes.io/hostname
      serviceAccountName: db
      containers:
      - name: db
        envFrom:
        - configMapRef: {name: settings}
        volumeMounts:
        - {name: data, mountPath: /data}
  volumeClaimTemplates:
  - metadata: {name: data}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: db, namespace: shop}
spec:
  selector: {matchLabels: {tier: data}}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: elsewhere}
data: {db: db}
";

fn linked(document: usize, change: Change) -> String {
    let mut draft = Draft::new(LINKED.into());
    let applied = draft.apply(Edit::Value { document, change }).unwrap();
    assert_eq!(applied, Applied::default());
    draft.text().to_owned()
}

#[test]
fn a_set_takes_its_service_and_its_name_labels_along() {
    let expected = LINKED
        .replace("kind: Service\nmetadata: {name: db,", "kind: Service\nmetadata: {name: store,")
        .replace("app: db", "app: store")
        .replace("  name: db\n  namespace", "  name: store\n  namespace")
        .replace("serviceName: db", "serviceName: store");
    assert_eq!(linked(1, set("metadata.name", json!("store"))), expected);
}

#[test]
fn those_that_name_an_object_follow_its_name_in_its_namespace() {
    assert_eq!(
        linked(2, set("metadata.name", json!("options"))),
        LINKED.replace("configMapRef: {name: settings}", "configMapRef: {name: options}").replacen(
            "metadata: {name: settings",
            "metadata: {name: options",
            1
        )
    );
    assert_eq!(
        linked(4, set("metadata.name", json!("options"))),
        LINKED.replace("{name: settings, namespace: elsewhere}", "{name: options, namespace: elsewhere}")
    );
    assert_eq!(
        linked(0, set("metadata.name", json!("dbs"))),
        LINKED
            .replace(
                "{name: db, namespace: shop}\nspec:\n  clusterIP",
                "{name: dbs, namespace: shop}\nspec:\n  clusterIP"
            )
            .replace("serviceName: db", "serviceName: dbs")
    );
    assert_eq!(
        linked(1, set("spec.serviceName", json!("dbs"))),
        linked(0, set("metadata.name", json!("dbs")))
    );
}

#[test]
fn a_label_and_those_that_choose_by_it_stay_the_same() {
    let by_app = LINKED
        .replace("{app: db}", "{app: x}")
        .replace("{app: db, tier", "{app: x, tier")
        .replace("labels: {app: x}\nspec", "labels: {app: db}\nspec");
    assert_eq!(linked(1, set("spec.template.metadata.labels.app", json!("x"))), by_app);
    assert_eq!(linked(1, set("spec.selector.matchLabels.app", json!("x"))), by_app);
    assert_eq!(
        linked(1, set("spec.template.metadata.labels.tier", json!("x"))),
        LINKED.replace("tier: data", "tier: x")
    );
}

#[test]
fn a_mount_follows_its_volume() {
    assert_eq!(
        linked(1, set("spec.volumeClaimTemplates[0].metadata.name", json!("disk"))),
        LINKED.replace("name: data", "name: disk")
    );
}

#[test]
fn volumes_that_change_places_keep_their_mounts() {
    let text = "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec:\n  volumes:\n  - name: a\n  - name: b\n  containers:\n  - volumeMounts: [{name: a}, {name: b}]\n";
    let (found, anew) = edited(text, Change::Move(Path::parse("spec.volumes"), 0, 1));
    assert_eq!(
        (found, anew),
        (text.replace("  - name: a\n  - name: b\n", "  - name: b\n  - name: a\n"), false)
    );
}

#[test]
fn a_reference_to_what_another_object_has_stays() {
    let text = "kind: ConfigMap\napiVersion: v1\nmetadata: {name: a}\n---\nkind: ConfigMap\napiVersion: v1\nmetadata: {name: a}\n---\nkind: Pod\napiVersion: v1\nmetadata: {name: p}\nspec: {volumes: [{configMap: {name: a}}]}\n";
    let mut draft = Draft::new(text.into());
    draft.apply(Edit::Value { document: 0, change: set("metadata.name", json!("b")) }).unwrap();
    assert_eq!(draft.text(), text.replacen("name: a", "name: b", 1));
}

/// The form showed the fields of the example beside a text that had taken its place and could not be read.
#[test]
fn what_was_read_last_is_recalled_as_long_as_it_is_that_text_which_is_being_changed() {
    let text = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ours\ndata:\n  a: b\n";
    let mut draft = Draft::new(text.to_owned());
    let mut written = |text: &str| {
        draft.apply(Edit::Text(text.to_owned())).unwrap();
        (draft.broken().is_some(), draft.recalls())
    };
    assert_eq!(written(&text.replace("a: b", "a: [")), (true, true));
    assert_eq!(written(&format!("{text}---\nkind: [\n")), (true, true));
    let in_two_places = text.replace("kind: ConfigMap", "kind: Secret");
    assert_eq!(written(&format!("{in_two_places}  oops: [\n")), (true, true));
    assert_eq!(written("kind: StatefulSet\nspec: [\n"), (true, false));
    assert_eq!(written("kind: StatefulSet\nspec: [a\n"), (true, false));
    assert_eq!(written(text), (false, true));
    assert_eq!(
        (written("kind: [\n"), written(&text.replace("ours", "[ours"))),
        ((true, false), (true, true))
    );
}
