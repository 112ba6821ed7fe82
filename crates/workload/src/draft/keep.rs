//! A draft as one text, so that it can be kept where it survives a reload: with its format, what it was made of, and
//! what can be undone.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::draft::Draft;
use crate::draft::format::{Format, Frame, Source};
use crate::draft::history::{History, Step};

/// Begins what is kept; a text that does not begin so is a draft's own text.
const MARK: &str = "\u{1}draft1 ";
/// What is kept of the steps to undo has at most so many bytes.
const BYTES: usize = 256 << 10;

impl Draft {
    /// The draft as a text; without its steps, where room is scarce.
    pub fn to_kept(&self, with_steps: bool) -> String {
        let (steps, done) = if with_steps { self.history.last(BYTES) } else { (Vec::new(), 0) };
        let mut sources: Vec<&Arc<Source>> = Vec::new();
        let own = frame_of(&self.frame, &mut sources);
        let mut written = Vec::new();
        for step in steps {
            let frames = [frame_of(&step.frames.0, &mut sources), frame_of(&step.frames.1, &mut sources)];
            written.push(json!([step.at, step.removed, step.inserted, frames, step.typed]));
        }
        let sources: Vec<Value> =
            sources.iter().map(|source| json!([source.text, source.made, source.listed])).collect();
        let typed: Vec<Value> = self
            .typed
            .iter()
            .map(|typed| json!([typed.document, typed.slot.path.to_string(), typed.text]))
            .collect();
        let kept = json!({
            "text": self.text, "frame": own, "sources": sources, "steps": written, "done": done, "typed": typed,
        });
        format!("{MARK}{kept}")
    }

    /// The draft that was kept; what is no such text is the draft's own text.
    pub fn from_kept(kept: &str) -> Self {
        let body = kept.strip_prefix(MARK).and_then(|body| serde_json::from_str::<Value>(body).ok());
        body.and_then(|body| restored(&body)).unwrap_or_else(|| Self::new(kept.to_owned()))
    }
}

/// The format and the number of the source, from 1.
fn frame_of<'a>(frame: &'a Frame, sources: &mut Vec<&'a Arc<Source>>) -> Value {
    let number = frame.source.as_ref().map_or(0, |source| {
        let known = sources.iter().position(|other| Arc::ptr_eq(other, source));
        1 + known.unwrap_or_else(|| {
            sources.push(source);
            sources.len() - 1
        })
    });
    json!([frame.format == Format::Json, number])
}

fn restored(kept: &Value) -> Option<Draft> {
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let source = |source: &Value| {
        Some(Arc::new(Source {
            text: text(source.get(0)?)?,
            made: text(source.get(1)?)?,
            listed: source.get(2)?.as_bool()?,
        }))
    };
    let sources: Vec<Arc<Source>> =
        kept.get("sources")?.as_array()?.iter().map(source).collect::<Option<_>>()?;
    let frame = |frame: &Value| {
        let format = if frame.get(0)?.as_bool()? { Format::Json } else { Format::Yaml };
        let number = number(frame.get(1)?)?;
        Some(Frame { format, source: number.checked_sub(1).and_then(|at| sources.get(at)).cloned() })
    };
    let step = |step: &Value| {
        Some(Step {
            at: number(step.get(0)?)?,
            removed: text(step.get(1)?)?,
            inserted: text(step.get(2)?)?,
            frames: (frame(step.get(3)?.get(0)?)?, frame(step.get(3)?.get(1)?)?),
            typed: step.get(4)?.as_bool()?,
        })
    };
    let steps = kept.get("steps")?.as_array()?.iter().map(step).collect::<Option<_>>()?;
    let mut draft = Draft::new(text(kept.get("text")?)?);
    draft.frame = frame(kept.get("frame")?)?;
    draft.history = History::restored(steps, number(kept.get("done")?)?);
    // A draft that was kept before there were fields has none.
    for typed in kept.get("typed").and_then(Value::as_array).into_iter().flatten() {
        let (Some(document), Some(path), Some(text)) =
            (typed.get(0).and_then(number), typed.get(1).and_then(text), typed.get(2).and_then(text))
        else {
            continue;
        };
        draft.retype(document, &path, text);
    }
    Some(draft)
}

fn number(value: &Value) -> Option<usize> {
    usize::try_from(value.as_u64()?).ok()
}
