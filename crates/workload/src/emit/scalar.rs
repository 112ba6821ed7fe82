//! How one scalar is written: plain, in double quotes, or as a block.

use serde_json::Number;

/// How a text is written.
pub(super) enum Style {
    /// On one line, plain or quoted.
    Inline,
    /// As a block under this header.
    Block(&'static str),
}

/// Words that a reader of YAML 1.1 or 1.2 takes for null, a truth value or a special number, in lower case.
const WORDS: [&str; 14] =
    ["", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "=", "<<", ".inf"];

pub(super) fn style(text: &str) -> Style {
    let lines = text.strip_suffix('\n').unwrap_or(text);
    // A block's indentation is read off its first line, so that line must begin with something.
    let fits = text.contains('\n')
        && !lines.is_empty()
        && !text.starts_with([' ', '\n', '\t'])
        && text.chars().all(|c| c == '\n' || c == '\t' || is_printable(c));
    match text.len() - text.trim_end_matches('\n').len() {
        _ if !fits => Style::Inline,
        0 => Style::Block("|-"),
        1 => Style::Block("|"),
        _ => Style::Block("|+"),
    }
}

/// A text on one line.
pub(super) fn inline(text: &str) -> String {
    if is_plain(text) { text.to_owned() } else { quoted(text) }
}

/// A number so that it stays what it is: a fraction keeps its point.
pub(super) fn number(number: &Number) -> String {
    let text = number.to_string();
    // YAML 1.1 takes an exponent for one only behind a point and with its sign: 1.0e+20.
    match text.split_once('e') {
        Some((mantissa, exponent)) => {
            let point = if mantissa.contains('.') { "" } else { ".0" };
            let sign = if exponent.starts_with(['+', '-']) { "" } else { "+" };
            format!("{mantissa}{point}e{sign}{exponent}")
        }
        None => text,
    }
}

fn is_plain(text: &str) -> bool {
    let first_is_safe = text.starts_with(|c: char| !"-?:,[]{}#&*!|>'\"%@` ".contains(c)) || is_dashed(text);
    first_is_safe
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && text.chars().all(is_printable)
        && !WORDS.contains(&text.to_lowercase().as_str())
        && !looks_like_number(text)
        && !text.starts_with("...")
}

/// `-c` and `--flag` are plain to every reader; `- c`, `-` and `---` are not.
fn is_dashed(text: &str) -> bool {
    let dashes = text.len() - text.trim_start_matches('-').len();
    let after = text[dashes..].chars().next();
    matches!(dashes, 1 | 2) && after.is_some_and(|c| c.is_ascii_alphabetic())
}

/// Whether some reader may see a number or a date: a digit begins it, and nothing else than digits and what numbers
/// and dates are written with follows. Versions with two points are safe.
fn looks_like_number(text: &str) -> bool {
    let body = text.trim_start_matches(['+', '-', '.']);
    let lower = body.to_ascii_lowercase();
    let is_special = text.len() > body.len() && matches!(lower.as_str(), "inf" | "nan");
    let radix = lower.starts_with("0x") || lower.starts_with("0o") || lower.starts_with("0b");
    let in_number = |c: char| c.is_ascii_digit() || ".e+-_:".contains(c);
    let is_digits = body.starts_with(|c: char| c.is_ascii_digit()) && (radix || lower.chars().all(in_number));
    let is_date =
        body.len() >= 8 && body.bytes().take(4).all(|b| b.is_ascii_digit()) && body[4..].starts_with('-');
    let is_version = body.matches('.').count() > 1 && !body.contains([':', '_']);
    is_special || is_date || (is_digits && !is_version)
}

/// What every reader takes as a character of a plain or block scalar. Line breaks beyond LF, the byte order mark and
/// characters that YAML excludes are not.
fn is_printable(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
        && !matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}

fn escape(code: u32) -> String {
    if code > 0xffff { format!("\\U{code:08x}") } else { format!("\\u{code:04x}") }
}

/// A text on one line in double quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            c if is_printable(c) => out.push(c),
            c => out.push_str(&escape(u32::from(c))),
        }
    }
    out.push('"');
    out
}
