//! A remark at a place in the text: a wavy line, a note on hover, F8 walks through them.

use js_sys::{Array, Object};
use wasm_bindgen::JsCast;

use crate::bindings::JsMarker;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// It cannot work.
    Error,
    /// It may surprise.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    const fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

/// One remark. It covers the word at its column where it has no end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// From 1; beyond the last line means the last line.
    pub line: u32,
    /// From 1; 0 means the whole line.
    pub column: u32,
    /// Where it ends: a line, and the column behind its last character; none where that is not known.
    pub end: Option<(u32, u32)>,
    /// How bad it is.
    pub severity: Severity,
    /// Plain text.
    pub message: String,
    /// What would mend it, in words: the editor offers that, and says which marker was chosen.
    pub fix: Option<String>,
}

pub(crate) fn array(markers: &[Marker]) -> Array {
    markers
        .iter()
        .map(|marker| {
            let out: JsMarker = Object::new().unchecked_into();
            out.set_line(marker.line);
            out.set_column(marker.column);
            out.set_severity(marker.severity.word());
            out.set_message(&marker.message);
            if let Some((line, column)) = marker.end {
                out.set_end_line(line);
                out.set_end_column(column);
            }
            if let Some(fix) = &marker.fix {
                out.set_fix(fix);
            }
            out
        })
        .collect()
}
