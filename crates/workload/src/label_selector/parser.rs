//! The grammar: requirements between commas, each a key with an operator and values.

use crate::label_selector::{Problem, Requirement};
use crate::text::Text;

const NO_KEY: Text = Text { zh: "这里需要标签键", en: "a label key is expected here" };
const BAD_KEY: Text = Text {
    zh: "标签键只能包含字母、数字、“-”、“_”、“.”和一个“/”",
    en: "a label key has letters, digits, “-”, “_”, “.” and at most one “/”",
};
const BAD_VALUE: Text = Text {
    zh: "标签值最多 63 个字符，只能包含字母、数字、“-”、“_”和“.”，并以字母或数字开头和结尾",
    en: "a label value has at most 63 letters, digits, “-”, “_” and “.”, with a letter or digit at both ends",
};
const NO_COMMA: Text = Text {
    zh: "这里需要“,”或 =、!=、>、<、in (…)、notin (…)",
    en: "a “,” or one of =, !=, >, <, in (…), notin (…) is expected here",
};
const NO_NUMBER: Text = Text { zh: "这里需要整数", en: "a whole number is expected here" };
const NO_OPEN: Text = Text { zh: "这里需要“(”", en: "a “(” is expected here" };
const NO_CLOSE: Text = Text { zh: "缺少“)”", en: "the “)” is missing" };

/// Reads the requirements.
pub(super) fn parse(text: &str) -> Result<Vec<Requirement>, Problem> {
    let mut reader = Reader { rest: text, read: 0 };
    let mut requirements = Vec::new();
    reader.space();
    if reader.rest.is_empty() {
        return Ok(requirements);
    }
    loop {
        requirements.push(reader.requirement()?);
        reader.space();
        if reader.rest.is_empty() {
            return Ok(requirements);
        }
        if !reader.takes(",") {
            return Err(reader.problem(NO_COMMA));
        }
    }
}

/// What is still to be read, and how many characters have been.
struct Reader<'a> {
    rest: &'a str,
    read: usize,
}

impl<'a> Reader<'a> {
    const fn problem(&self, what: Text) -> Problem {
        Problem { at: self.read + 1, what }
    }

    fn advance(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(bytes);
        self.read += taken.chars().count();
        self.rest = rest;
        taken
    }

    fn space(&mut self) {
        self.advance(self.rest.len() - self.rest.trim_start().len());
    }

    fn takes(&mut self, word: &str) -> bool {
        let is_next = self.rest.starts_with(word);
        if is_next {
            self.advance(word.len());
        }
        is_next
    }

    /// Up to the next character that has a meaning.
    fn word(&mut self) -> &'a str {
        let end = |c: char| c.is_whitespace() || ",=!()<>".contains(c);
        self.advance(self.rest.find(end).unwrap_or(self.rest.len()))
    }

    fn requirement(&mut self) -> Result<Requirement, Problem> {
        self.space();
        if self.takes("!") {
            self.space();
            return Ok(Requirement::Absent(self.key()?));
        }
        let key = self.key()?;
        self.space();
        if self.takes("==") || self.takes("=") {
            return Ok(Requirement::Equals(key, self.value()?));
        }
        if self.takes("!=") {
            return Ok(Requirement::Differs(key, self.value()?));
        }
        if self.takes(">") {
            return Ok(Requirement::Above(key, self.number()?));
        }
        if self.takes("<") {
            return Ok(Requirement::Below(key, self.number()?));
        }
        let after = self.rest;
        match self.word() {
            "in" => Ok(Requirement::In(key, self.values()?)),
            "notin" => Ok(Requirement::NotIn(key, self.values()?)),
            other => {
                self.read -= other.chars().count();
                self.rest = after;
                Ok(Requirement::Exists(key))
            }
        }
    }

    fn key(&mut self) -> Result<String, Problem> {
        let here = self.problem(BAD_KEY);
        match self.word() {
            "" => Err(Problem { what: NO_KEY, ..here }),
            key if is_key(key) => Ok(key.to_owned()),
            _ => Err(here),
        }
    }

    fn value(&mut self) -> Result<String, Problem> {
        self.space();
        let here = self.problem(BAD_VALUE);
        let value = self.word();
        if is_value(value) { Ok(value.to_owned()) } else { Err(here) }
    }

    /// `strconv.ParseInt` of a label's value: a sign cannot stand at its beginning.
    fn number(&mut self) -> Result<i64, Problem> {
        self.space();
        let here = self.problem(NO_NUMBER);
        self.value()?.parse().map_err(|_| here)
    }

    fn values(&mut self) -> Result<Vec<String>, Problem> {
        self.space();
        if !self.takes("(") {
            return Err(self.problem(NO_OPEN));
        }
        let mut values = Vec::new();
        loop {
            values.push(self.value()?);
            self.space();
            if self.takes(")") {
                return Ok(values);
            }
            if !self.takes(",") {
                return Err(self.problem(NO_CLOSE));
            }
        }
    }
}

/// `apimachinery:pkg/util/validation/validation.go` `IsQualifiedName`.
fn is_key(key: &str) -> bool {
    let (prefix, name) = key.split_once('/').map_or((None, key), |(prefix, name)| (Some(prefix), name));
    let is_prefix = |prefix: &str| {
        let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-.".contains(&byte);
        (1..=253).contains(&prefix.len()) && prefix.bytes().all(inner)
    };
    !name.is_empty() && is_value(name) && prefix.is_none_or(is_prefix)
}

/// `apimachinery:pkg/util/validation/validation.go` `IsValidLabelValue`.
fn is_value(value: &str) -> bool {
    let inner = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
    let end = |byte: Option<u8>| byte.is_none_or(|byte| byte.is_ascii_alphanumeric());
    value.len() <= 63
        && value.bytes().all(inner)
        && end(value.bytes().next())
        && end(value.bytes().next_back())
}
