//! What the palette can find. Pure.

use workload::text::{Locale, Text};

use crate::route::namespaces::Namespaces;
use crate::route::{Route, SetsQuery};
use crate::ui::command::Command;
use crate::ui::icon::Glyph;

/// What sort of thing an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Something that can be done.
    Action,
    /// A place of the console.
    Page,
    /// A namespace, whose list it opens.
    Namespace,
    /// One `StatefulSet`.
    Set,
}

impl Kind {
    /// Its word.
    pub const fn word(self) -> Text {
        match self {
            Self::Action => Text { zh: "操作", en: "Action" },
            Self::Page => Text { zh: "页面", en: "Page" },
            Self::Namespace => Text { zh: "命名空间", en: "Namespace" },
            Self::Set => Text { zh: "有状态副本集", en: "StatefulSet" },
        }
    }
}

/// What choosing it does.
#[derive(Debug, Clone)]
pub enum Does {
    /// Goes somewhere.
    Go(Route),
    /// Runs a command of the page.
    Run(Box<Command>),
}

/// One thing to find.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What names it among those chosen before.
    pub id: String,
    /// What sort of thing it is.
    pub kind: Kind,
    /// Its drawing.
    pub glyph: Glyph,
    /// What is shown.
    pub title: String,
    /// Beside it: the namespace of a set, its alias.
    pub note: String,
    /// The keys that do the same.
    pub keys: &'static str,
    /// What it is found by, in lower case: its names in both languages.
    pub names: Vec<String>,
    /// What narrows it down, in lower case: its namespace, its sort.
    pub contexts: Vec<String>,
    /// What choosing it does.
    pub does: Does,
}

fn lower(texts: &[&str]) -> Vec<String> {
    texts.iter().filter(|text| !text.is_empty()).map(|text| text.to_lowercase()).collect()
}

impl Entry {
    /// A place of the console.
    pub fn page(label: Text, glyph: Glyph, keys: &'static str, route: Route, locale: Locale) -> Self {
        let kind = Kind::Page;
        Self {
            id: format!("page {}", route.href()),
            kind,
            glyph,
            title: label.get(locale).to_owned(),
            note: String::new(),
            keys,
            names: lower(&[label.en, label.zh]),
            contexts: lower(&[kind.word().en, kind.word().zh]),
            does: Does::Go(route),
        }
    }

    /// A command; `about` is the name of what it is done to.
    pub fn action(command: Command, about: String, locale: Locale) -> Self {
        let kind = Kind::Action;
        Self {
            id: format!("action {}", command.label.en),
            kind,
            glyph: command.glyph,
            title: command.label.get(locale).to_owned(),
            keys: command.keys.first().copied().unwrap_or_default(),
            names: lower(&[command.label.en, command.label.zh]),
            contexts: lower(&[&about, kind.word().en, kind.word().zh]),
            note: about,
            does: Does::Run(Box::new(command)),
        }
    }

    /// A namespace.
    pub fn namespace(name: &str) -> Self {
        let kind = Kind::Namespace;
        let query = SetsQuery { namespaces: Namespaces::one(name), ..SetsQuery::default() };
        Self {
            id: format!("namespace {name}"),
            kind,
            glyph: Glyph::Layers,
            title: name.to_owned(),
            note: String::new(),
            keys: "",
            names: lower(&[name]),
            contexts: lower(&[kind.word().en, kind.word().zh]),
            does: Does::Go(Route::Sets(query)),
        }
    }

    /// A set; the alias may be empty.
    pub fn set(namespace: &str, name: &str, alias: &str) -> Self {
        let kind = Kind::Set;
        let note = if alias.is_empty() { namespace.to_owned() } else { format!("{namespace} · {alias}") };
        Self {
            id: format!("set {namespace}/{name}"),
            kind,
            glyph: Glyph::Sets,
            title: name.to_owned(),
            note,
            keys: "",
            names: lower(&[name, alias]),
            contexts: lower(&[namespace, kind.word().en, kind.word().zh]),
            does: Does::Go(Route::Set {
                namespace: namespace.to_owned(),
                name: name.to_owned(),
                tab: String::new(),
            }),
        }
    }
}
