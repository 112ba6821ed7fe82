//! The fields of objects that a form shows, as data: where each stands, what it holds, and how what is typed becomes a
//! value. Whatever shows or changes a field reads [`table`].

pub mod table;

use std::num::IntErrorKind;

use serde_json::Value;

use crate::documents;
use crate::draft::edit::Change;
use crate::path::{Path, Step};
use crate::quantity::Quantity;
use crate::shown::shown;
use crate::text::{Locale, Message, Text};

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words without spaces around them.
    Text,
    /// The name of an object.
    Name,
    /// A whole number.
    Integer {
        /// The least.
        least: i64,
        /// The most; what the bits of the field hold, where nothing else says less.
        most: i64,
    },
    /// An amount such as `10Gi` or `500m`.
    Quantity,
    /// One of these; any other value that a document has is kept.
    Choice(&'static [&'static str]),
}

impl Kind {
    /// A number of 32 bits that counts something.
    pub const INT32: Self = Self::Integer { least: 0, most: i32::MAX as i64 };
    /// A number of 64 bits that counts something.
    pub const INT64: Self = Self::Integer { least: 0, most: i64::MAX };

    /// The value of what is typed.
    ///
    /// # Errors
    /// Where it is no value of this kind: the words for it.
    pub fn parse(self, typed: &str) -> Result<Value, Message> {
        match self {
            Self::Text | Self::Name | Self::Choice(_) => Ok(typed.into()),
            Self::Quantity if Quantity::parse(typed).is_some() => Ok(typed.into()),
            Self::Quantity => Err(no_quantity(typed)),
            Self::Integer { least, most } => match typed.parse::<i64>() {
                Ok(number) if number < least => Err(too_small(least)),
                Ok(number) if number > most => Err(too_large(most)),
                Ok(number) => Ok(number.into()),
                Err(error) => Err(match error.kind() {
                    IntErrorKind::PosOverflow => too_large(most),
                    IntErrorKind::NegOverflow => too_small(least),
                    _ => no_integer(typed),
                }),
            },
        }
    }
}

/// What it means that nothing is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Empty {
    /// The field is not there, so that the server's default holds. The empty text itself is typed as `""`: with a
    /// storage class that is something else.
    Unset,
    /// There is no object without it: what the document has stays until something is typed.
    Never,
}

/// When a field can be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    /// At any time.
    Never,
    /// Only as long as the object is not there: the API server refuses a change.
    Created,
}

/// A field.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name among the fields of its kind.
    pub key: &'static str,
    /// Where it stands, as the API server writes it; `[*]` is every item of a list.
    pub path: &'static str,
    /// Where the API server sees it as well, and may say what is wrong with it; may be empty.
    pub also: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Its name for people.
    pub label: Text,
    /// What is worth knowing about it; may be empty.
    pub help: Text,
    /// What it means that nothing is typed.
    pub empty: Empty,
    /// What the server takes where the field is not there; shown, and never written.
    pub default: Text,
    /// When it can be changed.
    pub lock: Lock,
    /// What cannot stand beside a value of it, and goes when that is chosen: the value, and the place in the object.
    pub excludes: &'static [(&'static str, &'static str)],
}

/// A field at its place in one object.
#[derive(Debug, Clone, PartialEq)]
pub struct Slot {
    /// The field.
    pub field: &'static Field,
    /// The place.
    pub path: Path,
    /// The name of the list's item that it is of; empty where there is none.
    pub of: String,
}

/// What a form shows of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// The text in its box; empty where the field is not there.
    Text(String),
    /// A map or a list, which no box can hold.
    Other,
}

impl Slot {
    /// Its name for people, with that of the list's item where it is of one.
    pub fn label(&self, locale: Locale) -> String {
        let label = self.field.label.get(locale);
        if self.of.is_empty() { label.to_owned() } else { format!("{label} · {}", shown(&self.of)) }
    }

    /// The changes of a document that give it a value: what cannot stand beside that goes.
    pub fn set(&self, document: &Value, value: Value) -> Change {
        let steps = &self.path.0;
        let base = &steps[..steps.len().saturating_sub(Path::parse(self.field.path).0.len())];
        let excluded = self.field.excludes.iter().filter(|(with, _)| value == *with);
        let excluded = excluded.map(|(_, path)| Path([base, &Path::parse(path).0].concat()));
        let gone = excluded.filter(|path| path.get(document).is_some()).map(Change::Unset);
        let mut changes: Vec<Change> = gone.collect();
        changes.push(Change::Set(self.path.clone(), value));
        Change::All(changes)
    }

    /// Whether the API server means this field by a place that it names, in the object that begins at `base`.
    pub fn is_named_by(&self, named: &str, base: &Path) -> bool {
        !named.is_empty()
            && (named == self.field.also
                || Path([base.0.clone(), Path::parse(named).0].concat()) == self.path)
    }
}

impl Field {
    /// The value of what is typed; none where that is to be without the field.
    ///
    /// # Errors
    /// Where it is no value of this field: the words for it.
    pub fn parse(&self, typed: &str) -> Result<Option<Value>, Message> {
        let typed = typed.trim();
        match (typed, self.empty) {
            ("", Empty::Unset) => return Ok(None),
            ("", Empty::Never) => return Err(NEEDED.into()),
            ("\"\"", Empty::Unset) if matches!(self.kind, Kind::Text | Kind::Name) => {
                return Ok(Some(Value::String(String::new())));
            }
            _ => {}
        }
        self.kind.parse(typed).map(Some)
    }

    /// The text of a value.
    pub fn show(&self, value: Option<&Value>) -> Shown {
        Shown::Text(match value {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) if text.is_empty() && self.empty == Empty::Unset => "\"\"".to_owned(),
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            Some(Value::Bool(value)) => value.to_string(),
            Some(Value::Array(_) | Value::Object(_)) => return Shown::Other,
        })
    }
}

/// The fields of an object, each at its place; `base` is the place of the object in its document.
pub fn slots(object: &Value, base: &Path) -> Vec<Slot> {
    table::of(object)
        .flat_map(|field| {
            places(object, &Path::parse(field.path).0).into_iter().map(move |(steps, of)| Slot {
                field,
                path: Path([base.0.clone(), steps].concat()),
                of,
            })
        })
        .collect()
}

/// The fields of a document, also of each object of a `List`.
pub fn in_document(content: &Value) -> Vec<Slot> {
    documents::places(content).into_iter().flat_map(|(base, object)| slots(object, &base)).collect()
}

/// The places that a path with `[*]` means, with the names of the items.
pub(crate) fn places(value: &Value, path: &[Step]) -> Vec<(Vec<Step>, String)> {
    let Some(each) = path.iter().position(|step| *step == Step::Key("*".to_owned())) else {
        return vec![(path.to_vec(), String::new())];
    };
    let (list, rest) = (&path[..each], &path[each + 1..]);
    let items = Path(list.to_vec()).get(value).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let of_item = |(at, item): (usize, &Value)| {
        let name = ["/name", "/metadata/name"].iter().find_map(|name| item.pointer(name)?.as_str());
        let name = name.unwrap_or_default().to_owned();
        let start = [list, &[Step::Index(at)][..]].concat();
        let inner = places(item, rest).into_iter();
        inner
            .map(|(steps, of)| {
                let of = if of.is_empty() { name.clone() } else { format!("{name} {of}") };
                ([start.clone(), steps].concat(), of)
            })
            .collect::<Vec<_>>()
    };
    items.iter().enumerate().flat_map(of_item).collect()
}

const NEEDED: Text = Text { zh: "不能为空", en: "This is needed" };

fn no_integer(typed: &str) -> Message {
    Message { zh: format!("“{typed}” 不是整数"), en: format!("“{typed}” is not a whole number") }
}

fn too_small(least: i64) -> Message {
    Message { zh: format!("不能小于 {least}"), en: format!("Not below {least}") }
}

fn too_large(most: i64) -> Message {
    Message { zh: format!("不能大于 {most}"), en: format!("Not above {most}") }
}

fn no_quantity(typed: &str) -> Message {
    Message {
        zh: format!("“{typed}” 不是数量：应为 500m、2、10Gi 这样的形式"),
        en: format!("“{typed}” is not an amount: write it like 500m, 2 or 10Gi"),
    }
}
