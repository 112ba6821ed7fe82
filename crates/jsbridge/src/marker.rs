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

/// One remark. It covers the word at its column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marker {
    /// From 1; beyond the last line means the last line.
    pub line: u32,
    /// From 1; 0 means the whole line.
    pub column: u32,
    /// How bad it is.
    pub severity: Severity,
    /// Plain text.
    pub message: String,
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
            out
        })
        .collect()
}
