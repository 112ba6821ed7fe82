//! What a scalar without quotes means.
//!
//! What is created must be what kubectl would create of the same text, so scalars are read as its library does
//! (`sigs.k8s.io/yaml`, go-yaml v2 `resolve.go`): `yes` is true, `0644` is 420, `1_000` is 1000, `0b-11` is -3.
//! Other readers of YAML 1.1 and 1.2 see something else in many of them, which is warned of.

use std::borrow::Cow;

use serde_json::{Number, Value};

use crate::documents::problem::{Reading, What};

/// What a scalar without quotes is to kubectl.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Plain {
    Null,
    Bool(bool),
    Integer(Number),
    /// May be infinite or none, as `.inf` and `.nan` are.
    Float(f64),
    /// A number that no double can hold; kubectl would send it as text.
    TooLarge,
    Text,
}

impl Plain {
    pub fn of(scalar: &str) -> Self {
        let Some(first) = scalar.bytes().next() else { return Self::Null };
        match first {
            b'~' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'y' | b'Y' | b'o' | b'O' => word(scalar),
            b'.' => match scalar {
                ".inf" | ".Inf" | ".INF" => Self::Float(f64::INFINITY),
                ".nan" | ".NaN" | ".NAN" => Self::Float(f64::NAN),
                _ => grouped(scalar).map_or(Self::Text, |digits| float(&digits)),
            },
            b'+' | b'-' | b'0'..=b'9' => match scalar {
                "+.inf" | "+.Inf" | "+.INF" => Self::Float(f64::INFINITY),
                "-.inf" | "-.Inf" | "-.INF" => Self::Float(f64::NEG_INFINITY),
                _ => number(&ungrouped(scalar)),
            },
            _ => Self::Text,
        }
    }

    /// The JSON of it.
    pub fn value(self, scalar: String) -> Result<Value, What> {
        Ok(match self {
            Self::Null => Value::Null,
            Self::Bool(truth) => Value::Bool(truth),
            Self::Integer(number) => Value::Number(number),
            Self::Float(number) => Value::Number(json_number(number).ok_or(What::Number)?),
            Self::TooLarge => return Err(What::TooLarge),
            Self::Text => Value::String(scalar),
        })
    }

    /// The key of a map that it is: JSON has none but text (`sigs.k8s.io/yaml` `convertToJSONableObject`).
    pub fn key(self, scalar: String) -> Result<String, What> {
        match self {
            Self::Bool(truth) => Ok(truth.to_string()),
            Self::Integer(number) if number.is_i64() => Ok(number.to_string()),
            Self::Null | Self::Integer(_) => Err(What::Key),
            Self::Float(number) => Ok(float_key(number)),
            Self::TooLarge => Err(What::TooLarge),
            Self::Text => Ok(scalar),
        }
    }
}

/// How a scalar without quotes is read, where readers differ.
pub fn reading(scalar: &str) -> Option<Reading> {
    if let "y" | "Y" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" = scalar {
        return Some(Reading::Bool(true));
    }
    if let "n" | "N" | "no" | "No" | "NO" | "off" | "Off" | "OFF" = scalar {
        return Some(Reading::Bool(false));
    }
    if !scalar.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | '.')) {
        return None;
    }
    let number = match Plain::of(scalar) {
        Plain::Integer(number) => number,
        Plain::Float(number) => json_number(number)?,
        Plain::Text => return sexagesimal(scalar).map(|number| Reading::Elsewhere(Some(number))),
        _ => return None,
    };
    if is_core(scalar) {
        return scalar.starts_with("0o").then_some(Reading::Elsewhere(None));
    }
    Some(Reading::Number(number.to_string()))
}

/// A number as Go writes it in JSON: what is whole has no fraction, so that it can be an integer. None where JSON
/// has no such number.
pub(super) fn json_number(number: f64) -> Option<Number> {
    // Beyond this not every double has an integer of 64 bits.
    let is_whole = number.fract() == 0.0 && number.abs() < 9_223_372_036_854_775_808.0;
    #[allow(clippy::cast_possible_truncation)]
    if is_whole { Some(Number::from(number as i64)) } else { Number::from_f64(number) }
}

fn word(scalar: &str) -> Plain {
    match scalar {
        "~" | "null" | "Null" | "NULL" => Plain::Null,
        "true" | "True" | "TRUE" | "y" | "Y" | "yes" | "Yes" | "YES" | "on" | "On" | "ON" => {
            Plain::Bool(true)
        }
        "false" | "False" | "FALSE" | "n" | "N" | "no" | "No" | "NO" | "off" | "Off" | "OFF" => {
            Plain::Bool(false)
        }
        _ => Plain::Text,
    }
}

fn number(scalar: &str) -> Plain {
    let integer =
        integer(scalar).or_else(|| float_shaped(scalar).is_none().then(|| signed_binary(scalar))?);
    integer.map_or_else(|| float(scalar), Plain::Integer)
}

/// Go's `ParseInt` and `ParseUint` with base 0: the prefix says the base, and a zero in front is octal.
fn integer(scalar: &str) -> Option<Number> {
    let (sign, digits) = signed(scalar);
    let prefixed = |lower, upper| digits.strip_prefix(lower).or_else(|| digits.strip_prefix(upper));
    let (digits, base) = if let Some(digits) = prefixed("0x", "0X") {
        (digits, 16)
    } else if let Some(digits) = prefixed("0b", "0B") {
        (digits, 2)
    } else if let Some(digits) = prefixed("0o", "0O") {
        (digits, 8)
    } else {
        let octal = digits.strip_prefix('0').filter(|digits| !digits.is_empty());
        octal.map_or((digits, 10), |digits| (digits, 8))
    };
    of_base(sign, digits, base)
}

/// `0b-11` is -3 to Go, which looks for a sign behind the prefix as well.
fn signed_binary(scalar: &str) -> Option<Number> {
    let (sign, digits) = signed(scalar.strip_prefix("0b")?);
    of_base(sign, digits, 2)
}

fn of_base(sign: Option<char>, digits: &str, base: u32) -> Option<Number> {
    if !digits.chars().all(|c| c.is_digit(base)) {
        return None;
    }
    let size = u64::from_str_radix(digits, base).ok()?;
    match sign {
        Some('-') => 0_i64.checked_sub_unsigned(size).map(Number::from),
        Some(_) => i64::try_from(size).ok().map(Number::from),
        None => Some(Number::from(size)),
    }
}

fn float(scalar: &str) -> Plain {
    match float_shaped(scalar).and_then(|scalar| scalar.parse::<f64>().ok()) {
        None => Plain::Text,
        Some(number) if number.is_infinite() => Plain::TooLarge,
        Some(number) => Plain::Float(number),
    }
}

/// The scalar, if it is digits with a point and an exponent, or without.
fn float_shaped(scalar: &str) -> Option<&str> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (_, body) = signed(scalar);
    let whole = digits(body);
    let mut rest = &body[whole..];
    if let Some(behind) = rest.strip_prefix('.') {
        let fraction = digits(behind);
        if whole == 0 && fraction == 0 {
            return None;
        }
        rest = &behind[fraction..];
    } else if whole == 0 {
        return None;
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let exponent = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
        return (!exponent.is_empty() && digits(exponent) == exponent.len()).then_some(scalar);
    }
    rest.is_empty().then_some(scalar)
}

fn signed(scalar: &str) -> (Option<char>, &str) {
    let rest = scalar.strip_prefix(['+', '-']);
    (rest.and_then(|_| scalar.chars().next()), rest.unwrap_or(scalar))
}

fn ungrouped(scalar: &str) -> Cow<'_, str> {
    if scalar.contains('_') { Cow::Owned(scalar.replace('_', "")) } else { Cow::Borrowed(scalar) }
}

/// Without the underscores between digits; none where one is elsewhere.
fn grouped(scalar: &str) -> Option<Cow<'_, str>> {
    let bytes = scalar.as_bytes();
    let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let mut bars = scalar.match_indices('_');
    bars.all(|(at, _)| is_digit(at.checked_sub(1)) && is_digit(Some(at + 1))).then(|| ungrouped(scalar))
}

/// Whether readers of YAML 1.2 see the same number in it (YAML 1.2.2 §10.3.2). A zero in front looks octal, and is in
/// YAML 1.1.
fn is_core(scalar: &str) -> bool {
    let (_, digits) = signed(scalar);
    let prefixed = |prefix, base| {
        let digits = scalar.strip_prefix(prefix).unwrap_or_default();
        !digits.is_empty() && digits.chars().all(|c| c.is_digit(base))
    };
    let is_octal = digits.len() > 1 && digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
    (float_shaped(scalar).is_some() && !is_octal) || prefixed("0x", 16) || prefixed("0o", 8)
}

/// `1:30:00` is 5400 in YAML 1.1.
fn sexagesimal(scalar: &str) -> Option<String> {
    let (sign, digits) = signed(scalar);
    let mut parts = digits.split(':');
    let first = parts.next().filter(|first| first.starts_with(|c: char| c.is_ascii_digit()))?;
    let mut sum: u128 = first.replace('_', "").parse().ok()?;
    let mut count = 0;
    for part in parts {
        let value: u128 = part.parse().ok().filter(|value| *value < 60 && part.len() <= 2)?;
        sum = sum.checked_mul(60)?.checked_add(value)?;
        count += 1;
    }
    let sign = if sign == Some('-') { "-" } else { "" };
    (count > 0).then(|| format!("{sign}{sum}"))
}

/// Go's `FormatFloat(key, 'g', -1, 32)`.
fn float_key(number: f64) -> String {
    #[allow(clippy::cast_possible_truncation)]
    let number = number as f32;
    if number.is_nan() {
        return ".nan".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { ".inf" } else { "-.inf" }.to_owned();
    }
    let scientific = format!("{number:e}");
    let (digits, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..6).contains(&exponent) {
        return number.to_string();
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.abs())
}
