//! The draft that was not sent yet, kept in this tab and for this cluster: it survives a reload, a crash, going
//! elsewhere and signing in again, with all that can be undone.
//!
//! What cannot be kept as it is now is not kept as it was before: an older draft that came back in its place would pass
//! for this one. Nothing is kept of a draft that may hold a Secret.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use workload::draft::Draft;
use workload::draft::keep::Unreadable;
use workload::text::Text;

use crate::platform::storage::{Area, NotKept};
use crate::store::cluster_storage::ClusterStorage;

const NEW: &str = "draft.create";
/// The number of the form in which a base is kept.
const BASE_VERSION: u32 = 1;

/// A draft of this tab: that of something new, or of one set that is being changed.
#[derive(Debug, Clone)]
pub(super) struct KeptDraft {
    storage: ClusterStorage,
    name: String,
}

/// Whether a draft is kept, and why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Keeping {
    /// It is.
    #[default]
    Kept,
    /// It may hold a Secret.
    Secret,
    /// There is no room for it.
    TooLarge,
    /// The browser refuses.
    Forbidden,
    /// Another version keeps one here that this one cannot read.
    Unreadable,
}

impl Keeping {
    /// Says it.
    pub const fn text(self) -> Text {
        match self {
            Self::Kept => Text { zh: "草稿已保存在此标签页", en: "Draft kept in this tab" },
            Self::Secret => Text {
                zh: "草稿含 Secret，不会保存在浏览器中：离开前请下载",
                en: "Draft not kept: it holds a Secret. Download it before you leave",
            },
            Self::TooLarge => Text {
                zh: "草稿过大，浏览器无法保存：离开前请下载",
                en: "Draft not kept: too large for this browser. Download it before you leave",
            },
            Self::Forbidden => Text {
                zh: "浏览器不允许保存草稿：离开前请下载",
                en: "Draft not kept: the browser does not allow it. Download it before you leave",
            },
            Self::Unreadable => Text {
                zh: "草稿未保存：此处已有其他版本保存的草稿",
                en: "Draft not kept: another version keeps one here",
            },
        }
    }

    /// A word for it, for whoever looks at the page by its attributes.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Kept => "true",
            Self::Secret => "secret",
            Self::TooLarge => "too-large",
            Self::Forbidden => "forbidden",
            Self::Unreadable => "unreadable",
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeptBase {
    version: u32,
    object: Value,
}

impl KeptDraft {
    /// The draft of something new.
    pub fn of_new(storage: ClusterStorage) -> Self {
        Self { storage, name: NEW.to_owned() }
    }

    /// The draft of a set that is being changed. A namespace has no dot in its name.
    pub fn of_set(storage: ClusterStorage, namespace: &str, name: &str) -> Self {
        Self { storage, name: format!("draft.edit.{namespace}.{name}") }
    }

    /// What was written; none where nothing was. What was written of a set is not read without what the set was then.
    pub fn load(&self) -> Result<Option<Draft>, Unreadable> {
        let kept = self.storage.get(Area::Session, &self.name);
        let draft = kept.map(|kept| Draft::from_kept(&kept)).transpose()?;
        let lacks_base = draft.is_some() && self.name != NEW && self.read_base().is_none();
        if lacks_base { Err(Unreadable) } else { Ok(draft) }
    }

    /// The set as it was when one began to change it, as long as what was written is kept.
    pub fn base(&self) -> Option<Value> {
        self.load().ok()??;
        self.read_base()
    }

    fn read_base(&self) -> Option<Value> {
        let kept = self.storage.get(Area::Session, &self.base_name())?;
        let value: Value = serde_json::from_str(&kept).ok()?;
        // The first builds kept the object and nothing around it.
        if value.get("apiVersion").is_some() {
            return Some(value);
        }
        let base = KeptBase::deserialize(value).ok()?;
        (base.version == BASE_VERSION).then_some(base.object)
    }

    /// Keeps what is written, and what it was made of. Where room is short, it is kept without its steps; and where it
    /// is not kept, nothing of before is.
    pub fn keep(&self, draft: &Draft, base: Option<&Value>) -> Keeping {
        let keeping = match (draft.to_kept(true), self.keep_base(base)) {
            _ if draft.is_secret() => Keeping::Secret,
            (Some(whole), Ok(())) => self.keep_text(&whole, draft),
            (_, Err(NotKept::Forbidden)) => Keeping::Forbidden,
            (None, Ok(())) | (_, Err(NotKept::Full)) => Keeping::TooLarge,
        };
        if keeping != Keeping::Kept {
            self.forget();
        }
        keeping
    }

    fn keep_text(&self, whole: &str, draft: &Draft) -> Keeping {
        let set = |text: &str| self.storage.set(Area::Session, &self.name, text);
        let kept = match set(whole) {
            Err(NotKept::Full) => draft.to_kept(false).map_or(Err(NotKept::Full), |text| set(&text)),
            kept => kept,
        };
        match kept {
            Ok(()) => Keeping::Kept,
            Err(NotKept::Full) => Keeping::TooLarge,
            Err(NotKept::Forbidden) => Keeping::Forbidden,
        }
    }

    fn keep_base(&self, base: Option<&Value>) -> Result<(), NotKept> {
        let Some(base) = base else { return Ok(()) };
        let name = self.base_name();
        let kept = KeptBase { version: BASE_VERSION, object: base.clone() };
        let text = serde_json::to_string(&kept).map_err(|_| NotKept::Full)?;
        if self.storage.get(Area::Session, &name).as_ref() == Some(&text) {
            return Ok(());
        }
        self.storage.set(Area::Session, &name, &text)
    }

    /// There is no draft any more.
    pub fn forget(&self) {
        self.storage.remove(Area::Session, &self.name);
        self.storage.remove(Area::Session, &self.base_name());
    }

    fn base_name(&self) -> String {
        format!("base.{}", self.name)
    }
}
