//! What holds for every text and every edit of a draft.

use proptest::prelude::*;
use serde_json::Value;
use workload::documents::read;
use workload::draft::Draft;
use workload::draft::edit::{Change, Edit};
use workload::draft::format::Format;
use workload::path::Path;

use crate::emit::value;

/// A place in a value, chosen by numbers.
fn place(value: &Value, choices: &[u8]) -> Path {
    let mut steps = Vec::new();
    let mut at = value;
    for choice in choices {
        let choice = usize::from(*choice);
        match at {
            Value::Object(map) if !map.is_empty() => {
                let (key, inner) = map.iter().nth(choice % map.len()).unwrap();
                steps.push(workload::path::Step::Key(key.clone()));
                at = inner;
            }
            Value::Array(items) if !items.is_empty() => {
                steps.push(workload::path::Step::Index(choice % items.len()));
                at = &items[choice % items.len()];
            }
            _ => break,
        }
    }
    Path(steps)
}

fn changes() -> impl Strategy<Value = (Vec<u8>, u8, Value)> {
    (prop::collection::vec(any::<u8>(), 1..5), any::<u8>(), value())
}

fn chosen(value: &Value, (choices, kind, new): (Vec<u8>, u8, Value)) -> Change {
    let place = place(value, &choices);
    let mut list = place.clone();
    list.0.pop();
    match kind % 5 {
        0 => Change::Unset(place),
        1 => Change::Insert(list, usize::from(kind) / 5 % 4, new),
        2 => Change::Move(list, usize::from(kind) / 5 % 3, usize::from(kind) / 15 % 3),
        3 => {
            let mut place = list;
            place.0.push(workload::path::Step::Key(format!("k{kind}")));
            Change::Set(place, new)
        }
        _ => Change::Set(place, new),
    }
}

proptest! {
    #[test]
    fn an_edit_changes_its_place_alone_and_undo_brings_back_the_same_bytes(
        values in prop::collection::vec(value(), 1..4),
        changes in prop::collection::vec((0_usize..4, changes()), 1..6),
        windows in any::<bool>(),
    ) {
        let text = workload::emit::documents(&values);
        let text = if windows { text.replace('\n', "\r\n") } else { text };
        let mut draft = Draft::new(text.clone());
        prop_assume!(draft.broken().is_none());
        let mut texts = vec![text];
        for (document, change) in changes {
            let mut expected = draft.values().to_vec();
            let Some(value) = expected.get_mut(document) else { continue };
            let change = chosen(value, change);
            let made = change.make(value);
            // A document that is null is none.
            if value.is_null() {
                continue;
            }
            let applied = draft.apply(Edit::Value { document, change: change.clone() });
            prop_assert_eq!(made.is_some(), applied.is_ok(), "{:?}", change);
            if made.is_some() {
                prop_assert_eq!(draft.values(), &expected, "{:?}\n{}", change, draft.text());
                if texts.last().unwrap() != draft.text() {
                    texts.push(draft.text().to_owned());
                }
            }
        }
        while let Some(before) = texts.pop() {
            if texts.is_empty() { break }
            prop_assert_eq!(draft.text(), before);
            draft.apply(Edit::Undo).unwrap();
        }
    }

    #[test]
    fn the_other_format_and_back_is_the_same_text(text in "(---\n|\\PC{0,9}: \\PC{0,9}\n|- a\n|#x\n|a: 1\n){0,9}") {
        let mut draft = Draft::new(text.clone());
        let other = if draft.format() == Format::Json { Format::Yaml } else { Format::Json };
        if draft.apply(Edit::Format(other)).is_ok() {
            prop_assert!(draft.broken().is_none());
            draft.apply(Edit::Format(if other == Format::Json { Format::Yaml } else { Format::Json })).unwrap();
            prop_assert_eq!(draft.text(), text);
        }
    }

    /// What was read before is not read again; nothing else may be found by that.
    #[test]
    fn a_text_that_was_changed_is_what_it_would_be_if_it_were_new(
        texts in prop::collection::vec(
            "(---\n|a: yes\n|b: \\[\n|\\{\"a\": 1\\}\n|- x\n|\\.\\.\\.\n|#c\n|%YAML 1.1\n|\u{feff}|\u{1}){0,9}", 2..6,
        ),
        edits in prop::collection::vec((0_usize..4, changes()), 0..4),
    ) {
        let mut draft = Draft::new(texts[0].clone());
        for text in &texts {
            draft.apply(Edit::Text(text.clone())).unwrap();
            let new = read(text);
            prop_assert_eq!(draft.documents(), new.as_deref());
            for (document, change) in &edits {
                let Some(value) = draft.values().get(*document) else { continue };
                let change = chosen(value, change.clone());
                if draft.apply(Edit::Value { document: *document, change }).is_ok() {
                    let new = read(draft.text());
                    prop_assert_eq!(draft.documents(), new.as_deref(), "{}", draft.text());
                }
            }
        }
    }

    #[test]
    fn any_texts_can_be_written_one_after_the_other_and_undone(
        texts in prop::collection::vec("[ab\u{e9}\n: ]{0,12}", 1..8)
    ) {
        let mut draft = Draft::new(texts[0].clone());
        for text in &texts {
            draft.apply(Edit::Text(text.clone())).unwrap();
            prop_assert_eq!(draft.text(), text);
            prop_assert_eq!(draft.documents().is_ok(), read(text).is_ok());
        }
        while draft.can_undo() {
            draft.apply(Edit::Undo).unwrap();
        }
        prop_assert_eq!(draft.text(), &texts[0]);
        while draft.can_redo() {
            draft.apply(Edit::Redo).unwrap();
        }
    }
}
