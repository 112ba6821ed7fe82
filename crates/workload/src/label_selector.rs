//! Label selectors as kubectl writes them: `a=b,c!=d,e in (f,g),!h,i>1`
//! (`apimachinery:pkg/labels/selector.go`), read and matched here, so that a list can be narrowed without a request.

mod parser;

use std::collections::BTreeMap;
use std::fmt;

use crate::text::{Locale, Text};

/// What labels must be like: every requirement holds. Without any, all match.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LabelSelector(Vec<Requirement>);

/// One of the requirements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Requirement {
    /// `key=value`.
    Equals(String, String),
    /// `key!=value`; holds without the label, too.
    Differs(String, String),
    /// `key in (a,b)`.
    In(String, Vec<String>),
    /// `key notin (a,b)`; holds without the label, too.
    NotIn(String, Vec<String>),
    /// `key`.
    Exists(String),
    /// `!key`.
    Absent(String),
    /// `key>1`; holds for whole numbers alone.
    Above(String, i64),
    /// `key<1`; holds for whole numbers alone.
    Below(String, i64),
}

/// Why a text is no selector, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Problem {
    /// At which character, counted from 1.
    pub at: usize,
    /// What stands in the way.
    pub what: Text,
}

impl Problem {
    /// In words.
    pub fn say(&self, locale: Locale) -> String {
        match locale {
            Locale::En => format!("Character {}: {}", self.at, self.what.en),
            Locale::Zh => format!("第 {} 个字符：{}", self.at, self.what.zh),
        }
    }
}

impl LabelSelector {
    /// Reads a selector; an empty text selects all.
    ///
    /// # Errors
    /// Where it is none, and why.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        parser::parse(text).map(Self)
    }

    /// Whether it selects all.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether labels are such.
    pub fn matches(&self, labels: &BTreeMap<String, String>) -> bool {
        self.0.iter().all(|requirement| requirement.holds(labels))
    }
}

impl FromIterator<Requirement> for LabelSelector {
    fn from_iter<T: IntoIterator<Item = Requirement>>(requirements: T) -> Self {
        Self(requirements.into_iter().collect())
    }
}

impl Requirement {
    fn holds(&self, labels: &BTreeMap<String, String>) -> bool {
        match self {
            Self::Equals(key, value) => labels.get(key) == Some(value),
            Self::Differs(key, value) => labels.get(key) != Some(value),
            Self::In(key, values) => labels.get(key).is_some_and(|value| values.contains(value)),
            Self::NotIn(key, values) => labels.get(key).is_none_or(|value| !values.contains(value)),
            Self::Exists(key) => labels.contains_key(key),
            Self::Absent(key) => !labels.contains_key(key),
            Self::Above(key, limit) => number(labels, key).is_some_and(|number| number > *limit),
            Self::Below(key, limit) => number(labels, key).is_some_and(|number| number < *limit),
        }
    }
}

fn number(labels: &BTreeMap<String, String>, key: &str) -> Option<i64> {
    labels.get(key)?.parse().ok()
}

/// As kubectl writes it; reads back to the same.
impl fmt::Display for LabelSelector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, requirement) in self.0.iter().enumerate() {
            write!(f, "{}{requirement}", if index == 0 { "" } else { "," })?;
        }
        Ok(())
    }
}

impl fmt::Display for Requirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Equals(key, value) => write!(f, "{key}={value}"),
            Self::Differs(key, value) => write!(f, "{key}!={value}"),
            Self::In(key, values) => write!(f, "{key} in ({})", values.join(",")),
            Self::NotIn(key, values) => write!(f, "{key} notin ({})", values.join(",")),
            Self::Exists(key) => f.write_str(key),
            Self::Absent(key) => write!(f, "!{key}"),
            Self::Above(key, limit) => write!(f, "{key}>{limit}"),
            Self::Below(key, limit) => write!(f, "{key}<{limit}"),
        }
    }
}
