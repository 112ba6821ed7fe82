//! The pods of a set by ordinal, one line for each identity: also for those that are wanted and not there.

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::{html, prelude::*};
use workload::age::Timestamp;
use workload::pod_status::{PodState, pod_state};
use workload::rows::pod::{PodRow, Terminated};
use workload::status::Tone;
use workload::status::reason::Reason;
use workload::strip::{Cell, CellState, Revision};
use workload::text::{Locale, Text};

use crate::i18n::{t, use_locale};
use crate::ui::id;
use crate::widgets::container_list::ContainerList;
use crate::widgets::ordinal_mark::OrdinalMark;
use crate::widgets::since::Since;
use crate::widgets::status_badge::StatusBadge;

const CAPTION: Text = Text { zh: "容器组，按序号", en: "Pods by ordinal" };
const MARK: Text = Text { zh: "标记", en: "Mark" };
const NAME: Text = Text { zh: "名称", en: "Name" };
const STATUS: Text = Text { zh: "状态", en: "Status" };
const READY: Text = Text { zh: "就绪", en: "Ready" };
const RESTARTS: Text = Text { zh: "重启", en: "Restarts" };
const REVISION: Text = Text { zh: "版本", en: "Revision" };
const NODE: Text = Text { zh: "节点", en: "Node" };
const ADDRESS: Text = Text { zh: "Pod IP", en: "Pod IP" };
const AGE: Text = Text { zh: "时长", en: "Age" };
const NOT_CREATED: Text = Text { zh: "未创建", en: "Not created" };
const REMEMBERED: Text = Text { zh: "已停止，启动后恢复", en: "Stopped, comes back on start" };
const NEW: Text = Text { zh: "新", en: "new" };
const OLD: Text = Text { zh: "旧", en: "old" };

/// One line of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct PodLine {
    /// The ordinal as the strip draws it.
    pub cell: Cell,
    /// Its name, also where there is no pod yet.
    pub name: String,
    /// Its pod.
    pub pod: Option<Arc<PodRow>>,
    /// Why it is not well, where something is known.
    pub why: Option<Reason>,
}

/// Which lines are open and which one was chosen elsewhere; lives with the page.
#[derive(Debug, Clone, Copy)]
pub struct Open {
    /// Ordinals whose containers are shown.
    pub open: RwSignal<BTreeSet<u32>>,
    /// The ordinal chosen in the strip.
    pub chosen: RwSignal<Option<u32>>,
}

impl Open {
    /// Nothing open, nothing chosen.
    pub fn new() -> Self {
        Self { open: RwSignal::new(BTreeSet::new()), chosen: RwSignal::new(None) }
    }

    /// Opens an ordinal's line and brings it into view.
    pub fn choose(self, ordinal: u32) {
        self.open.update(|open| {
            open.insert(ordinal);
        });
        self.chosen.set(Some(ordinal));
    }

    fn toggle(self, ordinal: u32) {
        self.open.update(|open| {
            if !open.remove(&ordinal) {
                open.insert(ordinal);
            }
        });
    }
}

impl Default for Open {
    fn default() -> Self {
        Self::new()
    }
}

/// The table.
#[component]
pub fn PodTable(
    /// The lines, in the order of their ordinals.
    #[prop(into)]
    lines: Signal<Vec<PodLine>>,
    /// The time of day.
    #[prop(into)]
    now: Signal<Timestamp>,
    /// What is open.
    open: Open,
) -> impl IntoView {
    let heads = [STATUS, READY, RESTARTS, REVISION, NODE, ADDRESS, AGE];
    let head = |text: Text| {
        let number = matches!(text.en, "Ready" | "Restarts" | "Age");
        view! { <th scope="col" class:num=number>{t(text)}</th> }
    };
    view! {
        <table class="table pods">
            <caption class="unseen">{t(CAPTION)}</caption>
            <thead>
                <tr>
                    <th scope="col" class="pod-mark"><span class="unseen">{t(MARK)}</span></th>
                    <th scope="col">{t(NAME)}</th>
                    {heads.map(head).into_iter().collect_view()}
                </tr>
            </thead>
            <For
                each=move || lines.with(|lines| lines.iter().map(|line| line.cell.ordinal).collect::<Vec<_>>())
                key=|ordinal| *ordinal
                let(ordinal)
            >
                <Line ordinal lines now open />
            </For>
        </table>
    }
}

#[component]
fn Line(ordinal: u32, lines: Signal<Vec<PodLine>>, now: Signal<Timestamp>, open: Open) -> impl IntoView {
    let found = move || lines.with(|lines| lines.iter().find(|line| line.cell.ordinal == ordinal).cloned());
    let line = Memo::new(move |_| found());
    let pod = Signal::derive(move || line.with(|line| line.as_ref().and_then(|line| line.pod.clone())));
    let is_open =
        Memo::new(move |_| open.open.with(|open| open.contains(&ordinal)) && pod.with(Option::is_some));
    let panel = id::fresh("pod");
    let shown = panel.clone();
    view! {
        <tbody>
            <tr class="pod" data-selected=move || (open.chosen.get() == Some(ordinal)).then_some("")>
                <NameCells ordinal line open is_open panel />
                <StateCells line />
                <PlaceCells line now />
            </tr>
            <Show when=move || is_open.get()>
                <tr class="pod-more" id=shown.clone()>
                    <td colspan="9"><Words line /><ContainerList pod now /></td>
                </tr>
            </Show>
        </tbody>
    }
}

/// The words of who says what is wrong, in full: the line above has room for their beginning.
#[component]
fn Words(line: Memo<Option<PodLine>>) -> impl IntoView {
    let words = move || {
        line.with(|line| line.as_ref().and_then(|line| line.why.as_ref()?.detail().map(str::to_owned)))
    };
    view! { {move || words().map(|words| view! { <p class="pod-words">{words}</p> })} }
}

#[component]
fn NameCells(
    ordinal: u32,
    line: Memo<Option<PodLine>>,
    open: Open,
    is_open: Memo<bool>,
    panel: String,
) -> impl IntoView {
    let toggle = NodeRef::<html::Button>::new();
    let state = move || line.with(|line| line.as_ref().map_or(CellState::Missing, |line| line.cell.state));
    let revision =
        move || line.with(|line| line.as_ref().map_or(Revision::Unknown, |line| line.cell.revision));
    let at = move || line.with(|line| line.as_ref().is_some_and(|line| line.cell.at));
    let name = Signal::derive(move || {
        line.with(|line| line.as_ref().map(|line| line.name.clone()).unwrap_or_default())
    });
    let has_pod = Memo::new(move |_| line.with(|line| line.as_ref().is_some_and(|line| line.pod.is_some())));
    Effect::new(move || {
        if open.chosen.get() == Some(ordinal)
            && let Some(toggle) = toggle.get()
            && let Err(error) = toggle.focus()
        {
            leptos::logging::error!("the line of the pod does not take the focus: {error:?}");
        }
    });
    view! {
        <td class="pod-mark">
            <OrdinalMark state=Signal::derive(state) revision=Signal::derive(revision) at=Signal::derive(at) />
        </td>
        <th scope="row" class="pod-name">
            <Show when=move || has_pod.get() fallback=move || view! { <span class="pod-absent">{name}</span> }>
                <button
                    node_ref=toggle
                    type="button"
                    class="pod-toggle"
                    aria-expanded=move || if is_open.get() { "true" } else { "false" }
                    aria-controls={
                        let panel = panel.clone();
                        move || is_open.get().then(|| panel.clone())
                    }
                    on:click=move |_| open.toggle(ordinal)
                >
                    {name}
                </button>
            </Show>
        </th>
    }
}

#[component]
fn StateCells(line: Memo<Option<PodLine>>) -> impl IntoView {
    let locale = use_locale();
    let state = Memo::new(move |_| {
        line.with(|line| line.as_ref().and_then(|line| line.pod.as_deref()).map(pod_state))
    });
    let tone = move || line.with(|line| line.as_ref().map_or(Tone::Idle, |line| tone(line.cell.state)));
    let word = move || {
        let missing = line.with(|line| line.as_ref().map_or(CellState::Missing, |line| line.cell.state));
        state.with(|state| word(state.as_ref(), missing, locale.get()))
    };
    let reason = move || {
        line.with(|line| {
            line.as_ref()
                .and_then(|line| line.why.as_ref())
                .map(|why| brief(why, locale.get()))
                .unwrap_or_default()
        })
    };
    let badge = move || view! { <StatusBadge tone=tone() word=word() reason=reason() wrap=true /> };
    let ready = move || {
        state.with(|state| state.as_ref().map(|state| format!("{}/{}", state.ready, state.containers)))
    };
    let restarts = move || line.with(|line| line.as_ref().and_then(|line| line.pod.as_deref()).map(restarts));
    view! {
        <td class="pod-state">{badge}</td>
        <td class="pod-ready num">{ready}</td>
        <td class="pod-restarts num">
            {move || {
                restarts().map(|(count, last)| {
                    let last = last.map(|last| view! { <small class="pod-restart-reason">{last}</small> });
                    view! { {count} {last} }
                })
            }}
        </td>
    }
}

#[component]
fn PlaceCells(line: Memo<Option<PodLine>>, now: Signal<Timestamp>) -> impl IntoView {
    let locale = use_locale();
    let pod = move || line.with(|line| line.as_ref().and_then(|line| line.pod.clone()));
    let tag = move || {
        let revision = line.with(|line| line.as_ref().map_or(Revision::Unknown, |line| line.cell.revision));
        let name = pod().map(|pod| pod.revision().to_owned()).filter(|name| !name.is_empty())?;
        Some(revision_tag(name, revision, locale.get()))
    };
    let node = move || pod().map(|pod| pod.spec.node_name.clone());
    let address = move || pod().map(|pod| pod.status.pod_ip.clone());
    let created = Signal::derive(move || pod().and_then(|pod| pod.meta.created));
    view! {
        <td class="pod-revision pod-wide">{tag}</td>
        <td class="pod-node pod-wide dim">{node}</td>
        <td class="pod-ip pod-wide dim mono">{address}</td>
        <td class="pod-age num dim">
            <Show when=move || created.get().is_some()><Since at=created now /></Show>
        </td>
    }
}

/// The reason for a line that says already that the pod is not ready: then only what its probe says.
fn brief(why: &Reason, locale: Locale) -> String {
    match why {
        Reason::NotReady { message, .. } if !message.is_empty() => message.clone(),
        why => why.say_bare(locale),
    }
}

/// The tone of the mark before the name, so that both say the same.
const fn tone(state: CellState) -> Tone {
    match state {
        CellState::Ready => Tone::Good,
        CellState::Starting => Tone::Busy,
        CellState::NotReady => Tone::Warn,
        CellState::Failing => Tone::Bad,
        CellState::Terminating | CellState::Missing | CellState::Remembered => Tone::Idle,
    }
}

/// The last part of a revision's name, which tells it from the others of its set.
fn revision_tag(name: String, revision: Revision, locale: Locale) -> impl IntoView {
    let short = name.rsplit_once('-').map_or(name.as_str(), |(_, hash)| hash).to_owned();
    let word = match revision {
        Revision::New => Some(NEW),
        Revision::Old => Some(OLD),
        Revision::Only | Revision::Unknown => None,
    };
    let word = word.map(|word| view! { " " <span class="faint">{word.get(locale)}</span> });
    view! { <span class="nowrap"><span class="tag" title=name>{short}</span>{word}</span> }
}

fn word(state: Option<&PodState>, cell: CellState, locale: Locale) -> String {
    match (state, cell) {
        (Some(state), _) => state.word.clone(),
        (None, CellState::Remembered) => REMEMBERED.get(locale).to_owned(),
        (None, _) => NOT_CREATED.get(locale).to_owned(),
    }
}

/// How often the pod's containers were started again, and how the last of them ended.
fn restarts(pod: &PodRow) -> (u32, Option<String>) {
    let statuses = pod.status.container_statuses.iter().chain(&pod.status.init_container_statuses);
    let ends = statuses.filter_map(|status| status.last_state.terminated.as_ref());
    let last = ends.max_by_key(|end| end.finished_at).map(last_word);
    let count = pod.restarts();
    (count, last.filter(|_| count > 0))
}

fn last_word(end: &Terminated) -> String {
    match end.reason.as_str() {
        "" | "Error" => format!("exit {}", end.exit_code),
        reason => reason.to_owned(),
    }
}
