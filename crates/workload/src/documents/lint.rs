//! Scalars that YAML 1.1 and YAML 1.2 read differently, found in the text itself.
//!
//! kubectl, Helm and most Kubernetes tools read YAML 1.1, where `yes` is true and `0644` is 420; this console and the
//! editor read YAML 1.2, where both are text. The parser does not tell whether a scalar was quoted, so this walks
//! over the text on its own; it only ever warns.

use crate::documents::problem::{Problem, Reading, What};

/// The ambiguous plain scalars of a text whose first line has the number `first_line`.
pub fn ambiguous(text: &str, first_line: usize) -> Vec<Problem> {
    let mut walk = Walk::default();
    for (index, line) in text.lines().enumerate() {
        walk.line(line, first_line + index);
    }
    walk.found
}

/// What a YAML 1.1 reader sees in a plain scalar, where this differs from YAML 1.2.
pub fn reading(scalar: &str) -> Option<Reading> {
    match scalar {
        "y" | "Y" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => return Some(Reading::Bool(true)),
        "n" | "N" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => return Some(Reading::Bool(false)),
        _ => {}
    }
    let (sign, digits) =
        scalar.strip_prefix('-').map_or(("", scalar.strip_prefix('+').unwrap_or(scalar)), |d| ("-", d));
    if digits.starts_with("0o") && digits[2..].bytes().all(|b| matches!(b, b'0'..=b'7')) && digits.len() > 2 {
        return Some(Reading::Text);
    }
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let number = octal(digits).or_else(|| sexagesimal(digits)).or_else(|| grouped(digits))?;
    Some(Reading::Number(format!("{sign}{number}")))
}

fn octal(digits: &str) -> Option<u128> {
    let octal: String = digits.strip_prefix('0')?.chars().filter(|c| *c != '_').collect();
    u128::from_str_radix(&octal, 8).ok()
}

/// `1:30:00` is 5400 in YAML 1.1.
fn sexagesimal(digits: &str) -> Option<u128> {
    let mut parts = digits.split(':');
    let first = parts.next()?.replace('_', "");
    let mut sum: u128 = first.parse().ok()?;
    let mut count = 0;
    for part in parts {
        let value: u128 = part.parse().ok().filter(|value| *value < 60 && part.len() <= 2)?;
        sum = sum.checked_mul(60)?.checked_add(value)?;
        count += 1;
    }
    (count > 0).then_some(sum)
}

/// `1_000` is 1000 in YAML 1.1.
fn grouped(digits: &str) -> Option<u128> {
    digits.contains('_').then(|| digits.replace('_', ""))?.parse().ok()
}

#[derive(Default)]
struct Walk {
    /// After a block scalar's header, or a plain value that the line's end may not have ended: the column of its key
    /// or dash. Deeper lines belong to it.
    within: Option<usize>,
    /// Inside a quoted scalar of several lines: its quote.
    quote: Option<char>,
    /// How many flow collections are open.
    flow: usize,
    found: Vec<Problem>,
}

impl Walk {
    fn line(&mut self, line: &str, number: usize) {
        let indent = line.len() - line.trim_start_matches(' ').len();
        if let Some(owner) = self.within {
            if line.trim().is_empty() || indent > owner {
                return;
            }
            self.within = None;
        }
        let mut rest = &line[indent..];
        if let Some(quote) = self.quote.take() {
            rest = self.quoted(rest, quote);
        }
        self.tokens(line, rest, number);
    }

    fn tokens<'a>(&mut self, line: &'a str, mut rest: &'a str, number: usize) {
        // Columns of the last scalar, and of the key or dash that owns what follows.
        let (mut scalar, mut owner) = (0, None);
        while let Some(first) = rest.chars().next() {
            let column = line.len() - rest.len();
            rest = match first {
                '#' => return,
                '"' | '\'' => {
                    scalar = column;
                    self.quoted(&rest[1..], first)
                }
                '|' | '>' if self.flow == 0 => {
                    self.within = Some(owner.unwrap_or(0));
                    return;
                }
                '[' | '{' => {
                    self.flow += 1;
                    &rest[1..]
                }
                ']' | '}' => {
                    self.flow = self.flow.saturating_sub(1);
                    &rest[1..]
                }
                // An anchor may stand before any scalar; a tag says itself how the scalar is read.
                '&' | '*' => after_word(rest),
                '!' => after_word(after_word(rest).trim_start()),
                '-' | '?' | ':' | ',' if is_indicator(rest, self.flow > 0) => {
                    owner = Some(if first == ':' { scalar } else { column });
                    &rest[1..]
                }
                c if c.is_whitespace() => &rest[c.len_utf8()..],
                _ => {
                    scalar = column;
                    let after = self.plain(line, rest, number);
                    self.within = owner.filter(|_| after.is_empty() && self.flow == 0);
                    after
                }
            };
        }
    }

    /// What follows a quoted scalar; nothing where it goes on in the next line.
    fn quoted<'a>(&mut self, rest: &'a str, quote: char) -> &'a str {
        after_quote(rest, quote).unwrap_or_else(|| {
            self.quote = Some(quote);
            ""
        })
    }

    /// Looks at the plain scalar that `rest` begins with, and gives what follows it.
    fn plain<'a>(&mut self, line: &'a str, rest: &'a str, number: usize) -> &'a str {
        let end = plain_end(rest, self.flow > 0);
        let scalar = rest[..end].trim_end();
        if let Some(old) = reading(scalar) {
            let column = line[..line.len() - rest.len()].chars().count() + 1;
            let what = What::Ambiguous { scalar: scalar.to_owned(), old };
            self.found.push(Problem { line: number, column, what });
        }
        &rest[end..]
    }
}

fn is_indicator(rest: &str, in_flow: bool) -> bool {
    let after = rest[1..].chars().next();
    in_flow && rest.starts_with(',') || after.is_none_or(char::is_whitespace)
}

/// Where a plain scalar ends: before `: `, ` #`, or in a flow collection its punctuation. Never at its start.
fn plain_end(rest: &str, in_flow: bool) -> usize {
    let mut before = ' ';
    for (index, c) in rest.char_indices() {
        let after = rest[index + c.len_utf8()..].chars().next();
        let ends_key = c == ':'
            && after.is_none_or(|a| a.is_whitespace() || in_flow && matches!(a, ',' | '[' | ']' | '{' | '}'));
        let is_comment = c == '#' && before.is_whitespace();
        let is_flow_end = in_flow && matches!(c, ',' | ']' | '}' | '[' | '{');
        if index > 0 && (ends_key || is_comment || is_flow_end) {
            return index;
        }
        before = c;
    }
    rest.len()
}

/// What follows the closing quote; none where it is not on this line.
fn after_quote(rest: &str, quote: char) -> Option<&str> {
    let mut characters = rest.char_indices().peekable();
    while let Some((index, c)) = characters.next() {
        if c == '\\' && quote == '"' {
            characters.next();
        } else if c == quote {
            if quote == '\'' && characters.peek().is_some_and(|(_, next)| *next == '\'') {
                characters.next();
            } else {
                return Some(&rest[index + 1..]);
            }
        }
    }
    None
}

fn after_word(rest: &str) -> &str {
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    &rest[end..]
}
