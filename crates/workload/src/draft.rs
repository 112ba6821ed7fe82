//! A draft: one text of one or many documents, what it says, and every way to change it.
//!
//! Invariants: [`Draft::apply`] is the only mutation; the text is kept byte for byte until an edit must change it,
//! and then only where the edit is; an edit of a value never happens beside a text that cannot be read; undo brings
//! back the same bytes.

pub mod edit;
pub mod format;
mod history;
pub mod issue;
pub mod keep;
mod lines;
pub mod link;
mod rewrite;
mod secret;
mod typed;

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::Value;

use crate::documents::problem::Problem;
use crate::documents::{self, Document};
use crate::draft::edit::{Applied, Changed, Edit, Refused};
use crate::draft::format::{Format, Frame, Source};
use crate::draft::history::History;
use crate::draft::typed::Typed;

/// The draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    text: String,
    documents: Result<Vec<Document>, Problem>,
    /// What the documents said when all of them could be read.
    good: Vec<Value>,
    /// The text that said so, while this one cannot be read.
    said_by: Option<String>,
    frame: Frame,
    history: History,
    /// What is in fields and not in the text.
    typed: Vec<Typed>,
    /// The text may hold a Secret.
    is_secret: bool,
}

impl Draft {
    /// A draft that begins with a text.
    pub fn new(text: String) -> Self {
        let frame = Frame { format: format::of(&text), source: None };
        let mut draft = Self {
            text: String::new(),
            documents: Ok(Vec::new()),
            good: Vec::new(),
            said_by: None,
            frame,
            history: History::default(),
            typed: Vec::new(),
            is_secret: false,
        };
        draft.put(text, Vec::new());
        draft
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The documents of the text as it is; an error where it cannot be read as a whole.
    pub fn documents(&self) -> Result<&[Document], &Problem> {
        self.documents.as_deref()
    }

    /// What the documents say; while one of them cannot be read, what they said when all of them could.
    pub fn values(&self) -> &[Value] {
        &self.good
    }

    /// Whether [`Draft::values`] are those of this text, or of what it was before one began to change it: most of that
    /// stands in it still. Else they are those of another text, which has been replaced by this one.
    pub fn recalls(&self) -> bool {
        self.said_by.as_ref().is_none_or(|before| is_changed_from(before, &self.text))
    }

    /// The first place that cannot be read.
    pub fn broken(&self) -> Option<&Problem> {
        match &self.documents {
            Err(problem) => Some(problem),
            Ok(documents) => documents.iter().find_map(|document| document.content.as_ref().err()),
        }
    }

    /// Whether the text may hold the values of a Secret: it is then kept nowhere.
    pub fn is_secret(&self) -> bool {
        self.is_secret
    }

    /// The format of the text.
    pub fn format(&self) -> Format {
        self.frame.format
    }

    /// Whether there is something to undo.
    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    /// Whether something that was undone can be done again.
    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// Changes the draft.
    ///
    /// # Errors
    /// Where the edit cannot be done: the draft is then as it was.
    pub fn apply(&mut self, edit: Edit) -> Result<Applied, Refused> {
        match edit {
            Edit::Text(text) => Ok(self.write(text)),
            Edit::Editor(text) => Ok(self.write(lines::kept(&self.text, &text))),
            Edit::Undo => self.step(History::undo),
            Edit::Redo => self.step(History::redo),
            Edit::Format(format) => self.reformat(format),
            Edit::Add(text) => {
                let joined = edit::joined(&self.text, &lines::in_breaks_of(&self.text, text));
                self.commit(joined, self.frame.clone(), false);
                Ok(Applied::default())
            }
            Edit::Remove { document } => {
                let text =
                    edit::without(&self.text, self.documents.as_deref().unwrap_or_default(), document)?;
                self.commit(text, self.frame.clone(), false);
                Ok(Applied::default())
            }
            Edit::Value { document, change } => self.change(document, &change),
            Edit::Type { document, slot, text } => self.type_in(document, slot, text),
            Edit::Replace { at, old, new } => {
                let text = edit::replaced(&self.text, at, &old, &new)?;
                self.commit(text, self.frame.clone(), false);
                Ok(Applied::default())
            }
            Edit::Clean => self.clean(),
        }
    }

    /// What was written in the editor. An editor has its own way to undo: that is a step back here as well.
    fn write(&mut self, text: String) -> Applied {
        if self.history.is_undo(&self.text, &text) {
            return self.step(History::undo).unwrap_or_default();
        }
        if self.history.is_redo(&self.text, &text) {
            return self.step(History::redo).unwrap_or_default();
        }
        let format = if text.trim().is_empty() { self.frame.format } else { format::of(&text) };
        // Another format than before: what this text was made of is no longer its source.
        let source = self.frame.source.clone().filter(|_| format == self.frame.format);
        self.commit(text, Frame { format, source }, true);
        Applied::default()
    }

    fn step(&mut self, step: fn(&mut History, &str) -> Option<(String, Frame)>) -> Result<Applied, Refused> {
        let (text, frame) = step(&mut self.history, &self.text).ok_or(Refused::Nothing)?;
        self.frame = frame;
        self.put(text, Vec::new());
        Ok(Applied::default())
    }

    fn reformat(&mut self, format: Format) -> Result<Applied, Refused> {
        if format == self.frame.format {
            return Ok(Applied::default());
        }
        if let Some(problem) = self.broken() {
            return Err(Refused::Unreadable(problem.clone()));
        }
        let Changed { text, anew, read } = self.in_format(format);
        let listed = format == Format::Json && self.good.len() > 1;
        let source =
            Source { text: self.text.clone(), made: text.clone(), listed, is_secret: self.is_secret };
        self.commit_read(text, Frame { format, source: Some(Arc::new(source)) }, false, read);
        Ok(Applied { anew })
    }

    /// The text in another format, made of what it was made of itself where that is known.
    fn in_format(&self, format: Format) -> Changed {
        let as_it_is = |text: String| Changed { text, ..Changed::default() };
        let plain = || as_it_is(lines::in_breaks_of(&self.text, format::write(format, &self.good)));
        let Some(source) = self.frame.source.as_ref() else { return plain() };
        if source.made == self.text {
            return as_it_is(source.text.clone());
        }
        let values = match self.good.as_slice() {
            [list] if source.listed => documents::objects(list.clone()),
            values => values.to_vec(),
        };
        // Several objects in JSON are a list, which is no text beside texts.
        edit::merged(&source.text, &values, format).unwrap_or_else(plain)
    }

    fn change(&mut self, document: usize, change: &edit::Change) -> Result<Applied, Refused> {
        if let Some(problem) = self.broken() {
            return Err(Refused::Unreadable(problem.clone()));
        }
        let mut values = self.good.clone();
        let value = values.get_mut(document).ok_or(Refused::Nothing)?;
        change.make(value).ok_or(Refused::NoPlace)?;
        link::follow(&self.good, &mut values, document);
        let documents = self.documents.as_deref().unwrap_or_default();
        let Changed { text, anew, read } = edit::changed(&self.text, documents, &self.good, &values);
        self.commit_read(text, self.frame.clone(), false, read);
        Ok(Applied { anew })
    }

    /// Takes out of all objects what is not their author's.
    fn clean(&mut self) -> Result<Applied, Refused> {
        if let Some(problem) = self.broken() {
            return Err(Refused::Unreadable(problem.clone()));
        }
        let values: Vec<Value> = self.good.iter().cloned().map(edit::clean).collect();
        let documents = self.documents.as_deref().unwrap_or_default();
        let Changed { text, anew, read } = edit::changed(&self.text, documents, &self.good, &values);
        self.commit_read(text, self.frame.clone(), false, read);
        Ok(Applied { anew })
    }

    /// Whether an object holds what the API server keeps for itself.
    pub fn is_unclean(&self) -> bool {
        self.good.iter().any(edit::is_unclean)
    }

    fn commit(&mut self, text: String, frame: Frame, typed: bool) {
        self.commit_read(text, frame, typed, Vec::new());
    }

    /// Takes a text of which some documents have been read.
    fn commit_read(&mut self, text: String, frame: Frame, typed: bool, read: Vec<(String, Document)>) {
        if text == self.text && frame == self.frame {
            return;
        }
        self.history.note((&self.text, self.frame.clone()), (&text, frame.clone()), typed);
        self.frame = frame;
        let was_secret = self.is_secret;
        self.put(text, read);
        if was_secret || self.is_secret {
            self.history.mark_secret();
        }
    }

    fn put(&mut self, text: String, read: Vec<(String, Document)>) {
        self.documents = match std::mem::replace(&mut self.documents, Ok(Vec::new())) {
            Ok(before) => documents::reread(&text, (&self.text, before), read),
            // Of a text that could not be read nothing is known.
            Err(_) => documents::read(&text),
        };
        let values: Option<Vec<Value>> = self
            .documents
            .as_deref()
            .ok()
            .and_then(|all| all.iter().map(|document| document.content.clone().ok()).collect());
        if let Some(values) = values {
            let before = std::mem::replace(&mut self.good, values).len();
            self.keep_typed(before);
        }
        let is_readable = self.broken().is_none();
        // While it cannot be read, what it said before may still be in it.
        self.is_secret = secret::may_be_in(&text, is_readable.then_some(&self.good))
            || (!is_readable && secret::may_be_in("", Some(&self.good)));
        let before = std::mem::replace(&mut self.text, text);
        self.said_by = if self.broken().is_some() { self.said_by.take().or(Some(before)) } else { None };
    }
}

/// Whether a text comes of changing another one, rather than of writing something else: half of that is at its two ends,
/// or in its lines.
fn is_changed_from(before: &str, text: &str) -> bool {
    let (old, new) = (before.as_bytes(), text.as_bytes());
    let same = |pairs: &mut dyn Iterator<Item = (&u8, &u8)>| pairs.take_while(|(a, b)| a == b).count();
    let begin = same(&mut old.iter().zip(new));
    let end = same(&mut old[begin..].iter().rev().zip(new[begin..].iter().rev()));
    let lines: HashSet<&str> = text.lines().map(str::trim).collect();
    let kept: usize = before.lines().map(str::trim).filter(|line| lines.contains(line)).map(str::len).sum();
    let all: usize = before.lines().map(|line| line.trim().len()).sum();
    (begin + end) * 2 >= old.len() || kept * 2 >= all
}
