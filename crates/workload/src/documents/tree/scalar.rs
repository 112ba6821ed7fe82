//! Where scalars end.

use serde_json::Value;

use crate::documents::lint;

/// What is blank in YAML within a line. Other spaces of Unicode are text: whoever took them for blank would stand still
/// before them.
pub(super) const BLANK: [char; 3] = [' ', '\t', '\r'];

/// Where a plain scalar ends: before `: `, ` #`, or in a flow collection its punctuation. Never at its start.
pub(super) fn plain_end(rest: &str, in_flow: bool) -> usize {
    let after = |at: usize| rest[at..].chars().next();
    let before = |at: usize| rest[..at].chars().next_back();
    let ends_key = |c: char| c.is_whitespace() || in_flow && matches!(c, ',' | '[' | ']' | '{' | '}');
    // All that matters is ASCII, of which no other character has a byte.
    let ends = |(at, byte): &(usize, u8)| match byte {
        b':' => after(at + 1).is_none_or(ends_key),
        b'#' => before(*at).is_some_and(char::is_whitespace),
        b',' | b'[' | b']' | b'{' | b'}' => in_flow,
        _ => false,
    };
    rest.bytes().enumerate().skip(1).find(ends).map_or(rest.len(), |(at, _)| at)
}

/// The length of a quoted scalar with its quotes; none where it does not end.
pub(super) fn quoted(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let quote = *bytes.first()?;
    let mut at = 1;
    loop {
        match *bytes.get(at)? {
            b'\\' if quote == b'"' => at += 2,
            b'\'' if quote == b'\'' && bytes.get(at + 1) == Some(&b'\'') => at += 2,
            byte if byte == quote => return Some(at + 1),
            _ => at += 1,
        }
    }
}

/// The length of a word: an anchor, an alias, a tag.
pub(super) fn word(rest: &str) -> usize {
    rest.find(char::is_whitespace).unwrap_or(rest.len())
}

/// A key as it is read.
pub(super) fn name(key: &str) -> String {
    match key.as_bytes().first() {
        Some(b'"') => match serde_json::from_str::<Value>(key) {
            Ok(Value::String(name)) => name,
            _ => serde_yaml::from_str(key).unwrap_or_else(|_| key.to_owned()),
        },
        Some(b'\'') => key.get(1..key.len() - 1).unwrap_or_default().replace("''", "'"),
        _ => lint::plain_key(key),
    }
}

/// Where the content of the next line that has any begins.
pub(super) fn next_line(text: &str, from: usize) -> usize {
    text.len() - text[from..].trim_start_matches([' ', '\t', '\r', '\n']).len()
}

/// Where a block string ends, behind the line break of its last line, and where what follows begins.
pub(super) fn block(text: &str, start: usize, parent: isize) -> Option<(usize, usize)> {
    let header = text[start..].lines().next().unwrap_or_default();
    let keeps = header[1..].trim_start_matches(|c: char| c.is_ascii_digit()).starts_with('+');
    let digit = header.chars().skip(1).take(2).find_map(|c| c.to_digit(10));
    let mut least = digit.and_then(|digit| isize::try_from(digit).ok()).map(|digit| parent.max(0) + digit);
    let mut at = (start + header.len() + 1).min(text.len());
    if text[start + header.len()..].starts_with('\r') {
        at = (at + 1).min(text.len());
    }
    let mut end = at;
    for line in text.get(at..)?.split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches(' ').len();
        let indent = isize::try_from(indent).ok()?;
        if !line.trim_matches([' ', '\r', '\n']).is_empty() {
            if indent < *least.get_or_insert(indent) || indent <= parent {
                break;
            }
            end = at + line.len();
        } else if keeps {
            end = at + line.len();
        }
        at += line.len();
    }
    Some((end, at))
}
