//! Texts that nobody would write: the corpus, changed at random but always the same way. Nothing may panic, lose a
//! byte, or say something else than was asked.
//!
//! `ORDINAL_FUZZ_SECONDS` says for how long; without it, a second. `ORDINAL_FUZZ_SEED` begins elsewhere.
#![cfg(test)]
// A test may know the time.
#![allow(clippy::disallowed_methods)]

use std::time::{Duration, Instant};

use serde::Deserialize;
use serde_json::{Value, json};
use workload::documents::bytes::decode;
use workload::documents::problem::What;
use workload::documents::{Document, read};
use workload::draft::Draft;
use workload::draft::edit::{Change, Edit};
use workload::draft::format::Format;
use workload::path::{Path, Step};

const CORPUS: [&str; 14] = [
    include_str!("../../../tests/fixtures/drafts/anchors.yaml"),
    include_str!("../../../tests/fixtures/drafts/broker.yaml"),
    include_str!("../../../tests/fixtures/drafts/comments.yaml"),
    include_str!("../../../tests/fixtures/drafts/database.yaml"),
    include_str!("../../../tests/fixtures/drafts/env.yaml"),
    include_str!("../../../tests/fixtures/drafts/etcd.yaml"),
    include_str!("../../../tests/fixtures/drafts/mixed.yaml"),
    include_str!("../../../tests/fixtures/drafts/newer.yaml"),
    include_str!("../../../tests/fixtures/drafts/search.yaml"),
    include_str!("../../../tests/fixtures/drafts/set.json"),
    "? complex\n: 1\n? [a, b]\n: 2\n",
    "- - - a\n    - b\n  -\n   c: |+2\n     d\n\n- &x {a: [b: c, ? d]}\n- *x\n- ! e\n- !!binary f\n...\n%YAML 1.1\n--- |\n text\n",
    "? a # x\n: - b\n? c\n? d\n: {? e : 1, ? f, \"g\":1}\nh: [? i : j, k: l]\nm: |+\n  n\n\n\n",
    "a: [0X1F, 0b1_1, -_1, .5_0, 1e3, 3., 0o17, 08, -0.0, 0x, 0_, 1e400]\nb: &x {c: 1}\nd:\n  e: *x\n  <<: *x\n1.50: f\nyes: !!str 12\n",
];
/// What YAML is made of.
const PARTS: [&str; 40] = [
    "\n",
    "\r\n",
    "\r",
    "\t",
    " ",
    "  ",
    "- ",
    "-",
    ": ",
    ":",
    "? ",
    "#",
    " # ",
    "&a ",
    "*a",
    "<<: *a\n",
    "!t ",
    "|",
    "|2-\n",
    ">+\n",
    "'",
    "\"",
    "\\",
    "{",
    "}",
    "[",
    "]",
    ",",
    "---\n",
    "...\n",
    "%YAML 1.1\n",
    "~",
    "null",
    "yes",
    "0644",
    "1:30",
    "\u{feff}",
    "\u{85}",
    "\u{2028}",
    "名",
];

/// Numbers that look random and are the same each time (xorshift).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 16).unwrap_or(0) % sides.max(1)
    }
}

/// Says which text it was, if something panics.
struct Witness<'a>(u64, &'a str);

impl Drop for Witness<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("seed {}, text:\n{:?}", self.0, self.1);
        }
    }
}

fn place(text: &str, dice: &mut Dice) -> usize {
    let at = dice.roll(text.len() + 1);
    (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// Some lines of the corpus, changed in a few places.
fn text(dice: &mut Dice) -> String {
    let whole = CORPUS[dice.roll(CORPUS.len())];
    let lines: Vec<&str> = whole.split_inclusive('\n').collect();
    let first = if dice.roll(3) == 0 { 0 } else { dice.roll(lines.len()) };
    let mut text: String = lines.iter().skip(first).take(1 + dice.roll(40)).copied().collect();
    for _ in 0..dice.roll(6) {
        let (from, to) = (place(&text, dice), place(&text, dice));
        let (from, to) = (from.min(to), from.max(to));
        match dice.roll(5) {
            0 => text.insert_str(from, PARTS[dice.roll(PARTS.len())]),
            1 => {
                let to =
                    (from..=to.min(from + 8)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(from);
                text.replace_range(from..to, "");
            }
            2 => {
                let part = text[from..to].to_owned();
                let at = place(&text, dice);
                text.insert_str(at, &part);
            }
            3 => text.truncate(to),
            _ => {
                let end = text[from..].chars().next().map_or(from, |c| from + c.len_utf8());
                text.replace_range(from..end, PARTS[dice.roll(PARTS.len())]);
            }
        }
        let end = (0..=text.len().min(8192)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text.truncate(end);
    }
    text
}

fn path(value: &Value, dice: &mut Dice) -> Path {
    let (mut steps, mut at) = (Vec::new(), value);
    for _ in 0..=dice.roll(8) {
        match at {
            Value::Object(map) if !map.is_empty() => {
                let (key, inner) = map.iter().nth(dice.roll(map.len())).unwrap();
                steps.push(Step::Key(key.clone()));
                at = inner;
            }
            Value::Array(items) if !items.is_empty() => {
                let index = dice.roll(items.len());
                steps.push(Step::Index(index));
                at = &items[index];
            }
            _ => break,
        }
    }
    Path(steps)
}

fn change(value: &Value, dice: &mut Dice) -> Change {
    let path = path(value, dice);
    let new = [
        json!(null),
        json!(7),
        json!("a: #b"),
        json!("x\n\ny\n"),
        json!({}),
        json!({"k": ["v", {"w": 1}]}),
        json!([[1], "yes"]),
    ];
    let new = new[dice.roll(new.len())].clone();
    let mut parent = path.clone();
    parent.0.pop();
    match dice.roll(6) {
        0 => Change::Unset(path),
        1 => Change::Insert(parent, dice.roll(4), new),
        2 => Change::Move(parent, dice.roll(3), dice.roll(3)),
        3 => Change::RenameKey(path, "renamed key".into()),
        4 => {
            parent.0.push(Step::Key("fuzz/added".into()));
            Change::Set(parent, new)
        }
        _ => Change::Set(path, new),
    }
}

fn try_out(text: &str, dice: &mut Dice) {
    let mut draft = Draft::new(text.to_owned());
    assert_eq!(draft.text(), text);
    if let Some(kept) = draft.to_kept(true) {
        assert!(Draft::from_kept(&kept).as_ref() == Ok(&draft));
    }
    let _ = decode(text.as_bytes());
    for document in 0..draft.values().len().min(3) {
        if draft.broken().is_some() {
            break;
        }
        // One that an edit before has emptied is none any more.
        let Some(value) = draft.values().get(document).cloned() else { break };
        let change = change(&value, dice);
        let (mut expected, before) = (value, draft.text().to_owned());
        let made = change.make(&mut expected).is_some();
        let done = draft.apply(Edit::Value { document, change: change.clone() });
        assert_eq!(made, done.is_ok(), "{change:?}");
        if !made || expected.is_null() || draft.text() == before {
            continue;
        }
        // Names and labels take others along, in this document as well.
        let is_linked = format!("{change:?}").contains("ame") || format!("{change:?}").contains("abel");
        assert!(is_linked || draft.values().get(document) == Some(&expected), "{change:?}\n{}", draft.text());
        draft.apply(Edit::Undo).unwrap();
        assert_eq!(draft.text(), before);
        draft.apply(Edit::Redo).unwrap();
        let new = read(draft.text());
        assert_eq!(draft.documents(), new.as_deref(), "{}", draft.text());
        // Whatever is found wrong must have its place in the text.
        for issue in draft.issues() {
            let lines = draft.text().matches('\n').count() + 1;
            assert!(issue.span.line >= 1 && issue.span.end_line <= lines, "{issue:?}");
            // It may be refused where the text makes no sense.
            issue.fix.map(|fix| draft.clone().apply(fix.edit));
        }
    }
    let before = draft.text().to_owned();
    let (own, other) = match draft.format() {
        Format::Yaml => (Format::Yaml, Format::Json),
        Format::Json => (Format::Json, Format::Yaml),
    };
    if draft.apply(Edit::Format(other)).is_ok() {
        assert_eq!(draft.broken(), None, "{}", draft.text());
        draft.apply(Edit::Format(own)).unwrap();
        assert_eq!(draft.text(), before);
    }
    for document in 0..draft.documents().map_or(0, <[_]>::len).min(2) {
        let (count, before) = (draft.documents().unwrap().len(), draft.text().to_owned());
        // Where one ends that cannot be read is a guess: what is left may be read as another one.
        let is_read = draft.broken().is_none();
        draft.apply(Edit::Remove { document }).unwrap();
        assert!(!is_read || draft.documents().unwrap().len() == count - 1, "{:?}", draft.text());
        draft.apply(Edit::Undo).unwrap();
        assert_eq!(draft.text(), before);
    }
}

/// What another reader finds in a text of one document; none where it cannot read it, or reads two.
fn others(text: &str) -> Option<serde_yaml::Value> {
    let mut all = serde_yaml::Deserializer::from_str(text);
    let first = serde_yaml::Value::deserialize(all.next()?).ok()?;
    let rest = all.next().map(serde_yaml::Value::deserialize);
    matches!(rest, None | Some(Ok(serde_yaml::Value::Null))).then_some(first)
}

/// Whether a key is a fraction, which kubectl writes in a way of its own.
fn has_fraction_key(value: &serde_yaml::Value) -> bool {
    match value {
        serde_yaml::Value::Sequence(items) => items.iter().any(has_fraction_key),
        serde_yaml::Value::Mapping(map) => map
            .iter()
            .any(|(key, value)| key.as_i64().is_none() && key.is_number() || has_fraction_key(value)),
        _ => false,
    }
}

/// As JSON; none of what JSON has not.
#[allow(clippy::cast_possible_truncation)]
fn json_of(value: serde_yaml::Value) -> Option<Value> {
    Some(match value {
        serde_yaml::Value::Null => Value::Null,
        serde_yaml::Value::Bool(truth) => json!(truth),
        serde_yaml::Value::Number(number) => match number.as_f64() {
            // What is whole has no fraction.
            Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 9e18 => {
                json!(float as i64)
            }
            Some(float) if number.is_f64() => json!(float),
            _ => number.as_i64().map_or_else(|| json!(number.as_u64()), |number| json!(number)),
        },
        serde_yaml::Value::String(text) => json!(text),
        serde_yaml::Value::Sequence(items) => {
            items.into_iter().map(json_of).collect::<Option<Vec<_>>>()?.into()
        }
        serde_yaml::Value::Mapping(map) => {
            let entry = |(key, value)| {
                let key = json_of(key)?;
                Some((key.as_str().map_or_else(|| key.to_string(), str::to_owned), json_of(value)?))
            };
            Value::Object(map.into_iter().map(entry).collect::<Option<_>>()?)
        }
        serde_yaml::Value::Tagged(_) => return None,
    })
}

/// A second reader finds the same, in all that it does not read another way by intent.
fn compare(text: &str, document: &Document) -> bool {
    let piece = &text[document.span.clone()];
    let is_json = piece.starts_with(['{', '[']);
    // It knows neither merges nor what kubectl makes of keys and tags, and reads scalars as YAML 1.2 does.
    let is_own = piece.contains("<<") || piece.contains('!') || !document.warnings.is_empty() || is_json;
    match &document.content {
        Ok(value) if !is_own => {
            let theirs = others(piece);
            if theirs.as_ref().is_some_and(has_fraction_key) {
                return false;
            }
            assert_eq!(theirs.and_then(json_of).as_ref(), Some(value));
            true
        }
        Err(problem) if matches!(problem.what, What::Syntax(_) | What::Tab | What::Behind) => {
            // Behind JSON it may be wrong only there.
            let alone = read(piece).unwrap_or_default();
            let is_wrong = alone.iter().any(|document| document.content.is_err());
            assert!(!is_wrong || others(piece).is_none(), "{problem:?}");
            is_wrong
        }
        _ => false,
    }
}

fn setting(name: &str, without: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(without)
}

#[test]
fn a_second_reader_finds_the_same_in_every_text() {
    let time = Duration::from_secs(setting("ORDINAL_FUZZ_SECONDS", 1));
    let seed = setting("ORDINAL_FUZZ_SEED", 1);
    let start = Instant::now();
    let mut count = 0;
    for round in seed.. {
        let mut dice = Dice(round.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let text = text(&mut dice);
        let witness = Witness(round, &text);
        let found = read(witness.1).unwrap_or_default();
        count += found.iter().filter(|document| compare(witness.1, document)).count();
        if start.elapsed() > time {
            break;
        }
    }
    println!("{count} documents compared from seed {seed}");
}

#[test]
fn no_text_makes_a_draft_panic_lose_a_byte_or_say_something_else() {
    let time = Duration::from_secs(setting("ORDINAL_FUZZ_SECONDS", 1));
    let seed = setting("ORDINAL_FUZZ_SEED", 1);
    let start = Instant::now();
    let mut count = 0;
    for round in seed.. {
        // Each text has a seed of its own, so that one alone can be tried again.
        let mut dice = Dice(round.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let text = text(&mut dice);
        let witness = Witness(round, &text);
        try_out(witness.1, &mut dice);
        count += 1;
        if start.elapsed() > time {
            break;
        }
    }
    println!("{count} texts from seed {seed}");
}
