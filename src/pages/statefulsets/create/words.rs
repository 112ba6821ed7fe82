//! The words of the page.

use kubewire::error::ApiError;
use workload::creation::entry::{Entry, EntryProblem};
use workload::creation::outcome::{Outcome, Tally};
use workload::notice::{Op, Target, explain};
use workload::text::{Locale, Text};

use crate::pages::statefulsets::create::model::Work;
use crate::platform::files::FileProblem;

pub(super) const TITLE: Text = Text { zh: "从 YAML 创建", en: "Create from YAML" };
pub(super) const OPEN: Text = Text { zh: "打开文件…", en: "Open file…" };
pub(super) const DOWNLOAD: Text = Text { zh: "下载", en: "Download" };
pub(super) const START_OVER: Text = Text { zh: "恢复示例", en: "Start over" };
pub(super) const KEPT: Text = Text { zh: "草稿已保存在此标签页", en: "Draft kept in this tab" };
pub(super) const NOT_KEPT: Text = Text {
    zh: "浏览器不允许保存草稿：离开前请下载",
    en: "The browser keeps no draft: download it before you leave",
};
pub(super) const EDITOR: Text = Text { zh: "清单（YAML）", en: "Manifest (YAML)" };
pub(super) const DOCUMENTS: Text = Text { zh: "文档", en: "Documents" };
pub(super) const NO_DOCUMENTS: Text = Text {
    zh: "还没有内容：输入 YAML，或把文件拖到这里",
    en: "Nothing yet: write YAML, or drop a file here",
};
pub(super) const RESULTS: Text = Text { zh: "检查与创建结果", en: "What the API server says" };
pub(super) const CHECK: Text = Text { zh: "检查", en: "Check" };
pub(super) const DROP_HERE: Text = Text { zh: "松开以打开文件", en: "Drop to open" };
pub(super) const READ_ONLY: Text = Text { zh: "只读模式", en: "Read-only" };
pub(super) const READ_ONLY_TEXT: Text = Text {
    zh: "此控制台以只读方式提供，不能在这里创建对象；可以编写、检查和下载清单。",
    en: "This console is served read-only: nothing can be created here. You can write, check and download a manifest.",
};
pub(super) const BARRED_TEXT: Text = Text {
    zh: "可以编写和下载清单，但 API 服务器会拒绝创建。请选择其他命名空间，或向管理员申请此权限。",
    en: "You can write and download a manifest, but the API server would refuse to create it. Pick another namespace, or ask for this permission.",
};
pub(super) const UNREADABLE: Text = Text { zh: "无法读取", en: "Cannot be read" };
pub(super) const OPEN_SET: Text = Text { zh: "查看", en: "Open" };
pub(super) const WARNING: Text = Text { zh: "服务器提醒", en: "The server remarks" };
pub(super) const CANNOT_OPEN: Text = Text { zh: "文件未打开", en: "The file was not opened" };
pub(super) const CANNOT_SAVE: Text = Text { zh: "下载失败", en: "The download failed" };
pub(super) const EXISTS_HINT: Text = Text {
    zh: "集群中已有同名对象，保持原样；此页面不修改已有对象。",
    en: "An object of that name was there before and is left as it is: this page changes nothing that exists.",
};
pub(super) const WAITS_HINT: Text = Text {
    zh: "要等它创建之后，服务器才能检查此文档。",
    en: "The server can check this document once that exists.",
};

/// The outcome of a document in a word or two, or what is wrong before it is tried.
pub(super) fn state(locale: Locale, entry: &Entry, outcome: Option<&Outcome>) -> String {
    let text = match outcome {
        _ if !entry.problems.is_empty() => return problems(locale, entry.problems.len()),
        None => Text { zh: "未检查", en: "not checked" },
        Some(Outcome::Checking) => Text { zh: "检查中…", en: "checking…" },
        Some(Outcome::Passed { .. }) => Text { zh: "检查通过", en: "would be accepted" },
        Some(Outcome::Waits { on }) => {
            return match locale {
                Locale::En => format!("waits for {on}"),
                Locale::Zh => format!("等待 {on}"),
            };
        }
        Some(Outcome::Creating) => Text { zh: "创建中…", en: "creating…" },
        Some(Outcome::Created { .. }) => Text { zh: "已创建", en: "created" },
        Some(Outcome::Exists) => Text { zh: "已存在", en: "already exists" },
        Some(Outcome::Refused { .. }) => Text { zh: "被拒绝", en: "refused" },
    };
    text.get(locale).to_owned()
}

fn problems(locale: Locale, count: usize) -> String {
    match (locale, count) {
        (Locale::En, 1) => "1 problem".into(),
        (Locale::En, count) => format!("{count} problems"),
        (Locale::Zh, count) => format!("{count} 个问题"),
    }
}

/// A problem with its line: `line 3: metadata.name is missing`.
pub(super) fn at_line(locale: Locale, problem: &EntryProblem) -> String {
    let colon = if locale == Locale::Zh { "：" } else { ": " };
    format!("{}{colon}{}", line(locale, problem.place().0), problem.say(locale))
}

/// What the main button does now.
pub(super) fn create(locale: Locale, tally: Tally) -> String {
    let count = tally.to_create();
    match (locale, tally.created + tally.existed > 0, count) {
        (Locale::En, false, 1) => "Create 1 object".into(),
        (Locale::En, false, count) => format!("Create {count} objects"),
        (Locale::En, true, count) => format!("Create the other {count}"),
        (Locale::Zh, false, count) => format!("创建 {count} 个对象"),
        (Locale::Zh, true, count) => format!("创建其余 {count} 个"),
    }
}

/// Where the whole text stands, for the footer; read out when it changes.
pub(super) fn summary(locale: Locale, work: Work, tally: Tally) -> String {
    match (work, locale) {
        (Work::Checking, Locale::En) => return "The API server is checking every document…".into(),
        (Work::Checking, Locale::Zh) => return "API 服务器正在检查全部文档…".into(),
        (Work::Creating, Locale::En) => return "Creating…".into(),
        (Work::Creating, Locale::Zh) => return "正在创建…".into(),
        (Work::Idle, _) => {}
    }
    let say = |count: usize, zh: &str, en: &str| {
        (count > 0).then(|| match locale {
            Locale::En => format!("{count} {en}"),
            Locale::Zh => format!("{count} 个{zh}"),
        })
    };
    let parts = [
        say(tally.created, "已创建", "created"),
        say(tally.existed, "已存在、保持原样", "already there, left as it is"),
        say(tally.refused, "被拒绝", "refused"),
        say(tally.unreadable, "有问题", "with problems"),
        say(tally.passed, "检查通过，尚未创建", "would be accepted, not created"),
        say(tally.waiting, "等待其他文档", "waiting for another document"),
        say(tally.open - tally.passed - tally.waiting, "尚未检查", "not checked"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(if locale == Locale::Zh { "，" } else { ", " })
}

/// The message when the creation has ended and the page is gone.
pub(super) fn ended(locale: Locale, tally: Tally) -> String {
    summary(locale, Work::Idle, tally)
}

/// A line's button.
pub(super) fn line(locale: Locale, line: usize) -> String {
    match locale {
        Locale::En => format!("line {line}"),
        Locale::Zh => format!("第 {line} 行"),
    }
}

/// Why a file was not opened.
pub(super) fn file_problem(locale: Locale, name: &str, problem: &FileProblem) -> String {
    match (problem, locale) {
        (FileProblem::TooLong, Locale::En) => format!("{name} is larger than the API server takes (3 MiB)"),
        (FileProblem::TooLong, Locale::Zh) => format!("{name} 超过了 API 服务器接受的大小（3 MiB）"),
        (FileProblem::Unreadable(why), _) => format!("{name}: {why}"),
    }
}

/// Why the editor neither completes nor checks.
pub(super) fn no_schema(locale: Locale, error: &ApiError) -> String {
    let target = Target { kind: "OpenAPI".into(), name: "/openapi/v3".into(), namespace: String::new() };
    let notice = explain(locale, &Op::Read(target), error);
    let why = notice.detail.unwrap_or(notice.title);
    match locale {
        Locale::En => {
            format!("The editor works without completion and checks ({why}). The API server checks as usual.")
        }
        Locale::Zh => format!("编辑器暂无补全和校验（{why}），API 服务器的检查不受影响。"),
    }
}
