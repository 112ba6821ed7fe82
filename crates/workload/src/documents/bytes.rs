//! From a file's bytes to text, and whether a text is one.

use crate::documents::MAX_BYTES;
use crate::documents::problem::{Problem, What};

/// A file as text. Takes UTF-8, and UTF-16 with a byte order mark, as Windows shells write it.
pub fn decode(bytes: &[u8]) -> Result<String, Problem> {
    if let [0xFF, 0xFE, rest @ ..] = bytes {
        return utf16(rest, u16::from_le_bytes);
    }
    if let [0xFE, 0xFF, rest @ ..] = bytes {
        return utf16(rest, u16::from_be_bytes);
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    match str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => {
            let (good, bad) = bytes.split_at(error.valid_up_to());
            let good = str::from_utf8(good).unwrap_or_default();
            // A zero byte anywhere means that this never was text.
            let what = if bad.contains(&0) || good.contains('\0') { What::Binary } else { What::NotUtf8 };
            Err(at(good, good.len(), what))
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Problem> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let mut text = String::with_capacity(bytes.len() / 2);
    for character in char::decode_utf16(units) {
        match character {
            Ok(character) => text.push(character),
            Err(_) => return Err(at(&text, text.len(), What::Binary)),
        }
    }
    // Half a character at the end.
    if bytes.len() % 2 == 1 { Err(at(&text, text.len(), What::Binary)) } else { Ok(text) }
}

/// Refuses text that is too long or holds control characters.
pub(super) fn check(text: &str) -> Result<(), Problem> {
    if text.len() > MAX_BYTES {
        let end = (0..=MAX_BYTES).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
        return Err(at(text, end, What::TooLong(MAX_BYTES)));
    }
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r')) {
        return Ok(());
    }
    let is_control = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    text.find(is_control).map_or(Ok(()), |place| Err(at(text, place, What::Binary)))
}

fn at(text: &str, offset: usize, what: What) -> Problem {
    let before = &text[..offset];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Problem { line, column, what }
}
