//! Fields: what is typed becomes a value at its place, and what is no value yet is kept beside it.

use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Value, json};
use workload::draft::Draft;
use workload::draft::edit::Edit;
use workload::draft::issue::Severity;
use workload::field::table::{OBJECT, SERVICE, STATEFUL_SET};
use workload::field::{Empty, Field, Kind, Shown, Slot, in_document};
use workload::path::Path;
use workload::text::Locale;

const TEXT: &str = "\
# ours
apiVersion: v1
kind: Service
metadata: {name: db}
spec:
  clusterIP: None
  selector: {app: db}
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db  # the database
spec:
  replicas: 3  # odd, for the quorum
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      containers:
        - name: main
          image: registry.example/db:1.0
        - name: backup
          image: registry.example/backup:1.0
  volumeClaimTemplates:
    - metadata: {name: data}
      spec:
        storageClassName: \"\"
        resources:
          requests:
            storage: 10Gi
";

fn slot(draft: &Draft, document: usize, path: &str) -> Slot {
    let all = in_document(&draft.values()[document]);
    all.into_iter().find(|slot| slot.path.to_string() == path).unwrap_or_else(|| panic!("no field {path}"))
}

fn typed(draft: &mut Draft, document: usize, path: &str, text: &str) {
    let slot = slot(draft, document, path);
    draft.apply(Edit::Type { document, slot, text: text.to_owned() }).unwrap();
}

fn shown(draft: &Draft, document: usize, path: &str) -> Shown {
    draft.shown(document, &slot(draft, document, path))
}

fn text(text: &str) -> Shown {
    Shown::Text(text.to_owned())
}

#[test]
fn each_field_has_its_own_key_place_and_words_in_both_languages() {
    for fields in [&OBJECT[..], &STATEFUL_SET, &SERVICE] {
        for pick in [|field: &Field| field.key, |field: &Field| field.path] {
            assert_eq!(fields.iter().map(pick).collect::<BTreeSet<_>>().len(), fields.len());
        }
        for field in fields {
            for words in [field.label, field.help, field.default] {
                assert_eq!(words.zh.is_empty(), words.en.is_empty(), "{}", field.key);
            }
            assert!(!field.label.en.is_empty(), "{}", field.key);
        }
    }
}

#[test]
fn an_object_has_the_fields_of_its_kind_one_for_each_item_of_a_list() {
    let draft = Draft::new(TEXT.to_owned());
    let all: Vec<(String, String)> =
        in_document(&draft.values()[1]).into_iter().map(|slot| (slot.path.to_string(), slot.of)).collect();
    let has =
        |path: &str, of: &str| assert!(all.contains(&(path.to_owned(), of.to_owned())), "{path}: {all:?}");
    has("metadata.name", "");
    has("spec.template.spec.containers[1].image", "backup");
    has("spec.volumeClaimTemplates[0].spec.resources.requests.storage", "data");
    let keys =
        |value: Value| in_document(&value).iter().map(|slot| slot.path.to_string()).collect::<Vec<_>>();
    assert_eq!(keys(json!({"apiVersion": "v1", "kind": "Namespace"})), ["metadata.name"]);
    assert_eq!(
        keys(json!({"apiVersion": "a.example/v1", "kind": "Thing"})),
        ["metadata.name", "metadata.namespace"]
    );
    let list =
        json!({"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "v1", "kind": "Namespace"}]});
    assert_eq!(keys(list), ["items[0].metadata.name"]);
}

#[test]
fn what_is_typed_changes_its_place_alone_and_what_is_linked() {
    let mut draft = Draft::new(TEXT.to_owned());
    typed(&mut draft, 1, "spec.replicas", "5");
    assert_eq!(draft.text(), TEXT.replace("replicas: 3  #", "replicas: 5  #"));
    typed(&mut draft, 1, "spec.template.spec.containers[1].image", " registry.example/backup:2.0 ");
    assert!(draft.text().contains("backup:2.0\n"));
    typed(&mut draft, 1, "metadata.name", "store");
    assert_eq!(draft.values()[0]["metadata"]["name"], "store", "the Service follows");
    assert_eq!(draft.values()[1]["spec"]["serviceName"], "store");
    for _ in 0..3 {
        draft.apply(Edit::Undo).unwrap();
    }
    assert_eq!(draft.text(), TEXT);
    assert!(!draft.can_undo(), "each was one step");
}

#[test]
fn nothing_typed_takes_the_field_out_or_keeps_what_is_needed() {
    let mut draft = Draft::new(TEXT.to_owned());
    typed(&mut draft, 1, "spec.replicas", "");
    assert_eq!(draft.values()[1]["spec"].get("replicas"), None);
    typed(&mut draft, 1, "spec.updateStrategy.type", "");
    assert_eq!(draft.values()[1]["spec"].get("updateStrategy"), None, "what is not there stays so");
    typed(&mut draft, 1, "metadata.name", "");
    assert_eq!(draft.values()[1]["metadata"]["name"], "db", "the links with it are kept");
    assert_eq!(shown(&draft, 1, "metadata.name"), text(""));
    let class = "spec.volumeClaimTemplates[0].spec.storageClassName";
    assert_eq!(shown(&draft, 1, class), text("\"\""), "none is not the default");
    typed(&mut draft, 1, class, "");
    assert_eq!(draft.values()[1].pointer("/spec/volumeClaimTemplates/0/spec/storageClassName"), None);
    typed(&mut draft, 1, class, "\"\"");
    assert_eq!(
        draft.values()[1].pointer("/spec/volumeClaimTemplates/0/spec/storageClassName"),
        Some(&json!(""))
    );
}

#[test]
fn what_is_no_value_yet_stays_in_its_box_with_an_issue_through_a_reload_and_other_edits() {
    let mut draft = Draft::new(TEXT.to_owned());
    typed(&mut draft, 1, "spec.replicas", "3x");
    assert_eq!(
        (draft.text(), draft.unfinished().map(|slot| slot.label(Locale::En)).as_deref()),
        (TEXT, Some("Replicas"))
    );
    let issue = draft.issues().into_iter().find(|issue| issue.severity == Severity::Error).unwrap();
    assert_eq!(issue.message.get(Locale::En), "“3x” is not a whole number");
    assert_eq!((issue.path.to_string().as_str(), issue.span.line), ("spec.replicas", 14));

    let mut draft = Draft::from_kept(&draft.to_kept(true).unwrap()).unwrap();
    assert_eq!(shown(&draft, 1, "spec.replicas"), text("3x"));
    typed(&mut draft, 0, "spec.type", "NodePort");
    assert_eq!(shown(&draft, 1, "spec.replicas"), text("3x"), "another field is no reason to forget it");
    draft.apply(Edit::Remove { document: 0 }).unwrap();
    assert_eq!(shown(&draft, 0, "spec.replicas"), text("3x"), "it goes with its document");
    draft.apply(Edit::Remove { document: 0 }).unwrap();
    assert!(draft.unfinished().is_none(), "and away with it");

    let mut draft = Draft::new(TEXT.to_owned());
    typed(&mut draft, 1, "spec.replicas", "3x");
    draft.apply(Edit::Text(draft.text().replace("replicas: 3", "replicas: 4"))).unwrap();
    assert_eq!(shown(&draft, 1, "spec.replicas"), text("4"), "the text has the last word");
    assert!(draft.unfinished().is_none());
    let bare = "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: a}\n";
    let mut other = Draft::new(bare.to_owned());
    typed(&mut other, 0, "spec.replicas", "3x");
    other.apply(Edit::Text(bare.replace("StatefulSet", "Deployment"))).unwrap();
    assert!(other.unfinished().is_none(), "no box is left in which it could be mended");
    typed(&mut draft, 1, "spec.replicas", "-1");
    typed(&mut draft, 1, "spec.replicas", "2");
    assert_eq!((draft.unfinished(), &draft.values()[1]["spec"]["replicas"]), (None, &json!(2)));
}

#[test]
fn what_a_box_cannot_hold_and_what_is_of_another_kind_is_kept() {
    let odd = "apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: a}\nspec:\n  replicas: {no: number}\n  updateStrategy: {type: Newer}\n  serviceName: 5\n";
    let mut draft = Draft::new(odd.to_owned());
    assert_eq!(shown(&draft, 0, "spec.replicas"), Shown::Other);
    assert_eq!(shown(&draft, 0, "spec.updateStrategy.type"), text("Newer"));
    typed(&mut draft, 0, "spec.serviceName", "5");
    typed(&mut draft, 0, "spec.updateStrategy.type", "Newer");
    assert_eq!(draft.text(), odd, "what it says already is not written again");
    let mut broken = Draft::new("a: [".to_owned());
    let slot = slot(&draft, 0, "metadata.name");
    assert!(broken.apply(Edit::Type { document: 0, slot, text: "b".to_owned() }).is_err());
}

#[test]
fn a_field_knows_the_places_by_which_the_server_names_it() {
    let draft = Draft::new(TEXT.to_owned());
    let ip = slot(&draft, 0, "spec.clusterIP");
    let base = Path::default();
    let named =
        ["spec.clusterIP", "spec.clusterIPs[0]", "spec.type", "", "spec"].map(|at| ip.is_named_by(at, &base));
    assert_eq!(named, [true, true, false, false, false]);
    let list = json!({"apiVersion": "v1", "kind": "List", "items": [draft.values()[1].clone()]});
    let image = in_document(&list).into_iter().find(|slot| slot.of == "backup").unwrap();
    assert!(image.is_named_by("spec.template.spec.containers[1].image", &Path::parse("items[0]")));
}

/// The form's own choice of `OnDelete` made a set that the server refuses: `rollingUpdate` stayed beside it.
#[test]
fn a_choice_takes_out_what_cannot_stand_beside_it() {
    let rolling = "  replicas: 3\n  updateStrategy:\n    type: RollingUpdate  # by hand\n    rollingUpdate:\n      partition: 2\n";
    let text = TEXT.replace("  replicas: 3  # odd, for the quorum\n", rolling);
    let mut draft = Draft::new(text.clone());
    typed(&mut draft, 1, "spec.updateStrategy.type", "OnDelete");
    assert!(draft.text().contains("    type: OnDelete  # by hand\n  serviceName"), "{}", draft.text());
    assert_eq!(draft.issues().iter().filter(|issue| issue.severity == Severity::Error).count(), 0);
    draft.apply(Edit::Undo).unwrap();
    assert_eq!(draft.text(), text, "one step");
    let list = json!({"apiVersion": "v1", "kind": "List", "items": [draft.values()[1].clone()]});
    let mut draft = Draft::new(list.to_string());
    typed(&mut draft, 0, "items[0].spec.updateStrategy.type", "OnDelete");
    assert_eq!(draft.values()[0]["items"][0]["spec"]["updateStrategy"], json!({"type": "OnDelete"}));
}

#[test]
fn what_a_box_shows_is_not_written_again_with_its_blanks_or_without() {
    let text = TEXT.replace("image: registry.example/db:1.0", "image: \" registry.example/db:1.0 \"");
    let mut draft = Draft::new(text.clone());
    let image = "spec.template.spec.containers[0].image";
    assert_eq!(shown(&draft, 1, image), Shown::Text(" registry.example/db:1.0 ".to_owned()));
    typed(&mut draft, 1, image, " registry.example/db:1.0 ");
    assert_eq!(draft.text(), text);
    typed(&mut draft, 1, image, " registry.example/db:1.1");
    assert_eq!(
        draft.values()[1].pointer("/spec/template/spec/containers/0/image"),
        Some(&json!("registry.example/db:1.1"))
    );
}

#[test]
fn what_can_be_typed_by_kind() {
    let of = |key: &str| STATEFUL_SET.iter().find(|field| field.key == key).unwrap();
    let cases: [(&str, &str, Option<Value>); 13] = [
        ("replicas", "0", Some(json!(0))),
        ("replicas", " 12 ", Some(json!(12))),
        ("replicas", "-1", None),
        ("replicas", "1.5", None),
        ("replicas", "2147483648", None),
        ("replicas", "99999999999999999999", None),
        ("storage", "10Gi", Some(json!("10Gi"))),
        ("storage", "1e3", Some(json!("1e3"))),
        ("storage", "10GB", None),
        ("storage", "ten", None),
        ("image", "", None),
        ("image", "a:1", Some(json!("a:1"))),
        ("updateStrategy", "OnDelete", Some(json!("OnDelete"))),
    ];
    for (key, typed, value) in cases {
        assert_eq!(of(key).parse(typed).ok().flatten(), value, "{key}: {typed}");
    }
    let most = [
        (Kind::INT32, "2147483647", "2147483648"),
        (Kind::INT64, "9223372036854775807", "9223372036854775808"),
    ];
    for (kind, most, more) in most {
        assert_eq!(kind.parse(most).unwrap().to_string(), most);
        assert_eq!(kind.parse(more).unwrap_err().en, format!("Not above {most}"));
    }
    assert_eq!(Kind::INT64.parse("-99999999999999999999").unwrap_err().en, "Not below 0");
    assert!(matches!(of("podManagementPolicy").kind, Kind::Choice(choices) if choices.contains(&"Parallel")));
    assert_eq!(of("image").empty, Empty::Never);
}

proptest! {
    /// Whatever is typed: the box shows it, or the document says it; undo brings back the text.
    #[test]
    fn nothing_that_is_typed_is_lost(typing in prop::collection::vec((0_usize..2, any::<u8>(), "[ -~é中]{0,6}|[0-9]{1,3}|[0-9]Gi"), 1..9)) {
        let mut draft = Draft::new(TEXT.to_owned());
        for (document, choice, words) in typing {
            let slots = in_document(&draft.values()[document]);
            let slot = slots[usize::from(choice) % slots.len()].clone();
            draft.apply(Edit::Type { document, slot: slot.clone(), text: words.clone() }).unwrap();
            prop_assert!(draft.broken().is_none());
            match slot.field.parse(&words) {
                Err(_) => prop_assert_eq!(draft.shown(document, &slot), Shown::Text(words)),
                Ok(value) => {
                    let is = slot.path.get(&draft.values()[document]);
                    prop_assert_eq!(slot.field.show(is), slot.field.show(value.as_ref()));
                }
            }
            let again = Draft::from_kept(&draft.to_kept(true).unwrap()).unwrap();
            for slot in in_document(&draft.values()[document]) {
                prop_assert_eq!(again.shown(document, &slot), draft.shown(document, &slot));
            }
        }
        while draft.can_undo() {
            draft.apply(Edit::Undo).unwrap();
        }
        prop_assert_eq!(draft.text(), TEXT);
    }
}
