//! What was changed, to undo it and to do it again.
//!
//! A step is the part of the text that changed, so that many steps of a long text take little room; what the two
//! texts have in common at their ends is not kept.

use std::collections::VecDeque;

use crate::draft::format::Frame;

/// Of more steps than this the oldest become one, so that the first text can always be reached.
const STEPS: usize = 200;
/// Of steps with more bytes than this as well.
const BYTES: usize = 8 << 20;

/// One change of a text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Step {
    pub at: usize,
    pub removed: String,
    pub inserted: String,
    /// In which frame the text stood before and after.
    pub frames: (Frame, Frame),
    /// It was written in the editor; typing goes on in the same step.
    pub typed: bool,
    /// The text before or after it may hold a Secret.
    pub is_secret: bool,
}

/// The steps; those behind `done` were undone.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct History {
    steps: VecDeque<Step>,
    done: usize,
}

impl History {
    /// Steps that were kept, of which so many are done.
    pub fn restored(steps: VecDeque<Step>, done: usize) -> Self {
        let done = done.min(steps.len());
        Self { steps, done }
    }

    /// The newest steps that have no more than so many bytes, and how many of them are done. None where what was
    /// undone alone is too much. Those that would lead through a text with a Secret are left out.
    pub fn last(&self, bytes: usize) -> (Vec<&Step>, usize) {
        let mut weight = 0;
        let is_open = |step: &&Step| !step.is_secret;
        let end = self.done + self.steps.iter().skip(self.done).take_while(is_open).count();
        let open = self.steps.iter().take(self.done).rev().take_while(is_open).count();
        let steps = || self.steps.iter().take(end).skip(self.done - open);
        let fits = |step: &&Step| {
            weight += step.removed.len() + step.inserted.len();
            weight <= bytes
        };
        let count = steps().rev().take_while(fits).count();
        let first = end - count;
        match self.done.checked_sub(first) {
            Some(done) => (steps().skip(end - (self.done - open) - count).collect(), done),
            None => (Vec::new(), 0),
        }
    }

    /// The last change came from or led to a text that may hold a Secret.
    pub fn mark_secret(&mut self) {
        if let Some(last) = self.steps.back_mut() {
            last.is_secret = true;
        }
    }

    pub fn can_undo(&self) -> bool {
        self.done > 0
    }

    pub fn can_redo(&self) -> bool {
        self.done < self.steps.len()
    }

    /// Notes a change. What was undone before cannot be done again.
    pub fn note(&mut self, old: (&str, Frame), new: (&str, Frame), typed: bool) {
        let (at, removed, inserted) = difference(old.0, new.0);
        let step = Step { at, removed, inserted, frames: (old.1, new.1), typed, is_secret: false };
        self.steps.truncate(self.done);
        match self.steps.back_mut().filter(|last| last.goes_on_in(&step)) {
            Some(last) => {
                last.inserted.push_str(&step.inserted);
                last.frames.1 = step.frames.1;
            }
            None => self.steps.push_back(step),
        }
        let weigh = |step: &Step| step.removed.len() + step.inserted.len();
        // The last step stays one of its own.
        while self.steps.len() > 2
            && (self.steps.len() > STEPS || self.steps.iter().map(weigh).sum::<usize>() > BYTES)
        {
            let count = (self.steps.len() / 2).max(2);
            match self.folded(new.0, count) {
                Some(step) => {
                    self.steps.drain(..count);
                    self.steps.push_front(step);
                }
                None => break,
            }
        }
        self.done = self.steps.len();
    }

    /// So many of the oldest steps as one, going back from the text that all of them lead to.
    fn folded(&self, text: &str, count: usize) -> Option<Step> {
        let back = |text: Option<String>, step: &Step| step.before(&text?);
        let newer = self.steps.iter().skip(count).rev();
        let last = newer.fold(Some(text.to_owned()), back)?;
        let first = self.steps.iter().take(count).rev().fold(Some(last.clone()), back)?;
        let (at, removed, inserted) = difference(&first, &last);
        let frames = (self.steps.front()?.frames.0.clone(), self.steps.get(count - 1)?.frames.1.clone());
        let is_secret = self.steps.iter().take(count).any(|step| step.is_secret);
        Some(Step { at, removed, inserted, frames, typed: false, is_secret })
    }

    /// The text before the last change; none where there is none to undo.
    pub fn undo(&mut self, text: &str) -> Option<(String, Frame)> {
        let step = self.steps.get(self.done.checked_sub(1)?)?;
        let old = step.before(text)?;
        self.done -= 1;
        Some((old, step.frames.0.clone()))
    }

    /// The text after the change that was undone last.
    pub fn redo(&mut self, text: &str) -> Option<(String, Frame)> {
        let step = self.steps.get(self.done)?;
        let new = exchange(text, step.at, &step.removed, &step.inserted)?;
        self.done += 1;
        Some((new, step.frames.1.clone()))
    }

    /// Whether a text is the one that undoing would give: an editor has its own way to undo.
    pub fn is_undo(&self, text: &str, new: &str) -> bool {
        let step = self.done.checked_sub(1).and_then(|at| self.steps.get(at));
        step.is_some_and(|step| step.is_exchange(text, new, &step.inserted, &step.removed))
    }

    /// Whether a text is the one that doing again would give.
    pub fn is_redo(&self, text: &str, new: &str) -> bool {
        let step = self.steps.get(self.done);
        step.is_some_and(|step| step.is_exchange(text, new, &step.removed, &step.inserted))
    }
}

impl Step {
    /// The text before it; none where it did not lead to this one.
    pub fn before(&self, text: &str) -> Option<String> {
        exchange(text, self.at, &self.inserted, &self.removed)
    }

    /// One types a word, deletes nothing and begins no line: that is one step.
    fn goes_on_in(&self, next: &Self) -> bool {
        self.typed
            && next.typed
            && next.removed.is_empty()
            && next.at == self.at + self.inserted.len()
            && !next.inserted.contains(char::is_whitespace)
            && next.inserted.len() < 16
    }

    fn is_exchange(&self, text: &str, new: &str, from: &str, to: &str) -> bool {
        text.len() + to.len() == new.len() + from.len()
            && exchange(text, self.at, from, to).is_some_and(|text| text == new)
    }
}

/// Where two texts differ: the place, what stood there and what stands there now.
fn difference(old: &str, new: &str) -> (usize, String, String) {
    let pairs = old.bytes().zip(new.bytes());
    let mut start = pairs.take_while(|(a, b)| a == b).count();
    while !old.is_char_boundary(start) || !new.is_char_boundary(start) {
        start -= 1;
    }
    let pairs = old.as_bytes()[start..].iter().rev().zip(new.as_bytes()[start..].iter().rev());
    let mut end = pairs.take_while(|(a, b)| a == b).count();
    while !old.is_char_boundary(old.len() - end) || !new.is_char_boundary(new.len() - end) {
        end -= 1;
    }
    (start, old[start..old.len() - end].to_owned(), new[start..new.len() - end].to_owned())
}

fn exchange(text: &str, at: usize, from: &str, to: &str) -> Option<String> {
    let rest = text.get(at..)?.strip_prefix(from)?;
    Some([text.get(..at)?, to, rest].concat())
}
