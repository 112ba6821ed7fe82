//! Manifests of realistic size, written by hand: none of them loses a byte.

use serde_json::{Value, json};
use workload::draft::Draft;
use workload::draft::edit::{Change, Edit};
use workload::draft::format::Format;
use workload::path::{Path, Step};

const FIXTURES: [(&str, &str, usize); 11] = [
    ("anchors", include_str!("../../../../tests/fixtures/drafts/anchors.yaml"), 1),
    ("broker", include_str!("../../../../tests/fixtures/drafts/broker.yaml"), 1),
    ("comments", include_str!("../../../../tests/fixtures/drafts/comments.yaml"), 1),
    ("database", include_str!("../../../../tests/fixtures/drafts/database.yaml"), 1),
    ("env", include_str!("../../../../tests/fixtures/drafts/env.yaml"), 1),
    ("etcd", include_str!("../../../../tests/fixtures/drafts/etcd.yaml"), 2),
    ("long", include_str!("../../../../tests/fixtures/drafts/long.yaml"), 3),
    ("mixed", include_str!("../../../../tests/fixtures/drafts/mixed.yaml"), 8),
    ("newer", include_str!("../../../../tests/fixtures/drafts/newer.yaml"), 1),
    ("search", include_str!("../../../../tests/fixtures/drafts/search.yaml"), 1),
    ("json", include_str!("../../../../tests/fixtures/drafts/set.json"), 1),
];
/// So many places of one fixture are edited: all of a short one, and fewer of one that takes long.
const PLACES: usize = 150;
const PLACES_OF_LONG: usize = 12;

/// Every place below a value, with what stands there.
fn places(value: &Value, path: &mut Vec<Step>, found: &mut Vec<Path>) {
    let mut go_on = |step: Step, value: &Value| {
        path.push(step);
        found.push(Path(path.clone()));
        places(value, path, found);
        path.pop();
    };
    match value {
        Value::Object(map) => map.iter().for_each(|(key, value)| go_on(Step::Key(key.clone()), value)),
        Value::Array(items) => items.iter().enumerate().for_each(|(at, value)| go_on(Step::Index(at), value)),
        _ => {}
    }
}

/// Places of the documents, spread evenly.
fn some_places(draft: &Draft) -> Vec<(usize, Path)> {
    let mut all = Vec::new();
    for (document, value) in draft.values().iter().enumerate() {
        let mut found = Vec::new();
        places(value, &mut Vec::new(), &mut found);
        all.extend(found.into_iter().map(|path| (document, path)));
    }
    let most = if draft.text().len() > 50_000 { PLACES_OF_LONG } else { PLACES };
    let stride = all.len().div_ceil(most);
    all.into_iter().step_by(stride).collect()
}

fn each(check: impl Fn(&str, &str, Draft)) {
    for (name, text, count) in FIXTURES {
        for (name, text) in
            [(name.to_owned(), text.to_owned()), (format!("{name} (CRLF)"), text.replace('\n', "\r\n"))]
        {
            let draft = Draft::new(text.clone());
            assert_eq!(draft.broken(), None, "{name}");
            assert_eq!(draft.values().len(), count, "{name}");
            check(&name, &text, draft);
        }
    }
}

/// Changes one place; what is linked may follow, so the links are cut off by leaving names and labels alone.
fn edited(draft: &Draft, name: &str, document: usize, change: &Change) -> Option<(String, bool)> {
    let mut expected = draft.values().to_vec();
    change.make(&mut expected[document])?;
    let mut edited = draft.clone();
    let applied = edited.apply(Edit::Value { document, change: change.clone() }).unwrap();
    assert_eq!(edited.values()[document], expected[document], "{name}: {change:?}");
    let text = edited.text().to_owned();
    edited.apply(Edit::Undo).unwrap();
    assert_eq!(edited.text(), draft.text(), "{name}: {change:?}");
    Some((text, !applied.anew.is_empty()))
}

#[test]
fn the_other_format_and_back_is_the_same_text_byte_for_byte() {
    each(|name, text, mut draft| {
        let (own, values) = (draft.format(), draft.values().to_vec());
        let other = if own == Format::Json { Format::Yaml } else { Format::Json };
        draft.apply(Edit::Format(other)).unwrap();
        if values.len() == 1 {
            assert_eq!(draft.values(), values, "{name}");
        } else {
            assert_eq!(draft.values()[0]["items"], json!(values), "{name}");
        }
        draft.apply(Edit::Format(own)).unwrap();
        assert_eq!(draft.text(), text, "{name}");
        // A draft with a Secret is kept nowhere.
        assert_eq!(draft.to_kept(true).is_none(), name.starts_with("mixed"), "{name}");
        let Some(kept) = draft.to_kept(true).map(|kept| Draft::from_kept(&kept).unwrap()) else { return };
        // The steps of a long text are more than is kept.
        assert!(kept == draft || name.starts_with("long"), "{name}");
        assert_eq!((kept.text(), kept.values()), (draft.text(), draft.values()), "{name}");
    });
}

#[test]
fn setting_any_scalar_keeps_every_other_line() {
    each(|name, text, draft| {
        for (document, path) in some_places(&draft) {
            let value = path.get(&draft.values()[document]).unwrap();
            if value.is_object() || value.is_array() || is_linked(&path) {
                continue;
            }
            let Some((found, anew)) =
                edited(&draft, name, document, &Change::Set(path.clone(), json!("set: #1")))
            else {
                continue;
            };
            // An alias and what it points at cannot be changed alone; what a merge brings gets a key of its own.
            assert!(!anew || name.starts_with("anchors"), "{name}: {path}");
            let (old, new): (Vec<&str>, Vec<&str>) = (text.lines().collect(), found.lines().collect());
            if !name.starts_with("anchors") {
                let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
                let end = old[start..]
                    .iter()
                    .rev()
                    .zip(new[start..].iter().rev())
                    .take_while(|(a, b)| a == b)
                    .count();
                assert_eq!(new.len() - start - end, 1, "{name}: {path}\n{found}");
            }
        }
    });
}

#[test]
fn taking_out_any_key_or_item_keeps_every_other_line() {
    each(|name, text, draft| {
        for (document, path) in some_places(&draft) {
            if is_linked(&path) {
                continue;
            }
            let Some((found, anew)) = edited(&draft, name, document, &Change::Unset(path.clone())) else {
                continue;
            };
            assert!(!anew || is_told_rightly(name, text, &found), "{name}: {path}");
            let comments =
                |text: &str| text.lines().filter(|line| line.trim_start().starts_with('#')).count();
            if !anew && !name.starts_with("json") {
                let inside = path
                    .get(&draft.values()[document])
                    .is_some_and(|value| value.is_object() || value.is_array() || value.is_string());
                assert!(inside || comments(&found) == comments(text), "{name}: {path}");
            }
        }
    });
}

#[test]
fn a_key_can_be_added_to_any_map_and_an_item_to_any_list() {
    each(|name, text, draft| {
        for (document, path) in some_places(&draft) {
            let value = path.get(&draft.values()[document]).unwrap();
            let change = match value {
                Value::Object(_) => {
                    let mut path = path.clone();
                    path.0.push(Step::Key("added.key".into()));
                    Change::Set(path, json!({"a": [1, "two\nlines\n"]}))
                }
                Value::Array(items) => Change::Insert(path.clone(), items.len(), json!({"a": "yes"})),
                _ => continue,
            };
            let Some((found, anew)) = edited(&draft, name, document, &change) else { continue };
            assert!(!anew || is_told_rightly(name, text, &found), "{name}: {path}");
            if !name.starts_with("anchors") {
                let (old, new): (Vec<&str>, Vec<&str>) = (text.lines().collect(), found.lines().collect());
                let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
                let behind = old[start..].iter().rev().zip(new[start..].iter().rev());
                let end = behind.take_while(|(a, b)| a == b).count();
                // A collection in flow style is written anew: one of a few lines becomes one line.
                let changed = old.len() - start - end;
                assert!(changed <= 4 || name.starts_with("json"), "{name}: {path}\n{found}");
            }
        }
    });
}

/// Whether a document may say that it lost comments: it has aliases, or one in flow style went.
fn is_told_rightly(name: &str, old: &str, new: &str) -> bool {
    let in_flow = |text: &str| text.matches("# in a flow").count() + text.matches("# here").count();
    name.starts_with("anchors") || in_flow(new) < in_flow(old)
}

/// Names and labels, which take others along.
fn is_linked(path: &Path) -> bool {
    let text = path.to_string();
    ["kind", "apiVersion", "ame", "labels", "matchLabels", "namespace"].iter().any(|part| text.contains(part))
}

#[test]
fn octal_modes_are_what_kubectl_makes_of_them() {
    let database = Draft::new(FIXTURES[3].1.into());
    let mode = Path::parse("spec.template.spec.volumes[0].configMap.defaultMode");
    assert_eq!(mode.get(&database.values()[0]), Some(&json!(420)));
    let warnings: usize = database.documents().unwrap().iter().map(|document| document.warnings.len()).sum();
    assert_eq!(warnings, 1);
}
