//! What is said of an object, kept in both languages: a run outlives the page and its language.

use serde::{Deserialize, Serialize};

use crate::shown::shown;
use crate::text::{Locale, Text};

/// A sentence in both languages; the server's words are the same in both.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Words {
    /// The words of the API server, or of whoever answered in its place, with everything in them visible.
    pub fn verbatim(words: &str) -> Self {
        let words = shown(words).into_owned();
        Self { zh: words.clone(), en: words }
    }

    /// The sentence in one language.
    pub fn get(&self, locale: Locale) -> &str {
        match locale {
            Locale::En => &self.en,
            Locale::Zh => &self.zh,
        }
    }

    /// Says something more.
    pub fn append(&mut self, more: Self) {
        if self.is_empty() {
            *self = more;
        } else {
            self.en = format!("{}; {}", self.en, more.en);
            self.zh = format!("{}；{}", self.zh, more.zh);
        }
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.en.is_empty()
    }
}

impl From<Text> for Words {
    fn from(text: Text) -> Self {
        Self { zh: text.zh.to_owned(), en: text.en.to_owned() }
    }
}
