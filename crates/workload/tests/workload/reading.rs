//! A text is read as kubectl reads it, whole, or refused at the place that is wrong.

use serde_json::{Value, json};
use workload::documents::bytes::decode;
use workload::documents::problem::{Reading, What};
use workload::documents::{lint, read};
use workload::draft::Draft;
use workload::draft::edit::{Change, Edit, joined_files};
use workload::locate::line_of;
use workload::path::Path;

/// Texts and what `sigs.k8s.io/yaml` 1.6, kubectl's library, reads in each (`YAMLToJSON`).
const KUBECTL: &str = include_str!("../../../../tests/fixtures/drafts/kubectl.json");

fn values(text: &str) -> Vec<Value> {
    read(text).unwrap().into_iter().map(|document| document.content.unwrap()).collect()
}

/// The first problem of a text, with its line and column.
fn problem(text: &str) -> Option<(usize, usize, What)> {
    let problem = read(text).unwrap().into_iter().find_map(|document| document.content.err())?;
    Some((problem.line, problem.column, problem.what))
}

/// Numbers such as `0X1F` and `-_1` were text, and `3.0` no integer; a key that came by `<<` was read another way.
#[test]
fn every_text_of_the_corpus_is_what_kubectl_reads() {
    let corpus: Vec<(String, Value)> = serde_json::from_str(KUBECTL).unwrap();
    assert!(corpus.len() > 200);
    for (text, value) in corpus {
        let found = values(&text);
        assert_eq!(found, [value], "{text}");
    }
}

#[test]
fn whatever_others_read_as_text_or_another_number_is_warned_of() {
    for (scalar, number) in [
        ("0X1F", "31"),
        ("0B11", "3"),
        ("0O17", "15"),
        ("0x1_F", "31"),
        ("0b1_1", "3"),
        ("0b-11", "-3"),
        ("-_1", "-1"),
        ("+0x1F", "31"),
        (".5_0", "0.5"),
        ("08", "8"),
    ] {
        assert_eq!(lint::reading(scalar), Some(Reading::Number(number.into())), "{scalar}");
    }
    for scalar in ["0", "10", "-1", "+1", "3.0", "3.", ".5", "1e1", "0x1F", "1.2.3", "_1", "0x", "10Gi", "."]
    {
        assert_eq!(lint::reading(scalar), None, "{scalar}");
    }
}

/// A whole number with a fraction of zero was refused by the server where it wants an integer.
#[test]
fn what_is_whole_is_an_integer_in_yaml_and_json() {
    for text in ["{\"a\": [3.0, 1e1, -0.0, 2.5]}", "a: [3.0, 1e1, -0.0, 2.5]", "a: [3., 10, 0, 2.5]"] {
        assert_eq!(values(text)[0].to_string(), "{\"a\":[3,10,0,2.5]}", "{text}");
    }
}

/// It was infinite, or text.
#[test]
fn a_number_beyond_a_double_is_an_error_in_yaml_and_json() {
    for (text, line, column) in [
        ("a: 1\nb: 1e400\n", 2, 4),
        ("{\n  \"a\": [1e400]}", 2, 9),
        ("{\"a\": -1e400}{\"b\": 1}", 1, 7),
        ("a: {b: .5e400}\n", 1, 8),
        ("1e400: a\n", 1, 1),
    ] {
        assert_eq!(problem(text), Some((line, column, What::TooLarge)), "{text}");
    }
    assert_eq!(values("a: \"1e400\"\n"), [json!({"a": "1e400"})]);
}

/// All that came behind was dropped without a word.
#[test]
fn text_behind_the_end_of_a_document_is_an_error_at_its_place() {
    for (text, line, column) in [
        ("{\"a\": 1} junk\n", 1, 10),
        ("{\"a\": 1}\nb: 2\n", 2, 1),
        ("{\"a\": 1}{\"b\": 2}\n junk", 2, 2),
        ("{\"a\": 1} 5\n", 1, 10),
        ("{a: 1} junk\n", 1, 8),
        ("{a: 1}\n{b: 2}\n", 2, 1),
        ("[a] # x\nb\n", 2, 1),
        ("\"a\"\nb: 1\n", 2, 1),
        ("kind: A\n...  junk\n", 2, 6),
        ("kind: A\r---\rkind: B\n", 1, 13),
        ("kind: A\u{85}---\u{85}kind: B\n", 1, 13),
        ("kind: A\u{2028}---\u{2028}kind: B\n", 1, 13),
        ("kind: A\u{2029}--- x\n", 1, 13),
        ("  a: 1\nb: 2\n", 2, 1),
        ("---\nkind: A\n---\n{a: 1} {\n", 4, 8),
    ] {
        assert_eq!(problem(text), Some((line, column, What::Behind)), "{text:?}");
    }
    // Nothing is lost by these.
    for text in ["{a: 1} # x\n", "{\"a\": 1}\n\n", "a: 1\n... # x\n", "a: 1\r---\r", "{\"a\": 1} # x\n"] {
        assert_eq!(values(text), [json!({"a": 1})], "{text:?}");
    }
    assert_eq!(values("{\"a\": 1}\n... # x\n--- # y\nb: 1\n"), [json!({"a": 1}), json!({"b": 1})]);
}

#[test]
fn half_a_character_at_the_end_of_a_file_is_no_text() {
    assert!(decode(&[0xFF, 0xFE, b'a', 0, b'b']).is_err());
}

#[test]
fn an_anchor_stands_for_nothing_else_and_never_for_itself() {
    assert!(matches!(problem("a: &x {b: *x}\n"), Some((1, 11, What::Syntax(_)))));
    assert!(matches!(problem("a: *x\n"), Some((1, 4, What::Syntax(_)))));
    assert_eq!(values("a: &x 1\nb: *x\nc: &x 2\nd: *x\n"), [json!({"a": 1, "b": 1, "c": 2, "d": 2})]);
}

#[test]
fn a_tag_that_says_what_is_there_already_does_no_harm_and_any_other_is_refused() {
    assert_eq!(
        values("a: !!int 0x1F\nb: !!float 3\nc: !!str 3\nd: ! 3\n"),
        [json!({"a": 31, "b": 3, "c": "3", "d": "3"})]
    );
    for text in [
        "a: !!int 3.5\n",
        "a: !!bool 1\n",
        "a: !!binary aGk=\n",
        "a: !x {b: 1}\n",
        "a: [!x b]\n",
        "!x a: 1\n",
    ] {
        assert!(matches!(problem(text), Some((_, _, What::Tag))), "{text}");
    }
}

/// One key written with `?` cost the whole document its line numbers and its comments.
#[test]
fn a_document_with_explicit_keys_keeps_its_lines_and_is_edited_in_its_place() {
    let text = "# top\n? a\n: b # kept\n? c # kept\n? d\n: - e\n  - f # kept\ng: {? h : 1, ? i, j: [? k : 2]} # kept\n? [\"l\n  m\"]\n: 1\n";
    assert!(matches!(problem(text), Some((_, _, What::Key))));
    let text = &text[..text.find("? [").unwrap()];
    for (path, line) in [("a", 3), ("c", 4), ("d", 5), ("d[1]", 7), ("g.h", 8), ("g.j[0].k", 8)] {
        assert_eq!(line_of(text, 1, 8, path), line, "{path}");
    }
    for (change, from, to) in [
        (set("a", json!("z")), ": b #", ": z #"),
        (set("a", json!({"x": [1]})), ": b # kept", ": # kept\n  x:\n  - 1"),
        (set("c", json!(1)), "? c # kept", "? c # kept\n: 1"),
        (set("d[0]", json!(1)), "- e", "- 1"),
        (set("g.h", json!(2)), "? h : 1", "? h : 2"),
        (set("g.j[0].k", json!("x")), "? k : 2", "? k : x"),
        (set("m", json!(1)), "# kept\n? d", "# kept\n? d"),
        (Change::Unset(Path::parse("a")), "? a\n: b # kept\n", ""),
        (Change::Unset(Path::parse("c")), "? c # kept\n", ""),
        (Change::Unset(Path::parse("d")), "? d\n: - e\n  - f # kept\n", ""),
        (Change::RenameKey(Path::parse("c"), "x".into()), "? c", "? x"),
    ] {
        let mut draft = Draft::new(text.to_owned());
        let applied = draft.apply(Edit::Value { document: 0, change: change.clone() }).unwrap();
        let expected =
            if draft.text().contains("m: 1") { format!("{text}m: 1\n") } else { text.replace(from, to) };
        assert_eq!((draft.text(), applied.anew.len()), (expected.as_str(), 0), "{change:?}");
    }
}

fn set(path: &str, value: Value) -> Change {
    Change::Set(Path::parse(path), value)
}

/// Opening a file trimmed its end: of `x: |+` the last lines were gone.
#[test]
fn files_are_opened_with_all_their_bytes() {
    let kept = "x: |+\n  a\n\n\n".to_owned();
    assert_eq!(joined_files(std::slice::from_ref(&kept)), kept);
    let windows = "\r\n  a: 1\r\n\r\n".to_owned();
    assert_eq!(joined_files(std::slice::from_ref(&windows)), windows);
    assert_eq!(
        joined_files(&[kept.clone(), "a: 1".into(), "--- # b\nb: 1\n".into()]),
        format!("{kept}---\na: 1\n--- # b\nb: 1\n")
    );
    assert_eq!(joined_files(&[windows.clone(), kept.clone()]), format!("{windows}---\r\n{kept}"));
    // What only looks like a marker is none, and directives come behind the end of a document.
    let texts = ["a: 1\n".to_owned(), "---b: 1\n".to_owned(), "%YAML 1.1\n---\nc: 1\n".to_owned()];
    assert_eq!(values(&joined_files(&texts)), [json!({"a": 1}), json!({"---b": 1}), json!({"c": 1})]);
}

/// An editor makes all line breaks alike: from the first key on a text of Windows was one of Unix.
#[test]
fn what_the_editor_gives_changes_no_line_break() {
    for (before, given, after) in [
        ("a: 1\r\nb: 2\r\n", "a: 1\nb: 2\n", "a: 1\r\nb: 2\r\n"),
        ("a: 1\r\nb: 2\r\n", "a: 1\nb: 23\n", "a: 1\r\nb: 23\r\n"),
        ("a: 1\r\nb: 2\r\n", "a: 1\nx: 0\nb: 2\n", "a: 1\r\nx: 0\r\nb: 2\r\n"),
        (
            "a: 1\r\nb: 2\nc: 3\nd: \"e\rf\"",
            "a: 1\nb: 2\nc: 4\nx: 1\nd: \"e\nf\"",
            "a: 1\r\nb: 2\nc: 4\nx: 1\nd: \"e\rf\"",
        ),
        ("a: é\r\nb: ü\r\n", "a: ê\nb: ü\n", "a: ê\r\nb: ü\r\n"),
        ("a: 1\r\n", "", ""),
        ("a: 1\n", "a: 2\n\n", "a: 2\n\n"),
    ] {
        let mut draft = Draft::new(before.to_owned());
        draft.apply(Edit::Editor(given.to_owned())).unwrap();
        assert_eq!(draft.text(), after);
        if before != after {
            draft.apply(Edit::Undo).unwrap();
            assert_eq!(draft.text(), before);
        }
    }
}

/// Where a document was written anew, or one was added, its lines ended as on Unix.
#[test]
fn lines_that_are_added_end_as_the_others_do() {
    let ends = |text: &str| assert_eq!(text.matches("\r\n").count(), text.matches('\n').count(), "{text:?}");
    let text = "# kept\r\na: &x {b: 1}\r\nc: *x\r\n";
    for edit in [
        Edit::Value { document: 0, change: set("a.b", json!({"d": [1, "x\ny\n"]})) },
        Edit::Value { document: 0, change: set("e", json!({"d": [1, "x\ny\n"]})) },
        Edit::Add("a: 1\nb: 2\n".into()),
        Edit::Format(workload::draft::format::Format::Json),
    ] {
        let mut draft = Draft::new(text.to_owned());
        draft.apply(edit).unwrap();
        ends(draft.text());
    }
    let mut draft = Draft::new("a: 1\r\nb: 2".to_owned());
    draft.apply(Edit::Value { document: 0, change: set("c", json!(3)) }).unwrap();
    assert_eq!(draft.text(), "a: 1\r\nb: 2\r\nc: 3\r\n");
}

/// After some steps of a large text the first one was forgotten.
#[test]
fn undo_reaches_the_first_text_of_large_ones_too() {
    let first = "kind: A\n".to_owned();
    let large = |mark: usize| {
        format!("a: {mark}\n{}", "b: some words\n".repeat(1000)).replace("b:", &format!("b{mark}:"))
    };
    let mut draft = Draft::new(first.clone());
    for mark in 0..1000 {
        // Two texts in turn, then one key after the other.
        let text = if mark < 700 { large(mark % 2) } else { format!("{}c{mark}: 1\n", draft.text()) };
        draft.apply(Edit::Text(text)).unwrap();
    }
    let last = draft.text().to_owned();
    draft.apply(Edit::Undo).unwrap();
    assert_eq!(Some(draft.text()), last.strip_suffix("c999: 1\n"));
    while draft.can_undo() {
        draft.apply(Edit::Undo).unwrap();
    }
    assert_eq!(draft.text(), first);
    while draft.can_redo() {
        draft.apply(Edit::Redo).unwrap();
    }
    assert_eq!(draft.text(), last);
}

/// What an edit added to JSON with tabs was indented by spaces.
#[test]
fn json_keeps_what_it_is_indented_by() {
    for unit in ["\t", "    ", "  ", " "] {
        let json = |text: &str| text.replace('>', unit);
        let text = json("{\n>\"a\": {\n>>\"b\": 1\n>},\n>\"c\": [1, 2]\n}\n");
        let mut draft = Draft::new(text.clone());
        draft.apply(Edit::Value { document: 0, change: set("a.d", json!({"e": [1]})) }).unwrap();
        let added = json("{\n>>\"b\": 1,\n>>\"d\": {\n>>>\"e\": [\n>>>>1\n>>>]\n>>}\n>},");
        assert_eq!(draft.text(), text.replace(&json("{\n>>\"b\": 1\n>},"), &added));
    }
}
