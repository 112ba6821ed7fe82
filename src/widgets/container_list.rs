//! The containers of one pod: what each runs, what it does, and why it does not.

use leptos::prelude::*;
use workload::age::Timestamp;
use workload::image::Image;
use workload::rows::pod::{ContainerState, ContainerStatus, PodRow, Terminated};
use workload::rows::set::Container;
use workload::status::Tone;
use workload::text::{Locale, Text};

use crate::i18n::format::ago;
use crate::i18n::use_locale;
use crate::ui::badge::Tag;
use crate::widgets::status_badge::StatusBadge;

const INIT: Text = Text { zh: "初始化", en: "init" };
const SIDECAR: Text = Text { zh: "边车", en: "sidecar" };
const RUNNING: Text = Text { zh: "运行中", en: "running" };
const NOT_READY: Text = Text { zh: "运行中，未就绪", en: "running, not ready" };
const WAITING: Text = Text { zh: "等待中", en: "waiting" };
const ENDED: Text = Text { zh: "已结束", en: "ended" };

/// What part a container has in its pod.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Main,
    Init,
    Sidecar,
}

/// One line.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    name: String,
    part: Part,
    image: String,
    tone: Tone,
    word: String,
    restarts: u32,
    message: String,
    last: String,
}

/// The containers of a pod, init containers first, as the kubelet starts them.
#[component]
pub fn ContainerList(
    /// The pod.
    #[prop(into)]
    pod: Signal<Option<std::sync::Arc<PodRow>>>,
    /// The time of day.
    #[prop(into)]
    now: Signal<Timestamp>,
) -> impl IntoView {
    let locale = use_locale();
    let lines = Memo::new(move |_| {
        pod.with(|pod| pod.as_ref().map(|pod| lines(pod, locale.get(), now.get())).unwrap_or_default())
    });
    let items = move || lines.get().into_iter().map(|line| draw(line, locale.get())).collect_view();
    view! { <ul class="containers">{items}</ul> }
}

fn draw(line: Line, locale: Locale) -> impl IntoView {
    let part = match line.part {
        Part::Main => None,
        Part::Init => Some(INIT),
        Part::Sidecar => Some(SIDECAR),
    };
    let part = part.map(|part| view! { <span class="container-kind">{part.get(locale)}</span> });
    let restarts = (line.restarts > 0).then(|| times_restarted(locale, line.restarts));
    let message = (!line.message.is_empty()).then_some(line.message);
    let last = (!line.last.is_empty()).then_some(line.last);
    let short = Image::parse(&line.image).short();
    view! {
        <li class="container">
            <span class="container-name">{line.name}{part}</span>
            <span><Tag text=short title=Signal::stored(line.image) /></span>
            <StatusBadge tone=line.tone word=line.word />
            <span class="container-restarts">{restarts}</span>
            {message.map(|message| view! { <p class="container-message">{message}</p> })}
            {last.map(|last| view! { <p class="container-last">{last}</p> })}
        </li>
    }
}

fn times_restarted(locale: Locale, restarts: u32) -> String {
    match (locale, restarts) {
        (Locale::En, 1) => "1 restart".to_owned(),
        (Locale::En, _) => format!("{restarts} restarts"),
        (Locale::Zh, _) => format!("重启 {restarts} 次"),
    }
}

fn lines(pod: &PodRow, locale: Locale, now: Timestamp) -> Vec<Line> {
    let init = pod.spec.init_containers.iter().map(|container| {
        let part = if pod.is_sidecar(&container.name) { Part::Sidecar } else { Part::Init };
        (container, part, &pod.status.init_container_statuses)
    });
    let main =
        pod.spec.containers.iter().map(|container| (container, Part::Main, &pod.status.container_statuses));
    let line = |(container, part, statuses): (&Container, Part, &Vec<ContainerStatus>)| {
        let status = statuses.iter().find(|status| status.name == container.name);
        line(container, part, status, locale, now)
    };
    init.chain(main).map(line).collect()
}

fn line(
    container: &Container,
    part: Part,
    status: Option<&ContainerStatus>,
    locale: Locale,
    now: Timestamp,
) -> Line {
    let blank = ContainerStatus::default();
    let status = status.unwrap_or(&blank);
    let (tone, word, message) = state(status, part, locale, now);
    let last =
        status.last_state.terminated.as_ref().map(|end| last_end(end, locale, now)).unwrap_or_default();
    Line {
        name: container.name.clone(),
        part,
        image: container.image.clone(),
        tone,
        word,
        restarts: status.restart_count,
        message,
        last,
    }
}

fn state(status: &ContainerStatus, part: Part, locale: Locale, now: Timestamp) -> (Tone, String, String) {
    match &status.state {
        ContainerState { running: Some(_), .. } if status.ready || part == Part::Init => {
            (Tone::Good, RUNNING.get(locale).to_owned(), String::new())
        }
        ContainerState { running: Some(_), .. } => {
            (Tone::Warn, NOT_READY.get(locale).to_owned(), String::new())
        }
        ContainerState { terminated: Some(end), .. } => {
            let tone = if end.exit_code == 0 { Tone::Idle } else { Tone::Bad };
            let when = end.finished_at.map(|at| ago(locale, at, now)).unwrap_or_default();
            (tone, join(&[ENDED.get(locale), &how(end), &when]), end.message.clone())
        }
        ContainerState { waiting: Some(wait), .. } if !wait.reason.is_empty() => {
            let on_its_way = matches!(wait.reason.as_str(), "ContainerCreating" | "PodInitializing");
            (if on_its_way { Tone::Busy } else { Tone::Bad }, wait.reason.clone(), wait.message.clone())
        }
        _ => (Tone::Busy, WAITING.get(locale).to_owned(), String::new()),
    }
}

/// How it ended before its last restart.
fn last_end(end: &Terminated, locale: Locale, now: Timestamp) -> String {
    let when = end.finished_at.map(|at| ago(locale, at, now)).unwrap_or_default();
    let how = join(&[&how(end), &when, end.message.trim()]);
    match locale {
        Locale::En => format!("Last end: {how}"),
        Locale::Zh => format!("上次结束：{how}"),
    }
}

fn how(end: &Terminated) -> String {
    let code =
        if end.signal == 0 { format!("exit {}", end.exit_code) } else { format!("signal {}", end.signal) };
    if end.reason.is_empty() { code } else { format!("{} ({code})", end.reason) }
}

fn join(parts: &[&str]) -> String {
    parts.iter().copied().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}
