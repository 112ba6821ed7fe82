//! JSON: what it says and where that stands.

use serde_json::{Map, Number, Value};

use crate::documents::plain::json_number;
use crate::documents::problem::What;
use crate::documents::tree::{DEEPEST, Entry, Fault, Item, Node, Read, Shape, Wrong};

/// Reads the value that a text begins with, and nothing behind it.
///
/// # Errors
/// Where it is no JSON, which may be YAML all the same, none; where it is wrong in both, what is wrong.
pub(crate) fn read(text: &str) -> Result<Read, Option<Fault>> {
    let mut reader = Reader { text, at: 0, depth: 0 };
    let (value, root) = reader.value()?;
    Ok(Read { value, root, ambiguous: Vec::new() })
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
    depth: usize,
}

type Found<T> = Result<T, Option<Fault>>;

impl Reader<'_> {
    fn peek(&self) -> Found<u8> {
        self.text.as_bytes().get(self.at).copied().ok_or(None)
    }

    fn blank(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).count();
    }

    /// What stands there, behind blanks.
    fn next(&mut self) -> Found<u8> {
        self.blank();
        self.peek()
    }

    fn value(&mut self) -> Found<(Value, Node)> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(None);
        }
        let byte = self.next()?;
        let start = self.at;
        let (value, shape) = match byte {
            b'{' => self.map()?,
            b'[' => self.list()?,
            b'"' => (Value::String(self.string()?), Shape::Scalar),
            b'-' | b'0'..=b'9' => (Value::Number(self.number()?), Shape::Scalar),
            _ => (self.word()?, Shape::Scalar),
        };
        self.depth -= 1;
        Ok((value, Node { span: start..self.at, shape }))
    }

    fn word(&mut self) -> Found<Value> {
        let words = [("null", Value::Null), ("true", Value::Bool(true)), ("false", Value::Bool(false))];
        let rest = &self.text[self.at..];
        let (word, value) = words.into_iter().find(|(word, _)| rest.starts_with(word)).ok_or(None)?;
        self.at += word.len();
        Ok(value)
    }

    fn string(&mut self) -> Found<String> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut is_plain = true;
        let mut at = start + 1;
        loop {
            match *bytes.get(at).ok_or(None)? {
                b'"' => break,
                b'\\' => {
                    is_plain = false;
                    at += 2;
                }
                0..=0x1F => return Err(None),
                _ => at += 1,
            }
        }
        self.at = at + 1;
        if is_plain {
            return Ok(self.text[start + 1..at].to_owned());
        }
        let quoted = self.text.get(start..self.at).ok_or(None)?;
        serde_json::from_str(quoted).map_err(|_| None)
    }

    fn number(&mut self) -> Found<Number> {
        let start = self.at;
        let rest = &self.text[start..];
        let length = rest.bytes().take_while(|byte| byte.is_ascii_digit() || b"+-.eE".contains(byte)).count();
        let written = &rest[..length];
        self.at += length;
        let whole = written.parse::<i64>().map(Number::from);
        let whole = whole.or_else(|_| written.parse::<u64>().map(Number::from));
        if let Ok(number) = whole
            && !has_leading_zero(written)
        {
            return Ok(number);
        }
        match serde_json::from_str::<f64>(written) {
            Ok(number) => json_number(number).ok_or(None),
            // What is a number to all but the range of a double.
            Err(_) if serde_json::from_str::<&serde_json::value::RawValue>(written).is_ok() => {
                Err(Some(Fault::new(start, What::TooLarge)))
            }
            Err(_) => Err(None),
        }
    }

    fn list(&mut self) -> Found<(Value, Shape)> {
        self.at += 1;
        let (mut values, mut items) = (Vec::new(), Vec::new());
        if self.next()? != b']' {
            loop {
                let (value, node) = self.value()?;
                values.push(value);
                items.push(Item { start: node.span.start, value: node });
                match self.next()? {
                    b',' => self.at += 1,
                    b']' => break,
                    _ => return Err(None),
                }
            }
        }
        self.at += 1;
        Ok((Value::Array(values), Shape::List { items, flow: true }))
    }

    fn map(&mut self) -> Found<(Value, Shape)> {
        self.at += 1;
        let (mut map, mut entries) = (Map::new(), Vec::<Entry>::new());
        if self.next()? != b'}' {
            loop {
                if self.next()? != b'"' {
                    return Err(None);
                }
                let start = self.at;
                let name = self.string()?;
                let key = start..self.at;
                if map.contains_key(&name) {
                    let first = entries.iter().find(|entry| entry.name == name);
                    let first = first.map_or(start, |entry| entry.key.start);
                    return Err(Some(Fault { at: start, wrong: Wrong::Twice { key: name, first } }));
                }
                if self.next()? != b':' {
                    return Err(None);
                }
                self.at += 1;
                let colon = self.at;
                let (value, node) = self.value()?;
                entries.push(Entry { start, key, name: name.clone(), colon, value: node });
                map.insert(name, value);
                match self.next()? {
                    b',' => self.at += 1,
                    b'}' => break,
                    _ => return Err(None),
                }
            }
        }
        self.at += 1;
        Ok((Value::Object(map), Shape::Map { entries, flow: true }))
    }
}

/// Rust reads zeros in front of a number, which JSON does not.
fn has_leading_zero(written: &str) -> bool {
    let digits = written.strip_prefix('-').unwrap_or(written);
    digits.len() > 1 && digits.starts_with('0')
}
