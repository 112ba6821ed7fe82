//! Writes YAML as a person would: kubectl's key order, block strings, and quotes wherever a reader of YAML 1.1 or 1.2
//! might see something else than text.
//!
//! Invariant: what is written reads back to the same value (`parse(emit(v)) == v`), here and in kubectl.

mod scalar;

use serde::Serialize;
use serde_json::ser::{PrettyFormatter, Serializer};
use serde_json::{Map, Value};

use crate::emit::scalar::Style;
use crate::order;

/// The keys of an object that come first, in this order. The rest keeps the order that it has.
const FIRST_KEYS: [&str; 6] = ["apiVersion", "kind", "metadata", "spec", "data", "status"];
/// YAML's limit for a key on one line (YAML 1.2.2 §8.2.2), with room for its quotes.
const LONGEST_KEY: usize = 1000;

/// One value as YAML, ending in a line break.
pub fn yaml(value: &Value) -> String {
    let mut out = String::new();
    match value {
        Value::Object(map) if !map.is_empty() => write_map(&mut out, map, 0, ordered(map)),
        Value::Array(items) if !items.is_empty() => write_list(&mut out, items, 0),
        // A block needs something to be indented against.
        Value::String(text) => out = scalar::inline(text) + "\n",
        other => {
            write_inline(&mut out, other, 0);
            out.push('\n');
        }
    }
    out
}

/// Several values as documents of one text.
pub fn documents(values: &[Value]) -> String {
    values.iter().map(yaml).collect::<Vec<_>>().join("---\n")
}

/// One value as JSON with two spaces of indentation, in the same key order, ending in a line break.
pub fn json(value: &Value) -> String {
    json_by(value, "  ")
}

/// The same with another indentation.
pub(crate) fn json_by(value: &Value, indent: &str) -> String {
    let value = match value {
        Value::Object(map) => {
            let entries = ordered(map).into_iter().map(|(key, value)| (key.clone(), value.clone()));
            Value::Object(entries.collect())
        }
        other => other.clone(),
    };
    pretty(&value, indent) + "\n"
}

/// A value as JSON over several lines, in its own order.
pub(crate) fn pretty(value: &Value, indent: &str) -> String {
    let mut out = Vec::new();
    let formatter = PrettyFormatter::with_indent(indent.as_bytes());
    // Neither writing to memory nor a value of JSON fails.
    let written = value.serialize(&mut Serializer::with_formatter(&mut out, formatter));
    match written.ok().and_then(|()| String::from_utf8(out).ok()) {
        Some(text) => text,
        None => format!("{value:#}"),
    }
}

/// An entry of a block map whose keys stand at this column, without the last line break.
pub(crate) fn entry(key: &str, value: &Value, column: usize) -> String {
    let mut out = scalar::inline(key);
    out.push_str(&behind_key(value, column));
    out
}

/// A colon and what follows it, without the last line break, in a block map whose keys stand at this column.
pub(crate) fn behind_key(value: &Value, column: usize) -> String {
    let mut out = ":".to_owned();
    write_value(&mut out, value, column);
    out.pop();
    out
}

/// An item of a block list without its dash and without the last line break; it begins at this column.
pub(crate) fn item(value: &Value, column: usize) -> String {
    let mut out = String::new();
    match value {
        Value::Object(map) if !map.is_empty() => write_map(&mut out, map, column, entries(map)),
        Value::Array(items) if !items.is_empty() => write_list(&mut out, items, column),
        other => {
            write_inline(&mut out, other, column);
            out.push('\n');
        }
    }
    out.pop();
    out
}

/// A value on one line in flow style.
pub(crate) fn flow(value: &Value) -> String {
    match value {
        Value::Array(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Object(map) => {
            let pairs = map.iter().map(|(key, value)| format!("{}: {}", flow_text(key), flow(value)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
        Value::String(text) => flow_text(text),
        other => item(other, 0),
    }
}

fn flow_text(text: &str) -> String {
    let is_safe = !text.contains([',', '[', ']', '{', '}', ':', '?']);
    if is_safe { scalar::inline(text) } else { scalar::quoted(text) }
}

/// A text on one line.
pub(crate) fn text(text: &str) -> String {
    scalar::inline(text)
}

type Entries<'a> = Vec<(&'a String, &'a Value)>;

/// The entries of an object of the API: those that name it first, its status last but for what has no known place.
fn ordered(map: &Map<String, Value>) -> Entries<'_> {
    let rank = |key: &str| match FIRST_KEYS.iter().position(|first| *first == key) {
        Some(5) => 6,
        Some(place) => place,
        None => 5,
    };
    let mut entries: Entries<'_> = map.iter().collect();
    if map.contains_key("kind") {
        order::sort_by_key(&mut entries, |(key, _)| rank(key));
    }
    entries
}

/// Whole objects may stand in lists and templates.
fn entries(map: &Map<String, Value>) -> Entries<'_> {
    if map.contains_key("apiVersion") { ordered(map) } else { map.iter().collect() }
}

fn write_map(out: &mut String, map: &Map<String, Value>, indent: usize, entries: Entries<'_>) {
    debug_assert_eq!(map.len(), entries.len());
    for (index, (key, value)) in entries.into_iter().enumerate() {
        if index > 0 {
            pad(out, indent);
        }
        let key = scalar::inline(key);
        if key.len() > LONGEST_KEY {
            out.push_str("? ");
            out.push_str(&key);
            out.push('\n');
            pad(out, indent);
        } else {
            out.push_str(&key);
        }
        out.push(':');
        write_value(out, value, indent);
    }
}

/// What stands after a key's colon, with its line break.
fn write_value(out: &mut String, value: &Value, indent: usize) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            out.push('\n');
            pad(out, indent + 2);
            write_map(out, map, indent + 2, entries(map));
        }
        // As kubectl does, a list stands under its key without being indented further.
        Value::Array(items) if !items.is_empty() => {
            out.push('\n');
            pad(out, indent);
            write_list(out, items, indent);
        }
        other => {
            out.push(' ');
            write_inline(out, other, indent + 2);
            out.push('\n');
        }
    }
}

fn write_list(out: &mut String, items: &[Value], indent: usize) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            pad(out, indent);
        }
        out.push_str("- ");
        match item {
            Value::Object(map) if !map.is_empty() => write_map(out, map, indent + 2, entries(map)),
            Value::Array(items) if !items.is_empty() => write_list(out, items, indent + 2),
            other => {
                write_inline(out, other, indent + 2);
                out.push('\n');
            }
        }
    }
}

/// A scalar or an empty collection, without its line break. `indent` is where the lines of a block string begin.
fn write_inline(out: &mut String, value: &Value, indent: usize) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Object(_) => out.push_str("{}"),
        Value::Array(_) => out.push_str("[]"),
        Value::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
        Value::Number(number) => out.push_str(&scalar::number(number)),
        Value::String(text) => match scalar::style(text) {
            Style::Block(header) => write_block(out, text, header, indent),
            Style::Inline => out.push_str(&scalar::inline(text)),
        },
    }
}

fn write_block(out: &mut String, text: &str, header: &str, indent: usize) {
    out.push_str(header);
    // The last line's break is the writer's own, or stands in the header.
    let body = text.strip_suffix('\n').unwrap_or(text);
    for line in body.split('\n') {
        out.push('\n');
        if !line.is_empty() {
            pad(out, indent);
            out.push_str(line);
        }
    }
}

fn pad(out: &mut String, indent: usize) {
    out.extend(std::iter::repeat_n(' ', indent));
}
