//! Why a set is as it is, and what to know besides: facts with arguments, put into words per language.

use crate::text::Locale;

/// Why a set is as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// The API server refuses to create a pod: quota, admission, policy.
    Refused {
        /// The server's words.
        message: String,
    },
}

/// What to know besides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// The controller has not seen the newest spec yet.
    NotObserved,
}

impl Reason {
    /// In words.
    pub fn say(&self, locale: Locale) -> String {
        match (self, locale) {
            (Self::Refused { message }, Locale::En) => {
                format!("the API server refuses to create a pod: {message}")
            }
            (Self::Refused { message }, Locale::Zh) => format!("API Server 拒绝创建容器组：{message}"),
        }
    }
}

impl Note {
    /// In words.
    pub fn say(&self, locale: Locale) -> String {
        match locale {
            Locale::En => "accepted, the controller has not acted on it yet".to_owned(),
            Locale::Zh => "已接受，控制器尚未处理".to_owned(),
        }
    }
}
