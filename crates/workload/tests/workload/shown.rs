//! What may be shown of a text from the cluster.

use proptest::prelude::*;
use serde_json::json;
use workload::rows::event::EventRow;
use workload::rows::pod::PodRow;
use workload::rows::set::SetRow;
use workload::shown::{shown, shown_value};

#[test]
fn what_is_unseen_becomes_a_mark_and_what_is_written_stays() {
    for (text, seen) in [
        ("Back-off pulling image \"nginx:1\"\n\tline 2", "Back-off pulling image \"nginx:1\"\n\tline 2"),
        ("拉取镜像失败 café 👩‍👩‍👧 ☸️", "拉取镜像失败 café 👩‍👩‍👧 ☸️"),
        ("safe\u{202E}gnp.exe", "safe⟨U+202E⟩gnp.exe"),
        ("a\u{200B}b\u{200D}c", "a⟨U+200B⟩b⟨U+200D⟩c"),
        ("\u{1b}[31mred\0", "⟨U+001B⟩[31mred⟨U+0000⟩"),
        ("one\r\ntwo\rthree", "one\ntwo⟨U+000D⟩three"),
        ("x\u{3164}\u{3164}\u{3164}", "x⟨U+3164×3⟩"),
    ] {
        assert_eq!(shown(text), seen);
    }
}

#[test]
fn a_stack_of_accents_is_cut_and_counted() {
    let text = format!("z{}a", "\u{0301}".repeat(50));
    assert_eq!(shown(&text), format!("z{}⟨U+0301×46⟩a", "\u{0301}".repeat(4)));
}

#[test]
fn what_is_written_leftwards_keeps_to_itself() {
    assert_eq!(shown("מסד נתונים"), "\u{2068}מסד נתונים\u{2069}");
    assert_eq!(shown("قاعدة \u{202E}x"), "\u{2068}قاعدة ⟨U+202E⟩x\u{2069}");
}

#[test]
fn rows_hold_what_may_be_shown() {
    let evil = "x\u{202E}y";
    let seen = "x⟨U+202E⟩y";
    let set: SetRow = serde_json::from_value(json!({
        "metadata": {"uid": "1", "annotations": {"kubesphere.io/description": evil},
            "ownerReferences": [{"kind": evil, "name": evil, "uid": "2", "controller": true}]},
        "spec": {"serviceName": evil, "template": {"spec": {"containers": [{"name": "main", "image": evil}]}}},
    }))
    .unwrap();
    assert_eq!(set.meta.annotations["kubesphere.io/description"], seen);
    assert_eq!(set.meta.controller.as_ref().map(|owner| owner.kind.as_str()), Some(seen));
    assert_eq!((set.containers()[0].image.as_str(), set.spec.service_name.as_str()), (seen, seen));
    let words = json!({"reason": evil, "message": evil});
    let pod: PodRow = serde_json::from_value(json!({
        "metadata": {"uid": "1"},
        "status": {"reason": evil, "message": evil, "conditions": [{"type": evil, "reason": evil, "message": evil}],
            "containerStatuses": [{"image": evil, "state": {"waiting": words}, "lastState": {"terminated": words}}]},
    }))
    .unwrap();
    assert!(!format!("{pod:?}").contains("\\u{202e}"), "{pod:?}");
    let event: EventRow = serde_json::from_value(json!({
        "metadata": {"uid": "1"}, "reason": evil, "message": evil, "source": {"component": evil, "host": evil},
    }))
    .unwrap();
    assert_eq!((event.message.as_str(), event.from().as_str()), (seen, "x⟨U+202E⟩y, x⟨U+202E⟩y"));
}

#[test]
fn a_whole_value_is_shown_keys_and_all() {
    let value = json!({"a\u{202E}": ["b\u{200B}", 1, null, {"c": "d\u{0}"}]});
    let seen = json!({"a⟨U+202E⟩": ["b⟨U+200B⟩", 1, null, {"c": "d⟨U+0000⟩"}]});
    assert_eq!(shown_value(&value), seen);
}

proptest! {
    #[test]
    fn whatever_comes_is_visible_bounded_and_shown_once(
        text in proptest::collection::vec(prop_oneof![
            any::<char>(),
            (0x0300_u32..0x0370).prop_filter_map("a char", char::from_u32),
            (0x2000_u32..0x2070).prop_filter_map("a char", char::from_u32),
            proptest::char::range('\0', '\u{a0}'),
        ], 0..60).prop_map(|letters| letters.into_iter().collect::<String>()),
    ) {
        let seen = shown(&text);
        prop_assert_eq!(shown(&seen), seen.clone());
        let inner = seen.trim_start_matches('\u{2068}').trim_end_matches('\u{2069}');
        let hides = |letter: char| matches!(u32::from(letter), 0..=8 | 0x200B | 0x202A..=0x202E | 0x2066..=0x2069);
        prop_assert!(!inner.chars().any(hides));
        let mut run = 0;
        for letter in inner.chars() {
            run = if matches!(letter, '\u{0300}'..='\u{036F}') { run + 1 } else { 0 };
            prop_assert!(run <= 4);
        }
    }

    #[test]
    fn plain_text_is_left_alone(text in "[ -~\n\t]{0,80}") {
        prop_assert_eq!(shown(&text), text.clone());
    }
}
