//! Reads one document into JSON: duplicate keys refused at their own place, `<<` merged, keys made text.
//!
//! The parsers tell the place of an error only for what is being read at that moment, so keys are compared while the
//! second one is read, and our own words travel through the parser's error with a mark in front.

use std::fmt;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, Visitor,
};
use serde_json::{Map, Number, Value};

use crate::documents::problem::What;

/// Begins our own words in a parser's error; no parser writes it.
const MARK: char = '\u{1}';
const MERGE: &str = "<<";

pub(super) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
    Node { merges: true }.deserialize(deserializer)
}

/// A JSON value whose objects have no key twice; `<<` means nothing special in it.
pub(super) struct Json(pub Value);

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Node { merges: false }.deserialize(deserializer).map(Self)
    }
}

/// Our own problem in a parser's error.
pub(super) fn marked(words: &str) -> Option<What> {
    let (_, ours) = words.split_once(MARK)?;
    let (code, rest) = ours.split_once(MARK)?;
    Some(match code {
        "duplicate" => {
            let key = rest.split_once(MARK).map_or(rest, |(key, _)| key).to_owned();
            What::Duplicate { key, first: None }
        }
        "tag" => What::Tag,
        "key" => What::Key,
        "number" => What::Number,
        _ => What::Merge,
    })
}

fn mark<E: Error>(code: &str, word: &str) -> E {
    E::custom(format_args!("{MARK}{code}{MARK}{word}{MARK}"))
}

/// A parser's words with ` at line 2 column 3` cut off their end, and with the lines that they name counted in the
/// whole text.
pub(super) fn without_place(words: &str, first_line: usize) -> String {
    let (head, place) = words.split_once(" at line ").unwrap_or((words, ""));
    // `while parsing a block mapping at line 1 column 1` tells more; the place itself stands beside the words.
    let rest = place.split_once(", ").map_or("", |(_, rest)| rest);
    if rest.is_empty() { head.to_owned() } else { format!("{head}, {}", moved(rest, first_line)) }
}

fn moved(words: &str, first_line: usize) -> String {
    let mut parts = words.split("at line ");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let digits = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
        let line = part[..digits].parse::<usize>().map_or(0, |line| line + first_line - 1);
        out.extend(["at line ", &line.to_string(), &part[digits..]]);
    }
    out
}

#[derive(Clone, Copy)]
struct Node {
    merges: bool,
}

impl<'de> DeserializeSeed<'de> for Node {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| mark("number", ""))
    }

    #[allow(clippy::cast_precision_loss)]
    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        // Beyond 64 bits JSON readers keep a double's precision.
        self.visit_f64(value as f64)
    }

    #[allow(clippy::cast_precision_loss)]
    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        self.visit_f64(value as f64)
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let (mut map, mut merged) = (Map::new(), None);
        while let Some(key) = entries.next_key_seed(Key { seen: &map, merged: merged.is_some() })? {
            let value = entries.next_value_seed(self)?;
            if self.merges && key == MERGE {
                merged = Some(value);
            } else {
                map.insert(key, value);
            }
        }
        if let Some(sources) = merged {
            merge(&mut map, sources).ok_or_else(|| mark("merge", ""))?;
        }
        Ok(Value::Object(map))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, _: A) -> Result<Value, A::Error> {
        Err(mark("tag", ""))
    }
}

/// Adds what `<<` brings: its own keys win over the merged ones, earlier sources over later ones.
fn merge(map: &mut Map<String, Value>, sources: Value) -> Option<()> {
    let sources = match sources {
        Value::Array(sources) => sources,
        source => vec![source],
    };
    for source in sources {
        let Value::Object(source) = source else { return None };
        for (key, value) in source {
            map.entry(key).or_insert(value);
        }
    }
    Some(())
}

/// Reads one key and refuses it when it was seen before.
struct Key<'a> {
    seen: &'a Map<String, Value>,
    /// `<<` was seen, which is not among them.
    merged: bool,
}

impl Key<'_> {
    fn take<E: Error>(self, key: String) -> Result<String, E> {
        let is_second = self.seen.contains_key(&key) || (self.merged && key == MERGE);
        if is_second { Err(mark("duplicate", &key)) } else { Ok(key) }
    }
}

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = String;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<String, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// Numbers and truth values become text, as in kubectl's reader (`sigs.k8s.io/yaml` convertToJSONableObject).
impl<'de> Visitor<'de> for Key<'_> {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_bool<E: Error>(self, key: bool) -> Result<String, E> {
        self.take(key.to_string())
    }

    fn visit_i64<E: Error>(self, key: i64) -> Result<String, E> {
        self.take(key.to_string())
    }

    fn visit_u64<E: Error>(self, key: u64) -> Result<String, E> {
        self.take(key.to_string())
    }

    fn visit_f64<E: Error>(self, key: f64) -> Result<String, E> {
        self.take(key.to_string())
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<String, E> {
        self.take(key.to_owned())
    }

    fn visit_unit<E: Error>(self) -> Result<String, E> {
        Err(mark("key", ""))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<String, A::Error> {
        Err(mark("key", ""))
    }

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<String, A::Error> {
        Err(mark("key", ""))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, _: A) -> Result<String, A::Error> {
        Err(mark("tag", ""))
    }
}
