//! Words in both languages; the compiler refuses a text that lacks one of them.

/// A language of the console.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum Locale {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    Zh,
}

/// A fixed text in both languages. Texts with arguments are functions `fn(Locale, …) -> String`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Text {
    /// Simplified Chinese.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Text {
    /// The text in one language.
    pub const fn get(self, locale: Locale) -> &'static str {
        match locale {
            Locale::En => self.en,
            Locale::Zh => self.zh,
        }
    }
}

/// Words with arguments in both languages, for what is found once and shown in whichever language comes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Message {
    /// Simplified Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Message {
    /// Both languages of what can say itself in one.
    pub fn of(say: impl Fn(Locale) -> String) -> Self {
        Self { zh: say(Locale::Zh), en: say(Locale::En) }
    }

    /// The words in one language.
    pub fn get(&self, locale: Locale) -> &str {
        match locale {
            Locale::En => &self.en,
            Locale::Zh => &self.zh,
        }
    }
}

impl From<Text> for Message {
    fn from(text: Text) -> Self {
        Self { zh: text.zh.to_owned(), en: text.en.to_owned() }
    }
}

impl Locale {
    /// The language of a tag such as `zh-CN`; anything that is no Chinese is read in English.
    pub fn from_tag(tag: &str) -> Self {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("zh") { Self::Zh } else { Self::En }
    }

    /// The tag that `<html lang>` and the browser's formatters take.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh-CN",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Locale;

    #[test]
    fn any_chinese_is_chinese_and_the_rest_is_english() {
        for tag in ["zh", "zh-CN", "ZH-tw", "zh_Hans_CN"] {
            assert_eq!(Locale::from_tag(tag), Locale::Zh, "{tag}");
        }
        for tag in ["en", "de-DE", "", "zhuang"] {
            assert_eq!(Locale::from_tag(tag), Locale::En, "{tag}");
        }
        assert_eq!((Locale::Zh.tag(), Locale::En.tag()), ("zh-CN", "en"));
    }
}
