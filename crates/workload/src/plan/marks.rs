//! Labels, annotations and tags as a person types them, refused where the API server or a registry would
//! (`apimachinery:pkg/util/validation/validation.go`).

use crate::plan::Pair;
use crate::text::{Locale, Text};

const NO_VALUE: Text =
    Text { zh: "请写成 键=值；移除则写成 键-", en: "write key=value, or key- to remove it" };
const BAD_KEY: Text = Text {
    zh: "键应为字母、数字、-、_、.，最多 63 个字符，可带域名前缀",
    en: "a key has letters, digits, -, _ and ., at most 63, perhaps after a domain and a slash",
};
const BAD_VALUE: Text = Text {
    zh: "标签值应为字母、数字、-、_、.，首尾为字母或数字，最多 63 个字符",
    en: "a label's value has letters, digits, -, _ and ., at most 63, a letter or digit at both ends",
};
const TWICE: Text = Text { zh: "该键出现了两次", en: "the key is there twice" };

/// Why a line cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Problem {
    /// Which line, counted from 1.
    line: usize,
    what: Text,
}

impl Problem {
    /// In words.
    pub fn say(&self, locale: Locale) -> String {
        match locale {
            Locale::En => format!("Line {}: {}.", self.line, self.what.en),
            Locale::Zh => format!("第 {} 行：{}。", self.line, self.what.zh),
        }
    }
}

/// One change in each line: `key=value` sets, `key-` removes, as `kubectl label` takes them.
///
/// # Errors
/// The first line that is none.
pub fn parse(text: &str, is_label: bool) -> Result<Vec<Pair>, Problem> {
    let mut pairs: Vec<Pair> = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let (line, number) = (line.trim(), index + 1);
        if line.is_empty() {
            continue;
        }
        let problem = |what| Problem { line: number, what };
        let pair = match (line.split_once('='), line.strip_suffix('-')) {
            (Some((key, value)), _) => (key.to_owned(), Some(value.to_owned())),
            (None, Some(key)) => (key.to_owned(), None),
            (None, None) => return Err(problem(NO_VALUE)),
        };
        if !is_key(&pair.0) {
            return Err(problem(BAD_KEY));
        }
        if is_label && pair.1.as_deref().is_some_and(|value| !value.is_empty() && !is_name(value)) {
            return Err(problem(BAD_VALUE));
        }
        if pairs.iter().any(|(key, _)| *key == pair.0) {
            return Err(problem(TWICE));
        }
        pairs.push(pair);
    }
    Ok(pairs)
}

fn is_key(key: &str) -> bool {
    match key.split_once('/') {
        Some((domain, name)) => is_domain(domain) && is_name(name),
        None => is_name(key),
    }
}

fn is_name(text: &str) -> bool {
    let is_end = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    text.len() <= 63
        && is_end(text.chars().next())
        && is_end(text.chars().next_back())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
}

fn is_domain(text: &str) -> bool {
    let is_part = |part: &str| {
        let is_inner = part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        !part.is_empty() && is_inner && !part.starts_with('-') && !part.ends_with('-')
    };
    text.len() <= 253 && text.split('.').all(is_part)
}

/// Whether a text is a tag, or a digest after `@`.
pub fn is_tag(text: &str) -> bool {
    if let Some(digest) = text.strip_prefix("@sha256:") {
        return digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
    }
    let is_start = |c: char| c.is_ascii_alphanumeric() || c == '_';
    text.len() <= 128
        && text.starts_with(is_start)
        && text.chars().all(|c| is_start(c) || c == '.' || c == '-')
}
