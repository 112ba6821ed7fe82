//! A draft as one text, so that it can be kept where it survives a reload: with its format, what it was made of, and
//! what can be undone.
//!
//! It is a form of its own with a number; what does not fit it to the letter is not read. Of the form of before only the
//! text is read, and what was typed into fields. Nothing is kept of a draft that may hold a Secret
//! ([`super::secret`]), nor a step from or to such a text.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::draft::Draft;
use crate::draft::format::{Format, Frame, Source};
use crate::draft::history::{History, Step};

/// Begins what is kept in a form with a number.
const MARK: &str = "\u{1}draft ";
/// Began it when the form had none.
const OLDER_MARK: &str = "\u{1}draft1 ";
/// The number of the form.
const VERSION: u32 = 2;
/// What is kept of the steps to undo has at most so many bytes.
const BYTES: usize = 256 << 10;

/// What is kept cannot be read: another version wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unreadable;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptDraft {
    version: u32,
    text: String,
    frame: KeptFrame,
    sources: Vec<KeptSource>,
    steps: Vec<KeptStep>,
    /// How many of the steps are done; the others were undone.
    done: usize,
    typed: Vec<KeptTyped>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptFrame {
    format: Format,
    /// The position of its source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    source: Option<usize>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptSource {
    text: String,
    made: String,
    listed: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptStep {
    at: usize,
    removed: String,
    inserted: String,
    before: KeptFrame,
    after: KeptFrame,
    typed: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptTyped {
    document: usize,
    path: String,
    text: String,
}

/// The sources that frames name, each once.
#[derive(Default)]
struct Sources<'a>(Vec<&'a Arc<Source>>);

impl<'a> Sources<'a> {
    fn frame(&mut self, frame: &'a Frame) -> KeptFrame {
        let source = frame.source.as_ref().filter(|source| !source.is_secret).map(|source| {
            let known = self.0.iter().position(|other| Arc::ptr_eq(other, source));
            known.unwrap_or_else(|| {
                self.0.push(source);
                self.0.len() - 1
            })
        });
        KeptFrame { format: frame.format, source }
    }
}

impl Draft {
    /// The draft as a text; without its steps, where room is scarce. None where it may hold a Secret.
    pub fn to_kept(&self, with_steps: bool) -> Option<String> {
        if self.is_secret() {
            return None;
        }
        let (steps, done) = if with_steps { self.history.last(BYTES) } else { (Vec::new(), 0) };
        let mut sources = Sources::default();
        let frame = sources.frame(&self.frame);
        let steps = steps.into_iter().map(|step| KeptStep {
            at: step.at,
            removed: step.removed.clone(),
            inserted: step.inserted.clone(),
            before: sources.frame(&step.frames.0),
            after: sources.frame(&step.frames.1),
            typed: step.typed,
        });
        let steps = steps.collect();
        let source = |source: &&Arc<Source>| KeptSource {
            text: source.text.clone(),
            made: source.made.clone(),
            listed: source.listed,
        };
        let typed = self.typed.iter().map(|typed| KeptTyped {
            document: typed.document,
            path: typed.slot.path.to_string(),
            text: typed.text.clone(),
        });
        let kept = KeptDraft {
            version: VERSION,
            text: self.text.clone(),
            frame,
            sources: sources.0.iter().map(source).collect(),
            steps,
            done,
            typed: typed.collect(),
        };
        Some(format!("{MARK}{}", serde_json::to_string(&kept).ok()?))
    }

    /// The draft that was kept. The first builds kept its text and nothing else.
    ///
    /// # Errors
    /// Where another version kept it, in a form that this one does not know.
    pub fn from_kept(kept: &str) -> Result<Self, Unreadable> {
        if let Some(body) = kept.strip_prefix(OLDER_MARK) {
            return older(body).ok_or(Unreadable);
        }
        match kept.strip_prefix(MARK) {
            Some(body) => serde_json::from_str(body).ok().and_then(restored).ok_or(Unreadable),
            None if kept.starts_with('\u{1}') => Err(Unreadable),
            None => Ok(Self::new(kept.to_owned())),
        }
    }
}

fn restored(kept: KeptDraft) -> Option<Draft> {
    (kept.version == VERSION).then_some(())?;
    let source = |source: KeptSource| {
        let KeptSource { text, made, listed } = source;
        Arc::new(Source { text, made, listed, is_secret: false })
    };
    let sources: Vec<Arc<Source>> = kept.sources.into_iter().map(source).collect();
    let frame = |frame: KeptFrame| {
        let source = frame.source.map(|at| sources.get(at).cloned());
        // A source that is not there is none of this form.
        source.is_none_or(|source| source.is_some()).then_some(())?;
        Some(Frame { format: frame.format, source: frame.source.and_then(|at| sources.get(at).cloned()) })
    };
    let step = |step: KeptStep| {
        Some(Step {
            at: step.at,
            removed: step.removed,
            inserted: step.inserted,
            frames: (frame(step.before)?, frame(step.after)?),
            typed: step.typed,
            is_secret: false,
        })
    };
    let steps = kept.steps.into_iter().map(step).collect::<Option<_>>()?;
    let mut draft = Draft::new(kept.text);
    draft.frame = frame(kept.frame)?;
    draft.history = History::restored(steps, kept.done);
    for typed in kept.typed {
        draft.retype(typed.document, &typed.path, typed.text);
    }
    Some(draft)
}

/// The form of before, which had no number and kept steps of texts with Secrets, too.
fn older(body: &str) -> Option<Draft> {
    let kept: Value = serde_json::from_str(body).ok()?;
    let mut draft = Draft::new(kept.get("text")?.as_str()?.to_owned());
    for typed in kept.get("typed").and_then(Value::as_array).into_iter().flatten() {
        let document = typed.get(0).and_then(Value::as_u64).and_then(|at| usize::try_from(at).ok());
        let text = |at: usize| typed.get(at).and_then(Value::as_str);
        if let (Some(document), Some(path), Some(text)) = (document, text(1), text(2)) {
            draft.retype(document, path, text.to_owned());
        }
    }
    Some(draft)
}
