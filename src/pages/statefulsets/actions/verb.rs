//! The actions as menus, buttons, keys and the palette offer them.

use kubewire::access::Ask;
use kubewire::request::Propagation;
use workload::plan::{Action, asks};
use workload::rows::set::SetRow;
use workload::status::position::has_two_revisions;
use workload::text::{Locale, Text};

use crate::pages::permit::why_not_any;
use crate::pages::statefulsets::actions::Acting;
use crate::ui::icon::Glyph;
use crate::ui::menu::MenuItem;

/// One sort of action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// To the count before a stop.
    Start,
    /// To 0.
    Stop,
    /// New pods.
    Restart,
    /// Another count.
    Scale,
    /// Other image tags.
    Image,
    /// Other labels and annotations.
    Labels,
    /// Another display name and description.
    Info,
    /// Holds a rollout.
    Pause,
    /// Goes on with it.
    Resume,
    /// Away.
    Delete,
}

impl Verb {
    /// Every one, in the order in which they are offered.
    pub const ALL: [Self; 10] = [
        Self::Start,
        Self::Stop,
        Self::Restart,
        Self::Scale,
        Self::Image,
        Self::Labels,
        Self::Info,
        Self::Pause,
        Self::Resume,
        Self::Delete,
    ];

    /// The words of its button; all of them open a dialog.
    pub const fn label(self) -> Text {
        match self {
            Self::Start => Text { zh: "启动…", en: "Start…" },
            Self::Stop => Text { zh: "停止…", en: "Stop…" },
            Self::Restart => Text { zh: "重启…", en: "Restart…" },
            Self::Scale => Text { zh: "调整副本数…", en: "Scale…" },
            Self::Image => Text { zh: "修改镜像版本…", en: "Image tags…" },
            Self::Labels => Text { zh: "标签和注解…", en: "Labels and annotations…" },
            Self::Info => Text { zh: "编辑别名和描述…", en: "Alias and description…" },
            Self::Pause => Text { zh: "暂停滚动更新…", en: "Pause the rollout…" },
            Self::Resume => Text { zh: "继续滚动更新…", en: "Go on with the rollout…" },
            Self::Delete => Text { zh: "删除…", en: "Delete…" },
        }
    }

    /// Its drawing.
    pub const fn glyph(self) -> Glyph {
        match self {
            Self::Start | Self::Resume => Glyph::Play,
            Self::Stop | Self::Pause => Glyph::Stop,
            Self::Restart => Glyph::Refresh,
            Self::Scale => Glyph::Scale,
            Self::Image => Glyph::Layers,
            Self::Labels => Glyph::Label,
            Self::Info => Glyph::Pencil,
            Self::Delete => Glyph::Trash,
        }
    }

    /// The key that opens its dialog. Capitals: what changes the cluster is not a slip away.
    pub const fn keys(self) -> &'static [&'static str] {
        match self {
            Self::Start => &["T"],
            Self::Stop => &["S"],
            Self::Restart => &["R"],
            Self::Scale => &["P"],
            Self::Image => &["I"],
            Self::Labels => &["L"],
            Self::Delete => &["D"],
            Self::Info | Self::Pause | Self::Resume => &[],
        }
    }

    /// Whether it makes sense for several sets at once.
    pub const fn is_for_many(self) -> bool {
        !matches!(self, Self::Info)
    }

    /// An action of its sort, of which nothing is decided yet.
    pub fn sample(self) -> Action {
        match self {
            Self::Start => Action::Start,
            Self::Stop => Action::Stop,
            Self::Restart => Action::Restart { at: String::new() },
            Self::Scale => Action::Scale { replicas: 0 },
            Self::Image => Action::Retag { tags: Vec::new() },
            Self::Labels | Self::Info => Action::Mark { labels: Vec::new(), annotations: Vec::new() },
            Self::Pause => Action::Pause,
            Self::Resume => Action::Resume { all: false },
            Self::Delete => {
                Action::Delete { propagation: Propagation::Background, drain: false, things: Vec::new() }
            }
        }
    }

    /// The rights that it needs, of which one suffices.
    pub fn asks(self, set: &SetRow) -> Vec<Ask> {
        asks(&self.sample(), set.meta.namespace(), set.meta.name())
    }

    /// Whether it is offered for a set that is as it is: a stopped one can be started and not stopped.
    pub fn suits(self, set: &SetRow) -> bool {
        let (is_stopped, strategy) = (set.replicas() == 0, &set.spec.update_strategy);
        match self {
            Self::Start => is_stopped,
            Self::Stop | Self::Restart => !is_stopped,
            Self::Pause => {
                strategy.is_rolling() && has_two_revisions(set) && strategy.partition() < set.replicas()
            }
            Self::Resume => strategy.partition() > 0,
            _ => true,
        }
    }
}

/// The lines of a menu for one set: those of the verbs that suit it, each with the permission that is missing.
pub fn items(verbs: &[Verb], set: &SetRow, acting: Acting, locale: Locale) -> Vec<MenuItem> {
    let item = |(index, verb): (usize, &Verb)| {
        let (verb, uid) = (*verb, set.meta.key.uid.clone());
        let item = MenuItem::act(verb.label().get(locale), move || acting.open(verb, &uid));
        let item = item.glyph(verb.glyph()).unless(why_not_any(verb.asks(set)));
        let item = if verb == Verb::Delete { item.danger() } else { item };
        if index == 0 || verb == Verb::Delete { item.after_rule() } else { item }
    };
    let suiting: Vec<Verb> = verbs.iter().filter(|verb| verb.suits(set)).copied().collect();
    suiting.iter().enumerate().map(item).collect()
}
