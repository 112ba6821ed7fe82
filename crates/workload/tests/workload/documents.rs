use proptest::prelude::*;
use serde_json::{Value, json};
use workload::documents::bytes::decode;
use workload::documents::identity::Identity;
use workload::documents::problem::{Problem, Reading, What};
use workload::documents::{Document, MAX_BYTES, lint, objects, read, strip_server_fields};
use workload::text::Locale;

fn documents(text: &str) -> Vec<Document> {
    read(text).unwrap()
}

fn values(text: &str) -> Vec<Value> {
    documents(text).into_iter().map(|document| document.content.unwrap()).collect()
}

fn problem(text: &str) -> Problem {
    documents(text).into_iter().find_map(|document| document.content.err()).unwrap()
}

fn place(problem: &Problem) -> (usize, usize) {
    (problem.line, problem.column)
}

fn duplicate(key: &str, first: usize) -> What {
    What::Duplicate { key: key.into(), first: Some(first) }
}

#[test]
fn documents_are_told_apart_with_their_lines_and_empty_ones_left_out() {
    let text = "# shop\nkind: A\n---\n---\n# nothing\n--- # first\n\nkind: B\nx: 1\n...\n---\nkind: C\n---\n";
    let found: Vec<_> = documents(text)
        .into_iter()
        .map(|d| (d.first_line, d.last_line, d.content.unwrap()["kind"].clone()))
        .collect();
    assert_eq!(found, [(1, 2, json!("A")), (6, 9, json!("B")), (12, 12, json!("C"))]);
}

#[test]
fn directives_belong_to_the_document_that_follows_them() {
    assert_eq!(
        values("%YAML 1.1\n---\nkind: A\n...\n%YAML 1.1\n# x\n---\nkind: B\n"),
        [json!({"kind": "A"}), json!({"kind": "B"})]
    );
}

#[test]
fn a_marker_inside_a_block_string_is_text() {
    let text = "data:\n  a: |\n    ---\n    x\n  b: |-\n    ...\n";
    assert_eq!(values(text), [json!({"data": {"a": "---\nx\n", "b": "..."}})]);
}

#[test]
fn a_text_without_documents_has_none() {
    for text in ["", "\n\n", "# only a comment\n", "---\n---\n", "\u{feff}", "null\n", "~"] {
        assert_eq!(documents(text), [], "{text:?}");
    }
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_do_no_harm() {
    assert_eq!(values("\u{feff}kind: A\r\n---\r\nkind: B\r\n"), [json!({"kind": "A"}), json!({"kind": "B"})]);
}

#[test]
fn json_is_read_one_or_several_behind_each_other_pretty_or_not() {
    assert_eq!(
        values("{\"kind\": \"A\"}{\"kind\":\"B\"}\n\n[1]"),
        [json!({"kind": "A"}), json!({"kind": "B"}), json!([1])]
    );
    let pretty = "{\n\t\"kind\": \"A\",\n\t\"emoji\": \"\\ud83d\\ude00\"\n}\n---\n{\"kind\": \"B\"}\n";
    let found = documents(pretty);
    assert_eq!(found[0].content, Ok(json!({"kind": "A", "emoji": "😀"})));
    assert_eq!((found[0].first_line, found[0].last_line), (1, 4));
    assert_eq!((found[1].first_line, found[1].last_line), (6, 6));
}

#[test]
fn a_flow_style_map_is_yaml_although_it_begins_like_json() {
    assert_eq!(values("{kind: A, list: [1, b]}\n"), [json!({"kind": "A", "list": [1, "b"]})]);
}

#[test]
fn a_key_given_twice_is_refused_at_its_second_place_and_the_first_is_named() {
    let problem_in_second = problem("kind: A\n---\nmetadata:\n  name: a\n  labels: {}\n  name: b\n");
    assert_eq!(problem_in_second.what, duplicate("name", 4));
    assert_eq!(place(&problem_in_second), (6, 3));
    let in_json = problem("---\n{\n  \"name\": \"a\",\n  \"name\": \"b\"\n}");
    assert_eq!((in_json.what.clone(), in_json.line), (duplicate("name", 3), 4));
    assert_eq!(problem("a: {b: 1, b: 2}\n").what, duplicate("b", 1));
    let nested = problem("a: 1\nb:\n  a: 1\n  # twice\n  a: 2\na: 3\n");
    assert_eq!((nested.what.clone(), nested.line), (duplicate("a", 3), 5));
    assert_eq!(problem_in_second.say(Locale::Zh), "“name” 重复出现（已见于第 4 行），只能保留一个");
}

#[test]
fn a_document_that_cannot_be_read_does_not_hide_the_others() {
    let found = documents("kind: A\n---\na: b: c\n---\nkind: C\n");
    assert_eq!(
        found.iter().map(|document| document.content.is_ok()).collect::<Vec<_>>(),
        [true, false, true]
    );
    assert_eq!(found[1].content.as_ref().unwrap_err().line, 3);
}

#[test]
fn a_syntax_error_has_its_place_in_the_whole_text_and_so_have_the_places_that_it_names() {
    let found = problem("kind: A\n---\nspec:\n  a: [1, 2\nb: 3\n");
    assert_eq!(found.line, 5, "{found:?}");
    let What::Syntax(words) = &found.what else { panic!("{found:?}") };
    assert!(words.contains("at line 4 column 6"), "{words}");
    assert!(!words.contains("at line 2"), "{words}");
    assert!(found.say_with_place(Locale::En).starts_with("line 5, column 2: "), "{found:?}");
}

#[test]
fn a_tab_in_the_indentation_is_called_a_tab() {
    let found = problem("kind: A\nspec:\n\treplicas: 1\n");
    assert_eq!((found.what.clone(), place(&found)), (What::Tab, (3, 1)));
    let found = problem("spec:\n  a: 1\n \t b: 2\n");
    assert_eq!((found.what.clone(), place(&found)), (What::Tab, (3, 2)));
}

#[test]
fn anchors_and_merge_keys_are_resolved_and_own_keys_win() {
    let text = "base: &base {a: 1, b: 2}\nmore: &more\n  c: 3\n  a: 9\nuse:\n  <<: [*base, *more]\n  b: 5\n";
    assert_eq!(values(text)[0]["use"], json!({"b": 5, "a": 1, "c": 3}));
    assert_eq!(values("x: &x [1]\nz: *x\n")[0]["z"], json!([1]));
    assert_eq!(problem("a:\n  <<: 3\n").what, What::Merge);
}

#[test]
fn a_merge_key_in_json_is_a_key_like_any() {
    assert_eq!(values("{\"<<\": {\"a\": 1}}"), [json!({"<<": {"a": 1}})]);
}

#[test]
fn aliases_that_would_grow_without_end_are_refused() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let of = vec![format!("*a{}", level - 1); 9].join(", ");
        text += &["a", &level.to_string(), ": &a", &level.to_string(), " [", &of, "]\n"].concat();
    }
    assert!(matches!(problem(&text).what, What::Syntax(_)));
    assert!(documents(&"[".repeat(100_000))[0].content.is_err());
    assert!(documents(&"- ".repeat(100_000))[0].content.is_err());
}

#[test]
fn numbers_and_truth_values_as_keys_become_text_as_in_kubectl() {
    assert_eq!(
        values("data:\n  1: a\n  true: b\n  1.5: c\n"),
        [json!({"data": {"1": "a", "true": "b", "1.5": "c"}})]
    );
    assert_eq!(problem("? [a]\n: 1\n").what, What::Key);
    assert_eq!(problem("~: 1\n").what, What::Key);
    assert_eq!(problem("1: a\n\"1\": b\n").what, duplicate("1", 1));
}

#[test]
fn what_json_cannot_hold_is_refused_by_name() {
    assert_eq!(problem("a: .inf\n").what, What::Number);
    assert_eq!(problem("a: .NaN\n").what, What::Number);
    let tag = problem("a: 1\nb: !Ref x\n");
    assert_eq!((tag.what, tag.line), (What::Tag, 2));
    assert_eq!(values("a: !!str 12\n"), [json!({"a": "12"})]);
}

#[test]
fn scalars_that_readers_understand_differently_are_read_as_kubectl_does_with_a_warning() {
    let text = "kind: A\n---\nspec:\n  mode: 0644\n  on: yes\n  env:\n  - value: NO # Norway\n  - 1:30:00\n  - 1_000\n  - \"0755\"\n  args: [off, 'on', 0o17]\n";
    let found = &documents(text)[1];
    assert_eq!(found.content.as_ref().unwrap()["spec"]["mode"], json!(420));
    assert_eq!(found.content.as_ref().unwrap()["spec"]["true"], json!(true));
    assert_eq!(
        found.content.as_ref().unwrap()["spec"]["env"],
        json!([{"value": false}, "1:30:00", 1000, "0755"])
    );
    assert_eq!(found.content.as_ref().unwrap()["spec"]["args"], json!([false, "on", 15]));
    let warnings: Vec<_> = found
        .warnings
        .iter()
        .map(|warning| {
            let What::Ambiguous { scalar, old } = &warning.what else { panic!("{warning:?}") };
            (warning.line, warning.column, scalar.as_str(), old.clone())
        })
        .collect();
    let number = |text: &str| Reading::Number(text.into());
    assert_eq!(
        warnings,
        [
            (4, 9, "0644", number("420")),
            (5, 3, "on", Reading::Bool(true)),
            (5, 7, "yes", Reading::Bool(true)),
            (7, 12, "NO", Reading::Bool(false)),
            (8, 5, "1:30:00", Reading::Elsewhere(Some("5400".into()))),
            (9, 5, "1_000", number("1000")),
            (11, 10, "off", Reading::Bool(false)),
            (11, 21, "0o17", Reading::Elsewhere(None)),
        ]
    );
    assert!(found.warnings[0].say(Locale::En).contains("number 420 to kubectl and here"));
    assert!(found.warnings.iter().all(Problem::is_warning));
}

/// go-yaml v2 `resolve_test.go`, and what `kubectl create --dry-run=client -o json` prints.
#[test]
fn each_plain_scalar_is_what_kubectl_reads() {
    for (scalar, value) in [
        ("y", json!(true)),
        ("Off", json!(false)),
        ("0644", json!(420)),
        ("-0644", json!(-420)),
        ("+012", json!(10)),
        ("0o14", json!(12)),
        ("08", json!(8)),
        ("00", json!(0)),
        ("1_000", json!(1000)),
        ("1_0.5", json!(10.5)),
        ("0x1F", json!(31)),
        ("0b11", json!(3)),
        ("1:30", json!("1:30")),
        ("08:30", json!("08:30")),
        ("2026-01-02", json!("2026-01-02")),
        ("1.2.3", json!("1.2.3")),
        ("0644m", json!("0644m")),
        ("yes-men", json!("yes-men")),
        ("\"yes\"", json!("yes")),
        ("'0644'", json!("0644")),
        ("!!str yes", json!("yes")),
    ] {
        for text in [
            format!("a: {scalar} # x\nb: &b {scalar}\nc: *b\n"),
            format!("{{a: {scalar}, b: [{scalar}], c: {scalar}}}"),
        ] {
            let found = values(&text).remove(0);
            assert_eq!((&found["a"], &found["c"]), (&value, &value), "{text}");
        }
    }
}

#[test]
fn a_word_that_goes_on_in_the_next_line_is_text() {
    let text = "a: yes\n  men\nb: {c: 0644\n  x, d: no}\ne:\n  |\n  on\nf: on\n";
    assert_eq!(
        values(text),
        [json!({"a": "yes men", "b": {"c": "0644 x", "d": false}, "e": "on\n", "f": true})]
    );
}

/// A page that stands still: spaces that are none in YAML, on a line of their own in flow style.
#[test]
fn characters_that_only_look_blank_are_passed_by() {
    for blank in ["\u{a0}", "\u{85}", "\u{2028}", "\u{2029}", "\u{3000}", "\u{b}", "\u{c}", "\r", "\t"] {
        for text in [
            "{a: b\n?}",
            "[a\n?\n, b]",
            "[?]",
            "{?: 1}",
            "{a:?}",
            "a:?\n  ?\n",
            "?: ?",
            "- ?\n-?",
            "{a: b?\nc: d}",
        ] {
            let text = text.replace('?', blank);
            let lines = text.lines().count();
            assert!(
                read(&text).map_or(true, |found| found.iter().all(|one| one.last_line <= lines + 1)),
                "{text:?}"
            );
        }
    }
}

#[test]
fn text_that_only_looks_ambiguous_is_not_warned_of() {
    let text = "a: |\n  yes\n  on: no\n\n  off\nb: >-\n  0644\nc: \"yes\n  no: off\"\nd: 'it''s\n  on'\n# on: yes\ne: yes-men\nf: http://on:0644/x\n\
        g: { h: \"no\", i: [ 'off' ] }\nj: !!str yes\nk: 10:20:30:x\nl: 8\nm: 1.2.3\ns: -\no:\n- - name: x y\n  - z\np: 0\nq: 0.5\nr: 127.0.0.1:8080\n";
    assert_eq!(lint::ambiguous(text, 1), []);
}

#[test]
fn what_follows_a_block_or_a_folded_line_is_looked_at_again() {
    let text = "a: |\n  no\nb: yes\nl:\n- x: >\n    no\n  y1: off\n- k: some text\n    0644\n    no\n  z: on\nm: text\nn2: no # yes\no: text\n\n  yes\n";
    let found: Vec<_> =
        lint::ambiguous(text, 1).iter().map(|problem| (problem.line, problem.column)).collect();
    assert_eq!(found, [(3, 4), (7, 7), (11, 6), (13, 5)]);
}

#[test]
fn a_warning_counts_columns_in_characters() {
    let found = lint::ambiguous("名称: yes\n", 7);
    assert_eq!((found[0].line, found[0].column), (7, 5));
}

#[test]
fn a_text_too_long_or_no_text_is_refused_with_its_line() {
    let long = format!("a: 1\n{}", "x".repeat(MAX_BYTES));
    let found = read(&long).unwrap_err();
    assert_eq!((found.line, found.what.clone()), (2, What::TooLong(MAX_BYTES)));
    assert_eq!(found.say(Locale::En), "the text is longer than 4 MiB and is not read");
    let found = read("kind: A\nb: \u{1}x\n").unwrap_err();
    assert_eq!((place(&found), found.what), ((2, 4), What::Binary));
    assert_eq!(read("a\0b").unwrap_err().what, What::Binary);
    assert!(read(&"# ü\n".repeat(MAX_BYTES / 5)).is_ok());
}

#[test]
fn a_file_is_read_as_utf_8_or_as_the_utf_16_that_windows_shells_write() {
    assert_eq!(decode("kind: 名".as_bytes()).unwrap(), "kind: 名");
    assert_eq!(decode(b"\xEF\xBB\xBFkind: A").unwrap(), "kind: A");
    let utf16: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain("kind: 名😀".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(decode(&utf16).unwrap(), "kind: 名😀");
    let utf16: Vec<u8> =
        [0xFE, 0xFF].into_iter().chain("a".encode_utf16().flat_map(u16::to_be_bytes)).collect();
    assert_eq!(decode(&utf16).unwrap(), "a");
    let latin = decode(b"kind: A\nb: caf\xE9\n").unwrap_err();
    assert_eq!((place(&latin), latin.what), ((2, 7), What::NotUtf8));
    assert_eq!(decode(b"\x7fELF\x02\x00\x00\xE9").unwrap_err().what, What::Binary);
}

#[test]
fn a_document_names_its_object_or_says_that_it_does_not() {
    let value = json!({"apiVersion": "apps/v1", "kind": "StatefulSet", "metadata": {"name": "web", "namespace": "shop"}});
    let identity = Identity {
        api_version: "apps/v1".into(),
        kind: "StatefulSet".into(),
        namespace: "shop".into(),
        name: "web".into(),
    };
    assert_eq!(Identity::of(&value), Some(identity));
    for value in [
        json!({}),
        json!([]),
        json!("x"),
        json!({"kind": "A"}),
        json!({"apiVersion": 1, "kind": "A"}),
        json!(null),
    ] {
        assert_eq!(Identity::of(&value), None, "{value}");
    }
}

#[test]
fn a_list_is_the_objects_in_it() {
    let list =
        json!({"apiVersion": "v1", "kind": "List", "items": [{"kind": "A"}, {"kind": "B"}], "metadata": {}});
    assert_eq!(objects(list), [json!({"kind": "A"}), json!({"kind": "B"})]);
    let single = json!({"kind": "A", "items": [1]});
    assert_eq!(objects(single.clone()), [single]);
    let broken = json!({"kind": "List", "items": "x"});
    assert_eq!(objects(broken.clone()), [broken]);
}

#[test]
fn what_the_server_keeps_for_itself_is_hidden_and_the_rest_keeps_its_order() {
    let mut value = json!({"metadata": {"name": "a", "managedFields": [1], "uid": "u", "labels": {}}});
    strip_server_fields(&mut value);
    assert_eq!(value.to_string(), r#"{"metadata":{"name":"a","uid":"u","labels":{}}}"#);
    strip_server_fields(&mut json!([1]));
}

proptest! {
    #[test]
    fn no_text_makes_reading_panic_and_every_place_is_in_the_text(
        text in "(---|\\.\\.\\.|%YAML|[-:?,\\[\\]{}#&*!|>'\"% \\t\r\n]|[a-c0-9]|yes|0644|<<|\\PC){0,60}"
    ) {
        let lines = text.lines().count().max(1) + 1;
        for document in read(&text).unwrap_or_default() {
            prop_assert!(document.first_line <= document.last_line && document.last_line <= lines);
            let problem = document.content.err();
            for problem in problem.iter().chain(&document.warnings) {
                prop_assert!(problem.line >= 1 && problem.line <= lines && problem.column >= 1, "{problem:?}");
                let leaks = problem.say(Locale::En).contains('\u{1}') || problem.say(Locale::Zh).is_empty();
                prop_assert!(!leaks, "{:?}", problem);
            }
        }
    }

    #[test]
    fn no_bytes_make_decoding_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(text) = decode(&bytes) {
            let _ = read(&text);
        }
    }
}

#[test]
fn a_space_that_yaml_does_not_know_neither_ends_nor_holds_up_a_scalar_in_flow_style() {
    let read = read("a: {b: x\u{a0}\n  , c: d}\n").unwrap();
    assert_eq!(read[0].content, Ok(json!({"a": {"b": "x\u{a0}", "c": "d"}})));
}

#[test]
fn json_that_gives_a_key_twice_is_one_document_to_its_end() {
    let text = "{\"a\": 1, \"a\": 2}\n";
    let read = read(text).unwrap();
    assert!(read[0].content.is_err());
    assert_eq!(read[0].span, 0..text.len());
}
