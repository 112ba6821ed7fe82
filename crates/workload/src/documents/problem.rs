//! What is wrong with a text, and where.

use crate::text::Locale;

/// What is wrong, and where in the whole text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub what: What,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The parser's words.
    Syntax(String),
}

impl Problem {
    /// In words, without the place.
    pub fn say(&self, locale: Locale) -> String {
        let _ = locale;
        match &self.what {
            What::Syntax(words) => words.clone(),
        }
    }
}
