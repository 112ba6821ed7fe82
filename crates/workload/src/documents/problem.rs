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
    /// The parser does not understand it; its words.
    Syntax(String),
    /// A key stands twice in one map.
    Duplicate {
        /// The key.
        key: String,
        /// The line where it stands first, from 1; none where that is not known.
        first: Option<usize>,
    },
    /// A line is indented with a tab, which YAML forbids.
    Tab,
    /// A tag such as `!Ref`, which Kubernetes does not know.
    Tag,
    /// A key that JSON cannot hold: null, a list or a map.
    Key,
    /// A number that JSON cannot hold: infinite, or none at all.
    Number,
    /// A number beyond what a double holds.
    TooLarge,
    /// Text behind the end of a document, which would be lost.
    Behind,
    /// `<<` is not given a map or a list of maps.
    Merge,
    /// The text is longer than this many bytes.
    TooLong(usize),
    /// A control character: the text is no text.
    Binary,
    /// The bytes are not UTF-8.
    NotUtf8,
    /// A scalar that readers of YAML understand differently.
    Ambiguous {
        /// As written.
        scalar: String,
        /// How it is read here and by kubectl, or elsewhere.
        old: Reading,
    },
}

/// How an ambiguous scalar is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// A truth value to kubectl and here, text to readers of YAML 1.2.
    Bool(bool),
    /// This number in decimal to kubectl and here, text or another number to readers of YAML 1.2.
    Number(String),
    /// As written to kubectl and here; this number, or else text, to other readers of YAML 1.1.
    Elsewhere(Option<String>),
}

impl Problem {
    /// Whether the document can be used all the same.
    pub const fn is_warning(&self) -> bool {
        matches!(self.what, What::Ambiguous { .. })
    }

    /// In words, without the place.
    pub fn say(&self, locale: Locale) -> String {
        match locale {
            Locale::En => self.what.english(),
            Locale::Zh => self.what.chinese(),
        }
    }

    /// In words, with the place: `line 3, column 5: …`.
    pub fn say_with_place(&self, locale: Locale) -> String {
        let (Self { line, column, .. }, said) = (self, self.say(locale));
        match locale {
            Locale::En => format!("line {line}, column {column}: {said}"),
            Locale::Zh => format!("第 {line} 行第 {column} 列：{said}"),
        }
    }
}

impl What {
    fn english(&self) -> String {
        match self {
            Self::Syntax(words) => words.clone(),
            Self::Duplicate { key, first: Some(line) } => {
                format!("“{key}” stands here for the second time, after line {line}; only one can be meant")
            }
            Self::Duplicate { key, first: None } => {
                format!("“{key}” stands here for the second time; only one can be meant")
            }
            Self::Tab => "YAML is indented with spaces, here is a tab".to_owned(),
            Self::Tag => "tags that begin with “!” mean nothing to Kubernetes".to_owned(),
            Self::Key => "a key must be text".to_owned(),
            Self::Number => "Kubernetes has no infinite number and no not-a-number".to_owned(),
            Self::TooLarge => "this number is too large; write it in quotes if it is text".to_owned(),
            Self::Behind => {
                "the document ends before this; separate documents with a line that has only ---".to_owned()
            }
            Self::Merge => "“<<” takes a map or a list of maps".to_owned(),
            Self::TooLong(limit) => format!("the text is longer than {} MiB and is not read", limit >> 20),
            Self::Binary => "this is a binary file, not YAML or JSON".to_owned(),
            Self::NotUtf8 => "the text is not UTF-8; save it as UTF-8".to_owned(),
            Self::Ambiguous { scalar, old } => match old {
                Reading::Bool(value) => format!(
                    "{scalar} is {value} to kubectl and here, text to YAML 1.2 readers; write {value}, or \"{scalar}\" in quotes if it is text"
                ),
                Reading::Number(value) => format!(
                    "{scalar} is the number {value} to kubectl and here, not so to YAML 1.2 readers; write {value}, or \"{scalar}\" in quotes if it is text"
                ),
                Reading::Elsewhere(Some(value)) => format!(
                    "{scalar} is text to kubectl and here, the number {value} to other YAML 1.1 readers; write \"{scalar}\" in quotes"
                ),
                Reading::Elsewhere(None) => {
                    format!(
                        "{scalar} is a number to kubectl and here, text to other YAML 1.1 readers; write it in decimal"
                    )
                }
            },
        }
    }

    fn chinese(&self) -> String {
        match self {
            Self::Syntax(words) => words.clone(),
            Self::Duplicate { key, first: Some(line) } => {
                format!("“{key}” 重复出现（已见于第 {line} 行），只能保留一个")
            }
            Self::Duplicate { key, first: None } => format!("“{key}” 重复出现，只能保留一个"),
            Self::Tab => "YAML 只能用空格缩进，这里是制表符（Tab）".to_owned(),
            Self::Tag => "Kubernetes 不支持以 “!” 开头的标签".to_owned(),
            Self::Key => "键必须是文本".to_owned(),
            Self::Number => "Kubernetes 不支持无穷大或非数（NaN）".to_owned(),
            Self::TooLarge => "数字超出范围；若是文本请加引号".to_owned(),
            Self::Behind => "文档在此之前已结束；多个文档之间请用单独一行 --- 分隔".to_owned(),
            Self::Merge => "“<<” 的值必须是映射或映射的列表".to_owned(),
            Self::TooLong(limit) => format!("文本超过 {} MiB，不予读取", limit >> 20),
            Self::Binary => "这是二进制文件，不是 YAML 或 JSON".to_owned(),
            Self::NotUtf8 => "文本不是 UTF-8 编码，请另存为 UTF-8".to_owned(),
            Self::Ambiguous { scalar, old } => match old {
                Reading::Bool(value) => format!(
                    "{scalar}：kubectl 和此处读作 {value}，YAML 1.2 解析器会当作文本；请写 {value}，若是文本请加引号 \"{scalar}\""
                ),
                Reading::Number(value) => format!(
                    "{scalar}：kubectl 和此处读作数字 {value}，YAML 1.2 解析器则不然；请写 {value}，若是文本请加引号 \"{scalar}\""
                ),
                Reading::Elsewhere(Some(value)) => format!(
                    "{scalar}：kubectl 和此处读作文本，其他 YAML 1.1 解析器会当作数字 {value}；请加引号 \"{scalar}\""
                ),
                Reading::Elsewhere(None) => {
                    format!("{scalar}：kubectl 和此处读作数字，其他 YAML 1.1 解析器会当作文本；请写成十进制")
                }
            },
        }
    }
}
