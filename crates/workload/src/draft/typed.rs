//! What was typed into fields and is no value yet. The document keeps the value that it has, the words stay in the box,
//! and an issue says what is wrong with them.

use serde_json::Value;

use crate::documents::identity::Identity;
use crate::draft::Draft;
use crate::draft::edit::{Applied, Change, Refused};
use crate::field::{self, Shown, Slot};
use crate::text::Message;

/// What was typed into one field.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Typed {
    pub document: usize,
    pub slot: Slot,
    pub text: String,
    /// What the document had there at that time: when it has something else, that has taken the place of these words.
    pub beside: Option<Value>,
    /// What the document was about, by which it is known again among others.
    pub about: Option<Identity>,
}

impl Draft {
    /// What a form shows of a field.
    pub fn shown(&self, document: usize, slot: &Slot) -> Shown {
        match self.typed.iter().find(|typed| typed.is_in(document, slot)) {
            Some(typed) => Shown::Text(typed.text.clone()),
            None => slot.field.show(self.good.get(document).and_then(|value| slot.path.get(value))),
        }
    }

    /// A field in which something was typed that is no value yet.
    pub fn unfinished(&self) -> Option<&Slot> {
        self.typed.first().map(|typed| &typed.slot)
    }

    /// Takes what was typed into a field.
    pub(super) fn type_in(&mut self, document: usize, slot: Slot, text: String) -> Result<Applied, Refused> {
        if let Some(problem) = self.broken() {
            return Err(Refused::Unreadable(problem.clone()));
        }
        let object = self.good.get(document).ok_or(Refused::Nothing)?;
        let now = slot.path.get(object);
        let is = slot.field.show(now);
        let says_so_already =
            [text.as_str(), text.trim()].iter().any(|text| is == Shown::Text((*text).to_owned()));
        let parsed = slot.field.parse(&text);
        let (is_there, typed) = (now.is_some(), Typed::of(object, document, slot.clone(), text));
        self.typed.retain(|typed| !typed.is_in(document, &slot));
        match parsed {
            Err(_) => {
                self.typed.push(typed);
                Ok(Applied::default())
            }
            Ok(_) if says_so_already => Ok(Applied::default()),
            Ok(Some(value)) => {
                let change = slot.set(object, value);
                self.change(document, &change)
            }
            Ok(None) if is_there => self.change(document, &Change::Unset(slot.path)),
            Ok(None) => Ok(Applied::default()),
        }
    }

    /// Takes what was kept of a field, by its place.
    pub(super) fn retype(&mut self, document: usize, path: &str, text: String) {
        let Some(object) = self.good.get(document) else { return };
        let slot = field::in_document(object).into_iter().find(|slot| slot.path.to_string() == path);
        if let Some(slot) = slot.filter(|slot| slot.field.parse(&text).is_err()) {
            let typed = Typed::of(object, document, slot, text);
            self.typed.push(typed);
        }
    }

    /// Forgets what another value has taken the place of, and what is no field any more; goes with the documents where
    /// these have other places now.
    pub(super) fn keep_typed(&mut self, documents_before: usize) {
        let (good, is_as_many) = (&self.good, self.good.len() == documents_before);
        self.typed.retain_mut(|typed| {
            if !is_as_many
                && let Some(at) = good.iter().position(|object| Identity::of(object) == typed.about)
            {
                typed.document = at;
            }
            let Some(object) = good.get(typed.document) else { return false };
            let is_field = field::in_document(object).iter().any(|slot| slot.path == typed.slot.path);
            is_field && typed.slot.path.get(object) == typed.beside.as_ref()
        });
    }
}

impl Typed {
    /// Typed into a field of an object as it is.
    fn of(object: &Value, document: usize, slot: Slot, text: String) -> Self {
        let (beside, about) = (slot.path.get(object).cloned(), Identity::of(object));
        Self { document, slot, text, beside, about }
    }

    fn is_in(&self, document: usize, slot: &Slot) -> bool {
        self.document == document && self.slot.path == slot.path
    }

    /// What is wrong with it.
    pub fn wrong(&self) -> Option<Message> {
        self.slot.field.parse(&self.text).err()
    }
}
