//! The words of the page.

use std::collections::BTreeSet;

use kubewire::error::ApiError;
use serde_json::Value;
use workload::creation::outcome::{Outcome, Tally};
use workload::draft::edit::Refused;
use workload::merge::describe;
use workload::notice::{Op, Target, explain};
use workload::shown::shown;
use workload::text::{Locale, Text};

use crate::pages::statefulsets::create::edited::Edited;
use crate::pages::statefulsets::create::model::Work;
use crate::platform::files::FileProblem;

const TITLE: Text = Text { zh: "从 YAML 创建", en: "Create from YAML" };
pub(super) const REVIEW: Text = Text { zh: "查看变更", en: "Review changes" };
pub(super) const AGAIN: Text = Text { zh: "重试", en: "Try again" };
pub(super) const OPEN: Text = Text { zh: "打开文件…", en: "Open file…" };
pub(super) const DOWNLOAD: Text = Text { zh: "下载", en: "Download" };
pub(super) const SAVE_YAML: Text = Text { zh: "下载为 YAML", en: "Download as YAML" };
pub(super) const SAVE_JSON: Text = Text { zh: "下载为 JSON", en: "Download as JSON" };
pub(super) const FORMAT: Text = Text { zh: "格式", en: "Format" };
pub(super) const UNDO: Text = Text { zh: "撤销", en: "Undo" };
pub(super) const REDO: Text = Text { zh: "重做", en: "Redo" };
pub(super) const ADD: Text = Text { zh: "添加文档", en: "Add a document" };
pub(super) const NAME: Text = Text { zh: "名称", en: "Name" };
pub(super) const RENAME: Text = Text { zh: "重命名", en: "Rename" };
pub(super) const RENAME_ASK: Text = Text { zh: "重命名…", en: "Rename…" };
pub(super) const RENAME_LEAD: Text = Text {
    zh: "其他文档中对它的引用（serviceName、卷、环境变量等）会一并修改。",
    en: "What names it in the other documents (serviceName, volumes, variables …) follows.",
};
pub(super) const REMOVE: Text = Text { zh: "移除", en: "Remove" };
pub(super) const CANCEL: Text = Text { zh: "取消", en: "Cancel" };
pub(super) const BUSY: Text =
    Text { zh: "请等待检查或创建结束", en: "Wait until the check or the creation has ended" };
pub(super) const REMOVE_MADE: Text =
    Text { zh: "删除已创建的对象…", en: "Remove what was created…" };
pub(super) const REMOVE_LEAD: Text = Text {
    zh: "它们会从集群中删除；草稿保留，可以修改后重新创建。",
    en: "They are deleted from the cluster. The draft stays, so that you can change it and create them again.",
};
pub(super) const LIKE: Text = Text { zh: "从已有副本集…", en: "Like an existing set…" };
pub(super) const LIKE_LEAD: Text = Text {
    zh: "读取它和它的服务，去掉集群填写的字段。改名后即可创建另一个。",
    en: "Takes it and its Service, without what the cluster filled in. Rename it, and create another one.",
};
pub(super) const LIKE_SET: Text = Text { zh: "有状态副本集", en: "StatefulSet" };
pub(super) const LIKE_CONFIG: Text =
    Text { zh: "包括它使用的 ConfigMap", en: "With the ConfigMaps that it uses" };
pub(super) const LIKE_NONE: Text =
    Text { zh: "这里还没有有状态副本集。", en: "There are no StatefulSets here." };
pub(super) const LIKE_TAKE: Text = Text { zh: "加入草稿", en: "Put into the draft" };
pub(super) const LIKE_FAILED: Text = Text { zh: "未能读取", en: "It could not be read" };
pub(super) const CANNOT_CONVERT: Text = Text {
    zh: "文本中有无法读取之处，请先改正。",
    en: "The text cannot be read as a whole: correct it first.",
};
pub(super) const NOT_CHANGED: Text = Text { zh: "未修改", en: "Nothing was changed" };
pub(super) const WRITTEN_ANEW: Text = Text { zh: "文档已重新书写", en: "A document was written anew" };
pub(super) const WRITTEN_ANEW_TEXT: Text = Text {
    zh: "修改处使用了别名、合并键（<<），或是带注释的花括号、方括号，其中的注释因此丢失；可以撤销。",
    en: "The change was behind an alias or a merge key (<<), or in braces or brackets with comments, so comments there are lost. Undo brings them back.",
};
pub(super) const CHANGES_TEXT: Text = Text {
    zh: "服务器不会报错，但不会照原样保存以下字段；可能是未启用的特性。",
    en: "It does not refuse, but would not keep these as they are written; a feature may be turned off.",
};
pub(super) const UNCLEAN: Text =
    Text { zh: "包含由集群填写的字段", en: "Objects with what a cluster filled in" };
pub(super) const UNCLEAN_TEXT: Text = Text {
    zh: "uid、resourceVersion、managedFields、status 等属于原来的对象，带着它们无法创建。",
    en: "uid, resourceVersion, managedFields, status and the like belong to the objects that were read. With them nothing can be created.",
};
pub(super) const CLEAN: Text = Text { zh: "去掉这些字段", en: "Take them out" };
pub(super) const START_OVER: Text = Text { zh: "重新开始", en: "Start over" };
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
pub(super) const READ_ONLY_EDIT_TEXT: Text = Text {
    zh: "此控制台以只读方式提供，不能在这里保存更改；可以修改和下载文本。",
    en: "This console is served read-only: nothing can be saved here. You can change the text and download it.",
};
pub(super) const BARRED_EDIT_TEXT: Text = Text {
    zh: "可以修改和下载文本，但 API 服务器会拒绝保存。请向管理员申请此权限。",
    en: "You can change the text and download it, but the API server would refuse to save it. Ask for this permission.",
};
pub(super) const UNREADABLE: Text = Text { zh: "无法读取", en: "Cannot be read" };
pub(super) const OPEN_SET: Text = Text { zh: "查看", en: "Open" };
pub(super) const WARNING: Text = Text { zh: "服务器提醒", en: "The server remarks" };
pub(super) const CANNOT_OPEN: Text = Text { zh: "文件未打开", en: "The file was not opened" };
pub(super) const CANNOT_SAVE: Text = Text { zh: "下载失败", en: "The download failed" };
pub(super) const COMPARE: Text = Text { zh: "对比", en: "Compare" };
const LOOK: Text = Text { zh: "查看后继续", en: "Look and go on" };
pub(super) const WAITS_HINT: Text = Text {
    zh: "要等它创建之后，服务器才能检查此文档。",
    en: "The server can check this document once that exists.",
};

/// What assistive technology calls the editor.
pub(super) fn editor(locale: Locale, language: &str) -> String {
    match locale {
        Locale::En => format!("Manifest ({})", language.to_uppercase()),
        Locale::Zh => format!("清单（{}）", language.to_uppercase()),
    }
}

/// What the page is for.
pub(super) fn title(locale: Locale, edited: Edited) -> String {
    match (edited.name(), locale) {
        (None, _) => TITLE.get(locale).to_owned(),
        (Some(name), Locale::En) => format!("Edit {}", shown(&name)),
        (Some(name), Locale::Zh) => format!("编辑 {}", shown(&name)),
    }
}

/// The outcome of a document in a word or two, or what is wrong before it is tried.
pub(super) fn state(
    locale: Locale,
    errors: usize,
    outcome: Option<&Outcome>,
    chosen: bool,
    edited: bool,
) -> String {
    let text = match outcome {
        _ if errors > 0 => return problems(locale, errors),
        None if edited => Text { zh: "未查看变更", en: "not reviewed" },
        Some(Outcome::Exists(_)) if edited => Text { zh: "有变更待保存", en: "changes to save" },
        Some(Outcome::Updating) if edited => Text { zh: "保存中…", en: "saving…" },
        Some(Outcome::Updated { .. }) if edited => Text { zh: "已保存", en: "saved" },
        Some(Outcome::Unchanged) if edited => Text { zh: "没有变更", en: "no changes" },
        Some(Outcome::Undecided(_)) => Text { zh: "有冲突待选择", en: "conflicts to decide" },
        Some(Outcome::Gone { replaced: false }) => Text { zh: "已被删除", en: "deleted" },
        Some(Outcome::Gone { replaced: true }) => {
            Text { zh: "已被删除并重新创建", en: "deleted and created anew" }
        }
        None => Text { zh: "未检查", en: "not checked" },
        Some(Outcome::Checking) => Text { zh: "检查中…", en: "checking…" },
        Some(Outcome::Passed { .. }) => Text { zh: "检查通过", en: "would be accepted" },
        Some(Outcome::Waits { on }) => {
            return match locale {
                Locale::En => format!("waits for {}", shown(on)),
                Locale::Zh => format!("等待 {}", shown(on)),
            };
        }
        Some(Outcome::Creating) => Text { zh: "创建中…", en: "creating…" },
        Some(Outcome::Created { .. }) => Text { zh: "已创建", en: "created" },
        Some(Outcome::Exists(_)) if chosen => {
            Text { zh: "已存在，将更新", en: "exists, to be updated" }
        }
        Some(Outcome::Exists(_) | Outcome::Differs { .. }) => Text { zh: "已存在", en: "already exists" },
        Some(Outcome::Updating) => Text { zh: "更新中…", en: "updating…" },
        Some(Outcome::Updated { .. }) => Text { zh: "已更新", en: "updated" },
        Some(Outcome::Unchanged) => Text { zh: "已存在，内容相同", en: "exists just like this" },
        Some(Outcome::Refused { .. }) => Text { zh: "被拒绝", en: "refused" },
        Some(lost) if lost.is_in_doubt() => {
            Text { zh: "连接中断，结果未知", en: "connection lost, not known whether it was done" }
        }
        Some(Outcome::Lost { .. }) => {
            Text { zh: "连接中断，未检查", en: "connection lost, not checked" }
        }
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

/// A document's menu.
pub(super) fn actions(locale: Locale, about: &str) -> String {
    match locale {
        Locale::En => format!("Actions for {about}"),
        Locale::Zh => format!("{about} 的操作"),
    }
}

/// One file for each object.
pub(super) fn save_each(locale: Locale, count: usize) -> String {
    match locale {
        Locale::En => format!("Download one file per object ({count})"),
        Locale::Zh => format!("每个对象一个文件（{count} 个）"),
    }
}

/// Why an edit was not done.
pub(super) fn refused(locale: Locale, refused: &Refused) -> String {
    match (refused, locale) {
        (Refused::Unreadable(problem), _) => {
            format!("{} {}", CANNOT_CONVERT.get(locale), problem.say_with_place(locale))
        }
        (Refused::NoPlace, Locale::En) => "The document has no such place.".into(),
        (Refused::NoPlace, Locale::Zh) => "文档中没有这个位置。".into(),
        (Refused::Nothing, Locale::En) => "There is nothing to be done.".into(),
        (Refused::Nothing, Locale::Zh) => "没有可执行的操作。".into(),
    }
}

/// What the server would make of a field that it does not keep as written.
pub(super) fn lost(locale: Locale, now: Option<&Value>) -> String {
    match (now, locale) {
        (None, Locale::En) => "would be dropped".into(),
        (None, Locale::Zh) => "会被丢弃".into(),
        (Some(value), Locale::En) => format!("would become {}", shown(&describe::value(value))),
        (Some(value), Locale::Zh) => format!("会变为 {}", shown(&describe::value(value))),
    }
}

/// That there are such fields.
pub(super) fn changes(locale: Locale, about: &str) -> String {
    match locale {
        Locale::En => format!("The server would change {about}"),
        Locale::Zh => format!("服务器会改动 {about}"),
    }
}

/// What the server would fill in.
pub(super) fn defaults(locale: Locale, about: &str, count: usize) -> String {
    match locale {
        Locale::En if count == 1 => format!("{about}: 1 default that the server fills in"),
        Locale::En => format!("{about}: {count} defaults that the server fills in"),
        Locale::Zh => format!("{about}：服务器填写的 {count} 个默认值"),
    }
}

/// What the main button does now.
pub(super) fn create(locale: Locale, tally: Tally, edited: bool) -> String {
    let (count, updates) = (tally.to_create(), tally.to_update);
    let is_rest = tally.created + tally.existed + tally.updated + tally.unchanged > 0;
    if tally.in_doubt > 0 {
        return LOOK.get(locale).to_owned();
    }
    match (locale, is_rest, count, updates) {
        (Locale::En, _, 0, 0 | 1) if edited => "Save changes".into(),
        (Locale::Zh, _, 0, 0 | 1) if edited => "保存变更".into(),
        (Locale::En, _, count, 1) if edited => format!("Save changes, create {count}"),
        (Locale::Zh, _, count, 1) if edited => format!("保存变更，创建 {count} 个"),
        (Locale::En, _, 0, 1) => "Update 1 object".into(),
        (Locale::Zh, _, 0, updates) if updates > 0 => format!("更新 {updates} 个对象"),
        (Locale::En, _, 0, updates) if updates > 0 => format!("Update {updates} objects"),
        (Locale::En, _, count, updates) if updates > 0 => format!("Create {count}, update {updates}"),
        (Locale::Zh, _, count, updates) if updates > 0 => format!("创建 {count} 个，更新 {updates} 个"),
        (Locale::En, true, 0, _) => "Create".into(),
        (Locale::Zh, true, 0, _) => "创建".into(),
        (Locale::En, false, 1, _) => "Create 1 object".into(),
        (Locale::En, false, count, _) => format!("Create {count} objects"),
        (Locale::En, true, count, _) => format!("Create the other {count}"),
        (Locale::Zh, false, count, _) => format!("创建 {count} 个对象"),
        (Locale::Zh, true, count, _) => format!("创建其余 {count} 个"),
    }
}

/// That it is right to write there.
pub(super) fn write_to(locale: Locale, namespaces: &BTreeSet<String>) -> String {
    match (locale, namespaces.len(), namespaces.first()) {
        (Locale::En, 1, Some(one)) => format!("Write to {one}"),
        (Locale::Zh, 1, Some(one)) => format!("写入 {one}"),
        (Locale::En, count, _) => format!("Write to {count} namespaces"),
        (Locale::Zh, count, _) => format!("写入 {count} 个命名空间"),
    }
}

/// Where the whole text stands, for the footer; read out when it changes.
pub(super) fn summary(locale: Locale, work: Work, tally: Tally, edited: bool) -> String {
    match (work, locale) {
        (Work::Checking, Locale::En) => return "The API server is checking every document…".into(),
        (Work::Checking, Locale::Zh) => return "API 服务器正在检查全部文档…".into(),
        (Work::Creating, Locale::En) => return "Writing to the cluster…".into(),
        (Work::Creating, Locale::Zh) => return "正在写入集群…".into(),
        (Work::Removing, Locale::En) => return "Removing what was created…".into(),
        (Work::Removing, Locale::Zh) => return "正在删除已创建的对象…".into(),
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
        say(tally.updated, "已更新", if edited { "saved" } else { "updated" }),
        say(tally.to_update, "将更新", if edited { "with changes to save" } else { "to be updated" }),
        say(tally.undecided, "有冲突待选择", "with conflicts to decide"),
        say(tally.gone, "已被删除", "deleted by someone"),
        say(tally.existed, "已存在、保持原样", "already there, left as it is"),
        say(
            tally.unchanged,
            "没有变更",
            if edited { "without changes" } else { "already there, just like this" },
        ),
        say(tally.refused, "被拒绝", "refused"),
        say(tally.in_doubt, "结果未知", "not known whether done"),
        say(tally.lost - tally.in_doubt, "因连接中断未检查", "not checked: connection lost"),
        say(tally.unreadable, "有问题", "with problems"),
        say(tally.passed, "检查通过，尚未创建", "would be accepted, not created"),
        say(tally.waiting, "等待其他文档", "waiting for another document"),
        say(
            tally.open - tally.passed - tally.waiting,
            if edited { "尚未查看变更" } else { "尚未检查" },
            if edited { "not reviewed" } else { "not checked" },
        ),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(if locale == Locale::Zh { "，" } else { ", " })
}

/// The message when the creation has ended and the page is gone.
pub(super) fn ended(locale: Locale, tally: Tally, edited: bool) -> String {
    summary(locale, Work::Idle, tally, edited)
}

/// Why nothing is saved: there are conflicts to decide.
pub(super) fn undecided(locale: Locale, count: usize) -> Option<String> {
    (count > 0).then(|| match locale {
        Locale::En if count == 1 => "Choose for 1 conflict first".into(),
        Locale::En => format!("Choose for {count} conflicts first"),
        Locale::Zh => format!("请先处理 {count} 处冲突"),
    })
}

/// What saving would change.
pub(super) fn mine(locale: Locale, count: usize) -> String {
    match locale {
        Locale::En if count == 1 => "1 change will be saved".into(),
        Locale::En => format!("{count} changes will be saved"),
        Locale::Zh => format!("将保存 {count} 处变更"),
    }
}

/// What others changed.
pub(super) fn theirs(locale: Locale, count: usize) -> String {
    match locale {
        Locale::En if count == 1 => "1 change by others, which stays".into(),
        Locale::En => format!("{count} changes by others, which stay"),
        Locale::Zh => format!("他人的 {count} 处修改，将保留"),
    }
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
        (FileProblem::TooLong { line }, Locale::En) => format!(
            "{name} is larger than 4 MiB, more than the API server takes in one request; it is full at line {line}"
        ),
        (FileProblem::TooLong { line }, Locale::Zh) => {
            format!("{name} 超过 4 MiB，API 服务器的单个请求容纳不下；到第 {line} 行已达上限")
        }
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

pub(super) const FIELDS: Text = Text { zh: "字段", en: "Fields" };
pub(super) const FIELDS_WAIT: Text = Text {
    zh: "文本当前无法读取，字段显示的是上一次读到的内容。",
    en: "The text cannot be read now; the fields show what it said last.",
};
pub(super) const FIELDS_UNREAD: Text = Text {
    zh: "文本无法读取，改正后才会显示字段。",
    en: "The text cannot be read. Its fields appear once it can.",
};
pub(super) const FIXED: Text = Text { zh: "创建后不能更改", en: "Cannot be changed after creation" };
pub(super) const NO_BOX: Text = Text { zh: "请在文本中修改", en: "Change it in the text" };

/// Why nothing is created: a field cannot be taken as it is.
pub(super) fn unfinished(locale: Locale, field: &str) -> String {
    match locale {
        Locale::En => format!("{field} is not a value yet"),
        Locale::Zh => format!("“{field}”还不是有效的值"),
    }
}

/// The choice to leave a field out.
pub(super) fn by_default(locale: Locale, default: &str) -> String {
    match locale {
        Locale::En => format!("{default} (default)"),
        Locale::Zh => format!("{default}（默认）"),
    }
}
