//! What is said of a run. Pure.

use std::collections::BTreeMap;

use workload::plan::Action;
use workload::run::queue::Why;
use workload::run::{Run, Tally, result};
use workload::status::cause::Cause;
use workload::text::{Locale, Text};

use crate::pages::shell::runs::awaited::Reasons;
use crate::store::link::Link;
use crate::ui::tone::Tone;

pub(super) const RUNS: Text = Text { zh: "批量操作", en: "Operations" };
/// The button that hides the objects.
pub const FOLD: Text = Text { zh: "收起详情", en: "Fold the details" };
/// The button that shows the objects.
pub const UNFOLD: Text = Text { zh: "展开详情", en: "Show the details" };
pub(super) const GO_ON: Text = Text { zh: "检查后继续", en: "Check again and go on" };
pub(super) const FORGET: Text = Text { zh: "放弃", en: "Leave it undone" };
pub(super) const IN_DOUBT: Text =
    Text { zh: "没有收到应答，待检查", en: "no answer came, to be checked" };

/// What a run is called by.
#[derive(Debug, Clone, PartialEq)]
pub struct Title {
    action: Action,
    count: usize,
    one: Option<String>,
}

impl Default for Title {
    fn default() -> Self {
        Self { action: Action::Stop, count: 0, one: None }
    }
}

impl Title {
    /// The title of a run: how many objects something is done to, or the name of the only one.
    pub fn of(run: &Run) -> Self {
        let one = match run.items.as_slice() {
            [item] => Some(item.target.name.clone()),
            _ => None,
        };
        let count = if run.planned == 0 { run.items.len() } else { run.planned };
        Self { action: run.order.action.clone(), count, one }
    }
}

/// The command that it carries out: `Stop 3 sets`.
pub fn title(title: &Title, locale: Locale) -> String {
    title.action.command(locale, title.count, title.one.as_deref())
}

/// A run of one object that went well.
pub fn done(of: &Title, locale: Locale) -> String {
    match locale {
        Locale::En => format!("{}: done", title(of, locale)),
        Locale::Zh => format!("{}：已完成", title(of, locale)),
    }
}

/// How it ended.
pub fn ended(of: &Title, tally: Tally, locale: Locale) -> String {
    format!("{}: {}", title(of, locale), result::numbers(tally, locale))
}

/// How far it is: numbers while it goes on, results at the end.
pub fn progress(tally: Tally, locale: Locale) -> String {
    if tally.ended() == tally.all() {
        return result::numbers(tally, locale);
    }
    let failed = match (tally.failed, locale) {
        (0, _) => String::new(),
        (failed, Locale::En) => format!(", {failed} failed"),
        (failed, Locale::Zh) => format!("，{failed} 个失败"),
    };
    let (ended, all) = (tally.ended(), tally.all());
    match locale {
        Locale::En => format!("{ended} of {all}{failed}"),
        Locale::Zh => format!("{ended} / {all}{failed}"),
    }
}

/// The button that tries again.
pub fn retry(failed: usize, locale: Locale) -> String {
    match locale {
        Locale::En => format!("Try {failed} again"),
        Locale::Zh => format!("重试 {failed} 个"),
    }
}

/// The button that takes back the rest, or stops waiting where that is all there is.
pub fn cancel(tally: Tally, locale: Locale) -> String {
    match (tally.waiting, locale) {
        (0, Locale::En) => "Stop waiting".to_owned(),
        (0, Locale::Zh) => "不再等待".to_owned(),
        (waiting, Locale::En) => format!("Cancel {waiting} not begun"),
        (waiting, Locale::Zh) => format!("取消未开始的 {waiting} 个"),
    }
}

/// Why a run does not go on by itself, or not now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Standing {
    /// It goes on, or has ended.
    #[default]
    Well,
    /// An earlier visit left it undone.
    Left {
        /// How many objects have not ended.
        open: usize,
        /// Of how many.
        all: usize,
        /// When it began, Unix milliseconds.
        at: u64,
        /// Who began it.
        who: String,
    },
    /// The connection is broken.
    Lost,
    /// The API server asked for patience.
    Throttled,
    /// The API server does not know the person.
    SignedOut,
    /// One after the other, and this one failed.
    Held(String),
    /// The browser keeps nothing.
    Unkept,
}

impl Standing {
    /// Why a run stands.
    pub fn of(run: &Run, hold: Option<Why>, link: Link, unkept: bool) -> Self {
        let tally = run.tally();
        if run.left {
            let open = tally.all() - tally.ended();
            return Self::Left { open, all: tally.all(), at: run.at, who: run.who.clone() };
        }
        if run.is_ended() {
            return Self::Well;
        }
        match (link, hold) {
            (Link::SignedOut, _) | (_, Some(Why::SignedOut)) => Self::SignedOut,
            (Link::ProxyGone { .. } | Link::ClusterGone { .. }, _) | (_, Some(Why::Lost)) => Self::Lost,
            (Link::Connected, Some(Why::Throttled)) => Self::Throttled,
            (Link::Connected, None) => match run.held_by() {
                Some(item) => Self::Held(item.target.name.clone()),
                None if unkept => Self::Unkept,
                None => Self::Well,
            },
        }
    }

    /// How much attention it needs.
    pub(super) const fn tone(&self) -> Tone {
        match self {
            Self::Well => Tone::Idle,
            Self::Throttled => Tone::Busy,
            Self::Held(_) => Tone::Bad,
            Self::Left { .. } | Self::Lost | Self::SignedOut | Self::Unkept => Tone::Warn,
        }
    }

    /// The sentence. `awaited` says what waits for its pods; `at` says a time.
    pub fn say(&self, awaited: String, at: &dyn Fn(u64) -> String, locale: Locale) -> String {
        let text = match self {
            Self::Well => return awaited,
            Self::Left { open, all, at: begun, who } => {
                let (begun, by) = (at(*begun), if who.is_empty() { "?" } else { who });
                return match locale {
                    Locale::En => format!("Left undone: {open} of {all}. Begun {begun} by {by}."),
                    Locale::Zh => format!("未完成：{all} 个中的 {open} 个。由 {by} 于 {begun} 开始。"),
                };
            }
            Self::Held(name) => {
                return match locale {
                    Locale::En => {
                        format!("{name} failed, so the rest waits. Try it again, or cancel the rest.")
                    }
                    Locale::Zh => format!("{name} 失败，其余暂停。请重试，或取消其余。"),
                };
            }
            Self::Lost => Text {
                zh: "已暂停：连接中断，恢复后自动继续。",
                en: "Paused: the connection is lost. It goes on by itself when it is back.",
            },
            Self::Throttled => Text {
                zh: "已暂停：API 服务器要求稍候，随后自动继续。",
                en: "Paused: the API server asks for patience. It goes on by itself.",
            },
            Self::SignedOut => {
                Text { zh: "已暂停：请重新登录后继续。", en: "Paused: sign in again to go on." }
            }
            Self::Unkept => Text {
                zh: "浏览器拒绝保存进度：关闭或刷新页面后无法继续。",
                en: "The browser does not keep its progress: after closing or reloading the page it cannot go on.",
            },
        };
        text.get(locale).to_owned()
    }
}

/// How many wait for their pods: why, where it is one; of many, how many for what sort of failure.
pub(super) fn waits(awaited: usize, reasons: &Reasons, locale: Locale) -> String {
    let mut causes: BTreeMap<Cause, usize> = BTreeMap::new();
    for cause in reasons.values().filter(|reason| reason.is_failure()).filter_map(Cause::of) {
        *causes.entry(cause).or_default() += 1;
    }
    let sort = |(cause, count): (&Cause, &usize)| format!("{} {count}", cause.text().get(locale));
    let comma = if locale == Locale::Zh { "、" } else { ", " };
    let why = match reasons.values().next() {
        Some(reason) if awaited == 1 => reason.say(locale),
        _ => causes.iter().map(sort).collect::<Vec<_>>().join(comma),
    };
    match (awaited, locale) {
        (0, _) => String::new(),
        (1, Locale::En) if why.is_empty() => "1 waits for its pods.".to_owned(),
        (1, Locale::En) => format!("1 waits for its pods: {why}"),
        (_, Locale::En) if why.is_empty() => format!("{awaited} wait for their pods."),
        (_, Locale::En) => format!("{awaited} wait for their pods: {why}"),
        (_, Locale::Zh) if why.is_empty() => format!("{awaited} 个正在等待容器组。"),
        (_, Locale::Zh) => format!("{awaited} 个正在等待容器组：{why}"),
    }
}
