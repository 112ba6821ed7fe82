//! The ways to change a draft.

use std::borrow::Cow;

use serde_json::{Map, Value};

use crate::documents::identity::Identity;
use crate::documents::problem::Problem;
use crate::documents::{self, Document};
use crate::draft::format::{self, Format};
use crate::draft::lines::{in_breaks_of, line_break};
use crate::draft::rewrite::rewrite;
use crate::export;
use crate::field::Slot;
use crate::path::{Path, Step};

/// A change of a draft.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit {
    /// The whole text, byte for byte.
    Text(String),
    /// The whole text, as the editor gives it after each key: it makes all line breaks alike, which changes none here.
    Editor(String),
    /// Something in a document, by its place among the documents, from 0. What is linked with it follows.
    Value {
        /// The document.
        document: usize,
        /// What is done to it.
        change: Change,
    },
    /// What stands in the box of a field; it is kept there while it is no value.
    Type {
        /// The document.
        document: usize,
        /// The field at its place in the document.
        slot: Slot,
        /// What is in the box.
        text: String,
    },
    /// A part of the text, as long as it is still there.
    Replace {
        /// Where it begins, in bytes.
        at: usize,
        /// What stands there.
        old: String,
        /// What shall stand there.
        new: String,
    },
    /// Another text behind the last document.
    Add(String),
    /// A document with its comments.
    Remove {
        /// The document.
        document: usize,
    },
    /// The format of the text.
    Format(Format),
    /// What the API server keeps for itself goes: an object that is read from a cluster can be created again.
    Clean,
    /// The last change is taken back.
    Undo,
    /// What was taken back is done again.
    Redo,
}

/// A change of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// Sets what stands at a place, with the maps on the way to it.
    Set(Path, Value),
    /// Takes out a key or an item.
    Unset(Path),
    /// Inserts into a list, which is made where there is none; behind its end is at its end.
    Insert(Path, usize, Value),
    /// Moves an item of a list.
    Move(Path, usize, usize),
    /// Gives a key another name; it keeps its place.
    RenameKey(Path, String),
    /// Several, one after the other, as one step.
    All(Vec<Self>),
}

/// What an edit did beyond itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Applied {
    /// The documents that had to be written anew, so that comments are lost: as a whole where the edit was in what
    /// aliases point at or a merge brought, else a collection in flow style with the comments in it.
    pub anew: Vec<usize>,
}

/// Why an edit was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// A document cannot be read, so nothing but its text can be changed.
    Unreadable(Problem),
    /// The document has no such place.
    NoPlace,
    /// There is nothing to be done.
    Nothing,
}

impl Change {
    /// Makes the change; none where the value has no such place.
    pub fn make(&self, value: &mut Value) -> Option<()> {
        match self {
            Self::Set(path, new) => {
                *reach(value, path)? = new.clone();
            }
            Self::Unset(path) => {
                let (last, parents) = path.0.split_last()?;
                match (Path(parents.to_vec()).get_mut(value)?, last) {
                    (Value::Object(map), Step::Key(key)) => drop(map.shift_remove(key)?),
                    (Value::Array(items), Step::Index(at)) if *at < items.len() => drop(items.remove(*at)),
                    _ => return None,
                }
            }
            Self::Insert(path, at, new) => {
                let list = reach(value, path)?;
                if list.is_null() {
                    *list = Value::Array(Vec::new());
                }
                let items = list.as_array_mut()?;
                items.insert((*at).min(items.len()), new.clone());
            }
            Self::Move(path, from, to) => {
                let items = path.get_mut(value)?.as_array_mut()?;
                if *from >= items.len() || *to >= items.len() {
                    return None;
                }
                let item = items.remove(*from);
                items.insert(*to, item);
            }
            Self::RenameKey(path, name) => rename_key(value, path, name)?,
            Self::All(changes) => changes.iter().try_for_each(|change| change.make(value))?,
        }
        Some(())
    }
}

fn rename_key(value: &mut Value, path: &Path, name: &str) -> Option<()> {
    let (Step::Key(key), parents) = path.0.split_last()? else { return None };
    let map = Path(parents.to_vec()).get_mut(value)?.as_object_mut()?;
    if !map.contains_key(key) || (map.contains_key(name) && name != key) {
        return None;
    }
    let all = std::mem::take(map);
    let renamed = |old: String| if old == *key { name.to_owned() } else { old };
    *map = all.into_iter().map(|(old, value)| (renamed(old), value)).collect();
    Some(())
}

/// The place, with the maps on the way to it; an item must be there.
fn reach<'a>(value: &'a mut Value, path: &Path) -> Option<&'a mut Value> {
    path.0.iter().try_fold(value, |value, step| {
        if value.is_null() && matches!(step, Step::Key(_)) {
            *value = Value::Object(Map::new());
        }
        match (value, step) {
            (Value::Object(map), Step::Key(key)) => Some(map.entry(key.clone()).or_insert(Value::Null)),
            (Value::Array(items), Step::Index(at)) => items.get_mut(*at),
            _ => None,
        }
    })
}

/// An object, or each one of a list, without what the API server keeps for itself.
pub(super) fn clean(mut value: Value) -> Value {
    if documents::is_list(&value) {
        if let Some(items) = value.get_mut("items").and_then(Value::as_array_mut) {
            for item in items {
                *item = export::clean(item.take());
            }
        }
        return value;
    }
    export::clean(value)
}

/// Whether an object, or one of a list, was read from a cluster.
pub(super) fn is_unclean(value: &Value) -> bool {
    let has = |object: &Value| {
        let meta = object.get("metadata");
        ["uid", "resourceVersion", "managedFields"].iter().any(|key| {
            meta.and_then(|meta| meta.get(key)).is_some_and(|value| !value.is_null() && value != "")
        })
    };
    has(value) && !documents::is_list(value)
        || value.get("items").and_then(Value::as_array).is_some_and(|items| items.iter().any(has))
}

/// A text that was changed.
#[derive(Default)]
pub(super) struct Changed {
    pub text: String,
    /// The documents that were written anew as a whole.
    pub anew: Vec<usize>,
    /// The changed ones with what each was found to be.
    pub read: Vec<(String, Document)>,
}

/// The text with what its documents say changed.
pub(super) fn changed(text: &str, documents: &[Document], old: &[Value], new: &[Value]) -> Changed {
    let mut out = Changed { text: text.to_owned(), ..Changed::default() };
    for (at, document) in documents.iter().enumerate().rev() {
        let (Some(old), Some(new)) = (old.get(at), new.get(at)) else { continue };
        if old != new {
            let rewritten = rewrite(&text[document.span.clone()], document.places(), old, new);
            out.text.replace_range(document.span.clone(), &rewritten.text);
            if rewritten.anew {
                out.anew.push(at);
            }
            out.read.extend(rewritten.read.map(|read| (rewritten.text, read)));
        }
    }
    out.anew.reverse();
    out
}

/// A text with a part of it exchanged, if that still stands there.
pub(super) fn replaced(text: &str, at: usize, old: &str, new: &str) -> Result<String, Refused> {
    let behind = text.get(at..).and_then(|rest| rest.strip_prefix(old)).ok_or(Refused::NoPlace)?;
    Ok([&text[..at], new, behind].concat())
}

/// A text with another one behind it.
pub(super) fn joined(text: &str, more: &str) -> String {
    if text.trim().is_empty() {
        return more.to_owned();
    }
    if more.trim().is_empty() {
        return text.to_owned();
    }
    let line_break = line_break(text);
    let end = if text.ends_with('\n') { "" } else { line_break };
    // Directives stand behind the end of a document, and before the marker that they bring.
    let marker = match more.strip_prefix("---") {
        _ if more.starts_with('%') => "...",
        Some(rest) if rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']) => "",
        _ => "---",
    };
    let behind = if marker.is_empty() { "" } else { line_break };
    [text, end, marker, behind, more].concat()
}

/// The texts of several files as the documents of one, each as it is.
pub fn joined_files(texts: &[String]) -> String {
    texts.iter().fold(String::new(), |all, text| joined(&all, text))
}

/// A text without one of its documents.
pub(super) fn without(text: &str, documents: &[Document], document: usize) -> Result<String, Refused> {
    let span = documents.get(document).ok_or(Refused::Nothing)?.span.clone();
    let next = documents.get(document + 1).map_or(text.len(), |next| next.span.start);
    let (before, behind) = (&text[..span.start], [&outdented(&text[span.end..next]), &text[next..]].concat());
    let behind = behind.as_str();
    // What was the second document is the first now, and needs no marker.
    let marker = behind.strip_prefix("---\r\n").or_else(|| behind.strip_prefix("---\n"));
    let behind = match marker {
        Some(rest) if before.trim_start_matches('\u{feff}').is_empty() => rest,
        _ => behind,
    };
    Ok([before, behind].concat())
}

/// Comments behind a document, without the tabs before them, which only the end of a document before them allows.
fn outdented(gap: &str) -> Cow<'_, str> {
    if !gap.lines().any(|line| line.trim_start().starts_with('#') && line.starts_with([' ', '\t'])) {
        return gap.into();
    }
    let line = |line: &str| match line.trim_start_matches([' ', '\t']) {
        comment if comment.starts_with('#') => comment.to_owned(),
        _ => line.to_owned(),
    };
    gap.split_inclusive('\n').map(line).collect::<String>().into()
}

/// A text changed to hold other documents: those that it has are changed where they differ, others are added or taken
/// out. None where a document of it cannot be read.
pub(super) fn merged(text: &str, values: &[Value], format: Format) -> Option<Changed> {
    let found = documents::read(text).ok()?;
    let old: Vec<Value> =
        found.iter().map(|document| document.content.clone().ok()).collect::<Option<_>>()?;
    if old.len() == values.len() {
        return Some(changed(text, &found, &old, values));
    }
    if format == Format::Json {
        return None;
    }
    let (mut out, mut anew, mut from) = (String::new(), Vec::new(), 0);
    for (index, value) in values.iter().enumerate() {
        let about = Identity::of(value);
        let chunk = match (from..old.len()).find(|at| Identity::of(&old[*at]) == about) {
            Some(at) => {
                from = at + 1;
                let rewritten = rewrite(&text[found[at].span.clone()], found[at].places(), &old[at], value);
                anew.extend(rewritten.anew.then_some(index));
                rewritten.text
            }
            None => in_breaks_of(text, format::write(Format::Yaml, std::slice::from_ref(value))),
        };
        out = joined(&out, &chunk);
    }
    let says: Vec<Value> = documents::read(&out)
        .ok()?
        .into_iter()
        .map(|document| document.content.ok())
        .collect::<Option<_>>()?;
    (says.as_slice() == values).then_some(Changed { text: out, anew, read: Vec::new() })
}
