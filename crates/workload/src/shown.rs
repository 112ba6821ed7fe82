//! Text that someone wrote into the cluster, as it may be shown: nothing in it is unseen, and nothing in it changes
//! what stands beside it.
//!
//! Controls, overrides of direction and characters without a glyph become marks such as `⟨U+202E⟩`, so that a text
//! cannot pass for another one. A stack of accents is cut to what a line has room for, with the count of the rest. A
//! text with letters that run from right to left is isolated: it cannot pull its neighbours' words around.

use std::borrow::Cow;
use std::fmt::Write;

use serde_json::Value;

/// First strong isolate and the end of it.
const ISOLATE: (char, char) = ('\u{2068}', '\u{2069}');
/// So many accents a letter may carry: no written language has more.
const ACCENTS: usize = 4;

/// The text with everything in it visible. What is shown already comes out the same.
pub fn shown(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t')) {
        return Cow::Borrowed(text);
    }
    let inner = text.strip_prefix(ISOLATE.0).and_then(|rest| rest.strip_suffix(ISOLATE.1)).unwrap_or(text);
    let marked = marked(inner);
    if inner.chars().any(runs_leftwards) {
        return Cow::Owned(format!("{}{marked}{}", ISOLATE.0, ISOLATE.1));
    }
    marked
}

/// A copy of a value with all its texts, keys among them, as they may be shown.
pub fn shown_value(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(shown(text).into_owned()),
        Value::Array(items) => Value::Array(items.iter().map(shown_value).collect()),
        Value::Object(map) => {
            let pairs = map.iter().map(|(key, value)| (shown(key).into_owned(), shown_value(value)));
            Value::Object(pairs.collect())
        }
        other => other.clone(),
    }
}

fn marked(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut rest = text;
    let (mut before, mut accents) = (None, 0);
    // Up to here nothing had to be marked, and `out` is empty.
    let mut whole = true;
    while let Some(letter) = rest.chars().next() {
        let at = text.len() - rest.len();
        rest = &rest[letter.len_utf8()..];
        accents = if is_accent(letter) { accents + 1 } else { 0 };
        let windows_line = letter == '\r' && rest.starts_with('\n');
        if accents <= ACCENTS && !is_unseen(letter, before, rest.chars().next()) && !windows_line {
            before = Some(letter);
            if !whole {
                out.push(letter);
            }
            continue;
        }
        if whole {
            out.push_str(&text[..at]);
            whole = false;
        }
        if windows_line {
            continue;
        }
        let same = rest.chars().take_while(|next| *next == letter).count();
        rest = &rest[same * letter.len_utf8()..];
        mark(&mut out, letter, same + 1);
    }
    if whole { Cow::Borrowed(text) } else { Cow::Owned(out) }
}

fn mark(out: &mut String, letter: char, times: usize) {
    // Writing to a String cannot fail.
    let _ = write!(out, "⟨U+{:04X}", u32::from(letter));
    if times > 1 {
        let _ = write!(out, "×{times}");
    }
    out.push('⟩');
}

/// Whether a character would not be seen, or would change how others are. The joiners have their work between
/// letters of some scripts and in emoji, but none among ASCII.
fn is_unseen(letter: char, before: Option<char>, after: Option<char>) -> bool {
    let joins = |neighbour: Option<char>| neighbour.is_some_and(|letter| !letter.is_ascii());
    match letter {
        '\n' | '\t' => false,
        '\u{200C}' | '\u{200D}' => !(joins(before) && joins(after)),
        '\u{FE0F}' => before.is_none(),
        '\u{00AD}'
        | '\u{034F}'
        | '\u{061C}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{180B}'..='\u{180F}'
        | '\u{200B}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{2028}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{2800}'
        | '\u{3164}'
        | '\u{FEFF}'
        | '\u{FFA0}'
        | '\u{FFF0}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E0FFF}' => true,
        letter => letter.is_control(),
    }
}

/// Whether a character is drawn on the one before it. The blocks of marks that fonts stack; marks of single scripts
/// that are not among them stand beside their letters.
const fn is_accent(letter: char) -> bool {
    matches!(letter,
        '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{0591}'..='\u{05BD}' | '\u{0610}'..='\u{061A}'
        | '\u{064B}'..='\u{065F}' | '\u{06D6}'..='\u{06ED}' | '\u{0E31}' | '\u{0E34}'..='\u{0E3A}'
        | '\u{0E47}'..='\u{0E4E}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}')
}

/// Whether a character is a letter of a script that is written from right to left.
const fn runs_leftwards(letter: char) -> bool {
    matches!(letter,
        '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}'
        | '\u{1E800}'..='\u{1EFFF}')
}
