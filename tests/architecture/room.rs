//! The rooms of the house, and which file is in which.

/// A room of `docs/architecture.md`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    Kubewire,
    Workload,
    Jsbridge,
    Platform,
    I18n,
    Kube,
    Store,
    Ui,
    Widgets,
    Pages,
    /// `app.rs`, `main.rs`, `lib.rs` and the router: what puts the others together.
    App,
}

impl Room {
    /// The room of a file; none for tests and tooling, which may import what they like.
    pub fn of(path: &str) -> Option<Self> {
        for (folder, room) in [
            ("crates/kubewire/src/", Self::Kubewire),
            ("crates/workload/src/", Self::Workload),
            ("crates/jsbridge/src/", Self::Jsbridge),
        ] {
            if path.starts_with(folder) {
                return Some(room);
            }
        }
        let inside = path.strip_prefix("src/")?;
        let top = inside.split('/').next().unwrap_or_default();
        Some(Self::named(top.strip_suffix(".rs").unwrap_or(top)).unwrap_or(Self::App))
    }

    /// The room of a top module of the application, or of a crate of the workspace.
    pub fn named(module: &str) -> Option<Self> {
        Some(match module {
            "kubewire" => Self::Kubewire,
            "workload" => Self::Workload,
            "jsbridge" => Self::Jsbridge,
            "platform" => Self::Platform,
            "i18n" => Self::I18n,
            "kube" => Self::Kube,
            "store" => Self::Store,
            "ui" => Self::Ui,
            "widgets" => Self::Widgets,
            "pages" => Self::Pages,
            "app" => Self::App,
            _ => return None,
        })
    }

    /// Its name in rules.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Kubewire => "kubewire",
            Self::Workload => "workload",
            Self::Jsbridge => "jsbridge",
            Self::Platform => "platform",
            Self::I18n => "i18n",
            Self::Kube => "kube",
            Self::Store => "store",
            Self::Ui => "ui",
            Self::Widgets => "widgets",
            Self::Pages => "pages",
            Self::App => "app",
        }
    }
}
