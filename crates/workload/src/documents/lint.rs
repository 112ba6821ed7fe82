//! Plain scalars that readers of YAML understand differently.
//!
//! What is created must be what kubectl would create of the same text, so scalars are read as kubectl does
//! (`sigs.k8s.io/yaml`, go-yaml v2 `resolve.go`): `yes` is true, `0644` is 420, `1_000` is 1000. The parser reads YAML
//! 1.2, where all of these are text; they are put as it understands them before it sees them, and each is warned of.
//! `1:30` is text for kubectl and a number for other readers of YAML 1.1; that is a warning only.

use std::borrow::Cow;
use std::ops::Range;

use crate::documents::problem::{Problem, Reading, What};
use crate::documents::tree;

/// The ambiguous plain scalars of a document's text whose first line has the number `first_line`.
pub fn ambiguous(text: &str, first_line: usize) -> Vec<Problem> {
    problems(text, first_line, &found(text))
}

/// An ambiguous scalar and where it stands.
pub(super) type Found = (Range<usize>, Reading);

/// The ambiguous plain scalars of a document's text, in order.
pub(super) fn found(text: &str) -> Vec<Found> {
    let plain = tree::of(text).plain;
    plain.into_iter().filter_map(|place| Some((place.clone(), reading(&text[place])?))).collect()
}

/// The same in words.
pub(super) fn problems(text: &str, first_line: usize, found: &[Found]) -> Vec<Problem> {
    let (mut line, mut at) = (first_line, 0);
    let mut problems = Vec::with_capacity(found.len());
    for (place, old) in found {
        line += text[at..place.start].matches('\n').count();
        at = place.start;
        let column = text[..at].rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let what = What::Ambiguous { scalar: text[place.clone()].to_owned(), old: old.clone() };
        problems.push(Problem { line, column, what });
    }
    problems
}

/// The text with each ambiguous scalar written so that the parser reads what kubectl reads. A number keeps its length,
/// so that the places after it stay.
pub(super) fn as_kubectl<'a>(text: &'a str, found: &[Found]) -> Cow<'a, str> {
    let mut out = String::new();
    let mut at = 0;
    for (place, reading) in found {
        let written = match reading {
            Reading::Bool(value) => value.to_string(),
            Reading::Number(value) => value.clone(),
            Reading::Elsewhere(_) => continue,
        };
        out.push_str(&text[at..place.start]);
        out.push_str(&written);
        out.extend(std::iter::repeat_n(' ', place.len().saturating_sub(written.len())));
        at = place.end;
    }
    if at == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[at..]);
    Cow::Owned(out)
}

/// A plain key as it is read: truth values and numbers become text as kubectl writes them.
pub(super) fn plain_key(key: &str) -> String {
    match reading(key) {
        Some(Reading::Bool(value)) => value.to_string(),
        Some(Reading::Number(value)) => value,
        _ => key.to_owned(),
    }
}

/// How a plain scalar is read, where readers differ.
pub fn reading(scalar: &str) -> Option<Reading> {
    match scalar {
        "y" | "Y" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => return Some(Reading::Bool(true)),
        "n" | "N" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => return Some(Reading::Bool(false)),
        _ => {}
    }
    let (sign, digits) =
        scalar.strip_prefix('-').map_or(("", scalar.strip_prefix('+').unwrap_or(scalar)), |d| ("-", d));
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if let Some(number) = digits.strip_prefix("0o").and_then(octal) {
        return Some(if digits.contains('_') {
            Reading::Number(format!("{sign}{number}"))
        } else {
            Reading::Elsewhere(None)
        });
    }
    if let Some(number) = sexagesimal(digits) {
        return Some(Reading::Elsewhere(Some(format!("{sign}{number}"))));
    }
    let number = leading_zero(digits).or_else(|| grouped(digits))?;
    Some(Reading::Number(format!("{sign}{number}")))
}

fn octal(digits: &str) -> Option<u64> {
    let octal: String = digits.chars().filter(|c| *c != '_').collect();
    u64::from_str_radix(&octal, 8).ok()
}

/// `0644` is octal; `0888` cannot be, and is decimal then (Go's `ParseInt` fails, `ParseFloat` does not).
fn leading_zero(digits: &str) -> Option<String> {
    let rest = digits.strip_prefix('0').filter(|rest| !rest.is_empty())?;
    if !rest.bytes().all(|b| b.is_ascii_digit() || b == b'_') {
        return None;
    }
    octal(rest).map(|number| number.to_string()).or_else(|| {
        let decimal = digits.replace('_', "");
        let decimal = decimal.trim_start_matches('0');
        (!decimal.is_empty()).then(|| decimal.to_owned())
    })
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

/// `1_000` is 1000 and `1_0.5` is 10.5.
fn grouped(digits: &str) -> Option<String> {
    let number = digits.contains('_').then(|| digits.replace('_', ""))?;
    let is_number = number.bytes().all(|b| b.is_ascii_digit() || b == b'.') && number.parse::<f64>().is_ok();
    is_number.then_some(number)
}
