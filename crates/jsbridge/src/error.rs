//! Why there is no editor.

use std::fmt;

use wasm_bindgen::{JsCast, JsValue};

/// A failure of the JavaScript side, with its own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditorError {
    /// Its files did not load.
    Load(String),
    /// It was loaded but would not start.
    Create(String),
    /// The schema is not JSON.
    Schema(String),
}

impl fmt::Display for EditorError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (what, why) = match self {
            Self::Load(why) => ("the editor did not load", why),
            Self::Create(why) => ("the editor did not start", why),
            Self::Schema(why) => ("the editor refused the schema", why),
        };
        write!(out, "{what}: {why}")
    }
}

impl std::error::Error for EditorError {}

impl EditorError {
    /// The words of the JavaScript side alone.
    pub fn detail(&self) -> &str {
        match self {
            Self::Load(why) | Self::Create(why) | Self::Schema(why) => why,
        }
    }
}

/// What a thrown value says: an Error's message, or the value as JavaScript prints it.
pub(crate) fn words(thrown: &JsValue) -> String {
    thrown
        .dyn_ref::<js_sys::Error>()
        .map_or_else(|| format!("{thrown:?}"), |error| String::from(error.message()))
}
