//! Values and their changes on one line, for people to read.

use serde_json::Value;

/// How many characters of a value are shown.
const MOST: usize = 60;
/// How many fields of a map are named.
const FIELDS: usize = 4;

/// Returns a value on one line: a scalar as JSON has it, so that text and number look different; of a map or a list
/// the first fields by their places, and how many there are more.
pub fn value(value: &Value) -> String {
    match value {
        Value::Object(_) | Value::Array(_) => fields(value),
        scalar => cut(&scalar.to_string(), 0),
    }
}

/// Returns two values so that what is different in them is seen, however long they are.
pub fn pair(before: &Value, after: &Value) -> (String, String) {
    let (Value::String(before), Value::String(after)) = (before, after) else {
        return (value(before), value(after));
    };
    let (old, new) = (quoted(before), quoted(after));
    if old.chars().count() <= MOST && new.chars().count() <= MOST {
        return (old, new);
    }
    let alike = old.chars().zip(new.chars()).take_while(|(old, new)| old == new).count();
    let from = alike.saturating_sub(MOST / 3);
    (cut(&old, from), cut(&new, from))
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// A part of a text, with a mark where more of it is.
fn cut(text: &str, from: usize) -> String {
    let mut shown: String = text.chars().skip(from).take(MOST).collect();
    if from > 0 {
        shown.insert(0, '…');
    }
    if text.chars().count() > from + MOST {
        shown.push('…');
    }
    shown
}

fn fields(value: &Value) -> String {
    let mut all = Vec::new();
    collect(&mut all, "", value);
    let more = all.len().saturating_sub(FIELDS);
    all.truncate(FIELDS);
    if more > 0 {
        all.push(format!("… +{more}"));
    }
    all.join(", ")
}

fn collect(found: &mut Vec<String>, place: &str, value: &Value) {
    let inner = |name: &str| if place.is_empty() { name.to_owned() } else { format!("{place}.{name}") };
    match value {
        Value::Object(map) if !map.is_empty() => {
            map.iter().for_each(|(name, value)| collect(found, &inner(name), value));
        }
        Value::Array(items) if !items.is_empty() => {
            for (at, item) in items.iter().enumerate() {
                collect(found, &format!("{place}[{at}]"), item);
            }
        }
        scalar => {
            let text = match scalar {
                Value::String(text) => cut(text, 0),
                other => other.to_string(),
            };
            found.push(if place.is_empty() { text } else { format!("{place}: {text}") });
        }
    }
}
